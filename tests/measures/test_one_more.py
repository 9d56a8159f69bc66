"""Every missing tie tried at once equals adding it and measuring again."""

import math

import naive_one_more as naive
import networkx as nx
import numpy as np
import pytest
from drawn_graphs import graphs
from hypothesis import given, settings
from hypothesis import strategies as st

import ci_network as ci
from ci_network.measures import kernels_one_more, kernels_paths
from ci_network.network.network import Network

CLOSE = {"rel": 0, "abs": 1e-9}


@settings(max_examples=120, deadline=None)
@given(graph=graphs(most=9))
def test_efficiency_gains_equal_measuring_again(graph: nx.Graph) -> None:
    flat = nx.Graph(graph)
    found = ci.pair_efficiency_gain(graph)
    assert list(found.index) == list(naive.missing(flat))
    for pair, gain in found.items():
        again = naive.nearness(naive.with_ties(flat, [pair])) - naive.nearness(flat)
        assert gain == pytest.approx(again, **CLOSE)
        assert gain > 0


@settings(max_examples=120, deadline=None)
@given(graph=graphs(most=9, least=2), steps=st.sampled_from([1, 2, 3, math.inf]), seeds=st.integers(1, 3))
def test_reach_gains_equal_measuring_again(graph: nx.Graph, steps: float, seeds: int) -> None:
    flat, backbone = nx.Graph(graph), set(range(min(seeds, len(graph) - 1)))
    net = Network.of(graph, backbone=backbone)
    near, weighted = ci.pair_reach_gain(net, steps=steps), ci.pair_distance_weighted_reach_gain(net)
    assert list(near.index) == [pair for pair in naive.missing(flat) if not set(pair) <= backbone]
    for pair in near.index:
        more = naive.with_ties(flat, [pair])
        again = naive.reach(more, backbone, steps) - naive.reach(flat, backbone, steps)
        assert near[pair] == pytest.approx(again, **CLOSE)
        assert near[pair] >= 0
        again = naive.distance_weighted_reach(more, backbone) - naive.distance_weighted_reach(flat, backbone)
        assert weighted[pair] == pytest.approx(again, **CLOSE)
        assert weighted[pair] >= 0


@pytest.mark.parametrize(
    "graph",
    [nx.path_graph(60), nx.barabasi_albert_graph(90, 2, seed=3), nx.gnm_random_graph(90, 70, seed=3)],
    ids=["a chain: many levels, held sparse", "a hub: few levels", "many parts"],
)
def test_larger_networks_of_every_shape(graph: nx.Graph) -> None:
    steps = kernels_paths.distances(Network.of(graph).binary)
    gains, rng = kernels_one_more.efficiency_gains(steps), np.random.default_rng(1)
    np.testing.assert_allclose(gains, gains.T, atol=1e-9)
    pairs = len(graph) * (len(graph) - 1) / 2
    for u, v in rng.choice(len(graph), (40, 2)):
        after = naive.with_ties(graph, [(u, v)] if u != v else [])
        again = (naive.nearness(after) - naive.nearness(graph)) * pairs
        assert gains[u, v] == pytest.approx(again, abs=1e-8)


def test_by_hand_on_a_chain_of_four() -> None:
    net = Network.of(nx.path_graph(4), backbone=[0])
    # 0-3 makes a ring: the pairs 0-2 and 1-3 stay two apart, 0-3 comes from three to one: (1 - 1/3) / 6.
    assert ci.pair_efficiency_gain(net)[(0, 3)] == pytest.approx((1 - 1 / 3) / 6)
    # 0-2: 2 at one step, 3 at two.
    assert ci.pair_distance_weighted_reach_gain(net)[(0, 2)] == pytest.approx((1 / 2 + 1 / 2 - 1 / 3) / 3)
    assert ci.pair_reach_gain(net, between="backbone").index.to_list() == [(0, 2), (0, 3)]
    assert ci.pair_reach_gain(net, between="partners").index.to_list() == [(1, 3)]


def test_without_a_backbone_reach_gains_are_not_known() -> None:
    net = Network.of(nx.path_graph(3))
    assert ci.pair_reach_gain(net).isna().all()
    assert ci.pair_distance_weighted_reach_gain(net).isna().all()
    assert ci.pair_reach_gain(Network.of(nx.empty_graph(2), backbone=[0, 1])).empty


@pytest.mark.parametrize("graph", [nx.Graph(), nx.empty_graph(1), nx.complete_graph(4)])
def test_nothing_to_add_gives_nothing(graph: nx.Graph) -> None:
    assert ci.pair_efficiency_gain(graph).empty
    assert ci.pair_reach_gain(graph).empty


def test_an_unknown_kind_of_tie_is_an_error() -> None:
    with pytest.raises(ci.InputError, match="partners"):
        ci.pair_reach_gain(Network.of(nx.path_graph(3), backbone=[0]), between="peers")
