"""Pajek, written: a .net file, or a .paj project where nodes have numbers beside their names."""

import math

from ci_network.formats.format import Format
from ci_network.formats.pajek import read_pajek
from ci_network.formats.tables import GraphTables, node_rows, number_text, tie_rows


def write_pajek(tables: GraphTables) -> dict[str, bytes]:
    """Return one file in UTF-8; numbers of nodes are vectors, in which a missing one is Pajek's 999999998."""
    nodes = sorted(node_rows(tables), key=lambda node: node.mode or 0)
    place = {node.id: number for number, node in enumerate(nodes, start=1)}
    first = f" {sum(node.mode == 0 for node in nodes)}" if tables.is_two_mode else ""
    lines = [f"*Vertices {len(nodes)}{first}"]
    lines += [f'{number} "{node.label}"' for number, node in enumerate(nodes, start=1)]
    for word, directed in (("*Arcs", True), ("*Edges", False)):
        lines += _ties(tables, word, directed=directed, place=place)
    names = [str(name) for name in tables.nodes.columns if name not in ("id", "label", "mode")]
    for name in names:
        lines += ["", f"*Vector {name}", f"*Vertices {len(nodes)}"]
        lines += [
            number_text(float(node.attributes.get(name) or 0.0)) if name in node.attributes else "999999998"
            for node in nodes
        ]
    if names:
        lines.insert(0, "*Network network")
    text = "\n".join(lines) + "\n"
    # Pajek takes a file for UTF-8 by its byte order mark; other readers stumble over one, so it is left out of ASCII.
    encoding = "utf-8" if text.isascii() else "utf-8-sig"
    return {"network.paj" if names else "network.net": text.encode(encoding)}


def _ties(tables: GraphTables, word: str, *, directed: bool, place: dict[str, int]) -> list[str]:
    lines = []
    for number, layer in enumerate(tables.layers, start=1):
        ties = [tie for tie in tie_rows(tables) if tie.layer == layer and tie.directed == directed]
        if ties:
            lines.append(f'{word} :{number} "{layer}"' if layer else word)
        for tie in ties:
            value = "" if math.isnan(tie.value) else f" {number_text(tie.value)}"
            lines.append(f"{place[tie.source]} {place[tie.target]}{value}")
    return lines


FORMAT = Format(
    "pajek",
    "Pajek network or project",
    (".net", ".paj"),
    read_pajek,
    write_pajek,
    frozenset(
        {
            "labels",
            "isolates",
            "number attributes",
            "two-mode",
            "two-mode lists",
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
    replaces={'"': "'", "\n": " "},
    reserved_nodes=("x", "y", "z", "shape", "interval"),
)
