"""Every kernel equals its slow, obvious twin on random small networks, directed and not."""

import naive
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ci_network as ci
from ci_network.measures import kernels_cuts, kernels_paths
from ci_network.network.network import Network


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph:
    n = draw(st.integers(1, 8))
    graph = nx.DiGraph() if draw(st.booleans()) else nx.Graph()
    graph.add_nodes_from(range(n))
    pairs = [(i, j) for i in range(n) for j in range(n) if i != j]
    for i, j in pairs:
        if draw(st.integers(0, 9)) < 3:
            graph.add_edge(i, j, weight=draw(st.integers(1, 5)))
    return graph


TWINS = {
    "betweenness": naive.betweenness,
    "closeness": naive.closeness,
    "harmonic": naive.harmonic,
    "eccentricity": naive.eccentricity,
    "reach_1": lambda graph: naive.ego_reach(graph, 1),
    "reach_2": lambda graph: naive.ego_reach(graph, 2),
    "reach_3": lambda graph: naive.ego_reach(graph, 3),
    "core_number": naive.core_number,
    "clustering": naive.clustering,
    "constraint": naive.constraint,
    "effective_size": naive.effective_size,
    "pagerank": naive.pagerank,
}


@settings(max_examples=150, deadline=None)
@given(graphs())
def test_member_measures(graph: nx.Graph) -> None:
    table = ci.node_table(graph)
    for column, twin in TWINS.items():
        expected = twin(graph)
        np.testing.assert_allclose(table[column], [expected[node] for node in graph], atol=1e-9, err_msg=column)


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_weighted_structural_holes(graph: nx.Graph) -> None:
    for ours, twin in ((ci.node_constraint, naive.constraint), (ci.node_effective_size, naive.effective_size)):
        expected = twin(graph, "weight")
        np.testing.assert_allclose(ours(graph, weighted=True), [expected[node] for node in graph], atol=1e-9)


@settings(max_examples=150, deadline=None)
@given(graphs())
def test_cuts_and_parts(graph: nx.Graph) -> None:
    assert ci.node_is_articulation(graph).to_dict() == naive.articulation(graph)
    bridge = ci.pair_is_bridge(graph)
    assert {frozenset(pair) for pair in bridge.index[bridge]} == naive.bridges(graph)
    parts = ci.node_in_component(graph)
    assert {frozenset(group.index) for _, group in parts.groupby(parts)} == {frozenset(p) for p in naive.parts(graph)}


@settings(max_examples=100, deadline=None)
@given(graphs())
def test_network_measures(graph: nx.Graph) -> None:
    twins = {
        ci.net_distance_weighted_fragmentation: naive.distance_weighted_fragmentation,
        ci.net_transitivity: naive.transitivity,
        ci.net_reciprocity: naive.reciprocity,
    }
    for ours, twin in twins.items():
        np.testing.assert_allclose(ours(graph), twin(graph), atol=1e-12)


@pytest.mark.parametrize("directed", [False, True])
def test_sparse_and_dense_forms_are_the_same(directed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    net = Network.of(nx.gnp_random_graph(90, 0.04, seed=3, directed=directed))
    dense, far = kernels_paths.path_family(net.binary), kernels_paths.distances(net.binary)
    monkeypatch.setattr(kernels_paths, "DENSE_UP_TO", 0)
    monkeypatch.setattr(kernels_paths, "BLOCK", 32)
    sparse = kernels_paths.path_family(net.binary)
    np.testing.assert_allclose(sparse.betweenness, dense.betweenness, atol=1e-10)
    for ours, theirs in ((sparse.out, dense.out), (sparse.into, dense.into)):
        for one, other in zip(ours, theirs, strict=True):
            np.testing.assert_allclose(one, other, atol=1e-12)
    np.testing.assert_array_equal(kernels_paths.distances(net.binary), far)
    np.testing.assert_array_equal(kernels_paths.distances(net.binary, np.array([5, 2])), far[[5, 2]])


def test_large_networks_use_the_sparse_eigenvector() -> None:
    graph = nx.barabasi_albert_graph(600, 3, seed=1)
    expected = nx.eigenvector_centrality_numpy(graph)
    np.testing.assert_allclose(ci.node_eigenvector(graph), [expected[node] for node in graph], atol=1e-8)


def test_depth_does_not_matter_to_cuts() -> None:
    net = Network.of(nx.path_graph(5000))
    assert kernels_cuts.articulation(net.binary).sum() == 4998
    assert len(kernels_cuts.bridges(net.binary)) == 4999


def test_twin_components_share_the_eigenvector() -> None:
    graph = nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(3))
    np.testing.assert_allclose(ci.node_eigenvector(graph), 1 / np.sqrt(6))
