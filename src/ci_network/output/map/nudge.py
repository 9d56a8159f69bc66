"""Boxes moved apart as little as may be: for layouts in which the place itself says something."""

from typing import Final

import numpy as np
import numpy.typing as npt

from ci_network.output.map.room import Boxes

Points = npt.NDArray[np.float64]
# Rounds of pushing before the whole sheet is stretched, by how much, the room left between two boxes, and how
# much more than the boxes themselves the sheet measures at first.
_ROUNDS: Final = 40
_STRETCH: Final = 1.12
_GAP: Final = 0.2
_SPACIOUS: Final = 2.0
# Of so many boxes all pairs are looked at sooner than the near ones are found.
_FEW: Final = 128
# Coordinates that differ by less are one place.
_LEAST: Final = 1e-9


def nudged(points: Points, boxes: Boxes, lots: Points) -> Points:
    """Return the points, moved until no two boxes cover each other.

    Each pair that overlaps is pushed apart along the side on which less is missing; where that does not end, the
    whole sheet is stretched a little. ``lots`` part those who stand on one spot.
    """
    size = boxes.size()
    shift = boxes.centre(points) - points
    centre = points + shift + 0.5 * lots
    middle = centre.mean(axis=0) if len(centre) else centre
    while True:
        for _ in range(_ROUNDS):
            pairs = covering(centre, size)
            if not len(pairs):
                return np.asarray(centre - shift, dtype=np.float64)
            centre = centre + _push(centre, size, pairs)
        centre = middle + _STRETCH * (centre - middle)


def spread(points: Points, boxes: Boxes) -> Points:
    """Return the points, scaled to a sheet with room for the boxes; what lies far out does not crowd the rest."""
    if len(points) < 2:
        return points - points.mean(axis=0) if len(points) else points
    low, high = np.quantile(points, [0.05, 0.95], axis=0)
    extent = np.maximum(high - low, 0.2 * (high - low).max())
    needed = _SPACIOUS * float((4 * boxes.size().prod(axis=1)).sum())
    scale = np.sqrt(needed / extent.prod()) if extent.min() > _LEAST else 1.0
    return np.asarray((points - points.mean(axis=0)) * scale, dtype=np.float64)


def evened(points: Points, *, share: float) -> Points:
    """Return the points with crowds evened out: each coordinate goes a share of the way to its rank."""
    ranks = np.argsort(np.argsort(points, axis=0, kind="stable"), axis=0, kind="stable") / max(1, len(points) - 1)
    middle = (ranks - 0.5) * np.ptp(points, axis=0)
    return np.asarray(share * middle + (1 - share) * (points - points.mean(axis=0)), dtype=np.float64)


def covering(centre: Points, size: Points) -> npt.NDArray[np.intp]:
    """Return the pairs of boxes, given by middles and half-sizes, that cover each other."""
    pairs = _near(centre, size)
    return np.asarray(pairs[(_missing(centre, size, pairs) > 0).all(axis=1)], dtype=np.intp)


def _near(centre: Points, size: Points) -> npt.NDArray[np.intp]:
    """Return the pairs of boxes that may cover each other, in order: every pair of a few, the near ones of many."""
    if len(centre) <= _FEW:
        return np.column_stack(np.triu_indices(len(centre), k=1))
    from scipy.spatial import cKDTree  # a tenth of a second to load, for who draws many alone

    widest = 2 * size.max(axis=0) + _GAP
    pairs = cKDTree(centre / widest).query_pairs(1.0, p=np.inf, output_type="ndarray")
    return np.asarray(pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))], dtype=np.intp)


def _missing(centre: Points, size: Points, pairs: npt.NDArray[np.intp]) -> Points:
    """Return by how much each pair is too near, across and down."""
    one, two = pairs.T
    return np.asarray(size[one] + size[two] + _GAP - np.abs(centre[one] - centre[two]), dtype=np.float64)


def _push(centre: Points, size: Points, pairs: npt.NDArray[np.intp]) -> Points:
    one, two = pairs.T
    missing = _missing(centre, size, pairs)
    axis = np.argmin(missing, axis=1)
    rows = np.arange(len(pairs))
    way = np.where(centre[one, axis] >= centre[two, axis], 1.0, -1.0)
    amount = (0.5 * missing[rows, axis] + 0.01) * way
    moves = np.zeros_like(centre)
    np.add.at(moves, (one, axis), amount)
    np.add.at(moves, (two, axis), -amount)
    # Who is pushed from several sides goes the mean way.
    times = np.maximum(1, np.bincount(np.r_[one, two], minlength=len(centre)))[:, None]
    return np.asarray(moves / np.sqrt(times), dtype=np.float64)
