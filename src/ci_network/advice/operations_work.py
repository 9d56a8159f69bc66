"""Operations on work: activities, goals and shared measures."""

from dataclasses import dataclass, replace

from ci_network.advice.assumptions import Assumptions
from ci_network.advice.operation import (
    Hours,
    Operation,
    activity_id,
    goal_of,
    known_hours,
    measure_id,
    measure_of,
    member_id,
    member_ids,
    name_of,
    outcome_id,
    title_of,
)
from ci_network.gaps.situation import Situation
from ci_network.study import change as studies
from ci_network.wording import listed, quoted


@dataclass(frozen=True)
class JoinActivity(Operation):
    """A member takes part in an activity; ``given`` is the hours a month that it gives, where they are known."""

    member: str
    activity: str
    given: float | None = None

    def apply(self, situation: Situation) -> Situation:
        """Return the situation in which the member takes part."""
        return _taking_part(situation, self.activity, self.member, hours=self.given)

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        return f"{name_of(situation, self.member)} joins {title_of(situation, self.activity)}"

    def hours(self, situation: Situation, assumptions: Assumptions) -> Hours:  # noqa: ARG002 - one shape for all
        """Return the arrangement once, and the hours given."""
        return Hours(assumptions.arrangement_hours, known_hours(self.given))


@dataclass(frozen=True)
class SetLead(Operation):
    """A member leads an activity, instead of whoever leads it now."""

    activity: str
    member: str

    def apply(self, situation: Situation) -> Situation:
        """Return the situation in which the member leads."""
        activity, member = activity_id(situation, self.activity), member_id(situation, self.member)
        return replace(situation, study=studies.with_lead(situation.study, activity, member))

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        return f"{name_of(situation, self.member)} leads {title_of(situation, self.activity)}"


@dataclass(frozen=True)
class AddCoLead(Operation):
    """A member leads an activity beside whoever leads it now."""

    activity: str
    member: str

    def apply(self, situation: Situation) -> Situation:
        """Return the situation in which the member takes part as a co-lead."""
        return _taking_part(situation, self.activity, self.member, role=studies.CO_LEAD)

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        return f"{name_of(situation, self.member)} leads {title_of(situation, self.activity)} beside its lead"


@dataclass(frozen=True)
class LinkActivities(Operation):
    """Link two activities: the first depends on the second, so their people have something to settle."""

    activity: str
    other: str

    def apply(self, situation: Situation) -> Situation:
        """Return the situation in which the two are linked."""
        pair = activity_id(situation, self.activity), activity_id(situation, self.other)
        return replace(situation, study=studies.with_link(situation.study, *pair))

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        return f"Link {title_of(situation, self.activity)} with {title_of(situation, self.other)}"


@dataclass(frozen=True)
class MergeActivities(Operation):
    """Make one activity of two: the first takes in the second, its people, hours, outcomes and links."""

    activity: str
    other: str

    def apply(self, situation: Situation) -> Situation:
        """Return the situation in which the two are one."""
        pair = activity_id(situation, self.activity), activity_id(situation, self.other)
        return replace(situation, study=studies.with_merged_activities(situation.study, *pair))

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        return f"Merge {title_of(situation, self.other)} into {title_of(situation, self.activity)}"


@dataclass(frozen=True)
class AdoptOutcome(Operation):
    """A member commits itself to a goal of the coalition."""

    member: str
    outcome: str

    def apply(self, situation: Situation) -> Situation:
        """Return the situation in which the member is committed."""
        pair = member_id(situation, self.member), outcome_id(situation, self.outcome)
        return replace(situation, study=studies.with_commitment(situation.study, *pair))

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        return f"{name_of(situation, self.member)} commits itself to {goal_of(situation, self.outcome)}"


@dataclass(frozen=True)
class AddActivity(Operation):
    """Begin a new activity for a goal, with some members.

    Attributes
    ----------
    outcome
        The goal that it serves.
    members
        Who takes part.
    activity
        Its id; made up where it is blank.
    title, kind
        Its title and kind, such as "policy".
    """

    outcome: str
    members: tuple[str, ...] = ()
    activity: str = ""
    title: str = ""
    kind: str = ""

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the activity and those who take part in it."""
        outcome, members = outcome_id(situation, self.outcome), member_ids(situation, self.members)
        new = self.activity or _unused(situation)
        study = studies.with_activity(situation.study, new, title=self.title, kind=self.kind, outcomes=[outcome])
        for member in members:
            study = studies.with_participation(study, member, new, wave=situation.wave)
        return replace(situation, study=study)

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        names = [name_of(situation, one) for one in member_ids(situation, self.members)]
        what = f"the activity {quoted(self.title)}" if self.title else "a new activity"
        return f"Begin {what} for {goal_of(situation, self.outcome)}{' with ' + listed(names) if names else ''}"


@dataclass(frozen=True)
class ShareMeasure(Operation):
    """A member reports a shared measure."""

    member: str
    measure: str

    def apply(self, situation: Situation) -> Situation:
        """Return the situation in which the member reports it."""
        pair = member_id(situation, self.member), measure_id(situation, self.measure)
        return replace(situation, study=studies.with_reporting(situation.study, *pair))

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        return f"{name_of(situation, self.member)} reports the measure {measure_of(situation, self.measure)}"


def _taking_part(
    situation: Situation, activity: str, member: str, *, role: str = "", hours: float | None = None
) -> Situation:
    cells = {name: cell for name, cell in (("role", role), ("hours", hours)) if cell not in ("", None)}
    who, what = member_id(situation, member), activity_id(situation, activity)
    study = studies.with_participation(situation.study, who, what, wave=situation.wave, **cells)
    return replace(situation, study=study)


def _unused(situation: Situation) -> str:
    """Return an id that no activity has."""
    known = set(situation.study.tables["activities"]["id"])
    return next(name for number in range(1, len(known) + 2) if (name := f"new-activity-{number}") not in known)
