"""Who is missing and who is at the edge: each kind fires on its fixture and is silent on its neighbour."""

from dataclasses import replace

import pytest
from small_study import small_situation

from ci_network.gaps.members import find_edge_members, find_sector_gaps
from ci_network.gaps.situation import Situation

# bb reaches a and b; the chain leads on to c and d; e and f are alone, f once a year in contact with a.
MEMBERS = {"bb": "backbone", "a": "health", "b": "health", "c": "housing", "d": "housing", "e": "faith", "f": "media"}
TIES = {("bb", "a"): 3, ("bb", "b"): 3, ("a", "b"): 3, ("b", "x"): 3, ("x", "c"): 3, ("c", "d"): 3, ("f", "a"): 1}
MEMBERS |= {"x": "health", "y": "media"}
TIES |= {("y", "a"): 3, ("y", "b"): 3}
STEERING = {"groups": "id,kind\ng,steering", "membership": "group,stakeholder\ng,a\ng,f"}


def of(tmp_path, *, needed="", **changes) -> Situation:
    return small_situation(
        tmp_path, MEMBERS, TIES, settings=f'backbone = ["bb"]\nrequired_sectors = [{needed}]', **changes
    )


def kinds(gaps):
    return {(gap.kind, *gap.subjects) for gap in gaps}


@pytest.mark.parametrize(
    ("sector", "expected"),
    [
        ("business", {("missing",)}),
        ("faith", {("thin", "e"), ("unreached", "e"), ("absent_from_power", "e")}),
        ("housing", {("unreached", "c", "d"), ("absent_from_power", "c", "d")}),
        ("media", set()),
        ("health", set()),
        ("HEALTH", set()),
    ],
)
def test_sectors(tmp_path, sector, expected):
    assert kinds(find_sector_gaps(of(tmp_path, needed=f'"{sector}"', tables=STEERING))) == expected


def test_without_a_steering_group_nobody_is_absent_from_it(tmp_path):
    assert kinds(find_sector_gaps(of(tmp_path, needed='"housing"'))) == {("unreached", "c", "d")}


def test_without_a_backbone_no_sector_is_unreached(tmp_path):
    situation = small_situation(tmp_path, MEMBERS, TIES, settings='required_sectors = ["housing"]')
    assert not find_sector_gaps(situation)


def test_a_sector_that_was_hardly_told_of_is_not_called_unreached(tmp_path):
    silent = [member for member in MEMBERS if member != "e"]
    assert kinds(find_sector_gaps(of(tmp_path, needed='"housing"', silent=silent))) == set()


def test_the_severities_are_those_of_the_definition(tmp_path):
    gaps = find_sector_gaps(of(tmp_path, needed='"business", "faith"', tables=STEERING))
    severities = {gap.kind: gap.severity for gap in gaps}
    assert severities == {"missing": 1, "thin": 0.6, "unreached": 0.7, "absent_from_power": 0.5}


def test_edge_members(tmp_path):
    gaps = find_edge_members(of(tmp_path))
    assert {gap.subjects[0]: (gap.kind, gap.severity) for gap in gaps} == {
        "e": ("isolated", 1.0),
        "f": ("effectively_isolated", 0.6),
        "c": ("peripheral", 0.4),
        "d": ("peripheral", 0.4),
    }


@pytest.mark.parametrize("member", ["e", "f", "d"])
def test_the_silence_of_who_did_not_answer_is_not_isolation(tmp_path, member):
    found = {gap.subjects[0] for gap in find_edge_members(of(tmp_path, silent=[member]))}
    assert found == {"c", "d", "e", "f"} - {member}


def test_where_any_contact_counts_nobody_is_seldom_in_contact(tmp_path):
    situation = of(tmp_path)
    loose = replace(situation, net=situation.any_contact)
    assert {gap.subjects[0]: gap.kind for gap in find_edge_members(loose)}["f"] == "peripheral"


def test_the_backbone_itself_is_not_at_the_edge(tmp_path):
    situation = small_situation(tmp_path, {"bb": "", "a": "", "b": ""}, {("a", "b"): 3})
    assert "bb" not in {gap.subjects[0] for gap in find_edge_members(situation)}
