"""Kernels where a small random network does not lead: large networks in parts, solvers, and blocks."""

import networkx as nx
import numpy as np
import pytest

import ci_network as ci
from ci_network.measures import kernels, kernels_paths
from ci_network.network.network import Network


def copies(part: nx.Graph, times: int) -> nx.Graph:
    return nx.disjoint_union_all([part] * times)


@pytest.mark.parametrize("times", [3, 120])
def test_equal_components_share_the_eigenvector_in_networks_of_any_size(times: int) -> None:
    np.testing.assert_allclose(ci.node_eigenvector(copies(nx.complete_graph(6), times)), 1 / np.sqrt(6 * times))


def test_members_outside_the_strongest_component_have_eigenvector_zero() -> None:
    graph = nx.disjoint_union(nx.path_graph(600), nx.complete_graph(5))
    found = ci.node_eigenvector(graph).to_numpy()
    assert (found[:600] == 0).all()
    np.testing.assert_allclose(found[600:], 1 / np.sqrt(5))


@pytest.mark.parametrize("graph", [nx.star_graph(40), nx.lollipop_graph(6, 20), nx.barbell_graph(5, 9)])
def test_dense_and_sparse_eigenvectors_are_the_same(graph: nx.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    ties = Network.of(graph).binary
    dense = kernels.leading_vector(ties)
    monkeypatch.setattr(kernels, "DENSE_EIGEN_UP_TO", 0)
    np.testing.assert_allclose(kernels.leading_vector(ties), dense, atol=1e-9)
    np.testing.assert_allclose(ties @ dense, (dense @ (ties @ dense)) * dense, atol=1e-9)


def test_ego_reach_by_blocks_equals_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.gnp_random_graph(40, 0.05, seed=4, directed=True)
    table = ci.node_table(graph)
    monkeypatch.setattr(kernels_paths, "BLOCK", 7)
    for steps in (1, 2, 3):
        np.testing.assert_array_equal(ci.node_ego_reach(graph, steps=steps), table[f"reach_{steps}"])


def test_distances_are_infinite_without_a_path_and_zero_to_oneself() -> None:
    ties = Network.of(nx.DiGraph([("a", "b"), ("b", "c")])).binary
    expected = [[0, 1, 2], [np.inf, 0, 1], [np.inf, np.inf, 0]]
    np.testing.assert_array_equal(kernels_paths.distances(ties), expected)
