"""Makes the files that the tests of survey exports read. Every organisation in them is invented: synthetic data."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import openpyxl
import pytest

Book = Callable[[Mapping[str, Sequence[Sequence[Any]]]], bytes]


@pytest.fixture
def book() -> Book:
    """Return a maker of workbooks: sheets by name, each a list of rows."""

    def made(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        out = io.BytesIO()
        workbook.save(out)
        return out.getvalue()

    return made
