"""Adjacency tables as CSV: a row for each sender, a column for each receiver; one file a layer."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ci_network.formats.encoding import Files
from ci_network.formats.fault import fault
from ci_network.formats.format import Format
from ci_network.formats.sheets import Sheet, number, read_csv, write_csv
from ci_network.formats.tables import Cell, GraphTables, Node, Tie, cell_text, gather, node_rows, some, tie_rows

_UNFIT: Final = re.compile(r"[^\w .\-]")


@dataclass(frozen=True)
class Matrix:
    """One table of numbers with the names of its rows and columns; NaN where a cell is missing."""

    layer: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[float, ...], ...]


def read_adjacency(files: Files) -> GraphTables:
    """Return the network of adjacency tables; of several files each is a layer, named by its file.

    Rows and columns without a name in common make a two-mode network. A blank or NA cell is missing, not 0: a node
    whose whole row is missing gets ``answered`` False.
    """
    sheets = [read_csv(data, name) for name, data in files.items()]
    notes = [note for sheet in sheets for note in sheet.notes]
    several = len(sheets) > 1
    matrices = []
    for sheet in sheets:
        matrix, said = _matrix(sheet, sheet.name if several else "")
        matrices.append(matrix)
        notes += said
    return matrix_tables(matrices, file=", ".join(files), notes=notes)


def matrix_tables(matrices: Sequence[Matrix], *, file: str, notes: Sequence[str] = ()) -> GraphTables:
    """Return the network of one or several tables: a number that is not 0 is a tie from its row to its column."""
    said = list(notes)
    rows = dict.fromkeys(name for matrix in matrices for name in matrix.rows)
    columns = dict.fromkeys(name for matrix in matrices for name in matrix.columns)
    two_mode = bool(rows) and bool(columns) and not set(rows) & set(columns)
    nodes = [Node(name, name, 0 if two_mode else None) for name in rows]
    nodes += [Node(name, name, 1 if two_mode else None) for name in columns if name not in rows]
    ties, silent, missing = [], dict.fromkeys(rows, True), 0
    for matrix in matrices:
        for name, cells in zip(matrix.rows, matrix.cells, strict=True):
            for other, value in zip(matrix.columns, cells, strict=True):
                if math.isnan(value):
                    missing += name != other
                    continue
                silent[name] = silent[name] and name == other
                if value != 0:
                    ties.append(Tie(name, other, matrix.layer, value, not two_mode))
    if missing:
        said.append(f"{missing} cells off the diagonal are blank or NA: they are missing, not 0, and no ties.")
    quiet = [name for name, still in silent.items() if still and len(nodes) > 1 and missing]
    if quiet:
        said.append(f"The whole rows of {some(quiet)} are missing: their nodes have 'answered' false.")
        for node in nodes:
            node.attributes["answered"] = node.id not in quiet if node.id in rows else None
    if loops := sum(tie.source == tie.target for tie in ties):
        said.append(f"{loops} cells of the diagonal are kept as ties of a node to itself.")
    return gather(nodes, ties, file=file, directed=not two_mode, notes=said)


def _matrix(sheet: Sheet, layer: str) -> tuple[Matrix, list[str]]:
    width = max((len(cells) for _, cells in sheet.rows), default=0)
    corner = bool(sheet.header) and not sheet.header[0]
    first = [cell_text(cells[0]) for _, cells in sheet.rows]
    named = corner or width == len(sheet.header) + 1 or set(first) == set(sheet.header[1:])
    columns = sheet.header if not named or width == len(sheet.header) + 1 else sheet.header[1:]
    notes = []
    if not named:
        if len(sheet.rows) != len(columns):
            mend = "Put the names of the rows in the first column, under a blank corner cell"
            raise fault(sheet.file, f"it has {len(columns)} columns and {len(sheet.rows)} rows without names", mend)
        notes.append(f"{sheet.file}: its rows have no names; they are read in the order of its columns.")
    if len(set(columns)) < len(columns):
        twice = next(name for name in columns if columns.count(name) > 1)
        raise fault(sheet.file, "two columns have the same name", "Rename one of them", row=1, value=twice)
    rows = tuple(first) if named else columns
    start = 1 if named else 0
    cells = tuple(_numbers(sheet, row, line[start:], columns) for row, line in sheet.rows)
    return Matrix(layer, rows, tuple(columns), cells), notes


def _numbers(sheet: Sheet, row: int, cells: Sequence[Cell], columns: Sequence[str]) -> tuple[float, ...]:
    values = []
    for name, cell in zip(columns, cells, strict=False):
        value = number(cell, decimal_comma=sheet.decimal_comma)
        if value is None:
            raise fault(
                sheet.file, "it is not a number", "Write a number, or leave it blank", row=row, column=name, value=cell
            )
        values.append(value)
    return tuple(values) + (math.nan,) * (len(columns) - len(values))


def write_adjacency(tables: GraphTables) -> dict[str, bytes]:
    """Return one CSV file for each layer; the row of a node whose ``answered`` is False is NA where it has no tie."""
    nodes = list(node_rows(tables))
    rows = [node for node in nodes if not node.mode]
    columns = [node for node in nodes if node.mode != 0]
    files = {}
    layers = tables.layers or ("",)
    for layer in layers:
        values = {(tie.source, tie.target): tie.value for tie in tie_rows(tables) if tie.layer == layer}
        body: list[list[Cell]] = []
        for node in rows:
            blank: Cell = "NA" if node.attributes.get("answered") is False else 0.0
            body.append([node.id, *(values.get((node.id, other.id), blank) for other in columns)])
        name = "network" if len(layers) == 1 else layer
        files[f"{name}.csv"] = write_csv(["", *(node.id for node in columns)], body)
    return files


def file_names(layers: Sequence[str]) -> dict[str, str]:
    """Return for each layer the name that its file can have, different from the others, case aside."""
    names: dict[str, str] = {}
    for layer in layers:
        name = _UNFIT.sub("-", layer).strip(" .") or "network"
        count, free = 1, name
        while free.casefold() in {known.casefold() for known in names.values()}:
            count += 1
            free = f"{name}-{count}"
        names[layer] = free
    return names


FORMAT = Format(
    "adjacency-csv",
    "Adjacency table (CSV)",
    (".csv",),
    read_adjacency,
    write_adjacency,
    frozenset({"ids", "isolates", "two-mode", "directed", "several layers", "letter case", "who answered"}),
)
