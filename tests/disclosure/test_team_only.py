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


def held(kind: str, gap: str, subjects: str = "", evidence: str = "") -> bool:
    gaps = pd.DataFrame([(gap, kind, subjects, evidence)], columns=GAPS.columns)
    return bool(without_team_only(gaps, "shareable", sizes=SIZES)[1])


def test_what_rests_on_members_own_answers_or_names_two_activities_is_kept_back() -> None:
    for gap in ("G9", "G14", "G16", "G18"):
        assert held("summary", gap)
    for kind in ("match", "unmet_need", "unused_offer"):
        assert held(kind, "G15", "a|b|c|d|e|f", "resource=space")
    assert not held("summary", "G15", evidence="needs=9|matched=3")


def test_a_finding_with_one_subject_is_about_one_member() -> None:
    assert held("unused", "G10", "a", "indicator=q|reporters=1")
    assert not held("unused", "G10", "a|b", "indicator=q|reporters=2")
    assert held("single_reporter", "G10", "a", "indicator=q")
    assert not held("unmeasured", "G10", evidence="outcome=o")


def test_holes_between_small_places_and_all_clusters_are_kept_back() -> None:
    assert held("hole", "G4", evidence="one=Harbour|other=Hillcrest|members_of_one=4|members_of_other=9")
    assert not held("hole", "G4", evidence="one=Harbour|other=Hillcrest|members_of_one=5|members_of_other=9")
    assert held("cluster_hole", "G4", evidence="members_of_one=9|members_of_other=9")


def test_who_has_lived_experience_is_not_told_and_few_are_not_spoken_of() -> None:
    gaps = pd.DataFrame([("G17", "margin", "a|b|c|d|e", "members=5")], columns=GAPS.columns)
    shown, _ = without_team_only(gaps, "shareable", sizes=SIZES)
    assert shown["subjects"].to_list() == [""]
    assert held("margin", "G17", "a|b|c|d", "members=4")


def test_a_small_working_group_without_a_link_is_kept_back() -> None:
    assert held("unlinked_group", "G19", "a|b|c|d", "group=housing|members=4")
    assert not held("unlinked_group", "G19", "a|b|c|d|e|f", "group=schools|members=6")


def test_who_stands_between_two_others_is_not_told() -> None:
    gaps = GAPS.iloc[[1]].assign(
        finding="Ann; Co and Ben both work on it; Cem Ltd. knows both.", evidence="shared=1|via=c"
    )
    shown, _ = without_team_only(gaps, "shareable", sizes=SIZES)
    assert shown["finding"].item() == "Ann; Co and Ben both work on it; they have a contact in common."
    assert shown["evidence"].item() == "shared=1"
