"""The plan: short, in order, fair to members, and the same every time."""

import math
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from calm_study import SPEAKS, TABLES, TIES, calm, gap

from ci_network.advice.assumptions import Assumptions
from ci_network.advice.catalogue import CATALOGUE
from ci_network.advice.effect import UNKNOWN
from ci_network.advice.proposal import Proposal
from ci_network.advice.rank import COLUMNS, Weighed, choose, recommend
from ci_network.advice.setting import Setting
from ci_network.gaps.find import find_gaps
from ci_network.gaps.gap import Gap
from ci_network.gaps.situation import Situation
from ci_network.study.study import read_study

EVERY_GAP = [one for gaps in SPEAKS.values() for one in gaps]
ALONE = {pair: value for pair, value in TIES.items() if "d2" not in pair}
CUT = ALONE | {("bb", "d2"): 3}


@pytest.fixture
def situation(tmp_path: Path) -> Situation:
    return calm(tmp_path / "s")


def test_nothing_found_is_an_empty_plan(situation: Situation) -> None:
    plan = recommend(situation, [])
    assert plan.empty
    assert list(plan.columns) == list(COLUMNS)


def test_plan_is_short_and_spread(situation: Situation) -> None:
    plan = recommend(situation, EVERY_GAP, rng=1)
    named = Counter(member for subjects in plan["subjects"] for member in subjects.split("|") if member)
    assert list(plan["rank"]) == list(range(1, len(plan) + 1))
    assert 3 < len(plan) <= 7
    assert max(named.values()) <= 2
    assert list(plan.columns) == list(COLUMNS)
    assert plan["condition"].isin(["CA", "SM", "MR", "CC", "BB"]).all()
    assert plan["phase"].eq(2).all()


def test_the_same_every_time_whatever_the_order_of_gaps(situation: Situation) -> None:
    plan = recommend(situation, EVERY_GAP, rng=1)
    pd.testing.assert_frame_equal(plan, recommend(situation, EVERY_GAP, rng=1))
    pd.testing.assert_frame_equal(plan, recommend(situation, EVERY_GAP[::-1], rng=1))


def test_heavier_gaps_come_first(situation: Situation) -> None:
    light = [gap("G8", "fragile", "b1", outcome="o2", severity=0.2)]
    heavy = [gap("G8", "orphan", outcome="o3", severity=1.0)]
    assert list(recommend(situation, light + heavy)["rule"]) == [20, 21]


def test_within_a_class_gain_an_hour_decides(tmp_path: Path) -> None:
    """The call to d2 takes 3 hours and would end all isolation with chance 0.6; the goal takes 6 hours."""
    plan = recommend(calm(tmp_path / "s", ties=ALONE), SPEAKS[20] + SPEAKS[6])
    assert list(plan["rule"]) == [6, 20]
    assert plan["hours"].to_list() == [3.0, 6.0]


def test_effect_is_expected_change_and_unknown_elsewhere(tmp_path: Path) -> None:
    plan = recommend(calm(tmp_path / "s", ties=ALONE), SPEAKS[20] + SPEAKS[6] + SPEAKS[35]).set_index("rule")
    assert plan.at[6, "effect"] == pytest.approx(-0.6)
    assert (plan.at[6, "low"], plan.at[6, "high"]) == (-1, 0)
    assert plan.at[6, "effect_on"] == "isolates"
    assert plan.at[20, "effect"] == pytest.approx(0.6 / 3)
    assert plan.at[20, "effect_on"] == "share of goals with work behind them"
    assert math.isnan(plan.at[35, "effect"])
    assert plan.at[35, "effect_on"] == ""
    assert plan.at[35, "operations"] == "not simulated: the talk comes first"


