"""Workbooks (XLSX) as sheets of cells, read without running anything and written without formulas or links."""

import datetime as dt
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ci_network.formats.fault import fault
from ci_network.formats.sheets import Sheet, guarded, sheet_of, unguarded
from ci_network.formats.tables import Cell, clean

# A fixed day of making, so that the same tables give the same bytes.
_MADE: Final = dt.datetime(2000, 1, 1)
Rows = Iterable[Sequence[Cell]]


def read_sheets(data: bytes, file: str) -> dict[str, list[tuple[int, tuple[Cell, ...]]]]:
    """Return the rows of each sheet: numbers, yes/no values and text as the cells hold them, dates as ISO text."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = {}
        for name in book.sheet_names:
            values = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            found[name] = [(row, tuple(map(_cell, cells))) for row, cells in enumerate(values, start=1)]
    except CalamineError as error:
        raise fault(file, f"it cannot be opened as a workbook ({error})", "Save it again as .xlsx") from error
    return found


def sheet_in(rows: Iterable[tuple[int, tuple[Cell, ...]]], name: str, file: str) -> Sheet:
    """Return the rows of a workbook's sheet as a sheet."""
    return sheet_of(name, f"{file} sheet {name}", rows)


def write_workbook(sheets: Mapping[str, Rows]) -> bytes:
    """Return a workbook of sheets; text is written as text, whatever it looks like."""
    from xlsxwriter import Workbook

    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(made, options)
    book.set_properties({"created": _MADE})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, bool):
                    page.write_boolean(row, column, cell)
                elif isinstance(cell, str) and cell:
                    page.write_string(row, column, guarded(cell))
                elif isinstance(cell, float) and not math.isnan(cell):
                    page.write_number(row, column, cell)
    book.close()
    return made.getvalue()


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(value)
    return unguarded(clean(str(value).removesuffix(" 00:00:00")))
