"""The frozen Network: conversions keep everything, and nothing changes in place."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci_network.errors import UnknownNameError
from ci_network.network.network import Network


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph:
    n = draw(st.integers(0, 7))
    graph = nx.DiGraph() if draw(st.booleans()) else nx.Graph()
    graph.add_nodes_from((f"m{i}", {"sector": draw(st.sampled_from(["x", "y"]))}) for i in range(n))
    for i in range(n):
        for j in range(n):
            if i != j and draw(st.booleans()):
                graph.add_edge(f"m{i}", f"m{j}", weight=draw(st.integers(1, 5)))
    return graph


@given(graphs())
def test_networkx_round_trip_keeps_members_ties_and_weights(graph: nx.Graph) -> None:
    back = Network.of(graph).to_networkx()
    assert list(back) == list(graph)
    assert back.is_directed() == graph.is_directed()
    assert {frozenset(e[:2]) if not graph.is_directed() else e[:2]: e[2] for e in back.edges(data="weight")} == {
        frozenset(e[:2]) if not graph.is_directed() else e[:2]: e[2] for e in graph.edges(data="weight")
    }
    assert [back.nodes[m]["sector"] for m in back] == [graph.nodes[m]["sector"] for m in graph]


@given(graphs())
def test_pandas_round_trip(graph: nx.Graph) -> None:
    net = Network.of(graph)
    again = Network.from_pandas(net.to_pandas(), directed=net.directed)
    assert (again.matrix != net.matrix).nnz == 0


def test_measuring_never_changes_the_callers_graph() -> None:
    graph = nx.path_graph(3)
    nx.set_edge_attributes(graph, 4, "weight")
    net = Network.of(graph)
    net.to_scipy().data[:] = 0
    assert net.ties()["value"].tolist() == [4, 4]
    assert all(weight == 4 for *_, weight in graph.edges(data="weight"))


def test_self_loops_are_left_out_and_parallel_edges_keep_the_highest() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", weight=2)
    graph.add_edge("a", "b", weight=5)
    graph.add_edge("a", "a", weight=9)
    assert Network.of(graph).ties().values.tolist() == [["a", "b", 5.0]]


def test_without_and_among() -> None:
    net = Network.of(nx.path_graph(["a", "b", "c"]), backbone=["b"])
    assert net.without(["b"]).matrix.nnz == 0
    assert net.without(["b"]).backbone == ()
    assert list(net.among(["c", "b"]).ids) == ["b", "c"]
    with pytest.raises(UnknownNameError, match="member 'z'"):
        net.without(["z"])


def test_weak_takes_the_higher_value() -> None:
    matrix = np.array([[0, 2, 0], [5, 0, 0], [0, 1, 0]])
    weak = Network.from_scipy(matrix, ["a", "b", "c"], directed=True).weak
    assert weak.ties().values.tolist() == [["a", "b", 5.0], ["b", "c", 1.0]]


def test_a_frame_with_other_columns_than_rows_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="square adjacency"):
        Network.from_pandas(pd.DataFrame(0, index=["a"], columns=["b"]), directed=True)


def test_blank_names_are_the_id() -> None:
    graph = nx.Graph()
    graph.add_node("x", name="Xavier House")
    graph.add_node("y")
    assert Network.of(graph).members["name"].to_list() == ["Xavier House", "y"]
