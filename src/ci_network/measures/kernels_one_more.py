"""Arrays only: every tie that is not there, tried at once: what it would add to nearness and to the backbone's reach.

With the steps between all nodes known, one more tie u-v makes the steps from s to t

    d'(s, t) = min(d(s, t), d(s, u) + 1 + d(v, t), d(s, v) + 1 + d(u, t)).

Of the two new ways at most one is shorter than the old: were both, u would be nearer to s than v, and v nearer than u.
So the gain is a sum over ordered pairs of one way round, and that sum is a product of matrices: with ``L_a`` the flags
of who is a steps from whom, and ``W_k = max(0, 1/k - 1/d)``, it is the sum over a and b of ``L_a W_(a+b+1) L_b``. No
network is searched again.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
Flags: TypeAlias = FloatArray | sparse.csr_array

# Flags of which fewer than this share are set are held sparse: long chains have many levels with few pairs each.
SPARSE_BELOW: Final = 0.12


def efficiency_gains(steps: FloatArray) -> FloatArray:
    """Return what a tie between each two nodes would add to the sum over pairs of one over the steps.

    Parameters
    ----------
    steps
        n x n, symmetric: steps between all nodes; inf without a path.

    Returns
    -------
    n x n, symmetric; 0 where the tie is there already, and on the diagonal.
    """
    n = len(steps)
    together = np.isfinite(steps)
    near = np.divide(1.0, steps, out=np.zeros_like(steps), where=together & (steps > 0))
    longest = int(steps[together].max(initial=0.0))
    levels = [_flags(steps == a) for a in range(longest + 1)]
    gains = np.zeros((n, n))
    for total in range(1, longest):  # the new way's steps: only what is farther apart gains
        short = np.where(together & (steps > total), 1.0 / total - near, 0.0)
        for a in range((total - 1) // 2 + 1):
            b = total - 1 - a
            found = levels[a] @ (levels[b] @ short).T
            gains += found if a == b else found + found.T
    return np.asarray(gains + _joining_gains(steps, longest))


def _flags(flags: BoolArray) -> Flags:
    if flags.sum() < SPARSE_BELOW * flags.size:
        return sparse.csr_array(flags, dtype=float)
    return flags.astype(float)


def _joining_gains(steps: FloatArray, longest: int) -> FloatArray:
    """Return the gain of ties between nodes that no path joins: every pair across is new."""
    apart = np.isinf(steps)
    if not apart.any():
        return np.zeros_like(steps)
    rings = np.stack([(steps == a).sum(axis=1) for a in range(longest + 1)], axis=1).astype(float)
    ways = 1.0 / (np.add.outer(np.arange(longest + 1), np.arange(longest + 1)) + 1.0)
    return np.where(apart, rings @ ways @ rings.T, 0.0)


def reach_gains(steps: FloatArray, from_seeds: FloatArray, counted: BoolArray, *, within: float) -> FloatArray:
    """Return how many more of the counted nodes a tie between each two would bring within some steps of the seeds.

    Parameters
    ----------
    steps
        n x n, symmetric: steps between all nodes; inf without a path.
    from_seeds
        Steps of each node from the nearest seed.
    counted
        Flags of the nodes that count.
    within
        The number of steps; inf for any number.
    """
    missed = steps[:, counted & ~_within(from_seeds, within)]
    return _one_way_or_other(from_seeds, lambda far: _within(missed + (far + 1), within).sum(axis=1, dtype=float))


def nearness_gains(steps: FloatArray, from_seeds: FloatArray, counted: BoolArray) -> FloatArray:
    """Return what a tie between each two nodes would add to the sum of one over the steps from the seeds.

    The sum is over the counted nodes, none of which is a seed; the parameters are those of :func:`reach_gains`.
    """
    ways, now = steps[:, counted], 1.0 / from_seeds[counted]
    return _one_way_or_other(from_seeds, lambda far: np.maximum(1.0 / (ways + (far + 1)) - now, 0.0).sum(axis=1))


def _within(steps: FloatArray, most: float) -> BoolArray:
    return np.asarray(np.isfinite(steps) & (steps <= most))


def _one_way_or_other(from_seeds: FloatArray, gain: Callable[[float], FloatArray]) -> FloatArray:
    """Return the gains of ties; ``gain`` gives those of every far end, for the steps at which the near end stands."""
    gains = np.zeros((len(from_seeds), len(from_seeds)))
    for far in np.unique(from_seeds[np.isfinite(from_seeds)]):
        gains[from_seeds == far] = gain(float(far))
    return np.asarray(gains + gains.T)
