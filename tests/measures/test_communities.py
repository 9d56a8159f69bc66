"""Communities: plain cases, the same whatever the order of members, and how far runs agree."""

import importlib
from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from ci_network.errors import UnknownNameError, UsageError
from ci_network.measures import communities, kernels_partitions
from ci_network.network.network import Network

TWO = nx.disjoint_union(nx.complete_graph(5), nx.complete_graph(4))


def test_parts_without_ties_between_them_are_communities() -> None:
    assert communities.node_in_community(TWO).to_list() == [0] * 5 + [1] * 4


def test_a_member_without_ties_is_one_of_its_own() -> None:
    graph = nx.complete_graph(4)
    graph.add_node(9)
    assert communities.node_in_community(graph).value_counts().to_list() == [4, 1]
    assert communities.node_in_community(nx.empty_graph(3)).nunique() == 3
    assert communities.node_in_community(nx.Graph()).empty


def test_the_order_of_members_changes_nothing() -> None:
    graph = nx.relabel_nodes(nx.karate_club_graph(), str)
    other = nx.Graph()
    other.add_nodes_from(reversed(list(graph)))
    other.add_edges_from(graph.edges)
    one, two = (communities.node_in_community(each, rng=3) for each in (graph, other))
    assert one.to_dict() == two.reindex(one.index).to_dict()


def test_the_same_seed_gives_the_same_and_a_generator_will_do() -> None:
    graph = nx.karate_club_graph()
    one = communities.net_community_stability(graph, rng=5, runs=10)
    assert one == communities.net_community_stability(graph, rng=np.random.default_rng(5), runs=10)
    assert 0 < one <= 1


def test_karate_reaches_its_known_modularity() -> None:
    """0.4198 is the highest that any division of the club without values has (Brandes and others 2008)."""
    found = communities.net_community_modularity(nx.karate_club_graph(), rng=1)
    assert found == pytest.approx(0.41978961, abs=1e-8)


def test_higher_resolution_gives_more_communities() -> None:
    graph = nx.karate_club_graph()
    few, many = (communities.node_in_community(graph, resolution=at).nunique() for at in (0.5, 3))
    assert few < many


def test_stability_of_clear_and_of_unclear_communities() -> None:
    assert communities.net_community_stability(TWO, rng=1, runs=10) == 1
    assert (communities.node_community_stability(TWO, rng=1, runs=10) == 1).all()
    unclear = nx.gnp_random_graph(30, 0.2, seed=1)
    assert communities.net_community_stability(unclear, rng=1, runs=20) < 0.95
    found = communities.node_community_stability(unclear, rng=1, runs=20)
    assert found.between(0.5, 1).all()


def test_too_small_is_undefined() -> None:
    for graph in (nx.Graph(), nx.empty_graph(1)):
        assert np.isnan(communities.net_community_stability(graph, rng=1, runs=3))
        assert communities.node_community_stability(graph, rng=1, runs=3).isna().all()
    assert np.isnan(communities.net_community_modularity(nx.empty_graph(3), rng=1, runs=2))


def test_agreement_equals_the_twin() -> None:
    runs = np.random.default_rng(2).integers(3, size=(6, 9))
    pairs = list(combinations(range(9), 2))
    indices = []
    for one, other in combinations(runs, 2):
        a = {pair for pair in pairs if one[pair[0]] == one[pair[1]]}
        b = {pair for pair in pairs if other[pair[0]] == other[pair[1]]}
        chance = len(a) * len(b) / len(pairs)
        indices.append((len(a & b) - chance) / ((len(a) + len(b)) / 2 - chance))
    np.testing.assert_allclose(kernels_partitions.mean_adjusted_rand(runs), np.mean(indices), atol=1e-9)


def test_leiden_is_an_extra() -> None:
    try:
        importlib.import_module("leidenalg")
    except ImportError:
        with pytest.raises(UsageError, match="leiden"):
            communities.node_in_community(TWO, method="leiden")
    else:
        assert communities.node_in_community(TWO, method="leiden").to_list() == [0] * 5 + [1] * 4


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="method"):
        communities.node_in_community(Network.of(TWO), method="guess")  # type: ignore[arg-type]
