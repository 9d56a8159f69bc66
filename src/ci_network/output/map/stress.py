"""Stress majorisation: distances on paper follow the steps between members."""

from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import shortest_path

Points = npt.NDArray[np.float64]
_ROUNDS: Final = 60
# Above this size all pairs are too many: steps to a few dozen pivots must do.
_DENSE: Final = 1200
_PIVOTS: Final = 48


def stress_layout(near: csr_array, pull: csr_array, seed: np.random.Generator) -> Points:
    """Return positions of a connected network: a pair's distance follows its steps, softened by what pulls.

    Minimises the sum over pairs of ``w (|x_i - x_j| - d_ij)^2`` with ``w = d^-2``.
    """
    count = near.shape[0]
    if count == 1:
        return np.zeros((1, 2))
    start = _pivot_start(near, seed)
    if count > _DENSE:
        return start
    steps = shortest_path(near, directed=False, unweighted=True)
    return _majorise(start, _wanted(steps, near, pull))


def _wanted(steps: Points, near: csr_array, pull: csr_array) -> Points:
    """Return the distances wished for: steps, longer beside crowded members, shorter where more pulls."""
    degree = np.diff(near.indptr).astype(float)
    crowd = 0.12 * np.log1p(degree)
    wanted = steps + np.where(steps > 0, crowd[:, None] + crowd[None, :], 0.0)
    return np.asarray(wanted * (1.0 - 0.35 * np.minimum(pull.toarray(), 1.0)), dtype=np.float64)


def _pivot_start(near: csr_array, seed: np.random.Generator) -> Points:
    """Return a start by pivot scaling (Brandes & Pich 2007, Graph Drawing, p. 42)."""
    count = near.shape[0]
    pivots = np.sort(seed.choice(count, size=min(count, _PIVOTS), replace=False))
    squared = shortest_path(near, directed=False, unweighted=True, indices=pivots).T ** 2
    centred = squared - squared.mean(0) - squared.mean(1, keepdims=True) + squared.mean()
    left, _, _ = np.linalg.svd(centred.T @ centred)
    start = centred @ left[:, :2] if left.shape[1] > 1 else np.column_stack([centred[:, 0], np.zeros(count)])
    span = np.ptp(start, axis=0).max() or 1.0
    # A little noise parts members who stand at the same steps from everybody.
    return np.asarray(4 * start / span + seed.normal(0, 0.05, (count, 2)), dtype=np.float64)


def _majorise(points: Points, wanted: Points) -> Points:
    """Return the points after rounds of the Guttman transform with weights ``d^-2``."""
    count = len(points)
    weight = np.where(wanted > 0, 1.0 / np.where(wanted > 0, wanted, 1.0) ** 2, 0.0)
    np.fill_diagonal(weight, 0.0)
    laplacian = np.diag(weight.sum(1)) - weight
    inverse = np.linalg.inv(laplacian + 1.0 / count) - 1.0 / count
    for _ in range(_ROUNDS):
        square = (points**2).sum(1)
        gap = np.sqrt(np.maximum(square[:, None] + square[None] - 2 * points @ points.T, 0.0))
        ratio = np.where(gap > 1e-9, weight * wanted / np.where(gap > 1e-9, gap, 1.0), 0.0)
        moved = inverse @ (ratio.sum(1)[:, None] * points - ratio @ points)
        still = np.abs(moved - points).max() < 1e-4
        points = moved
        if still:
            break
    return points
