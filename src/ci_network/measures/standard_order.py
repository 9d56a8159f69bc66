"""One order of the members, by id, so that which of two equal answers is given does not hang on the order of rows."""

import numpy as np
from numpy.typing import NDArray

from ci_network.network.network import Network


def standard_order(net: Network) -> NDArray[np.intp]:
    """Return the members' positions in the order of their ids as text."""
    return np.argsort(np.array([str(member) for member in net.ids], dtype=str), kind="stable")


def largest_first(code: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the same groups numbered by size, the largest 0; equals by their first member."""
    if not len(code):
        return code
    _, first, inverse, size = np.unique(code, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(size), dtype=np.intp)
    rank[np.lexsort((first, -size))] = np.arange(len(size))
    return np.asarray(rank[inverse.ravel()], dtype=np.intp)


def in_given_order(order: NDArray[np.intp], values: NDArray[np.generic]) -> NDArray[np.generic]:
    """Return values found in the standard order, in the network's own."""
    found = np.empty_like(values)
    found[order] = values
    return found
