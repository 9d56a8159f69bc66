"""Network Canvas: CSV files an interview or merged: the interviews, the people they named, the ties they drew."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ci_network.errors import InputError
from ci_network.intake.surveys.export import Export, Sheet, SurveyColumn
from ci_network.intake.surveys.grid import Grid, Row, stem
from ci_network.intake.surveys.header import common_start, plain
from ci_network.intake.surveys.source import Material, sheet_of

TOOL = "network_canvas"
_EGO: Final = "networkCanvasEgoUUID"
_META: Final = {
    "networkCanvasCaseID": "token",
    "networkCanvasProtocolName": "other",
    "sessionStart": "started",
    "sessionFinish": "ended",
    "sessionExported": "recorded",
    "APP_VERSION": "other",
    "COMMIT_HASH": "other",
    "nodeID": "other",
    "edgeID": "other",
    "from": "other",
    "to": "other",
    "networkCanvasSourceUUID": "other",
    "networkCanvasTargetUUID": "other",
}
_KIND: Final = re.compile(r"(?:.*?_)?(?P<kind>attributeList|edgeList)(?:_(?P<type>.+))?|(?:.*_)?(?P<ego>ego)")
# The exporter puts an apostrophe before text that a spreadsheet program would run.
_GUARDED: Final = re.compile(r"'[=+\-@\t\r]")
_BOOLEAN: Final = frozenset({"true", "false", ""})


def recognise(grids: Sequence[Grid]) -> tuple[float, list[str]]:
    """Return how sure it is that files are of Network Canvas, and why."""
    kinds = [_kind(grid) for grid in grids if _EGO in grid.header]
    if not kinds:
        return 0.0, []
    said = ", ".join(dict.fromkeys(kind.partition(" ")[0] for kind in kinds))
    return 1.0, [f"columns are called {_EGO}", f"files hold {said}"]


def read(material: Material) -> Export:
    """Return a Network Canvas export: the interviews, then a sheet for each type of node and of tie.

    Files of one kind are put together; their rows are numbered through, and the notes say which came from where.
    Ties in edge lists are what the respondent saw between others.
    """
    kinds: dict[str, list[Grid]] = {}
    for grid in material.grids:
        if grid.rows and _EGO in grid.header:
            kinds.setdefault(_kind(grid), []).append(grid)
    if "ego" not in kinds:
        raise InputError("The export has no file of interviews (its name ends in _ego.csv). Export ego data too.")
    passed = [grid.file for grid in material.grids if grid.rows and _EGO not in grid.header]
    notes = [f"{file}: passed over; it names no interview (the edge lists hold the ties)." for file in passed]
    ordered = ["ego", *sorted(kind for kind in kinds if kind != "ego")]
    sheets = []
    for kind in ordered:
        sheet, note = _sheet(kind, kinds[kind])
        sheets.append(sheet)
        notes += note
    joined = [sheets[0], *(replace(sheet, parent="ego", join=(_EGO, _EGO)) for sheet in sheets[1:])]
    return Export(TOOL, tuple(joined), material.book.choices, tuple(notes))


def _kind(grid: Grid) -> str:
    """Return "ego", "attributeList Organisation", "edgeList Collaborates": by the file's name, else by its columns."""
    found = _KIND.fullmatch(stem(grid.file))
    if found:
        return found["ego"] or " ".join(filter(None, (found["kind"], found["type"])))
    is_edge = "networkCanvasSourceUUID" in grid.header
    return "edgeList" if is_edge else "attributeList" if "networkCanvasUUID" in grid.header else "ego"


def _sheet(kind: str, grids: Sequence[Grid]) -> tuple[Sheet, list[str]]:
    names = list(dict.fromkeys(name for grid in grids for name in grid.cells(0)))
    rows: list[Row] = []
    spans = []
    for grid in grids:
        places = {name: place for place, name in enumerate(grid.cells(0))}
        wanted = [places.get(name) for name in names]
        first = len(rows) + 2
        for _, cells in grid.rows[1:]:
            said = tuple("" if at is None or at >= len(cells) else _unguarded(cells[at]) for at in wanted)
            rows.append((len(rows) + 2, said))
        if len(rows) + 2 > first:
            spans.append(f"{first} to {len(rows) + 1} are {grid.file}")
    columns = _booleans([_column(place, name, kind) for place, name in enumerate(names)], rows)
    one = len(grids) == 1
    file = grids[0].file if one else f"{kind} ({len(grids)} files)"
    whole = Grid(kind, file, ((1, tuple(names)), *(rows if not one else _numbered(rows, grids[0]))))
    note = [] if one else [f"{file}: put together; rows {'; '.join(spans)}."]
    return sheet_of(whole, columns, 1), note


def _numbered(rows: Sequence[Row], grid: Grid) -> list[Row]:
    return [(number, cells) for (_, cells), (number, _) in zip(rows, grid.rows[1:], strict=True)]


def _column(place: int, name: str, kind: str) -> SurveyColumn:
    if name in ("networkCanvasSessionID", _EGO, "networkCanvasUUID"):
        main = {"networkCanvasSessionID": "response_id", _EGO: "index"}
        repeat = {"networkCanvasSessionID": "other", _EGO: "parent_index", "networkCanvasUUID": "index"}
        return SurveyColumn(place, name, label=name, meta=(main if kind == "ego" else repeat).get(name, "other"))
    label = plain(name)
    meta = _META.get(name, "")
    return SurveyColumn(place, name, label=label, block="" if meta else label, key="" if meta else name, meta=meta)


def _booleans(columns: Sequence[SurveyColumn], rows: Sequence[Row]) -> list[SurveyColumn]:
    """Return columns with ``Variable_option`` as options, where neighbours hold only true and false."""
    cells = list(zip(*(row for _, row in rows), strict=True)) or [()] * len(columns)
    out, run = list(columns), list[SurveyColumn]()
    for column in [*columns, None]:
        fits = (
            column is not None and not column.meta and any(cells[column.place]) and set(cells[column.place]) <= _BOOLEAN
        )
        if fits and column is not None and (not run or _variable([run[-1], column])):
            run.append(column)
            continue
        variable = _variable(run) if len(run) > 1 else ""
        for option in run if variable else ():
            code = option.name[len(variable) + 1 :]
            out[option.place] = replace(option, block=variable, item=code, key=variable, choice=code)
        run = [column] if fits and column is not None else []
    return out


def _variable(columns: Sequence[SurveyColumn]) -> str:
    """Return what names share up to an underscore."""
    return common_start([column.name for column in columns]).rpartition("_")[0]


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell
