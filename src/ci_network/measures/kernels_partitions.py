"""Arrays only: how far many divisions of the same nodes agree. ``runs`` is runs x nodes of group numbers."""

import math

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]


def together(runs: IntArray) -> FloatArray:
    """Return the share of runs in which each two nodes are in one group."""
    n = runs.shape[1]
    found = np.zeros((n, n))
    for run in runs:
        found += run[:, None] == run[None, :]
    return found / len(runs)


def mean_adjusted_rand(runs: IntArray) -> float:
    """Return the mean over pairs of runs of the adjusted Rand index; NaN for fewer than two runs or nodes.

    Two runs that both keep all together, or both all apart, agree: 1.
    """
    count, n = runs.shape
    if count < 2 or n < 2:
        return math.nan
    rows, columns = np.triu_indices(n, 1)
    same = (runs[:, rows] == runs[:, columns]).astype(np.float32)
    both = (same @ same.T).astype(float)
    own = np.diag(both)
    chance = own[:, None] * own[None, :] / len(rows)
    most = (own[:, None] + own[None, :]) / 2
    index = np.divide(both - chance, most - chance, out=np.ones_like(both), where=np.abs(most - chance) > 1e-9)
    return float(index[np.triu_indices(count, 1)].mean())
