"""What a ``[[survey]]`` section declares: how the columns of one export become the tables of a study."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ci_network.intake.surveys.source import Source

SHAPES: Final = (
    "roster_matrix",
    "checkbox_columns",
    "multiselect_cell",
    "name_generator_columns",
    "long_edge_list",
    "repeat_group",
    "two_mode",
    "adjacency_matrix",
    "node_edge_tables",
    "graph_file",
)
THING_SHAPES: Final = ("checkbox_columns", "multiselect_cell", "roster_matrix", "long_edge_list", "repeat_group")
UNITS: Final = ("response", "dyad", "repeat", "edge")
DUPLICATES: Final = ("error", "last", "first", "union", "max", "mean")
SEVERAL: Final = ("error", "max", "mean", "union", "majority", "keep")
PARALLEL: Final = ("error", "max", "mean", "sum", "first", "last")
MATCHES: Final = ("id", "name", "alias")
RATING_SHAPES: Final = ("roster_matrix", "long_edge_list", "repeat_group")
# Where a block of two-mode answers fills a list in the stakeholders table: each option is a word of it.
LISTS: Final = "stakeholders"
# Which table an activities block fills, and the table and column of the things that its options are.
THINGS: Final = {
    "participation": ("activities", "activity"),
    "membership": ("groups", "group"),
    "commitments": ("outcomes", "outcome"),
    "reporting": ("indicators", "indicator"),
}


@dataclass(frozen=True)
class RowRules:
    """Which rows count, and what happens where one organisation has several."""

    unit: str = "response"
    keep: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    drop: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    complete: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    all_complete: bool = False
    partial: str = "keep"
    respondent: tuple[str, ...] = ()
    duplicates: str = ""
    several: str = ""


@dataclass(frozen=True)
class Attribute:
    """A column of the export that fills a column of the stakeholders table."""

    column: str
    fills: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class EgoRule:
    """Whose answer a row is."""

    columns: tuple[str, ...] = ()
    separator: str = "_"
    match: tuple[str, ...] = MATCHES
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True)
class RosterRule:
    """Whom a name may mean, and what becomes of a name that is nobody's."""

    boundary: str = "closed"
    unknown: str = "error"
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Selector:
    """Which columns: by name, pattern, question, text, item, ids or place (from 1). All that is said must hold."""

    names: tuple[str, ...] = ()
    pattern: str = ""
    block: str = ""
    label: str = ""
    items: tuple[str, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    key: str = ""
    choices: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return self == Selector()


@dataclass(frozen=True)
class Split:
    """How a cell that holds several answers is taken apart; known options first, the longest of them first."""

    delimiter: str = ","
    options: tuple[str, ...] = ()
    escape: str = ""


@dataclass(frozen=True)
class Gate:
    """The earlier question that decides whether a later one was asked; after a no the later one is a known no."""

    columns: Selector
    no: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    split: Split | None = None
    conflict: str = "error"


@dataclass(frozen=True)
class Meanings:
    """What the answers of a question mean. ``numbers``: they are values as they stand."""

    values: Mapping[str, str] = field(default_factory=dict)
    numbers: bool = False
    none: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    structural: tuple[str, ...] = ()
    blank: str = "blank"
    picked: str = "1"


@dataclass(frozen=True)
class TieBlock:
    """One question about other members, and the layer that its answers fill."""

    place: str
    layer: str = ""
    shape: str = "roster_matrix"
    sheet: str = ""
    columns: Selector = field(default_factory=Selector)
    alter: str = ""
    alters: Mapping[str, str] = field(default_factory=dict)
    value: str = ""
    relation: str = ""
    relations: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)
    direction: str = "out"
    directions: Mapping[str, str] = field(default_factory=dict)
    meanings: Meanings = field(default_factory=Meanings)
    gate: Gate | None = None
    exclusive: tuple[str, ...] = ()
    other: str = ""
    self_ties: str = "drop"
    split: Split | None = None
    channel: str = ""
    purpose: str = ""
    parallel: str = "error"


@dataclass(frozen=True)
class ThingBlock:
    """One question about activities, groups, outcomes or indicators, and the table that its answers fill.

    With ``to`` = ``LISTS`` its options are words of a list in the stakeholders table, in the column ``fills``; the
    shape "" is then read off each column: an option of its own, or a cell that lists several.
    """

    place: str
    to: str = "participation"
    fills: str = ""
    shape: str = "checkbox_columns"
    sheet: str = ""
    columns: Selector = field(default_factory=Selector)
    thing: str = ""
    things: Mapping[str, str] = field(default_factory=dict)
    unknown: str = "error"
    role: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    hours: str = ""
    meanings: Meanings = field(default_factory=Meanings)
    exclusive: tuple[str, ...] = ()
    split: Split | None = None


@dataclass(frozen=True)
class RatingBlock:
    """One question in which the whole is rated, and the items of the assessments that its answers fill.

    ``item`` is the item, a template that holds ``{item}``, or in long shapes the column that names it; ``items``
    says which item each part of the question is; ``scale`` the lowest and highest score of an item of one's own.
    """

    place: str
    shape: str = "roster_matrix"
    sheet: str = ""
    columns: Selector = field(default_factory=Selector)
    item: str = ""
    items: Mapping[str, str] = field(default_factory=dict)
    value: str = ""
    scale: tuple[float, float] | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    note: str = ""
    several: str = ""


@dataclass(frozen=True)
class Privacy:
    """What is left out. Without a word, what a tool records of the person is dropped; ``keep`` lists exceptions."""

    drop: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    strip: bool = True


@dataclass(frozen=True)
class Ignore:
    """What is not wanted, said so that everything else can be an error."""

    columns: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class SurveyMapping:
    """The whole mapping of one export. ``file`` is its file or folder, as written; * stands for anything."""

    file: str
    source: Source = field(default_factory=Source)
    wave: str = ""
    wave_column: str = ""
    waves: Mapping[str, str] = field(default_factory=dict)
    rows: RowRules = field(default_factory=RowRules)
    ego: EgoRule = field(default_factory=EgoRule)
    roster: RosterRule = field(default_factory=RosterRule)
    ties: tuple[TieBlock, ...] = ()
    activities: tuple[ThingBlock, ...] = ()
    assessments: tuple[RatingBlock, ...] = ()
    privacy: Privacy = field(default_factory=Privacy)
    ignore: Ignore = field(default_factory=Ignore)
