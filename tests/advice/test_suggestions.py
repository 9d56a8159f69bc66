"""Whom a sheet suggests: members who share something and are not in contact, never more than anybody has room for."""

from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from calm_study import MEMBERS, TIES, calm
from hypothesis import given, settings
from hypothesis import strategies as st

import ci_network as ci
from ci_network.advice.assumptions import Assumptions
from ci_network.advice.plan_limits import room_of, setting_within

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def riverbend() -> ci.Situation:
    return ci.Situation.of(ci.read_study(ROOT / "data" / "riverbend"))


def pairs(plan: ci.EngagementPlan) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in zip(plan.suggestions["member"], plan.suggestions["partner"], strict=True)}


@settings(max_examples=12, deadline=None)
@given(
    hours=st.floats(0.5, 90),
    per_member=st.integers(0, 3),
    objective=st.sampled_from(["reach", "mix"]),
    who=st.sampled_from(["both", "partners"]),
)
def test_nobody_is_on_more_sheets_than_it_has_room_for(
    riverbend: ci.Situation, hours: float, per_member: int, objective: str, who: str
) -> None:
    limits = ci.PlanLimits(max_new_ties_per_member=per_member, who=who)
    plan = ci.plan_engagement(riverbend, hours=hours, objective=objective, limits=limits)
    setting = setting_within(riverbend, limits, Assumptions())
    room = dict(zip(setting.net.ids, np.minimum(room_of(setting, limits), per_member), strict=True))
    planned = Counter([*plan.introductions["one"], *plan.introductions["other"]])
    liked = Counter(plan.suggestions["member"])
    assert liked == Counter(plan.suggestions["partner"]), "each of two is suggested to the other"
    for member, count in liked.items():
        assert count <= room[member] - planned[member]
    led = Counter(plan.suggestions["introducer"])
    assert all(count <= per_member for one, count in led.items() if one)


def test_they_share_something_and_are_not_in_contact(riverbend: ci.Situation) -> None:
    plan = ci.plan_engagement(riverbend, hours=24, objective="mix")
    setting = setting_within(riverbend, ci.PlanLimits(), Assumptions())
    already = {frozenset(pair) for pair in zip(plan.introductions["one"], plan.introductions["other"], strict=True)}
    assert pairs(plan)
    assert not pairs(plan) & already
    for row in plan.suggestions.to_dict("records"):
        one, other = setting.places([row["member"], row["partner"]])
        assert not setting.standing.adjacency[one, other]
        assert row["shared"].startswith(("the goal", "the activity"))
        assert not setting.burdened[[one, other]].any()
        assert setting.net.members["consent_named_internal"].iloc[[one, other]].eq("yes").all()
        if row["introducer"]:
            own = plan.positions.set_index("member").at[row["member"], "contacts"].split("|")
            (led,) = setting.places([row["introducer"]])
            assert row["introducer"] in own
            assert (setting.doing[led] & setting.doing[other]).any()


def test_who_could_still_meet_somebody_is_suggested_somebody(riverbend: ci.Situation) -> None:
    """No pair is left over: of any two who share something, one at least has no room left."""
    plan = ci.plan_engagement(riverbend, hours=24, objective="mix")
    setting = setting_within(riverbend, ci.PlanLimits(), Assumptions())
    room = np.minimum(room_of(setting, ci.PlanLimits()), 2)
    named = setting.net.members["consent_named_internal"].eq("yes").to_numpy() & ~setting.net.is_backbone
    introduced = [*plan.introductions["one"], *plan.introductions["other"]]
    done = pairs(plan) | {
        frozenset(pair) for pair in zip(plan.introductions["one"], plan.introductions["other"], strict=True)
    }

    def left_over(met: set[frozenset[str]], taken: Counter[str]) -> list[tuple[int, int]]:
        left = [place for place, one in enumerate(setting.net.ids) if named[place] and taken[one] < room[place]]
        return [
            (one, other)
            for one, other in combinations(left, 2)
            if (setting.chosen[one] & setting.chosen[other]).any() or (setting.doing[one] & setting.doing[other]).any()
            if not setting.standing.adjacency[one, other] and frozenset(setting.ids([one, other])) not in met
        ]

    assert left_over(set(), Counter(introduced))
    assert not left_over(done, Counter([*introduced, *plan.suggestions["member"]]))


def test_a_study_without_goals_and_work_suggests_nobody(tmp_path: Path) -> None:
    bare = dict.fromkeys(("outcomes", "activities", "participation", "commitments", "indicators", "reporting"), "")
    plan = ci.plan_engagement(calm(tmp_path / "s", tables=bare), hours=9)
    assert plan.suggestions.empty
    assert list(plan.suggestions.columns) == ["member", "partner", "shared", "introducer", "through"]


def test_one_member_alone_is_suggested_nobody(tmp_path: Path) -> None:
    """Who shares the goal of reading but has no time stays off every sheet; the others meet each other."""
    hours = " ".join(f"{one},{0 if one == 'd1' else 10}" for one in MEMBERS)
    plan = ci.plan_engagement(calm(tmp_path / "s", tables={"capacity": hours}), hours=3)
    assert "d1" not in set(plan.suggestions["member"])
    assert plan.positions.set_index("member").at["d1", "full"] == "no time"
    assert len(pairs(plan)) > 0


def test_who_told_of_contact_is_not_told_that_the_other_did_not(tmp_path: Path) -> None:
    """Both ends must report a tie here, and a1 alone told of a2: bringing them together would give a2's answer away."""
    both = 'backbone = ["bb"]\nphase = 2\n[tie_rule]\nat_least = "monthly"\nsymmetrise = "both"'
    situation = calm(tmp_path / "s", settings=both)
    plan = ci.plan_engagement(situation, hours=60, limits=ci.PlanLimits(max_new_ties_per_member=9))
    told = {frozenset(pair) for pair in TIES}
    planned = {frozenset(pair) for pair in zip(plan.introductions["one"], plan.introductions["other"], strict=True)}
    assert not situation.ties.any()
    assert pairs(plan) | planned
    assert not (pairs(plan) | planned) & {pair for pair in told if pair != frozenset(("a2", "c3"))}
