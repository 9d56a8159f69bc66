"""The engagement plan: what it asks of whom, what it says of itself, what it leaves alone."""

from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from calm_study import MEMBERS, TABLES, TIES, calm
from hypothesis import given, settings
from hypothesis import strategies as st

import ci_network as ci
from ci_network.advice.objective import OBJECTIVES, PARTS
from ci_network.advice.plan_limits import hours_each, may_be_introduced, months_of, room_of, setting_within
from ci_network.advice.setting import Setting
from ci_network.disclosure.names import may_be_named
from ci_network.terms import FORBIDDEN_WORDS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def riverbend() -> ci.Situation:
    return ci.Situation.of(ci.read_study(ROOT / "data" / "riverbend"))


@pytest.fixture(scope="module")
def mixed(riverbend: ci.Situation) -> ci.EngagementPlan:
    return ci.plan_engagement(riverbend, hours=60, objective="mix")


def ends_of(plan: ci.EngagementPlan) -> Counter[str]:
    return Counter([*plan.introductions["one"], *plan.introductions["other"]])


def frames_equal(one: ci.EngagementPlan, other: ci.EngagementPlan) -> bool:
    return all(
        getattr(one, name).equals(getattr(other, name)) for name in ("introductions", "curve", "calendar", "measures")
    )


def test_same_seed_same_plan_and_the_introductions_do_not_hang_on_it(riverbend: ci.Situation) -> None:
    plans = [ci.plan_engagement(riverbend, hours=30, rng=seed) for seed in (5, 5, 6)]
    assert frames_equal(plans[0], plans[1])
    pairs = ["one", "other", "gain", "month"]
    pd.testing.assert_frame_equal(plans[0].introductions[pairs], plans[2].introductions[pairs])


def test_an_analysis_gives_the_plan_of_its_situation(riverbend: ci.Situation) -> None:
    analysis = ci.analyse(ci.read_study(ROOT / "data" / "riverbend"), rng=1)
    assert frames_equal(ci.plan_engagement(analysis, hours=9), ci.plan_engagement(riverbend, hours=9))


@settings(max_examples=25, deadline=None)
@given(
    hours=st.floats(0.5, 120),
    objective=st.sampled_from(OBJECTIVES),
    per_member=st.integers(0, 3),
    per_backbone=st.integers(0, 5),
    months=st.integers(1, 12),
    most_per_month=st.integers(1, 5),
    who=st.sampled_from(["both", "partners", "backbone"]),
)
def test_no_limit_is_ever_exceeded(riverbend: ci.Situation, hours: float, objective: str, **given_limits: int) -> None:
    limits = ci.PlanLimits(
        given_limits["per_member"],
        given_limits["per_backbone"],
        months=given_limits["months"],
        most_per_month=given_limits["most_per_month"],
        who=str(given_limits["who"]),
    )
    plan = ci.plan_engagement(riverbend, hours=hours, objective=objective, limits=limits)
    setting = setting_within(riverbend, limits, ci.Assumptions())
    room = dict(zip(setting.net.ids, room_of(setting, limits), strict=True))
    taken = ends_of(plan)
    backbone = set(riverbend.net.backbone)
    for member, count in taken.items():
        assert count <= room[member] <= (limits.max_new_ties_per_backbone if member in backbone else 99)
        assert member in backbone or count <= limits.max_new_ties_per_member
        left = setting.hours_left[setting.places([member])[0]]
        assert np.isnan(left) or count * setting.tie_hours <= left
        assert not setting.burdened[setting.places([member])[0]]
    assert plan.introductions["hours"].sum() <= hours + 1e-9
    calendar = plan.calendar
    assert len(calendar) == limits.months
    assert (calendar["introductions"] <= limits.most_per_month).all()
    assert (calendar["hours_so_far"] <= calendar["month"] * hours / limits.months + 1e-6).all()
    assert calendar["introductions"].sum() == len(plan.introductions)
    touching = [len(backbone & {row.one, row.other}) for row in plan.introductions.itertuples()]
    assert set(touching) <= {"both": {0, 1}, "partners": {0}, "backbone": {1}}[limits.who]


