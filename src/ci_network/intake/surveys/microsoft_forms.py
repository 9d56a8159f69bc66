"""Microsoft Forms: a workbook with one header row; repeated statements carry a number that the workbook added."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ci_network.intake.surveys.export import Export, Sheet, SurveyColumn
from ci_network.intake.surveys.grid import Grid
from ci_network.intake.surveys.header import plain
from ci_network.intake.surveys.sheet import other_sheets, read_table
from ci_network.intake.surveys.source import Material, best_grid, pick_grid

TOOL = "microsoft_forms"
_META: Final = {
    "id": "response_id",
    "start time": "started",
    "completion time": "ended",
    "last modified time": "recorded",
    "email": "email",
    "name": "name",
    "language": "language",
    "total points": "other",
    "quiz feedback": "other",
}
_SERIAL: Final = re.compile(r"\d{5}(\.\d+)?")


def recognise(grids: Sequence[Grid]) -> tuple[float, list[str]]:
    """Return how sure it is that a table is of Microsoft Forms, and why."""
    return best_grid(grids, _recognise)


def _recognise(grid: Grid) -> tuple[float, list[str]]:
    header = [plain(name).casefold() for name in grid.header[:8]]
    if header[:3] != ["id", "start time", "completion time"]:
        return 0.0, []
    reasons, confidence = ["the columns begin with ID, Start time, Completion time"], 0.85
    if "email" in header and "name" in header:
        confidence, reasons = 0.95, [*reasons, "Email and Name follow"]
    return confidence, reasons


def read(material: Material) -> Export:
    """Return a Microsoft Forms export; statements that repeat become blocks by their place."""
    grid, others = pick_grid(material, _recognise)
    sheet = read_table(grid, material.source, material.book)
    columns, lone = _blocks(_marked(sheet.columns))
    sheet = replace(sheet, columns=tuple(columns))
    return Export(TOOL, (sheet, *other_sheets(others)), material.book.choices, tuple(_notes(sheet, lone)))


def _marked(columns: Sequence[SurveyColumn]) -> list[SurveyColumn]:
    """Return columns with the tool's own ones marked: they come first, so the form's own "Email" stays a question."""
    out, leading = [], True
    for column in columns:
        meta = _META.get(plain(column.name).casefold(), "") if leading else ""
        leading = bool(meta)
        out.append(replace(column, meta=meta, block="") if meta else column)
    return out


def _blocks(columns: Sequence[SurveyColumn]) -> tuple[list[SurveyColumn], list[str]]:
    """Return columns with repeated statements as blocks, and the names that look repeated but stand alone.

    A block is a run of columns in which each repeats, in order and with one and the same number, a run further left;
    the number is the workbook's, the name before it the statement.
    """
    out = list(columns)
    place_of = {column.label: column.place for column in columns if not column.meta}
    pairs = [(column.place, *_repeated(column, place_of)) for column in columns if not column.meta]
    lone: list[str] = []
    for run in _runs([(place, base, number) for place, base, number in pairs if number]):
        if len(run) < 2:
            lone.append(columns[run[0][0]].label)
            continue
        for places in ([place for place, _, _ in run], [base for _, base, _ in run]):
            block = f"columns {places[0] + 1} to {places[-1] + 1}"
            for place, (_, base, _) in zip(places, run, strict=True):
                label = columns[base].label
                out[place] = replace(columns[place], label=label, block=block, item=label)
    return out, lone


def _repeated(column: SurveyColumn, place_of: dict[str, int]) -> tuple[int, int]:
    """Return the place of the column that this one repeats, and its number; zeros where it repeats none."""
    digits = len(column.label) - len(column.label.rstrip("0123456789"))
    # "Area 22" repeats "Area 2": the shortest number that leaves the name of an earlier column is the workbook's.
    for size in range(1, digits + 1):
        name, number = column.label[:-size], column.label[-size:]
        if number[0] != "0" and int(number) > 1 and place_of.get(name, column.place) < column.place:
            return place_of[name], int(number)
    return 0, 0


def _runs(pairs: Sequence[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """Return (place, base, number) in runs: both places go up by one and the number stays."""
    runs: list[list[tuple[int, int, int]]] = []
    for pair in pairs:
        last = runs[-1][-1] if runs else None
        if last and (pair[0], pair[1], pair[2]) == (last[0] + 1, last[1] + 1, last[2]):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return runs


def _notes(sheet: Sheet, lone: Sequence[str]) -> list[str]:
    notes = [f"{sheet.file}: several answers in one cell are joined by ';', one more at the end."]
    blocks = list(dict.fromkeys(column.block for column in sheet.columns if column.item))
    if blocks:
        notes.append(
            f"{sheet.file}: the same statements stand in {', '.join(blocks)}; each run is a question of its own."
        )
    if lone:
        notes.append(f"{sheet.file}: '{lone[0]}' may repeat an earlier column; it is read as a question of its own.")
    times = [column.place for column in sheet.columns if column.meta in ("started", "ended")]
    if any(_SERIAL.fullmatch(row[place]) for _, row in sheet.rows for place in times):
        notes.append(f"{sheet.file}: some times are day numbers of a spreadsheet program (such as 46241.5), not dates.")
    return notes
