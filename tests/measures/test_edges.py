"""Edge betweenness equals every shortest path counted, and adds up to the reference's sum."""

from pathlib import Path

import naive_more
import networkx as nx
import numpy as np
import oracle
import pytest
from drawn_graphs import graphs
from hypothesis import given, settings

from ci_network.measures.edges import pair_edge_betweenness


@oracle.needs_oracle
@pytest.mark.parametrize("path", oracle.networks())
def test_the_sum_equals_the_reference(path: Path) -> None:
    net, values = oracle.load(path)
    np.testing.assert_allclose(pair_edge_betweenness(net).sum(), values["edge_betweenness_sum"], rtol=0, atol=1e-8)


@settings(max_examples=100, deadline=None)
@given(graphs())
def test_equal_to_the_twin(graph: nx.Graph) -> None:
    found, expected = pair_edge_betweenness(graph), naive_more.edge_betweenness(graph)
    assert len(found) == len(expected)
    for (source, target), value in found.items():
        twin = expected.get((source, target), expected.get((target, source)))
        np.testing.assert_allclose(value, twin, atol=1e-12)


def test_a_larger_network_equals_networkx() -> None:
    graph = nx.gnp_random_graph(60, 0.08, seed=3, directed=True)
    expected = nx.edge_betweenness_centrality(graph, normalized=False)
    found = pair_edge_betweenness(graph)
    np.testing.assert_allclose(found, [expected[pair] for pair in found.index], atol=1e-9)
