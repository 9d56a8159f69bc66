"""What only the coalition's own team may see is not in a shareable release."""

import pandas as pd

from ci_network.disclosure.team_only import without_named_claims, without_team_only

GAPS = pd.DataFrame(
    [
        ("G5", "articulation_point", "a", "stranded=3"),
        ("G8", "orphan", "", "outcome=o1"),
        ("G11", "unreached", "a|b|c|d", "group=housing|members=4"),
        ("G11", "unreached", "a|b|c|d|e|f", "group=schools|members=6"),
        ("G4", "hole", "", "one=faith|other=schools|observed=0"),
        ("G2", "isolated", "a", "ties=0"),
    ],
    columns=["gap", "kind", "subjects", "evidence"],
)
SIZES = {"housing": 4, "faith": 4, "schools": 6}


def test_claims_about_one_member_and_about_small_groups_are_kept_back() -> None:
    shown, held = without_team_only(GAPS, "shareable", sizes=SIZES)
    assert shown["evidence"].to_list() == ["outcome=o1", "group=schools|members=6"]
    assert held == 4


def test_who_spans_a_hole_is_not_told() -> None:
    gaps = pd.DataFrame([("G4", "hole", "", "one=schools|other=youth|brokers=a; b|p=0.01")], columns=GAPS.columns)
    shown, _ = without_team_only(gaps, "shareable", sizes={"schools": 9, "youth": 9})
    assert shown["evidence"].to_list() == ["one=schools|other=youth|p=0.01"]


def test_the_team_sees_all() -> None:
    shown, held = without_team_only(GAPS, "internal", sizes=SIZES)
    assert len(shown) == len(GAPS)
    assert held == 0


def test_recommendations_about_one_member_are_kept_back_and_the_rest_ranked_anew() -> None:
    table = pd.DataFrame({"rank": [1, 2, 3], "rule": [31, 20, 16], "named_claim": [True, False, False]})
    shown, held = without_named_claims(table, "shareable")
    assert shown[["rank", "rule"]].values.tolist() == [[1, 20], [2, 16]]
    assert held == 1
