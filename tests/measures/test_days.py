"""Days until news arrives: worked by hand, beside every path tried, and where it never does."""

import math

import naive_reach
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy import toy_network, toy_study

import ci_network as ci
from ci_network.errors import UsageError
from ci_network.measures.days import net_days_to_reach, net_never_reached, node_days_from_backbone
from ci_network.network.network import Network

QUARTER, MONTH, WEEK = 365 / 4, 365 / 12, 365 / 52


def test_the_worked_example(tmp_path):
    net = ci.build_network(toy_study(tmp_path), rule=ci.TieRule(at_least="any"))
    by_member = {
        "B": 0, "F1": math.inf, "H1": WEEK, "H2": 2 * WEEK, "E1": MONTH, "E2": 2 * MONTH, "G1": QUARTER,
        "C1": 3 * MONTH,
    }  # fmt: skip
    assert node_days_from_backbone(net).to_dict() == pytest.approx(by_member)
    assert net_days_to_reach(net) == pytest.approx((3 * WEEK + 6 * MONTH + QUARTER) / 6)
    assert net_never_reached(net) == pytest.approx(1 / 7)


def test_a_longer_way_may_be_quicker():
    graph = nx.Graph([("b", "far", {"weight": 1}), ("b", "x", {"weight": 3}), ("x", "far", {"weight": 3})])
    found = node_days_from_backbone(Network.of(graph, backbone=["b"]), contacts_per_year={1: 1, 3: 12})
    assert found["far"] == pytest.approx(2 * MONTH)


def test_what_is_not_known():
    assert node_days_from_backbone(Network.of(nx.path_graph(3)), contacts_per_year=12).isna().all()
    assert math.isnan(net_days_to_reach(toy_network("monthly")))
    assert math.isnan(net_never_reached(Network.of(nx.path_graph(3))))
    alone = Network.of(nx.empty_graph(3), backbone=[0])
    assert math.isnan(net_days_to_reach(alone, contacts_per_year=12))
    assert net_never_reached(alone) == 1


def test_no_contacts_a_year_are_no_tie():
    with pytest.raises(UsageError, match="contacts a year"):
        net_days_to_reach(toy_network("monthly"), contacts_per_year=0)


def test_a_mean_of_two_reports_lies_between_the_levels(tmp_path):
    net = ci.build_network(toy_study(tmp_path), rule=ci.TieRule(at_least="any"))
    half = net.with_matrix(net.matrix * 0.875)  # weekly (4) becomes 3.5
    assert node_days_from_backbone(half)["H1"] == pytest.approx(365 / 32)


@given(st.integers(2, 7), st.floats(0.1, 0.9), st.integers(0, 10_000), st.integers(1, 2))
@settings(max_examples=80, deadline=None)
def test_the_quickest_of_all_paths(n, density, seed, backbone):
    graph = nx.gnp_random_graph(n, density, seed=seed)
    rng = np.random.default_rng(seed)
    for a, b in graph.edges:
        times = int(rng.integers(1, 6))
        graph.edges[a, b].update(weight=times, days=365 / (10 * times))
    seeds = range(min(backbone, n))
    contacts = {times: 10 * times for times in range(1, 6)}
    found = node_days_from_backbone(Network.of(graph, backbone=seeds), contacts_per_year=contacts)
    assert found.to_list() == pytest.approx([naive_reach.days(graph, seeds, node) for node in graph])
