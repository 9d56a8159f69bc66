"""GraphML: the format that most graph programs share."""

from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from ci_network.formats.encoding import Files, only
from ci_network.formats.format import CARRIES, Format
from ci_network.formats.tables import (
    NUMBER,
    TEXT,
    Cell,
    GraphTables,
    Node,
    Tie,
    agreed,
    attribute_kinds,
    gather,
    node_rows,
    take_modes,
    tie_rows,
)
from ci_network.formats.xmltext import parse_xml, text_of, type_name, typed, under, written, xml_bytes

_NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"
# The words by which programs name a node's label, a tie's relation and its value; the first is ours.
LABEL_WORDS: Final = ("label", "name", "nodegraphics")
LAYER_WORDS: Final = ("layer", "relation", "relationship", "kind", "type")
VALUE_WORDS: Final = ("weight", "value", "strength")


@dataclass(frozen=True)
class Key:
    """A declared attribute: its name, its type and the value of those that do not say."""

    name: str
    kind: str
    default: str


def read_graphml(files: Files) -> GraphTables:
    """Return the nodes and ties of a GraphML file; numbers and yes/no values as its keys declare them."""
    file, data = only(files, "GraphML")
    root = parse_xml(data, file, root="graphml")
    keys = {kind: _keys(root, kind) for kind in ("node", "edge")}
    nodes, ties, notes = [], [], []
    graphs = under(root, "graph")
    default = all(graph.get("edgedefault", "directed") == "directed" for graph in graphs)
    for element in under(root, "node"):
        attributes = _values(element, keys["node"], file)
        label = take(attributes, LABEL_WORDS, keys["node"])
        nodes.append(Node(element.get("id", ""), str(label or ""), None, attributes))
    for graph in graphs:
        layer = graph.get("id", "") if len(graphs) > 1 else ""
        for element in graph.findall("{*}edge"):
            ties.append(_tie(element, graph, keys["edge"], file))
            ties[-1].layer = ties[-1].layer or layer
    if left_out := len(under(root, "hyperedge")):
        notes.append(f"{left_out} hyperedges (ties of more than two ends) were left out.")
    take_modes(nodes)
    return gather(nodes, ties, file=file, directed=agreed(ties, default), notes=notes)


def _keys(root: Element, kind: str) -> dict[str, Key]:
    keys = {}
    for element in under(root, "key"):
        if element.get("for", "all") in (kind, "all"):
            yed = next((value for name, value in element.attrib.items() if name.endswith("yfiles.type")), "")
            key = element.get("id", "")
            default = next((text_of(part) for part in under(element, "default")), "")
            keys[key] = Key(element.get("attr.name") or yed or key, element.get("attr.type", "string"), default)
    return keys


def _values(element: Element, keys: dict[str, Key], file: str) -> dict[str, Cell]:
    said = {part.get("key", ""): text_of(part) for part in element.findall("{*}data")}
    unknown = {name: Key(name, "string", "") for name in said if name not in keys}
    values: dict[str, Cell] = {}
    for name, key in {**keys, **unknown}.items():
        value = typed(said.get(name, key.default), key.kind, file=file, name=key.name)
        if value is not None:
            values[key.name] = value
    return values


def _tie(element: Element, graph: Element, keys: dict[str, Key], file: str) -> Tie:
    attributes = _values(element, keys, file)
    layer = take(attributes, LAYER_WORDS, keys)
    value = take_value(attributes, keys)
    says = element.get("directed", "true" if graph.get("edgedefault", "directed") == "directed" else "false")
    ends = element.get("source", ""), element.get("target", "")
    return Tie(*ends, str(layer or ""), value, says == "true", attributes)


def take(attributes: dict[str, Cell], words: tuple[str, ...], keys: dict[str, Key]) -> Cell:
    """Take out the attribute that the file declares under the first of ``words``, case aside."""
    declared = {key.name.casefold(): key.name for key in keys.values()}
    found = next((declared[word] for word in words if word in declared), None)
    return attributes.pop(found, None) if found is not None else None


def take_value(attributes: dict[str, Cell], keys: dict[str, Key]) -> float:
    """Take out the number that is a tie's value; NaN where it has none. A text stays an attribute."""
    numbers = {name: key for name, key in keys.items() if key.kind.casefold() not in ("string", "boolean")}
    value = take(attributes, VALUE_WORDS, numbers)
    return float(value) if isinstance(value, float) else float("nan")


def write_graphml(tables: GraphTables) -> dict[str, bytes]:
    """Return a GraphML file: ``label`` and ``mode`` of nodes, ``layer`` and ``weight`` of ties, and attributes."""
    root = Element("graphml", {"xmlns": _NAMESPACE})
    node_kinds = {"label": TEXT, **({"mode": NUMBER} if tables.is_two_mode else {}), **attribute_kinds(tables.nodes)}
    tie_kinds = {"layer": TEXT, "weight": NUMBER, **attribute_kinds(tables.ties)}
    node_keys = _write_keys(root, "node", node_kinds)
    tie_keys = _write_keys(root, "edge", tie_kinds)
    undirected = tables.directed is False
    graph = SubElement(root, "graph", {"edgedefault": "undirected" if undirected else "directed"})
    for node in node_rows(tables):
        element = SubElement(graph, "node", {"id": node.id})
        mode = {} if node.mode is None else {"mode": float(node.mode)}
        _write_values(element, {"label": node.label, **mode, **node.attributes}, node_keys)
    for tie in tie_rows(tables):
        element = SubElement(graph, "edge", {"source": tie.source, "target": tie.target})
        if tie.directed == undirected:
            element.set("directed", "true" if tie.directed else "false")
        value = {} if tie.value != tie.value else {"weight": tie.value}
        _write_values(element, {"layer": tie.layer, **value, **tie.attributes}, tie_keys)
    return {"network.graphml": xml_bytes(root)}


def _write_keys(root: Element, owner: str, kinds: dict[str, str]) -> dict[str, str]:
    keys = {}
    for place, (name, kind) in enumerate(kinds.items()):
        keys[name] = f"{owner[0]}{place}"
        said = {"id": keys[name], "for": owner, "attr.name": name, "attr.type": type_name(kind)}
        SubElement(root, "key", said)
    return keys


def _write_values(element: Element, values: dict[str, Cell], keys: dict[str, str]) -> None:
    for name, value in values.items():
        if value != "":
            SubElement(element, "data", {"key": keys[name]}).text = written(value)


FORMAT = Format(
    "graphml",
    "GraphML",
    (".graphml", ".xml"),
    read_graphml,
    write_graphml,
    frozenset(CARRIES),
    reserved_nodes=("label", "mode", "bipartite"),
    reserved_ties=("layer", "weight"),
)
