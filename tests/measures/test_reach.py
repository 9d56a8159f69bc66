"""Reach of the backbone: the worked example, hand-sized shapes, edge conventions and what must always hold."""

import math

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy import toy_network

import ci_network as ci
from ci_network.measures.reach import (
    group_backbone_reach,
    net_backbone_reach,
    net_decayed_reach,
    net_distance_weighted_reach,
    net_reach_evenness,
    net_reach_gap,
    net_useful_reach,
    node_backbone_distance,
)
from ci_network.measures.reach_channels import net_broadcast_only, net_two_way_reach, reach_by_channel_table
from ci_network.measures.reach_table import reach_table
from ci_network.measures.reliance import net_pair_loss, net_peer_tie_share
from ci_network.network.build import build_network
from ci_network.network.network import Network
from ci_network.network.tierule import TieRule


@pytest.mark.parametrize(
    ("level", "reached"),
    [("any contact", {1: 3, 2: 5, 3: 6, math.inf: 6}), ("monthly", {1: 2, 2: 4, 3: 5, math.inf: 5})],
)
def test_the_worked_example_by_steps(level, reached):
    net = toy_network(level)
    assert {steps: net_backbone_reach(net, steps=steps) for steps in reached} == {k: n / 7 for k, n in reached.items()}


@pytest.mark.parametrize(("level", "value"), [("any contact", 0.6190), ("monthly", 0.4762)])
def test_the_worked_example_by_distance(level, value):
    assert net_distance_weighted_reach(toy_network(level)) == pytest.approx(value, abs=5e-5)


def test_seeds_may_count_at_distance_one():
    net = toy_network("any contact")
    assert net_distance_weighted_reach(net, include_seeds=True) == pytest.approx((0.6190476 * 7 + 1) / 8)


@given(st.integers(2, 9), st.integers(1, 3), st.integers(0, 99))
@settings(max_examples=50, deadline=None)
def test_with_seeds_it_is_the_key_player_score_of_the_backbone(n, size, seed):
    backbone = list(range(min(size, n - 1)))
    net = Network.of(nx.gnp_random_graph(n, 0.3, seed=seed), backbone=backbone)
    assert net_distance_weighted_reach(net, include_seeds=True) == pytest.approx(
        ci.net_key_player_score(net, members=backbone)
    )
    others = ci.net_distance_weighted_reach_of_others(net, members=backbone)
    assert net_distance_weighted_reach(net) == pytest.approx(others)
    within = ci.net_key_player_score(net, members=backbone, aim="reach_2")
    assert net_backbone_reach(net) * (n - len(backbone)) + len(backbone) == pytest.approx(within)


def test_decayed_reach():
    assert net_decayed_reach(toy_network("any contact")) == pytest.approx((3 + 2 * 0.5 + 0.25) / 7)


def test_the_worked_example_by_sector():
    found = group_backbone_reach(toy_network("any contact"))["reach"]
    assert found.to_dict() == {"community": 0, "education": 1, "funder": 0, "government": 1, "health": 1}
    assert net_reach_evenness(toy_network("any contact")) == 0
    assert net_reach_evenness(toy_network("any contact"), least_members=2) == 1


def test_evenness_and_gap_of_groups_in_which_members_may_be_twice():
    net = toy_network("any contact")
    assert net_reach_gap(net) == 1
    assert net_reach_gap(net, least_members=2) == 0
    groups = pd.Series({"H1": "one", "C1": "one", "F1": "two", "B": "two", "X": "two"})
    twice = pd.concat([groups, pd.Series({"H1": "two"})])
    found = group_backbone_reach(net, by=twice)
    assert found["members"].to_dict() == {"one": 2, "two": 2}
    assert found["reach"].to_dict() == {"one": 0.5, "two": 0.5}
    assert net_reach_gap(net, by=groups) == 0.5
    assert math.isnan(net_reach_gap(net, least_members=9))


