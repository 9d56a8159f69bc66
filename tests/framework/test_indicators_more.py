"""Indicators that need ratings, waves or roles, by hand."""

import math
from pathlib import Path

import pytest
from small_study import small_situation

from ci_network.framework.conditions import condition_names, conditions_summary_table, conditions_table
from ci_network.framework.evidence import INDICATORS, indicator_values
from ci_network.framework.network_kinds import network_kinds_table

PEOPLE = {"bb": "backbone", "a": "health", "b": "health", "c": "schools", "d": "schools"}
HEAD = "wave,layer,source,target,value,reported_by"


def rows(layer: str, wave: str, *pairs: tuple[str, str, int]) -> list[str]:
    return [f"{wave},{layer},{one},{other},{value},{one}" for one, other, value in pairs]


def table(*parts: list[str]) -> dict[str, str]:
    return {"ties": "\n".join([HEAD, *(row for part in parts for row in part)])}


CONTACT = rows("communication", "2025", ("a", "b", 4), ("c", "d", 4), ("b", "c", 3))


def test_every_indicator_of_the_framework_is_there() -> None:
    numbers = {"CA": 6, "SM": 6, "MR": 7, "CC": 8, "BB": 7}
    wanted = {f"{code}{number}" for code, most in numbers.items() for number in range(1, most + 1)}
    assert wanted <= {indicator.id for indicator in INDICATORS}
    assert {indicator.direction for indicator in INDICATORS} <= {"higher", "lower", "neither"}


def test_trust_on_ties_and_in_the_backbone(tmp_path: Path) -> None:
    rated = rows("trust.reliability", "2025", ("a", "b", 4), ("b", "a", 1), ("c", "d", 4), ("a", "d", 1),
                 ("a", "bb", 4), ("b", "bb", 4), ("c", "bb", 1))  # fmt: skip
    found = indicator_values(small_situation(tmp_path / "s", PEOPLE, {}, tables=table(CONTACT, rated)))
    # Ratings on ties between partners: 4, 1, 4 by three raters; a's of d is on no tie.
    assert found["CC6"] == (pytest.approx(2 / 3), 3, "")
    assert found["BB5"] == (pytest.approx(2 / 3), 3, "")


def test_trust_of_two_raters_is_not_told_and_none_asked_is_said(tmp_path: Path) -> None:
    rated = rows("trust.reliability", "2025", ("a", "b", 4), ("b", "a", 1), ("a", "bb", 4))
    found = indicator_values(small_situation(tmp_path / "s", PEOPLE, {}, tables=table(CONTACT, rated)))
    assert math.isnan(found["CC6"].value)
    assert found["CC6"].reason == found["BB5"].reason == "too few raters"
    none = indicator_values(small_situation(tmp_path / "t", PEOPLE, {}, tables=table(CONTACT)))
    assert none["CC6"].reason == "nobody rated another in trust"


def test_contact_across_sectors_beside_chance(tmp_path: Path) -> None:
    people = {f"m{place}": "health" if place < 5 else "schools" for place in range(10)}
    within = [(f"m{i}", f"m{j}") for i in range(10) for j in range(i) if (i < 5) == (j < 5)]
    between = [(f"m{i}", f"m{j}") for i in range(5) for j in range(5, 10)]
    for ties, expected in ((within, 0.0), (between, 1.0)):
        situation = small_situation(tmp_path / str(expected), people, dict.fromkeys(ties, 4), settings="")
        assert indicator_values(situation)["CC5"].value == pytest.approx(expected, abs=0.02)
    alone = small_situation(tmp_path / "x", {"a": "health", "b": "health"}, {("a", "b"): 4}, settings="")
    assert math.isnan(indicator_values(alone)["CC5"].value)


def test_contacts_kept_since_the_wave_before(tmp_path: Path) -> None:
    before = rows("communication", "2024", ("a", "b", 4), ("a", "c", 3), ("b", "d", 3))
    found = indicator_values(small_situation(tmp_path / "s", PEOPLE, {}, tables=table(before, CONTACT)))
    assert found["CC8"] == (pytest.approx(1 / 3), 3, "")
    first = indicator_values(small_situation(tmp_path / "t", PEOPLE, {}, tables=table(CONTACT)))
    assert first["CC8"].reason == "there is no earlier wave with ties"


