"""Workbooks to grids: every cell as the text that a person sees."""

import datetime as dt
import io
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from ci_network.errors import Problem, StudyError
from ci_network.intake.surveys.grid import Grid, Row, without_blank

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# A formula whose result was never stored: readers see nothing there.
_UNSTORED: Final = re.compile(
    rb"<c\b(?![^>]*t=\"str\")[^>]*>\s*<f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_SHEET_PART: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_DATES: Final = (dt.date, dt.datetime, dt.time)


def is_workbook(data: bytes) -> bool:
    """Return whether the bytes are a spreadsheet program's workbook, by what they are, whatever the file's name."""
    if data.startswith(_OLE):
        return True
    if not data.startswith(_ZIP):
        return False
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except zipfile.BadZipFile:
        return False
    return any(name.startswith("xl/workbook") or name == "content.xml" for name in names)


def workbook_grids(data: bytes, file: str) -> tuple[Grid, ...]:
    """Return each sheet of a workbook as a grid.

    Whole numbers have no point, dates are ISO dates, booleans TRUE and FALSE; text stays as it is.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        tables = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except CalamineError as error:
        what = f"it cannot be opened as a workbook ({error})"
        mend = "Save it again as .xlsx, without a password"
        raise StudyError([Problem(file, None, "", "", what, mend)]) from error
    unstored = _formulas_without_result(data)
    warning = f"{file}: {unstored} formulas have no stored result and read as blank; open and save it to store them."
    notes = (warning,) if unstored else ()
    return tuple(_grid(name, f"{file} sheet {name}", values, notes) for name, values in tables)


def cell_text(value: object) -> str:
    """Return a workbook's cell as text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        # Excel keeps fractions of days: what is meant is a whole second.
        whole = (value + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
        return whole.isoformat(sep=" ")
    return "" if value is None else str(value)


def _grid(name: str, file: str, values: Sequence[Sequence[Any]], notes: tuple[str, ...]) -> Grid:
    rows: list[Row] = [(number, tuple(map(cell_text, row))) for number, row in enumerate(values, start=1)]
    return Grid(name, file, without_blank(rows), (*notes, *_mixed_dates(file, values)))


def _mixed_dates(file: str, values: Sequence[Sequence[Any]]) -> list[str]:
    """Tell columns in which some answers are dates and others are not: "1-3" may have become the first of March."""
    notes = []
    for place in range(max(map(len, values), default=0)):
        filled = [row[place] for row in values[1:] if place < len(row) and row[place] != ""]
        kinds = Counter(isinstance(value, _DATES) for value in filled)
        # Header rows below the first are no answers.
        if kinds[True] and kinds[False] > 2:
            notes.append(
                f"{file}: column {place + 1} holds {kinds[True]} dates among {len(filled)} answers; a spreadsheet"
                ' program may have turned answers such as "1-3" into dates.'
            )
    return notes


def _formulas_without_result(data: bytes) -> int:
    if not data.startswith(_ZIP):
        return 0
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = [name for name in book.namelist() if _SHEET_PART.fullmatch(name)]
        return sum(len(_UNSTORED.findall(book.read(name))) for name in parts)