def test_useful_reach_leaves_out_the_audience():
    net = toy_network("any contact")
    assert net_useful_reach(net, active=["H1", "C1", "B", "nobody"]) == 1 / 7
    assert net_useful_reach(net, active=net.ids) == net_backbone_reach(net)
    assert net_useful_reach(net, active=[]) == 0
    assert math.isnan(net_useful_reach(Network.of(nx.path_graph(3)), active=[0]))


def test_two_way_and_broadcast_by_steps():
    arrows = nx.DiGraph([("b", "x"), ("x", "b"), ("x", "y"), ("y", "x"), ("y", "z")])
    net = Network.of(arrows, backbone=["b"])
    assert [net_two_way_reach(net, steps=k) for k in (1, 2, 3)] == pytest.approx([1 / 3, 2 / 3, 2 / 3])
    talk = net.with_matrix(np.zeros((4, 4)))
    assert net_broadcast_only(net, talk) == pytest.approx(1 / 3)
    assert net_broadcast_only(net, net) == 0


def test_distances_say_which_members_have_no_way():
    found = node_backbone_distance(toy_network("monthly"))
    assert found.to_dict() == {"B": 0, "H1": 1, "H2": 2, "E1": 1, "E2": 2, "G1": math.inf, "C1": 3, "F1": math.inf}


def star(n=5):
    return Network.of(nx.star_graph(n), backbone=[0])


def test_a_star_has_full_reach_and_no_ties_of_its_own():
    assert net_backbone_reach(star(), steps=1) == 1
    assert net_peer_tie_share(star()) == 0
    assert net_pair_loss(star()) == 1


def test_two_backbones_in_separate_parts_reach_as_one():
    net = Network.of(nx.Graph([("b", "x"), ("c", "y"), ("y", "z")]), backbone=["b", "c"])
    assert net_backbone_reach(net, steps=1) == pytest.approx(2 / 3)
    assert net_backbone_reach(net) == 1


def test_ties_inside_the_backbone_count_for_nothing():
    graph = nx.Graph([("b", "c"), ("c", "x"), ("x", "y")])
    assert node_backbone_distance(Network.of(graph, backbone=["b", "c"])).to_list() == [0, 0, 1, 2]
    assert net_peer_tie_share(Network.of(graph, backbone=["b", "c"])) == 0.5


def test_nobody_in_contact_is_reach_zero_and_shares_undefined():
    net = Network.of(nx.empty_graph(4), backbone=[0])
    assert net_backbone_reach(net, steps=math.inf) == 0
    assert net_distance_weighted_reach(net) == net_decayed_reach(net) == 0
    assert math.isnan(net_peer_tie_share(net))
    assert math.isnan(net_pair_loss(net))


@pytest.mark.parametrize("net", [Network.of(nx.path_graph(3)), Network.of(nx.path_graph(2), backbone=[0, 1])])
def test_without_a_backbone_or_partners_all_is_undefined(net):
    table = reach_table(net, net)
    reason = "no backbone declared" if not net.backbone else "no partners beside the backbone"
    assert table["value"].isna().all()
    assert (table.loc[table["group"] == "", "reason"] == reason).all()


def test_an_empty_network_gives_an_answer():
    net = Network.of(nx.Graph())
    assert reach_table(net, net)["value"].isna().all()
    assert group_backbone_reach(net).empty


def test_arrows_are_followed_both_ways():
    net = Network.of(nx.DiGraph([("x", "b"), ("y", "x")]), backbone=["b"])
    assert net_backbone_reach(net) == 1
    assert net_two_way_reach(net, steps=1) == 0


