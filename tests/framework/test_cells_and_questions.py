"""Cells, phase suggestion, phase gap, readiness and roles by hand."""

import math
from pathlib import Path

import pandas as pd
import pytest
from small_study import small_situation

import ci_network as ci
from ci_network.errors import UnknownNameError
from ci_network.framework.backbone_roles import backbone_roles_table
from ci_network.framework.phase_gap import find_every_gap, find_phase_mismatch
from ci_network.framework.phases import phase_evidence_table, phases_table, suggest_phase
from ci_network.framework.readiness import readiness_evidence_table, readiness_table, readiness_verdict

PEOPLE = {"bb": "backbone", "a": "health", "b": "schools", "c": "residents"}
TIES = {("bb", "a"): 4, ("a", "b"): 4, ("a", "c"): 2}
TABLES = {
    "stakeholders": """
        id,name,sector,role,lived_experience,capacity_hours
        bb,Hub,backbone,backbone,no,
        a,Clinic,health,champion,no,10
        b,School,schools,member,no,6
        c,Parents,residents,community representative,yes,
    """,
    "outcomes": "id,goal,target,target_date\no1,Read,70 %,2029-01-01\no2,Home,,",
    "activities": """
        id,title,kind,lead,outcomes,population
        x,Tutors,programme,a,o1,children
        y,Law,policy,c,,
    """,
    "participation": "wave,stakeholder,activity,role,hours\n2025,b,x,co-lead,4",
    "commitments": "stakeholder,outcome\na,o1\nb,o1",
    "indicators": """
        id,outcome,status,disaggregated_by,last_report
        q1,o1,reported,income,2025-06-01
        q2,o1,agreed,,2023-06-01
    """,
    "reporting": "stakeholder,indicator,reports,uses\na,q1,yes,yes\nb,q1,yes,no",
    "groups": "id,kind\ns,steering\nw,working group",
    "membership": "group,stakeholder\ns,a\ns,b",
}
SETTINGS = 'backbone = ["bb"]\nphase = 3\nrequired_sectors = ["health", "schools", "housing"]'
BY_HAND = {
    (1, "governance", "champions_named"): 1, (1, "governance", "convening_group"): 2 / 3,
    # From a: bb and b at one step; c is in contact below the level only.
    (1, "governance", "champions_reach"): 2 / 3,
    (2, "governance", "backbone_named"): 1, (2, "governance", "steering_exists"): 1,
    (2, "governance", "working_groups"): 1, (2, "governance", "BB1"): 1 / 3, (2, "governance", "BB2"): 2 / 3,
    (3, "governance", "BB4"): 1 / 2, (3, "governance", "load_spread"): 1, (3, "governance", "deputies"): 1 / 2,
    (1, "planning", "members_mapped"): 3 / 4, (1, "planning", "collaborations_listed"): math.nan,
    (2, "planning", "CA1"): 0, (2, "planning", "CA2"): 2 / 3, (2, "planning", "CA6"): 1 / 2,
    (3, "planning", "MR1"): 1, (3, "planning", "MR4"): 1, (3, "planning", "CA4"): 1,
    (3, "planning", "activities_serve_goals"): 1 / 2,
    (1, "community", "community_there"): 1, (1, "community", "people_named"): 1 / 2,
    (2, "community", "community_contacts"): 0, (2, "community", "community_reached"): 0,
    (3, "community", "community_in_core"): 0, (3, "community", "community_advocacy"): 1,
    (1, "evaluation", "baseline"): 1 / 2, (1, "evaluation", "baseline_by_group"): 1 / 2,
    (2, "evaluation", "SM1"): 1 / 2, (2, "evaluation", "SM2"): 1 / 2,
    (3, "evaluation", "SM3"): 2 / 3, (3, "evaluation", "SM4"): 1 / 3, (3, "evaluation", "recent_reports"): 1 / 2,
}  # fmt: skip


def situation_with(folder: Path, *scores: str, settings: str = SETTINGS, people: object = PEOPLE) -> ci.Situation:
    told = {"assessments": "\n".join(["wave,item,stakeholder,score", *scores])} if scores else {}
    return small_situation(folder, people, TIES, settings=settings, tables=TABLES | told)


def test_every_piece_of_evidence_by_hand(tmp_path: Path) -> None:
    table = phase_evidence_table(situation_with(tmp_path / "s"))
    found = table.set_index(["phase", "component", "evidence"])["value"]
    assert set(found.index) == set(BY_HAND)
    for place, value in BY_HAND.items():
        assert found[place] == pytest.approx(value, nan_ok=True), place
    assert (table.loc[table["value"].isna(), "reason"] != "").all()


def test_cells_are_means_of_what_is_known_and_disagreement_is_flagged(tmp_path: Path) -> None:
    cells = phases_table(situation_with(tmp_path / "s", "2025,phase.1.planning,a,0", "2025,phase.1.governance,a,2"))
    cells = cells.set_index(["phase", "component"])
    assert cells.at[(1, "planning"), "network_score"] == pytest.approx(3 / 4)
    assert cells.at[(1, "planning"), "evidence_coverage"] == 1 / 2
    assert cells.at[(1, "planning"), "disagreement"] == "yes"
    assert cells.at[(1, "governance"), "disagreement"] == "no"
    assert cells.at[(3, "governance"), "disagreement"] == ""
    assert cells.loc[3, "present"].all()
    assert not cells.loc[1, "present"].any()


