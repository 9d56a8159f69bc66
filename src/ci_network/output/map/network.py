"""The map's nodes and edges, kept by pyvis."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pyvis
from pyvis.network import Network

_BUNDLE: Final = Path("lib", "vis-9.1.2", "vis-network.min.js")


class MapNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A pyvis network that keeps every tie and draws nothing itself.

    It is directed inside, since an undirected pyvis network drops parallel ties (one of several layers or
    waves) and searches all ties at each new one; whether a tie has an arrow is its own ``arrows``.
    """

    def __init__(self) -> None:
        super().__init__(directed=True)

    def add_member(self, member: str, *, label: str, place: tuple[float, float], facts: Mapping[str, Any]) -> None:
        """Add a member at its place with what the page knows of it."""
        self.add_node(member, label=label, x=place[0], y=place[1], physics=False, **facts)

    def add_ties(self, ties: Sequence[Mapping[str, Any]]) -> None:
        """Add ties between members added before; each has ``from``, ``to`` and ``arrows``."""
        known = set(self.node_ids)
        self.edges.extend(dict(tie) for tie in ties if tie["from"] in known and tie["to"] in known)

    def data(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Return the nodes and edges as vis-network reads them."""
        nodes, edges, *_ = self.get_network_data()
        return nodes, edges


def vis_script() -> str:
    """Return the vis-network program that pyvis carries."""
    return (Path(pyvis.__file__).parent / "templates" / _BUNDLE).read_text(encoding="utf-8")
