"""GEXF 1.1 to 1.3, the format of Gephi. ``kind`` (the relation of a tie) is kept."""

import math
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from ci_network.formats.encoding import Files, only
from ci_network.formats.fault import fault
from ci_network.formats.format import CARRIES, Format
from ci_network.formats.graphml import LAYER_WORDS, Key, take
from ci_network.formats.tables import (
    NUMBER,
    Cell,
    GraphTables,
    Node,
    Tie,
    agreed,
    attribute_kinds,
    gather,
    node_rows,
    number_text,
    take_modes,
    tie_rows,
)
from ci_network.formats.xmltext import local, parse_xml, text_of, type_name, typed, under, written, xml_bytes

_NAMESPACE: Final = "http://gexf.net/1.3"
_TIMES: Final = ("start", "end", "startopen", "endopen", "timestamp")


def read_gexf(files: Files) -> GraphTables:
    """Return the nodes and ties of a GEXF file; a mutual tie is read as an undirected one."""
    file, data = only(files, "GEXF")
    root = parse_xml(data, file, root="gexf")
    graph = next(iter(under(root, "graph")), root)
    default = graph.get("defaultedgetype", "undirected")
    keys = {kind: _keys(graph, kind) for kind in ("node", "edge")}
    nodes = [
        Node(element.get("id", ""), element.get("label", ""), None, _values(element, keys["node"], file))
        for element in under(graph, "node")
    ]
    ties = [_tie(element, default, keys["edge"], file) for element in under(graph, "edge")]
    take_modes(nodes)
    return gather(
        nodes, ties, file=file, directed=agreed(ties, default == "directed"), notes=_notes(graph, default, file)
    )


def _notes(graph: Element, default: str, file: str) -> list[str]:
    notes = []
    if any(element.get("type", default) == "mutual" for element in under(graph, "edge")):
        notes.append(f"{file}: mutual ties are read as undirected ties.")
    if any("viz" in str(element.tag).rpartition("}")[0] for element in graph.iter()):
        notes.append(f"{file}: colours, sizes and positions were left out.")
    if under(graph, "spell"):
        notes.append(f"{file}: the periods (spells) of nodes and ties were left out.")
    return notes


def _keys(graph: Element, owner: str) -> dict[str, Key]:
    keys = {}
    for block in under(graph, "attributes"):
        if block.get("class") == owner:
            for element in under(block, "attribute"):
                default = next((text_of(part) for part in under(element, "default")), "")
                key = element.get("id", "")
                keys[key] = Key(element.get("title") or key, element.get("type", "string"), default)
    return keys


def _values(element: Element, keys: dict[str, Key], file: str) -> dict[str, Cell]:
    said = {}
    for block in element:
        if local(block) == "attvalues":
            # GEXF 1.0 and 1.1 name the attribute by id, later versions by for.
            said.update({part.get("for", part.get("id", "")): part.get("value", "").strip() for part in block})
    values: dict[str, Cell] = {name: element.get(name, "") for name in _TIMES if element.get(name)}
    for name, key in keys.items():
        value = typed(said.get(name, key.default), key.kind, file=file, name=key.name)
        if value is not None:
            values[key.name] = value
    return values


def _tie(element: Element, default: str, keys: dict[str, Key], file: str) -> Tie:
    attributes = _values(element, keys, file)
    if label := element.get("label", ""):
        attributes.setdefault("label", label)
    layer = element.get("kind") or str(take(attributes, LAYER_WORDS[:2], keys) or "")
    try:
        value = float(element.get("weight", "nan"))
    except ValueError as error:
        found = element.get("weight")
        raise fault(file, "the weight is not a number", "Write a number", column="weight", value=found) from error
    directed = element.get("type", default) == "directed"
    return Tie(element.get("source", ""), element.get("target", ""), layer, value, directed, attributes)


def write_gexf(tables: GraphTables) -> dict[str, bytes]:
    """Return a GEXF 1.3 file: the layer as ``kind``, the value as ``weight``, and attributes."""
    root = Element("gexf", {"xmlns": _NAMESPACE, "version": "1.3"})
    default = "undirected" if tables.directed is False else "directed"
    graph = SubElement(root, "graph", {"defaultedgetype": default, "mode": "static"})
    node_kinds = {**({"mode": NUMBER} if tables.is_two_mode else {}), **attribute_kinds(tables.nodes)}
    node_keys = _write_keys(graph, "node", node_kinds)
    tie_keys = _write_keys(graph, "edge", attribute_kinds(tables.ties))
    nodes = SubElement(graph, "nodes")
    for node in node_rows(tables):
        element = SubElement(nodes, "node", {"id": node.id, "label": node.label})
        mode: dict[str, Cell] = {} if node.mode is None else {"mode": float(node.mode)}
        _write_values(element, {**mode, **node.attributes}, node_keys)
    edges = SubElement(graph, "edges")
    for place, tie in enumerate(tie_rows(tables)):
        said = {"id": str(place), "source": tie.source, "target": tie.target}
        said["type"] = "directed" if tie.directed else "undirected"
        if not math.isnan(tie.value):
            said["weight"] = number_text(tie.value)
        if tie.layer:
            said["kind"] = tie.layer
        _write_values(SubElement(edges, "edge", said), tie.attributes, tie_keys)
    return {"network.gexf": xml_bytes(root)}


def _write_keys(graph: Element, owner: str, kinds: dict[str, str]) -> dict[str, str]:
    if not kinds:
        return {}
    block = SubElement(graph, "attributes", {"class": owner})
    keys = {}
    for place, (name, kind) in enumerate(kinds.items()):
        keys[name] = str(place)
        SubElement(block, "attribute", {"id": str(place), "title": name, "type": type_name(kind)})
    return keys


def _write_values(element: Element, values: dict[str, Cell], keys: dict[str, str]) -> None:
    if values:
        block = SubElement(element, "attvalues")
        for name, value in values.items():
            SubElement(block, "attvalue", {"for": keys[name], "value": written(value)})


FORMAT = Format(
    "gexf",
    "GEXF (Gephi)",
    (".gexf",),
    read_gexf,
    write_gexf,
    frozenset(CARRIES),
    reserved_nodes=("mode", "bipartite"),
    reserved_ties=("layer", "relation"),
)
