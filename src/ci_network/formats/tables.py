"""What every format reads into and writes from: a table of nodes and a table of ties."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from ci_network.formats.fault import fault

NODE_COLUMNS: Final = ("id", "label", "mode")
TIE_COLUMNS: Final = ("source", "target", "layer", "value", "directed")
TEXT, NUMBER, BOOLEAN = "text", "number", "boolean"
Cell = str | float | bool | None

# Characters that neither XML nor a workbook can hold; they reach a file only by accident.
_CONTROL: Final = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class GraphTables:
    """A network as two tables.

    Parameters
    ----------
    nodes
        ``id`` (unique text), ``label`` (the id where the file has none), ``mode`` (0 or 1) only where the network is
        two-mode, then one column for each attribute: text ("" when blank), float (NaN) or boolean (``<NA>``).
    ties
        ``source``, ``target``, ``layer`` (the relation's name, "" when it has none), ``value`` (NaN when the file
        carries none), ``directed``, then attributes. Parallel ties stay apart; an undirected tie stands once.
    directed
        True or False where that holds for every tie; ``None`` where ties differ or the file does not say.
    notes
        What a reader decided or left out, in plain sentences.
    """

    nodes: pd.DataFrame
    ties: pd.DataFrame
    directed: bool | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_two_mode(self) -> bool:
        """Whether the nodes are of two kinds, such as members and events."""
        return "mode" in self.nodes.columns

    @property
    def layers(self) -> tuple[str, ...]:
        """The names of the relations, in the order in which they first appear."""
        return tuple(dict.fromkeys(self.ties["layer"]))


@dataclass(slots=True)
class Node:
    """One node on its way in or out; ``mode`` is None in a one-mode network."""

    id: str
    label: str = ""
    mode: int | None = None
    attributes: dict[str, Cell] = field(default_factory=dict)


@dataclass(slots=True)
class Tie:
    """One tie on its way in or out."""

    source: str
    target: str
    layer: str = ""
    value: float = math.nan
    directed: bool = True
    attributes: dict[str, Cell] = field(default_factory=dict)


def clean(text: object) -> str:
    """Return text without outer white space and control characters, its line ends written one way."""
    plain = str(text)
    if plain.isalnum() and plain.isascii():
        return plain  # most cells of a large table
    plain = plain.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", plain).strip()


def free_name(name: str, taken: Iterable[str]) -> str:
    """Return ``name``, or ``name_2``, ``name_3`` and so on where it is taken."""
    known, count, free = set(taken), 1, name
    while free in known:
        count += 1
        free = f"{name}_{count}"
    return free


def number_text(value: float) -> str:
    """Return a number as the shortest text that reads back as the same number."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def cell_text(cell: Cell) -> str:
    """Return a cell as text: blank where it is missing, whole numbers without a point."""
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return number_text(cell) if isinstance(cell, float) else str(cell)


def agreed(ties: Iterable[Tie], default: bool | None = None) -> bool | None:
    """Return whether all ties are directed, or none is; ``None`` where they differ, ``default`` without ties."""
    found = {tie.directed for tie in ties}
    return found.pop() if len(found) == 1 else (None if found else default)


def gather(
    nodes: list[Node], ties: list[Tie], *, file: str, directed: bool | None = None, notes: Iterable[str] = ()
) -> GraphTables:
    """Return the tables of nodes and ties; an end that no node stands for becomes a node, with a note.

    Raises
    ------
    StudyError
        When a node or an end of a tie has no name, or two nodes have the same one.
    """
    said = list(notes)
    said += _clean_names(nodes, ties, file) + _finite(nodes, ties)
    known = {node.id for node in nodes}
    two_mode = any(node.mode is not None for node in nodes)
    ends = dict.fromkeys(end for tie in ties for end in (tie.source, tie.target))
    new = [end for end in ends if end not in known]
    if new and nodes:
        said.append(f"{len(new)} ends of ties are not in the list of nodes and were added: {some(new)}.")
    every = nodes + [Node(end, end) for end in new]
    node_frame = pd.DataFrame({"id": _texts(n.id for n in every), "label": _texts(n.label or n.id for n in every)})
    if two_mode:
        node_frame["mode"] = [node.mode or 0 for node in every]
    tie_frame = pd.DataFrame(
        {
            "source": _texts(tie.source for tie in ties),
            "target": _texts(tie.target for tie in ties),
            "layer": _texts(tie.layer for tie in ties),
            "value": pd.Series([tie.value for tie in ties], dtype=float),
            "directed": pd.Series([tie.directed for tie in ties], dtype=bool),
        }
    )
    said += _add_attributes(node_frame, [node.attributes for node in every], NODE_COLUMNS)
    said += _add_attributes(tie_frame, [tie.attributes for tie in ties], TIE_COLUMNS)
    return GraphTables(node_frame, tie_frame, directed, tuple(dict.fromkeys(said)))


def node_rows(tables: GraphTables) -> Iterator[Node]:
    """Give the nodes one by one; blank attributes are left out."""
    modes: Iterable[int | None] = tables.nodes["mode"] if tables.is_two_mode else [None] * len(tables.nodes)
    rows = zip(tables.nodes["id"], tables.nodes["label"], modes, _attributes(tables.nodes, NODE_COLUMNS), strict=True)
    for name, label, mode, attributes in rows:
        yield Node(name, label, None if mode is None else int(mode), attributes)


