"""What a survey says as rows of a study's tables, each with the place in the export where it stood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from ci_network.intake.raw import RawTable
from ci_network.intake.surveys.ego import Said
from ci_network.intake.surveys.mapping import THINGS
from ci_network.intake.surveys.merge import Answered
from ci_network.intake.surveys.reading import Part, Reading
from ci_network.intake.surveys.roster import OUTSIDER_ROLE
from ci_network.intake.surveys.values import IN

_TIES: Final = ("wave", "layer", "source", "target", "value", "channel", "purpose", "reported_by")


@dataclass(frozen=True)
class Origin:
    """Where in an export a row of a table comes from."""

    file: str
    row: int | None
    column: str


@dataclass
class Made:
    """Tables made from an export. ``origins`` runs along the rows of each table."""

    tables: dict[str, RawTable] = field(default_factory=dict)
    origins: dict[str, list[Origin]] = field(default_factory=dict)

    def add(
        self,
        reading: Reading,
        name: str,
        header: tuple[str, ...],
        rows: Sequence[tuple[str, ...]],
        origins: list[Origin],
    ) -> None:
        """Take the rows of one table; a table without rows is not made."""
        if rows:
            numbered = tuple((number, row) for number, row in enumerate(rows, start=2))
            self.tables[name] = RawTable(name, reading.main.sheet.file, header, numbered)
            self.origins[name] = origins


def make_tables(reading: Reading, whose: Answered, reports: pd.DataFrame, said: list[Said]) -> Made:
    """Return the tables that a survey makes: ties, responses, participation and its like, stakeholders."""
    made = Made()
    _ties(reading, whose, reports, made)
    # Who was asked nothing about other members has not said that there is no contact.
    if reading.mapping.rows.unit != "edge" and reading.mapping.ties:
        _responses(reading, whose, made)
    for to in THINGS:
        _parts(reading, whose, to, made)
    for table, things in reading.made.items():
        column = {"groups": "kind", "outcomes": "goal"}.get(table, "title")
        rows = [(name, title) for name, title in things.items()]
        made.add(reading, table, ("id", column), rows, [Origin(reading.main.sheet.file, None, "")] * len(rows))
    _stakeholders(reading, [*said, *_lists(reading, whose)], made)
    return made


def _ties(reading: Reading, whose: Answered, reports: pd.DataFrame, made: Made) -> None:
    if reports.empty:
        return
    ids, line = reading.roster.ids, reports["line"].to_numpy(int)
    waves = whose.frame["wave"].to_numpy(object)[line].tolist()
    egos = [ids[ego] for ego in whose.frame["ego"].to_numpy(int)[line].tolist()]
    alters = [ids[alter] for alter in reports["alter"].to_numpy(int).tolist()]
    inward = (reports["direction"] == IN).tolist()
    values = [f"{value:.10g}" for value in reports["value"].tolist()]
    words = [reports[name].astype(object).tolist() for name in ("layer", "channel", "purpose")]
    edge = reading.mapping.rows.unit == "edge"
    rows = [
        (wave, layer, alter if back else ego, ego if back else alter, value, channel, purpose, "" if edge else ego)
        for wave, ego, alter, back, value, layer, channel, purpose in zip(
            waves, egos, alters, inward, values, *words, strict=True
        )
    ]
    made.add(reading, "ties", _TIES, rows, _origins(reading, reports))


def _origins(reading: Reading, reports: pd.DataFrame) -> list[Origin]:
    views = reading.views
    return [
        Origin(views[sheet].sheet.file, number, views[sheet].shown[place])
        for sheet, number, place in zip(
            reports["sheet"].astype(object).tolist(), reports["number"].tolist(), reports["place"].tolist(), strict=True
        )
    ]


def _responses(reading: Reading, whose: Answered, made: Made) -> None:
    ids, frame = reading.roster.ids, whose.frame
    rows = [
        (ids[ego], wave, status, str(people))
        for ego, wave, status, people in zip(
            frame["ego"].tolist(),
            frame["wave"].tolist(),
            frame["status"].tolist(),
            frame["people"].tolist(),
            strict=True,
        )
    ]
    origin = Origin(reading.main.sheet.file, None, "")
    made.add(reading, "responses", ("stakeholder", "wave", "status", "respondents"), rows, [origin] * len(rows))


def _parts(reading: Reading, whose: Answered, to: str, made: Made) -> None:
    ids, column = reading.roster.ids, THINGS[to][1]
    seen: dict[tuple[str, str, str], tuple[str, str, Origin]] = {}
    for part in (part for part in reading.parts if part.to == to):
        line = int(whose.line[part.response])
        if line < 0:
            continue
        wave, ego = str(whose.frame["wave"].iloc[line]), ids[int(whose.frame["ego"].iloc[line])]
        origin = Origin(reading.views[part.sheet].sheet.file, part.row, reading.views[part.sheet].shown[part.place])
        seen.setdefault((wave if to == "participation" else "", ego, part.thing), (part.role, part.hours, origin))
    origins = [origin for _, _, origin in seen.values()]
    rows: list[tuple[str, ...]]
    if to == "participation":
        rows = [(wave, ego, thing, role, hours) for (wave, ego, thing), (role, hours, _) in seen.items()]
        made.add(reading, to, ("wave", "stakeholder", column, "role", "hours"), rows, origins)
    elif to == "membership":
        rows = [(thing, ego, role) for (_, ego, thing), (role, _, _) in seen.items()]
        made.add(reading, to, (column, "stakeholder", "role"), rows, origins)
    elif to == "reporting":
        rows = [(ego, thing, *_use(role)) for (_, ego, thing), (role, _, _) in seen.items()]
        made.add(reading, to, ("stakeholder", column, "reports", "uses"), rows, origins)
    else:
        rows = [(ego, thing, role) for (_, ego, thing), (role, _, _) in seen.items()]
        made.add(reading, to, ("stakeholder", column, "rank"), rows, origins)


def add_ratings(reading: Reading, whose: Answered, ratings: pd.DataFrame, made: Made) -> None:
    """Take the scores as rows of the assessments."""
    if ratings.empty:
        return
    ids, line = reading.roster.ids, ratings["line"].to_numpy(int)
    waves = whose.frame["wave"].to_numpy(object)[line].tolist()
    egos = [ids[ego] for ego in whose.frame["ego"].to_numpy(int)[line].tolist()]
    scores = [f"{value:.10g}" for value in ratings["value"].tolist()]
    words = [ratings[name].tolist() for name in ("item", "note")]
    rows = [
        (wave, item, ego, score, note) for wave, ego, score, item, note in zip(waves, egos, scores, *words, strict=True)
    ]
    origins = _origins(reading, ratings)
    made.add(reading, "assessments", ("wave", "item", "stakeholder", "score", "note"), rows, origins)


def _use(role: str) -> tuple[str, str]:
    """Return whether an indicator is reported and used: the role says "uses", "both", or nothing for reports."""
    return ("" if role == "uses" else "yes", "yes" if role in ("uses", "both") else "")


def _lists(reading: Reading, whose: Answered) -> list[Said]:
    """Return the lists that organisations gave of themselves; what several people of one picked stands together."""
    found: dict[tuple[int, str], dict[str, Part]] = {}
    for part in (part for part in reading.parts if part.to not in THINGS):
        line = int(whose.line[part.response])
        if line >= 0:
            words = found.setdefault((int(whose.frame["ego"].iloc[line]), part.to), {})
            words.setdefault(part.thing, part)
    said = []
    for (member, fills), words in found.items():
        first = next(iter(words.values()))
        row = reading.views[first.sheet].numbers.index(first.row)
        said.append(Said(member, fills, "|".join(words), row, first.place, first.sheet))
    return said


def _stakeholders(reading: Reading, said: list[Said], made: Made) -> None:
    """Make rows for those whom the survey lets in, and for what organisations say of themselves."""
    roster = reading.roster
    fields = list(dict.fromkeys(entry.fills for entry in said))
    filled: dict[int, dict[str, Said]] = {}
    for entry in said:
        known = filled.setdefault(entry.member, {}).setdefault(entry.fills, entry)
        if known.text != entry.text:
            view = reading.views[entry.sheet]
            reading.cell_fault(
                view, entry.row, entry.place,
                what=f"row {view.numbers[known.row]} of the same organisation says '{known.text}'",
                mend="Correct one of the two, or leave the column out",
            )  # fmt: skip
    role = OUTSIDER_ROLE if roster.members else ""
    rows: list[tuple[str, ...]] = []
    origins: list[Origin] = []
    for member in dict.fromkeys([*roster.outsiders, *filled]):
        own: Mapping[str, Said] = filled.get(member, {})
        name = roster.outsiders.get(member, "")
        given = {name_: own[name_].text for name_ in own}
        base = {"name": name, "role": role if name else ""} | given
        rows.append((roster.ids[member], *(base.get(part, "") for part in ("name", "role", *_rest(fields)))))
        first = next(iter(own.values()), None)
        view = reading.views[first.sheet] if first else reading.main
        shown = view.shown[first.place] if first else ""
        origins.append(Origin(view.sheet.file, view.numbers[first.row] if first else None, shown))
    made.add(reading, "stakeholders", ("id", "name", "role", *_rest(fields)), rows, origins)


def _rest(fields: list[str]) -> list[str]:
    return [name for name in fields if name not in ("name", "role", "id")]
