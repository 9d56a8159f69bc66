"""Layouts turned to one another, so that members stay where a reader saw them before."""

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]


def turned_to(points: Points, target: Points) -> Points:
    """Return the points turned, mirrored, scaled and moved to lie as near to a target as they can.

    Rows of the target that are NaN have no say; with fewer than two others the points stay as they are. Procrustes
    analysis (Gower 1975, Psychometrika 40:33).

    >>> turned_to(np.array([[0.0, 0.0], [0.0, 1.0]]), np.array([[5.0, 5.0], [7.0, 5.0]])).round(6).tolist()
    [[5.0, 5.0], [7.0, 5.0]]
    """
    known = np.isfinite(target).all(axis=1)
    if known.sum() < 2:
        return points
    middle, aim = points[known].mean(axis=0), target[known].mean(axis=0)
    own, other = points[known] - middle, target[known] - aim
    left, weight, right = np.linalg.svd(own.T @ other)
    size = (own**2).sum()
    scale = weight.sum() / size if size > 0 and weight.sum() > 0 else 1.0
    return np.asarray(scale * (points - middle) @ (left @ right) + aim, dtype=np.float64)
