"""The frozen Network: members, ties under one rule, directed reports, who answered."""

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Self, TypeAlias

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from ci_network.errors import UnknownNameError
from ci_network.glance import Glance
from ci_network.network.tierule import TieRule
from ci_network.study.layer import Layer
from ci_network.wording import counted

BoolArray = NDArray[np.bool_]
# What every measure takes: our Network, or any networkx graph, which is converted once.
AnyNetwork: TypeAlias = "Network | nx.Graph[Any]"


@dataclass(frozen=True, eq=False, repr=False)
class Network(Glance):
    """Members and the ties among them under one tie rule. Nothing in it is ever changed in place.

    Attributes
    ----------
    members
        One row a member, indexed by id (index name ``member``); columns ``name``, ``sector`` and any other.
    matrix
        n x n sparse values: entry (i, j) above 0 is a tie from i to j of that value under ``rule``. Symmetric
        when ``directed`` is false. The diagonal is empty.
    directed
        Whether a tie from i to j differs from one from j to i.
    reports
        n x n sparse: what the row's member said of the column's, before the rule (values above 0 only).
    answered
        One flag a member: its own report is known. Somebody who did not answer is missing data, not an isolate.
    response_known
        Whether the study says who answered. False: ``answered`` is inferred, and the response rate is NaN.
    backbone
        Ids of the backbone set; empty where none is declared.
    """

    members: pd.DataFrame
    matrix: sparse.csr_array
    directed: bool
    reports: sparse.csr_array
    answered: BoolArray
    response_known: bool = False
    backbone: tuple[str, ...] = ()
    layer: Layer = field(default_factory=lambda: Layer("ties"))
    rule: TieRule = field(default_factory=TieRule)
    wave: str = ""

    def glance(self) -> tuple[str, ...]:
        """Return how many members and ties, under which rule, and who answered."""
        ties = counted(self.matrix.nnz if self.directed else self.matrix.nnz // 2, "tie")
        ends = "" if self.rule.symmetrise == "none" else f", symmetrised by {self.rule.symmetrise}"
        level = self.rule.level_name(self.layer)
        answered = f"; {int(self.answered.sum())} answered" if self.response_known else ""
        wave = f"; wave {self.wave}" if self.wave else ""
        way = "directed" if self.directed else "undirected"
        return (f"{counted(self.n, 'member')}, {ties} of {self.layer.name} ({level}{ends}; {way}){wave}{answered}",)

    @classmethod
    def of(cls, graph: "Network | nx.Graph[Any]", *, backbone: Iterable[str] = ()) -> "Network":
        """Return a Network as it is, or any networkx graph as one.

        Node attributes become member attributes, the edge attribute ``weight`` (1 where absent) the tie value.
        Parallel edges keep their highest value; self-loops are left out. Ids are kept as they are.
        """
        if isinstance(graph, Network):
            return graph
        matrix = nx.to_scipy_sparse_array(graph, weight="weight", dtype=float) if len(graph) else _empty()
        if graph.is_multigraph():
            matrix = _highest_parallel(graph)
        ids = pd.Index(list(graph.nodes), tupleize_cols=False)
        members = pd.DataFrame([dict(data) for _, data in graph.nodes(data=True)], index=ids)
        return cls.from_scipy(matrix, members, directed=graph.is_directed(), backbone=backbone)

    @classmethod
    def from_scipy(
        cls,
        matrix: Any,
        members: "pd.DataFrame | Sequence[Hashable]",
        *,
        directed: bool,
        backbone: Iterable[str] = (),
    ) -> Self:
        """Return the network of a square matrix (sparse or dense; row to column) over ``members``.

        ``members`` is a frame indexed by id or the ids alone. An undirected matrix is symmetrised by maximum.
        """
        frame = members if isinstance(members, pd.DataFrame) else pd.DataFrame(index=pd.Index(list(members)))
        ties = without_diagonal(sparse.csr_array(matrix, dtype=float))
        if not directed:
            ties = sparse.csr_array(ties.maximum(ties.T))
        frame = frame.rename_axis("member")
        return cls(
            members=with_names(frame),
            matrix=ties,
            directed=directed,
            reports=ties,
            answered=np.ones(len(frame), dtype=bool),
            backbone=tuple(backbone),
        )

    @classmethod
    def from_pandas(cls, frame: pd.DataFrame, *, directed: bool, backbone: Iterable[str] = ()) -> Self:
        """Return the network of a square adjacency frame (row to column; NaN is no tie)."""
        if list(frame.index) != list(frame.columns):
            raise UnknownNameError("square adjacency frame with columns", list(frame.columns), list(frame.index))
        return cls.from_scipy(frame.fillna(0).to_numpy(float), list(frame.index), directed=directed, backbone=backbone)

    @property
    def ids(self) -> pd.Index:
        """The members' ids, in the order of every matrix and Series."""
        return self.members.index

    @property
    def n(self) -> int:
        """The number of members."""
        return len(self.members)

    @cached_property
    def binary(self) -> sparse.csr_array:
        """The ties as 0 and 1, as directed as the network."""
        ties = self.matrix.copy()
        ties.data = np.ones_like(ties.data)
        return ties

    @cached_property
    def weak(self) -> "Network":
        """The network with directions forgotten: a tie either way is a tie, its value the higher."""
        if not self.directed:
            return self
        return replace(self, matrix=sparse.csr_array(self.matrix.maximum(self.matrix.T)), directed=False)

    @cached_property
    def is_backbone(self) -> BoolArray:
        """One flag a member: belongs to the backbone set."""
        return np.asarray(self.ids.isin(list(self.backbone)), dtype=bool)

    @property
    def response_rate(self) -> float:
        """The share of members who answered, 0-1; NaN where the study does not say who answered."""
        return float(self.answered.mean()) if self.response_known and self.n else math.nan

    def positions(self, ids: Iterable[Hashable]) -> NDArray[np.intp]:
        """Return the positions of these members; a name that is none of them is an error."""
        wanted = list(ids)
        found = self.ids.get_indexer(pd.Index(wanted))
        if (found < 0).any():
            raise UnknownNameError("member", wanted[int(np.argmax(found < 0))], self.ids)
        return found

    def with_matrix(self, matrix: Any) -> "Network":
        """Return the same members with other ties, as directed as before."""
        return replace(self, matrix=without_diagonal(sparse.csr_array(matrix, dtype=float)))

    def without(self, ids: Iterable[Hashable]) -> "Network":
        """Return the network that remains when these members leave."""
        keep = np.ones(self.n, dtype=bool)
        keep[self.positions(ids)] = False
        return self.among(self.ids[keep])

    def among(self, ids: Iterable[Hashable]) -> "Network":
        """Return the network of these members and the ties among them, in this network's order."""
        keep = np.sort(self.positions(ids))
        return replace(
            self,
            members=self.members.iloc[keep],
            matrix=self.matrix[keep][:, keep],
            reports=self.reports[keep][:, keep],
            answered=self.answered[keep],
            backbone=tuple(b for b in self.backbone if b in set(self.ids[keep])),
        )

    def ties(self) -> pd.DataFrame:
        """Return the ties as a frame ``source, target, value``; an undirected tie stands once."""
        matrix = self.matrix if self.directed else sparse.triu(self.matrix)
        found = sparse.coo_array(matrix)
        order = np.lexsort((found.col, found.row))
        return pd.DataFrame(
            {
                "source": self.ids[found.row[order]],
                "target": self.ids[found.col[order]],
                "value": found.data[order],
            }
        )

    def to_scipy(self) -> sparse.csr_array:
        """Return a copy of the tie values as a sparse matrix."""
        return self.matrix.copy()

    def to_pandas(self) -> pd.DataFrame:
        """Return the tie values as an adjacency frame, ids on both sides."""
        return pd.DataFrame(self.matrix.toarray(), index=self.ids, columns=self.ids.rename("target"))

    def to_networkx(self) -> "nx.Graph[Any]":
        """Return a new networkx graph with member attributes and ``weight``; changing it changes nothing here."""
        graph: nx.Graph[Any] = nx.DiGraph() if self.directed else nx.Graph()
        for member, values in self.members.to_dict("index").items():
            graph.add_node(member, **{str(k): v for k, v in values.items() if not pd.isna(v)})
        graph.add_weighted_edges_from(self.ties().itertuples(index=False, name=None))
        return graph


def without_diagonal(matrix: sparse.csr_array) -> sparse.csr_array:
    """Return the matrix with an empty diagonal and no stored zeros; a member's tie to itself is no tie."""
    found = sparse.coo_array(matrix)
    keep = (found.row != found.col) & (found.data != 0)
    kept = sparse.coo_array((found.data[keep], (found.row[keep], found.col[keep])), shape=found.shape)
    return sparse.csr_array(kept)


def with_names(members: pd.DataFrame) -> pd.DataFrame:
    """Return the members with the columns ``name`` (the id where blank) and ``sector`` (blank where unknown)."""
    ids = members.index.astype(str).to_series(index=members.index)
    name = members["name"].replace("", None).fillna(ids) if "name" in members else ids
    sector = members["sector"].fillna("") if "sector" in members else ""
    return members.assign(name=name, sector=sector)


def _empty() -> sparse.csr_array:
    return sparse.csr_array((0, 0), dtype=float)


def _highest_parallel(graph: "nx.Graph[Any]") -> sparse.csr_array:
    flat: nx.Graph[Any] = nx.DiGraph() if graph.is_directed() else nx.Graph()
    flat.add_nodes_from(graph)
    for source, target, weight in graph.edges(data="weight", default=1):
        known = flat.get_edge_data(source, target, {"weight": 0})["weight"]
        flat.add_edge(source, target, weight=max(known, weight))
    return sparse.csr_array(nx.to_scipy_sparse_array(flat, weight="weight", dtype=float))
