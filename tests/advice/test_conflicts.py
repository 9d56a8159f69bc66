"""Actions that pull against each other never meet in one plan."""

from pathlib import Path

import pytest
from calm_study import SPEAKS, calm, gap

from ci_network.advice.assumptions import Assumptions
from ci_network.advice.catalogue import CATALOGUE
from ci_network.advice.choose import Weighed, choose
from ci_network.advice.conflicts import (
    FROM_BACKBONE,
    LAUNCH,
    LESS_CONTACT,
    MORE_CONTACT,
    MORE_WORK,
    PAUSE,
    TALK_FIRST,
    TENSIONS,
    TO_BACKBONE,
)
from ci_network.advice.effect import UNKNOWN
from ci_network.advice.proposal import Proposal
from ci_network.advice.rank import recommend
from ci_network.advice.setting import Setting

RULES = {rule.id: rule for rule in CATALOGUE}
ADDS_TIES = {4, 6, 8, 9, 10, 11, 12, 14, 15, 16, 17, 37, 38, 39, 44}


def setting_of(folder: Path, phase: int = 2) -> Setting:
    situation = calm(folder, settings=f'backbone = ["bb"]\nphase = {phase}')
    return Setting(situation, (), Assumptions())


def weighed(setting: Setting, rule: int, *members: str, gain: float = 0.1, pair: bool = False) -> Weighed:
    places = setting.places(members)
    pairs = ((places[0], places[1]),) if pair else ()
    return Weighed(Proposal(RULES[rule], members, {}, 0.9, pairs=pairs), UNKNOWN, gain)


def kept(setting: Setting, *actions: Weighed) -> set[int]:
    """Return the rules that stand, whatever the order in which they come."""
    found = {one.proposal.rule.id for one in choose(actions, setting)}
    assert found == {one.proposal.rule.id for one in choose(actions[::-1], setting)}
    return found


def test_every_rule_that_adds_ties_says_so() -> None:
    assert {rule for rule in RULES if MORE_CONTACT in RULES[rule].pulls} == ADDS_TIES
    assert {rule for rule in RULES if LESS_CONTACT in RULES[rule].pulls} == {19, 40}
    assert {rule for rule in RULES if TO_BACKBONE in RULES[rule].pulls} == {8}
    assert {rule for rule in RULES if FROM_BACKBONE in RULES[rule].pulls} == {9, 10, 11, 32, 39}
    assert {rule for rule in RULES if TALK_FIRST in RULES[rule].pulls} == {33, 36}
    assert {rule for rule in RULES if PAUSE in RULES[rule].pulls} == {47}
    assert {rule for rule in RULES if LAUNCH in RULES[rule].pulls} == {1, 18, 20, 22, 26, 50}


def test_no_rule_pulls_against_itself() -> None:
    assert not any(tension.opposes(rule.pulls, rule.pulls) for rule in CATALOGUE for tension in TENSIONS)


@pytest.mark.parametrize(("phase", "stands"), [(1, 8), (2, 11), (3, 11)])
def test_to_the_backbone_and_away_from_it(tmp_path: Path, phase: int, stands: int) -> None:
    setting = setting_of(tmp_path / "s", phase)
    assert kept(setting, weighed(setting, 8, "c1", "bb"), weighed(setting, 11, "c1", "c2")) == {stands}
    assert kept(setting, weighed(setting, 8, "c1", "bb"), weighed(setting, 11, "b2", "b3")) == {8, 11}


@pytest.mark.parametrize("rule", sorted(ADDS_TIES - {8, 9, 10, 11, 39}))
def test_nobody_is_asked_for_more_contact_and_for_less(tmp_path: Path, rule: int) -> None:
    """Of the two the one that stands higher does."""
    setting = setting_of(tmp_path / "s")
    more, less = weighed(setting, rule, "a1", "a2", gain=0.2), weighed(setting, 40, "a1", "b1", gain=0.1)
    assert kept(setting, more, less) == {rule}
    assert kept(setting, weighed(setting, rule, "a1", "a2", gain=0.05), less) == {40}
    assert kept(setting, more, weighed(setting, 40, "c1", "b1")) == {rule, 40}


