"""Tables of cells before anything is known of them: text, row by row, with each row's number."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from ci_network.errors import Problem, StudyError, UnknownNameError
from ci_network.intake.decode import decode

Row = tuple[int, tuple[str, ...]]
DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_SPELT: Final = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "bar": "|", "pipe": "|"}
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
# How many rows decide between delimiters that both occur in the header.
_LOOKED_AT: Final = 20


@dataclass(frozen=True)
class Grid:
    """One table as it lies in its file. A row's number is that of the spreadsheet: the first row is 1.

    Rows that are blank throughout are left out, so numbers may have gaps.
    """

    name: str
    file: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    def cells(self, place: int) -> tuple[str, ...]:
        """Return the cells of the row at a place (from 0); none where there is no such row."""
        return self.rows[place][1] if place < len(self.rows) else ()

    @property
    def header(self) -> tuple[str, ...]:
        """The first row, as a person would compare it: without spaces around the cells."""
        return tuple(cell.strip() for cell in self.cells(0))


def text_grid(data: bytes, file: str, *, encoding: str = "", delimiter: str = "") -> Grid:
    """Return a CSV, TSV or other delimited file as a grid; the delimiter is read off the header unless declared."""
    decoded = decode(data, file, encoding=encoding)
    mark = spelt_delimiter(delimiter) or sniffed_delimiter(decoded.text)
    how = "as declared" if delimiter else "as its header shows"
    note = f"{file}: cells are separated by {DELIMITERS.get(mark, repr(mark))}, {how}."
    return grid_of_text(decoded.text, file, delimiter=mark, notes=(decoded.note, note))


def grid_of_text(text: str, file: str, *, delimiter: str, notes: tuple[str, ...] = ()) -> Grid:
    """Return delimited text as a grid."""
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    # The same answers come again and again: one copy of each is kept while it is still seen to repeat.
    once: dict[str, str] = {}
    rows: list[Row] = []
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cells):
                if len(once) < 50_000:
                    cells = list(map(once.setdefault, cells, cells))
                rows.append((number, tuple(cells)))
    except csv.Error as error:
        what = f"the row cannot be read: {error}"
        mend = "Check the quotes near this line, or declare the delimiter in study.toml"
        raise StudyError([Problem(file, reader.line_num, "", "", what, mend)]) from error
    return Grid(stem(file), file, without_blank(rows), notes)


def without_blank(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows that hold anything but spaces."""
    return tuple(row for row in rows if any(row[1]) and any(map(str.strip, row[1])))


def spelt_delimiter(written: str) -> str:
    """Return the character that a declared delimiter means; nothing where none is declared."""
    mark = _SPELT.get(written.strip().casefold(), written)
    if len(mark) > 1 or mark in ('"', "\n", "\r"):
        raise UnknownNameError("delimiter", written, ("comma", "semicolon", "tab", "bar", "any one character"))
    return mark


def sniffed_delimiter(text: str) -> str:
    """Return the delimiter of the header, quoted parts aside; where several occur, the one that all rows keep to."""
    header = _first_record(text)
    found = {mark: header.count(mark) for mark in DELIMITERS}
    counted = {mark: (_consistency(text, mark), number) for mark, number in found.items() if number}
    return max(counted, key=lambda mark: counted[mark], default=",")


def _lines(text: str) -> Iterator[str]:
    """Return the lines of a text with their ends, of whatever kind: leaner than a text buffer, which copies it."""
    return (found[0] for found in _LINE.finditer(text))


def _first_record(text: str) -> str:
    """Return the first line that is not blank, a line break inside quotes not ending it, without what is quoted."""
    unquoted = re.sub(r'"[^"]*"', "", text[:1_000_000].lstrip("\r\n"))
    return re.split(r"[\r\n]", unquoted, maxsplit=1)[0]


def _consistency(text: str, delimiter: str) -> float:
    """Return the share of the first rows that have as many cells as the header."""
    try:
        rows = [row for row in islice(csv.reader(_lines(text), delimiter=delimiter), _LOOKED_AT) if row]
    except csv.Error:
        return 0.0
    return sum(len(row) == len(rows[0]) for row in rows) / len(rows) if rows else 0.0


def stem(file: str) -> str:
    """Return a file's name without folders and ending."""
    name = file.replace("\\", "/").rpartition("/")[2]
    return name.rpartition(".")[0] or name
