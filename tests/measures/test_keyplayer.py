"""Key players: the reference's scores, sets and numbers of equals; every set by hand; greedy beyond."""

from itertools import combinations
from pathlib import Path

import naive
import naive_more
import networkx as nx
import numpy as np
import oracle
import pytest
from drawn_graphs import graphs
from hypothesis import given, settings

from ci_network.errors import UnknownNameError, UsageError
from ci_network.measures import keyplayer
from ci_network.network.network import Network

IN_REFERENCE = {
    "reach_1": "pos_reach1",
    "reach_2": "pos_reach2",
    "distance_weighted_reach": "pos_DR_members_as_1",
    "fragmentation": "neg_F",
    "distance_weighted_fragmentation": "neg_DF",
}
LISTED = 25  # the reference lists so many of the best sets at most


@oracle.needs_oracle
@pytest.mark.parametrize("path", oracle.networks())
def test_equal_to_the_reference(path: Path) -> None:
    net, values = oracle.load(path)
    for size in (1, 2, 3):
        for row in keyplayer.key_players_table(net, size=size).to_dict("records"):
            theirs = values[f"kpp_{IN_REFERENCE[row['aim']]}_k{size}"]
            assert row["search"] == "every set"
            np.testing.assert_allclose(row["score"], theirs["score"], rtol=0, atol=1e-8)
            assert row["equals"] == theirs["n_optimal"]
            if theirs["n_optimal"] <= LISTED:
                assert sorted(row["members"].split("|")) in [sorted(each) for each in theirs["sets"]]
        others = values[f"kpp_pos_DR_outsiders_only_k{size}"]
        found = [keyplayer.net_distance_weighted_reach_of_others(net, members=each) for each in others["sets"]]
        np.testing.assert_allclose(found, others["score"], rtol=0, atol=1e-8)


@settings(max_examples=40, deadline=None)
@given(graphs(most=6, least=3))
def test_the_best_of_every_set_by_hand(graph: nx.Graph) -> None:
    table = keyplayer.key_players_table(graph, size=2).set_index("aim")["score"]
    sets = list(combinations(graph, 2))
    near = [naive_more.distance_weighted_reach_of(graph, each) for each in sets]
    np.testing.assert_allclose(table["distance_weighted_reach"], max(near), atol=1e-12)
    weak = naive.undirected(graph)
    for steps in (1, 2):
        seen = [
            {other for node in each for other, d in naive.steps_from(weak, node).items() if d <= steps} for each in sets
        ]
        assert table[f"reach_{steps}"] == max(map(len, seen))
    for name, weighted in (("fragmentation", False), ("distance_weighted_fragmentation", True)):
        broken = [naive_more.fragmentation_without(graph, each, weighted=weighted) for each in sets]
        np.testing.assert_allclose(table[name], max(broken), atol=1e-12)


def test_greedy_says_so_and_comes_near(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.connected_watts_strogatz_graph(24, 4, 0.2, seed=3)
    every = keyplayer.key_players_table(graph, size=3)
    monkeypatch.setattr(keyplayer, "EXACT_WORK", 0)
    greedy = keyplayer.key_players_table(graph, size=3)
    assert set(greedy["search"]) == {"greedy with exchange"}
    assert greedy["equals"].isna().all()
    assert (greedy["score"] <= every["score"] + 1e-12).all()
    assert (greedy["score"] >= 0.8 * every["score"]).all()


def test_members_are_those_of_the_table_and_score_as_it_says() -> None:
    net = Network.of(nx.barbell_graph(4, 2))
    for row in keyplayer.key_players_table(net, size=2).to_dict("records"):
        chosen = keyplayer.node_is_key_player(net, size=2, aim=row["aim"])
        assert sorted(map(str, chosen.index[chosen])) == sorted(row["members"].split("|"))
        score = keyplayer.net_key_player_score(net, members=chosen.index[chosen], aim=row["aim"])
        assert score == pytest.approx(row["score"])


def test_a_set_of_two_is_not_the_two_best() -> None:
    graph = nx.disjoint_union(nx.star_graph(6), nx.star_graph(3))
    graph.add_edges_from((1, leaf) for leaf in range(2, 7))  # a second centre that reaches the same members
    chosen = keyplayer.node_is_key_player(graph, size=2, aim="reach_1")
    assert chosen[7]
    assert chosen.sum() == 2


def test_too_few_members_and_wrong_names() -> None:
    assert keyplayer.key_players_table(nx.path_graph(2), size=3).empty
    assert keyplayer.node_is_key_player(nx.Graph(), size=1).empty
    assert np.isnan(keyplayer.net_key_player_score(nx.path_graph(3), members=[]))
    with pytest.raises(UsageError, match="size"):
        keyplayer.node_is_key_player(nx.path_graph(2), size=3)
    with pytest.raises(UnknownNameError, match="aim"):
        keyplayer.node_is_key_player(nx.path_graph(3), size=1, aim="fame")


def test_nobody_left_is_undefined() -> None:
    table = keyplayer.key_players_table(nx.path_graph(3), size=2).set_index("aim")["score"]
    assert np.isnan(table["fragmentation"])
    assert table["reach_1"] == 3
