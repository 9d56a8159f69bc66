"""Stress majorisation: distances on paper follow the steps between members."""

from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import shortest_path

Points = npt.NDArray[np.float64]
_ROUNDS: Final = 60
# Above this size all pairs are too many: steps to partners and to a few dozen pivots must do.
_DENSE: Final = 600
_PIVOTS: Final = 48
_SPARSE_ROUNDS: Final = 25


def stress_layout(near: csr_array, pull: csr_array, lots: Points) -> Points:
    """Return positions of a connected network: a pair's distance follows its steps, softened by what pulls.

    Minimises the sum over pairs of ``w (|x_i - x_j| - d_ij)^2`` with ``w = d^-2``; in a large network the pairs
    are partners, and members with pivots. ``lots`` are small numbers that part members who stand alike.
    """
    count = near.shape[0]
    if count == 1:
        return np.zeros((1, 2))
    pivots, steps = _pivots(near)
    start = _pivot_start(steps, lots)
    if count > _DENSE:
        return _majorise_sparse(start, near, pivots, steps)
    every = shortest_path(near, directed=False, unweighted=True)
    return majorise(start, _wanted(every, near, pull))


def _wanted(steps: Points, near: csr_array, pull: csr_array) -> Points:
    """Return the distances wished for: steps, longer beside crowded members, shorter where more pulls."""
    degree = np.diff(near.indptr).astype(float)
    crowd = 0.12 * np.log1p(degree)
    wanted = steps + np.where(steps > 0, crowd[:, None] + crowd[None, :], 0.0)
    return np.asarray(wanted * (1.0 - 0.35 * np.minimum(pull.toarray(), 1.0)), dtype=np.float64)


def _pivots(near: csr_array) -> tuple[npt.NDArray[np.intp], Points]:
    """Return members far from each other, beginning with the best connected, and everybody's steps to them."""
    chosen = [int(np.argmax(np.diff(near.indptr)))]
    steps = [shortest_path(near, directed=False, unweighted=True, indices=chosen[0])]
    nearest = steps[0]
    while len(chosen) < min(near.shape[0], _PIVOTS):
        chosen.append(int(np.argmax(nearest)))
        steps.append(shortest_path(near, directed=False, unweighted=True, indices=chosen[-1]))
        nearest = np.minimum(nearest, steps[-1])
    return np.array(chosen, dtype=np.intp), np.column_stack(steps)


def _pivot_start(steps: Points, lots: Points) -> Points:
    """Return a start by pivot scaling (Brandes & Pich 2007, Graph Drawing, p. 42)."""
    squared = steps**2
    centred = squared - squared.mean(0) - squared.mean(1, keepdims=True) + squared.mean()
    left, _, _ = np.linalg.svd(centred.T @ centred)
    start = centred @ left[:, :2] if left.shape[1] > 1 else np.column_stack([centred[:, 0], np.zeros(len(steps))])
    span = np.ptp(start, axis=0).max() or 1.0
    # A little noise parts members who stand at the same steps from everybody.
    return np.asarray(4 * start / span + 0.08 * lots, dtype=np.float64)


def majorise(points: Points, wanted: Points) -> Points:
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


def _majorise_sparse(points: Points, near: csr_array, pivots: npt.NDArray[np.intp], steps: Points) -> Points:
    """Return the points after rounds in which each member goes where its partners and the pivots wish it."""
    count = len(points)
    rows, columns = near.nonzero()
    own = np.r_[rows, np.repeat(np.arange(count), len(pivots))]
    other = np.r_[columns, np.tile(pivots, count)]
    wanted = np.r_[np.ones(len(rows)), steps.ravel()]
    # A pivot stands for the members around it: it weighs as much as they would together.
    weight = np.r_[np.ones(len(rows)), (count / len(pivots)) * np.maximum(steps.ravel(), 1.0) ** -2.0 / 10]
    apart = own != other
    own, other, wanted, weight = own[apart], other[apart], wanted[apart], weight[apart]
    whole = np.bincount(own, weight, minlength=count)[:, None]
    for _ in range(_SPARSE_ROUNDS):
        gap = points[own] - points[other]
        length = np.maximum(np.sqrt((gap**2).sum(1)), 1e-9)
        wish = points[other] + gap * (wanted / length)[:, None]
        moved = np.column_stack([np.bincount(own, weight * wish[:, axis], minlength=count) for axis in (0, 1)])
        points = 0.5 * points + 0.5 * moved / whole
    return points
