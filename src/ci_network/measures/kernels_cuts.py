"""Arrays only: components, and the nodes and ties whose loss would split one (Tarjan 1972, SIAM J Computing 1:146)."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

IntArray = NDArray[np.intp]


def component_labels(ties: sparse.csr_array) -> IntArray:
    """Return the number of each node's component, directions forgotten; the largest is 0, equals by first node."""
    if not ties.shape[0]:
        return np.zeros(0, dtype=np.intp)
    count, label = csgraph.connected_components(ties, directed=True, connection="weak")
    size = np.bincount(label, minlength=count)
    first = np.full(count, len(label))
    np.minimum.at(first, label, np.arange(len(label)))
    rank = np.empty(count, dtype=np.intp)
    rank[np.lexsort((first, -size))] = np.arange(count)
    return np.asarray(rank[label], dtype=np.intp)


def articulation(ties: sparse.csr_array) -> NDArray[np.bool_]:
    """Return which nodes would split their component if they left; ties must be symmetric."""
    return _cuts(ties)[0]


def bridges(ties: sparse.csr_array) -> IntArray:
    """Return the ties (rows i, j with i < j, in order) that would split a component if lost; ties must be symmetric."""
    return _cuts(ties)[1]


def _cuts(ties: sparse.csr_array) -> tuple[NDArray[np.bool_], IntArray]:
    """Walk each component depth first without recursion; a subtree that reaches no higher than its top is cut off."""
    n = ties.shape[0]
    start, neighbours = ties.indptr.tolist(), ties.indices.tolist()
    order, low, following = [-1] * n, [0] * n, start[:-1] if n else []
    cut, found, clock = np.zeros(n, dtype=bool), [], 0
    for root in range(n):
        if order[root] >= 0:
            continue
        order[root] = low[root] = clock
        clock += 1
        path, children = [(root, -1)], 0
        while path:
            node, parent = path[-1]
            if following[node] < start[node + 1]:
                other = neighbours[following[node]]
                following[node] += 1
                if order[other] < 0:
                    order[other] = low[other] = clock
                    clock += 1
                    path.append((other, node))
                elif other != parent:
                    low[node] = min(low[node], order[other])
                continue
            path.pop()
            if parent < 0:
                continue
            low[parent] = min(low[parent], low[node])
            if low[node] > order[parent]:
                found.append((min(node, parent), max(node, parent)))
            if parent == root:
                children += 1
            elif low[node] >= order[parent]:
                cut[parent] = True
        cut[root] = children > 1
    return cut, np.array(sorted(found), dtype=np.intp).reshape(-1, 2)
