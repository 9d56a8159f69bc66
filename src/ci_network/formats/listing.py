"""Lists of nodes and ties, whatever their columns are called, as a network and back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ci_network.formats.fault import fault
from ci_network.formats.sheets import Sheet, number, place_of, plain_name
from ci_network.formats.tables import (
    Cell,
    GraphTables,
    Node,
    Tie,
    agreed,
    cell_text,
    gather,
    node_rows,
    some,
    take_modes,
    tie_rows,
)

SOURCE: Final = ("source", "from", "vertex1", "sender", "ego", "sourceid", "respondent")
TARGET: Final = ("target", "to", "vertex2", "receiver", "alter", "targetid", "partner")
NODE_ID: Final = ("id", "nodeid", "idnode", "vertex", "node", "key")
LABEL: Final = ("label", "name")
LAYER: Final = ("layer", "kind", "relation", "relationship", "nettype", "type")
VALUE: Final = ("weight", "value", "edgeweight", "strength", "count")
_DIRECTIONS: Final = {"directed": True, "undirected": False, "mutual": False, "mixed": True}
_TRUTH: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True)
class Reading:
    """How a format's lists are read.

    Parameters
    ----------
    label
        The words for a node's label; the default finds ``label`` or ``name``.
    layer, value
        The words for a tie's layer and value, the most telling first.
    bars
        A target cell may name several nodes, joined by ``|`` (Kumu).
    undirected
        A file that does not say is read as undirected (Kumu), else as from source to target.
    """

    label: tuple[str, ...] = LABEL
    layer: tuple[str, ...] = LAYER
    value: tuple[str, ...] = VALUE
    bars: bool = False
    undirected: bool = False


@dataclass
class _Columns:
    """Where the columns of a list of ties stand, and how each tie's direction is told."""

    source: int
    target: int
    layer: int | None
    value: int | None
    direction: int | None
    told: dict[str, bool] = field(default_factory=dict)


def is_tie_list(header: Sequence[str]) -> bool:
    """Return whether a header has a column for each end of a tie."""
    return place_of(header, SOURCE) is not None and place_of(header, TARGET) is not None


def is_node_list(header: Sequence[str]) -> bool:
    """Return whether a header has a column that names nodes, and none for the ends of ties."""
    return place_of(header, NODE_ID + LABEL) is not None and not is_tie_list(header)


def read_lists(sheets: Sequence[Sheet], reading: Reading, *, file: str) -> GraphTables:
    """Return the network of lists of nodes and lists of ties.

    Where there are several lists of ties and none names its layer, each list is a layer by its own name. Ids that
    start again within each group of another column (interviews, say) are joined to it as ``group/id``.
    """
    tie_sheets = [sheet for sheet in sheets if is_tie_list(sheet.header)]
    node_sheets = [sheet for sheet in sheets if is_node_list(sheet.header)]
    if not tie_sheets and not node_sheets:
        header = ", ".join(sheets[0].header) if sheets else ""
        mend = "Name the columns of its ends Source and Target, or From and To"
        raise fault(file, "no list of ties is in it", mend, row=1, value=header)
    group = _restarting(node_sheets, tie_sheets)
    nodes = [node for sheet in node_sheets for node in _nodes(sheet, reading, group)]
    ties, notes = [], [note for sheet in sheets for note in sheet.notes]
    if group:
        notes.append(f"Ids start again within each '{group}', so it is part of them: {some(n.id for n in nodes[:2])}.")
    told = False
    for sheet in tie_sheets:
        columns, said = _columns(sheet, reading)
        told = told or columns.direction is not None
        notes += said
        layer = sheet.name if len(tie_sheets) > 1 and columns.layer is None else ""
        ties += _ties(sheet, columns, reading, layer=layer, group=group)
        if again := len(sheet.rows) - len({cells for _, cells in sheet.rows}):
            notes.append(f"{sheet.file}: {again} rows repeat an earlier row word for word; they are kept.")
    _name_ends_by_id(nodes, ties)
    take_modes(nodes)
    return gather(nodes, ties, file=file, directed=agreed(ties) if told else None, notes=notes)


def _nodes(sheet: Sheet, reading: Reading, group: str) -> list[Node]:
    label = place_of(sheet.header, reading.label)
    key = place_of(sheet.header, NODE_ID)
    key = label if key is None else key
    of_group = place_of(sheet.header, (plain_name(group),)) if group else None
    nodes = []
    for row, cells in sheet.rows:
        name = cell_text(cells[key]) if key is not None else ""
        name = name or (cell_text(cells[label]) if label is not None else "")
        if not name:
            raise fault(sheet.file, "a node has no name", "Give it an id or a label", row=row)
        if of_group is not None:
            name = f"{cell_text(cells[of_group])}/{name}"
        attributes = _rest(sheet, cells, {key, label})
        nodes.append(Node(name, cell_text(cells[label]) if label is not None else "", None, attributes))
    return nodes


