"""The frozen Study: validated tables and what the study declares about them."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from ci_network.errors import StudyError, UnknownNameError
from ci_network.glance import Glance
from ci_network.intake.ledger import check_balance, table_ledger
from ci_network.intake.raw import RawTable
from ci_network.intake.read import RawStudy, read_raw_export, read_raw_study
from ci_network.intake.surveys.roster import OUTSIDER_ROLE
from ci_network.study.check import find_problems
from ci_network.study.consent import refused_rows
from ci_network.study.declared import Declared, read_declared
from ci_network.study.layer import Layer
from ci_network.study.schema import BY_NAME, TABLES
from ci_network.study.surveyed import ALIASES, Surveyed, with_surveys
from ci_network.study.typed import typed_table, with_values


@dataclass(frozen=True, eq=False, repr=False)
class Study(Glance):
    """A coalition's tables, checked whole, and what it declares. Nothing downstream sees an unchecked cell.

    Attributes
    ----------
    declared
        What ``study.toml`` says; the commonest parts are attributes of the study too.
    ledger
        The fate of every row and cell: ``source, row, column, fate, reason``.
    sources
        A SHA-256 fingerprint of each file read.
    refused
        How many members refused analysis; they and every row that names them are set aside.
    """

    declared: Declared
    tables: Mapping[str, pd.DataFrame]
    ledger: pd.DataFrame
    sources: Mapping[str, str]
    refused: int = 0

    def glance(self) -> tuple[str, ...]:
        """Return its title, its waves and its layers of ties."""
        return (self.title, f"waves {', '.join(self.waves) or 'not named'}; layers {', '.join(self.layers_present())}")

    @property
    def outsiders(self) -> int:
        """How many organisations answers name that are not on the coalition's list."""
        return int((self.tables["stakeholders"]["role"].str.casefold() == OUTSIDER_ROLE).sum())

    @property
    def title(self) -> str:
        """The study's title."""
        return self.declared.title

    @property
    def purpose(self) -> str:
        """What the analysis is for; printed on every output."""
        return self.declared.purpose

    @property
    def keep_until(self) -> dt.date | None:
        """The day after which the data should be deleted; ``None`` where it is not stated."""
        return self.declared.keep_until

    @property
    def backbone(self) -> tuple[str, ...]:
        """The ids of the backbone set; empty where none is declared."""
        known = set(self.tables["stakeholders"]["id"])
        return tuple(member for member in self.declared.backbone if member in known)

    @property
    def phase(self) -> int | None:
        """The phase that the coalition says it is in (1-3); ``None`` where it does not say."""
        return self.declared.phase

    @property
    def required_sectors(self) -> tuple[str, ...]:
        """The sectors that the coalition says it needs."""
        return self.declared.required_sectors

    @property
    def audience(self) -> str:
        """For whom outputs are made unless told otherwise."""
        return self.declared.audience

    @property
    def synthetic(self) -> bool:
        """Whether the data are made up."""
        return self.declared.synthetic

    @property
    def labels(self) -> str:
        """Which names of the five conditions the study goes by: "classic" or "3.0"."""
        return self.declared.labels

    @property
    def tie_rule(self) -> Mapping[str, Any]:
        """What the study's ``[tie_rule]`` says."""
        return self.declared.tie_rule

    @property
    def layers(self) -> Mapping[str, Layer]:
        """The layers by name, declared and default."""
        return self.declared.layers

    @cached_property
    def waves(self) -> tuple[str, ...]:
        """The waves, oldest first; one blank wave where the study has none."""
        named = {w for table in self.tables.values() if "wave" in table for w in table["wave"].unique() if w}
        return tuple(sorted(named, key=_natural)) or ("",)

    def layer(self, name: str) -> Layer:
        """Return a layer by name; a name that is none is an error."""
        found = self.layers.get(name) or self.declared.layer_of(name)
        if found is None or (name not in self.layers and name not in set(self.tables["ties"]["layer"])):
            raise UnknownNameError("layer", name, self.layers_present())
        return found

    def layers_present(self) -> tuple[str, ...]:
        """Return the names of the layers that have rows, in the order of ``study.toml``, then of the table."""
        names = list(self.tables["ties"]["layer"].unique())
        declared = [name for name, layer in self.layers.items() if set(layer.table_names()) & set(names)]
        covered = {part for name in declared for part in self.layers[name].table_names()}
        return (*declared, *(name for name in names if name not in covered))

    def wave(self, name: str | None = None) -> str:
        """Return the wave of this name, the latest where none is given; a name that is none is an error."""
        if name is None:
            return self.waves[-1]
        if name not in self.waves:
            raise UnknownNameError("wave", name, self.waves)
        return name

    def table(self, name: str, wave: str | None = None) -> pd.DataFrame:
        """Return a copy of a table, typed: blank text is "", blank numbers NaN, blank dates NaT, lists tuples.

        Every table exists; one that the study lacks is empty with its columns. With ``wave`` only the rows of
        that wave are given; a row with a blank wave belongs to every wave.
        """
        if name not in self.tables:
            raise UnknownNameError("table", name, self.tables)
        frame: pd.DataFrame = self.tables[name]
        if wave is not None and "wave" in frame:
            frame = frame[frame["wave"].isin([wave, ""])]
        return pd.DataFrame(frame.reset_index(drop=True))

    def roster(self, wave: str | None = None) -> pd.DataFrame:
        """Return the stakeholders of a wave, indexed by id.

        Where the wave is named by a year, those who left before that year or joined after it are not on the
        roster, unless a tie or an answer of the wave names them. Outsiders, whom answers name but who are not on
        the coalition's list, stay in the tables and off the roster: nobody asked them.
        """
        everyone: pd.DataFrame = self.tables["stakeholders"].set_index("id").rename_axis("member")
        people = pd.DataFrame(everyone.loc[everyone["role"].str.casefold() != OUTSIDER_ROLE])
        year = re.match(r"\d{4}", name := self.wave(wave))
        if not year:
            return people
        absent = (people["left"].dt.year < int(year[0])) | (people["joined"].dt.year > int(year[0]))
        named = set(self.backbone)
        for table, column in (("ties", "source"), ("ties", "target"), ("responses", "stakeholder")):
            rows = self.tables[table]
            named.update(rows.loc[rows["wave"].isin([name, ""]), column].unique())
        return pd.DataFrame(people.loc[~absent | people.index.isin(list(named))])


