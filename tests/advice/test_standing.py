"""Where a network stands: equal to the measures, and one tie more equal to measuring anew."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ci_network.advice.standing import MEASURES, Standing, cut_off, reach
from ci_network.measures.cohesion import net_distance_weighted_fragmentation
from ci_network.measures.reach import net_backbone_reach, net_distance_weighted_reach
from ci_network.measures.reliance import net_pair_loss, net_peer_tie_share
from ci_network.network.change import add_ties
from ci_network.network.network import Network

MEASURED = {
    "reach_1": lambda net: net_backbone_reach(net, steps=1),
    "reach_2": lambda net: net_backbone_reach(net, steps=2),
    "distance_weighted_reach": net_distance_weighted_reach,
    "peer_tie_share": net_peer_tie_share,
    "pair_loss": net_pair_loss,
    "distance_weighted_fragmentation": net_distance_weighted_fragmentation,
}


def standing_of(net: Network) -> Standing:
    nobody = np.zeros((net.n, net.n), bool)
    return Standing(net.binary.toarray() > 0, net.is_backbone, net.is_backbone, nobody, np.ones(net.n, bool))


@st.composite
def networks(draw: st.DrawFn) -> Network:
    n = draw(st.integers(2, 9))
    pairs = list(combinations(range(n), 2))
    graph = nx.empty_graph(n)
    graph.add_edges_from(draw(st.lists(st.sampled_from(pairs), unique=True)))
    return Network.of(graph, backbone=draw(st.sets(st.integers(0, n - 1), max_size=2)))


@settings(max_examples=60, deadline=None)
@given(net=networks(), data=st.data())
@pytest.mark.parametrize("name", MEASURED)
def test_one_tie_more_is_as_measured_anew(name: str, net: Network, data: st.DataObject) -> None:
    pairs = data.draw(st.lists(st.sampled_from(list(combinations(range(net.n), 2))), max_size=4, unique=True))
    step_by_step = standing_of(net)
    for pair in pairs:
        step_by_step = step_by_step.with_ties([pair])
    at_once = standing_of(net).with_ties(pairs)
    anew = MEASURED[name](add_ties(net, pairs))
    assert MEASURES[name](at_once) == pytest.approx(anew, nan_ok=True)
    assert MEASURES[name](step_by_step) == pytest.approx(anew, nan_ok=True)


@settings(max_examples=60, deadline=None)
@given(net=networks(), data=st.data())
def test_a_tie_more_never_lowers_reach(net: Network, data: st.DataObject) -> None:
    pair = data.draw(st.sampled_from(list(combinations(range(net.n), 2))))
    before, after = standing_of(net), standing_of(net).with_ties([pair])
    for name in ("reach_1", "reach_2", "distance_weighted_reach"):
        assert not MEASURES[name](after) < MEASURES[name](before) - 1e-12


def test_who_would_be_cut_off_without_a_member() -> None:
    net = Network.of(nx.Graph([(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (2, 5)]))
    without = standing_of(net).if_removed([2])
    assert cut_off(without) == 3
    assert cut_off(without.with_ties([(0, 4)])) == 1
    assert cut_off(without.with_ties([(0, 2)])) == 3


def test_isolates_are_those_who_answered() -> None:
    net = Network.of(nx.empty_graph(3))
    nobody = np.zeros((3, 3), bool)
    known = np.array([True, False, True])
    standing = Standing(nobody, nobody[0], nobody[0], nobody, known)
    assert MEASURES["isolates"](standing) == 2
    assert MEASURES["isolates"](standing.with_ties([(0, 1)])) == 1
    assert net.n == 3


def test_reach_of_a_group() -> None:
    net = Network.of(nx.path_graph(5), backbone=[0])
    group = np.array([False, False, False, True, True])
    standing = standing_of(net)
    assert reach(standing, 2, group) == 0
    assert reach(standing.with_ties([(0, 3)]), 2, group) == 1
    assert np.isnan(reach(standing, 2, np.zeros(5, bool)))
