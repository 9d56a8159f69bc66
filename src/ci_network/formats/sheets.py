"""Tables of cells: CSV in and out, and text that a spreadsheet program must not run as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ci_network.formats.encoding import decode
from ci_network.formats.fault import fault
from ci_network.formats.tables import Cell, cell_text, clean

_FORMULA: Final = re.compile(r"'*[=+\-@]")
_GUARDED: Final = re.compile(r"''*[=+\-@]")
_NUMBER: Final = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
MISSING: Final = frozenset({"", "na", "n/a", "nan", "null", "."})


@dataclass(frozen=True)
class Sheet:
    """One table: the header and each row that is not blank, with its number in the file."""

    name: str
    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    notes: tuple[str, ...] = ()
    decimal_comma: bool = False


def read_csv(data: bytes, file: str) -> Sheet:
    """Return a CSV file as a sheet of text: comma, semicolon, tab or bar between cells, as its first line says."""
    text, notes = decode(data, file)
    delimiter = _delimiter(text)
    if delimiter != ",":
        words = {";": "semicolons", "\t": "tabs", "|": "bars"}[delimiter]
        notes += (f"{file}: its cells are read as separated by {words}.",)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, start = [], 1
    try:
        for cells in reader:
            rows.append((start, tuple(unguarded(clean(cell)) for cell in cells)))
            start = reader.line_num + 1
    except csv.Error as error:
        what = f"the row cannot be read as CSV ({error})"
        raise fault(file, what, "Check the quotes in it", row=reader.line_num) from error
    name = file.rpartition("/")[2].rpartition(".")[0] or file
    return sheet_of(name, file, rows, notes=notes, decimal_comma=delimiter == ";")


def sheet_of(
    name: str,
    file: str,
    rows: Iterable[tuple[int, tuple[Cell, ...]]],
    *,
    notes: tuple[str, ...] = (),
    decimal_comma: bool = False,
) -> Sheet:
    """Return rows as a sheet: blank rows are passed over, short rows are filled up, a cell too many is a fault."""
    filled = [(number, cells) for number, cells in rows if any(cell not in ("", None) for cell in cells)]
    if not filled:
        return Sheet(name, file, (), (), notes, decimal_comma)
    header = [clean("" if cell is None else cell_text(cell)) for cell in filled[0][1]]
    while header and not header[-1]:
        header.pop()
    body = []
    for number, cells in filled[1:]:
        extra = [cell for cell in cells[len(header) :] if cell not in ("", None)]
        if extra and len(header) > 1:
            what = f"the row has more cells than the header's {len(header)}"
            mend = "Quote cells that hold the separator, or name the column in the header"
            raise fault(file, what, mend, row=number, value=extra[0])
        width = max(len(header), len(cells) if extra else 0)
        body.append((number, cells[:width] + ("",) * (width - len(cells))))
    return Sheet(name, file, tuple(header), tuple(body), notes, decimal_comma)


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a CSV file in UTF-8; text that would run as a formula gets an apostrophe before it."""
    text = io.StringIO(newline="")
    # A header that holds another separator is quoted whole, so that no program takes that one for the separator.
    others = re.search("[;|\t]", "".join(header)) is not None
    top = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL if others else csv.QUOTE_MINIMAL)
    top.writerow([guarded(name) for name in header])
    writer = csv.writer(text, lineterminator="\n")
    for row in rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell_text(cell) for cell in row])
    return text.getvalue().encode("utf-8")


def guarded(text: str) -> str:
    """Return text with an apostrophe before it where a spreadsheet program would run it; numbers stay as they are."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """Return text without the apostrophe that ``guarded`` put before it."""
    return text[1:] if _GUARDED.match(text) and not _NUMBER.fullmatch(text) else text


def plain_name(name: str) -> str:
    """Return a column's name for comparing: lower case, without spaces, hyphens and underscores."""
    return re.sub(r"[\s_\-]+", "", name).casefold()


def place_of(header: Sequence[str], words: Sequence[str]) -> int | None:
    """Return where the first of ``words`` stands in a header, or ``None``."""
    names = [plain_name(name) for name in header]
    return next((names.index(word) for word in words if word in names), None)


def number(cell: Cell, *, decimal_comma: bool = False) -> float | None:
    """Return a cell as a number, NaN where it is blank or says that it is missing, ``None`` where it is text."""
    if isinstance(cell, bool):
        return float(cell)
    if cell is None or isinstance(cell, float):
        return float("nan") if cell is None else cell
    if cell.strip().casefold() in MISSING:
        return float("nan")
    text = cell.replace(",", ".") if decimal_comma and cell.count(",") == 1 else cell
    return float(text) if _NUMBER.fullmatch(text.strip()) else None


def _delimiter(text: str) -> str:
    """Return the separator that the first line with any text holds most often outside quotes."""
    first = re.sub(r'"[^"]*"', "", text.lstrip("\r\n")).partition("\n")[0]
    found = {mark: first.count(mark) for mark in (",", ";", "\t", "|")}
    best = max(found, key=lambda mark: found[mark])
    return best if found[best] else ","