def test_no_introduction_takes_anything_away(mixed: ci.EngagementPlan) -> None:
    assert (mixed.introductions["gain"] > -1e-12).all()
    for part in PARTS:
        assert (np.diff(mixed.curve[part]) >= -1e-12).all(), part
    change = mixed.measures.set_index("measure")
    assert (change.loc[["reach_1", "reach_2", "distance_weighted_reach", "congruence"], "after"]
            >= change.loc[["reach_1", "reach_2", "distance_weighted_reach", "congruence"], "before"]).all()  # fmt: skip


def test_the_first_months_gain_most(riverbend: ci.Situation) -> None:
    plan = ci.plan_engagement(riverbend, hours=60, objective="even-reach")
    assert (np.diff(plan.introductions["gain"]) <= 1e-12).all()
    spent = plan.calendar[plan.calendar["introductions"] > 0]
    assert spent["gain"].iloc[0] == spent["gain"].max()


def test_the_curve_and_the_table_tell_the_same(mixed: ci.EngagementPlan) -> None:
    table, curve = mixed.introductions, mixed.curve
    assert curve["hours"].to_list() == [3.0 * k for k in range(len(table) + 1)]
    np.testing.assert_allclose(curve["gain"].iloc[1:], table["cumulative"])
    np.testing.assert_allclose(table["gain"].cumsum(), table["cumulative"])
    for name in ("expected", "low", "high"):
        np.testing.assert_allclose(curve[name].iloc[1:], table[name])
    assert (table["low"] <= table["expected"] + 1e-12).all()
    assert (table["expected"] <= table["high"] + 1e-12).all()
    after = mixed.measures.set_index("measure")["after"]
    assert after["reach_2"] == pytest.approx(curve["reach"].iloc[-1])
    assert after["congruence"] == pytest.approx(curve["congruence"].iloc[-1])


def test_a_tie_that_always_takes_hold_is_as_it_is_hoped(riverbend: ci.Situation) -> None:
    sure = ci.Assumptions(takes_hold=1.0, plan_draws=3)
    plan = ci.plan_engagement(riverbend, hours=12, assumptions=sure)
    table = plan.introductions
    for name in ("expected", "low", "high"):
        np.testing.assert_allclose(table[name], table["cumulative"])
    np.testing.assert_allclose(plan.measures["expected"], plan.measures["after"])


def test_one_introduction_by_hand(tmp_path: Path) -> None:
    """bb reaches a1, b1 and their neighbours on the ring of ten: d1, a2, a3, b2. Beyond are b3, c1, c2, c3 and d2.

    Both bb-c1 and bb-c2 would bring three of them near, and no other introduction does: the first of the two is taken.
    """
    plan = ci.plan_engagement(calm(tmp_path / "s"), hours=3)
    row = plan.introductions.iloc[0]
    assert {row["one"], row["other"]} == {"bb", "c1"}
    assert row["gain"] == pytest.approx(3 / 11)
    assert row["why"] == "It brings 3 partners within two steps of the backbone."
    assert row["introducer"] == ""
    assert plan.guarantee["plan"].startswith("no share")


@pytest.mark.parametrize("tells", [True, False])
def test_who_told_of_both_introduces_and_what_is_shared_is_said(tmp_path: Path, tells: bool) -> None:
    """a3 and b2 share the activity Tutors and its goal, and b1 stands between them; a1 has no room for a tie."""
    ties = {("b1", "a3") if tells and pair == ("a3", "b1") else pair: value for pair, value in TIES.items()}
    plan = ci.plan_engagement(calm(tmp_path / "s", ties=ties), hours=9, objective="congruence")
    rows = {frozenset((row["one"], row["other"])): row for row in plan.introductions.to_dict("records")}
    row = rows[frozenset(("a3", "b2"))]
    assert (row["introducer"], row["shared"]) == ("b1" if tells else "", 'the goal "Read well"')
    assert row["why"].startswith('They share the goal "Read well".')
    assert len(rows) == 1


