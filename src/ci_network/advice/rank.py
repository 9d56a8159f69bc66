"""From gaps to a short, ranked plan."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pandas as pd

from ci_network.advice.assumptions import Assumptions
from ci_network.advice.choose import Weighed, choose, order
from ci_network.advice.effect import UNKNOWN, Effect, simulate_ties, simulate_trial
from ci_network.advice.proposal import Proposal, simulated_in_words
from ci_network.advice.propose import proposals
from ci_network.advice.setting import Setting
from ci_network.framework.evidence import Evidence
from ci_network.gaps.gap import Gap
from ci_network.gaps.situation import Situation

COLUMNS: Final = (
    "rank", "rule", "subjects", "action", "why", "condition", "phase", "effect", "low", "high", "hours", "basis",
    "effect_on", "change", "watch", "named_claim", "introductions", "operations",
)  # fmt: skip


def recommend(
    situation: Situation | Evidence,
    gaps: Sequence[Gap],
    *,
    assumptions: Assumptions | None = None,
    rng: int | np.random.Generator | None = None,
) -> pd.DataFrame:
    """Return what to do next: at most seven actions, in order, each with what it would change and what it takes.

    Every rule of the catalogue that a gap (or the state of the network) calls for proposes actions. New ties are
    simulated: each takes hold with probability 0.6, and ``effect`` is the expected change of the measure named
    in ``effect_on``. Other changes (a second carrier of an activity, a measure that two report) take hold as a
    whole, with the same probability. This is simulated structural change, not a forecast of outcomes.

    The order: what all else rests on first (more answers, where few came; what a coalition needs before it
    begins); then by class of weight (severity times confidence of the gap: 0.67 and more, 0.34 and more, less);
    within a class by gain an hour::

        gain = expected change / (best value of the measure - value now)     where a change is simulated
        gain = weight x probability of taking hold                           elsewhere

    so that actions on different measures compare: each is the share of its own shortfall that it would close.
    Each rule has its best action that fits before any rule has a second. Kept out are actions that would name a
    member a third time, ask a member for more hours or new ties than it has room for, or pull against another
    action: to the backbone and away from it for the same member (after phase 1 the latter stands, in phase 1 the
    former), more contact and less, joint work before a talk that should come first, a start before a pause.

    Parameters
    ----------
    situation
        A situation; or what the framework sees in one, where that was worked out before.
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
        change, watch, named_claim, introductions, operations``. ``effect`` with its 10-90 % range ``low`` and
        ``high`` is NaN where nothing is simulated; ``operations`` says in words what is, or why nothing is.
        ``hours`` are those it takes once and in its first month, all sides together. ``change`` is what it should
        change, ``watch`` what to look out for. ``named_claim`` marks what only the coalition's own team should
        read. ``introductions`` are the pairs of members to bring together, as ``a + b|c + d``. Empty where no rule
        is called for.

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
    evidence = Evidence.of(situation)
    setting = Setting(evidence.situation, tuple(gaps), assumptions or Assumptions(), evidence)
    simulation = _Simulation(setting, np.random.default_rng(rng))
    weighed = [simulation.weighed(one) for one in proposals(setting)]
    weighed = [one for one in weighed if one.gain > 0]  # an introduction that changes nothing is no advice
    chosen = choose(weighed, setting)
    rows = [_row(place, one, setting) for place, one in enumerate(sorted(chosen, key=order), start=1)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(_TYPES)


_TYPES: Final = {
    "rank": int, "rule": int, "phase": int, "effect": float, "low": float, "high": float, "hours": float,
    "named_claim": bool,
}  # fmt: skip


@dataclass
class _Simulation:
    """Tries every proposal; where a measure stands now is worked out once."""

    setting: Setting
    rng: np.random.Generator
    now: dict[str, float] = field(default_factory=dict)

    def weighed(self, proposal: Proposal) -> Weighed:
        """Return a proposal with its simulated effect and its gain an hour."""
        effect, shortfall = self._effect(proposal)
        gain = proposal.weight * self.setting.assumptions.takes_hold
        if not np.isnan(effect.expected):
            gain = effect.expected / shortfall if shortfall else 0.0
        return Weighed(proposal, effect, gain / max(proposal.hours, 0.25))

    def _effect(self, proposal: Proposal) -> tuple[Effect, float]:
        """Return the simulated effect of a proposal, and how far its measure is from its best."""
        target, trial, taken = proposal.target, proposal.trial, self.setting.assumptions
        if target is not None and proposal.ties:
            effect = simulate_ties(
                target.standing, proposal.ties, measure=target.measure, assumptions=taken, rng=self.rng
            )
            return effect, target.best - target.measure(target.standing)
        if trial is None:
            return UNKNOWN, 0.0
        situation = self.setting.situation
        if trial.name not in self.now:
            self.now[trial.name] = trial.measure(situation)
        now = self.now[trial.name]
        return simulate_trial(trial, now=now, situation=situation, assumptions=taken), trial.best - now


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
        "effect_on": proposal.effect_on,
        "change": proposal.change,
        "watch": proposal.watch,
        "named_claim": rule.named_claim or proposal.team_only,
        "introductions": "|".join(" + ".join(setting.ids(pair)) for pair in proposal.brings_together),
        "operations": simulated_in_words(proposal, setting),
    }
