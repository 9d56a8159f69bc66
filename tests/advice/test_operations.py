"""Each operation by hand; the situation given stays as it was; a study read anew gives the same networks."""

import math
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from small_study import small_situation
from toy import toy_study

import ci_network as ci
from ci_network.advice.assumptions import Assumptions
from ci_network.advice.operations import OPERATIONS, Hours, Operation, apply_all
from ci_network.errors import UnknownNameError, UsageError
from ci_network.gaps.situation import Situation

TABLES = {
    "outcomes": "id,goal\no1,Reading\no2,Housing",
    "activities": (
        "id,title,lead,outcomes,start,end,depends_on\n"
        "read,Reading club,a,o1,2024-01-01,2024-12-31,\n"
        "tutor,Tutoring,c,o1|o2,2023-06-01,,read\n"
        "build,Building,d,o2,,,tutor"
    ),
    "participation": "wave,stakeholder,activity,hours\n2025,a,read,2\n2025,b,read,3\n2025,b,tutor,1\n2025,c,tutor,",
    "commitments": "stakeholder,outcome\na,o1",
    "indicators": "id,title,outcome\nscores,Test scores,o1",
    "reporting": "stakeholder,indicator,reports,uses\na,scores,yes,no\nb,scores,no,yes",
    "groups": "id,kind\ng,steering",
    "membership": "group,stakeholder\ng,a\ng,b",
    "assessments": "wave,item,stakeholder,score\n2025,capacity,a,2\n2025,capacity,,3",
}
MEMBERS = {"bb": "backbone", "a": "health", "b": "health", "c": "schools", "d": "schools", "e": ""}
# 1 yearly, 2 quarterly, 3 monthly, 4 weekly.
TIES = {("bb", "a"): 4, ("bb", "b"): 3, ("a", "b"): 3, ("a", "c"): 3, ("b", "d"): 2, ("c", "e"): 1}
EVERY: tuple[Operation, ...] = (
    ci.AddTie("bb", "d"),
    ci.AddTie("bb", "d", "yearly", "email"),
    ci.SetFrequency("bb", "a", "quarterly"),
    ci.ConfirmTie("b", "d"),
    ci.AddMember("f", "arts", ("a", "d"), name="Fine Arts"),
    ci.RemoveMember("a"),
    ci.JoinActivity("d", "read", 2),
    ci.SetLead("read", "b"),
    ci.AddCoLead("read", "b"),
    ci.LinkActivities("read", "build"),
    ci.MergeActivities("read", "tutor"),
    ci.AdoptOutcome("b", "o1"),
    ci.AddActivity("o2", ("c", "d"), title="New roofs", kind="policy"),
    ci.ShareMeasure("b", "scores"),
    ci.Delegate("a", "e", 1),
    ci.Delegate("b", "e", 2, "activities"),
    ci.Convene(("a", "d", "e"), "weekly"),
    ci.Seed(("a", "c")),
    ci.EnlargeBackbone(("a",)),
)


@pytest.fixture
def situation(tmp_path: Path) -> Situation:
    return small_situation(tmp_path / "s", MEMBERS, TIES, tables=TABLES)


def both(tmp_path: Path, ties: dict[tuple[str, str], int], silent: tuple[str, ...] = ()) -> Situation:
    """Return a situation in which both ends must report a tie."""
    settings = 'backbone = ["bb"]\n[tie_rule]\nsymmetrise = "both"'
    return small_situation(tmp_path / "s", dict.fromkeys(["bb", "a", "b"], "health"), ties, settings=settings,
                           silent=silent)  # fmt: skip


def value(situation: Situation, one: str, other: str, *, any_contact: bool = False) -> float:
    net = situation.any_contact if any_contact else situation.net
    return float(net.to_pandas().at[one, other])


def contents(situation: Situation) -> Iterator[object]:
    """Yield all that a situation holds, copied."""
    for net in (situation.net, situation.any_contact):
        yield net.matrix.toarray()
        yield net.reports.toarray()
        yield net.answered.copy()
        yield net.members.copy()
        yield net.backbone
    yield from (frame.copy() for frame in situation.study.tables.values())
    yield situation.study.declared
    yield situation.spread_from


def same(one: object, other: object) -> bool:
    if isinstance(one, pd.DataFrame):
        return bool(one.equals(other))
    return bool(np.array_equal(one, other)) if isinstance(one, np.ndarray) else one == other


def test_every_operation_is_tried_here() -> None:
    assert {type(operation) for operation in EVERY} == set(OPERATIONS)
    assert len(OPERATIONS) == 17