@pytest.mark.parametrize("consent", ["no", ""])
def test_nobody_without_consent_is_introduced_or_introduces(tmp_path: Path, consent: str) -> None:
    people = "\n".join(
        ["id,name,sector,consent_named_internal"]
        + [f"{one},{one},{sector},{consent if one in ('c2', 'a2') else 'yes'}" for one, sector in MEMBERS.items()]
    )
    for objective in ("reach", "congruence"):
        situation = calm(tmp_path / f"{objective}{consent}", tables={"stakeholders": people})
        table = ci.plan_engagement(situation, hours=30, objective=objective).introductions
        assert len(table)
        assert not {"c2", "a2"} & {*table["one"], *table["other"], *table["introducer"]}


@pytest.mark.parametrize("recorded", ["yes,no,,yes", ",,,", ""])
def test_who_may_be_introduced_is_who_the_teams_pages_name(tmp_path: Path, recorded: str) -> None:
    kinds, answers = ["organisation", "person", "organisation", "organisation"], [*recorded.split(","), "", "", ""]
    rows = [f"{one},x,{kinds[place % 4]},{answers[place % 4]}" for place, one in enumerate(MEMBERS)]
    if not recorded:
        rows = [row.rsplit(",", 1)[0] for row in rows]
    head = "id,sector,kind" + (",consent_named_internal" if recorded else "")
    situation = calm(tmp_path / "s", tables={"stakeholders": "\n".join([head, *rows])})
    found = may_be_introduced(setting_within(situation, ci.PlanLimits(), ci.Assumptions()))
    np.testing.assert_array_equal(found, may_be_named(situation.net.members, "internal"))


def test_who_has_no_time_is_asked_for_nothing(tmp_path: Path) -> None:
    situation = calm(tmp_path / "s", tables={"capacity": "c1,0 c2,0 c3,1"})
    plan = ci.plan_engagement(situation, hours=60, objective="mix")
    taken = ends_of(plan)
    assert taken["c1"] == taken["c2"] == 0
    assert taken["c3"] == 0, "its one hour goes to Meals"


def test_weights_choose_between_aims(tmp_path: Path) -> None:
    situation = calm(tmp_path / "s")
    talk = ci.plan_engagement(situation, hours=3, objective=ci.Objective(reach=0.01, congruence=1.0))
    reach = ci.plan_engagement(situation, hours=3, objective=ci.Objective(reach=1.0, congruence=0.01))
    assert talk.curve["congruence"].iloc[-1] > reach.curve["congruence"].iloc[-1]
    assert reach.curve["reach"].iloc[-1] > talk.curve["reach"].iloc[-1]


def test_an_aim_without_meaning_is_left_out_of_a_mix_and_said(tmp_path: Path) -> None:
    tables = dict.fromkeys(("activities", "participation", "commitments", "outcomes", "indicators", "reporting"), "")
    situation = calm(tmp_path / "s", tables=tables)
    plan = ci.plan_engagement(situation, hours=6, objective="mix")
    assert list(plan.left_out) == ["congruence"]
    assert "congruence" not in plan.curve
    with pytest.raises(ci.InputError, match="no two partners share an activity"):
        ci.plan_engagement(situation, hours=6, objective="congruence")


def test_without_a_backbone_only_what_needs_none_can_be_planned(tmp_path: Path) -> None:
    situation = calm(tmp_path / "s", settings="phase = 2")
    plan = ci.plan_engagement(situation, hours=6, objective="resilience")
    assert len(plan.introductions)
    assert plan.positions["steps"].isna().all()
    for objective in ("reach", "even-reach"):
        with pytest.raises(ci.InputError, match="no backbone"):
            ci.plan_engagement(situation, hours=6, objective=objective)


