"""Any CSV, TSV or workbook: one header row, or the rows that are declared."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ci_network.intake.surveys.export import Export, Sheet, SurveyColumn
from ci_network.intake.surveys.grid import Grid
from ci_network.intake.surveys.header import bracketed, plain
from ci_network.intake.surveys.source import (
    Codebook,
    Material,
    Source,
    data_start,
    declared_rows,
    pick_grid,
    sheet_of,
)

TOOL = "sheet"


def recognise(grids: Sequence[Grid]) -> tuple[float, list[str]]:
    """Return the least confidence: any table can be read as a table."""
    return (0.1, ["a table with a header row"]) if grids else (0.0, [])


def read(material: Material) -> Export:
    """Return tables as an export; the declared sheet, or the first, is the main one."""
    main, others = pick_grid(material, lambda grid: (float(bool(grid.rows)), []))
    notes = [] if material.source.header_rows else [f"{main.file}: the first row is read as the header."]
    sheet = read_table(main, material.source, material.book)
    return Export(TOOL, (sheet, *other_sheets(others)), material.book.choices, tuple(notes))


def read_table(grid: Grid, source: Source, book: Codebook | None = None) -> Sheet:
    """Return a grid as a sheet by its declared header rows, or by its first row."""
    headers = declared_rows(grid, source) if source.header_rows else [row for _, row in grid.rows[:1]]
    first = [number for number, _ in grid.rows].index(max(source.header_rows)) + 1 if source.header_rows else 1
    columns = table_columns(headers, book or Codebook())
    return with_index(sheet_of(grid, columns, data_start(grid, source, first)))


def other_sheets(grids: Sequence[Grid]) -> tuple[Sheet, ...]:
    """Return further tables of an export as sheets of their own."""
    return tuple(read_table(grid, Source()) for grid in grids)


def table_columns(headers: Sequence[Sequence[str]], book: Codebook) -> list[SurveyColumn]:
    """Return the columns that header rows describe.

    One row names. Of two or more, the first names and the others say what it means; where the first has gaps that
    the last one fills, it is a question over its parts.
    """
    width = max(map(len, headers), default=0)
    rows = [tuple(row) + ("",) * (width - len(row)) for row in headers]
    if len(rows) > 1 and any(low.strip() and not top.strip() for top, low in zip(rows[0], rows[-1], strict=True)):
        return two_levels(rows[0], rows[-1])
    texts = [" ".join(filter(None, (plain(row[place]) for row in rows[1:]))) for place in range(width)]
    names = rows[0] if rows else ()
    columns = [_column(place, name, texts[place], book) for place, name in enumerate(names)]
    return with_brackets(columns)


def two_levels(top: Sequence[str], low: Sequence[str]) -> list[SurveyColumn]:
    """Return the columns of a header in which a question stands over the first of its parts alone."""
    columns, question = [], ""
    for place, (above, below) in enumerate(zip(top, low, strict=True)):
        question = above if above.strip() else question if below.strip() else ""
        block, item = plain(question), plain(below)
        name = f"{question.strip()} - {below.strip()}" if question.strip() and below.strip() else (question or below)
        columns.append(SurveyColumn(place, name, label=" - ".join(filter(None, (block, item))), block=block, item=item))
    return columns


def with_brackets(columns: Sequence[SurveyColumn], *, lone: bool = False) -> list[SurveyColumn]:
    """Return columns with "question [row]" taken apart where several share the question (or ``lone``: always)."""
    parts = [bracketed(column.label) for column in columns]
    stems = [part.block if part else "" for part in parts]
    count: dict[str, int] = {}
    for stem in stems:
        count[stem] = count.get(stem, 0) + 1
    return [
        replace(column, block=part.block, item=part.item)
        if part and part.block and part.item and (lone or count[part.block] > 1)
        else column
        for column, part in zip(columns, parts, strict=True)
    ]


def with_index(sheet: Sheet) -> Sheet:
    """Return a sheet whose first column, nameless and of numbers that do not repeat, is marked as row numbers."""
    if not sheet.columns or sheet.columns[0].name.strip() or not sheet.rows:
        return sheet
    cells = [row[0] for _, row in sheet.rows]
    if len(set(cells)) == len(cells) and all(cell.isdecimal() for cell in cells):
        marked = replace(sheet.columns[0], meta="index")
        return replace(sheet, columns=(marked, *sheet.columns[1:]))
    return sheet


def with_meta(columns: Sequence[SurveyColumn], words: Mapping[str, str]) -> list[SurveyColumn]:
    """Return columns with the tool's own ones marked: ``words`` gives, by lower-case header, what it records there."""
    return [
        replace(column, meta=words[name], block="", item="")
        if (name := plain(column.name).casefold()) in words
        else column
        for column in columns
    ]


def _column(place: int, name: str, text: str, book: Codebook) -> SurveyColumn:
    label = book.labels.get(name.strip()) or text or plain(name)
    key = name.strip() if name.strip() in book.choices else ""
    return SurveyColumn(place, name, label=label, block=label, key=key)
