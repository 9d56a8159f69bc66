"""What would hold without the backbone."""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy import toy_network

from ci_network.measures.reliance import (
    net_backbone_load,
    net_connected_partner_pairs,
    net_pair_loss,
    net_peer_tie_share,
    node_is_only_tied_to_backbone,
    node_is_stranded_without_backbone,
)
from ci_network.network.network import Network


def true_of(flags):
    return sorted(flags.index[flags])


@pytest.mark.parametrize(
    ("level", "pairs", "loss", "share", "only", "stranded"),
    [("any contact", 15, 1 / 3, 4 / 7, ["G1"], ["G1"]), ("monthly", 10, 0.6, 3 / 5, [], ["H1", "H2"])],
)
def test_the_worked_example(level, pairs, loss, share, only, stranded):
    net = toy_network(level)
    assert net_connected_partner_pairs(net) == pairs
    assert net_pair_loss(net) == pytest.approx(loss)
    assert net_peer_tie_share(net) == pytest.approx(share)
    assert true_of(node_is_only_tied_to_backbone(net)) == only
    assert true_of(node_is_stranded_without_backbone(net)) == stranded


def test_partners_joined_otherwise_are_not_stranded():
    assert not node_is_stranded_without_backbone(Network.of(nx.wheel_graph(6), backbone=[0])).any()


def test_equal_halves_are_stranded_from_each_other():
    halves = Network.of(nx.Graph([("b", 1), (1, 2), ("b", 3), (3, 4)]), backbone=["b"])
    assert true_of(node_is_stranded_without_backbone(halves).drop("b")) == [1, 2, 3, 4]


def test_who_was_never_connected_is_not_stranded():
    apart = Network.of(nx.Graph([("b", 1), (1, 2), (3, 4), (4, 5)]), backbone=["b"])
    assert not node_is_stranded_without_backbone(apart).any()


def test_others_than_the_backbone_may_be_imagined_away():
    assert net_pair_loss(toy_network("any contact"), without=["E2"]) == pytest.approx(5 / 15)


@pytest.mark.parametrize("measure", [net_peer_tie_share, net_pair_loss, net_backbone_load])
def test_without_a_backbone_nothing_is_known(measure):
    assert math.isnan(measure(Network.of(nx.path_graph(4))))


def naive_load(graph, backbone):
    peers = [node for node in graph if node not in backbone]
    shares = []
    for a, b in [(a, b) for i, a in enumerate(peers) for b in peers[i + 1 :] if nx.has_path(graph, a, b)]:
        paths = list(nx.all_shortest_paths(graph, a, b))
        shares.append(sum(bool(set(path) & backbone) for path in paths) / len(paths))
    return np.mean(shares) if shares else math.nan


@given(st.integers(0, 10_000), st.floats(0, 0.6))
@settings(max_examples=60, deadline=None)
def test_the_load_equals_counting_every_shortest_path(seed, p):
    graph = nx.gnp_random_graph(7, p, seed=seed)
    assert net_backbone_load(Network.of(graph, backbone=[0, 1])) == pytest.approx(
        naive_load(graph, {0, 1}), nan_ok=True
    )
