"""Reach weighted by distance, radiality and integration equal the reference."""

from pathlib import Path

import naive_more
import networkx as nx
import numpy as np
import oracle
import oracle_groups
import pytest
from drawn_graphs import graphs
from hypothesis import given, settings

from ci_network.measures import distance_reach as dr
from ci_network.network.network import Network


@oracle.needs_oracle
@pytest.mark.parametrize("path", oracle.networks())
def test_equal_to_the_reference(path: Path) -> None:
    net, values = oracle.load(path)
    found = {
        "distance_weighted_reach_without_ego_out": dr.node_distance_weighted_reach(net),
        "distance_weighted_reach_without_ego_in": dr.node_distance_weighted_reach_in(net),
        "distance_weighted_reach_without_ego_all": dr.node_distance_weighted_reach(net.weak),
        "distance_weighted_reach_with_ego_out": dr.node_distance_weighted_reach_with_self(net),
        "distance_weighted_reach_with_ego_all": dr.node_distance_weighted_reach_with_self(net.weak),
        "valente_foreman_out": dr.node_radiality(net),
        "valente_foreman_in": dr.node_integration(net),
        "valente_foreman_undirected": dr.node_radiality(net),
    }
    checked = [oracle_groups.same(ours, values[name], name) for name, ours in found.items() if name in values]
    assert len(checked) >= 3


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_equal_to_the_twins(graph: nx.Graph) -> None:
    steps, n = naive_more.steps(graph), len(graph)
    near = [sum(1 / d for d in steps[node].values() if d) for node in graph]
    np.testing.assert_allclose(dr.node_distance_weighted_reach(graph), near, atol=1e-12)
    diameter = max(d for seen in steps.values() for d in seen.values())
    expected = [
        sum(diameter + 1 - d for d in steps[node].values() if d) / (n - 1) if n > 1 else np.nan for node in graph
    ]
    np.testing.assert_allclose(dr.node_radiality(graph), expected, atol=1e-12)


def test_integration_is_radiality_against_the_ties() -> None:
    graph = nx.gnp_random_graph(9, 0.2, seed=1, directed=True)
    back = Network.of(graph.reverse())
    np.testing.assert_allclose(dr.node_integration(graph), dr.node_radiality(back), atol=1e-12)
