"""What may be shown of an engagement plan."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from ci_network.disclosure.about import study_facts
from ci_network.disclosure.beyond import hushed_beyond
from ci_network.disclosure.names import Veil, make_veil, may_be_named
from ci_network.disclosure.plain import frames_of, plain_words
from ci_network.disclosure.team_only import NEVER_BY_MEMBER
from ci_network.errors import UnknownNameError, UsageError
from ci_network.glance import Glance
from ci_network.terms import AUDIENCES

if TYPE_CHECKING:
    from ci_network.advice.plan import EngagementPlan

# A figure of one sector, though it does not say of which: for the coalition's own team.
_TEAM_ONLY_MEASURES: Final = ("reach_2_least_reached_sector",)


@dataclass(frozen=True, eq=False, repr=False)
class PlanRelease(Glance):
    """What may be shown of a plan to one audience.

    Every frame holds display ids only: a member's own id where it may be named, a pseudonym elsewhere.

    Attributes
    ----------
    audience
        "internal" or "shareable".
    about
        Plain facts to print on every page: those of the study, ``objective`` and ``parts`` of the plan, its ``hours``
        and ``months``, ``tie_hours``, ``introducing_hours``, ``takes_hold``, ``caveat``.
    labels
        The label of every member, by display id.
    introductions, curve, calendar, measures
        As in :class:`EngagementPlan`. To a shareable audience ``known``, which may be one member's answer, is blank.
    positions, suggestions
        What each member's sheet says of it, and whom it suggests: only members who may be named, and none at all in a
        shareable plan.
    guarantee, left_out, assumption
        As in :class:`EngagementPlan`.
    """

    audience: str
    about: Mapping[str, Any]
    labels: Mapping[str, str]
    introductions: pd.DataFrame
    curve: pd.DataFrame
    calendar: pd.DataFrame
    measures: pd.DataFrame
    positions: pd.DataFrame
    suggestions: pd.DataFrame
    guarantee: Mapping[str, str]
    left_out: Mapping[str, str]
    assumption: str

    def glance(self) -> tuple[str | pd.DataFrame, ...]:
        """Return whom it is for, and the introductions by label."""
        shown = self.introductions[["month", "one", "other", "hours", "gain"]].round(3)
        named = shown.assign(one=shown["one"].map(self.labels), other=shown["other"].map(self.labels))
        return (f'{self.about["title"]}, for the audience "{self.audience}"', named)


def release_plan(plan: "EngagementPlan", *, audience: str | None = None, salt: str | None = None) -> PlanRelease:
    """Let through what an audience may see of an engagement plan.

    Internal: for the coalition's own team, with a sheet for each member who may be named there. A sheet is for that
    member alone, and tells nothing that others answered. Shareable: introductions with names only as allowed, and no
    sheets.

    Parameters
    ----------
    audience
        "internal" or "shareable"; the study's own where none is given.
    salt
        What the pseudonyms are drawn from; fresh and random unless given.

    Raises
    ------
    UsageError
        For a plan on a layer of ratings: answers about trust and value are never shown by pair or member.

    Examples
    --------
    >>> import ci_network as ci
    >>> plan = ci.plan_engagement(ci.Situation.of(ci.read_study("data/riverbend")), hours=12)
    >>> len(ci.release_plan(plan, audience="shareable").positions)
    0
    """
    study, net = plan.situation.study, plan.situation.net
    chosen = audience or study.audience
    if chosen not in AUDIENCES:
        raise UnknownNameError("audience", chosen, AUDIENCES)
    if net.layer.kind == "rating":
        raise UsageError(NEVER_BY_MEMBER)
    named = may_be_named(net.members, chosen)
    plain = plain_words(study, net, frames_of(plan))
    shareable = chosen == "shareable"
    hushed = hushed_beyond(plan.situation) if shareable else None
    veil = make_veil(net.members, named, salt or secrets.token_hex(16), plain=plain, hushed=hushed)
    introductions = plan.introductions.assign(known="") if shareable else plan.introductions
    sheets = named.to_numpy(bool) & (not shareable)
    kept = ~plan.measures["measure"].isin(_TEAM_ONLY_MEASURES if shareable else ())
    # In the order of labels: that of the study would tell who stands between whom.
    labels = dict(sorted(((veil.ids[m], veil.labels[m]) for m in map(str, net.ids)), key=lambda one: one[1].casefold()))
    positions = veil.frame(plan.positions[sheets], members=("member", "contacts"))
    shown = PlanRelease(
        audience=chosen,
        about=veil.value(_about(plan, chosen)),
        labels=labels,
        introductions=veil.frame(introductions, members=("one", "other", "introducer")),
        curve=plan.curve,
        calendar=plan.calendar,
        measures=plan.measures[kept].reset_index(drop=True),
        positions=positions.sort_values("member", key=lambda ids: ids.map(list(labels).index), ignore_index=True),
        suggestions=_suggestions(plan, named, shareable=shareable, veil=veil),
        guarantee=plan.guarantee,
        left_out=plan.left_out,
        assumption=plan.assumption,
    )
    veil.check(getattr(shown, part.name) for part in fields(shown))
    return shown


def _suggestions(plan: "EngagementPlan", named: pd.Series, *, shareable: bool, veil: Veil) -> pd.DataFrame:
    ends = plan.suggestions[["member", "partner"]].isin(list(named.index[named])).all(axis=1)
    return veil.frame(plan.suggestions[ends & (not shareable)], members=("member", "partner", "introducer"))


def _about(plan: "EngagementPlan", audience: str) -> dict[str, Any]:
    situation = plan.situation
    return study_facts(situation.study, situation.net, audience) | {
        "parts": [part for part in plan.objective.parts if part not in plan.left_out],
        "hours": plan.hours,
        "months": plan.limits.months,
        "per_member": plan.limits.max_new_ties_per_member,
        "tie_hours": plan.tie_hours,
        "introducing_hours": plan.introducing_hours,
        "takes_hold": plan.takes_hold,
        "caveat": situation.caveat,
    }
