"""Arrays only: members' centralities in many networks at once, and how their ranks agree.

A stack is R x n x n of 0 and 1. Every step of the search for shortest paths is one batched matrix product over all
networks and all sources (Brandes 2001, J Math Sociology 25:163).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ci_network.measures.kernels import leading_vector

FloatArray = NDArray[np.float64]
MEASURES: Final = (
    "degree",
    "degree_in",
    "degree_out",
    "betweenness",
    "closeness",
    "harmonic",
    "eigenvector",
)
BANDS: Final = 3
_CELLS_AT_ONCE: Final = 2_000_000


def stack_centralities(stack: FloatArray, *, directed: bool) -> FloatArray:
    """Return R x measures x n: each of ``MEASURES`` of every member in every network of the stack."""
    count, n = stack.shape[0], stack.shape[-1]
    found = np.full((count, len(MEASURES), n), np.nan)
    step = max(1, _CELLS_AT_ONCE // max(1, n * n))
    for start in range(0, count, step):
        found[start : start + step] = _block(stack[start : start + step], directed=directed)
    return found


def _block(ties: FloatArray, *, directed: bool) -> FloatArray:
    weak = np.maximum(ties, ties.transpose(0, 2, 1)) if directed else ties
    level, between = _paths(ties)
    n = ties.shape[-1]
    seen = level > 0
    steps = np.where(seen, level, 0.0)
    total, near = steps.sum(axis=2), np.where(seen, 1.0 / np.maximum(steps, 1.0), 0.0).sum(axis=2)
    sees_all = (seen.sum(axis=2) == n - 1) & (n > 1)
    closeness = np.divide(float(n - 1), total, out=np.full_like(total, np.nan), where=sees_all)
    harmonic = near / (n - 1) if n > 1 else np.full_like(near, np.nan)
    vectors = np.array([leading_vector(sparse.csr_array(one)) for one in weak]).reshape(len(ties), n)
    columns = (
        weak.sum(axis=2),
        ties.sum(axis=1),
        ties.sum(axis=2),
        between * (1.0 if directed else 0.5),
        closeness,
        harmonic,
        vectors,
    )
    return np.stack(columns, axis=1)


def _paths(ties: FloatArray) -> tuple[NDArray[np.int32], FloatArray]:
    """Return the steps from each source to each node (-1 without a path) and betweenness over ordered pairs."""
    count, n = ties.shape[0], ties.shape[-1]
    itself = np.eye(n, dtype=bool)
    level = np.broadcast_to(np.where(itself, 0, -1), ties.shape).astype(np.int32)
    front = np.broadcast_to(itself.astype(float), ties.shape)
    paths, depth = front.copy(), 0
    while count and n:
        coming = front @ ties
        new = (coming > 0) & (level < 0)
        if not new.any():
            break
        depth += 1
        level[new] = depth
        front = np.where(new, coming, 0.0)
        paths += front
    back, owed = ties.transpose(0, 2, 1), np.zeros_like(paths)
    for here in range(depth, 1, -1):
        share = np.divide(1.0 + owed, paths, out=np.zeros_like(paths), where=level == here)
        owed += np.where(level == here - 1, (share @ back) * paths, 0.0)
    owed[:, itself] = 0.0
    return level, np.asarray(owed.sum(axis=1))


def spearman(one: FloatArray, many: FloatArray) -> FloatArray:
    """Return Spearman's rho over the last axis, over what both have; NaN where either does not vary."""
    known = ~(np.isnan(one) | np.isnan(many))
    first = _centred_ranks(np.where(known, one, np.nan))
    second = _centred_ranks(np.where(known, many, np.nan))
    spread = np.sqrt((first**2).sum(axis=-1) * (second**2).sum(axis=-1))
    together = (first * second).sum(axis=-1)
    return np.asarray(np.divide(together, spread, out=np.full_like(spread, np.nan), where=spread > 0))


def bands(values: FloatArray) -> FloatArray:
    """Return the third of the members (0, 1, 2) in which each value of the last axis lies; NaN stays NaN.

    Equal values lie in the same third, that of their mean rank.
    """
    known = ~np.isnan(values)
    count = known.sum(axis=-1, keepdims=True)
    place = _ranks(values) / np.maximum(count, 1)
    # 1/3 and 2/3 of the members are inside their third, whatever the last digit says.
    return np.asarray(np.where(known, np.ceil(place * BANDS - 1e-9) - 1, np.nan))


def _ranks(values: FloatArray) -> FloatArray:
    """Return mean ranks from 1 over the last axis; what is NaN is NaN and takes no rank."""
    from scipy import stats  # slow to load, and a report does not need it

    # Sorted behind everything else, NaN takes the last ranks, which are then blanked.
    ranks = stats.rankdata(np.where(np.isnan(values), np.inf, values), axis=-1) if values.size else values
    return np.asarray(np.where(np.isnan(values), np.nan, ranks))


def _centred_ranks(values: FloatArray) -> FloatArray:
    ranks = _ranks(values)
    known = ~np.isnan(ranks)
    mean = np.where(known, ranks, 0.0).sum(axis=-1, keepdims=True) / np.maximum(known.sum(axis=-1, keepdims=True), 1)
    return np.asarray(np.where(known, ranks - mean, 0.0))