def test_the_table_has_both_levels_and_reasons():
    net, any_contact = toy_network("monthly"), toy_network("any contact")
    monthly = Network(**{**vars_of(net), "rule": TieRule(at_least=3)})
    table = reach_table(monthly, any_contact)
    assert list(table.columns) == ["measure", "group", "threshold", "value", "n", "reason", "standard_error"]
    whole = table[table["group"] == ""].set_index(["measure", "threshold"])["value"]
    assert whole["reach_2"].to_dict() == {"3": 4 / 7, "any contact": 5 / 7}
    assert whole["pair_loss"].to_dict() == pytest.approx({"3": 0.6, "any contact": 1 / 3})
    assert whole["threshold_reach"].to_dict() == pytest.approx({"3": 5 / 7, "any contact": 1 / 7})
    assert whole["never_reached"].to_dict() == pytest.approx({"3": 2 / 7, "any contact": 1 / 7})
    assert whole["stranded"].to_dict() == pytest.approx({"3": 2 / 7, "any contact": 1 / 7})
    assert whole["only_tied_to_backbone"].to_dict() == pytest.approx({"3": 0, "any contact": 1 / 7})
    assert (table["value"].isna() == (table["reason"] != "")).all()
    assert not table.duplicated(["measure", "group", "threshold"]).any()


def vars_of(net):
    return {name: getattr(net, name) for name in net.__dataclass_fields__}


def test_the_bundled_coalition_by_respondents_channels_and_two_way():
    study = ci.read_study("data/riverbend")
    net = build_network(study)
    assert net_backbone_reach(net) < net_backbone_reach(net, respondents_only=True)
    assert net_two_way_reach(net, steps=1) < net_backbone_reach(net, steps=1)
    channels = {
        f"{name} {level}": build_network(study, rule=TieRule(at_least=level, channels=(name,)))
        for name in ("email", "meeting")
        for level in ("monthly", "any")
    }
    table = reach_by_channel_table(channels).set_index("channel")["reach"]
    assert table["email any"] >= table["email monthly"]
    assert table.between(0, 1).all()


GRAPHS = st.integers(2, 8).flatmap(
    lambda n: st.tuples(st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=14))
)


def of_ties(n, ties, backbone=(0,)):
    graph = nx.empty_graph(n)
    graph.add_edges_from((a, b) for a, b in ties if a != b)
    return Network.of(graph, backbone=list(backbone))


def numbers(net):
    return np.array(
        [
            *(net_backbone_reach(net, steps=k) for k in (1, 2, 3, math.inf)),
            net_distance_weighted_reach(net),
            net_decayed_reach(net),
        ]
    )


@given(GRAPHS, st.tuples(st.integers(0, 7), st.integers(0, 7)))
@settings(max_examples=150, deadline=None)
def test_one_more_tie_never_lowers_reach(drawn, tie):
    n, ties = drawn
    more = [*ties, (tie[0] % n, tie[1] % n)]
    assert (numbers(of_ties(n, more)) >= numbers(of_ties(n, ties)) - 1e-12).all()


@given(GRAPHS)
@settings(max_examples=150, deadline=None)
def test_distance_weighted_reach_lies_between_one_step_and_any(drawn):
    one, two, three, any_, weighted, decayed = numbers(of_ties(*drawn))
    assert one - 1e-12 <= decayed <= weighted + 1e-12
    assert one <= two <= three <= any_
    assert one - 1e-12 <= weighted <= any_ + 1e-12


@given(GRAPHS, st.lists(st.integers(1, 5), min_size=14, max_size=14), st.integers(1, 5), st.integers(1, 5))
@settings(max_examples=100, deadline=None)
def test_a_higher_level_never_reaches_further(drawn, values, one, other):
    n, ties = drawn
    low, high = sorted((one, other))
    kept = [[tie for tie, value in zip(ties, values, strict=False) if value >= level] for level in (low, high)]
    assert (numbers(of_ties(n, kept[1])) <= numbers(of_ties(n, kept[0])) + 1e-12).all()


@given(GRAPHS, st.randoms())
@settings(max_examples=100, deadline=None)
def test_relabelling_changes_nothing(drawn, random):
    n, ties = drawn
    order = list(range(n))
    random.shuffle(order)
    net, moved = of_ties(n, ties), of_ties(n, [(order[a], order[b]) for a, b in ties], backbone=(order[0],))
    whole, again = (reach_table(one, one)[["measure", "value"]] for one in (net, moved))
    pd.testing.assert_frame_equal(whole, again)
