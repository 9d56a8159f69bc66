"""Arrays only: measures of a node's surroundings, of standing, and of whole matrices. No checks, no names.

``ties`` is a sparse matrix of 0 and 1 with an empty diagonal, symmetric where a docstring says so.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import eigsh

from ci_network.measures.kernels_cuts import component_labels

FloatArray = NDArray[np.float64]

DENSE_EIGEN_UP_TO: Final = 500
DAMPING: Final = 0.85


def row_sums(matrix: sparse.csr_array) -> FloatArray:
    """Return the sum of each row."""
    return np.asarray(matrix.sum(axis=1), dtype=float).ravel()


def divided(above: FloatArray, below: FloatArray) -> FloatArray:
    """Return the quotient, NaN where it would divide by zero."""
    blank = np.full(np.broadcast(above, below).shape, np.nan)
    return np.asarray(np.divide(above, below, out=blank, where=below != 0))


def gini(values: FloatArray) -> float:
    """Return how unevenly values of 0 or more are spread: 0 all alike, towards 1 all with one; NaN where all are 0."""
    ranked = np.sort(values)
    n, total = len(ranked), ranked.sum()
    return float((2 * np.arange(1, n + 1) - n - 1) @ ranked / (n * total)) if total else float("nan")


def triangles(ties: sparse.csr_array) -> FloatArray:
    """Return the number of triangles at each node; ties must be symmetric."""
    return row_sums(sparse.csr_array((ties @ ties).multiply(ties))) / 2


def core_numbers(ties: sparse.csr_array) -> FloatArray:
    """Return the largest k for which each node is in the k-core, by peeling; ties must be symmetric."""
    degree = row_sums(ties)
    core = np.zeros_like(degree)
    left = np.ones(len(degree), dtype=bool)
    k = 0.0
    while left.any():
        peeled = left & (degree <= k)
        if not peeled.any():
            k += 1
            continue
        core[peeled] = k
        left &= ~peeled
        degree = degree - ties @ peeled.astype(float)
    return core


def structural_holes(strength: sparse.csr_array) -> tuple[FloatArray, FloatArray]:
    """Return Burt's constraint and effective size from the symmetric strengths a_ij + a_ji, in one pass.

    NaN for a node without contacts.
    """
    contacts = strength.copy()
    contacts.data = np.ones_like(contacts.data)
    degree = row_sums(contacts)
    share = _scaled(strength, divided(np.ones_like(degree), row_sums(strength)))
    top = np.asarray(strength.max(axis=1).toarray(), dtype=float).ravel() if strength.shape[0] else degree
    marginal = _scaled(strength, divided(np.ones_like(degree), top))
    spent = share + sparse.csr_array(share @ share).multiply(contacts)
    constraint = row_sums(sparse.csr_array(spent.multiply(spent)))
    redundant = row_sums(sparse.csr_array((share @ marginal.T).multiply(contacts)))
    nobody = degree == 0
    return np.where(nobody, np.nan, constraint), np.where(nobody, np.nan, degree - redundant)


def leading_vector(ties: sparse.csr_array) -> FloatArray:
    """Return the eigenvector of the largest eigenvalue, of unit length and not negative; ties must be symmetric.

    Where several components share the largest eigenvalue, it is the part of the all-ones vector that lies in their
    eigenspace, so that members who stand alike score alike. NaN where there are no ties.
    """
    n = ties.shape[0]
    if not ties.nnz:
        return np.full(n, np.nan)
    # A component at a time: each has one leading vector, where the whole may have many and a solver would mix them.
    labels = component_labels(ties)
    sizes = np.bincount(labels)
    starts = np.cumsum(sizes) - sizes
    order = np.argsort(labels, kind="stable")
    parts = [order[start : start + size] for start, size in zip(starts, sizes, strict=True) if size > 1]
    found = [_leading_pair(ties[part][:, part] if len(part) < n else ties) for part in parts]
    largest = max(value for value, _ in found)
    vector = np.zeros(n)
    for part, (value, own) in zip(parts, found, strict=True):
        if value > largest - 1e-9 * max(1.0, largest):
            vector[part] = own * own.sum()
    vector[vector < 1e-12] = 0.0
    return np.asarray(vector / np.linalg.norm(vector))


def _leading_pair(ties: sparse.csr_array) -> tuple[float, FloatArray]:
    """Return the largest eigenvalue of a connected network and its vector, all of one sign: not negative."""
    n = ties.shape[0]
    if n <= DENSE_EIGEN_UP_TO:
        values, vectors = np.linalg.eigh(ties.toarray())
    else:
        values, vectors = eigsh(sparse.csr_array(ties, dtype=float), k=1, which="LA", v0=np.ones(n), tol=1e-13)
    return float(values[-1]), np.abs(vectors[:, -1])


def pagerank(ties: sparse.csr_array) -> FloatArray:
    """Return PageRank with damping 0.85; members without ties out pass their weight to all alike."""
    n = ties.shape[0]
    if not n:
        return np.zeros(0)
    out = row_sums(ties)
    step = sparse.csr_array(_scaled(ties, np.divide(1.0, out, out=np.zeros(n), where=out > 0)).T)
    rank = np.full(n, 1.0 / n)
    for _ in range(1000):
        after = DAMPING * (step @ rank + rank[out == 0].sum() / n) + (1 - DAMPING) / n
        if np.abs(after - rank).sum() < 1e-15 * n:
            return np.asarray(after)
        rank = after
    return rank


def mutual_ties(ties: sparse.csr_array) -> float:
    """Return the number of arrows that are answered by one the other way."""
    return float(ties.multiply(ties.T).sum())


def _scaled(matrix: sparse.csr_array, factors: FloatArray) -> sparse.csr_array:
    """Return the matrix with each row multiplied by a factor; NaN factors of empty rows do no harm."""
    return sparse.csr_array(sparse.diags_array(np.nan_to_num(factors)) @ matrix)
