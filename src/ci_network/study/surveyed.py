"""The survey exports of a study: read, mapped, and joined to its own tables."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from ci_network.errors import InputError, Problem, StudyError
from ci_network.intake.ledger import check_balance, table_ledger
from ci_network.intake.raw import RawTable
from ci_network.intake.read import STUDY_FILE, RawStudy
from ci_network.intake.surveys.declared import read_mapping
from ci_network.intake.surveys.mapping import SurveyMapping
from ci_network.intake.surveys.reading import Setting
from ci_network.intake.surveys.roster import Member
from ci_network.intake.surveys.tables import Origin
from ci_network.intake.surveys.values import Scale
from ci_network.study import cells
from ci_network.study.declared import Declared
from ci_network.study.schema import BY_NAME, LIST
from ci_network.terms import YES_NO

if TYPE_CHECKING:  # what reads exports is loaded for a study that has one
    from ci_network.intake.surveys.apply import Applied

ALIASES = "aliases"
_ALIAS_COLUMNS = ("written", "stakeholder", "how", "score", "decided")
_TITLES = {"activities": "title", "groups": "kind", "outcomes": "goal", "indicators": "title"}


@dataclass
class Surveyed:
    """A study's tables with what its survey exports say, and where in them each joined row stood."""

    raw: RawStudy
    problems: list[Problem] = field(default_factory=list)
    ledgers: list[pd.DataFrame] = field(default_factory=list)
    # By the file that a table is shown under: the place in an export of each row that was joined to it.
    origins: dict[str, dict[int, Origin]] = field(default_factory=dict)

    def relocated(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return faults of joined rows with the place in the export where they stand."""
        return [self._relocated(problem) for problem in problems]

    def _relocated(self, problem: Problem) -> Problem:
        joined = self.origins.get(problem.file, {})

        def place(found: re.Match[str]) -> str:
            origin = joined.get(int(found[1]))
            return f"row {origin.row} of {origin.file}" if origin else found[0]

        what = re.sub(r"\brow (\d+)\b", place, problem.what) if joined else problem.what
        origin = joined.get(problem.row) if problem.row is not None else None
        if origin is None:
            return replace(problem, what=what)
        return replace(problem, file=origin.file, row=origin.row, column=origin.column or problem.column, what=what)


def with_surveys(raw: RawStudy, declared: Declared) -> Surveyed:
    """Return the study's own tables joined with what its exports say under their ``[[survey]]`` sections."""
    mappings, problems = read_mapping(raw.settings)
    aliases, more, ledgers = _aliases(raw)
    own = {name: table for name, table in raw.tables.items() if name != ALIASES}
    surveyed = Surveyed(replace(raw, tables=own), [*problems, *more], ledgers)
    for number, mapping in enumerate(mappings, start=1):
        applied = _applied(surveyed, mapping, declared, aliases=aliases, place=f"survey[{number}]")
        if applied is not None:
            surveyed.problems += applied.problems
            if not applied.problems:
                surveyed.ledgers.append(applied.ledger)
            for name, table in applied.tables.items():
                _join(surveyed, name, table, applied.origins[name])
    return surveyed


def _applied(
    surveyed: Surveyed, mapping: SurveyMapping, declared: Declared, *, aliases: Mapping[str, str], place: str
) -> "Applied | None":
    from ci_network.intake.surveys.apply import apply_mapping
    from ci_network.intake.surveys.shapes.graph import read_any_export

    files = surveyed.raw.exports.get(mapping.file, {})
    if not files:
        what, mend = "there is no such file", "Put the export into the study's folder, or correct its name"
        surveyed.problems.append(Problem(STUDY_FILE, None, f"{place}.source", mapping.file, what, mend))
        return None
    try:
        export = read_any_export(files, mapping)
    except StudyError as error:
        surveyed.problems += error.problems
        return None
    except InputError as error:
        surveyed.problems.append(Problem(mapping.file, None, "", "", str(error), f"See {place}.source in {STUDY_FILE}"))
        return None
    return apply_mapping(export, mapping, _setting(surveyed.raw, declared, aliases))


def _setting(raw: RawStudy, declared: Declared, aliases: Mapping[str, str]) -> Setting:
    people = _records(raw.tables.get("stakeholders"))
    scales = {
        name: Scale(layer.scale, layer.low, layer.high)
        for layer in declared.layers.values()
        for name in layer.table_names()
    }
    return Setting(
        members=tuple(
            Member(row["id"], row.get("name", ""), cells.parts(row.get("aliases", "")))
            for row in people
            if row.get("id")
        ),
        scales=scales,
        things={
            table: {row["id"]: row.get(title, "") for row in _records(raw.tables.get(table)) if row.get("id")}
            for table, title in _TITLES.items()
        },
        aliases=aliases,
        refused=frozenset(
            row["id"]
            for row in people
            if cells.choice(row.get("consent_analysis", ""), YES_NO) == "no" and row.get("id")
        ),
    )


def _records(table: RawTable | None) -> list[dict[str, str]]:
    return [dict(zip(table.header, row, strict=True)) for _, row in table.rows] if table else []


def _aliases(raw: RawStudy) -> tuple[dict[str, str], list[Problem], list[pd.DataFrame]]:
    """Return the aliases that a person agreed to, the faults of ``aliases.csv``, and its ledger."""
    table = raw.tables.get(ALIASES)
    if table is None:
        return {}, [], []
    missing = [name for name in ("written", "stakeholder", "decided") if name not in table.header]
    problems = [*table.problems]
    problems += [
        Problem(table.file, 1, name, "", "the column is missing", f"Columns are: {', '.join(_ALIAS_COLUMNS)}")
        for name in missing
    ]
    if missing:
        return {}, problems, []
    known = {row.get("id", "") for row in _records(raw.tables.get("stakeholders"))}
    found, aside = {}, {}
    for (number, _), row in zip(table.rows, _records(table), strict=True):
        if cells.choice(row["decided"], YES_NO) != "yes":
            aside[number] = "nobody has said yes to this alias"
        elif row["stakeholder"] not in known:
            what, mend = "there is no such id in the stakeholders table", "Correct the id, or write no under decided"
            problems.append(Problem(table.file, number, "stakeholder", row["stakeholder"], what, mend))
        else:
            found[row["written"]] = row["stakeholder"]
    ledger = table_ledger(table, aside)
    check_balance(table, ledger)
    return found, problems, [ledger]


def _join(surveyed: Surveyed, name: str, made: RawTable, origins: list[Origin]) -> None:
    own = surveyed.raw.tables.get(name) or RawTable(name, f"{made.file} ({name})", (), ())
    if name == "stakeholders" and own.rows and "id" in own.header:
        made, origins = _told_of_members(surveyed, own, made, origins)
        own = surveyed.raw.tables[name]
    header = (*own.header, *(column for column in made.header if column not in own.header))
    places = [made.header.index(column) if column in made.header else -1 for column in header]
    blank = ("",) * (len(header) - len(own.header))
    first = max((number for number, _ in own.rows), default=1) + 1
    rows = [(number, row + blank) for number, row in own.rows]
    rows += [
        (number, tuple(row[place] if place >= 0 else "" for place in places))
        for number, (_, row) in enumerate(made.rows, start=first)
    ]
    surveyed.origins.setdefault(own.file, {}).update(dict(enumerate(origins, start=first)))
    joined = replace(own, header=header, rows=tuple(rows))
    surveyed.raw = replace(surveyed.raw, tables={**surveyed.raw.tables, name: joined})


def _told_of_members(
    surveyed: Surveyed, own: RawTable, made: RawTable, origins: list[Origin]
) -> tuple[RawTable, list[Origin]]:
    """Fill the rows of known members with what the survey says of them; return the rows of those not yet known."""
    header = [*own.header, *(column for column in made.header if column not in own.header)]
    rows = {row[own.header.index("id")]: (number, [*row, *[""] * (len(header) - len(row))]) for number, row in own.rows}
    new = []
    for (number, said), origin in zip(made.rows, origins, strict=True):
        known = rows.get(said[0])
        if known is None:
            new.append(((number, said), origin))
            continue
        for column, text in zip(made.header[1:], said[1:], strict=True):
            place = header.index(column)
            if text and known[1][place] and not _says_the_same(column, text, known[1][place]):
                what = f"{own.file}, row {known[0]} says '{known[1][place]}'"
                mend = "Correct one of the two, or take the column out of ego.attributes"
                surveyed.problems.append(Problem(origin.file, origin.row, column, text, what, mend))
            known[1][place] = known[1][place] or text
    filled = replace(own, header=tuple(header), rows=tuple((number, tuple(row)) for number, row in rows.values()))
    surveyed.raw = replace(surveyed.raw, tables={**surveyed.raw.tables, "stakeholders": filled})
    return replace(made, rows=tuple(row for row, _ in new)), [origin for _, origin in new]


def _says_the_same(column: str, text: str, known: str) -> bool:
    """Return whether two cells of the stakeholders table agree; the order of a list is no difference."""
    declared = BY_NAME["stakeholders"].column(column)
    if declared is not None and declared.holds == LIST:
        return set(cells.parts(text)) == set(cells.parts(known))
    return text == known
