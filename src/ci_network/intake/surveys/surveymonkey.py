"""SurveyMonkey: two header rows, the question over the first of its columns, the row or choice below."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ci_network.errors import InputError
from ci_network.intake.surveys.export import Export, SurveyColumn
from ci_network.intake.surveys.grid import Grid
from ci_network.intake.surveys.header import grid_parts, plain
from ci_network.intake.surveys.sheet import other_sheets, two_levels
from ci_network.intake.surveys.source import Material, best_grid, data_start, declared_rows, pick_grid, sheet_of

TOOL = "surveymonkey"
_META: Final = {
    "respondentid": "response_id",
    "collectorid": "channel",
    "startdate": "started",
    "enddate": "ended",
    "datecreated": "started",
    "datemodified": "ended",
    "ipaddress": "ip",
    "emailaddress": "email",
    "firstname": "name",
    "lastname": "name",
    "customdata1": "token",
    "customdata": "token",
    "custom1": "token",
    "languagecode": "language",
    "collectionmode": "other",
    "responsestatus": "status",
}
# What the second row says where a column is a whole question.
_WHOLE: Final = frozenset({"response", "open-ended response", ""})


def recognise(grids: Sequence[Grid]) -> tuple[float, list[str]]:
    """Return how sure it is that a table is of SurveyMonkey, and why."""
    return best_grid(grids, _recognise)


def _recognise(grid: Grid) -> tuple[float, list[str]]:
    top, low = grid.cells(0), grid.cells(1)
    has_id = any(_squeezed(name) == "respondentid" for name in top)
    says_whole = any(cell.strip().casefold() in _WHOLE - {""} for cell in low)
    reasons, confidence = (["there is a column 'Respondent ID'"], 0.4) if has_id else ([], 0.2)
    if not has_id and not says_whole:
        return 0.0, []
    if says_whole:
        confidence, reasons = confidence + 0.4, [*reasons, "the second row says 'Response' or 'Open-Ended Response'"]
    if any(below.strip() and not above.strip() for above, below in zip(top, low, strict=False)):
        confidence, reasons = confidence + 0.15, [*reasons, "a question stands over the first of its columns"]
    if any(_squeezed(name) == "collectorid" for name in top):
        confidence, reasons = confidence + 0.05, [*reasons, "there is a column 'Collector ID'"]
    return min(confidence, 1.0), reasons


def read(material: Material) -> Export:
    """Return a SurveyMonkey export, expanded (a column a choice) or condensed (a column a question)."""
    grid, others = pick_grid(material, _recognise)
    top, low, first = _headers(grid, material)
    columns = _two_way([_marked(column, low) for column in two_levels(top, low)])
    sheet = sheet_of(grid, columns, data_start(grid, material.source, first))
    parts = sum(bool(column.item) for column in sheet.columns)
    how = "two header rows" if first == 2 else "one header row"
    kind = (
        f"{parts} columns are parts of a question"
        if parts
        else "condensed: several answers share a cell, joined by ', '"
    )
    notes = (f"{grid.file}: {how}; {kind}.",)
    return Export(TOOL, (sheet, *other_sheets(others)), material.book.choices, notes)


def _headers(grid: Grid, material: Material) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """Return the row of questions, the row of choices, and the place of the first response."""
    if material.source.header_rows:
        rows = declared_rows(grid, material.source)
        if len(rows) > 2:
            raise InputError(f"{grid.file}: SurveyMonkey has one or two header rows; {len(rows)} are declared.")
        numbers = [number for number, _ in grid.rows]
        first = numbers.index(max(material.source.header_rows)) + 1
        top, low = rows[0], rows[1] if len(rows) == 2 else ()
    else:
        top, low = grid.cells(0), grid.cells(1)
        ids = [cell for name, cell in zip(top, low, strict=False) if _squeezed(name) == "respondentid"]
        # A first row of answers in place of the second header row: the response already has its id.
        first = 1 if any(cell.strip() for cell in ids) else 2
        low = low if first == 2 else ()
    width = max(len(top), len(low))
    return top + ("",) * (width - len(top)), low + ("",) * (width - len(low)), first


def _marked(column: SurveyColumn, low: Sequence[str]) -> SurveyColumn:
    """Return a column with what the tool records there, and as a whole question where the second row says so."""
    if column.item.casefold() not in _WHOLE:
        return column
    meta = "" if low[column.place].strip() else _META.get(_squeezed(column.block), "")
    name = column.name.removesuffix(f" - {low[column.place].strip()}") if column.item else column.name
    return replace(column, name=name, label=column.block, block="" if meta else column.block, item="", meta=meta)


def _two_way(columns: Sequence[SurveyColumn]) -> list[SurveyColumn]:
    """Return columns with "row - column" items of a matrix of several answers taken apart: a block a column."""
    out = list(columns)
    blocks: dict[str, list[SurveyColumn]] = {}
    for column in columns:
        if column.item and not column.item.casefold().startswith("other (please"):
            blocks.setdefault(column.block, []).append(column)
    for block, members in blocks.items():
        pairs = grid_parts([column.item for column in members])
        for column, (row, answer) in zip(members, pairs or (), strict=False):
            out[column.place] = replace(column, block=f"{block} - {answer}", item=row, choice=answer)
    return out


def _squeezed(name: str) -> str:
    return plain(name).casefold().replace(" ", "").replace("_", "")
