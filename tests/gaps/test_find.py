"""The search as a whole: order, wording, the hand-sized shapes, and what is planted in the bundled coalition."""

import re
from itertools import combinations

import pytest
from small_study import small_situation
from toy import toy_study

import ci_network as ci
from ci_network.errors import UnknownNameError
from ci_network.gaps.find import FAMILIES, find_gaps
from ci_network.gaps.gap import gaps_table
from ci_network.gaps.situation import Situation
from ci_network.terms import FORBIDDEN_WORDS

PEERS = [f"m{i}" for i in range(9)]
MEMBERS = {"bb": "backbone"} | dict.fromkeys(PEERS, "one")
NEGATIVE = (*FORBIDDEN_WORDS, "fail", "fails", "fault", "poor", "worse", "neglects", "refuses", "problem", "must")


@pytest.fixture(scope="module")
def gaps(riverbend):
    return find_gaps(riverbend)


def having(gaps, family, kind, **evidence):
    return [
        gap
        for gap in gaps
        if (gap.gap, gap.kind) == (family, kind) and all(gap.evidence.get(k) == v for k, v in evidence.items())
    ]


def test_every_planted_feature_is_found(gaps):
    assert having(gaps, "G1", "unreached", sector="housing")
    assert having(gaps, "G1", "absent_from_power", sector="housing")
    assert having(gaps, "G11", "unreached", group="housing")
    assert having(gaps, "G13", "burdened")[0].subjects == ("millrace-family-centre",)
    assert having(gaps, "G8", "orphan", outcome="stable-homes")
    assert having(gaps, "G8", "fragile", outcome="attendance")[0].subjects == ("heron-mentoring",)
    assert having(gaps, "G6", "activity", activity="summer-bridge")[0].evidence["unmet"] == 14
    single = having(gaps, "G5", "articulation_point")
    assert [gap.subjects for gap in single] == [("interfaith-table",)]
    assert set(single[0].evidence["cut_off"]) == {"harbour-congregation", "hillcrest-fellowship", "old-mill-meeting"}
    assert having(gaps, "G2", "isolated")[0].subjects == ("ferry-merchants",)
    assert having(gaps, "G2", "effectively_isolated")[0].subjects == ("weir-family-fund",)


def test_no_other_sector_is_unreached_and_no_other_outcome_an_orphan(gaps):
    assert len(having(gaps, "G1", "unreached")) == len(having(gaps, "G8", "orphan")) == 1


def test_the_list_can_be_read(gaps):
    """Single pairs stand last; before them a director reads a page or two."""
    counted = [gap.counted for gap in gaps]
    assert counted == sorted(counted)
    assert 15 <= counted.count(False) <= 50


def test_the_order_is_by_weight(gaps):
    weights = [gap.weight for gap in gaps if not gap.counted]
    assert weights == sorted(weights, reverse=True)


def test_all_numbers_lie_in_their_range_and_subjects_are_members(riverbend, gaps):
    known = set(riverbend.ids)
    for gap in gaps:
        assert 0 <= gap.severity <= 1
        assert 0 < gap.confidence <= 1
        assert set(gap.subjects) <= known


def test_the_words_are_plain_and_kind(gaps):
    for gap in gaps:
        words = re.findall(r"[a-z']+", gap.finding.casefold())
        assert not set(words) & set(NEGATIVE), gap.finding
        assert re.match(r'^["A-Z0-9].*[.]$', gap.finding), gap.finding
        assert "  " not in gap.finding
        assert "nan" not in words
        assert "inf" not in words


def test_trust_and_value_answers_speak_in_counts_alone(gaps):
    """With every rating removed the same gaps are found, but for the counts over many, which name nobody."""
    study = ci.read_study("data/riverbend")
    ties = study.tables["ties"]
    study.tables["ties"] = ties[~ties["layer"].str.startswith(("trust", "value"))]
    counts = [gap for gap in gaps if gap.gap in ("G14", "G16")]
    assert find_gaps(Situation.of(study)) == [gap for gap in gaps if gap not in counts]
    assert {gap.kind for gap in counts} <= {"summary", "between_groups"}
    names = [*study.roster().index, *study.roster()["name"]]
    for gap in counts:
        assert not gap.subjects
        assert not [name for name in names if name in gap.finding or name in gap.evidence_text]


def test_the_same_study_gives_the_same_table(riverbend, gaps):
    assert gaps_table(find_gaps(riverbend)).equals(gaps_table(gaps))
    assert not gaps_table(gaps).duplicated(["gap", "kind", "subjects", "evidence"]).any()


