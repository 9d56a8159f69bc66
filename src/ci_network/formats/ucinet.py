"""UCINET's DL, read: matrices and lists, labels listed or embedded, several matrices, two-mode."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from ci_network.formats.adjacency import Matrix, matrix_tables
from ci_network.formats.encoding import Files, decode, only
from ci_network.formats.fault import fault
from ci_network.formats.sheets import number
from ci_network.formats.tables import GraphTables, Node, Tie, clean, free_name, gather
from ci_network.formats.ucinet_head import Head, read_head, words

_HALVES: Final = ("upperhalf", "lowerhalf")


@dataclass
class _Names:
    """The labels of the rows or the columns; a name is found again whatever its case, as UCINET does."""

    file: str
    count: int
    labels: list[str]
    grows: bool

    def __post_init__(self) -> None:
        """Remember each label by its lower case."""
        self.known = {label.casefold(): label for label in self.labels}

    def find(self, word: str, row: int) -> str:
        """Return the label that a word stands for: a place, or a label of any case."""
        if self.grows:
            label = clean(word)
            if label.casefold() not in self.known:
                self.known[label.casefold()] = label
                self.labels.append(label)
            return self.known[label.casefold()]
        place = int(word[:12]) if word.isdecimal() else 0
        if not 1 <= place <= self.count:
            mend = "Mend the number, or write 'labels embedded' in the head"
            raise fault(self.file, f"it is not a number from 1 to {self.count}", mend, row=row, value=word)
        return self.labels[place - 1]


def read_dl(files: Files) -> GraphTables:
    """Return the network of a DL file.

    Formats: fullmatrix, lowerhalf, upperhalf, edgelist1, edgelist2, nodelist1, nodelist2. A half matrix is undirected;
    any other is read from row to column. ``nr`` and ``nc``, and the formats that end in 2, make a two-mode network.
    """
    file, data = only(files, "DL")
    text, said = decode(data, file)
    head = read_head(text, file)
    form = head.form
    if form in ("fullmatrix", *_HALVES):
        return _read_matrices(head, notes=said)
    if form in ("edgelist1", "edgelist2", "nodelist1", "nodelist2"):
        return _read_lists(head, notes=said)
    mend = "Export it as fullmatrix, edgelist1 or nodelist1"
    raise fault(file, "this DL format is not read", mend, column="format", value=form)


def _read_matrices(head: Head, *, notes: tuple[str, ...]) -> GraphTables:
    said = list(notes)
    cells = iter([(row, word) for row, line in head.data for word in words(line)])
    matrices = []
    rows, columns = list(head.rows), list(head.columns)
    for layer in head.layers:
        if head.columns_embedded:
            columns = [clean(word) for _, word in _take(head, cells, head.nc)]
        values = []
        for place in range(head.nr):
            if head.rows_embedded:
                label = clean(_take(head, cells, 1)[0][1])
                rows = [*rows[:place], label, *rows[place + 1 :]]
            values.append(_row(head, cells, place))
        matrices.append((layer, values))
    for row, word in cells:
        raise fault(
            head.file, "there are more numbers than the matrix has cells", "Mend n, or the data", row=row, value=word
        )
    if head.two_mode:
        rows, columns = rows or list(_numbered(head.nr, "row ")), columns or list(_numbered(head.nc, "column "))
    else:
        rows = rows or columns or list(_numbered(head.nr, ""))
    two_mode = head.two_mode and [r.casefold() for r in rows] != [c.casefold() for c in columns]
    columns = _apart(rows, columns, said) if two_mode else rows
    made = [Matrix(layer, tuple(rows), tuple(columns), tuple(values)) for layer, values in matrices]
    tables = matrix_tables(made, file=head.file, notes=said)
    if head.form in _HALVES:
        ties = tables.ties.assign(directed=False)
        return GraphTables(tables.nodes, ties, False, tables.notes)
    return tables


def _row(head: Head, cells: Iterator[tuple[int, str]], place: int) -> tuple[float, ...]:
    """Return one row of a matrix in full width; the half that a half matrix does not tell holds 0."""
    start = place if head.form == "upperhalf" else 0
    stop = place + 1 if head.form == "lowerhalf" else head.nc
    places = [column for column in range(start, stop) if head.diagonal or column != place]
    values = [0.0] * head.nc
    for column, (row, word) in zip(places, _take(head, cells, len(places)), strict=True):
        value = number(word)
        if value is None:
            raise fault(
                head.file, "it is not a number", "Write a number, or NA where it is missing", row=row, value=word
            )
        values[column] = value
    return tuple(values)


def _take(head: Head, cells: Iterator[tuple[int, str]], count: int) -> list[tuple[int, str]]:
    taken = list(islice(cells, count))
    if len(taken) < count:
        last = head.data[-1][0] if head.data else None
        raise fault(head.file, "the data end before the matrix is full", "Mend n, or the data", row=last)
    return taken


def _read_lists(head: Head, *, notes: tuple[str, ...]) -> GraphTables:
    said = list(notes)
    two_mode = head.form.endswith("2") or head.two_mode
    labels = head.rows if two_mode else head.rows or head.columns
    labels = labels if labels or head.rows_embedded else _numbered(head.nr, "row " if two_mode else "")
    rows = columns = _Names(head.file, head.nr, list(labels), head.rows_embedded)
    if two_mode:
        labels = head.columns if head.columns or head.columns_embedded else _numbered(head.nc, "column ")
        columns = _Names(head.file, head.nc, list(labels), head.columns_embedded)
    ties, place = [], 0
    for row, line in head.data:
        if line.strip() == "!":  # the end of one matrix of several
            place += 1
            continue
        layer = head.layers[place] if place < len(head.layers) else str(place + 1)
        ties += [
            Tie(a, b, layer, value, not two_mode) for a, b, value in _line(head, words(line), row, (rows, columns))
        ]
    nodes = [Node(label, label, 0 if two_mode else None) for label in rows.labels]
    if two_mode:
        apart = dict(zip(columns.labels, _apart(rows.labels, columns.labels, said), strict=True))
        nodes += [Node(name, name, 1) for name in apart.values()]
        for tie in ties:
            tie.target = apart[tie.target]
    for names, count in ((rows, head.nr), (columns, head.nc)):
        if len(names.labels) != count and (names is rows or two_mode):
            said.append(
                f"{head.file}: it announces {count} labels and names {len(names.labels)}; those named are read."
            )
    return gather(nodes, ties, file=head.file, directed=not two_mode, notes=said)


def _line(head: Head, line: list[str], row: int, names: tuple[_Names, _Names]) -> list[tuple[str, str, float]]:
    source = names[0].find(line[0], row)
    if head.form.startswith("nodelist"):
        return [(source, names[1].find(word, row), math.nan) for word in line[1:]]
    if not 2 <= len(line) <= 3:
        mend = "Write two ends and a value; put names with spaces in quotation marks"
        raise fault(head.file, f"the line has {len(line)} words", mend, row=row, value=" ".join(line))
    target = names[1].find(line[1], row)
    value = number(line[2]) if len(line) == 3 else math.nan
    if value is None:
        raise fault(head.file, "the value of a tie is not a number", "Write a number", row=row, value=line[2])
    return [] if value == 0 else [(source, target, value)]


def _numbered(count: int, word: str) -> tuple[str, ...]:
    return tuple(f"{word}{place}" for place in range(1, count + 1))


def _apart(rows: list[str], columns: list[str], said: list[str]) -> list[str]:
    """Return the columns' names, changed where a row has the same name: in a two-mode network they are two nodes."""
    taken, names = set(rows), []
    for name in columns:
        free = free_name(name, taken)
        if free != name:
            said.append(f"'{name}' names a row and a column; the column is kept as '{free}'.")
        taken.add(free)
        names.append(free)
    return names
