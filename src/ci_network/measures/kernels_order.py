"""Arrays only: who can reach whom, and whether any two have a lowest member above both (Krackhardt 1994)."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ci_network.measures.kernels_cuts import component_labels
from ci_network.measures.kernels_paths import distances

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]


def reachable(ties: sparse.csr_array) -> BoolArray:
    """Return whether each node (row) reaches each other along the arrows, itself included."""
    return np.asarray(np.isfinite(distances(ties)))


def component_sizes(ties: sparse.csr_array) -> FloatArray:
    """Return the number of nodes of each component, directions forgotten."""
    return np.bincount(component_labels(ties)).astype(float)


def pairs_without_lowest_above(reach: BoolArray) -> int:
    """Return how many pairs have nobody who reaches both and is reached by all who do."""
    n = len(reach)
    missing = 0
    steps = reach.astype(np.float32)  # counts up to n are exact
    for one in range(n - 1):
        above = reach[:, [one]] & reach[:, one + 1 :]
        reached_by = steps.T @ above.astype(np.float32)
        lowest = above & (reached_by == above.sum(axis=0))
        missing += int((~lowest.any(axis=0)).sum())
    return missing


def within_components(ties: sparse.csr_array) -> list[sparse.csr_array]:
    """Return each component's ties."""
    label = component_labels(ties)
    parts = [np.flatnonzero(label == part) for part in range(int(label.max(initial=-1)) + 1)]
    return [ties[part][:, part] for part in parts]
