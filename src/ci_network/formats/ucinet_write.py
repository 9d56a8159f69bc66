"""UCINET's DL, written."""

import re

from ci_network.formats.format import Format
from ci_network.formats.tables import GraphTables, Node, Tie, node_rows, number_text, tie_rows
from ci_network.formats.ucinet import read_dl


def write_dl(tables: GraphTables) -> dict[str, bytes]:
    """Return a DL file: a list of pairs for one layer, full matrices with their labels for several."""
    nodes = list(node_rows(tables))
    rows = [node for node in nodes if not node.mode]
    columns = [node for node in nodes if node.mode != 0]
    several = len(tables.layers) > 1
    form = "fullmatrix" if several else "edgelist2" if tables.is_two_mode else "edgelist1"
    sizes = f"nr={len(rows)} nc={len(columns)}" if tables.is_two_mode else f"n={len(nodes)}"
    lines = [f"dl {sizes}" + (f" nm={len(tables.layers)}" if several else ""), f"format={form}"]
    if tables.is_two_mode:
        lines += ["row labels:", *map(_quoted, rows), "column labels:", *map(_quoted, columns)]
    else:
        lines += ["labels:", *map(_quoted, nodes)]
    if any(tables.layers):
        lines += ["matrix labels:", *(f'"{layer}"' for layer in tables.layers)]
    lines.append("data:")
    lines += _matrices(tables, rows, columns) if several else _pairs(tables, rows, columns)
    return {"network.dl": ("\n".join(lines) + "\n").encode("utf-8")}


def _pairs(tables: GraphTables, rows: list[Node], columns: list[Node]) -> list[str]:
    row = {node.id: place for place, node in enumerate(rows, start=1)}
    column = {node.id: place for place, node in enumerate(columns, start=1)}
    return [f"{row[tie.source]} {column[tie.target]} {number_text(tie.value)}" for tie in tie_rows(tables)]


def _matrices(tables: GraphTables, rows: list[Node], columns: list[Node]) -> list[str]:
    by_layer: dict[str, list[Tie]] = {layer: [] for layer in tables.layers}
    for tie in tie_rows(tables):
        by_layer[tie.layer].append(tie)
    lines = []
    for ties in by_layer.values():
        values = {(tie.source, tie.target): number_text(tie.value) for tie in ties}
        lines += [" ".join(values.get((node.id, other.id), "0") for other in columns) for node in rows]
    return lines


def _quoted(node: Node) -> str:
    # Quotation marks only where they are needed: several readers of DL do not know them.
    return node.label if re.fullmatch(r"\w+", node.label) else f'"{node.label}"'


FORMAT = Format(
    "dl",
    "UCINET DL",
    (".dl", ".txt"),
    read_dl,
    write_dl,
    frozenset({"labels", "isolates", "two-mode", "directed", "several layers", "layer names"}),
    replaces={'"': "'", "\n": " "},
)
