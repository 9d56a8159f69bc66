"""One survey while it is being read: its sheets with their fates, the roster, the reports and faults found so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ci_network.errors import Problem
from ci_network.intake.fates import BLANK, USED, Codes, FateGrid
from ci_network.intake.read import STUDY_FILE
from ci_network.intake.surveys.columns import Headers, shown_names
from ci_network.intake.surveys.export import Export, Sheet, SurveyColumn
from ci_network.intake.surveys.mapping import SurveyMapping
from ci_network.intake.surveys.roster import AMBIGUOUS, NOBODY, Member, Roster
from ci_network.intake.surveys.settings import near
from ci_network.intake.surveys.values import Scale

Ints = NDArray[np.int32]
Mask = NDArray[np.bool_]
# How many rows with one and the same fault are told by number.
_ROWS_NAMED: Final = 1


@dataclass(frozen=True)
class Setting:
    """What the study knows: its members, the scales of its layers, its activities and other things.

    ``things`` maps a table (activities, groups, outcomes, indicators) to its ids and their titles.
    """

    members: tuple[Member, ...] = ()
    scales: Mapping[str, Scale] = field(default_factory=dict)
    things: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reports:
    """Answers about other members, as columns of equal length; what all share stands once."""

    row: Ints
    alter: Ints
    value: NDArray[np.float64]
    layer: str
    direction: int
    channel: str
    purpose: str
    place: int
    sheet: str
    parallel: str


@dataclass(frozen=True)
class Part:
    """One organisation's part in one activity, group, outcome or indicator, and where it stood.

    ``to`` is the table; for a word of a list in the stakeholders table its column there.
    """

    to: str
    response: int
    thing: str
    role: str
    hours: str
    row: int
    place: int
    sheet: str


@dataclass(frozen=True)
class Rating:
    """One score that a response gives to an item of the assessments, and where it stood."""

    response: int
    item: str
    score: float
    several: str
    row: int
    place: int
    sheet: str
    note: str = ""


class View:
    """A sheet while it is read: its texts by column, the fates of its cells, and whose each row is."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.headers = Headers(sheet)
        self.shown = shown_names(sheet)
        self.numbers = [number for number, _ in sheet.rows]
        self.grid = FateGrid(sheet.file, self.shown, self.numbers)
        width = len(sheet.columns)
        cells = (row[:width] + ("",) * (width - len(row)) for _, row in sheet.rows)
        self._columns: list[tuple[str, ...]] = list(zip(*cells, strict=True)) or [()] * width
        self.claimed: set[int] = set()
        self.ego: Ints = np.full(len(self.numbers), NOBODY, dtype=np.int32)
        self.response: Ints = np.full(len(self.numbers), -1, dtype=np.int32)

    @property
    def kept(self) -> Mask:
        """Which rows count."""
        return self.response >= 0

    def texts(self, column: SurveyColumn) -> tuple[str, ...]:
        """Return the cells of a column and note that the mapping speaks of it."""
        self.claimed.add(column.place)
        return self._columns[column.place]

    def peek(self, place: int) -> tuple[str, ...]:
        """Return the cells of a column without claiming it."""
        return self._columns[place]

    def mark_filled(self, column: SurveyColumn, reason: str = "") -> None:
        """Give the cells of a column that serves as a whole the fates used and blank."""
        texts = self.texts(column)
        fates: Codes = np.array([USED if text.strip() else BLANK for text in texts], dtype=np.uint8)
        self.grid.mark(column.place, fates, reason)


