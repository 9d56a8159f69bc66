"""What adding ties would change: simulated structural change, not a forecast of outcomes."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from ci_network.advice.assumptions import Assumptions
from ci_network.advice.operation import apply_all
from ci_network.advice.proposal import Trial
from ci_network.advice.standing import Measure, Places, Standing
from ci_network.gaps.situation import Situation

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]
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
    found = [(chance, measure(after)) for chance, after in outcomes(standing, pairs, assumptions=assumptions, rng=rng)]
    chances, values = np.array(found).T
    return effect_of(values, chances, measure(standing))


def effect_of(values: FloatArray, chances: FloatArray, start: float) -> Effect:
    """Return the expected change from ``start`` to these values, and its 10 % and 90 % points; NaN where any is."""
    changes = values - start
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
    then = trial.measure(apply_all(situation, trial.operations))
    p = assumptions.takes_hold
    return effect_of(np.array([now, then]), np.array([1 - p, p]), now)


def outcomes(
    standing: Standing, pairs: Places, *, assumptions: Assumptions, rng: np.random.Generator
) -> Iterator[tuple[float, Standing]]:
    """Yield what may come of trying to add ties: the chance of it, and where the network would then stand.

    One tie is decided after another, so outcomes that begin alike share the work of what they have in common.
    """
    path, before = [standing], np.zeros(len(pairs), bool)
    for held, chance in zip(*_tries(len(pairs), assumptions, rng), strict=True):
        alike = int(np.argmin(np.append(held == before, False))) if len(path) > 1 or not len(pairs) else 0
        del path[alike + 1 :]
        for pair, holds in zip(pairs[alike:], held[alike:], strict=True):
            path.append(path[-1].with_ties([pair]) if holds else path[-1])
        before = held
        yield float(chance), path[-1]


def _tries(count: int, assumptions: Assumptions, rng: np.random.Generator) -> tuple[BoolArray, FloatArray]:
    """Return which ties hold in each outcome (rows, those that begin alike together), and the chance of each."""
    p = assumptions.takes_hold
    if count <= assumptions.exact_up_to:
        held = np.array(list(product((False, True), repeat=count)), dtype=bool).reshape(-1, count)
        return held, np.asarray(np.where(held, p, 1 - p).prod(axis=1))
    held, times = np.unique(rng.random((assumptions.draws, count)) < p, axis=0, return_counts=True)
    return held, times / assumptions.draws


def _point(values: FloatArray, chances: FloatArray, level: float) -> float:
    """Return the lowest value that at least ``level`` of the chances do not exceed."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(chances[order]) >= level - 1e-12
    return float(values[order][int(np.argmax(reached))])
