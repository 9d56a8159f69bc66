"""From gaps to a short, ranked plan."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pandas as pd

from ci_network.advice.assumptions import Assumptions
from ci_network.advice.effect import UNKNOWN, Effect, simulate_ties
from ci_network.advice.proposal import Proposal
from ci_network.advice.propose import proposals
from ci_network.advice.rule import FROM_BACKBONE, TO_BACKBONE
from ci_network.advice.setting import Setting
from ci_network.gaps.gap import Gap
from ci_network.gaps.situation import Situation

COLUMNS: Final = (
    "rank", "rule", "subjects", "action", "why", "condition", "phase", "effect", "low", "high", "hours", "basis",
    "effect_on", "change", "watch", "named_claim",
)  # fmt: skip
# Where a class of severity begins: large, moderate (our defaults, as the report names them).
_CLASSES: Final = (0.67, 0.34)


def recommend(
    situation: Situation,
    gaps: Sequence[Gap],
    *,
    assumptions: Assumptions | None = None,
    rng: int | np.random.Generator | None = None,
) -> pd.DataFrame:
    """Return what to do next: at most seven actions, in order, each with what it would change and what it takes.

    Every rule of the catalogue that a gap (or the state of the network) calls for proposes actions. New ties are
    simulated: each takes hold with probability 0.6, and ``effect`` is the expected change of the measure named
    in ``effect_on``. This is simulated structural change, not a forecast of outcomes.

    The order: first by class of weight (severity times confidence of the gap: 0.67 and more, 0.34 and more, less);
    within a class by gain an hour::

        gain = expected change / (best value of the measure - value now)     where ties are simulated
        gain = weight x probability of taking hold                           elsewhere

    so that actions on different measures compare: each is the share of its own shortfall that it would close.
    Each rule has its best action that fits before any rule has a second. Kept out are actions that would name a
    member a third time, ask a member for more hours or new ties than it has room for, or pull the same member to
    the backbone and away from it (after phase 1 the latter stands, in phase 1 the former).

    Parameters
    ----------
    gaps
        The gaps found in the situation.
    assumptions
        What the advice takes for granted; see :func:`assumptions_table`.
    rng
        Seed or generator for the simulation of many ties at once.

    Returns
    -------
    DataFrame
        ``rank, rule, subjects, action, why, condition, phase, effect, low, high, hours, basis, effect_on,
        change, watch, named_claim``. ``effect`` with its 10-90 % range ``low`` and ``high`` is NaN where an action
        adds no tie. ``hours`` are those it takes once and in its first month, all sides together. ``change`` is what
        it should change, ``watch`` what to look out for. ``named_claim`` marks what only the coalition's own team
        should read. Empty where no rule is called for.

    References
    ----------
    Valente, T. W. (2012). Network interventions. Science 337:49.

    Examples
    --------
    >>> import ci_network as ci
    >>> analysis = ci.analyse(ci.read_study("data/riverbend"))
    >>> list(analysis.recommendations["rank"])
    [1, 2, 3, 4, 5, 6, 7]
    """
    setting = Setting(situation, tuple(gaps), assumptions or Assumptions())
    generator = np.random.default_rng(rng)
    weighed = [_weighed(one, setting, generator) for one in proposals(setting)]
    weighed = [one for one in weighed if one.gain > 0]  # an introduction that changes nothing is no advice
    chosen = choose(weighed, setting)
    rows = [_row(place, one, setting) for place, one in enumerate(sorted(chosen, key=_order), start=1)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(_TYPES)


_TYPES: Final = {
    "rank": int, "rule": int, "phase": int, "effect": float, "low": float, "high": float, "hours": float,
    "named_claim": bool,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Weighed:
    """A proposal with its simulated effect and its gain an hour."""

    proposal: Proposal
    effect: Effect
    gain: float


def _weighed(proposal: Proposal, setting: Setting, rng: np.random.Generator) -> Weighed:
    target = proposal.target
    effect = UNKNOWN
    if target is not None and proposal.ties:
        effect = simulate_ties(
            target.standing, proposal.ties, measure=target.measure, assumptions=setting.assumptions, rng=rng
        )
    gain = proposal.weight * setting.assumptions.takes_hold
    if target is not None and not np.isnan(effect.expected):
        shortfall = target.best - target.measure(target.standing)
        gain = effect.expected / shortfall if shortfall else 0.0
    return Weighed(proposal, effect, gain / max(proposal.hours, 0.25))


def _order(one: Weighed) -> tuple[int, float, float, int]:
    """Return what actions are sorted by; of equals the one that its rule named first stays first."""
    proposal = one.proposal
    level = sum(proposal.weight < start for start in _CLASSES)
    return (level, -round(one.gain, 9), -proposal.weight, proposal.rule.id)


@dataclass
class _Plan:
    """What the actions chosen so far ask of members: how often named, new ties, hours, pulled which way."""

    named: Counter[str] = field(default_factory=Counter)
    ties: Counter[int] = field(default_factory=Counter)
    hours: Counter[int] = field(default_factory=Counter)
    pulled: dict[str, str] = field(default_factory=dict)

    def has_room(self, proposal: Proposal, setting: Setting) -> bool:
        """Return whether the plan has room for one more action."""
        most = setting.assumptions
        ends = Counter() if proposal.meeting else Counter(place for pair in proposal.ties for place in pair)
        opposite = {TO_BACKBONE: FROM_BACKBONE, FROM_BACKBONE: TO_BACKBONE}.get(proposal.rule.pulls, "")
        return (
            all(self.named[member] < most.most_per_member for member in proposal.subjects)
            and all(self.ties[place] + more <= setting.ties_that_fit(place) for place, more in ends.items())
            and not any(self.hours[p] + h > setting.hours_left[p] for p, h in proposal.monthly.items())
            and not any(opposite and self.pulled.get(member) == opposite for member in proposal.subjects)
        )

    def take(self, proposal: Proposal) -> None:
        """Add an action to the plan."""
        self.named.update(proposal.subjects)
        if not proposal.meeting:
            self.ties.update(place for pair in proposal.ties for place in pair)
        for place, hours in proposal.monthly.items():
            self.hours[place] += hours  # type: ignore[assignment]
        if proposal.rule.pulls:
            self.pulled.update(dict.fromkeys(proposal.subjects, proposal.rule.pulls))


def choose(weighed: Iterable[Weighed], setting: Setting) -> list[Weighed]:
    """Return the actions that fit together, at most as many as a plan may hold.

    One at a time: of those that still fit, the first in order among the rules that have had fewest turns.
    """
    left = sorted(weighed, key=_order)
    loses = FROM_BACKBONE if setting.study.phase == 1 else TO_BACKBONE
    wins = {who for one in left if one.proposal.rule.pulls not in ("", loses) for who in one.proposal.subjects}
    left = [one for one in left if one.proposal.rule.pulls != loses or not wins & set(one.proposal.subjects)]
    plan, turns = _Plan(), Counter[int]()
    chosen: list[Weighed] = []
    while len(chosen) < setting.assumptions.most_actions:
        left = [one for one in left if plan.has_room(one.proposal, setting)]
        if not left:
            break
        best = min(left, key=lambda one: turns[one.proposal.rule.id])
        plan.take(best.proposal)
        turns[best.proposal.rule.id] += 1
        chosen.append(best)
        left = [one for one in left if one.proposal.matter != best.proposal.matter]
    return chosen


def _row(rank: int, one: Weighed, setting: Setting) -> dict[str, object]:
    proposal, rule = one.proposal, one.proposal.rule
    return {
        "rank": rank,
        "rule": rule.id,
        "subjects": "|".join(proposal.subjects),
        "action": proposal.action,
        "why": proposal.why,
        "condition": rule.condition,
        "phase": rule.phase(setting.study.phase),
        "effect": one.effect.expected,
        "low": one.effect.low,
        "high": one.effect.high,
        "hours": proposal.hours,
        "basis": rule.basis,
        "effect_on": proposal.target.name if proposal.target and proposal.ties else "",
        "change": proposal.change,
        "watch": proposal.watch,
        "named_claim": rule.named_claim or proposal.team_only,
    }