def read_study(path: str | Path) -> Study:
    """Read a study: a folder with ``study.toml`` and its tables as CSV files or one workbook.

    Parameters
    ----------
    path
        The folder, or the workbook with ``study.toml`` beside it.

    Returns
    -------
    Study
        The tables, checked whole, and what the study declares.

    Raises
    ------
    InputError
        When the path is missing or is not a study.
    StudyError
        When anything in it is at fault; ``problems`` names every fault with file, row, column, value and the mend.

    Examples
    --------
    >>> import ci_network as ci
    >>> study = ci.read_study("data/riverbend")
    >>> study.title
    'Riverbend Cradle to Career (synthetic)'
    >>> len(study.roster())
    64
    """
    return _checked(read_raw_study(path))


def study_from_export(export: str | Path, mapping: str | Path) -> Study:
    """Read a study from a survey export and the ``study.toml`` that says what its columns and answers mean.

    Parameters
    ----------
    export
        The export as the survey tool wrote it: a file, a folder of files or a zip archive.
    mapping
        A ``study.toml`` with one ``[[survey]]`` section; the study's own tables may lie beside it.

    Returns
    -------
    Study
        The tables, checked whole, and what the study declares.

    Raises
    ------
    InputError
        When a path is missing.
    StudyError
        When anything is at fault; ``problems`` names every fault with file, row, column, value and the mend.

    Examples
    --------
    >>> import ci_network as ci
    >>> study = ci.study_from_export("data/survey_example/answers.csv", "data/survey_example/study.toml")
    >>> float(study.table("ties")["value"].max())
    4.0
    """
    return _checked(read_raw_export(export, mapping, tables=(*BY_NAME, ALIASES)))


def _checked(raw: RawStudy) -> Study:
    declared, problems = read_declared(raw.settings)
    surveyed = with_surveys(raw, declared)
    found = surveyed.relocated(find_problems(surveyed.raw, declared))
    # While a survey cannot be read, it is not known whom it would have named.
    unread = bool(surveyed.problems) and "stakeholders" not in raw.tables
    problems += [*surveyed.problems, *(one for one in found if not (unread and one.file == "stakeholders"))]
    if problems:
        raise StudyError(problems)
    return _build(raw, surveyed, declared)


def _build(raw: RawStudy, surveyed: Surveyed, declared: Declared) -> Study:
    joined = surveyed.raw.tables
    refused, aside = refused_rows(joined)
    tables: dict[str, pd.DataFrame] = {}
    ledgers: list[pd.DataFrame] = list(surveyed.ledgers)
    for table in TABLES:
        raw_table = joined.get(table.name)
        if raw_table is None:
            tables[table.name] = typed_table(RawTable(table.name, "", (), ()), table, set())
            continue
        reasons = aside.get(table.name, {})
        if table.name in raw.tables:
            own = raw.tables[table.name]
            numbers = {number for number, _ in own.rows}
            ledger = table_ledger(own, {number: why for number, why in reasons.items() if number in numbers})
            check_balance(own, ledger)
            ledgers.append(ledger)
        tables[table.name] = typed_table(raw_table, table, set(reasons))
    tables["ties"] = with_values(tables["ties"], declared)
    ledger = pd.concat(ledgers, ignore_index=True)
    return Study(declared, tables, ledger, dict(raw.fingerprints), refused)


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts "wave 2" before "wave 10"."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", text))