@pytest.mark.parametrize("operation", EVERY, ids=lambda operation: type(operation).__name__)
def test_what_is_given_is_not_touched(operation: Operation, situation: Situation) -> None:
    before = list(contents(situation))
    after = operation.apply(situation)
    assert all(same(one, other) for one, other in zip(before, contents(situation), strict=True))
    assert not all(same(one, other) for one, other in zip(before, contents(after), strict=False))
    assert operation.words(situation)
    assert isinstance(operation.hours(situation, Assumptions()), Hours)
    with pytest.raises(AttributeError):
        setattr(operation, fields(operation)[0].name, "x")


@pytest.mark.parametrize("symmetrise", ["either", "both", "max", "min", "mean", "none"])
@pytest.mark.parametrize("operation", EVERY, ids=lambda operation: type(operation).__name__)
def test_the_study_built_anew_gives_the_same_networks(operation: Operation, symmetrise: str, tmp_path: Path) -> None:
    settings = f'backbone = ["bb"]\n[tie_rule]\nsymmetrise = "{symmetrise}"'
    ties = {**TIES, ("a", "bb"): 3, ("b", "a"): 4, ("b", "bb"): 3}
    given = small_situation(tmp_path / "s", MEMBERS, ties, settings=settings, tables=TABLES, silent=["c"])

    after = operation.apply(given)
    anew = Situation.of(after.study)
    for made, built in ((after.net, anew.net), (after.any_contact, anew.any_contact)):
        assert list(made.ids) == list(built.ids)
        np.testing.assert_array_equal(made.matrix.toarray(), built.matrix.toarray())
        np.testing.assert_array_equal(made.reports.toarray(), built.reports.toarray())
        np.testing.assert_array_equal(made.answered, built.answered)
        assert made.backbone == built.backbone
        pd.testing.assert_frame_equal(made.members, built.members)


def test_a_tie_counts_under_the_rule_only_at_its_level(situation: Situation) -> None:
    seldom = ci.AddTie("bb", "d", "quarterly").apply(situation)
    assert (value(seldom, "bb", "d"), value(seldom, "bb", "d", any_contact=True)) == (0, 2)
    often = ci.AddTie("bb", "d").apply(situation)
    assert (value(often, "bb", "d"), value(often, "d", "bb", any_contact=True)) == (3, 3)
    kept = ci.AddTie("bb", "a", "yearly").apply(situation)
    assert value(kept, "bb", "a") == 4
    with pytest.raises(UsageError, match="no contact"):
        ci.AddTie("bb", "d", "never").apply(situation)
    with pytest.raises(UnknownNameError, match="level of layer communication called"):
        ci.AddTie("bb", "d", "hourly").apply(situation)


def test_a_tie_by_a_channel_that_does_not_count_is_no_tie(tmp_path: Path) -> None:
    settings = 'backbone = ["bb"]\n[tie_rule]\nchannels = ["meeting"]'
    ties = "wave,layer,source,target,value,channel\n2025,communication,a,bb,3,meeting"
    given = small_situation(tmp_path / "s", MEMBERS, {}, settings=settings, tables={"ties": ties})
    assert value(ci.AddTie("bb", "d", channel="email").apply(given), "bb", "d", any_contact=True) == 0
    assert value(ci.AddTie("bb", "d").apply(given), "bb", "d") == 3


def test_less_often_than_the_rule_stays_at_any_contact(situation: Situation) -> None:
    after = ci.SetFrequency("bb", "a", "quarterly").apply(situation)
    assert (value(after, "bb", "a"), value(after, "bb", "a", any_contact=True)) == (0, 2)
    gone = ci.SetFrequency("bb", "a", "never").apply(situation)
    assert value(gone, "bb", "a", any_contact=True) == 0
    # Weekly takes 4 hours a side, quarterly 0.25.
    assert ci.SetFrequency("bb", "a", "quarterly").hours(situation, Assumptions()) == Hours(0, 2 * (0.25 - 4))


def test_confirming_makes_a_one_sided_report_a_tie(tmp_path: Path) -> None:
    given = both(tmp_path, {("a", "b"): 3, ("a", "bb"): 4, ("bb", "a"): 3})
    assert value(given, "a", "b", any_contact=True) == 0
    after = ci.ConfirmTie("a", "b").apply(given)
    assert value(after, "a", "b") == value(after, "a", "b", any_contact=True) == 3
    assert value(ci.ConfirmTie("a", "bb").apply(given), "a", "bb") == 4
    assert ci.net_confirmation_rate(after.net) > ci.net_confirmation_rate(given.net)
    with pytest.raises(UsageError, match="none to confirm"):
        ci.ConfirmTie("b", "bb").apply(given)


