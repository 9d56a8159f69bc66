"""Arrays only: how many shortest paths run over each tie."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ci_network.measures.kernels_paths import counted_paths

FloatArray = NDArray[np.float64]


def edge_flow(ties: sparse.csr_array) -> FloatArray:
    """Return for each stored tie (in the order of its row and column) the sum of the shares of shortest paths over it.

    Over ordered pairs (Brandes 2008, Social Networks 30:136): what a source is owed at a node, shared out over the
    ties that lead to it.
    """
    back = sparse.csr_array(ties, dtype=float)
    steps, paths = counted_paths(back)
    owed = np.zeros_like(paths)
    farthest = int(steps[np.isfinite(steps)].max(initial=0))
    for here in range(farthest, 0, -1):
        share = np.divide(1.0 + owed, paths, out=np.zeros_like(paths), where=steps == here)
        owed += np.where(steps == here - 1, (back @ share.T).T * paths, 0.0)
    share = np.divide(1.0 + owed, paths, out=np.zeros_like(paths), where=(paths > 0) & (steps > 0))
    rows, columns = sparse.coo_array(back).coords
    flow = np.zeros(len(rows))
    for source in range(len(steps)):
        along = np.isfinite(steps[source, rows]) & (steps[source, rows] + 1 == steps[source, columns])
        flow += np.where(along, paths[source, rows] * share[source, columns], 0.0)
    return flow
