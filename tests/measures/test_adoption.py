"""Costly change: who follows, which of the two rules new ties can lower, and slow twins."""

import math

import naive_reach
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy import toy_network

from ci_network.errors import UsageError
from ci_network.measures.adoption import (
    net_confirmed_reach,
    net_threshold_reach,
    node_is_confirmed_adopter,
    node_is_threshold_adopter,
)
from ci_network.network.network import Network


def test_only_the_government_follows_in_the_worked_example():
    net = toy_network("any contact")
    assert [m for m, follows in node_is_threshold_adopter(net).items() if follows] == ["B", "G1"]
    assert net_threshold_reach(net) == 1 / 7
    # Fewer ties, wider spread: H1 and E1 each lose a contact who had not followed.
    assert net_threshold_reach(toy_network("monthly")) == 5 / 7


def test_two_sources_in_the_worked_example():
    net = toy_network("any contact")
    assert [m for m, follows in node_is_confirmed_adopter(net).items() if follows] == ["B", "H1", "E1", "G1"]
    assert net_confirmed_reach(net) == 3 / 7
    assert net_confirmed_reach(net, contacts_start=False) == 0
    assert net_confirmed_reach(net, sources=1, contacts_start=False) == 6 / 7


def test_a_new_tie_can_lower_the_share_rule():
    """The stored counterexample: x, tied to b and y, follows b, and y follows x; tied to z too, b is one of three."""
    few = nx.Graph([("b", "x"), ("x", "y")])
    few.add_nodes_from(["z", "w"])
    more = few.copy()
    more.add_edges_from([("x", "z")])
    before, after = (net_threshold_reach(Network.of(graph, backbone=["b"])) for graph in (few, more))
    assert (before, after) == (0.5, 0)


def test_without_a_backbone_or_partners_it_is_not_known():
    for net in (Network.of(nx.path_graph(3)), Network.of(nx.path_graph(2), backbone=[0, 1]), Network.of(nx.Graph())):
        assert math.isnan(net_threshold_reach(net))
        assert math.isnan(net_confirmed_reach(net))
    assert not node_is_threshold_adopter(Network.of(nx.path_graph(3))).any()


def test_a_member_without_contacts_never_follows():
    net = Network.of(nx.empty_graph(3), backbone=[0])
    assert node_is_threshold_adopter(net).to_list() == [True, False, False]
    assert net_confirmed_reach(net, sources=1) == 0


def test_wrong_numbers_are_named():
    net = toy_network("monthly")
    for share in (0, 1.2):
        with pytest.raises(UsageError, match="share is"):
            net_threshold_reach(net, share=share)
    with pytest.raises(UsageError, match="sources is 0"):
        net_confirmed_reach(net, sources=0)


GRAPHS = st.tuples(st.integers(2, 9), st.floats(0, 0.8), st.integers(0, 10_000), st.integers(1, 3))


def drawn(n, density, seed, backbone):
    return nx.gnp_random_graph(n, density, seed=seed), list(range(min(backbone, n)))


@given(GRAPHS, st.sampled_from([0.25, 0.5, 0.75, 1.0]))
@settings(max_examples=100, deadline=None)
def test_followers_equal_the_slow_twin(shape, share):
    graph, backbone = drawn(*shape)
    net = Network.of(graph, backbone=backbone)
    by_share = naive_reach.adopters(graph, backbone, {node: share * degree for node, degree in graph.degree})
    assert set(net.ids[node_is_threshold_adopter(net, share=share)]) == by_share
    starting = set(backbone) | {other for one in backbone for other in graph[one]}
    for seeds, contacts_start in ((backbone, False), (starting, True)):
        by_number = naive_reach.adopters(graph, seeds, dict.fromkeys(graph, 2))
        assert set(net.ids[node_is_confirmed_adopter(net, contacts_start=contacts_start)]) == by_number


@given(GRAPHS, st.tuples(st.integers(0, 8), st.integers(0, 8)), st.integers(1, 3), st.booleans())
@settings(max_examples=150, deadline=None)
def test_one_more_tie_never_lowers_the_rule_by_number(shape, tie, sources, contacts_start):
    graph, backbone = drawn(*shape)
    more = graph.copy()
    a, b = tie[0] % len(graph), tie[1] % len(graph)
    more.add_edges_from([(a, b)] if a != b else [])
    now, then = (
        node_is_confirmed_adopter(Network.of(g, backbone=backbone), sources=sources, contacts_start=contacts_start)
        for g in (graph, more)
    )
    assert (then >= now).all()


@given(GRAPHS)
@settings(max_examples=100, deadline=None)
def test_a_higher_bar_is_never_met_by_more(shape):
    graph, backbone = drawn(*shape)
    net = Network.of(graph, backbone=backbone)
    assert (node_is_threshold_adopter(net, share=0.3) >= node_is_threshold_adopter(net, share=0.6)).all()
    assert (node_is_confirmed_adopter(net, sources=1) >= node_is_confirmed_adopter(net)).all()