def test_adding_a_tie_never_lowers_one_that_rests_on_one_report(tmp_path: Path) -> None:
    given = both(tmp_path, {("a", "b"): 4}, silent=("b",))
    assert value(given, "a", "b") == 4
    assert value(ci.AddTie("a", "b", "monthly").apply(given), "a", "b") == 4


def test_a_new_member_and_its_hours(situation: Situation) -> None:
    joins = ci.AddMember("f", "arts", ("A", "d"), name="Fine Arts")
    after = joins.apply(situation)
    assert after.net.n == 7
    assert after.net.members.loc["f", ["name", "sector"]].tolist() == ["Fine Arts", "arts"]
    assert value(after, "f", "a") == value(after, "f", "d") == 3
    assert not after.net.answered[-1]
    assert joins.hours(situation, Assumptions()) == Hours(4 + 2, 4)
    assert joins.words(situation) == (
        "Fine Arts (arts, a sector that has no member yet) joins, in contact monthly with A and D"
    )
    assert ci.AddMember("g", situation.net.members.at["a", "sector"]).words(situation) == "g (health) joins"
    with pytest.raises(UsageError, match="already"):
        ci.AddMember("a").apply(situation)


def test_without_the_backbone_reach_is_not_known(situation: Situation) -> None:
    after = ci.RemoveMember("bb").apply(situation)
    assert after.net.backbone == after.study.backbone == ()
    assert math.isnan(ci.net_backbone_reach(after.net, steps=2))


def test_who_leaves_leaves_every_table(situation: Situation) -> None:
    study = ci.RemoveMember("a").apply(situation).study
    for name, frame in study.tables.items():
        for column in ("stakeholder", "source", "target", "lead", "reported_by"):
            assert column not in frame or "a" not in set(frame[column]), (name, column)
    assert study.table("activities")["id"].to_list() == ["read", "tutor", "build"]
    assert study.table("assessments")["stakeholder"].to_list() == [""]


def test_work_by_hand(situation: Situation) -> None:
    assert ci.JoinActivity("D", "Reading Club", 2).apply(situation).activities.members_of("read") == ["a", "b", "d"]
    assert ci.JoinActivity("d", "read").hours(situation, Assumptions()).once == 2
    assert math.isnan(ci.JoinActivity("d", "read").hours(situation, Assumptions()).monthly)
    led = ci.SetLead("read", "b").apply(situation).study.table("activities").set_index("id")["lead"]
    assert led.to_dict() == {"read": "b", "tutor": "c", "build": "d"}
    co_led = ci.AddCoLead("read", "b").apply(situation).study.table("participation")
    assert co_led.loc[1, ["stakeholder", "role", "hours"]].tolist() == ["b", "co-lead", 3]
    assert len(co_led) == 4
    linked = ci.LinkActivities("read", "build").apply(situation).study.table("activities")
    assert linked["depends_on"].to_list() == [("build",), ("read",), ("tutor",)]
    adopted = ci.AdoptOutcome("b", "reading").apply(situation)
    assert adopted.commitments.members_of("o1") == ["a", "b"]
    assert len(ci.AdoptOutcome("a", "o1").apply(situation).study.table("commitments")) == 1
    begun = ci.AddActivity("o2", ("c", "d")).apply(situation)
    assert begun.activities.members_of("new-activity-1") == ["c", "d"]
    assert begun.outcomes.members_of("o2") == ["b", "c", "d"]
    assert begun.required.toarray()[3, 4] == 1
    shared = ci.ShareMeasure("b", "Test scores").apply(situation).study.table("reporting")
    assert ci.ShareMeasure("b", "scores").words(situation).endswith('reports the measure "Test scores"')
    assert shared.to_numpy().tolist() == [["a", "scores", "yes", "no"], ["b", "scores", "yes", "yes"]]


def test_merging_keeps_people_hours_outcomes_and_links(situation: Situation) -> None:
    after = ci.MergeActivities("read", "tutor").apply(situation)
    table = after.study.table("activities").set_index("id")
    assert list(table.index) == ["read", "build"]
    assert table.at["read", "outcomes"] == ("o1", "o2")
    assert table.at["read", "depends_on"] == ()
    assert table.at["build", "depends_on"] == ("read",)
    assert (str(table.at["read", "start"])[:10], str(table.at["read", "end"])[:10]) == ("2023-06-01", "2024-12-31")
    assert after.activities.members_of("read") == ["a", "b", "c"]
    hours = after.study.table("participation").set_index("stakeholder")["hours"]
    assert hours["b"] == 4
    assert math.isnan(hours["c"])


