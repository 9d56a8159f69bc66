"""The tables of a study: their columns, what a cell may hold, and what it refers to."""

from dataclasses import dataclass
from typing import Final

from ci_network.terms import RESPONSE_STATUS, YES_NO

# What a cell may hold. "list" cells join their parts by "|".
TEXT, NUMBER, DATE, CHOICE, LIST = "text", "number", "date", "choice", "list"


@dataclass(frozen=True)
class Column:
    """One column: what a cell of it may hold.

    ``refers_to`` names the table in whose first column the cell (or each part of a list) must occur.
    """

    name: str
    holds: str = TEXT
    required: bool = False
    refers_to: str = ""
    choices: tuple[str, ...] = ()
    low: float | None = None


@dataclass(frozen=True)
class Table:
    """One table: its columns, the columns that together occur only once, and whether others may join."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    open: bool = False

    def column(self, name: str) -> Column | None:
        """Return the column of this name, or ``None``."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def _member(name: str = "stakeholder", *, required: bool = True) -> Column:
    return Column(name, required=required, refers_to="stakeholders")


_WAVE: Final = Column("wave")

TABLES: Final = (
    Table(
        "stakeholders",
        (
            Column("id", required=True),
            Column("name"),
            Column("sector"),
            Column("kind"),
            Column("role"),
            Column("aliases", LIST),
            Column("joined", DATE),
            Column("left", DATE),
            Column("capacity_hours", NUMBER, low=0),
            Column("lived_experience", CHOICE, choices=YES_NO),
            Column("offers", LIST),
            Column("needs", LIST),
            Column("consent_analysis", CHOICE, choices=YES_NO),
            Column("consent_named_internal", CHOICE, choices=YES_NO),
            Column("consent_named_public", CHOICE, choices=YES_NO),
        ),
        key=("id",),
        open=True,
    ),
    Table(
        "responses",
        (
            _member(),
            _WAVE,
            Column("status", CHOICE, required=True, choices=RESPONSE_STATUS),
            Column("respondents", NUMBER, low=0),
        ),
        key=("stakeholder", "wave"),
    ),
    Table(
        "ties",
        (
            _WAVE,
            Column("layer", required=True),
            _member("source"),
            _member("target"),
            Column("value"),
            Column("channel"),
            Column("purpose"),
            _member("reported_by", required=False),
        ),
        key=("wave", "layer", "source", "target", "channel", "purpose", "reported_by"),
    ),
    Table(
        "activities",
        (
            Column("id", required=True),
            Column("title"),
            Column("kind"),
            _member("lead", required=False),
            Column("start", DATE),
            Column("end", DATE),
            Column("outcomes", LIST, refers_to="outcomes"),
            Column("population"),
            Column("place"),
            Column("depends_on", LIST, refers_to="activities"),
        ),
        key=("id",),
    ),
    Table(
        "participation",
        (
            _WAVE,
            _member(),
            Column("activity", required=True, refers_to="activities"),
            Column("role"),
            Column("hours", NUMBER, low=0),
        ),
        key=("wave", "stakeholder", "activity"),
    ),
    Table(
        "outcomes",
        (Column("id", required=True), Column("goal"), Column("target"), Column("target_date", DATE)),
        key=("id",),
    ),
    Table(
        "commitments",
        (
            _member(),
            Column("outcome", required=True, refers_to="outcomes"),
            Column("rank", NUMBER, low=1),
        ),
        key=("stakeholder", "outcome"),
    ),
    Table(
        "indicators",
        (
            Column("id", required=True),
            Column("title"),
            Column("outcome", required=True, refers_to="outcomes"),
            Column("status"),
            Column("disaggregated_by"),
            Column("last_report", DATE),
        ),
        key=("id",),
    ),
    Table(
        "reporting",
        (
            _member(),
            Column("indicator", required=True, refers_to="indicators"),
            Column("reports", CHOICE, choices=YES_NO),
            Column("uses", CHOICE, choices=YES_NO),
        ),
        key=("stakeholder", "indicator"),
    ),
    Table(
        "groups",
        (Column("id", required=True), Column("kind"), Column("outcomes", LIST, refers_to="outcomes")),
        key=("id",),
    ),
    Table(
        "membership",
        (Column("group", required=True, refers_to="groups"), _member(), Column("role")),
        key=("group", "stakeholder"),
    ),
    Table(
        "assessments",
        (
            _WAVE,
            Column("item", required=True),
            _member(required=False),
            Column("score", NUMBER, required=True, low=0),
            Column("note"),
        ),
        key=("wave", "item", "stakeholder"),
    ),
)
BY_NAME: Final = {table.name: table for table in TABLES}

# Two dates of one row, the first of which may not lie after the second.
DATE_ORDER: Final = (("stakeholders", "joined", "left"), ("activities", "start", "end"))
