"""Who carries far more than others."""

from dataclasses import replace

import numpy as np
import pytest
from small_study import small_situation

from ci_network.gaps.burden import find_burdened_members, robust_z

PEERS = [f"m{i}" for i in range(10)]
RING = dict.fromkeys(zip(PEERS, [*PEERS[1:], PEERS[0]], strict=True), 3)
HUB = {("m0", other): 3 for other in PEERS[2:9]}


def of(tmp_path, ties, *, peers=PEERS, hours="", **changes):
    tables = {
        "activities": "id,lead\n" + "\n".join(f"w{i},m{i}" for i in range(5)),
        "participation": "wave,stakeholder,activity,hours\n" + "\n".join(f"2025,m{i},w{i},5" for i in range(5)) + hours,
        "capacity": " ".join(f"{peer},10" for peer in peers),
    }
    return small_situation(tmp_path, {"bb": ""} | dict.fromkeys(peers, ""), ties, tables=tables, **changes)


def test_two_signs_are_needed(tmp_path):
    """Contacts and betweenness make two; an even ring has none."""
    found = find_burdened_members(of(tmp_path / "hub", RING | HUB))
    assert [gap.subjects for gap in found] == [("m0",)]
    assert 0 < found[0].severity <= 1
    assert not find_burdened_members(of(tmp_path / "ring", RING))


def test_hours_beyond_capacity_are_one_sign(tmp_path):
    more = "\n2025,m0,w1,20\n2025,m0,w2,1\n2025,m0,w3,1\n2025,m0,w4,1"
    found = find_burdened_members(of(tmp_path, RING, hours=more))
    assert [gap.subjects for gap in found] == [("m0",)]
    assert "gives 28 hours where it has 10" in found[0].finding
    assert found[0].evidence["signs"] >= 2


def test_the_backbone_is_never_named(tmp_path):
    ties = RING | {("bb", peer): 5 for peer in PEERS}
    assert not find_burdened_members(of(tmp_path, ties))


def test_under_eight_partners_nobody_is_named(tmp_path):
    few = PEERS[:7]
    ties = {("m0", other): 3 for other in few[1:]}
    assert not find_burdened_members(of(tmp_path, ties, peers=few))


def test_where_few_answered_only_work_counts(tmp_path):
    situation = of(tmp_path, RING | HUB, silent=PEERS[5:])
    assert not situation.may_name
    assert not find_burdened_members(situation)
    more = "\n2025,m0,w1,20\n2025,m0,w2,1\n2025,m0,w3,1\n2025,m0,w4,1"
    found = find_burdened_members(of(tmp_path / "work", RING | HUB, hours=more, silent=PEERS[5:]))
    assert [gap.subjects for gap in found] == [("m0",)]
    assert "contact" not in found[0].finding


def test_the_cut_may_be_moved(tmp_path):
    situation = of(tmp_path, RING | HUB)
    strict = replace(situation, thresholds=replace(situation.thresholds, load_z=1000.0, load_share=1000.0))
    assert not find_burdened_members(strict)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2, 3, 4, 5], [-1.349, -0.6745, 0, 0.6745, 1.349]),
        ([0, 0, 0, 0, 5], [-0.5, -0.5, -0.5, -0.5, 2.0]),
        ([3, 3, 3], [0, 0, 0]),
    ],
)
def test_the_robust_score_and_its_two_falls(values, expected):
    assert robust_z(np.array(values, dtype=float)) == pytest.approx(expected)
