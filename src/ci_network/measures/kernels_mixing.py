"""Arrays only: ties between groups, assortativity (Newman 2003), modularity.

``mixing`` is a groups x groups matrix of arrows (an undirected tie counts both ways).
"""

import math

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

FloatArray = NDArray[np.float64]


def ties_between(ties: sparse.csr_array, indicator: FloatArray) -> FloatArray:
    """Return the sum of the ties from each group (rows) to each group (columns)."""
    return np.asarray(indicator.T @ (ties @ indicator))


def nominal_assortativity(mixing: FloatArray) -> float:
    """Return (sum e_ii - sum a_i b_i) / (1 - sum a_i b_i); NaN where all arrows are of one group, and without any."""
    total = float(mixing.sum())
    if not total:
        return math.nan
    share = mixing / total
    chance = float((share.sum(axis=0) * share.sum(axis=1)).sum())
    return (float(np.trace(share)) - chance) / (1 - chance) if chance < 1 - 1e-12 else math.nan


def modularity(mixing: FloatArray, resolution: float = 1.0) -> float:
    """Return the share of arrows inside groups less the share expected; NaN without arrows."""
    total = float(mixing.sum())
    if not total:
        return math.nan
    expected = float((mixing.sum(axis=0) * mixing.sum(axis=1)).sum()) / total**2
    return float(np.trace(mixing)) / total - resolution * expected


def numeric_assortativity(source: FloatArray, target: FloatArray) -> float:
    """Return the correlation of the two ends' values over arrows; NaN where either end does not vary."""
    if len(source) < 2:
        return math.nan
    one, other = source - source.mean(), target - target.mean()
    below = float(np.sqrt((one**2).sum() * (other**2).sum()))
    return float((one * other).sum()) / below if below > 1e-12 else math.nan


def external_less_internal(internal: FloatArray, external: FloatArray) -> FloatArray:
    """Return (E - I) / (E + I), NaN where there are neither."""
    blank = np.full(np.shape(internal), np.nan)
    return np.asarray(np.divide(external - internal, external + internal, out=blank, where=external + internal > 0))


def share_more_inward(
    labels: NDArray[np.intp],
    rows: NDArray[np.intp],
    columns: NDArray[np.intp],
    permutations: int,
    rng: np.random.Generator,
) -> float:
    """Return the share of random relabellings with more ties within groups than these, equal ones counting half."""
    observed = int((labels[rows] == labels[columns]).sum())
    more = 0.0
    for _ in range(permutations):
        drawn = rng.permutation(labels)
        inside = int((drawn[rows] == drawn[columns]).sum())
        more += float(inside > observed) + 0.5 * (inside == observed)
    return more / permutations