def tie_rows(tables: GraphTables) -> Iterator[Tie]:
    """Give the ties one by one; blank attributes are left out."""
    columns = [tables.ties[name] for name in TIE_COLUMNS]
    for source, target, layer, value, directed, attributes in zip(
        *columns, _attributes(tables.ties, TIE_COLUMNS), strict=True
    ):
        yield Tie(source, target, layer, float(value), bool(directed), attributes)


def attribute_kinds(frame: pd.DataFrame) -> dict[str, str]:
    """Return text, number or boolean for each attribute column of a table of nodes or ties."""
    core = NODE_COLUMNS if "id" in frame.columns and "source" not in frame.columns else TIE_COLUMNS
    kinds = {}
    for name in frame.columns:
        if name not in core:
            boolean = pd.api.types.is_bool_dtype(frame[name])
            number = pd.api.types.is_numeric_dtype(frame[name])
            kinds[str(name)] = BOOLEAN if boolean else NUMBER if number else TEXT
    return kinds


def take_modes(nodes: list[Node]) -> None:
    """Turn an attribute ``mode`` or ``bipartite`` that is 0 or 1 on every node into the node's mode."""
    for name in ("mode", "bipartite"):
        found = [cell_text(node.attributes.get(name)) for node in nodes]
        if found and set(found) <= {"0", "1"}:
            for node, mode in zip(nodes, found, strict=True):
                node.mode = int(mode)
                del node.attributes[name]
            return


def some(names: Iterable[object], most: int = 5) -> str:
    """Return the first few names for a sentence."""
    every = [str(name) for name in names]
    return ", ".join(every[:most]) + (" and others" if len(every) > most else "")


def _clean_names(nodes: list[Node], ties: list[Tie], file: str) -> list[str]:
    given = [name for node in nodes for name in (node.id, node.label)]
    given += [name for tie in ties for name in (tie.source, tie.target, tie.layer)]
    dirty = {name for name in given if _CONTROL.search(name.replace("\r", "\n"))}
    for node in nodes:
        node.id, node.label = clean(node.id), clean(node.label)
    for tie in ties:
        tie.source, tie.target, tie.layer = clean(tie.source), clean(tie.target), clean(tie.layer)
    seen: set[str] = set()
    for node in nodes:
        if not node.id:
            raise fault(file, "a node has no name", "Give every node an id or a label")
        if node.id in seen:
            raise fault(file, "two nodes have the same id", "Give each node an id of its own", value=node.id)
        seen.add(node.id)
    for place, tie in enumerate(ties, start=1):
        if not tie.source or not tie.target:
            raise fault(file, f"tie {place} has an end without a name", "Name both ends, or remove the tie")
    return [f"Control characters were taken out of {len(dirty)} names: {some(map(clean, dirty))}."] if dirty else []


def _finite(nodes: list[Node], ties: list[Tie]) -> list[str]:
    """Turn infinite numbers, which most formats cannot hold, into missing ones."""
    count = 0
    for tie in ties:
        if math.isinf(tie.value):
            tie.value, count = math.nan, count + 1
    rows: list[Node | Tie] = [*nodes, *ties]
    for row in rows:
        for name, cell in row.attributes.items():
            if isinstance(cell, float) and math.isinf(cell):
                row.attributes[name] = None
                count += 1
    return [f"{count} numbers that are infinite are read as missing."] if count else []


def _add_attributes(frame: pd.DataFrame, rows: list[dict[str, Cell]], core: tuple[str, ...]) -> list[str]:
    notes, taken = [], {*core, *frame.columns}
    for name in dict.fromkeys(key for row in rows for key in row):
        column = free_name(clean(name) or "unnamed", taken)
        if column != name:
            notes.append(f"The attribute '{clean(name)}' is kept as '{column}'.")
        taken.add(column)
        frame[column] = _typed([row.get(name) for row in rows])
    return notes


def _typed(cells: list[Cell]) -> pd.Series:
    filled = [cell for cell in cells if cell is not None and cell != "" and cell == cell]
    if filled and all(isinstance(cell, bool) for cell in filled):
        return pd.Series([cell if isinstance(cell, bool) else None for cell in cells], dtype="boolean")
    if filled and all(isinstance(cell, float) for cell in filled):
        return pd.Series([cell if isinstance(cell, float) else math.nan for cell in cells], dtype=float)
    return _texts(clean(cell_text(cell)) for cell in cells)


def _texts(values: Iterable[str]) -> pd.Series:
    return pd.Series(list(values), dtype=str)


def _attributes(frame: pd.DataFrame, core: tuple[str, ...]) -> Iterator[dict[str, Cell]]:
    names = [str(name) for name in frame.columns if name not in core]
    columns = [[None if pd.isna(cell) or cell == "" else cell for cell in frame[name].astype(object)] for name in names]
    for row in range(len(frame)):
        yield {name: column[row] for name, column in zip(names, columns, strict=True) if column[row] is not None}
