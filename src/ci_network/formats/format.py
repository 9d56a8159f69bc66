"""What a format is: how it is read and written, and what it can carry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ci_network.formats.encoding import Files
from ci_network.formats.tables import GraphTables

# What a format may carry, each in the words in which its loss is told.
CARRIES = (
    "ids",  # a node's id beside its label
    "labels",  # a node's label beside its id
    "isolates",
    "node attributes",
    "number attributes",  # of nodes, where text is not carried
    "tie attributes",
    "typed attributes",  # a number stays a number, a yes/no a yes/no
    "two-mode",
    "two-mode lists",  # any tie of a two-mode network, not only a table of the one kind by the other
    "directed",
    "undirected",
    "mixed",
    "several layers",
    "layer names",  # also when there is one layer only
    "parallel ties",
    "ties without a value",
    "ties of value 0",
    "letter case",  # names that differ only in it
    "who answered",
)


@dataclass(frozen=True)
class Format:
    """A graph or table format.

    Parameters
    ----------
    name, title, extensions
        The name by which it is asked for, the name in words, and what its files end in.
    read, write
        From files to tables and back; the writer is given only what ``carries`` holds (see ``fit``).
    carries
        What it can carry, out of ``CARRIES``.
    replaces, replaces_in_names
        Characters that it cannot hold at all, or not in ids and labels, and what stands for them.
    reserved_nodes, reserved_ties
        Names that mean something in it, which no attribute of a node or of a tie may have, case aside.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    read: Callable[[Files], GraphTables]
    write: Callable[[GraphTables], dict[str, bytes]]
    carries: frozenset[str]
    replaces: Mapping[str, str] = field(default_factory=dict)
    replaces_in_names: Mapping[str, str] = field(default_factory=dict)
    reserved_nodes: tuple[str, ...] = ()
    reserved_ties: tuple[str, ...] = ()
