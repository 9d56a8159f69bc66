"""E-I index and ties between groups equal the reference and a count by hand."""

from pathlib import Path

import networkx as nx
import numpy as np
import oracle
import oracle_groups
import pytest
from drawn_graphs import graphs
from hypothesis import given, settings

from ci_network.measures import mixing
from ci_network.network.network import Network


@oracle.needs_oracle
@pytest.mark.parametrize("path", oracle_groups.grouped())
def test_equal_to_the_reference(path: Path) -> None:
    net, values = oracle_groups.load(path)
    found = {
        "ei_index_undirected": mixing.net_ei_index(net),
        "ei_index_directed": mixing.net_ei_index_of_arrows(net),
        "ei_index_weighted": mixing.net_ei_index(net, weighted=True),
        "ei_index_expected": mixing.net_ei_expected(net),
        "ei_index_per_node_undirected": mixing.node_ei_index(net),
    }
    checked = [oracle_groups.same(ours, values[name], name) for name, ours in found.items() if name in values]
    assert len(checked) >= 3
    groups = mixing.group_ei_index(net)
    both = values["internal_external_ties"]
    assert (groups["internal"].sum(), groups["external"].sum() / 2) == (both["internal"], both["external"])


@settings(max_examples=80, deadline=None)
@given(graphs())
def test_mixing_counts_every_tie_once(graph: nx.Graph) -> None:
    sector = dict(graph.nodes(data="sector"))
    table = mixing.mixing_table(graph).set_index(["source", "target"])
    for (one, other), row in table.iterrows():
        ends = {(one, other)} if graph.is_directed() else {(one, other), (other, one)}
        assert row["ties"] == sum((sector[u], sector[v]) in ends for u, v in graph.edges)
        pairs = [(u, v) for u in graph for v in graph if u != v and (sector[u], sector[v]) in ends]
        assert row["possible"] == len(pairs) / (1 if graph.is_directed() else 2)
    assert table["ties"].sum() == graph.number_of_edges()
    crossing = sum(sector[u] != sector[v] for u, v in graph.edges)
    every = graph.number_of_edges()
    expected = (crossing - (every - crossing)) / every if every else np.nan
    np.testing.assert_allclose(mixing.net_ei_index_of_arrows(graph), expected)


def test_members_of_unknown_group_and_their_ties_are_left_out() -> None:
    graph = nx.Graph([("a", "b"), ("b", "c"), ("b", "d")])
    nx.set_node_attributes(graph, {"a": "x", "b": "x", "c": "y", "d": ""}, "sector")
    assert mixing.net_ei_index(graph) == 0
    assert np.isnan(mixing.node_ei_index(graph)["d"])
    assert mixing.node_ei_index(graph)["b"] == 0


def test_nothing_known_is_undefined() -> None:
    net = Network.of(nx.path_graph(4))
    assert np.isnan(mixing.net_ei_index(net))
    assert np.isnan(mixing.net_ei_expected(net))
    assert mixing.node_ei_index(net).isna().all()
    assert mixing.group_ei_index(net).empty
    assert mixing.mixing_table(net).empty


def test_values_both_ways_are_added() -> None:
    graph = nx.DiGraph()
    graph.add_weighted_edges_from([("a", "b", 1), ("b", "a", 2), ("b", "c", 5)])
    nx.set_node_attributes(graph, {"a": "x", "b": "x", "c": "y"}, "sector")
    assert mixing.net_ei_index(graph, weighted=True) == pytest.approx((5 - 3) / 8)
