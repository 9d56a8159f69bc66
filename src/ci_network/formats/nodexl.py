"""NodeXL workbooks: a banner in row 1, headers in row 2, the sheets Edges and Vertices."""

from ci_network.formats.encoding import Files, only
from ci_network.formats.fault import fault
from ci_network.formats.format import CARRIES, Format
from ci_network.formats.listing import Reading, node_list, read_lists, tie_list
from ci_network.formats.sheets import Sheet, place_of, plain_name
from ci_network.formats.tables import Cell, GraphTables
from ci_network.formats.workbook import read_sheets, sheet_in, write_workbook

_READING = Reading(
    layer=("relationship", "relation", "layer", "kind", "type"), value=("edgeweight", "weight", "strength")
)
_NODES = ("Vertex", "Label")
_TIES = ("Vertex 1", "Vertex 2", "Relationship", "Edge Weight", "Directed")


def read_nodexl(files: Files) -> GraphTables:
    """Return the network of a NodeXL workbook; columns that are blank throughout are left out.

    NodeXL keeps the direction on its ribbon, not in the sheets: a workbook without our own column ``Directed`` is read
    as from Vertex 1 to Vertex 2, with a note.
    """
    file, data = only(files, "a NodeXL workbook")
    found = {name.casefold(): rows for name, rows in read_sheets(data, file).items()}
    if "edges" not in found:
        names = ", ".join(found)
        raise fault(file, "there is no sheet Edges in it", "Check that it is a NodeXL workbook", value=names)
    sheets = []
    for name, word in (("edges", "vertex1"), ("vertices", "vertex")):
        if name in found:
            sheets.append(_below_banner(found[name], name, word, file))
    return read_lists(sheets, _READING, file=file)


def _below_banner(rows: list[tuple[int, tuple[Cell, ...]]], name: str, word: str, file: str) -> Sheet:
    """Return the sheet from its header on, which stands below the banner, without columns that are blank."""
    for start in range(min(3, len(rows))):
        if place_of([str(cell or "") for cell in rows[start][1]], (word,)) is not None:
            break
    else:
        title = name.title()
        raise fault(
            f"{file} sheet {title}", "there is no row of headers in its first rows", "Name its columns as NodeXL does"
        )
    known = {plain_name(column) for column in (*_NODES, *_TIES)}
    kept = [
        place
        for place in range(len(rows[start][1]))
        if any(cells[place] not in ("", None) for _, cells in rows[start + 1 :])
        or plain_name(str(rows[start][1][place] or "")) in known
    ]
    return sheet_in([(row, tuple(cells[place] for place in kept)) for row, cells in rows[start:]], name.title(), file)


def write_nodexl(tables: GraphTables) -> dict[str, bytes]:
    """Return a workbook as NodeXL lays it out."""
    sheets = {"Edges": tie_list(tables, _TIES, words=(True, False)), "Vertices": node_list(tables, _NODES)}
    with_banner: dict[str, list[list[Cell]]] = {}
    for (name, rows), banner in zip(sheets.items(), ("Other Columns", "Labels"), strict=True):
        groups: list[Cell] = ["", "", banner]
        with_banner[name] = [groups, *rows]
    return {"nodexl.xlsx": write_workbook(with_banner)}


FORMAT = Format(
    "nodexl",
    "NodeXL workbook (XLSX)",
    (".xlsx", ".xlsm"),
    read_nodexl,
    write_nodexl,
    frozenset(CARRIES),
    reserved_nodes=("vertex", "label", "mode", "bipartite", "id", "source", "from"),
    reserved_ties=("vertex1", "vertex2", "relationship", "edgeweight", "directed", "source", "target", "from", "to"),
)
