"""Arrays only: how much a set of nodes reaches, and what is left without it; many sets at once, and the search for one.

``near`` matrices are dense n x n; ``sets`` holds one set of k node numbers a row.
"""

from collections.abc import Callable
from itertools import combinations
from math import comb
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]
Score: TypeAlias = Callable[[IntArray], FloatArray]

BATCH: Final = 256
EVEN: Final = 1e-12


class Found(NamedTuple):
    """The best set found, its score, how many sets score the same (-1 where not all were tried)."""

    members: IntArray
    score: float
    equals: int


def batch_steps(ties: FloatArray) -> FloatArray:
    """Return the steps between all nodes of each of a batch of networks (b x n x n); inf without a path."""
    n = ties.shape[-1]
    forward = ties.astype(np.float32)  # counts of up to n fronts are exact
    steps = np.where(np.eye(n, dtype=bool), 0.0, np.where(ties > 0, 1.0, np.inf))
    front, depth = forward, 1
    while front.any():
        depth += 1
        new = ((front @ forward) > 0) & np.isinf(steps)
        steps[new] = depth
        front = new.astype(np.float32)
    return np.asarray(steps, dtype=float)


def best_near(near: FloatArray, sets: IntArray) -> FloatArray:
    """Return for each set (rows) and node how near the set's nearest member is."""
    return np.asarray(near[sets].max(axis=1))


def fragmentation_without(ties: FloatArray, sets: IntArray) -> tuple[FloatArray, FloatArray]:
    """Return F and distance-weighted F among the nodes left when each set goes; NaN where fewer than two are left."""
    n, left = len(ties), len(ties) - sets.shape[1]
    plain, weighted = np.full(len(sets), np.nan), np.full(len(sets), np.nan)
    if left < 2:
        return plain, weighted
    for start in range(0, len(sets), BATCH):
        block = sets[start : start + BATCH]
        kept = np.ones((len(block), n), dtype=bool)
        np.put_along_axis(kept, block, False, axis=1)
        steps = batch_steps(ties[None] * (kept[:, :, None] & kept[:, None, :]))
        apart = (steps > 0) & np.isfinite(steps)
        nearness = np.divide(1.0, steps, out=np.zeros_like(steps), where=apart)
        pairs = left * (left - 1)
        plain[start : start + BATCH] = 1.0 - apart.sum(axis=(1, 2)) / pairs
        weighted[start : start + BATCH] = 1.0 - nearness.sum(axis=(1, 2)) / pairs
    return plain, weighted


def every_set(n: int, size: int) -> IntArray:
    """Return every set of a size, in order."""
    return np.array(list(combinations(range(n), size)), dtype=np.intp).reshape(comb(n, size), size)


def best_of_every(n: int, size: int, score: Score) -> Found:
    """Try every set of a size; of equals the first."""
    sets = every_set(n, size)
    scores = np.concatenate([score(sets[start : start + 4096]) for start in range(0, len(sets), 4096)])
    even = np.flatnonzero(scores >= scores.max() - EVEN)
    return Found(sets[even[0]], float(scores[even[0]]), len(even))


def best_by_exchange(n: int, size: int, score: Score) -> Found:
    """Add the best node until the set is full, then exchange one for another while that is better."""
    chosen = np.zeros(0, dtype=np.intp)
    for _ in range(size):
        rest = np.setdiff1d(np.arange(n), chosen)
        tries = np.column_stack([np.tile(chosen, (len(rest), 1)), rest])
        chosen = tries[int(score(tries).argmax())]
    reached = float(score(chosen[None])[0])
    while True:
        rest = np.setdiff1d(np.arange(n), chosen)
        if not len(rest):
            return Found(np.sort(chosen), reached, -1)
        tries = np.tile(chosen, (size * len(rest), 1))
        tries[np.arange(len(tries)), np.repeat(np.arange(size), len(rest))] = np.tile(rest, size)
        scores = score(tries)
        if scores.max() <= reached + EVEN:
            return Found(np.sort(chosen), reached, -1)
        chosen, reached = tries[int(scores.argmax())], float(scores.max())
