"""VNA, the text format of NetDraw: sections of node data, node properties and tie data."""

import math
import re
from typing import Final

from ci_network.formats.encoding import Files, decode, only
from ci_network.formats.fault import fault
from ci_network.formats.format import Format
from ci_network.formats.sheets import number
from ci_network.formats.tables import Cell, GraphTables, Node, Tie, gather, node_rows, number_text, take_modes, tie_rows

_WORD: Final = re.compile(r'"([^"]*)"|([^\s,"]+)')
# What a relation without a name is called in the file.
_NAMELESS: Final = "strength"
_LABELS: Final = ("label", "labeltext", "shortlabel")
Line = tuple[int, list[str]]


def read_vna(files: Files) -> GraphTables:
    """Return the nodes and ties; each column of numbers in the tie data is a layer, in which 0 is no tie.

    NetDraw does not say whether ties have a direction: they are read as from the first name to the second.
    """
    file, data = only(files, "VNA")
    text, said = decode(data, file)
    notes = list(said)
    nodes: dict[str, Node] = {}
    ties: list[Tie] = []
    for title, lines in _sections(text, file):
        if title == "nodedata":
            for name, cells in _by_header(lines, file):
                nodes.setdefault(name, Node(name)).attributes.update(cells)
        elif title == "nodeproperties":
            for name, cells in _by_header(lines, file):
                node = nodes.setdefault(name, Node(name))
                node.label = next((str(cells[word]) for word in _LABELS if cells.get(word)), "")
            notes.append(f"{file}: of the node properties only the labels were read.")
        elif title == "tiedata":
            ties += _ties(lines, file)
        else:
            notes.append(f"{file}: the section '*{title}' was left out.")
    for node in nodes.values():
        node.label = str(node.attributes.pop("label", "") or node.label)
    notes.append(f"{file}: VNA does not say whether ties have a direction; they are read as from first to second.")
    every = list(nodes.values())
    take_modes(every)
    return gather(every, ties, file=file, directed=None, notes=notes)


def _sections(text: str, file: str) -> list[tuple[str, list[Line]]]:
    sections: list[tuple[str, list[Line]]] = []
    for row, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if line.startswith("*"):
            sections.append((re.sub(r"[\W_]", "", line).casefold(), []))
        elif line.strip():
            if not sections:
                raise fault(
                    file, "a line stands before the first section", "Begin with *Node data or *Tie data", row=row
                )
            if line.count('"') % 2:
                raise fault(file, "a quotation mark is not closed", "Close it in the same line", row=row, value=line)
            sections[-1][1].append((row, [quoted or bare for quoted, bare in _WORD.findall(line)]))
    return sections


def _by_header(lines: list[Line], file: str) -> list[tuple[str, dict[str, Cell]]]:
    if not lines:
        return []
    header = lines[0][1]
    found = []
    for row, words in lines[1:]:
        if len(words) > len(header):
            mend = "Put names with spaces in quotation marks"
            raise fault(file, f"the row has more words than the header's {len(header)}", mend, row=row, value=words[-1])
        cells: dict[str, Cell] = dict(zip(header[1:], words[1:], strict=False))
        found.append((words[0].strip(), {_known(name): cell for name, cell in cells.items()}))
    return found


def _known(name: str) -> str:
    return name.casefold() if name.casefold() in (*_LABELS, "mode") else name


def _ties(lines: list[Line], file: str) -> list[Tie]:
    if not lines:
        return []
    header, rows = [name.strip() for name in lines[0][1]], lines[1:]
    if [name.casefold() for name in header[:2]] != ["from", "to"]:
        what = "the tie data do not begin with from and to"
        raise fault(file, what, "Name the first two columns so", row=lines[0][0])
    for row, words in rows:
        if not 2 <= len(words) <= len(header):
            what = f"the row has {len(words)} words under {len(header)} headers"
            raise fault(file, what, "Put names with spaces in quotation marks", row=row, value=" ".join(words))
    layers = _layer_columns(header, rows)
    return [tie for _, words in rows for tie in _row_ties(words, header, layers)]


def _layer_columns(header: list[str], rows: list[Line]) -> dict[int, str]:
    """Return the columns that hold numbers only, with the layer that each is."""
    numeric = [
        place
        for place in range(2, len(header))
        if all(number(words[place]) is not None for _, words in rows if place < len(words))
    ]
    alone = len(numeric) == 1 and header[numeric[0]].casefold() in ("weight", "value")
    return {place: "" if alone or header[place].casefold() == _NAMELESS else header[place] for place in numeric}


def _row_ties(words: list[str], header: list[str], layers: dict[int, str]) -> list[Tie]:
    attributes: dict[str, Cell] = {header[place]: words[place] for place in range(2, len(words)) if place not in layers}
    if not layers:
        return [Tie(words[0], words[1], attributes=attributes)]
    values = {layer: number(words[place]) or 0.0 for place, layer in layers.items() if place < len(words)}
    return [
        Tie(words[0], words[1], layer, value, True, dict(attributes))
        for layer, value in values.items()
        if value and not math.isnan(value)
    ]


def write_vna(tables: GraphTables) -> dict[str, bytes]:
    """Return a VNA file: node data with labels and attributes, and a column of tie data for each layer."""
    names = [str(name) for name in tables.nodes.columns if name not in ("id", "label")]
    lines = ["*Node data", " ".join(map(_quoted, ["ID", "label", *names]))]
    for node in node_rows(tables):
        known: dict[str, Cell] = {"mode": None if node.mode is None else str(node.mode), **node.attributes}
        cells = [node.id, node.label, *(str(known.get(name) or "") for name in names)]
        lines.append(" ".join(map(_quoted, cells)))
    layers = tables.layers or ("",)
    pairs: dict[tuple[str, str], dict[str, float]] = {}
    for tie in tie_rows(tables):
        pairs.setdefault((tie.source, tie.target), {})[tie.layer] = tie.value
    lines += ["*Tie data", " ".join(map(_quoted, ["from", "to", *(layer or _NAMELESS for layer in layers)]))]
    for (source, target), values in pairs.items():
        numbers = [number_text(values.get(layer, 0.0)) for layer in layers]
        lines.append(" ".join([_quoted(source), _quoted(target), *numbers]))
    return {"network.vna": ("\n".join(lines) + "\n").encode("utf-8")}


def _quoted(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z0-9_.]+", text) else f'"{text}"'


FORMAT = Format(
    "vna",
    "VNA (NetDraw)",
    (".vna",),
    read_vna,
    write_vna,
    frozenset(
        {
            "ids",
            "labels",
            "isolates",
            "node attributes",
            "two-mode",
            "two-mode lists",
            "directed",
            "several layers",
            "layer names",
            "letter case",
        }
    ),
    replaces={'"': "'", "\n": " "},
    reserved_nodes=("id", *_LABELS, "mode", "bipartite"),
)
