"""Every kind of gap is found in a coalition made for it, and not in its neighbour; and what must keep them silent."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from gap_cases import (
    ALIKE,
    BLUE,
    CASES,
    FUNDED,
    GROUP,
    HIGH,
    LOW,
    MARGIN,
    MEASURED,
    RED,
    ROW,
    SWAP,
    TRUST,
    VALUE,
    rated,
)

from ci_network.gaps.find import FAMILIES, find_gaps

PAGE = Path(__file__).resolve().parents[2] / "docs" / "gaps.md"


def kinds(mini, folder):
    return {(gap.gap, gap.kind) for gap in find_gaps(mini.situation(folder))}


def of_kind(mini, folder, family, kind):
    return [gap for gap in find_gaps(mini.situation(folder), kinds=[family]) if gap.kind == kind]


@pytest.mark.parametrize("kind", CASES, ids="-".join)
def test_a_kind_fires_on_its_own_coalition_and_not_on_the_neighbour(kind, tmp_path):
    fires, neighbour = CASES[kind]
    assert kind in kinds(fires, tmp_path / "fires")
    assert kind not in kinds(neighbour, tmp_path / "neighbour")


@pytest.mark.parametrize("kind", CASES, ids="-".join)
def test_a_finding_reads_well_and_lies_in_its_range(kind, tmp_path):
    situation = CASES[kind][0].situation(tmp_path)
    for gap in find_gaps(situation, kinds=[kind[0]]):
        assert re.match(r'^["A-Z0-9].*[.]$', gap.finding), gap.finding
        assert 0 <= gap.severity <= 1
        assert 0 < gap.confidence <= 1
        assert set(gap.subjects) <= set(situation.ids)


def test_every_kind_that_the_page_lists_has_its_coalition_and_no_other_has():
    """The page is the list of kinds: G20 is found by the framework, from its own evidence."""
    listed = re.findall(r"^\| (G\d+) \| `(\w+)`", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert {kind for kind in listed if kind[0] != "G20"} == set(CASES)
    assert {family for family, _ in CASES} == set(FAMILIES)


def test_every_kind_that_the_bundled_coalition_has_is_listed(riverbend):
    assert {(gap.gap, gap.kind) for gap in find_gaps(riverbend)} <= set(CASES)


def test_the_likeness_of_activities_is_the_severity(tmp_path):
    gap = of_kind(ROW.and_(tables=ALIKE), tmp_path, "G9", "overlap")[0]
    assert gap.severity == pytest.approx(0.35 + 0.25 + 0.2)
    assert gap.subjects == ("a", "c")


def test_without_known_leads_no_partner_of_one_may_be_in_contact_with_one_of_the_other(tmp_path):
    activities = ALIKE["activities"].replace(",a,", ",,").replace(",c,", ",,")
    doing = "wave,stakeholder,activity\n2025,a,x\n2025,c,y"
    apart = ROW.and_(tables=ALIKE | {"activities": activities, "participation": doing})
    assert of_kind(apart, tmp_path / "apart", "G9", "overlap")[0].subjects == ()
    near = apart.and_(tables={"participation": doing + "\n2025,b,y"})
    assert not of_kind(near, tmp_path / "near", "G9", "overlap")


def test_a_measure_of_one_reporter_is_told_once(tmp_path):
    """Used by others it is a single point of failure, else one that nobody shares."""
    for users in ("a,q,yes,yes", "a,q,yes,no\nc,q,no,yes"):
        mini = ROW.and_(tables=MEASURED | {"reporting": f"stakeholder,indicator,reports,uses\n{users}"})
        found = kinds(mini, tmp_path / str(len(users)))
        assert len(found & {("G5", "single_measure_carrier"), ("G10", "single_reporter")}) == 1


def test_a_study_without_measures_or_reports_has_no_gap_in_them(tmp_path):
    assert not find_gaps(ROW.and_(tables={"outcomes": "id\no"}).situation(tmp_path / "none"), kinds=["G10"])
    unknown = {key: text for key, text in MEASURED.items() if key != "reporting"}
    assert not find_gaps(ROW.and_(tables=unknown).situation(tmp_path / "unknown"), kinds=["G10"])


def test_trust_is_not_counted_over_two_raters_nor_where_every_answer_would_be_told(tmp_path):
    one_rater = [row for row in rated("trust", [("r0", b) for b in (BLUE[0], *BLUE[2:5])], 2) if row[1] == "r0"]
    few = replace(TRUST, others=(*one_rater, *rated("trust", HIGH, 4)))
    assert not find_gaps(few.situation(tmp_path / "few"), kinds=["G14"])
    all_low = replace(TRUST, others=tuple(rated("trust", LOW, 2)))
    assert not find_gaps(all_low.situation(tmp_path / "all"), kinds=["G14"])


def test_answers_about_trust_and_value_name_nobody(tmp_path):
    for number, (family, mini) in enumerate((("G14", TRUST), ("G16", VALUE))):
        for gap in find_gaps(mini.situation(tmp_path / str(number)), kinds=[family]):
            assert gap.subjects == ()
            told = f"{gap.finding} {gap.evidence_text}".casefold()
            assert not [one for one in (*RED, *BLUE) if re.search(rf"\b{one}\b", told)]


def test_trust_counts_are_right_and_those_between_sectors_are_not_told(tmp_path):
    summary, between = find_gaps(TRUST.situation(tmp_path), kinds=["G14"])[::-1]
    if summary.kind != "summary":
        summary, between = between, summary
    assert (summary.evidence["ties"], summary.evidence["low"]) == (8, 4)
    assert summary.severity == pytest.approx(0.3)  # (2.5 - 2) / 1.5
    assert dict(between.evidence) == {"one": "blue", "other": "red"}


def test_two_ends_far_apart_in_trust_count_as_low(tmp_path):
    pairs = [(a, b, value) for a, b in LOW for value in (0,)]
    apart = [("trust.reliability", x, y, v, "") for a, b, _ in pairs for x, y, v in ((a, b, 4), (b, a, 2.5))]
    mini = replace(TRUST, others=(*apart, *rated("trust", HIGH, 4)))
    summary = of_kind(mini, tmp_path, "G14", "summary")[0]
    assert summary.evidence["low"] == 4
    assert summary.severity == 0


def test_pairs_of_low_value_are_for_counts_alone(tmp_path):
    situation = VALUE.situation(tmp_path)
    assert [gap.evidence["of_low_value"] for gap in find_gaps(situation, kinds=["G16"])] == [len(LOW)]


def test_a_match_two_steps_away_names_who_could_introduce(tmp_path):
    mini = SWAP.and_(ties={("a", "b"): 0, ("bb", "b"): 3})
    gap = of_kind(mini, tmp_path, "G15", "match")[0]
    assert (gap.subjects, gap.evidence["via"]) == (("a", "b"), "bb")


def test_seats_alone_put_lived_experience_on_the_margin(tmp_path):
    seats = "\n".join(f"s,m{i}" for i in range(6))
    tables = {"groups": "id,kind\ns,steering", "membership": f"group,stakeholder\n{seats}"}
    near = MARGIN.and_(ties={("bb", one): 3 for one in "abc"}, tables=tables)
    sectors = {one: "other" if one.startswith("m") else "people" for one in MARGIN.members}
    gap = of_kind(near.and_(members=sectors), tmp_path, "G17", "margin")[0]
    assert gap.evidence["share_in_steering"] == 0
    assert gap.confidence == 1


def silenced(mini, *, answered=("bb",)):
    """Return the coalition in which only these answered."""
    rows = "\n".join(f"{one},2025,{'complete' if one in answered else 'none'}" for one in mini.members)
    quiet = {pair: value for pair, value in mini.ties.items() if pair[0] in answered or pair[1] in answered}
    told = {(a, b) if a in answered else (b, a): value for (a, b), value in quiet.items()}
    return replace(
        mini, ties={}, told=told, tables={**mini.tables, "responses": f"stakeholder,wave,status\n{rows}"},
        others=[row for row in mini.others if row[1] in answered],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("family", "mini"), [("G9", ROW.and_(tables=ALIKE)), ("G17", MARGIN), ("G5", replace(FUNDED, tables={}))]
)
def test_the_silence_of_who_did_not_answer_is_no_finding(family, mini, tmp_path):
    found = find_gaps(silenced(mini).situation(tmp_path), kinds=[family])
    assert not [gap for gap in found if gap.kind in ("overlap", "margin", "single_funder")]


def test_a_working_group_that_nobody_told_of_is_not_called_unlinked(tmp_path):
    mini = silenced(GROUP, answered=("a",))
    assert not find_gaps(mini.situation(tmp_path), kinds=["G19"])


def test_a_resource_that_may_be_shared_already_is_not_matched(tmp_path):
    mini = replace(SWAP, others=(("resources", "bb", "c", 1, "space"),))
    assert not of_kind(silenced(mini), tmp_path, "G15", "match")
