"""What leaves of a plan: names only as allowed, no sheets beyond the team, nothing that others answered."""

from pathlib import Path

import pandas as pd
import pytest
from calm_study import MEMBERS, calm

import ci_network as ci

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def plan() -> ci.EngagementPlan:
    return ci.plan_engagement(ci.Situation.of(ci.read_study(ROOT / "data" / "riverbend")), hours=60, objective="mix")


def texts(release: ci.PlanRelease) -> str:
    frames = [release.introductions, release.curve, release.calendar, release.measures, release.positions]
    frames.append(release.suggestions)
    return " ".join([*(frame.to_csv() for frame in frames), str(release.about), str(release.labels)])


def test_a_shareable_plan_names_only_who_agreed_and_has_no_sheets(plan: ci.EngagementPlan) -> None:
    members = plan.situation.net.members
    released = ci.release_plan(plan, audience="shareable", salt="x")
    said = texts(released)
    hidden = members[members["consent_named_public"] != "yes"]
    assert len(hidden)
    for member, name in hidden["name"].items():
        assert str(member) not in said.replace("'", " ").split(), member
        assert str(name) not in said, name
    assert released.positions.empty
    assert released.suggestions.empty
    assert (released.introductions["known"] == "").all(), "it may be one member's answer"
    assert "reach_2_least_reached_sector" not in set(released.measures["measure"])
    assert len(released.introductions) == len(plan.introductions)


def test_the_team_sees_its_plan_whole(plan: ci.EngagementPlan) -> None:
    released = ci.release_plan(plan, audience="internal")
    pd.testing.assert_frame_equal(released.introductions, plan.introductions)
    assert len(released.positions) == (plan.situation.net.members["consent_named_internal"] == "yes").sum()
    labels = list(released.labels.values())
    assert labels == sorted(labels, key=str.casefold), "the order of the study would tell whose place a pseudonym takes"


def test_who_may_not_be_named_has_no_sheet_and_no_name_on_others(tmp_path: Path) -> None:
    consent = {"a2": "no"}
    people = "\n".join(
        ["id,name,sector,consent_named_internal"]
        + [f"{one},Org {one.upper()},{sector},{consent.get(one, 'yes')}" for one, sector in MEMBERS.items()]
    )
    situation = calm(tmp_path / "s", tables={"stakeholders": people})
    released = ci.release_plan(ci.plan_engagement(situation, hours=9), audience="internal", salt="x")
    assert "Org A2" not in texts(released)
    assert "a2" not in set("|".join(released.positions["contacts"]).split("|"))
    assert len(released.positions) == len(MEMBERS) - 1


def test_audiences_and_ratings_are_refused(plan: ci.EngagementPlan) -> None:
    with pytest.raises(ci.InputError, match="audience"):
        ci.release_plan(plan, audience="everyone")
    study = ci.read_study(ROOT / "data" / "riverbend")
    rated = ci.plan_engagement(
        ci.Situation.of(study, layer="trust", rule=ci.TieRule(at_least=3)), hours=9, objective="resilience"
    )
    with pytest.raises(ci.CiNetworkError, match="trust and value"):
        ci.release_plan(rated, audience="internal")
