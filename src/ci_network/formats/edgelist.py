"""A plain list of ties as CSV: one row a tie."""

import re

from ci_network.formats.encoding import Files
from ci_network.formats.format import Format
from ci_network.formats.listing import Reading, is_tie_list, read_lists, tie_list
from ci_network.formats.sheets import Sheet, number, read_csv, write_csv
from ci_network.formats.tables import GraphTables

# Our own column before the words of other programs.
_READING = Reading(value=("value", "weight", "strength", "count"))
_HEADER = ("source", "target", "layer", "value", "directed")


def read_edge_list(files: Files) -> GraphTables:
    """Return the ties of one or several lists; a file without a header is two or three columns of ends and value."""
    sheets = [_with_header(read_csv(data, name)) for name, data in files.items()]
    return read_lists(sheets, _READING, file=", ".join(files))


def _with_header(sheet: Sheet) -> Sheet:
    if is_tie_list(sheet.header) or not 2 <= len(sheet.header) <= 3 or not _looks_like_data(sheet):
        return sheet
    names = ("source", "target", "value")[: len(sheet.header)]
    notes = (*sheet.notes, f"{sheet.file}: it has no header; its columns are read as {', '.join(names)}.")
    return Sheet(sheet.name, sheet.file, names, ((1, sheet.header), *sheet.rows), notes, sheet.decimal_comma)


def _looks_like_data(sheet: Sheet) -> bool:
    """Return whether the first line is a tie: its value is a number, or its ends are named again further down."""
    if len(sheet.header) == 3:
        return bool(re.search(r"\d", sheet.header[2])) and number(sheet.header[2]) is not None
    again = {cell for _, cells in sheet.rows for cell in cells[:2]}
    return bool(again & set(sheet.header)) or all(name.isdigit() for name in sheet.header)


def write_edge_list(tables: GraphTables) -> dict[str, bytes]:
    """Return one CSV file: source, target, layer, value, directed, attributes."""
    rows = tie_list(tables, _HEADER, words=(True, False))
    return {"ties.csv": write_csv([str(name) for name in rows[0]], rows[1:])}


FORMAT = Format(
    "edge-list",
    "List of ties (CSV)",
    (".csv", ".tsv", ".txt"),
    read_edge_list,
    write_edge_list,
    frozenset(
        {
            "ids",
            "tie attributes",
            "directed",
            "undirected",
            "mixed",
            "several layers",
            "layer names",
            "parallel ties",
            "ties without a value",
            "ties of value 0",
            "letter case",
        }
    ),
    reserved_ties=_HEADER,
)
