"""Holes between groups: the null, the adjustment, and when a hole is called one."""

from dataclasses import replace
from itertools import combinations, permutations

import numpy as np
import pytest
from small_study import small_situation

from ci_network.gaps.groups import adjusted_p, find_holes_between_groups, label_null

SIDES = {"red": [f"r{i}" for i in range(8)], "blue": [f"b{i}" for i in range(8)]}
MEMBERS = {member: side for side, members in SIDES.items() for member in members}


def cliques(*extra):
    ties = {pair: 3 for side in SIDES.values() for pair in combinations(side, 2)}
    return ties | dict.fromkeys(extra, 3)


def of(tmp_path, ties, members=MEMBERS, **changes):
    return small_situation(tmp_path, members, ties, settings="", **changes)


def kinds(gaps):
    return [(gap.kind, gap.subjects) for gap in gaps]


def test_the_null_equals_dealing_the_labels_out_every_way():
    """With every arrangement tried by hand, the sampled p-values and means come close to the exact ones."""
    ties = np.zeros((5, 5))
    for a, b in [(0, 1), (2, 3), (3, 4), (2, 4), (1, 2)]:
        ties[a, b] = ties[b, a] = 1
    groups = np.array([[1, 0], [1, 0], [0, 1], [0, 1], [0, 1]], dtype=float)
    observed, expected, p = label_null(ties, groups, permutations=20_000, rng=np.random.default_rng(1))
    between = [(groups[list(order)].T @ ties @ groups[list(order)])[0, 1] for order in permutations(range(5))]
    assert observed[0, 1] == 1
    assert expected[0, 1] == pytest.approx(np.mean(between), abs=0.03)
    assert p[0, 1] == pytest.approx(np.mean(np.array(between) <= 1), abs=0.02)


def test_the_adjustment_is_that_of_benjamini_and_hochberg():
    p = np.array([0.01, 0.04, 0.03, 0.005])
    assert adjusted_p(p) == pytest.approx([0.02, 0.04, 0.04, 0.02])
    assert adjusted_p(np.array([])).tolist() == []


def test_two_cliques_have_a_complete_hole_and_with_one_tie_a_hole(tmp_path):
    apart = find_holes_between_groups(of(tmp_path / "apart", cliques()))
    assert kinds(apart) == [("complete_hole", ())]
    assert (apart[0].severity, apart[0].caveat) == (1.0, "")
    joined = find_holes_between_groups(of(tmp_path / "joined", cliques(("r0", "b0"))))
    assert kinds(joined)[0] == ("hole", ())
    assert joined[0].evidence["observed"] == 1
    assert joined[0].evidence["p_adjusted"] < 0.05


def test_one_broker_between_them_is_named(tmp_path):
    members = MEMBERS | {"x": "green"}
    situation = of(tmp_path, cliques(("x", "r0"), ("x", "b0")), members)
    hole, broker = find_holes_between_groups(situation)
    assert (hole.kind, hole.evidence["brokers"]) == ("complete_hole", "x")
    assert (broker.kind, broker.subjects, broker.severity) == ("broker", ("x",), hole.severity)


def test_no_broker_is_named_where_few_answered_nor_a_hole_where_few_pairs_were_told_of(tmp_path):
    members = MEMBERS | {"x": "green"}
    some = of(tmp_path / "some", cliques(("x", "r0"), ("x", "b0")), members, silent=SIDES["red"])
    assert not some.may_name
    gaps = find_holes_between_groups(some)
    assert kinds(gaps) == [("complete_hole", ())]
    assert "brokers" not in gaps[0].evidence
    none = of(tmp_path / "none", cliques(), silent=[*SIDES["red"], *SIDES["blue"]][1:])
    assert not find_holes_between_groups(none)


def test_groups_that_mix_have_no_hole(tmp_path):
    ties = dict.fromkeys(combinations(MEMBERS, 2), 3)
    assert not find_holes_between_groups(of(tmp_path, ties))


def test_small_groups_are_not_looked_at(tmp_path):
    small = {"r0": "red", "r1": "red", "b0": "blue", "b1": "blue"}
    ties = {("r0", "r1"): 3, ("b0", "b1"): 3}
    assert not find_holes_between_groups(of(tmp_path, ties, small))


def test_working_groups_count_too(tmp_path):
    members = dict.fromkeys(MEMBERS, "one")
    tables = {
        "groups": "id,kind\nred,working group\nblue,working group",
        "membership": "group,stakeholder\n" + "\n".join(f"{side},{m}" for side, who in SIDES.items() for m in who),
    }
    gaps = find_holes_between_groups(of(tmp_path, cliques(), members, tables=tables))
    assert kinds(gaps) == [("complete_hole", ())]
    assert (gaps[0].evidence["one"], gaps[0].evidence["other"]) == ("blue", "red")


def test_the_same_seed_gives_the_same_numbers(tmp_path):
    situation = of(tmp_path, cliques(("r0", "b0")))
    first, again = (find_holes_between_groups(situation)[0].evidence for _ in range(2))
    assert first == again
    other = find_holes_between_groups(replace(situation, seed=9))[0].evidence
    assert first["expected"] != other["expected"]
