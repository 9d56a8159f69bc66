"""Arrays only: shortest paths, and everything that one pass over them gives.

Many sources go together, level by level: one matrix product serves a whole block of sources. Small networks use
a dense matrix (one BLAS call a level), larger ones the sparse matrix; the results are the same.
"""

from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

FloatArray = NDArray[np.float64]
Matrix: TypeAlias = FloatArray | sparse.csr_array

DENSE_UP_TO: Final = 100
BLOCK: Final = 256
STEPS: Final = 3


class PathFamily(NamedTuple):
    """What one pass over all shortest paths gives; each array has one entry a node, ``within`` one row a step count.

    ``out`` looks from a node along the arrows, ``into`` against them; the two are equal in undirected networks.
    """

    betweenness: FloatArray
    out: "Sight"
    into: "Sight"


class Sight(NamedTuple):
    """What a node sees: how many others it reaches, how far they are, and how many within 1, 2 and 3 steps."""

    reached: FloatArray
    total: FloatArray
    harmonic: FloatArray
    farthest: FloatArray
    within: FloatArray


def distances(ties: sparse.csr_array, sources: NDArray[np.intp] | None = None) -> FloatArray:
    """Return the steps from each source (rows; every node where none are given) to each node; inf without a path."""
    n = ties.shape[0]
    seeds = np.arange(n) if sources is None else np.asarray(sources, dtype=np.intp)
    forward = _stepper(ties)[0]
    found = np.full((len(seeds), n), np.inf)
    for start in range(0, len(seeds), BLOCK):
        block = seeds[start : start + BLOCK]
        level = _search(forward, block, n)[0]
        found[start : start + BLOCK] = np.where(level >= 0, level, np.inf).T
    return found


def counted_paths(ties: sparse.csr_array) -> tuple[FloatArray, FloatArray]:
    """Return the steps between all nodes (inf without a path) and the number of shortest paths."""
    n = ties.shape[0]
    forward = _stepper(ties)[0]
    steps, counts = np.full((n, n), np.inf), np.zeros((n, n))
    for start in range(0, n, BLOCK):
        block = np.arange(start, min(start + BLOCK, n))
        level, paths, _ = _search(forward, block, n)
        steps[block] = np.where(level >= 0, level, np.inf).T
        counts[block] = paths.T
    return steps, counts


def path_family(ties: sparse.csr_array) -> PathFamily:
    """Return betweenness and the distance family of a network of 0/1 ties, in one pass.

    Betweenness is the raw sum of the shares of shortest paths (Brandes 2001, J Math Sociology 25:163), over ordered
    pairs; halve it where ties have no direction.
    """
    n = ties.shape[0]
    forward, backward = _stepper(ties)
    between = np.zeros(n)
    out, into = _blank(n), _blank(n)
    for start in range(0, n, BLOCK):
        block = np.arange(start, min(start + BLOCK, n))
        level, paths, depth = _search(forward, block, n)
        between += _dependencies(backward, level, paths, depth, block)
        _look(out, into, level, block)
    return PathFamily(between, out, into)


def inverse(steps: FloatArray) -> FloatArray:
    """Return 1/d, 0 where there is no path and on the diagonal."""
    seen = (steps > 0) & np.isfinite(steps)
    return np.asarray(np.divide(1.0, steps, out=np.zeros_like(steps), where=seen))


def _stepper(ties: sparse.csr_array) -> tuple[Matrix, Matrix]:
    """Return the matrices that carry values along the arrows and back, dense for small networks."""
    back = sparse.csr_array(ties, dtype=float)
    if ties.shape[0] <= DENSE_UP_TO:
        dense = back.toarray()
        return np.ascontiguousarray(dense.T), dense
    return sparse.csr_array(back.T), back


def _search(forward: Matrix, block: NDArray[np.intp], n: int) -> tuple[NDArray[np.int32], FloatArray, int]:
    """Return for each node and source the level (-1: no path) and the number of shortest paths, and the depth."""
    lanes = np.arange(len(block))
    level = np.full((n, len(block)), -1, dtype=np.int32)
    paths = np.zeros((n, len(block)))
    level[block, lanes] = 0
    paths[block, lanes] = 1
    front = paths.copy()
    depth = 0
    while True:
        coming = forward @ front
        new = (coming > 0) & (level < 0)
        if not new.any():
            return level, paths, depth
        depth += 1
        level[new] = depth
        front = np.where(new, coming, 0.0)
        paths += front


def _dependencies(
    backward: Matrix, level: NDArray[np.int32], paths: FloatArray, depth: int, block: NDArray[np.intp]
) -> FloatArray:
    """Return the sum over the block's sources of each node's dependency, collected from the farthest level in."""
    owed = np.zeros_like(paths)
    for here in range(depth, 1, -1):
        share = np.divide(1.0 + owed, paths, out=np.zeros_like(paths), where=level == here)
        owed += np.where(level == here - 1, (backward @ share) * paths, 0.0)
    owed[block, np.arange(len(block))] = 0.0
    return np.asarray(owed.sum(axis=1))


def _blank(n: int) -> Sight:
    return Sight(np.zeros(n), np.zeros(n), np.zeros(n), np.zeros(n), np.zeros((STEPS, n)))


def _look(out: Sight, into: Sight, level: NDArray[np.int32], block: NDArray[np.intp]) -> None:
    """Add a block's levels to what its sources see, and to what every node is seen from."""
    seen = level > 0
    steps = np.where(seen, level, 0).astype(float)
    near = np.divide(1.0, steps, out=np.zeros_like(steps), where=seen)
    for sight, axis, place in ((out, 0, block), (into, 1, slice(None))):
        sight.reached[place] += seen.sum(axis=axis)
        sight.total[place] += steps.sum(axis=axis)
        sight.harmonic[place] += near.sum(axis=axis)
        sight.farthest[place] = np.maximum(sight.farthest[place], steps.max(axis=axis, initial=0.0))
        for k in range(STEPS):
            sight.within[k, place] += (seen & (level <= k + 1)).sum(axis=axis)
