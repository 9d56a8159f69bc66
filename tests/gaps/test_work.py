"""Work without contact, and contact without work."""

import pytest
from small_study import small_situation
from toy import toy_study

from ci_network.gaps.situation import Situation
from ci_network.gaps.work import find_contact_without_work, find_work_without_contact
from ci_network.network.tierule import TieRule

MEMBERS = dict.fromkeys(["bb", "a", "b", "c", "d", "e"], "")
WORK = {
    "outcomes": "id,goal\no1,One\no2,Two",
    "activities": "id,title,end\nw,Reading club,\nv,Walks,2024-06-30",
    "participation": "stakeholder,activity\na,w\nb,w\nc,w\nd,v\ne,v",
    "commitments": "stakeholder,outcome\na,o1\nd,o1\nd,o2",
}


def of(tmp_path, ties, **changes):
    return small_situation(tmp_path, MEMBERS, ties, **({"tables": WORK} | changes))


def kinds(gaps):
    return {(gap.kind, *gap.subjects) for gap in gaps}


@pytest.mark.parametrize(
    ("level", "pairs"),
    [
        ("any", {("pair", "G1", "C1"), ("bridgeable", "H2", "E1")}),
        ("monthly", {("pair", "G1", "C1"), ("bridgeable", "H1", "E1"), ("pair", "H2", "E1")}),
    ],
)
def test_the_worked_example(tmp_path, level, pairs):
    gaps = find_work_without_contact(Situation.of(toy_study(tmp_path), rule=TieRule(level)))
    assert kinds(gap for gap in gaps if gap.counted) == pairs
    summary = next(gap for gap in gaps if gap.kind == "summary")
    assert summary.evidence["required"] == 5
    assert summary.severity == len(pairs) / 5


def test_the_contact_in_common_is_named(tmp_path):
    gaps = find_work_without_contact(Situation.of(toy_study(tmp_path), rule=TieRule("any")))
    bridged = next(gap for gap in gaps if gap.kind == "bridgeable")
    assert bridged.evidence["via"] == "H1"
    assert "H1 knows both" in bridged.finding


def test_an_activity_in_parts_and_its_pairs(tmp_path):
    gaps = find_work_without_contact(of(tmp_path, {("a", "b"): 3}))
    assert kinds(gaps) == {("summary",), ("activity", "a", "b", "c"), ("pair", "a", "c"), ("pair", "b", "c")}
    activity = next(gap for gap in gaps if gap.kind == "activity")
    assert activity.severity == pytest.approx(2 / 3)
    assert activity.evidence["parts"] == 2
    assert "Reading club" in activity.finding


def test_partners_who_all_hang_together_and_mostly_talk_are_no_gap(tmp_path):
    gaps = find_work_without_contact(of(tmp_path, {("a", "b"): 3, ("b", "c"): 3}))
    assert kinds(gaps) == {("summary",), ("bridgeable", "a", "c")}
    assert not kinds(find_work_without_contact(of(tmp_path / "all", {("a", "b"): 3, ("b", "c"): 3, ("a", "c"): 3}))) - {
        ("summary",)
    }


def test_contact_below_the_level_is_not_contact(tmp_path):
    assert ("pair", "a", "b") in kinds(find_work_without_contact(of(tmp_path, {("a", "b"): 2})))


def test_ended_work_needs_no_contact(tmp_path):
    gaps = kinds(find_work_without_contact(of(tmp_path, {})))
    assert ("pair", "d", "e") not in gaps
    assert ("activity", "d", "e") not in gaps


def test_a_pair_of_whom_neither_answered_is_not_known(tmp_path):
    gaps = find_work_without_contact(of(tmp_path, {("a", "b"): 3}, silent=["b", "c"]))
    assert ("pair", "b", "c") not in kinds(gaps)
    summary = next(gap for gap in gaps if gap.kind == "summary")
    assert (summary.evidence["unmet"], summary.evidence["not_known"]) == (2, 1)


def test_without_shared_work_there_is_nothing_to_say(tmp_path):
    assert not find_work_without_contact(of(tmp_path, {("a", "b"): 3}, tables={}))


def test_contact_without_work(tmp_path):
    gaps = find_contact_without_work(of(tmp_path, {("a", "d"): 4, ("c", "e"): 3, ("a", "b"): 3, ("bb", "a"): 5}))
    assert kinds(gaps) == {("summary",), ("frequent", "a", "d"), ("regular", "c", "e")}
    found = {gap.subjects: gap for gap in gaps}
    assert found["a", "d"].evidence["outcome_overlap"] == 0.5
    assert found["a", "d"].severity == pytest.approx(0.15)
    assert found["c", "e"].severity == 0
    assert all(gap.severity <= 0.3 for gap in gaps)


def test_the_worked_example_has_one_opening(tmp_path):
    gaps = find_contact_without_work(Situation.of(toy_study(tmp_path)))
    assert kinds(gap for gap in gaps if gap.counted) == {("regular", "E2", "C1")}


def test_without_any_record_of_activities_no_contact_lacks_work(tmp_path):
    assert not find_contact_without_work(of(tmp_path, {("a", "b"): 3}, tables={}))
