"""Positions: distances of ties equal the twin, and stand-ins share a position."""

import naive_more
import networkx as nx
import numpy as np
import pytest
from drawn_graphs import graphs
from hypothesis import given, settings

from ci_network.errors import UsageError
from ci_network.measures import equivalence


@settings(max_examples=80, deadline=None)
@given(graphs())
def test_distances_equal_the_twin(graph: nx.Graph) -> None:
    found = equivalence.pair_profile_distance(graph)
    assert len(found) == len(graph) * (len(graph) - 1) / 2
    for (i, j), value in found.items():
        np.testing.assert_allclose(value, naive_more.profile_distance(graph, i, j), atol=1e-9)


def blocks() -> nx.DiGraph:
    """Three positions: 0-1 send to 2-4, who send to 5-8."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(9))
    graph.add_edges_from((i, j) for i in (0, 1) for j in (2, 3, 4))
    graph.add_edges_from((i, j) for i in (2, 3, 4) for j in (5, 6, 7, 8))
    return graph


def test_stand_ins_share_a_position() -> None:
    expected = [2, 2, 1, 1, 1, 0, 0, 0, 0]
    assert equivalence.node_in_position(blocks(), positions=3).to_list() == expected
    concor = equivalence.node_in_concor_position(blocks(), splits=2)
    for group in ((0, 1), (2, 3, 4), (5, 6, 7, 8)):
        assert concor[list(group)].nunique() == 1


def test_concor_halves_by_the_sign_that_correlations_settle_on() -> None:
    graph = nx.florentine_families_graph()
    ties = nx.to_numpy_array(graph, weight=None)
    settled = np.corrcoef(ties)
    for _ in range(60):
        settled = np.corrcoef(settled)
    found = equivalence.node_in_concor_position(graph, splits=1).to_numpy()
    alike = found[:, None] == found[None, :]
    np.testing.assert_array_equal(alike, settled > 0)


@pytest.mark.parametrize("measure", [equivalence.node_in_position, equivalence.node_in_concor_position])
def test_the_order_of_members_changes_nothing(measure) -> None:
    graph = nx.relabel_nodes(nx.gnp_random_graph(15, 0.25, seed=6), str)
    other = nx.Graph()
    other.add_nodes_from(reversed(list(graph)))
    other.add_edges_from(graph.edges)
    one = measure(graph)
    assert one.to_dict() == measure(other).reindex(one.index).to_dict()


def test_small_networks_and_wrong_numbers() -> None:
    for n in (0, 1, 2):
        graph = nx.empty_graph(n)
        assert len(equivalence.node_in_position(graph)) == n
        assert len(equivalence.node_in_concor_position(graph)) == n
    with pytest.raises(UsageError, match="positions"):
        equivalence.node_in_position(nx.path_graph(3), positions=0)
    with pytest.raises(UsageError, match="splits"):
        equivalence.node_in_concor_position(nx.path_graph(3), splits=0)
