"""What rules make of a gap: whom they name, whom they leave out, and when they say nothing."""

import re
from pathlib import Path

import pytest
from calm_study import MEMBERS, SPEAKS, TIES, calm, gap

from ci_network.advice.assumptions import Assumptions
from ci_network.advice.catalogue import CATALOGUE
from ci_network.advice.proposal import Proposal
from ci_network.advice.propose import proposals
from ci_network.advice.setting import Setting
from ci_network.gaps.gap import Gap
from ci_network.gaps.situation import Situation

# Rule 10 needs partners who would lose touch; 15 a broker with contacts on both sides.
STAR_TIES = {("bb", one): 3 for one in MEMBERS if one != "bb"}
CUT_TIES = TIES | {("bb", "d2"): 3}
CUT_TIES = {pair: value for pair, value in CUT_TIES.items() if pair != ("d1", "d2")}
BROKER_TIES = TIES | {("b2", "d1"): 3}


def spoken(situation: Situation, gaps: list[Gap]) -> list[Proposal]:
    return proposals(Setting(situation, tuple(gaps), Assumptions()))


def situation_for(rule: int, folder: Path) -> Situation:
    ties = {10: CUT_TIES, 11: CUT_TIES, 15: BROKER_TIES}.get(rule, TIES)
    if rule == 6:
        ties = {pair: value for pair, value in TIES.items() if "d2" not in pair}
    return calm(folder, ties=ties)


@pytest.mark.parametrize("rule", SPEAKS)
def test_rule_speaks_where_its_gap_is(tmp_path: Path, rule: int) -> None:
    found = [one for one in spoken(situation_for(rule, tmp_path / "s"), SPEAKS[rule]) if one.rule.id == rule]
    assert found
    for one in found:
        for text in (one.action, one.why, one.change, one.watch):
            assert text.endswith((".", "?"))
            assert not re.search(r"[{}]|nan|\bNone\b|  |\.\.", text), text
            assert len(text) <= 600
        assert 0 < one.weight <= 1
        assert one.hours > 0


@pytest.mark.parametrize("rule", SPEAKS)
def test_rule_is_silent_where_only_other_gaps_are(tmp_path: Path, rule: int) -> None:
    own = {(one.gap, one.kind) for one in SPEAKS[rule]}
    others = [one for gaps in SPEAKS.values() for one in gaps if (one.gap, one.kind) not in own]
    assert rule not in {one.rule.id for one in spoken(situation_for(rule, tmp_path / "s"), others)}


def test_nothing_to_say_of_a_calm_coalition(tmp_path: Path) -> None:
    assert spoken(calm(tmp_path / "s"), []) == []


def test_star_is_told_to_introduce_partners(tmp_path: Path) -> None:
    found = {one.rule.id: one for one in spoken(calm(tmp_path / "s", ties=STAR_TIES), [])}
    assert set(found) == {9, 39}
    assert len(found[9].ties) == 3
    assert not any(0 in pair for pair in found[9].ties)
    assert set(found[39].subjects) <= set(MEMBERS) - {"bb"}


def test_scattered_parts_are_joined(tmp_path: Path) -> None:
    ties = {("bb", "a1"): 3, ("a1", "a2"): 3, ("b1", "b2"): 3, ("c1", "c2"): 3, ("c3", "d1"): 3}
    found = {one.rule.id: one for one in spoken(calm(tmp_path / "s", ties=ties), [])}
    assert set(found) == {38}
    assert 2 <= len(found[38].ties) <= 3


def test_few_answers_are_asked_for_first(tmp_path: Path) -> None:
    settings = 'backbone = ["bb"]\nrequired_sectors = ["housing"]'
    found = spoken(calm(tmp_path / "s", silent=["c1", "c2"], settings=settings), [])
    assert [one.rule.id for one in found] == [45]
    assert "housing" in found[0].action
    assert found[0].subjects == ()


def test_few_answers_silence_claims_about_one_member(tmp_path: Path) -> None:
    silent = ["a1", "a2", "a3", "b1", "b2"]
    found = {one.rule.id for one in spoken(calm(tmp_path / "s", silent=silent), SPEAKS[12] + SPEAKS[11])}
    assert found == {45}


def test_who_answered_not_known_does_not_silence(tmp_path: Path) -> None:
    situation = calm(tmp_path / "s", tables={"responses": ""})
    assert {one.rule.id for one in spoken(situation, SPEAKS[12])} == {12}


def test_second_way_goes_round_the_member(tmp_path: Path) -> None:
    situation = calm(tmp_path / "s")
    found = spoken(situation, SPEAKS[12])[0]
    place = situation.ids.get_loc("d1")
    assert found.ties
    assert all(place not in pair for pair in found.ties)
    assert situation.ids.get_loc("d2") in {end for pair in found.ties for end in pair}
    assert "D2" in found.why


def test_burdened_members_and_full_calendars_get_no_new_ties(tmp_path: Path) -> None:
    """a3 is full, d1 is found to carry a lot: neither is a partner for d2, who would otherwise have either."""
    capacity = " ".join(f"{one},{0 if one in ('a1', 'a2', 'c3') else 10}" for one in MEMBERS)
    situation = calm(tmp_path / "s", tables={"capacity": capacity}, ties=CUT_TIES)
    found = spoken(situation, [*SPEAKS[11], gap("G13", "burdened", "d1")])
    named = {member for one in found if one.rule.id == 11 for member in one.subjects}
    assert named
    assert not named & {"a1", "a2", "c3", "d1", "bb"}


def test_no_member_gets_more_than_two_new_ties(tmp_path: Path) -> None:
    for rule, gaps in SPEAKS.items():
        for one in spoken(situation_for(rule, tmp_path / str(rule)), gaps):
            ends = [end for pair in one.ties for end in pair]
            if not one.meeting:
                assert all(ends.count(end) <= 2 for end in ends)


def test_claims_about_one_member_are_marked() -> None:
    marked = {rule.id for rule in CATALOGUE if rule.named_claim}
    assert {6, 11, 12, 13, 15, 31} <= marked
    assert not marked & {1, 8, 9, 10, 14, 16, 38, 45}