class Reading:
    """Everything that is known while one export is read. Shapes add reports, fates and faults to it."""

    def __init__(self, export: Export, mapping: SurveyMapping, setting: Setting) -> None:
        self.export = export
        self.mapping = mapping
        self.setting = setting
        self.problems: list[Problem] = []
        self.views = {sheet.name: View(sheet) for sheet in export.sheets}
        self.main = self.views[export.main.name]
        self.roster = Roster(
            setting.members, mapping.roster, setting.aliases, setting.refused, strip=mapping.privacy.strip
        )
        self.reports: list[Reports] = []
        # By response: whether an answer about a member is wanting.
        self.wanting: Mask = np.zeros(0, dtype=bool)
        # Two-mode answers, and the things that the mapping lets the survey make: table, id, title.
        self.parts: list[Part] = []
        self.made: dict[str, dict[str, str]] = {}
        self.ratings: list[Rating] = []
        # Whether a list of all members was put before the respondents, and who answered anything of it.
        self.asked = False
        self.said: Mask = np.zeros(0, dtype=bool)
        self._faults: dict[tuple[str, str, str, str], list[int]] = {}

    def view(self, name: str, place: str) -> View:
        """Return the sheet of this name; the main one where none is named."""
        if not name or name in self.views:
            return self.views[name] if name else self.main
        self.declared_fault(place, name, "the export has no such sheet", _of(name, self.views))
        return self.main

    def column(self, view: View, written: str, place: str) -> SurveyColumn | None:
        """Return the column that a word of the mapping means; where there is none, the fault is told."""
        column, mend = view.headers.find(written)
        if column is None:
            self.declared_fault(place, written, f"{view.sheet.file} has no one column of this name", mend)
        return column

    def declared_fault(self, place: str, value: str, what: str, mend: str) -> None:
        """Tell a fault of the mapping."""
        self.problems.append(Problem(STUDY_FILE, None, place, value, what, mend))

    def cell_fault(self, view: View, row: int, place: int, *, what: str, mend: str) -> None:
        """Tell a fault of a cell; equal faults of one column are told once, with how many rows there are."""
        text = view.peek(place)[row]
        key = (view.sheet.name, view.shown[place], text, what)
        if key in self._faults:
            self._faults[key].append(len(self.problems))
            return
        self._faults[key] = [len(self.problems)]
        self.problems.append(Problem(view.sheet.file, view.numbers[row], view.shown[place], text, what, mend))

    def all_problems(self) -> list[Problem]:
        """Return the faults, each with how many other rows of its column share it."""
        more = {places[0]: len(places) - _ROWS_NAMED for places in self._faults.values()}
        return [
            Problem(p.file, p.row, p.column, p.value, f"{p.what} (and {more[n]} more rows alike)", p.mend)
            if more.get(n)
            else p
            for n, p in enumerate(self.problems)
        ]

    def name_fault(self, place: int, written: str) -> tuple[str, str]:
        """Return what is wrong with a name that is no member's, and how to mend it."""
        if place == AMBIGUOUS:
            return "two members go by this name", 'Say whom it means under roster.names = { "name" = "id" }'
        mend = near(written, self.roster.names())
        where = 'aliases.csv or roster.names, or set boundary = "open"'
        return (
            "it is no member's id, name or alias",
            f"{mend} Add it to {where}".strip() if mend else f"Add it to {where}",
        )

    def member(self, view: View, row: int, place: int, *, written: str, match: Sequence[str] = ()) -> int:
        """Return the member that a name in a cell means, telling a name that is nobody's."""
        found = self.roster.meet(written, tuple(match)) if match else self.roster.meet(written)
        if found in (NOBODY, AMBIGUOUS):
            what, mend = self.name_fault(found, written)
            self.cell_fault(view, row, place, what=what, mend=mend)
        return found

    def own(self, view: View, alter: int) -> Mask:
        """Return which rows of a sheet are this member's own."""
        return np.asarray((view.ego == alter) & (alter >= 0))

    def want(self, view: View, where: Mask) -> None:
        """Note that an answer is wanting in these rows."""
        self.wanting[view.response[where & view.kept]] = True


def _of(written: str, known: Mapping[str, object]) -> str:
    return near(written, known) or f"Sheets are: {', '.join(known)}"