def _ties(sheet: Sheet, columns: _Columns, reading: Reading, *, layer: str, group: str) -> list[Tie]:
    used = {columns.source, columns.target, columns.layer, columns.value, columns.direction}
    of_group = place_of(sheet.header, (plain_name(group),)) if group else None
    ties = []
    for row, cells in sheet.rows:
        ends = cell_text(cells[columns.source]), cell_text(cells[columns.target])
        for what, end in zip(("first", "second"), ends, strict=True):
            if not end:
                raise fault(sheet.file, f"the {what} end of a tie is blank", "Name it, or remove the row", row=row)
        own = cell_text(cells[columns.layer]) if columns.layer is not None else layer
        value = float("nan") if columns.value is None else _value(sheet, row, cells[columns.value])
        directed = not reading.undirected
        if columns.direction is not None:
            directed = columns.told.get(cell_text(cells[columns.direction]).casefold(), directed)
        start = f"{cell_text(cells[of_group])}/" if of_group is not None else ""
        targets = [part.strip() for part in ends[1].split("|") if part.strip()] if reading.bars else [ends[1]]
        ties += [
            Tie(start + ends[0], start + target, own, value, directed, _rest(sheet, cells, used)) for target in targets
        ]
    return ties


def _columns(sheet: Sheet, reading: Reading) -> tuple[_Columns, list[str]]:
    header, notes = sheet.header, []
    source, target = place_of(header, SOURCE), place_of(header, TARGET)
    value = place_of(header, reading.value)
    if value is not None and sheet.rows and not any(_is_number(sheet, cells[value]) for _, cells in sheet.rows):
        notes.append(f"{sheet.file}: '{header[value]}' holds no numbers, so it is kept as text.")
        value = None
    direction, told = _direction(sheet)
    if direction is None:
        way = "undirected" if reading.undirected else f"from '{header[source or 0]}' to '{header[target or 0]}'"
        notes.append(f"{sheet.file}: it does not say whether ties have a direction; they are read as {way}.")
    elif any(cell_text(cells[direction]).casefold() == "mutual" for _, cells in sheet.rows):
        notes.append(f"{sheet.file}: mutual ties are read as undirected ties.")
    words = [word for word in reading.layer if place_of(header, (word,)) not in (None, direction)]
    return _Columns(source or 0, target or 0, place_of(header, words), value, direction, told), notes


def _direction(sheet: Sheet) -> tuple[int | None, dict[str, bool]]:
    """Return the column that tells the direction, and what its words mean; one of other words is none."""
    opposite = {word: not truth for word, truth in _TRUTH.items()}
    for name, told in (
        ("directed", _TRUTH),
        ("direction", _DIRECTIONS),
        ("type", _DIRECTIONS),
        ("bidirectional", opposite),
        ("undirected", opposite),
    ):
        place = place_of(sheet.header, (name,))
        if place is not None:
            found = {cell_text(cells[place]).casefold() for _, cells in sheet.rows} - {""}
            if found <= set(told) and (found or name in ("directed", "direction")):
                return place, told
    return None, {}


def _is_number(sheet: Sheet, cell: Cell) -> bool:
    return number(cell, decimal_comma=sheet.decimal_comma) is not None


def _value(sheet: Sheet, row: int, cell: Cell) -> float:
    found = number(cell, decimal_comma=sheet.decimal_comma)
    if found is None:
        raise fault(
            sheet.file, "the value of a tie is not a number", "Write a number, or leave it blank", row=row, value=cell
        )
    return found


def _restarting(nodes: list[Sheet], ties: list[Sheet]) -> str:
    """Return the column within which ids start again: in every list, and with it the ids of nodes are unique."""
    if len(nodes) != 1:
        return ""
    sheet = nodes[0]
    key = place_of(sheet.header, NODE_ID)
    if key is None or len({cells[key] for _, cells in sheet.rows}) == len(sheet.rows):
        return ""
    for place, name in enumerate(sheet.header):
        shared = all(place_of(other.header, (plain_name(name),)) is not None for other in ties)
        if place != key and shared and len({(c[place], c[key]) for _, c in sheet.rows}) == len(sheet.rows):
            return name
    return ""


def _name_ends_by_id(nodes: list[Node], ties: list[Tie]) -> None:
    """Let an end that is no node's id stand for the one node that has it as label."""
    ids = {node.id for node in nodes}
    labels: dict[str, list[str]] = {}
    for node in nodes:
        labels.setdefault(node.label, []).append(node.id)
    one = {label: names[0] for label, names in labels.items() if len(names) == 1 and label not in ids}
    for tie in ties:
        tie.source = one.get(tie.source, tie.source)
        tie.target = one.get(tie.target, tie.target)


def _rest(sheet: Sheet, cells: Sequence[Cell], used: set[int | None]) -> dict[str, Cell]:
    return {name or f"column {place + 1}": cells[place] for place, name in enumerate(sheet.header) if place not in used}


def node_list(tables: GraphTables, header: Sequence[str]) -> list[list[Cell]]:
    """Return the nodes as rows under ``header``, whose first two names are those of id and label."""
    names = [str(name) for name in tables.nodes.columns if name not in ("id", "label")]
    rows: list[list[Cell]] = [[*header, *names]]
    for node in node_rows(tables):
        known: dict[str, Cell] = {"mode": None if node.mode is None else float(node.mode), **node.attributes}
        rows.append([node.id, node.label, *(known.get(name) for name in names)])
    return rows


def tie_list(tables: GraphTables, header: Sequence[str], *, words: tuple[Cell, Cell]) -> list[list[Cell]]:
    """Return the ties as rows under ``header`` (source, target, layer, value, direction).

    ``words`` say that a tie is directed, and that it is not.
    """
    names = [str(name) for name in tables.ties.columns[5:]]
    rows: list[list[Cell]] = [[*header, *names]]
    for tie in tie_rows(tables):
        direction = words[0] if tie.directed else words[1]
        core: list[Cell] = [tie.source, tie.target, tie.layer, tie.value, direction]
        rows.append([*core, *(tie.attributes.get(name) for name in names)])
    return rows
