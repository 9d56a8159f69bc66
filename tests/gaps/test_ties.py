"""Ties that the two ends report differently."""

from folder import write_study

import ci_network as ci
from ci_network.gaps.situation import Situation
from ci_network.gaps.ties import find_unreciprocated_ties
from ci_network.study.study import read_study


def of(tmp_path, reports, *, silent=(), partial=()):
    ids = ["bb", "a", "b", "c", "d"]
    status = {one: "none" if one in silent else "partial" if one in partial else "complete" for one in ids}
    tables = {
        "stakeholders": "id,name\n" + "\n".join(f"{one},{one.upper()}" for one in ids),
        "responses": "stakeholder,wave,status\n" + "\n".join(f"{one},2025,{word}" for one, word in status.items()),
        "ties": "wave,layer,source,target,value\n"
        + "\n".join(f"2025,communication,{a},{b},{value}" for a, b, value in reports),
    }
    return Situation.of(read_study(write_study(tmp_path, tables)))


def found(situation):
    return {
        gap.subjects: round(gap.severity, 2) for gap in find_unreciprocated_ties(situation) if gap.kind != "summary"
    }


def test_one_end_reports_the_tie_and_the_other_none(tmp_path):
    situation = of(tmp_path, [("a", "b", 4), ("c", "d", 3), ("d", "c", 3)])
    assert found(situation) == {("a", "b"): 0.8}
    gap = next(gap for gap in find_unreciprocated_ties(situation) if gap.subjects)
    assert gap.finding == "A reports contact with B (weekly); B reports none."
    assert gap.counted


def test_far_apart_is_a_gap_and_one_level_is_a_recall_difference(tmp_path):
    situation = of(tmp_path, [("a", "b", 5), ("b", "a", 3), ("c", "d", 3), ("d", "c", 4)])
    assert found(situation) == {("a", "b"): 0.4}
    summary = next(gap for gap in find_unreciprocated_ties(situation) if gap.kind == "summary")
    assert summary.evidence == {"ties": 2, "one_sided": 1, "recall_differences": 1}
    assert summary.severity == 0.5


def test_below_the_level_nothing_is_said(tmp_path):
    assert not find_unreciprocated_ties(of(tmp_path, [("a", "b", 2)]))


def test_who_did_not_answer_did_not_say_no(tmp_path):
    assert not found(of(tmp_path / "none", [("a", "b", 4)], silent=["b"]))
    assert not found(of(tmp_path / "part", [("a", "b", 4)], partial=["b"]))
    assert found(of(tmp_path / "said", [("a", "b", 4), ("b", "a", 1)], partial=["b"])) == {("a", "b"): 0.6}


def test_money_may_go_one_way():
    assert not find_unreciprocated_ties(Situation.of(ci.read_study("data/knoke"), layer="money"))
