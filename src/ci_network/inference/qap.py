"""Do two networks over the same members go together more than chance? QAP correlation."""

import math
from concurrent.futures import Executor
from functools import partial
from typing import Any, Final

import numpy as np
import pandas as pd

from ci_network.inference.draws import FloatArray, IntArray, Rng, Sampling
from ci_network.inference.frames import PermutationTest
from ci_network.inference.matrices import AnyMatrix, aligned, cells, is_symmetric

Places = np.ndarray[Any, np.dtype[np.intp]]
# Above this share of filled cells it is quicker to relabel the whole matrix, row by row, than to pick its ties.
FEW_TIES: Final = 0.25
ALL_AT_ONCE: Final = 200  # fewer ties than this: a whole chunk of relabellings in one gather


def qap_correlation(
    x: AnyMatrix, y: AnyMatrix, *, replicates: int = 10_000, rng: Rng = None, executor: Executor | None = None
) -> PermutationTest:
    """Whether two kinds of ties go together more than the shape of the two networks alone would give.

    Pearson's r over all pairs of members (each pair once where both are undirected), beside its values when the
    members of one network change places at random, rows and columns together.

    Parameters
    ----------
    x, y
        Two networks, square frames or arrays over the same members. A Network counts by its tie values; give
        ``net.binary`` for tie or no tie.
    replicates
        How many random relabellings. Where all n! are no more than that, each is taken once and p is exact.
    rng
        Seed or numpy Generator.
    executor
        Any ``concurrent.futures`` executor to spread the work over; the result is the same with any number of workers.

    Returns
    -------
    PermutationTest
        One row: ``estimate`` is r, -1 to 1, and NaN where one network is the same in every cell.

    Notes
    -----
    Members who did not answer look like members without ties: leave them out of both with ``without`` first.

    References
    ----------
    Hubert & Schultz (1976), Br. J. Math. Statist. Psychol. 29:190; Krackhardt (1988), Social Networks 10:359.

    Examples
    --------
    >>> import networkx as nx
    >>> found = qap_correlation(nx.path_graph(5), nx.cycle_graph(5), replicates=1000)
    >>> found.frame[["estimate", "p_greater", "replicates", "exact"]].round(3).to_dict("records")
    [{'estimate': 0.816, 'p_greater': 0.083, 'replicates': 120, 'exact': True}]
    """
    first, others = aligned(x, {"y": y})
    kernel, observed, spread = _relabelled_sums(first, others["y"])
    n = len(first)
    sums, exact = Sampling(replicates, rng, executor).permute(kernel, n, cells=kernel.keywords["cost"])
    mean_product, scale = spread
    null = (sums - mean_product) / scale if scale else np.full_like(sums, np.nan)
    r = (observed - mean_product) / scale if scale else math.nan
    values = np.array([r])
    return PermutationTest(pd.DataFrame({"term": ["r"]}), values, values, null, exact, np.zeros(1))


def _relabelled_sums(x: FloatArray, y: FloatArray) -> "tuple[partial[FloatArray], float, tuple[float, float]]":
    """Return the kernel of sum x y under relabelling, that sum, and what turns sums into correlations."""
    directed = not (is_symmetric(x) and is_symmetric(y))
    kept, moved = (x, y) if np.count_nonzero(x) <= np.count_nonzero(y) else (y, x)
    rows, columns = cells(len(x), directed=directed)
    a, b = kept[rows, columns], moved[rows, columns]
    scale = len(a) * float(a.std() * b.std()) if len(a) else 0.0
    if len(a) and np.count_nonzero(a) < FEW_TIES * len(a):
        tied = a != 0
        kernel = partial(_sums_over_ties, rows[tied], columns[tied], a[tied], moved, cost=max(int(tied.sum()), 1))
    else:
        kernel = partial(_sums_over_matrix, kept if directed else np.triu(kept), moved, cost=max(kept.size, 1))
    return kernel, float(a @ b), (len(a) * float(a.mean() * b.mean()) if len(a) else 0.0, scale)


def _sums_over_ties(
    rows: Places, columns: Places, values: FloatArray, moved: FloatArray, orders: IntArray, *, cost: int
) -> FloatArray:
    """Return sum x y over the ties of one matrix, the other relabelled by each of the orders."""
    del cost
    flat, n = moved.ravel(), len(moved)
    if len(rows) < ALL_AT_ONCE:
        return np.asarray(flat.take(orders[:, rows] * n + orders[:, columns]) @ values, dtype=float)[:, None]
    sums = [flat.take(order.take(rows) * n + order.take(columns)) @ values for order in orders]
    return np.array(sums, dtype=float)[:, None]


def _sums_over_matrix(kept: FloatArray, moved: FloatArray, orders: IntArray, *, cost: int) -> FloatArray:
    """Return the same over all cells: one gather and one dot product a relabelling."""
    del cost
    flat, cells_of, n = moved.ravel(), kept.ravel(), len(moved)
    sums = [flat.take((order * n)[:, None] + order).ravel() @ cells_of for order in orders]
    return np.array(sums, dtype=float)[:, None]
