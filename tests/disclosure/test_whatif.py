"""What may be shown of a what-if: no withheld name, nothing of single members or pairs beyond the team."""

from pathlib import Path

import pytest
from small_study import small_situation

import ci_network as ci
from ci_network.advice.operations import OPERATIONS, Operation
from ci_network.disclosure.team_only import TEAM_ONLY_MEASURES, TEAM_ONLY_OPERATIONS
from ci_network.errors import UnknownNameError, UsageError
from ci_network.gaps.situation import Situation

PEOPLE = (
    "id,name,sector,consent_named_internal,consent_named_public\n"
    "bb,Backbone,x,yes,yes\na,Food Bank,x,yes,no\nb,Quiet House,y,no,no\nc,Open Door,y,yes,yes"
)


@pytest.fixture
def situation(tmp_path: Path) -> Situation:
    ties = {("bb", "a"): 3, ("a", "b"): 1, ("a", "c"): 3}
    return small_situation(tmp_path / "s", dict.fromkeys("abc", ""), ties, tables={"stakeholders": PEOPLE})


def texts(shown: ci.ShownWhatIf) -> str:
    return "\n".join([*shown.words, *shown.sentences, shown.table.to_csv(), shown.assumption])


def test_names_are_shown_to_those_who_may_see_them(situation: Situation) -> None:
    found = ci.what_if(situation, [ci.AddTie("bb", "b"), ci.AddTie("a", "c", "weekly")])
    inside = ci.release_what_if(found, salt="s")
    assert "Food Bank" in texts(inside)
    assert "Quiet House" not in texts(inside)
    assert inside.words[0] == "Put Backbone and Member 1 in monthly contact"
    shared = ci.release_what_if(found, audience="shareable", salt="s")
    assert "Open Door" in texts(shared)
    assert "Food Bank" not in texts(shared)
    assert "Quiet House" not in texts(shared)


def test_beyond_the_team_nothing_of_pairs_and_no_hours(situation: Situation) -> None:
    found = ci.what_if(situation, [ci.AddTie("a", "b")])
    inside, shared = ci.release_what_if(found), ci.release_what_if(found, audience="shareable")
    assert set(inside.hours) == {"once", "monthly"}
    assert not shared.hours
    assert set(shared.table["threshold"]) == {"", "monthly"}
    assert not set(shared.table["measure"]) & TEAM_ONLY_MEASURES
    assert set(inside.table["measure"]) >= TEAM_ONLY_MEASURES
    assert not any("any contact" in one or "Hours a month that contact" in one for one in shared.sentences)
    # Whether the two were in touch now and then makes no difference to what is shown.
    strangers = ci.SetFrequency("a", "b", "never").apply(situation)
    other = ci.release_what_if(ci.what_if(strangers, [ci.AddTie("a", "b")]), audience="shareable", salt="s")
    assert other.table.equals(shared.table)


@pytest.mark.parametrize(
    "operation",
    [ci.RemoveMember("c"), ci.SetFrequency("a", "c", 4), ci.ConfirmTie("a", "c"), ci.Delegate("a", "b", 1)],
    ids=lambda operation: type(operation).__name__,
)
def test_changes_that_tell_of_single_members_are_for_the_team(operation: Operation, situation: Situation) -> None:
    found = ci.what_if(situation, [ci.AddTie("bb", "b", "yearly"), operation])
    assert ci.release_what_if(found).words
    with pytest.raises(UsageError, match="coalition's own team"):
        ci.release_what_if(found, audience="shareable")
    assert type(operation).__name__ in TEAM_ONLY_OPERATIONS <= {kind.__name__ for kind in OPERATIONS}


def test_a_new_member_is_named_to_the_team_and_not_in_public(situation: Situation) -> None:
    found = ci.what_if(situation, [ci.AddMember("New Hope", "y", ("c",))])
    assert "New Hope" in texts(ci.release_what_if(found, audience="internal"))
    assert "New Hope" not in texts(ci.release_what_if(found, audience="shareable"))
    with pytest.raises(UnknownNameError):
        ci.release_what_if(found, audience="everybody")