def test_no_table_at_all_leaves_cells_unknown_under_half_coverage(tmp_path: Path) -> None:
    table = phases_table(small_situation(tmp_path / "s", {"a": "health", "b": "health"}, {("a", "b"): 3}, settings=""))
    assert len(table) == 12
    assert table["network_score"].isna().all()
    assert (table["reason"] != "").all()
    assert suggest_phase(table, basis="evidence").phase is None


def cells(*scores: float) -> pd.DataFrame:
    return pd.DataFrame({"phase": [1] * 4 + [2] * 4 + [3] * 4, "score": scores, "network_score": [math.nan] * 12})


@pytest.mark.parametrize(
    ("scores", "phase"),
    [
        ((2, 2, 2, 0, *[0] * 8), 2),
        ((2, 2, 1, 0, *[3] * 8), 1),
        ((2, 2, 2, 2, 2, 2, 2, 1, 0, 0, 0, 0), 3),
        ((2, 2, math.nan, 0, *[0] * 8), None),
        ((2, 2, 2, math.nan, *[0] * 8), 2),
        ([math.nan] * 12, None),
    ],
)
def test_phase_suggested(scores: tuple[float, ...], phase: int | None) -> None:
    found = suggest_phase(cells(*scores), basis="members")
    assert found.phase == phase
    assert ("suggestion, not a verdict" in found.sentence) == (phase is not None)


LOW = [f"2025,phase.1.{part},{who},{score}" for who in "abc"
       for part, score in (("governance", 3), ("planning", 1), ("community", 0), ("evaluation", 3))]  # fmt: skip


def test_a_phase_declared_too_early_is_a_gap(tmp_path: Path) -> None:
    situation = situation_with(tmp_path / "s", *LOW)
    first = find_phase_mismatch(situation)[0]
    assert (first.gap, first.kind, first.evidence["declared_phase"], first.evidence["phase"]) == (
        "G20", "phase_mismatch", 3, 1,
    )  # fmt: skip
    assert first.evidence["lowest"] == ("Community involvement", "Strategic planning")
    assert first.severity == pytest.approx((1 / 2 + 1) / 2)
    assert first.evidence["raters"] == 3
    assert first in find_every_gap(situation, kinds=["G20"])
    with pytest.raises(UnknownNameError):
        ci.find_gaps(situation, kinds=["G20"])


def test_no_gap_without_a_declared_phase_in_phase_one_or_where_cells_are_there(tmp_path: Path) -> None:
    for name, settings in (("none", ""), ("one", 'backbone = ["bb"]\nphase = 1')):
        assert not find_phase_mismatch(situation_with(tmp_path / name, *LOW, settings=settings))
    good = [row[:-1] + "3" for row in LOW]
    settings = 'backbone = ["bb"]\nphase = 2'
    assert not find_phase_mismatch(situation_with(tmp_path / "good", *good, settings=settings))


def test_what_is_not_known_is_no_gap(tmp_path: Path) -> None:
    bare = small_situation(tmp_path / "s", {"a": "x", "b": "x"}, {("a", "b"): 3}, settings="phase = 3")
    assert not find_phase_mismatch(bare)


def answers(**scores: float) -> list[str]:
    given = dict.fromkeys(("complexity", "capacity", "community", "backing", "engagement"), 3.0) | scores
    return [
        f"2025,{'precondition' if name in ('champion', 'money', 'urgency') else 'readiness'}.{name},,{score:g}"
        for name, score in given.items()
        if score == score
    ]


@pytest.mark.parametrize(
    ("scores", "label"),
    [
        ({}, "ready"),
        ({"backing": 1}, "ready with work"),
        ({"backing": 0}, "not yet"),
        ({"champion": 0}, "not yet"),
        ({"champion": 1}, "ready with work"),
        ({"backing": math.nan}, "not known"),
        ({"backing": math.nan, "capacity": 0}, "not yet"),
    ],
)
def test_readiness_the_lowest_answer_decides(tmp_path: Path, scores: dict[str, float], label: str) -> None:
    situation = situation_with(tmp_path / "s", *answers(**scores))
    assert readiness_verdict(situation).label == label
    assert set(readiness_table(situation)["source"]) <= {"joint self-assessment", "not assessed"}


NUMBERS = {
    "sectors_at_work": 2, "goals_across_sectors": 1 / 2, "largest_hand": 1, "hours_offered": 16, "hours_needed": 4,
    "community_members": 1, "community_contacts": 0, "community_committed": 0, "names_backbone": 0,
    "response_rate": 1, "convener_reach": 1 / 2, "sectors_near": 2 / 3,
}  # fmt: skip


def test_readiness_numbers_by_hand(tmp_path: Path) -> None:
    table = readiness_evidence_table(situation_with(tmp_path / "s")).set_index("evidence")
    for name, value in NUMBERS.items():
        assert table.at[name, "value"] == pytest.approx(value), name
    assert math.isnan(table.at["precondition_money", "value"])
    assert (table.loc[table["value"].isna(), "reason"] != "").all()


def test_roles_of_the_backbone(tmp_path: Path) -> None:
    table = backbone_roles_table(
        situation_with(
            tmp_path / "s", "2025,backbone.vision,a,4", "2025,backbone.vision,b,2", "2025,backbone.policy,a,2"
        )
    ).set_index("role")
    assert (table.at["vision", "score"], table.at["vision", "n"], table.at["vision", "covered"]) == (3, 2, "yes")
    assert table.at["policy", "covered"] == "no"
    assert math.isnan(table.at["funding", "score"])
    assert table.at["funding", "covered"] == ""
