"""Arrays only: the spectral radius, and standing that counts walks of every length (Bonacich, Katz)."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph
from scipy.sparse.linalg import eigs, spsolve

FloatArray = NDArray[np.float64]

DENSE_UP_TO: Final = 800


def spectral_radius(ties: sparse.csr_array) -> float:
    """Return the largest eigenvalue in size; 0 where no walk comes back to where it began.

    Only members who can reach each other contribute, so each such part is looked at alone: a network without a way
    back has exactly 0, where a solver would give a small number that is not.
    """
    if not ties.nnz:
        return 0.0
    count, label = csgraph.connected_components(ties, directed=True, connection="strong")
    sizes = np.bincount(label, minlength=count)
    parts = [np.flatnonzero(label == part) for part in np.flatnonzero(sizes > 1)]
    return max((_radius(ties[part][:, part]) for part in parts), default=0.0)


def bonacich(ties: sparse.csr_array, beta: float) -> FloatArray:
    """Return (I - beta A)^-1 A 1, scaled so that its squares sum to n; NaN without ties."""
    n = ties.shape[0]
    if not ties.nnz:
        return np.full(n, np.nan)
    raw = _solved(ties, beta, np.asarray(ties.sum(axis=1), dtype=float).ravel())
    return np.asarray(raw * np.sqrt(n / (raw**2).sum()))


def katz(ties: sparse.csr_array, alpha: float) -> FloatArray:
    """Return (I - alpha A')^-1 1: walks that end at each node, each shorter by a factor alpha a step."""
    return _solved(sparse.csr_array(ties.T), alpha, np.ones(ties.shape[0]))


def _radius(ties: sparse.csr_array) -> float:
    if ties.shape[0] <= DENSE_UP_TO:
        return float(np.abs(np.linalg.eigvals(ties.toarray())).max())
    start = np.ones(ties.shape[0])
    found = eigs(sparse.csr_array(ties, dtype=float), k=1, which="LM", v0=start, return_eigenvectors=False, tol=1e-12)
    return float(np.abs(found).max())


def _solved(ties: sparse.csr_array, factor: float, right: FloatArray) -> FloatArray:
    n = ties.shape[0]
    if n <= DENSE_UP_TO:
        return np.asarray(np.linalg.solve(np.eye(n) - factor * ties.toarray(), right))
    return np.asarray(spsolve(sparse.csc_array(sparse.eye_array(n) - factor * ties), right))
