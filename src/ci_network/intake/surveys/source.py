"""What is declared of an export's files, what a tool's reader is given, and what it says when it knows a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from ci_network.errors import InputError, Problem, StudyError
from ci_network.intake.surveys.export import Export, Sheet, SurveyColumn
from ci_network.intake.surveys.grid import Grid, Row


@dataclass(frozen=True)
class Source:
    """How an export is read. What is blank is read off the file.

    ``header_rows`` and ``first_row`` count as a spreadsheet does: the first row is 1. ``companions`` names the files
    that are not the export itself: a form, a data dictionary, a codebook, a contact list.
    """

    tool: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_rows: tuple[int, ...] = ()
    first_row: int | None = None
    companions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Guess:
    """A tool that may have written an export, how sure that is (0 to 1), and what speaks for it."""

    tool: str
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Codebook:
    """What a companion file says of questions: codes and labels, texts, and the form or matrix each belongs to."""

    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    matrices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Material:
    """What a tool's reader is given: the export's tables, what companions say, and what is declared."""

    grids: tuple[Grid, ...]
    source: Source = field(default_factory=Source)
    book: Codebook = field(default_factory=Codebook)


@dataclass(frozen=True)
class Reader:
    """A tool: how sure it is that tables are its own, and how they are read."""

    recognise: Callable[[Sequence[Grid]], tuple[float, list[str]]]
    read: Callable[[Material], Export]


def body(grid: Grid, columns: Sequence[SurveyColumn], first: int) -> tuple[tuple[SurveyColumn, ...], tuple[Row, ...]]:
    """Return the columns and rows of a sheet whose data begin at a place: every row as wide as the columns.

    Columns at the right edge without any header and any cell are left out.

    Raises
    ------
    StudyError
        When a row has a cell beyond the last column: cells have moved, and which is anybody's guess.
    """
    rows = grid.rows[first:]
    width = len(columns)
    while width and not (columns[width - 1].name.strip() or columns[width - 1].label) and _is_blank(rows, width - 1):
        width -= 1
    problems = [
        Problem(
            grid.file,
            number,
            "",
            next(cell for cell in cells[width:] if cell.strip()),
            f"the row has more cells than the header's {width}",
            "Quote cells that hold the delimiter, or declare the delimiter or the header rows in study.toml",
        )
        for number, cells in rows
        if len(cells) > width and any(map(str.strip, cells[width:]))
    ]
    if problems:
        raise StudyError(problems)
    even = tuple(
        row if len(row[1]) == width else (row[0], row[1][:width] + ("",) * (width - len(row[1]))) for row in rows
    )
    return tuple(columns[:width]), even


def sheet_of(grid: Grid, columns: Sequence[SurveyColumn], first: int) -> Sheet:
    """Return a grid as a sheet, its data beginning at a place among its rows."""
    kept, rows = body(grid, columns, first)
    return Sheet(grid.name, grid.file, kept, rows)


def data_start(grid: Grid, source: Source, header_rows: int) -> int:
    """Return at which place among the rows the data begin: as declared, else below the header rows."""
    if source.first_row is None:
        return header_rows
    start = sum(number < source.first_row for number, _ in grid.rows)
    if start < header_rows:
        raise InputError(
            f"{grid.file}: first_row = {source.first_row} is declared, but the header reaches further down."
        )
    return start


def declared_rows(grid: Grid, source: Source) -> list[tuple[str, ...]]:
    """Return the header rows that are declared."""
    by_number = dict(grid.rows)
    missing = [number for number in source.header_rows if number not in by_number]
    if missing:
        raise InputError(f"{grid.file}: header row {missing[0]} is declared, but that row is blank or beyond the end.")
    return [by_number[number] for number in source.header_rows]


def rows_above(grid: Grid, first_header: int) -> str:
    """Return a note on the rows that stand above the header, nothing where there are none."""
    numbers = [str(number) for number, _ in grid.rows[:first_header]]
    return f"{grid.file}: rows {', '.join(numbers)} stand above the header and are passed over." if numbers else ""


def best_grid(grids: Sequence[Grid], recognise: Callable[[Grid], tuple[float, list[str]]]) -> tuple[float, list[str]]:
    """Return how sure a tool is of the table that it is surest of."""
    return max((recognise(grid) for grid in grids), key=lambda found: found[0], default=(0.0, []))


def pick_grid(material: Material, recognise: Callable[[Grid], tuple[float, list[str]]]) -> tuple[Grid, list[Grid]]:
    """Return the table that is the export itself, declared or the one that looks most like it, and the others."""
    if material.source.sheet:
        chosen = next((grid for grid in material.grids if grid.name == material.source.sheet), None)
        if chosen is None:
            names = ", ".join(grid.name for grid in material.grids)
            raise InputError(f"There is no sheet '{material.source.sheet}' in the export. Sheets are: {names}.")
    else:
        chosen = max(material.grids, key=lambda grid: recognise(grid)[0])
    return chosen, [grid for grid in material.grids if grid is not chosen]


def column_cells(grid: Grid, first: int) -> list[tuple[str, ...]]:
    """Return the cells of each column below the header, rows that are too short filled up."""
    width = max((len(cells) for _, cells in grid.rows), default=0)
    columns = list(zip_longest(*(cells for _, cells in grid.rows[first:]), fillvalue=""))
    return columns + [()] * (width - len(columns))


def _is_blank(rows: Sequence[Row], place: int) -> bool:
    return all(len(cells) <= place or not cells[place].strip() for _, cells in rows)
