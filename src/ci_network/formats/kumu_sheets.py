"""Kumu's sheets of elements and connections: two CSV files, or one workbook."""

import re
from collections.abc import Iterator

from ci_network.formats.encoding import Files, only
from ci_network.formats.format import CARRIES, Format
from ci_network.formats.listing import Reading, is_node_list, is_tie_list, node_list, read_lists, tie_list
from ci_network.formats.sheets import Sheet, read_csv, write_csv
from ci_network.formats.tables import Cell, GraphTables
from ci_network.formats.workbook import read_sheets, sheet_in, write_workbook

_READING = Reading(
    label=("label", "name"),
    layer=("type", "connectiontype", "layer", "kind", "relation"),
    value=("strength", "weight", "value"),
    bars=True,
    undirected=True,
)
_ELEMENTS = ("ID", "Label")
_CONNECTIONS = ("From", "To", "Type", "Strength", "Direction")


def read_kumu_csv(files: Files) -> GraphTables:
    """Return the network of Kumu's CSV files; several targets in one cell are joined by a bar."""
    return read_lists([read_csv(data, name) for name, data in files.items()], _READING, file=", ".join(files))


def read_kumu_workbook(files: Files) -> GraphTables:
    """Return the network of a Kumu workbook; sheets named ``(ignore)`` are passed over, as Kumu does."""
    file, data = only(files, "a Kumu workbook")
    sheets, notes = [], []
    for name, rows in read_sheets(data, file).items():
        if "(ignore)" in name.casefold():
            notes.append(f"{file}: the sheet '{name}' was passed over, as its name asks.")
            continue
        for section in _sections(rows):
            sheet = sheet_in(section, name, file)
            if is_node_list(sheet.header) or is_tie_list(sheet.header):
                sheets.append(sheet)
            elif sheet.header:
                notes.append(f"{file}: a table of the sheet '{name}' is neither elements nor connections.")
    tables = read_lists(sheets, _READING, file=file)
    return GraphTables(tables.nodes, tables.ties, tables.directed, (*notes, *tables.notes))


def _sections(rows: list[tuple[int, tuple[Cell, ...]]]) -> Iterator[list[tuple[int, tuple[Cell, ...]]]]:
    """Give the tables of a sheet: two blank rows begin a new one."""
    section: list[tuple[int, tuple[Cell, ...]]] = []
    blank = 0
    for number, cells in rows:
        filled = any(cell not in ("", None) for cell in cells)
        if filled and blank >= 2 and section:
            yield section
            section = []
        blank = 0 if filled else blank + 1
        if filled:
            section.append((number, cells))
    if section:
        yield section


def write_kumu_csv(tables: GraphTables) -> dict[str, bytes]:
    """Return ``elements.csv`` and ``connections.csv``."""
    return {
        f"{name.casefold()}.csv": write_csv([str(cell) for cell in rows[0]], rows[1:])
        for name, rows in _written(tables).items()
    }


def write_kumu_workbook(tables: GraphTables) -> dict[str, bytes]:
    """Return a workbook with the sheets Elements and Connections."""
    return {"kumu.xlsx": write_workbook(_written(tables))}


def _written(tables: GraphTables) -> dict[str, list[list[Cell]]]:
    return {
        "Elements": node_list(tables, _ELEMENTS),
        "Connections": tie_list(tables, _CONNECTIONS, words=("directed", "undirected")),
    }


def is_kumu(sheets: list[Sheet]) -> bool:
    """Return whether lists are in Kumu's words: From and To beside a Label."""
    words = [{re.sub(r"\W", "", name).casefold() for name in sheet.header} for sheet in sheets]
    return any({"from", "to"} <= names for names in words) and any(
        "label" in names and "from" not in names for names in words
    )


_RESERVED_NODES = ("id", "label", "mode", "bipartite", "from", "source")
_RESERVED_TIES = ("from", "to", "type", "strength", "direction", "source", "target", "directed")
CSV_FORMAT = Format(
    "kumu-csv",
    "Kumu elements and connections (CSV)",
    (".csv",),
    read_kumu_csv,
    write_kumu_csv,
    frozenset(CARRIES) - {"typed attributes"},
    replaces_in_names={"|": "/"},
    reserved_nodes=_RESERVED_NODES,
    reserved_ties=_RESERVED_TIES,
)
WORKBOOK_FORMAT = Format(
    "kumu-workbook",
    "Kumu elements and connections (XLSX)",
    (".xlsx",),
    read_kumu_workbook,
    write_kumu_workbook,
    frozenset(CARRIES),
    replaces_in_names={"|": "/"},
    reserved_nodes=_RESERVED_NODES,
    reserved_ties=_RESERVED_TIES,
)