def test_families_may_be_chosen(riverbend):
    assert {gap.gap for gap in find_gaps(riverbend, kinds=["G8", "G5"])} == {"G5", "G8"}
    assert not find_gaps(riverbend, kinds=[])
    with pytest.raises(UnknownNameError, match="G99"):
        find_gaps(riverbend, kinds=["G99"])
    assert tuple(f"G{number}" for number in range(1, 20)) == FAMILIES


def test_a_complete_network_has_no_structural_gap(tmp_path):
    ties = dict.fromkeys(combinations(MEMBERS, 2), 3)
    found = find_gaps(small_situation(tmp_path, MEMBERS, ties), kinds=["G2", "G4", "G5", "G6", "G11", "G12", "G13"])
    assert not found


def test_a_star_leans_on_its_backbone(tmp_path):
    found = find_gaps(small_situation(tmp_path, MEMBERS, {("bb", member): 3 for member in PEERS}))
    assert {(gap.gap, gap.kind) for gap in found} >= {
        ("G5", "articulation_point"),
        ("G12", "network"),
        ("G12", "only_tie"),
    }


def test_where_nobody_is_in_contact_all_are_isolated(tmp_path):
    found = find_gaps(small_situation(tmp_path, MEMBERS, {}))
    assert len([gap for gap in found if gap.kind == "isolated"]) == len(PEERS)
    assert {gap.gap for gap in found} <= {"G2", "G11"}


def test_where_only_the_backbone_answered_no_partner_is_named(tmp_path):
    """Every tie is single-sourced and the star is one by construction."""
    ties = {("bb", member): 3 for member in PEERS}
    found = find_gaps(small_situation(tmp_path, MEMBERS, ties, silent=PEERS))
    assert not [gap for gap in found if gap.gap in ("G2", "G3", "G4", "G5", "G12", "G13")]


def test_two_backbones_in_separate_parts_strand_nobody(tmp_path):
    members = {"b1": "", "b2": "", "x": "", "y": "", "u": "", "v": ""}
    ties = {("b1", "x"): 3, ("x", "y"): 3, ("b2", "u"): 3, ("u", "v"): 3}
    situation = small_situation(tmp_path, members, ties, settings='backbone = ["b1", "b2"]')
    assert not find_gaps(situation, kinds=["G12"])


def test_one_sector_has_no_groups_to_lie_between(tmp_path):
    ties = dict(zip(combinations(PEERS, 2), [3] * 12, strict=False))
    assert not find_gaps(small_situation(tmp_path, MEMBERS, ties), kinds=["G4"])


def test_the_toy_coalition(tmp_path):
    found = find_gaps(Situation.of(toy_study(tmp_path)))
    assert having(found, "G8", "orphan", outcome="O3")
    assert having(found, "G2", "isolated")[0].subjects == ("F1",)
    assert having(found, "G2", "effectively_isolated")[0].subjects == ("G1",)
    assert {gap.subjects for gap in found if gap.gap == "G6" and gap.kind in ("pair", "bridgeable")} == {
        ("G1", "C1"), ("H1", "E1"), ("H2", "E1"),
    }  # fmt: skip
    assert having(found, "G6", "bridgeable")[0].subjects == ("H1", "E1")
    assert {gap.subjects for gap in found if gap.gap == "G7" and gap.subjects} == {("E2", "C1")}
    assert having(found, "G8", "single_activity")[0].evidence["outcome"] == "O2"
    assert not having(found, "G8", "fragile")
    assert having(found, "G12", "network")[0].evidence["pair_loss"] == pytest.approx(0.6)
    assert having(found, "G12", "stranded")[0].subjects == ("H1", "H2")
    assert not having(found, "G12", "only_tie")
    assert having(found, "G5", "single_activity_carrier")[0].subjects == ("H2",)


def test_what_the_toy_coalition_does_not_record_is_no_gap(tmp_path):
    """No measures, no offers, no ratings, no leads, no working groups: silence about them is not a finding."""
    found = find_gaps(Situation.of(toy_study(tmp_path)))
    assert not [gap for gap in found if gap.gap in ("G10", "G14", "G15", "G16", "G17", "G18", "G19")]
    assert not having(found, "G9", "overlap")  # A1 and A2 serve one outcome, and H1 talks to E1 at any contact


def test_published_networks_have_gaps_too():
    for layer in ("information", "money"):
        found = find_gaps(Situation.of(ci.read_study("data/knoke"), layer=layer))
        assert all(gap.caveat == "who answered is not known" for gap in found)
