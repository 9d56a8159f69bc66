"""The files of an export: which are tables, which companions, and what is declared of their header rows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ci_network.errors import InputError, StudyError
from ci_network.intake.decode import decode_loosely
from ci_network.intake.surveys.companions import is_dictionary, read_companions
from ci_network.intake.surveys.grid import Grid, grid_of_text, sniffed_delimiter, spelt_delimiter, text_grid
from ci_network.intake.surveys.source import Codebook, Source
from ci_network.intake.surveys.spss import is_spss
from ci_network.intake.surveys.workbook import is_workbook, workbook_grids
from ci_network.intake.surveys.xlsform import is_xlsform

_ENDINGS: Final = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


@dataclass(frozen=True)
class Sorted:
    """The files of an export by what they are."""

    tables: Mapping[str, bytes]
    spss: Mapping[str, bytes]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Tables:
    """The tables of an export, those of companions that say nothing of questions, and what the others say."""

    grids: tuple[Grid, ...]
    companions: tuple[Grid, ...]
    book: Codebook
    notes: tuple[str, ...]


def sort_files(files: Mapping[str, bytes]) -> Sorted:
    """Return files by what they are; what is neither a table nor the study's own file is told."""
    tables: dict[str, bytes] = {}
    spss: dict[str, bytes] = {}
    passed = []
    for name, data in files.items():
        if _is_of_the_system(name):
            continue
        if is_spss(data):
            spss[name] = data
        elif name.casefold().endswith(_ENDINGS) or is_workbook(data):
            tables[name] = data
        elif not name.casefold().endswith(".toml"):
            passed.append(f"{name}: passed over; it is no table.")
    return Sorted(tables, spss, tuple(passed))


def read_tables(tables: Mapping[str, bytes], source: Source) -> Tables:
    """Return the tables of files with companions put aside, and rows above a declared header passed over.

    Raises
    ------
    InputError
        When no file holds a table, a companion is missing, or a declaration fits no table.
    StudyError
        When a file cannot be read.
    """
    spelt_delimiter(source.delimiter)
    books = {name: _grids(name, data, source) for name, data in tables.items()}
    aside = [name for name, grids in books.items() if name in source.companions or _is_companion(grids)]
    book, further, said = read_companions([books[name] for name in aside])
    grids = _named_apart([grid for name in books if name not in aside for grid in books[name] if grid.rows])
    if not grids:
        shown = ", ".join(tables) or "no table file"
        raise InputError(f"No table with any row was found ({shown}). An export is a CSV, TSV, XLSX or SAV file.")
    grids, above = _below_preamble(grids, source) if source.header_rows else (grids, [])
    read_as = dict.fromkeys(note for grid in grids for note in grid.notes)
    return Tables(tuple(grids), tuple(further), book, (*said, *read_as, *above))


def looked_at(tables: Mapping[str, bytes]) -> list[Grid]:
    """Return tables well enough to recognise their tool; what cannot be read at all is left out."""
    grids: list[Grid] = []
    for name, data in tables.items():
        try:
            if is_workbook(data):
                found: Sequence[Grid] = workbook_grids(data, name)
            else:
                text = decode_loosely(data)
                found = (grid_of_text(text, name, delimiter=sniffed_delimiter(text)),)
        except StudyError:
            continue
        grids += () if _is_companion(found) else [grid for grid in found if grid.rows]
    return grids


def _grids(name: str, data: bytes, source: Source) -> tuple[Grid, ...]:
    if is_workbook(data):
        return workbook_grids(data, name)
    return (text_grid(data, name, encoding=source.encoding, delimiter=source.delimiter),)


def _is_companion(grids: Sequence[Grid]) -> bool:
    return is_xlsform(grids) or any(is_dictionary(grid) for grid in grids)


def _is_of_the_system(name: str) -> bool:
    """Return whether a file was put beside the others by an operating system, as macOS does in archives."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith("._")


def _named_apart(grids: Sequence[Grid]) -> list[Grid]:
    """Return tables with names of their own: those that share one are called by their files."""
    count = Counter(grid.name for grid in grids)
    return [replace(grid, name=grid.file) if count[grid.name] > 1 else grid for grid in grids]


def _below_preamble(grids: Sequence[Grid], source: Source) -> tuple[list[Grid], list[str]]:
    """Return tables with the rows above the declared header left out of the one that it is declared for."""
    meant = [grid for grid in grids if not source.sheet or grid.name == source.sheet]
    if len(grids) > 1 and (len(meant) != 1 or not source.sheet):
        names = ", ".join(grid.name for grid in grids)
        raise InputError(
            f"Header rows are declared, but there are several tables: say which by sheet (one of: {names})."
        )
    first, last = min(source.header_rows), max(source.header_rows)
    out, notes = list(grids), []
    for place, grid in enumerate(grids):
        if grid in meant:
            out[place] = replace(grid, rows=tuple(row for row in grid.rows if row[0] >= first))
            until = source.first_row or last
            numbers = [str(n) for n, _ in grid.rows if n < until and n not in source.header_rows]
            notes += [f"{grid.file}: rows {', '.join(numbers)} are no answers as declared and passed over."] * bool(
                numbers
            )
    return out, notes
