"""What adding ties would change: simulated structural change, not a forecast of outcomes."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from ci_network.advice.assumptions import Assumptions
from ci_network.advice.proposal import Trial
from ci_network.advice.standing import MEASURES, Measure, Places, Standing, standing_of
from ci_network.gaps.situation import Situation

_LOW, _HIGH = 0.1, 0.9


@dataclass(frozen=True)
class Effect:
    """The expected change of one measure, and the range in which four times out of five it would lie."""

    expected: float
    low: float
    high: float


UNKNOWN = Effect(float("nan"), float("nan"), float("nan"))


def simulate_ties(
    standing: Standing,
    pairs: Places,
    *,
    measure: Measure,
    assumptions: Assumptions,
    rng: np.random.Generator,
) -> Effect:
    """Return what trying to add these ties would do to a measure, when each takes hold by chance.

    Each tie takes hold on its own with probability ``assumptions.takes_hold``. Every combination is tried where
    there are few ties; beyond ``assumptions.exact_up_to`` of them combinations are drawn.

    Returns
    -------
    Effect
        The mean change, and its 10 % and 90 % points. NaN where the measure is undefined before or after.
    """
    if not pairs:
        return UNKNOWN
    start = measure(standing)
    found = [(chance, measure(after) - start) for chance, after in _outcomes(standing, pairs, assumptions, rng)]
    chances = np.array([chance for chance, _ in found])
    changes = np.array([change for _, change in found])
    if np.isnan(changes).any():
        return UNKNOWN
    return Effect(float(chances @ changes), _point(changes, chances, _LOW), _point(changes, chances, _HIGH))


def simulate_trial(trial: Trial, *, now: float, situation: Situation, assumptions: Assumptions) -> Effect:
    """Return what trying these operations would do to their measure, when they take hold together or not at all.

    Returns
    -------
    Effect
        The mean change from ``now``, and its 10 % and 90 % points. NaN where the measure is undefined before or after.
    """
    for operation in trial.operations:
        situation = operation.apply(situation)
    change = trial.measure(situation) - now
    if np.isnan(change):
        return UNKNOWN
    p = assumptions.takes_hold
    changes, chances = np.array([0.0, change]), np.array([1 - p, p])
    return Effect(float(p * change), _point(changes, chances, _LOW), _point(changes, chances, _HIGH))


def what_if_table(situation: Situation, *, ties: Iterable[tuple[Hashable, Hashable]]) -> pd.DataFrame:
    """Return every headline measure as it is, and as it would be if these members were in regular contact.

    Simulated structural change, not a forecast of outcomes: a tie more can raise one measure and lower another.

    Parameters
    ----------
    ties
        Pairs of members' ids.

    Returns
    -------
    DataFrame
        ``measure, before, after, change``; NaN where a measure is undefined.

    Raises
    ------
    UnknownNameError
        When an end is no member.

    Examples
    --------
    >>> import ci_network as ci
    >>> situation = ci.Situation.of(ci.read_study("data/riverbend"))
    >>> table = what_if_table(situation, ties=[("riverbend-united", "housing-authority")])
    >>> bool(table.set_index("measure").at["reach_2", "change"] > 0)
    True
    """
    before = standing_of(situation)
    ends = [situation.net.positions(pair).tolist() for pair in ties]
    after = before.with_ties([(one, other) for one, other in ends])
    rows = [(name, measure(before), measure(after)) for name, measure in MEASURES.items()]
    frame = pd.DataFrame(rows, columns=["measure", "before", "after"])
    return frame.assign(change=frame["after"] - frame["before"])


def _outcomes(
    standing: Standing, pairs: Places, assumptions: Assumptions, rng: np.random.Generator
) -> Iterator[tuple[float, Standing]]:
    """Yield what may come of trying: the chance of it, and where the network would then stand."""
    p = assumptions.takes_hold
    if len(pairs) <= assumptions.exact_up_to:
        for held in product((True, False), repeat=len(pairs)):
            kept = [pair for pair, holds in zip(pairs, held, strict=True) if holds]
            yield p ** len(kept) * (1 - p) ** (len(pairs) - len(kept)), standing.with_ties(kept)
        return
    for held in rng.random((assumptions.draws, len(pairs))) < p:
        kept = [pair for pair, holds in zip(pairs, held, strict=True) if holds]
        yield 1 / assumptions.draws, standing.with_ties(kept)


def _point(values: Sequence[float] | np.ndarray, chances: np.ndarray, level: float) -> float:
    """Return the lowest value that at least ``level`` of the chances do not exceed."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(chances[order]) >= level - 1e-12
    return float(np.asarray(values)[order][int(np.argmax(reached))])