@pytest.mark.parametrize("hours", [0, -1, float("nan"), float("inf")])
def test_hours_that_are_none_are_misuse(riverbend: ci.Situation, hours: float) -> None:
    with pytest.raises(ci.CiNetworkError, match="above 0"):
        ci.plan_engagement(riverbend, hours=hours)


def test_too_few_hours_for_one_introduction_give_an_empty_plan(riverbend: ci.Situation) -> None:
    plan = ci.plan_engagement(riverbend, hours=2)
    assert plan.introductions.empty
    assert len(plan.curve) == 1
    assert (plan.measures["before"] == plan.measures["after"]).all()


def test_objectives_and_limits_are_checked() -> None:
    with pytest.raises(ci.InputError, match="even-reach"):
        ci.Objective.named("even")
    with pytest.raises(ci.CiNetworkError, match="one at least is above 0"):
        ci.Objective()
    with pytest.raises(ci.CiNetworkError, match="0 or more"):
        ci.Objective(reach=-1.0)
    with pytest.raises(ci.CiNetworkError, match="0 or more"):
        ci.PlanLimits(max_new_ties_per_member=-1)
    with pytest.raises(ci.CiNetworkError, match="one month"):
        ci.PlanLimits(months=0)
    with pytest.raises(ci.InputError, match="partners"):
        ci.PlanLimits(who="friends")
    assert ci.Objective(reach=1, resilience=3).weights == {"reach": 0.25, "resilience": 0.75}


@given(
    each=st.floats(0.5, 9), hours=st.floats(1, 400), months=st.integers(1, 24), most=st.integers(1, 6)
)  # fmt: skip
def test_every_introduction_finds_its_month(each: float, hours: float, months: int, most: int) -> None:
    limits = ci.PlanLimits(months=months, most_per_month=most)
    count = min(int(hours / each + 1e-9), months * most)
    found = months_of(count, hours=hours, each=each, limits=limits)
    assert found == sorted(found)
    assert all(1 <= month <= months for month in found)
    assert all(found.count(month) <= most for month in set(found))


def test_hours_are_those_of_the_level(tmp_path: Path) -> None:
    situation = calm(tmp_path / "s")
    weekly = ci.Situation.of(situation.study, rule=ci.TieRule(at_least="weekly"))
    each = [hours_each(Setting(one, (), ci.Assumptions())) for one in (situation, weekly)]
    assert each == [3.0, 9.0]


def test_a_position_tells_only_what_the_member_itself_reported(tmp_path: Path) -> None:
    """In the calm study the first end of each tie reports it: a1 named a2, and bb named a1."""
    table = ci.plan_engagement(calm(tmp_path / "s"), hours=3).positions.set_index("member")
    assert table.at["a1", "contacts"] == "a2"
    assert table.at["bb", "contacts"] == "a1|b1"
    assert table.at["d2", "contacts"] == ""
    assert table.at["a2", "contacts"] == "a3", "that a2 is in touch with c3 now and then is below the rule"
    assert np.isnan(table.at["a1", "steps"]), "one step, but only bb told of it"
    assert table.at["a2", "steps"] == 2
    ties = {("a1", "bb") if pair == ("bb", "a1") else pair: value for pair, value in TIES.items()}
    table = ci.plan_engagement(calm(tmp_path / "t", ties=ties), hours=3).positions.set_index("member")
    assert table.at["a1", "steps"] == 1


def test_too_few_answers_say_nothing_of_a_members_place(tmp_path: Path) -> None:
    situation = calm(tmp_path / "s", silent=["a1", "a2", "a3", "b1", "b2", "c1"])
    assert not situation.may_name
    assert ci.plan_engagement(situation, hours=3).positions["steps"].isna().all()


def test_no_word_is_unkind(mixed: ci.EngagementPlan) -> None:
    said = " ".join([*mixed.introductions["why"], *mixed.introductions["known"], *mixed.guarantee.values()]).casefold()
    assert TABLES
    assert not any(f" {word} " in said for word in FORBIDDEN_WORDS)
