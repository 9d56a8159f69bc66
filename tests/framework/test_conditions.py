"""The five conditions on hand-made studies: every indicator by hand, unknowns with a reason, never a zero."""

import math
from pathlib import Path

import pandas as pd
import pytest
from small_study import small_situation

from ci_network.framework.conditions import COLUMNS, conditions_table
from ci_network.terms import CONDITIONS

# The eight stakeholders of the worked example: what the tables and the network say is counted by hand.
MEMBERS = {
    "bb": "backbone", "h1": "health", "h2": "health", "e1": "education", "e2": "education", "g1": "government",
    "c1": "community", "f1": "funder",
}  # fmt: skip
TIES = {
    ("bb", "h1"): 4, ("bb", "e1"): 3, ("bb", "g1"): 2, ("h1", "h2"): 4, ("e1", "e2"): 3, ("e1", "h1"): 2,
    ("e2", "c1"): 3,
}  # fmt: skip
TABLES = {
    "outcomes": """
        id,goal,target,target_date
        o1,Read well,70 %,2029-06-30
        o2,Stay healthy,,
        o3,Have a home,80 %,
        o4,Find work,,2030-01-01
    """,
    "activities": """
        id,title,kind,lead,outcomes
        a1,Checks,programme,h1,o1|o4
        a2,Tutors,programme,e1,o1
        a3,Forum,policy,g1,o2
        a4,Visits,programme,h2,o4
    """,
    "participation": """
        wave,stakeholder,activity
        2025,h1,a1
        2025,h2,a1
        2025,e1,a1
        2025,e1,a2
        2025,e2,a2
        2025,g1,a3
        2025,c1,a3
        2025,h2,a4
    """,
    "commitments": """
        stakeholder,outcome
        h1,o1
        h1,o4
        e1,o1
        bb,o1
    """,
    "indicators": """
        id,outcome,disaggregated_by
        q1,o1,income
        q2,o2,
    """,
    "reporting": """
        stakeholder,indicator,reports,uses
        h1,q1,yes,no
        e1,q1,yes,yes
        g1,q2,yes,no
    """,
    "assessments": """
        wave,item,stakeholder,score
        2025,condition.CA,h1,4
        2025,condition.CA,e1,3
        2025,backbone.vision,h1,4
        2025,backbone.policy,h1,1
    """,
}


@pytest.fixture
def table(tmp_path: Path) -> pd.DataFrame:
    settings = 'backbone = ["bb"]\nrequired_sectors = ["health", "education", "housing"]'
    return conditions_table(small_situation(tmp_path / "s", MEMBERS, TIES, settings=settings, tables=TABLES))


EXPECTED = {
    "CA1": 2 / 4, "CA2": 2 / 7, "CA3": 1 / 2, "CA5": 2 / 3, "CA6": 1 / 4,
    "SM1": 2 / 4, "SM2": 1 / 2, "SM3": 3 / 7, "SM4": 1 / 7,
    # h1 and e1 report q1, g1 alone q2: two of seven partners are linked by data.
    "SM5": 2 / 7, "SM6": 1 / 2,
    "MR1": 6 / 7, "MR2": 3 / 4, "MR3": 2 / 3, "MR4": 2 / 5,
    # Kind counts 0.2 and shared goals 0.35 J: a1-a2 and a1-a4 0.2 + 0.35 / 2, a3 like none.
    "MR5": 1 - (3 * 0.375 + 0) / 4, "MR6": 1 / 4, "MR7": 1,
    # Monthly: six of the partners are in one part with the backbone but g1 and f1, so 10 of 21 pairs.
    "CC1": 10 / 21, "CC2": 6 / 8, "CC3": 3 / 4,
    "BB1": 2 / 7, "BB2": 4 / 7, "BB4": 3 / 5, "BB4b": 4 / 10, "BB6": 1 / 2, "BB7": 0,
}  # fmt: skip


@pytest.mark.parametrize("indicator", EXPECTED)
def test_indicators_by_hand(table: pd.DataFrame, indicator: str) -> None:
    row = table.set_index("indicator").loc[indicator]
    assert row["value"] == pytest.approx(EXPECTED[indicator])
    assert row["n"] > 0
    assert row["reason"] == ""


def test_columns_and_order(table: pd.DataFrame) -> None:
    assert list(table.columns) == list(COLUMNS)
    assert list(table["condition"].unique()) == list(CONDITIONS)
    assert table["source"].isin(["network", "table", "self-assessment"]).all()
    assert table["value"].dropna().between(0, 1).all()
    assert (table["basis"] != "").all()


def test_what_is_not_known_has_a_reason_and_is_no_zero(table: pd.DataFrame) -> None:
    unknown = table[table["value"].isna()]
    assert set(unknown["indicator"]) >= {"CC7"}
    assert (unknown["reason"] != "").all()
    assert (table.loc[table["value"].notna(), "reason"] == "").all()


def test_score_is_the_mean_of_scored_indicators(table: pd.DataFrame) -> None:
    rows = table[(table["condition"] == "MR")].set_index("indicator")
    scored = rows.loc[["MR1", "MR2", "MR3", "MR4", "MR7"], "value"]
    score = table[(table["condition"] == "MR") & (table["indicator"] == "score") & (table["source"] == "network")]
    assert score["value"].item() == pytest.approx(scored.mean())
    assert score["n"].item() == 5


def test_own_rating_stands_beside_and_is_never_mixed_in(table: pd.DataFrame) -> None:
    own = table[(table["indicator"] == "score") & (table["source"] == "self-assessment")].set_index("condition")
    assert own.at["CA", "value"] == pytest.approx((3.5 - 1) / 4)
    assert own.at["CA", "n"] == 2
    assert math.isnan(own.at["SM", "value"])
    assert own.at["SM", "reason"] == "nobody rated this condition"


def test_no_score_from_less_than_half_of_the_indicators(tmp_path: Path) -> None:
    bare = conditions_table(small_situation(tmp_path / "bare", MEMBERS, TIES))
    scores = bare[(bare["indicator"] == "score") & (bare["source"] == "network")].set_index("condition")
    assert math.isnan(scores.at["CA", "value"])
    assert "none of the 6" in scores.at["CA", "reason"]
    assert scores.at["CC", "value"] > 0
    assert (bare.loc[bare["value"].isna(), "reason"] != "").all()


def test_without_backbone_its_indicators_are_unknown(tmp_path: Path) -> None:
    table = conditions_table(small_situation(tmp_path / "s", MEMBERS, TIES, settings="", tables=TABLES))
    backbone = table.set_index("indicator").loc[["BB1", "BB2", "BB4", "BB4b", "BB7"]]
    assert backbone["value"].isna().all()
    assert (backbone["reason"] == "no backbone declared").all()


def test_channels_are_counted_by_tie(tmp_path: Path) -> None:
    ties = """
        wave,layer,source,target,value,channel
        2025,communication,bb,h1,3,email
        2025,communication,h1,bb,3,meeting
        2025,communication,h1,h2,4,email
    """
    situation = small_situation(tmp_path / "s", MEMBERS, TIES, tables={"ties": ties})
    assert conditions_table(situation).set_index("indicator").at["CC7", "value"] == pytest.approx(1 / 2)


def test_a_study_of_nothing_but_members(tmp_path: Path) -> None:
    table = conditions_table(small_situation(tmp_path / "s", {"bb": "backbone"}, {}))
    assert (table.loc[table["value"].isna(), "reason"] != "").all()