@pytest.mark.parametrize(("phase", "stays"), [(1, 8), (2, 11), (3, 11)])
def test_to_and_from_the_backbone_never_for_the_same_member(tmp_path: Path, phase: int, stays: int) -> None:
    situation = calm(tmp_path / "s", settings=f'backbone = ["bb"]\nphase = {phase}')
    setting = Setting(situation, (), Assumptions())
    pull = {rule.id: rule for rule in CATALOGUE if rule.id in (8, 11)}
    members = {8: ("c1", "bb"), 11: ("c1", "c2")}
    both = [Weighed(Proposal(pull[rule], named, {}, 0.9), UNKNOWN, 0.1) for rule, named in members.items()]
    for ordered in (both, both[::-1]):
        assert [one.proposal.rule.id for one in choose(ordered, setting)] == [stays]


def test_more_actions_for_one_member_than_it_can_bear_are_left_out(situation: Situation) -> None:
    gaps = [
        gap("G8", "fragile", "c3", outcome="o1"),
        gap("G5", "single_activity_carrier", "c3", activity="w3"),
        gap("G13", "burdened", "c3"),
    ]
    assert len(recommend(situation, gaps[:2])) == 2
    plan = recommend(situation, gaps)
    assert sum("c3" in subjects.split("|") for subjects in plan["subjects"]) == 2


def test_two_gaps_that_call_for_the_same_are_one_action(situation: Situation) -> None:
    gaps = [*SPEAKS[8], gap("G1", "unreached", "c1", "c2", "c3", sector="housing")]
    assert list(recommend(situation, gaps)["rule"]) == [8]


def test_a_hole_that_may_be_chance_weighs_less(situation: Situation) -> None:
    hole = {"one": "schools", "other": "residents", "expected": 3.0}
    gaps = [gap("G4", "complete_hole", severity=1.0, p_adjusted=0.6, **hole), *SPEAKS[31]]
    assert list(recommend(situation, gaps)["rule"]) == [31, 14]


def test_assumptions_change_the_plan(situation: Situation) -> None:
    assert len(recommend(situation, EVERY_GAP, assumptions=Assumptions(most_actions=1))) == 1
    sure = recommend(situation, SPEAKS[8], assumptions=Assumptions(takes_hold=1.0)).iloc[0]
    likely = recommend(situation, SPEAKS[8]).iloc[0]
    assert likely["effect"] == pytest.approx(0.6 * sure["effect"])
    assert sure["low"] == sure["high"] == sure["effect"]


def test_claims_about_one_member_are_marked_for_the_team(tmp_path: Path) -> None:
    plan = recommend(calm(tmp_path / "s", ties=ALONE), SPEAKS[31] + SPEAKS[6] + SPEAKS[20]).set_index("rule")
    assert plan.at[31, "named_claim"]
    assert plan.at[6, "named_claim"]
    assert not plan.at[20, "named_claim"]


def test_figures_of_small_groups_are_for_the_team(situation: Situation) -> None:
    assert recommend(situation, SPEAKS[8])["named_claim"].item()
    assert not recommend(situation, SPEAKS[8], assumptions=Assumptions(small_group=3))["named_claim"].item()


def test_a_study_without_work_backbone_or_capacity(tmp_path: Path) -> None:
    bare = dict.fromkeys(TABLES, "")
    situation = calm(tmp_path / "s", tables=bare, settings="", ties=CUT)
    plan = recommend(situation, EVERY_GAP)
    assert list(plan.columns) == list(COLUMNS)


@pytest.fixture(scope="module")
def riverbend() -> tuple[Situation, list[Gap]]:
    situation = Situation.of(read_study(Path(__file__).resolve().parents[2] / "data" / "riverbend"))
    return situation, find_gaps(situation)


def test_riverbend_is_told_what_was_planted(riverbend: tuple[Situation, list[Gap]]) -> None:
    plan = recommend(*riverbend, rng=1).set_index("rule")
    assert len(plan) == 7
    assert {6, 8, 16, 20, 21, 31} <= set(plan.index)
    assert "millrace-family-centre" in plan.at[31, "subjects"]
    assert "ferry-merchants" in plan.at[6, "subjects"]
    assert "housing" in plan.at[8, "action"]
    assert "Summer bridge" in plan.at[16, "action"]
    assert "stable home" in plan.at[20, "action"]
    assert "heron-mentoring" in plan.at[21, "subjects"]
    assert plan["why"].str.len().max() <= 600
