"""The engagement plan: the best set of introductions for the hours there are, month by month."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from ci_network.advice.assumptions import Assumptions
from ci_network.advice.objective import Objective
from ci_network.advice.plan_chance import measures_table
from ci_network.advice.plan_guarantee import guarantee_of
from ci_network.advice.plan_limits import PlanLimits, setting_within
from ci_network.advice.plan_problem import aims_of, search_of
from ci_network.advice.plan_tables import Chosen, calendar_table, curve_table, introductions_table
from ci_network.advice.positions import positions_table
from ci_network.advice.suggestions import suggestions_table, why_nobody
from ci_network.errors import InputError, UsageError
from ci_network.gaps.situation import Situation
from ci_network.glance import Glance
from ci_network.wording import counted

if TYPE_CHECKING:
    from ci_network.analysis import Analysis

ASSUMPTION: Final = "simulated structural change, not a forecast of outcomes"
_WHY_UNDEFINED: Final = {
    "reach": "the study names no backbone, or nobody beside it",
    "even_reach": "the study names no backbone, or no sectors",
    "congruence": "no two partners share an activity on record",
    "resilience": "there are fewer than two partners",
}


@dataclass(frozen=True, eq=False, repr=False)
class EngagementPlan(Glance):
    """A set of introductions, in order and by month, with what it would change.

    Attributes
    ----------
    situation, objective, limits, hours
        What the plan was made for.
    introductions
        ``order month one other introducer known shared why gain cumulative expected low high hours``. ``one`` and
        ``other`` are to be introduced, by ``introducer`` where somebody told of contact with both, else blank.
        ``known`` says whether they are in touch now and then, ``shared`` which goal or activity they share.
        ``gain`` is what the introduction adds to the objective when all before it hold; ``cumulative`` the gain so
        far. ``expected``, ``low`` and ``high`` are of the cumulative gain when each introduction takes hold by chance.
    curve
        ``introductions hours gain expected low high`` and one column for each aim with its value, whether aimed at or
        not: one row for no introduction, one more for each.
    calendar
        ``month introductions hours hours_so_far gain``: every month of the plan.
    measures
        ``measure before after expected low high``: every headline measure.
    positions
        See :func:`positions_table`; beside it ``full``: "carries" or "no time" where a member has no room for
        anybody new.
    suggestions
        Whom members with room could like to meet beside the introductions: ``member partner shared introducer
        through``; see :func:`suggestions_table`. They cost the plan no hours and count in none of its figures.
    guarantee
        How near to the best possible the plan is sure to be, in words: by aim, and for the whole as "plan".
    tie_hours, introducing_hours, takes_hold
        The hours a month of a new tie on each side, those of bringing two together, and the chance that a tie holds.
    left_out
        Why an aim does not count, by aim.
    assumption
        What kind of claim this is.
    """

    situation: Situation
    objective: Objective
    limits: PlanLimits
    hours: float
    introductions: pd.DataFrame
    curve: pd.DataFrame
    calendar: pd.DataFrame
    measures: pd.DataFrame
    positions: pd.DataFrame
    suggestions: pd.DataFrame
    guarantee: Mapping[str, str]
    left_out: Mapping[str, str]
    tie_hours: float
    introducing_hours: float
    takes_hold: float
    assumption: str = ASSUMPTION

    def glance(self) -> tuple[str | pd.DataFrame, ...]:
        """Return how much it takes and gains, its guarantee, and the introductions."""
        last = self.curve.iloc[-1]
        aims = ", ".join(part for part in self.objective.parts if part not in self.left_out)
        taken = f"{last['hours']:g} of {self.hours:g} hours"
        size = f"{counted(len(self.introductions), 'introduction')}, {taken}, for {aims}"
        gain = f"Gain {last['gain']:.3f} if every tie holds; {last['expected']:.3f} to expect"
        shown = self.introductions[["month", "one", "other", "hours", "gain"]].round(3)
        ranged = f"{gain} ({last['low']:.3f} to {last['high']:.3f}). {self.assumption.capitalize()}."
        return (size, ranged, f"Guarantee: {self.guarantee['plan']}.", shown)


def plan_engagement(
    known: "Analysis | Situation",
    *,
    hours: float,
    objective: Objective | str = "reach",
    limits: PlanLimits | None = None,
    assumptions: Assumptions | None = None,
    rng: int | np.random.Generator | None = 1,
) -> EngagementPlan:
    """Plan whom to introduce to whom in the coming months, so that the hours there are do most.

    Introductions are chosen as a set: greedily, the one that adds most to the objective next, then by exchanges of
    one for another while that helps. Every missing tie is looked at each time. Nobody is asked for more new ties
    than its time and the limits leave room for, members who carry a lot already for none, and nobody who did not
    agree to be named to the team is introduced. Each introduction takes the same hours: bringing the two together,
    and a month of contact at the level of the rule on both sides.

    How near the best set the plan is sure to be depends on the objective, and is said in ``guarantee``:
    see :func:`guaranteed_share`. All of it is simulated structural change, not a forecast of outcomes.

    Parameters
    ----------
    known
        An analysis, or the situation of a study.
    hours
        All hours that the plan may take, of everybody together.
    objective
        What to aim at: a name ("reach", "even-reach", "congruence", "resilience", "mix") or weights.
    limits
        The most that may be asked; see :class:`PlanLimits`.
    assumptions
        What the advice takes for granted: the chance that a tie takes hold, the hours of an introduction.
    rng
        Seed or generator for the draws of which introductions take hold. The introductions do not depend on it.

    Raises
    ------
    UsageError
        Where the hours are not above 0.
    InputError
        Where the objective means nothing in this study: no backbone, no sectors, no shared work.

    References
    ----------
    Nemhauser, Wolsey & Fisher (1978), Mathematical Programming 14:265; Valente (2012), Science 337:49.

    Examples
    --------
    >>> import ci_network as ci
    >>> situation = ci.Situation.of(ci.read_study("data/riverbend"))
    >>> plan = plan_engagement(situation, hours=12, objective="reach")
    >>> len(plan.introductions), plan.assumption
    (4, 'simulated structural change, not a forecast of outcomes')
    """
    if not (hours > 0 and np.isfinite(hours)):
        raise UsageError(f"The hours of a plan are above 0; {hours:g} were given.")
    situation = known if isinstance(known, Situation) else known.situation
    held = limits or PlanLimits()
    wanted = Objective.named(objective) if isinstance(objective, str) else objective
    setting = setting_within(situation, held, assumptions or Assumptions())
    undefined = aims_of(setting, wanted).undefined() & set(wanted.parts)
    if undefined == set(wanted.parts):
        raise InputError(f"There is nothing to plan for: {_WHY_UNDEFINED[wanted.parts[0]]}. Choose another objective.")
    meant = wanted.without(undefined)
    search = search_of(setting, aims_of(setting, meant), held, hours)
    chosen = Chosen.of(setting, search, hours=hours, limits=held, rng=np.random.default_rng(rng))
    return EngagementPlan(
        situation=situation,
        objective=wanted,
        limits=held,
        hours=hours,
        introductions=introductions_table(chosen),
        curve=curve_table(chosen),
        calendar=calendar_table(chosen),
        measures=measures_table(setting, chosen.pairs, chosen.held),
        positions=positions_table(situation).assign(full=why_nobody(setting, search)),
        suggestions=suggestions_table(setting, search, chosen.pairs, limits=held),
        guarantee=guarantee_of(meant.parts, who=held.who, backbone=int(search.aims.backbone.sum())),
        left_out={part: _WHY_UNDEFINED[part] for part in sorted(undefined)},
        tie_hours=setting.tie_hours,
        introducing_hours=setting.assumptions.introducing_hours,
        takes_hold=setting.assumptions.takes_hold,
    )
