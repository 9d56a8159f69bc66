"""Google Forms: one header row, ``Timestamp`` first, grids as ``Question [Row]``."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ci_network.intake.surveys.export import Export, Sheet
from ci_network.intake.surveys.grid import Grid
from ci_network.intake.surveys.header import bracketed, plain
from ci_network.intake.surveys.sheet import other_sheets, read_table, with_meta
from ci_network.intake.surveys.source import Material, best_grid, pick_grid

TOOL = "google_forms"
# The first column's title in the languages in which it is met most.
_TIMESTAMPS: Final = (
    "timestamp",
    "zeitstempel",
    "horodateur",
    "marca temporal",
    "carimbo de data/hora",
    "informazioni cronologiche",
    "tijdstempel",
    "sygnatura czasowa",
)
_META: Final = dict.fromkeys(_TIMESTAMPS, "recorded") | {
    "email address": "email",
    "username": "email",
    "score": "other",
    "total score": "other",
}
_DOWNLOADED: Final = re.compile(r"\d{4}/\d{2}/\d{2} .*(GMT|UTC)")
_DAY_FIRST: Final = re.compile(r"(1[3-9]|2\d|3[01])[/.]\d{1,2}[/.]\d{4}")
_MONTH_FIRST: Final = re.compile(r"\d{1,2}/(1[3-9]|2\d|3[01])/\d{4}")


def recognise(grids: Sequence[Grid]) -> tuple[float, list[str]]:
    """Return how sure it is that a table is of Google Forms, and why."""
    return best_grid(grids, _recognise)


def _recognise(grid: Grid) -> tuple[float, list[str]]:
    header = [plain(name).casefold() for name in grid.header]
    if not header or header[0] not in _TIMESTAMPS:
        return 0.0, []
    reasons = [f"the first column is '{grid.header[0]}'"]
    confidence = 0.7
    if any(part and part.block for part in map(bracketed, header[1:])):
        confidence, reasons = 0.9, [*reasons, "grids are written as 'Question [Row]'"]
    if "email address" in header or "username" in header:
        confidence, reasons = confidence + 0.05, [*reasons, "it collects e-mail addresses"]
    return confidence, reasons


def read(material: Material) -> Export:
    """Return a Google Forms export: cells with several answers stay as they are, for options may hold commas."""
    grid, others = pick_grid(material, _recognise)
    sheet = read_table(grid, material.source, material.book)
    columns = with_meta(sheet.columns, _META)
    sheet = replace(sheet, columns=tuple(columns))
    return Export(TOOL, (sheet, *other_sheets(others)), material.book.choices, tuple(_notes(sheet)))


def _notes(sheet: Sheet) -> list[str]:
    times = [row[0] for _, row in sheet.rows if row]
    if any(_DOWNLOADED.match(time) for time in times):
        joined = "';' (responses downloaded from the form)"
    else:
        joined = "', ' (responses from the linked spreadsheet)"
    notes = [f"{sheet.file}: several answers in one cell are joined by {joined}; options may hold commas themselves."]
    day, month = (any(shape.match(time) for time in times) for shape in (_DAY_FIRST, _MONTH_FIRST))
    if day and month:
        notes.append(f"{sheet.file}: some timestamps have the day first and others the month; they cannot be ordered.")
    return notes