def test_handing_over_keeps_the_totals(situation: Situation) -> None:
    after = ci.Delegate("a", "d", 1).apply(situation)
    for old, new in ((situation.net, after.net), (situation.any_contact, after.any_contact)):
        assert sorted(old.ties()["value"]) == sorted(new.ties()["value"])
    # D knows B, and B knows the backbone; C knows nobody whom D knows but A, so the backbone comes first.
    assert value(after, "bb", "d") == 4
    assert value(after, "bb", "a", any_contact=True) == 0
    moved = ci.Delegate("b", "e", 2, "activities").apply(situation).study
    assert moved.table("participation")["hours"].sum() == situation.study.table("participation")["hours"].sum()
    assert moved.table("participation")["stakeholder"].to_list() == ["a", "e", "e", "c"]
    assert ci.Delegate("a", "e", 1, "activities").apply(situation).study.table("activities").at[0, "lead"] == "e"
    with pytest.raises(UsageError, match="cannot be handed over"):
        ci.Delegate("a", "e", 9).apply(situation)
    with pytest.raises(UnknownNameError):
        ci.Delegate("a", "e", 1, "money")
    with pytest.raises(UsageError):
        ci.Delegate("a", "e", 0)


def test_a_meeting_takes_each_its_hours_once(situation: Situation) -> None:
    meeting = ci.Convene(("a", "d", "e", "d"), "weekly")
    after = meeting.apply(situation)
    assert value(after, "a", "d") == value(after, "a", "e") == value(after, "d", "e") == 4
    assert len(after.net.ties()) == len(situation.net.ties()) + 3
    assert meeting.hours(situation, Assumptions()) == Hours(2, 3 * 4)
    with pytest.raises(UsageError, match="two members"):
        ci.Convene(("a", "A")).apply(situation)


def test_seeds_and_a_larger_backbone(situation: Situation) -> None:
    seeded = ci.Seed(("a", "C")).apply(situation)
    assert seeded.spread_from == ("a", "c")
    assert seeded.net is situation.net
    assert ci.RemoveMember("a").apply(seeded).spread_from == ("c",)
    enlarged = ci.EnlargeBackbone(("a",)).apply(situation)
    assert enlarged.net.backbone == enlarged.study.backbone == ("bb", "a")
    assert ci.net_backbone_reach(enlarged.net, steps=1) == 2 / 4
    with pytest.raises(UsageError):
        ci.Seed(()).apply(situation)


def test_ties_may_be_added_in_any_order(situation: Situation) -> None:
    one, other = ci.AddTie("bb", "d"), ci.AddTie("d", "e", "weekly")
    first, second = apply_all(situation, [one, other]), apply_all(situation, [other, one])
    np.testing.assert_array_equal(first.net.matrix.toarray(), second.net.matrix.toarray())
    np.testing.assert_array_equal(first.any_contact.reports.toarray(), second.any_contact.reports.toarray())


def test_names_that_are_none_or_several_are_refused(tmp_path: Path) -> None:
    people = "id,name,sector\nbb,Backbone,x\na,Food Bank,x\nb,Food Bank,x"
    given = small_situation(tmp_path / "s", dict.fromkeys(["bb", "a", "b"], "x"), {("bb", "a"): 3},
                            tables={"stakeholders": people})  # fmt: skip
    with pytest.raises(UsageError, match="More than one member is called 'food bank': give the id, one of a, b"):
        ci.AddTie("bb", "food bank").apply(given)
    with pytest.raises(UnknownNameError, match="Did you mean Backbone"):
        ci.AddTie("Backbon", "a").apply(given)
    with pytest.raises(UsageError, match="two members"):
        ci.AddTie("a", "a").apply(given)
    with pytest.raises(UnknownNameError, match="no activity 'x'"):
        ci.SetLead("x", "a").apply(given)


def test_opinions_are_no_contact(tmp_path: Path) -> None:
    ties = "wave,layer,source,target,value\n2025,trust.mission,a,b,4\n2025,communication,a,b,3"
    given = small_situation(tmp_path / "s", MEMBERS, {}, tables={"ties": ties})
    trust = Situation.of(given.study, layer="trust")
    with pytest.raises(UsageError, match="opinions"):
        ci.AddTie("a", "b").apply(trust)


def test_the_toy_coalition(tmp_path: Path) -> None:
    toy = Situation.of(toy_study(tmp_path / "toy"))
    after = ci.AddTie("B", "G1").apply(toy)
    # Monthly the backbone reaches H1 and E1, then G1 too: 2/7, 3/7.
    assert ci.net_backbone_reach(toy.net, steps=1) == pytest.approx(2 / 7)
    assert ci.net_backbone_reach(after.net, steps=1) == pytest.approx(3 / 7)
    assert ci.net_backbone_reach(after.any_contact, steps=1) == ci.net_backbone_reach(toy.any_contact, steps=1)
