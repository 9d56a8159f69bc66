"""Groups the backbone hardly reaches, and leaning on it."""

from itertools import pairwise

import networkx as nx
import pytest
from small_study import small_situation
from toy import toy_study

from ci_network.gaps.backbone import find_over_dependence, find_unreached_groups
from ci_network.gaps.situation import Situation

CHAIN = ["bb", "a", "b", "c", "d", "e", "f", "g"]
TIES = dict.fromkeys(pairwise(CHAIN), 3)
STAR = {("bb", one): 3 for one in CHAIN[1:]}


def of(tmp_path, ties, sectors=(), **changes):
    members = {one: next((name for name, inside in sectors if one in inside), "") for one in CHAIN}
    return small_situation(tmp_path, members, ties, **changes)


def kinds(gaps):
    return {(gap.kind, gap.evidence["group"]) for gap in gaps}


def test_unreached_hardly_reached_and_near(tmp_path):
    sectors = [("far", "efg"), ("near", "ab")]
    tables = {
        "groups": "id,kind\nmixed,working group\nclose,working group",
        "membership": "group,stakeholder\nmixed,b\nmixed,c\nmixed,d\nclose,a\nclose,b\nclose,c",
    }
    gaps = find_unreached_groups(of(tmp_path, TIES, sectors, tables=tables))
    assert kinds(gaps) == {("unreached", "far"), ("hardly_reached", "mixed")}
    found = {gap.evidence["group"]: gap for gap in gaps}
    assert found["far"].severity == 1
    assert found["mixed"].severity == pytest.approx(2 / 3)
    assert found["mixed"].subjects == ("c", "d")


def test_distant_though_most_of_it_is_reached(tmp_path):
    """Two of the group are two steps away and one five, while most others are in direct contact."""
    members = dict.fromkeys(["bb", *(f"n{i}" for i in range(7)), "s3", "s4"], "") | dict.fromkeys(
        ["p", "q", "r"], "odd"
    )
    ties = {("bb", f"n{i}"): 3 for i in range(7)}
    ties |= {("n0", "p"): 3, ("n1", "q"): 3, ("q", "s3"): 3, ("s3", "s4"): 3, ("s4", "r"): 3}
    gaps = find_unreached_groups(small_situation(tmp_path / "far", members, ties))
    assert kinds(gaps) == {("distant", "odd")}
    assert gaps[0].finding == "The odd sector is 3.0 steps from the backbone on average, others 1.9."
    assert not find_unreached_groups(small_situation(tmp_path / "near", members, ties | {("n2", "r"): 3}))


def test_what_holds_at_any_contact_stands_beside(tmp_path):
    gap = find_unreached_groups(of(tmp_path, TIES | {("bb", "f"): 1}, [("far", "efg")]))[0]
    assert (gap.evidence["reach_2"], gap.evidence["reach_2_at_any_contact"]) == (0, 1)


def test_small_groups_and_coalitions_without_a_backbone_are_left_out(tmp_path):
    assert not find_unreached_groups(of(tmp_path / "two", TIES, [("far", "fg")]))
    assert not find_unreached_groups(of(tmp_path / "none", TIES, [("far", "efg")], settings=""))
    assert not find_over_dependence(of(tmp_path / "none2", STAR, settings=""))


def test_a_group_that_was_hardly_told_of_is_not_called_unreached(tmp_path):
    assert not find_unreached_groups(of(tmp_path, TIES, [("far", "efg")], silent=CHAIN[1:]))


def test_a_star_leans_on_the_backbone_wholly(tmp_path):
    gaps = find_over_dependence(of(tmp_path, STAR))
    network = next(gap for gap in gaps if gap.kind == "network")
    assert (network.severity, network.evidence["peer_tie_share"], network.evidence["backbone_load"]) == (1, 0, 1)
    assert {gap.subjects for gap in gaps if gap.kind == "only_tie"} == {(one,) for one in CHAIN[1:]}


def test_in_a_first_phase_it_is_usual(tmp_path):
    gaps = find_over_dependence(of(tmp_path, STAR, settings='backbone = ["bb"]\nphase = 1'))
    assert {gap.kind: gap.severity for gap in gaps} == {"network": 0.5, "only_tie": 0.2}
    assert all(gap.caveat == "usual in a first phase" for gap in gaps)


def test_a_woven_network_does_not_lean(tmp_path):
    ties = STAR | {(str(a), str(b)): 3 for a, b in nx.complete_graph(CHAIN[1:]).edges}
    assert not find_over_dependence(of(tmp_path, ties))


def test_the_worked_example(tmp_path):
    gaps = find_over_dependence(Situation.of(toy_study(tmp_path)))
    assert {(gap.kind, gap.subjects) for gap in gaps} == {("network", ()), ("stranded", ("H1", "H2"))}
    assert gaps[0].severity == pytest.approx(0.6)


def test_star_by_construction_is_not_called_one(tmp_path):
    """Only the backbone answered: what partners do among themselves was never asked."""
    assert not find_over_dependence(of(tmp_path, STAR, silent=CHAIN[1:]))


def test_no_member_is_named_where_few_answered_and_no_silence_is_read(tmp_path):
    few = find_over_dependence(of(tmp_path / "few", STAR, silent=["a", "b", "c"]))
    assert {gap.kind for gap in few} == {"network"}
    one = find_over_dependence(of(tmp_path / "one", STAR, silent=["a"]))
    assert ("a",) not in {gap.subjects for gap in one}
    assert ("b",) in {gap.subjects for gap in one}