@pytest.mark.parametrize("rule", [7, 13, 16, 17, 18, 21, 23, 26, 42, 43])
def test_a_pair_talks_before_it_takes_on_work(tmp_path: Path, rule: int) -> None:
    setting = setting_of(tmp_path / "s")
    assert MORE_WORK in RULES[rule].pulls
    work = weighed(setting, rule, "a1", "a2", gain=0.9, pair=True)
    assert kept(setting, work, weighed(setting, 36, "a1", "a2", pair=True)) == {36}
    assert kept(setting, work, weighed(setting, 36, "a1", "b2", pair=True)) == {rule, 36}


def test_groups_talk_before_their_members_are_introduced(tmp_path: Path) -> None:
    setting = setting_of(tmp_path / "s")
    across = tuple((one, other) for one in setting.places(["a1", "a2"]) for other in setting.places(["c1", "c2"]))
    talk = Weighed(Proposal(RULES[33], ("b1",), {}, 0.9, touches=across), UNKNOWN, 0.1)
    assert kept(setting, talk, weighed(setting, 18, "a1", "c2", pair=True)) == {33}
    assert kept(setting, talk, weighed(setting, 18, "a1", "a2", pair=True)) == {18, 33}
    hole = Weighed(
        Proposal(RULES[14], ("a1", "c1"), {}, 0.9, ties=(tuple(setting.places(["a1", "c1"])),)), UNKNOWN, 0.9
    )
    assert kept(setting, talk, hole) == {33}


@pytest.mark.parametrize("rule", [1, 18, 20, 22, 26, 50])
def test_a_launch_that_pauses_launches_nothing(tmp_path: Path, rule: int) -> None:
    setting = setting_of(tmp_path / "s", phase=1)
    assert kept(setting, weighed(setting, rule, "a1", "a2"), weighed(setting, 47, "b1")) == {47}


def test_a_pause_leaves_talks_and_contacts_alone(tmp_path: Path) -> None:
    setting = setting_of(tmp_path / "s", phase=1)
    others = [weighed(setting, rule, "a1", "a2", pair=True) for rule in (6, 36)]
    assert kept(setting, weighed(setting, 6, "a1", "a2"), weighed(setting, 47, "b1"), others[1]) == {6, 36, 47}


def test_a_measure_gets_one_helper_by_whichever_rule(tmp_path: Path) -> None:
    """A measure that one member carries is named by two kinds of gap; the plan speaks of it once."""
    situation = calm(tmp_path / "s", tables={"reporting": "stakeholder,indicator,reports,uses\na1,m1,yes,yes"})
    gaps = [
        gap("G5", "single_measure_carrier", "a1", indicator="m1"),
        gap("G10", "single_reporter", "a1", indicator="m1"),
    ]
    assert len(recommend(situation, gaps)) == 1


def test_where_few_answered_asking_again_comes_first(tmp_path: Path) -> None:
    """Under 65 % the map is too thin for the rest; over it asking takes its turn."""
    thin = recommend(calm(tmp_path / "thin", silent=["a1", "a2", "a3", "b1", "b3"]), SPEAKS[20])
    assert thin["rule"].iloc[0] == 45
    assert len(thin) > 1
    fair = recommend(calm(tmp_path / "fair", silent=["a2", "a3", "b1"]), SPEAKS[20])
    assert list(fair["rule"]) == [20, 45]


def test_a_missing_precondition_comes_first(tmp_path: Path) -> None:
    rows = [f"2025,precondition.champion,{one},0" for one in ("a1", "b1", "c1")]
    situation = calm(
        tmp_path / "s",
        settings='backbone = ["bb"]\nphase = 1',
        tables={"assessments": "\n".join(["wave,item,stakeholder,score", *rows])},
    )
    plan = recommend(situation, [*SPEAKS[20], *SPEAKS[12]])
    assert plan["rule"].iloc[0] == 47
    assert 20 not in set(plan["rule"])
    assert 12 in set(plan["rule"])
