"""Small invented exports for tests, as the readers of the tools would give them."""

import csv
import io
import tomllib
from collections.abc import Mapping, Sequence
from textwrap import dedent

from ci_network.intake.surveys.apply import Applied, apply_mapping
from ci_network.intake.surveys.declared import read_mapping
from ci_network.intake.surveys.export import Export, Sheet, SurveyColumn
from ci_network.intake.surveys.mapping import SurveyMapping
from ci_network.intake.surveys.reading import Setting
from ci_network.intake.surveys.roster import Member
from ci_network.intake.surveys.values import Scale

SCALES = {
    "communication": Scale(("never", "yearly", "quarterly", "monthly", "weekly", "daily"), 0, 5),
    "collaboration": Scale(("none", "networking", "cooperation", "coordination", "coalition", "collaboration"), 0, 5),
    "trust.reliability": Scale((), 1, 4),
    "trust.mission": Scale((), 1, 4),
    "contact": Scale(("no", "yes"), 0, 1),
    "referrals": Scale(("no", "yes"), 0, 1),
}
MEMBERS = (
    Member("fb", "Food Bank", ("FB",)),
    Member("cc", "City Council", ("the council",)),
    Member("yh", "Youth Hub"),
    Member("prc", "Parks, Recreation and Culture"),
)
SETTING = Setting(
    MEMBERS,
    SCALES,
    {
        "activities": {"countdown": "School Countdown", "visits": "Home visits"},
        "outcomes": {"read": "Reading"},
        "groups": {"steer": "Steering"},
        "indicators": {"att": "Attendance"},
    },
)


def sheet(
    text: str, *, name: str = "main", file: str = "export.csv", meta: Mapping[str, str] | None = None, first: int = 2,
    parent: str = "", join: tuple[str, str] = ("", ""),
) -> Sheet:  # fmt: skip
    """Return a sheet from CSV text; "Question [Item]" is a part of a question."""
    lines = list(csv.reader(io.StringIO(dedent(text).strip())))
    return sheet_of(lines[0], lines[1:], name=name, file=file, meta=meta or {}, first=first, parent=parent, join=join)


def sheet_of(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    name="main",
    file="export.csv",
    meta=None,
    first=2,
    parent="",
    join=("", ""),
) -> Sheet:
    columns = []
    for place, written in enumerate(header):
        block, _, item = written.removesuffix("]").partition(" [")
        columns.append(SurveyColumn(place, written, written, block, item, block, item, (meta or {}).get(written, "")))
    numbered = tuple((number, tuple(row)) for number, row in enumerate(rows, start=first))
    return Sheet(name, file, tuple(columns), numbered, parent, join)


def mapping_of(toml: str) -> SurveyMapping:
    """Return the one mapping of a TOML text; a fault in it fails the test."""
    mappings, problems = read_mapping(tomllib.loads(dedent(toml)))
    assert not problems, [str(problem) for problem in problems]
    return mappings[0]


def faults(toml: str) -> str:
    """Return the faults of a mapping, a line each."""
    return "\n".join(str(problem) for problem in read_mapping(tomllib.loads(dedent(toml)))[1])


def apply(
    text: str | Sheet | Sequence[Sheet], toml: str, *, setting: Setting = SETTING, choices=None, meta=None
) -> Applied:
    """Apply a mapping to an export given as CSV text or sheets."""
    sheets = (sheet(text, meta=meta),) if isinstance(text, str) else (text,) if isinstance(text, Sheet) else tuple(text)
    return apply_mapping(Export("test", sheets, choices or {}), mapping_of(toml), setting)


def ties(applied: Applied) -> set[tuple[str, ...]]:
    """Return the ties as (layer, source, target, value), and no fault."""
    assert not applied.problems, "\n".join(map(str, applied.problems))
    table = applied.tables.get("ties")
    return {(row[1], row[2], row[3], row[4]) for _, row in table.rows} if table else set()


def rows(applied: Applied, name: str) -> list[tuple[str, ...]]:
    """Return the rows of a table, and no fault."""
    assert not applied.problems, "\n".join(map(str, applied.problems))
    return [row for _, row in applied.tables[name].rows] if name in applied.tables else []


def told(applied: Applied) -> str:
    """Return the faults, a line each."""
    return "\n".join(str(problem) for problem in applied.problems)


def fate(applied: Applied, row: int, column: str, sheet: str = "main") -> str:
    """Return the fate of one cell."""
    cells = applied.grids[sheet].cells()
    found = cells[(cells["row"] == str(row)) & (cells["column"] == column)]
    return str(found["fate"].iloc[0])
