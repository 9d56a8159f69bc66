"""Pajek networks (.net) and project files (.paj), read."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ci_network.formats.encoding import Files, decode, only
from ci_network.formats.fault import checked_count, fault
from ci_network.formats.sheets import number
from ci_network.formats.tables import Cell, GraphTables, Node, Tie, agreed, clean, gather

_WORD: Final = re.compile(r'"([^"]*)"|(\S+)')
_SHAPES: Final = {"ellipse", "box", "diamond", "triangle", "cross", "empty", "house", "man", "woman"}
_LISTS: Final = {"*arcs": True, "*edges": False, "*arcslist": True, "*edgeslist": False}
_OTHER: Final = ("*permutation", "*cluster", "*hierarchy", "*events")
# Pajek's marks of a missing value, in partitions and in vectors.
_MISSING: Final = (9999998.0, 999999998.0)


@dataclass
class _Section:
    """One section: its keyword, the words after it, and the lines below, each with its number."""

    row: int
    word: str
    title: list[str]
    lines: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class _Network:
    """One network of a file: its vertices by number, and its ties between numbers."""

    name: str
    file: str
    count: int = 0
    first: int | None = None  # how many vertices are of the first mode
    labels: dict[int, str] = field(default_factory=dict)
    attributes: dict[int, dict[str, Cell]] = field(default_factory=dict)
    ties: list[tuple[int, int, Tie]] = field(default_factory=list)


def read_pajek(files: Files) -> GraphTables:
    """Return the network of a .net or .paj file.

    Vertices are named by their labels where these are all different, else by their numbers. ``*Arcs`` are directed,
    ``*Edges`` are not; several relations, or several networks, are layers. ``*Vertices n n1`` makes the network
    two-mode. Partitions and vectors become attributes that are numbers.
    """
    file, data = only(files, "Pajek")
    text, said = decode(data, file)
    notes = list(said)
    networks, values = _objects(_sections(text, file), file, notes)
    if not networks:
        raise fault(file, "there are no *Vertices in it", "Check that it is a Pajek network")
    several = len(networks) > 1
    if several:
        notes.append(f"{file}: its {len(networks)} networks are read as layers.")
    nodes: dict[str, Node] = {}
    ties: list[Tie] = []
    for network in networks:
        names = _names(network, notes)
        for place, name in names.items():
            node = nodes.setdefault(name, Node(name, network.labels.get(place, name), _mode(network, place)))
            node.attributes.update(network.attributes.get(place, {}))
            for title, numbers in values:
                if len(numbers) == network.count:
                    node.attributes.setdefault(title, numbers[place - 1])
        for source, target, tie in network.ties:
            tie.source, tie.target = names[source], names[target]
            tie.layer = " ".join(part for part in (network.name if several else "", tie.layer) if part)
            ties.append(tie)
    return gather(list(nodes.values()), ties, file=file, directed=agreed(ties), notes=notes)


def _sections(text: str, file: str) -> list[_Section]:
    sections: list[_Section] = []
    for row, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        line = line.strip()
        if line.startswith("*"):
            words = _words(line)
            sections.append(_Section(row, words[0].casefold(), words[1:]))
        elif line and not line.startswith("%"):
            if not sections:
                raise fault(file, "a line stands before the first section", "Begin with *Vertices", row=row, value=line)
            sections[-1].lines.append((row, line))
    return sections


def _objects(
    sections: list[_Section], file: str, notes: list[str]
) -> tuple[list[_Network], list[tuple[str, list[float]]]]:
    networks: list[_Network] = []
    values: list[tuple[str, list[float]]] = []
    name, inside = "", "*network"
    for section in sections:
        word = {"*vertice": "*vertices", "*arc": "*arcs", "*edge": "*edges"}.get(section.word, section.word)
        if word == "*network":
            name, inside = " ".join(section.title), word
        elif word in ("*partition", "*vector"):
            name, inside = " ".join(section.title) or word[1:], word
        elif word in _OTHER:
            inside = word
            notes.append(f"{file}: the {word[1:]} '{' '.join(section.title)}' was left out.")
        elif word == "*vertices" and inside in ("*partition", "*vector"):
            values.append((name, _numbers(section, file)))
        elif word == "*vertices" and inside == "*network":
            networks.append(_network(section, name, file))
        elif word in _LISTS or word == "*matrix":
            if not networks:
                raise fault(file, f"{word} stands before *Vertices", "Put *Vertices n first", row=section.row)
            _add_ties(networks[-1], section, word)
        elif word != "*vertices":
            notes.append(f"{file}: the section {word} was left out.")
    return networks, values


def _network(section: _Section, name: str, file: str) -> _Network:
    counts = [checked_count(int(word[:12]), file, section.row) for word in section.title if word.isdecimal()]
    if not counts:
        mend = "Write the number of vertices after *Vertices"
        raise fault(file, "it does not say how many vertices there are", mend, row=section.row)
    network = _Network(name, file, counts[0], counts[1] if len(counts) > 1 else None)
    for row, line in section.lines:
        words = _words(line)
        place = _vertex(network, words[0], row)
        if len(words) > 1:
            network.labels[place] = clean(words[1])
        network.attributes[place] = _parameters(words[2:], coordinates=True)
    return network


def _parameters(words: list[str], *, coordinates: bool = False) -> dict[str, Cell]:
    """Return what stands after a label or a tie's value: coordinates, a shape, and pairs of name and value."""
    found: dict[str, Cell] = {}
    rest = list(words)
    for axis in ("x", "y", "z") if coordinates else ():
        value = number(rest[0]) if rest else None
        if value is None or math.isnan(value):
            break
        found[axis] = value
        rest.pop(0)
    while rest:
        word = rest.pop(0)
        if word.startswith("["):
            found["interval"] = word
        elif word.casefold() in _SHAPES:
            found["shape"] = word
        elif rest:
            found["label" if word == "l" else word] = rest.pop(0)
    return found


