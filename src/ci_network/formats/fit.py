"""What a format cannot carry: taken out of the tables before they are written, and told in plain words."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ci_network.formats.adjacency import file_names
from ci_network.formats.format import Format
from ci_network.formats.sheets import plain_name
from ci_network.formats.tables import (
    Cell,
    GraphTables,
    Node,
    Tie,
    agreed,
    cell_text,
    free_name,
    gather,
    node_rows,
    some,
    tie_rows,
)


@dataclass(frozen=True)
class Fitted:
    """Tables that a format can carry whole, and what was lost on the way to them."""

    tables: GraphTables
    lost: tuple[str, ...]


@dataclass
class _Fitting:
    """Tables on their way into a format."""

    form: Format
    nodes: list[Node]
    ties: list[Tie]
    lost: list[str]

    def lacks(self, what: str) -> bool:
        return what not in self.form.carries


def fit(tables: GraphTables, form: Format) -> Fitted:
    """Return the tables as ``form`` can carry them, and a sentence for each thing that it cannot.

    Notes
    -----
    Nothing is lost in silence: where ``lost`` is empty, reading what ``form.write`` gives returns the same tables.
    """
    work = _Fitting(form, list(node_rows(tables)), list(tie_rows(tables)), [])
    _characters(work)
    _names(work)
    _attributes(work)
    _modes(work)
    _directions(work, said=tables.directed is not None)
    _values(work)
    if work.lacks("parallel ties"):
        _merge(work)
    _layers(work)
    if work.lacks("isolates"):
        tied = {end for tie in work.ties for end in (tie.source, tie.target)}
        alone = [node.id for node in work.nodes if node.id not in tied]
        if alone:
            work.lost.append(f"{len(alone)} nodes without ties are left out: {some(alone)}.")
        work.nodes = [node for node in work.nodes if node.id in tied]
    directed = agreed(work.ties, tables.directed)
    fitted = gather(work.nodes, work.ties, file=form.title, directed=directed, notes=tables.notes)
    return Fitted(fitted, tuple(dict.fromkeys(work.lost)))


def _characters(work: _Fitting) -> None:
    """Put other characters in the place of those that the format cannot hold."""
    anywhere, in_names = work.form.replaces, {**work.form.replaces, **work.form.replaces_in_names}
    if not in_names:
        return
    changed = []

    def changed_text(text: str, table: Mapping[str, str]) -> str:
        new = "".join(table.get(mark, mark) for mark in text)
        changed.extend([text] if new != text else [])
        return new

    ids = _different([changed_text(node.id, in_names) for node in work.nodes], fold=False)
    _rename(work, ids)
    for node in work.nodes:
        node.label = changed_text(node.label, in_names)
    for tie in work.ties:
        tie.layer = changed_text(tie.layer, anywhere)
    rows: list[Node | Tie] = [*work.nodes, *work.ties]
    for row in rows:
        row.attributes = {
            changed_text(name, anywhere): changed_text(cell, anywhere) if isinstance(cell, str) else cell
            for name, cell in row.attributes.items()
        }
    if changed:
        marks = ", ".join("line break" if mark == "\n" else mark for mark in in_names)
        count = len(set(changed))
        work.lost.append(
            f"Characters that it cannot hold ({marks}) are replaced in {count} texts: {some(set(changed), 3)}."
        )


def _names(work: _Fitting) -> None:
    """Leave one name a node where the format holds one: the label for reading, else the id."""
    fold = work.lacks("letter case")
    if work.lacks("ids"):
        labels = [node.label for node in work.nodes]
        keys = {label.casefold() if fold else label for label in labels}
        if any(node.id != node.label for node in work.nodes):
            whole = len(keys) == len(labels)
            kept = "label, and its id is lost" if whole else "id, and its label is lost, as some labels are the same"
            work.lost.append(f"A node has one name only: its {kept}.")
            if whole:
                _rename(work, labels)
    elif work.lacks("labels") and any(node.id != node.label for node in work.nodes):
        work.lost.append("Labels are lost; nodes keep their ids.")
    names = _different([node.id for node in work.nodes], fold=fold)
    if names != [node.id for node in work.nodes]:
        work.lost.append("Some names would be the same, so they get a number.")
        _rename(work, names)
    if work.lacks("ids") or work.lacks("labels"):
        for node in work.nodes:
            node.label = node.id


def _different(names: list[str], *, fold: bool) -> list[str]:
    taken: set[str] = set()
    different = []
    for name in names:
        free = free_name(name.casefold(), taken) if fold else free_name(name, taken)
        taken.add(free)
        different.append(name + free[len(name.casefold()) :] if fold else free)
    return different


def _rename(work: _Fitting, names: list[str]) -> None:
    new = {node.id: name for node, name in zip(work.nodes, names, strict=True)}
    for node in work.nodes:
        node.id = new[node.id]
    for tie in work.ties:
        tie.source, tie.target = new[tie.source], new[tie.target]


def _attributes(work: _Fitting) -> None:
    for what, rows, reserved in (
        ("node", work.nodes, work.form.reserved_nodes),
        ("tie", work.ties, work.form.reserved_ties),
    ):
        _drop_attributes(work, what, rows)
        _rename_attributes(work, rows, reserved)
        typed = dict.fromkeys(
            name for row in rows for name, cell in row.attributes.items() if not isinstance(cell, str)
        )
        numbers_too = what == "node" and not work.lacks("number attributes") and work.lacks("node attributes")
        if typed and work.lacks("typed attributes") and not numbers_too and set(typed) != {"answered"}:
            work.lost.append(f"Numbers and yes/no values of {what}s become text: {some(typed)}.")
            for row in rows:
                row.attributes = {name: cell_text(cell) for name, cell in row.attributes.items()}


def _drop_attributes(work: _Fitting, what: str, rows: list[Node] | list[Tie]) -> None:
    if not work.lacks(f"{what} attributes"):
        return
    by_name: dict[str, list[Cell]] = {}
    for row in rows:
        for name, cell in row.attributes.items():
            by_name.setdefault(name, []).append(cell)
    numbers = what == "node" and not work.lacks("number attributes")
    kept = {
        name
        for name, cells in by_name.items()
        if (numbers and all(isinstance(cell, float) and not isinstance(cell, bool) for cell in cells))
        or (name == "answered" and not work.lacks("who answered") and all(isinstance(cell, bool) for cell in cells))
    }
    if gone := [name for name in by_name if name not in kept]:
        work.lost.append(f"Attributes of {what}s are lost: {some(gone)}.")
    for row in rows:
        row.attributes = {name: cell for name, cell in row.attributes.items() if name in kept}


def _rename_attributes(work: _Fitting, rows: list[Node] | list[Tie], reserved: tuple[str, ...]) -> None:
    names = dict.fromkeys(name for row in rows for name in row.attributes)
    known = {plain_name(word) for word in reserved}
    new: dict[str, str] = {}
    for name in names:
        clash = plain_name(name) in known or not plain_name(name)
        new[name] = free_name(f"own {name}".strip(), {*names, *new.values()}) if clash else name
        if clash:
            work.lost.append(
                f"The attribute '{name}' is renamed '{new[name]}', as its name means something else there."
            )
    for row in rows:
        row.attributes = {new[name]: cell for name, cell in row.attributes.items()}


def _modes(work: _Fitting) -> None:
    modes = {node.id: node.mode for node in work.nodes if node.mode is not None}
    if not modes:
        return
    one_sided = len(set(modes.values())) < 2 and work.lacks("two-mode lists")
    if work.lacks("two-mode") or one_sided:
        work.lost.append("Which of the two kinds a node is (mode) is lost.")
        for node in work.nodes:
            node.mode = None
        return
    if not work.lacks("two-mode lists"):
        return
    across = [tie for tie in work.ties if modes[tie.source] != modes[tie.target]]
    if len(across) < len(work.ties):
        work.lost.append(f"{len(work.ties) - len(across)} ties between nodes of the same kind are left out.")
    if any(tie.directed for tie in across):
        work.lost.append("The direction of ties in a two-mode network is lost.")
    for tie in across:
        tie.directed = False
        if modes[tie.source]:
            tie.source, tie.target = tie.target, tie.source
    work.ties = across


def _directions(work: _Fitting, *, said: bool) -> None:
    directions = {tie.directed for tie in work.ties}
    if any(node.mode is not None for node in work.nodes) and work.lacks("two-mode lists"):
        return
    if directions == {True} and not said and not work.lacks("undirected"):
        work.lost.append("The source does not say whether ties have a direction; here they are written as directed.")
    if False not in directions or not (work.lacks("undirected") or (len(directions) == 2 and work.lacks("mixed"))):
        return
    count = sum(not tie.directed for tie in work.ties)
    work.lost.append(f"{count} undirected ties become two directed ones each, one in each direction.")
    both = []
    for tie in work.ties:
        both.append(replace(tie, directed=True))
        if not tie.directed and tie.source != tie.target:
            both.append(replace(tie, source=tie.target, target=tie.source, directed=True))
    work.ties = both


def _layers(work: _Fitting) -> None:
    layers = tuple(dict.fromkeys(tie.layer for tie in work.ties))
    if not work.lacks("layer names") or not any(layers):
        return
    names = {layers[0]: ""} if len(layers) == 1 else file_names(layers)
    if any(old != new for old, new in names.items()):
        work.lost.append(f"Layers are named by their files only: {some(name for name in layers if name)}.")
    for tie in work.ties:
        tie.layer = names[tie.layer]


def _values(work: _Fitting) -> None:
    if work.lacks("ties without a value"):
        blank = [tie for tie in work.ties if math.isnan(tie.value)]
        if blank:
            work.lost.append(f"{len(blank)} ties without a value get the value 1.")
        for tie in blank:
            tie.value = 1.0
    if work.lacks("ties of value 0"):
        kept = [tie for tie in work.ties if tie.value != 0]
        if len(kept) < len(work.ties):
            work.lost.append(f"{len(work.ties) - len(kept)} ties of value 0 are left out, as 0 is no tie there.")
        work.ties = kept


def _merge(work: _Fitting) -> None:
    """Keep of parallel ties the one of the highest value."""
    best: dict[tuple[str, str, str], Tie] = {}
    for tie in work.ties:
        key = (tie.source, tie.target, tie.layer)
        if key not in best or tie.value > best[key].value:
            best[key] = tie
    if len(best) < len(work.ties):
        count = len(work.ties) - len(best)
        work.lost.append(f"{count} parallel ties are left out; the highest value of each pair is kept.")
    work.ties = list(best.values())
