"""Kumu's JSON: the blueprint for import and the full backup of a project."""

import math
from collections.abc import Mapping
from typing import Any, Final

from ci_network.formats.encoding import Files, only
from ci_network.formats.fault import fault
from ci_network.formats.format import CARRIES, Format
from ci_network.formats.jsontext import cell, json_bytes, json_value, listed, name_of, parse_json, value_of
from ci_network.formats.tables import (
    Cell,
    GraphTables,
    Node,
    Tie,
    agreed,
    gather,
    node_rows,
    some,
    take_modes,
    tie_rows,
)

_VALUE: Final = ("strength", "weight", "value")
_LAYER: Final = ("type", "connection type", "layer", "kind")
_DIRECTED: Final = {"directed": True, "undirected": False, "mutual": False}


def read_kumu_json(files: Files) -> GraphTables:
    """Return the elements and connections; a list (tags) becomes text joined by bars.

    An end of a connection is an element's id or its label. A mutual connection is read as an undirected tie, and so is
    one that does not say.
    """
    file, data = only(files, "a Kumu project")
    found, said = parse_json(data, file)
    notes = list(said)
    nodes = [_node(row, file) for row in listed(found, "elements", file)]
    labels: dict[str, list[str]] = {}
    for node in nodes:
        labels.setdefault(node.label, []).append(node.id)
    names = {label: ids[0] for label, ids in labels.items() if len(ids) == 1} | {node.id: node.id for node in nodes}
    rows = listed(found, "connections", file)
    ties = [tie for row in rows for tie in _ties(row, names, file)]
    directions = [name_of(row.get("direction")) for row in rows]
    if "mutual" in directions:
        notes.append(f"{file}: mutual connections are read as undirected ties.")
    if "" in directions:
        notes.append(f"{file}: some connections do not say their direction; they are read as undirected.")
    other = [name for name in found if name not in ("elements", "connections")]
    if other:
        notes.append(f"{file}: only elements and connections were read, not {some(other)}.")
    take_modes(nodes)
    return gather(nodes, ties, file=file, directed=agreed(ties), notes=notes)


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return an element's or connection's fields, its own and those under ``attributes``, with its own first."""
    inner = row.get("attributes")
    inner = inner if isinstance(inner, dict) else {}
    own = {name: value for name, value in row.items() if name != "attributes" or not isinstance(value, dict)}
    return {**inner, **own}


def _node(row: Mapping[str, Any], file: str) -> Node:
    fields = _flat(row)
    label = name_of(_pop(fields, ("label", "name")))
    key = name_of(_pop(fields, ("_id", "id"))) or label
    if not key:
        raise fault(file, "an element has neither id nor label", "Give it a label", value=str(dict(row)))
    if "type" not in fields and (kind := _pop(fields, ("element type",))) is not None:
        fields["type"] = kind
    return Node(key, label, None, _cells(fields))


def _ties(row: Mapping[str, Any], names: Mapping[str, str], file: str) -> list[Tie]:
    fields = _flat(row)
    source, target = name_of(fields.pop("from", None)), name_of(fields.pop("to", None))
    if not source or not target:
        raise fault(file, "a connection has a blank end", "Name both its ends (from, to)", value=str(dict(row)))
    fields.pop("_id", None)
    direction = name_of(fields.pop("direction", None)) or "undirected"
    if direction not in _DIRECTED:
        mend = "Write directed, undirected or mutual"
        raise fault(file, "it is no direction that Kumu knows", mend, column="direction", value=direction)
    layer = name_of(_pop(fields, _LAYER))
    value = value_of(_pop(fields, _VALUE), file, "strength")
    targets = [target] if target in names or "|" not in target else [part.strip() for part in target.split("|")]
    cells, start = _cells(fields), names.get(source, source)
    return [Tie(start, names.get(end, end), layer, value, _DIRECTED[direction], dict(cells)) for end in targets]


def _pop(fields: dict[str, Any], words: tuple[str, ...]) -> Any:
    """Take out the first of ``words`` that is a field, case aside."""
    known = {name.casefold(): name for name in fields}
    found = next((known[word] for word in words if word in known), None)
    return None if found is None else fields.pop(found)


def _cells(fields: Mapping[str, Any]) -> dict[str, Cell]:
    return {name: cell(value) for name, value in fields.items()}


def write_kumu_json(tables: GraphTables) -> dict[str, bytes]:
    """Return a blueprint: the layer as ``type``, the value as ``strength``; text with bars as a list."""
    elements = [
        {"id": node.id, "label": node.label, **({} if node.mode is None else {"mode": node.mode}), **_fields(node)}
        for node in node_rows(tables)
    ]
    connections = []
    for tie in tie_rows(tables):
        said: dict[str, object] = {"from": tie.source, "to": tie.target}
        said["direction"] = "directed" if tie.directed else "undirected"
        said.update({"type": tie.layer} if tie.layer else {})
        said.update({} if math.isnan(tie.value) else {"strength": json_value(tie.value)})
        connections.append({**said, **_fields(tie)})
    return {"kumu.json": json_bytes({"elements": elements, "connections": connections})}


def _fields(row: Node | Tie) -> dict[str, object]:
    return {
        name: value.split("|") if isinstance(value, str) and "|" in value else json_value(value)
        for name, value in row.attributes.items()
    }


FORMAT = Format(
    "kumu-json",
    "Kumu blueprint or backup (JSON)",
    (".json",),
    read_kumu_json,
    write_kumu_json,
    frozenset(CARRIES),
    reserved_nodes=("id", "_id", "label", "mode", "bipartite", "attributes", "element type"),
    reserved_ties=("_id", "attributes", "from", "to", "direction", *_LAYER, *_VALUE),
)