def _add_ties(network: _Network, section: _Section, word: str) -> None:
    title = list(section.title)
    relation = title.pop(0)[1:] if title and title[0].startswith(":") else ""
    layer = " ".join(title).strip() or relation
    if word == "*matrix":
        _add_matrix(network, section, layer)
        return
    directed = _LISTS[word]
    for row, line in section.lines:
        words = _words(line)
        own = layer
        if re.fullmatch(r"\d+:", words[0]):  # a line may name its relation itself, as "2: 1 3"
            own = words.pop(0)[:-1]
        source = _vertex(network, words[0], row) if words else 0
        if len(words) < 2:
            raise fault(network.file, "a tie has one end only", "Write two vertex numbers", row=row, value=line)
        if word.endswith("list"):
            network.ties += [
                (source, _vertex(network, end, row), Tie("", "", own, math.nan, directed)) for end in words[1:]
            ]
            continue
        value = number(words[2]) if len(words) > 2 else None
        rest = _parameters(words[2 if value is None else 3 :])
        tie = Tie("", "", own, math.nan if value is None else value, directed, rest)
        network.ties.append((source, _vertex(network, words[1], row), tie))


def _add_matrix(network: _Network, section: _Section, layer: str) -> None:
    two_mode = network.first is not None
    rows = network.first if network.first is not None else network.count
    columns = network.count - rows if two_mode else network.count
    numbers = _numbers(section, network.file)
    if len(numbers) != rows * columns:
        what = f"the matrix has {len(numbers)} numbers instead of {rows} times {columns}"
        last = section.lines[-1][0] if section.lines else section.row
        raise fault(network.file, what, "Write a number for each pair", row=last)
    for place, value in enumerate(numbers):
        if value and not math.isnan(value):
            ends = place // columns + 1, place % columns + 1 + (rows if two_mode else 0)
            network.ties.append((*ends, Tie("", "", layer, value, not two_mode)))


def _numbers(section: _Section, file: str) -> list[float]:
    found = []
    for row, line in section.lines:
        for word in line.split():
            value = number(word)
            if value is None:
                raise fault(file, "it is not a number", "Write numbers only here", row=row, value=word)
            found.append(math.nan if value in _MISSING else value)
    return found


def _vertex(network: _Network, word: str, row: int) -> int:
    place = int(word[:12]) if word.isdecimal() else 0
    if not 1 <= place <= network.count:
        mend = "Mend the number, or the count after *Vertices"
        what = f"it is not the number of one of the {network.count} vertices"
        raise fault(network.file, what, mend, row=row, value=word)
    return place


def _names(network: _Network, notes: list[str]) -> dict[int, str]:
    """Return each vertex's name: its label where all labels are there and different, else its number."""
    places = range(1, network.count + 1)
    labels = [network.labels.get(place) or str(place) for place in places]
    if len(set(labels)) == len(labels):
        return dict(zip(places, labels, strict=True))
    notes.append(f"{network.file}: some vertices have the same label, so their numbers are their ids.")
    return {place: str(place) for place in places}


def _mode(network: _Network, place: int) -> int | None:
    return None if network.first is None else int(place > network.first)


def _words(line: str) -> list[str]:
    return list(_split(line))


def _split(line: str) -> Iterator[str]:
    for quoted, bare in _WORD.findall(line):
        yield bare or quoted