GOALS = {"outcomes": "id,goal\no1,Read\no2,Home", "commitments": "stakeholder,outcome\na,o1\nb,o1\nc,o2"}


def test_pairs_in_contact_who_share_a_goal(tmp_path: Path) -> None:
    situation = small_situation(tmp_path / "s", PEOPLE, {}, tables=table(CONTACT) | GOALS)
    # a-b share o1, b-c share none; d has no goal on record, so c-d says nothing.
    assert indicator_values(situation)["CA4"] == (pytest.approx(1 / 2), 2, "")
    kinds = network_kinds_table(situation).set_index("kind")
    assert kinds.at["connectivity", "value"] == pytest.approx(3 / 6)
    assert kinds.at["alignment", "value"] == pytest.approx(1 / 2)
    assert math.isnan(kinds.at["production", "value"])


def assessed(*scores: str) -> dict[str, str]:
    return {"assessments": "\n".join(["wave,item,stakeholder,score", *scores])}


def test_parts_of_a_condition_are_averaged_by_member_first(tmp_path: Path) -> None:
    given = assessed("2025,condition.CA,a,5", "2025,condition.CA.1,b,1", "2025,condition.CA.2,b,3")
    row = conditions_summary_table(small_situation(tmp_path / "s", PEOPLE, {("a", "b"): 4}, tables=given)).iloc[0]
    assert (row["self_assessment"], row["n"]) == (3.5, 2)
    assert row["self_reading"] == "to discuss"
    assert (row["evidence_coverage"], row["disagreement"], row["level"]) == (0, "", "")


@pytest.mark.parametrize(("score", "expected"), [(1, "yes"), (4, "no"), (5, "no")])
def test_disagreement_by_hand(tmp_path: Path, score: int, expected: str) -> None:
    """Six of six backbone measures but trust: 1, 1, 1, and no peer ties at all."""
    ties = {("bb", "a"): 4, ("bb", "b"): 4, ("a", "b"): 4}
    people = {"bb": "backbone", "a": "health", "b": "health"}
    settings = 'backbone = ["bb"]\nrequired_sectors = ["health"]'
    situation = small_situation(
        tmp_path / "s", people, ties, settings=settings, tables=assessed(f"2025,condition.BB,a,{score}")
    )
    row = conditions_summary_table(situation).set_index("condition").loc["BB"]
    # Reach 1, 1 and 1 in the sector; one of three ties is the partners' own; their one pair stays connected.
    assert row["network_score"] == pytest.approx((1 + 1 + 1 + 1 / 3 + 1) / 5)
    assert row["evidence_coverage"] == pytest.approx(5 / 6)
    assert row["disagreement"] == expected
    assert row["level"] == "mature"


def test_labels_of_collective_impact_3(tmp_path: Path) -> None:
    settings = 'backbone = ["bb"]\nlabels = "3.0"'
    situation = small_situation(tmp_path / "s", PEOPLE, {("a", "b"): 4}, settings=settings)
    assert conditions_summary_table(situation)["label"].iat[0] == "Community aspiration"
    assert conditions_summary_table(situation, labels="classic")["label"].iat[0] == "Common agenda"
    assert list(conditions_table(situation)["condition"].unique()) == ["CA", "SM", "MR", "CC", "BB"]
    with pytest.raises(Exception, match="classic"):
        condition_names("4.0")


def test_nobody_answered_gives_reasons_and_no_zero(tmp_path: Path) -> None:
    situation = small_situation(tmp_path / "s", PEOPLE, {("a", "b"): 4}, silent=PEOPLE)
    found = conditions_table(situation)
    assert (found.loc[found["value"].isna(), "reason"] != "").all()
    scores = found[(found["indicator"] == "score")]
    assert scores.loc[scores["condition"] != "BB", "value"].isna().all()
