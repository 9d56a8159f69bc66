"""Gephi's spreadsheets: a file of nodes and a file of ties."""

from ci_network.formats.encoding import Files
from ci_network.formats.format import CARRIES, Format
from ci_network.formats.listing import Reading, node_list, read_lists, tie_list
from ci_network.formats.sheets import read_csv, write_csv
from ci_network.formats.tables import GraphTables

_NODES = ("Id", "Label")
_TIES = ("Source", "Target", "Kind", "Weight", "Type")


def read_gephi(files: Files) -> GraphTables:
    """Return the network of a file of nodes and one or several files of ties; either may stand alone."""
    return read_lists([read_csv(data, name) for name, data in files.items()], Reading(), file=", ".join(files))


def write_gephi(tables: GraphTables) -> dict[str, bytes]:
    """Return ``nodes.csv`` and ``edges.csv``; the layer is Gephi's Kind, the direction its Type."""
    nodes = node_list(tables, _NODES)
    ties = tie_list(tables, _TIES, words=("Directed", "Undirected"))
    files = {"nodes.csv": nodes, "edges.csv": ties}
    return {name: write_csv([str(cell) for cell in rows[0]], rows[1:]) for name, rows in files.items()}


FORMAT = Format(
    "gephi-csv",
    "Gephi tables of nodes and edges (CSV)",
    (".csv",),
    read_gephi,
    write_gephi,
    frozenset(CARRIES) - {"typed attributes"},
    reserved_nodes=("id", "label", "mode", "bipartite", "source", "from"),
    # "layer" would be taken for the layer before Kind, "directed" and "direction" for the direction before Type.
    reserved_ties=("source", "target", "kind", "weight", "type", "layer", "directed", "direction"),
)
