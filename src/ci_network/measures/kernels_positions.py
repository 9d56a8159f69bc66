"""Arrays only: how alike two nodes' ties are, and nodes of like ties put together."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]

ROUNDS: Final = 100
SETTLED: Final = 1e-9


def profile_distances(ties: FloatArray) -> FloatArray:
    """Return the Euclidean distance of every two nodes' ties out and in with third nodes.

    Over k other than i and j: sum of (x_ik - x_jk)^2 + (x_ki - x_kj)^2, written as products; their own two cells,
    and the diagonal, are left out.
    """
    found = np.zeros((len(ties), len(ties)))
    for x in (ties, ties.T):
        squares = (x**2).sum(axis=1)
        cross = x @ x.T  # cells k = i and k = j add nothing here: the diagonal is empty
        found += squares[:, None] + squares[None, :] - 2 * cross - x**2 - (x**2).T
    np.fill_diagonal(found, 0.0)
    return np.asarray(np.sqrt(np.maximum(found, 0.0)))


def clustered(distance: FloatArray, groups: int) -> IntArray:
    """Return groups of small mean distance, by joining the two nearest until so many are left."""
    from scipy.cluster import hierarchy  # slow to load, and a report does not need it
    from scipy.spatial.distance import squareform

    n = len(distance)
    if n < 2:
        return np.zeros(n, dtype=np.intp)
    tree = hierarchy.linkage(squareform(distance, checks=False), method="average")
    return np.asarray(hierarchy.cut_tree(tree, n_clusters=min(groups, n)).ravel(), dtype=np.intp)


def concor(ties: FloatArray, splits: int) -> IntArray:
    """Return the groups after halving so many times, each time by the sign that correlations of correlations settle on.

    The profile of a node is its row and its column; a node whose profile does not vary correlates 0 with others.
    """
    profiles = np.vstack([ties.T, ties])  # a column for each node
    code = np.zeros(len(ties), dtype=np.intp)
    for _ in range(splits):
        after = np.zeros_like(code)
        for group in np.unique(code):
            members = np.flatnonzero(code == group)
            after[members] = 2 * group + _halves(profiles[:, members])
        code = after
    return code


def _halves(profiles: FloatArray) -> IntArray:
    count = profiles.shape[1]
    if count < 3:
        return np.arange(count, dtype=np.intp) if count == 2 and _differ(profiles) else np.zeros(count, dtype=np.intp)
    settled = _correlations(profiles)
    for _ in range(ROUNDS):
        if (np.abs(settled) > 1 - SETTLED).all():
            break
        settled = _correlations(settled)
    return np.asarray(settled[0] < 0, dtype=np.intp)


def _differ(profiles: FloatArray) -> bool:
    return bool((profiles[:, 0] != profiles[:, 1]).any())


def _correlations(columns: FloatArray) -> FloatArray:
    centred = columns - columns.mean(axis=0)
    length = np.sqrt((centred**2).sum(axis=0))
    varies = length > 1e-12
    scaled = np.divide(centred, length, out=np.zeros_like(centred), where=varies)
    found = scaled.T @ scaled
    np.fill_diagonal(found, 1.0)
    return np.asarray(found)
