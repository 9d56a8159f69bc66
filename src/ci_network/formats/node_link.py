"""Node-link JSON, as networkx and d3 write it: ties under ``links`` (older) or ``edges`` (newer)."""

import math
from typing import Any

from ci_network.formats.encoding import Files, only
from ci_network.formats.fault import fault
from ci_network.formats.format import CARRIES, Format
from ci_network.formats.jsontext import cell, json_bytes, json_value, listed, name_of, parse_json, value_of
from ci_network.formats.tables import Cell, GraphTables, Node, Tie, gather, node_rows, take_modes, tie_rows


def read_node_link(files: Files) -> GraphTables:
    """Return the nodes and ties; ids become text, and a key that is not a running number becomes the layer."""
    file, data = only(files, "node-link JSON")
    found, notes = parse_json(data, file)
    directed = bool(found.get("directed", False))
    nodes = [_node(row) for row in listed(found, "nodes", file)]
    rows = listed(found, "edges" if "edges" in found else "links", file)
    ties = [_tie(row, directed, file) for row in rows]
    _by_place(nodes, ties, rows)
    take_modes(nodes)
    return gather(nodes, ties, file=file, directed=directed, notes=notes)


def _node(row: dict[str, Any]) -> Node:
    label_key = "label" if "label" in row else "name"
    label, key = name_of(row.get(label_key)), name_of(row.get("id"))
    rest = {name: cell(value) for name, value in row.items() if name not in ("id", label_key)}
    return Node(key or label, label, None, rest)


def _tie(row: dict[str, Any], directed: bool, file: str) -> Tie:
    rest = dict(row)
    source, target = name_of(rest.pop("source", None)), name_of(rest.pop("target", None))
    if not source or not target:
        raise fault(file, "a tie has a blank end", "Give it a source and a target", value=str(row))
    key, word = rest.pop("key", None), "weight" if "weight" in rest else "value"
    value = value_of(rest.pop(word, None), file, word)
    layer = name_of(rest.pop("layer", None)) or (key if isinstance(key, str) and not key.isdigit() else "")
    return Tie(source, target, layer, value, directed, {name: cell(value) for name, value in rest.items()})


def _by_place(nodes: list[Node], ties: list[Tie], rows: list[dict[str, Any]]) -> None:
    """Let the ends be the places of nodes in their list where they are numbers and the ids are not (older d3)."""
    ids = {node.id for node in nodes}
    ends = [row[end] for row in rows for end in ("source", "target")]
    if all(isinstance(end, int) and 0 <= end < len(nodes) and str(end) not in ids for end in ends):
        for tie in ties:
            tie.source, tie.target = nodes[int(tie.source)].id, nodes[int(tie.target)].id


def write_node_link(tables: GraphTables) -> dict[str, bytes]:
    """Return node-link JSON with ``edges``; parallel ties get a running ``key``."""
    nodes = []
    for node in node_rows(tables):
        mode = {} if node.mode is None else {"mode": node.mode}
        nodes.append({"id": node.id, "label": node.label, **mode, **_plain(node.attributes)})
    ties = list(tie_rows(tables))
    directed = tables.directed is not False
    seen: dict[tuple[str, str], int] = {}
    edges = []
    for tie in ties:
        pair = (tie.source, tie.target) if directed or tie.source < tie.target else (tie.target, tie.source)
        seen[pair] = seen.get(pair, -1) + 1
        said: dict[str, object] = {"source": tie.source, "target": tie.target, "key": seen[pair]}
        said.update({"layer": tie.layer} if tie.layer else {})
        said.update({} if math.isnan(tie.value) else {"weight": json_value(tie.value)})
        edges.append({**said, **_plain(tie.attributes)})
    whole = {"directed": directed, "multigraph": True, "graph": {}, "nodes": nodes, "edges": edges}
    return {"network.json": json_bytes(whole)}


def _plain(attributes: dict[str, Cell]) -> dict[str, object]:
    return {name: json_value(value) for name, value in attributes.items()}


FORMAT = Format(
    "node-link-json",
    "Node-link JSON (networkx, d3)",
    (".json",),
    read_node_link,
    write_node_link,
    frozenset(CARRIES) - {"mixed"},
    reserved_nodes=("id", "label", "mode", "bipartite"),
    reserved_ties=("source", "target", "key", "layer", "weight", "value"),
)
