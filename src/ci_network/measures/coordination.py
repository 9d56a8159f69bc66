"""Work and talk: do those who share work communicate (congruence), and who could introduce those who do not.

``required`` is what ``required_pairs`` gives: how much work each pair of members shares. The backbone is left
out: it is there to talk with everybody.
"""

import math
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from ci_network.errors import UsageError
from ci_network.network.network import AnyNetwork, Network

COLUMNS: Final = ("source", "target", "shared", "value", "status", "via")
MET, UNMET, BRIDGEABLE, SURPLUS = "met", "unmet", "bridgeable", "surplus"


def net_congruence(graph: AnyNetwork, required: sparse.csr_array, *, weighted: bool = False) -> float:
    """The share of pairs of partners who share work and are in contact.

    ``|Met| / |Req|``, with ``Req`` the pairs of partners that share work and ``Met`` those of them with a tie.

    Parameters
    ----------
    required
        n x n, how many activities each pair shares; see ``required_pairs``.
    weighted
        Let a pair count as often as it shares activities: ``sum of CR over Met / sum of CR over Req``.

    Returns
    -------
    float
        0 to 1; NaN where no pair shares work.

    References
    ----------
    Cataldo, Wagstrom, Herbsleb & Carley (2006), CSCW, page 353.

    Examples
    --------
    >>> import networkx as nx
    >>> from scipy import sparse
    >>> work = sparse.csr_array([[0, 1, 1], [1, 0, 0], [1, 0, 0]])
    >>> net_congruence(nx.Graph([("a", "b"), ("b", "c")]), work)
    0.5
    """
    net = Network.of(graph).weak
    needed = _among_partners(net, required)
    if not weighted:
        needed.data = np.ones_like(needed.data)
    total = float(needed.sum())
    return float(needed.multiply(net.binary).sum()) / total if total else math.nan


def coordination_table(graph: AnyNetwork, required: sparse.csr_array) -> pd.DataFrame:
    """Every pair of partners that shares work, has a tie, or both, and how the two go together.

    Parameters
    ----------
    required
        n x n, how many activities each pair shares; see ``required_pairs``.

    Returns
    -------
    DataFrame
        ``source, target, shared, value, status, via``, a pair once, in the network's order. ``shared`` is the work
        shared, ``value`` the tie's value (0 without). ``status`` is "met" (work and tie), "unmet" (work without a
        tie), "bridgeable" (the same, with a contact in common) or "surplus" (a tie without shared work: an
        opportunity, not a fault). ``via`` is the contact in common who could introduce the two: a partner before
        the backbone, the one in closest contact with both before others, the first in order before equals; blank
        where there is none.

    Examples
    --------
    >>> import networkx as nx
    >>> from scipy import sparse
    >>> work = sparse.csr_array([[0, 0, 1], [0, 0, 0], [1, 0, 0]])
    >>> coordination_table(nx.Graph([("a", "b"), ("b", "c")]), work)[["source", "target", "status", "via"]].values[0]
    array(['a', 'b', 'surplus', ''], dtype=object)
    """
    net = Network.of(graph).weak
    needed = _among_partners(net, required)
    ties = _among_partners(net, net.matrix)
    pairs = sparse.coo_array(sparse.triu(needed + ties, k=1))
    order = np.lexsort((pairs.col, pairs.row))
    rows, columns = pairs.row[order], pairs.col[order]
    shared, value = _entries(needed, rows, columns), _entries(ties, rows, columns)
    unmet = (shared > 0) & (value == 0)
    via = np.full(len(rows), -1)
    via[unmet] = _introducers(net, rows[unmet], columns[unmet])
    status = np.select([unmet & (via >= 0), unmet, shared > 0], [BRIDGEABLE, UNMET, MET], SURPLUS)
    names = [str(net.ids[place]) if place >= 0 else "" for place in via]
    frame = {"source": net.ids[rows], "target": net.ids[columns], "shared": shared, "value": value}
    return pd.DataFrame(frame | {"status": status, "via": names}, columns=list(COLUMNS))


def _among_partners(net: Network, matrix: sparse.csr_array) -> sparse.csr_array:
    if matrix.shape != (net.n, net.n):
        raise UsageError(f"The required pairs are {matrix.shape[0]} x {matrix.shape[1]}, the members {net.n}.")
    keep = sparse.diags_array((~net.is_backbone).astype(float))
    kept = sparse.csr_array(keep @ sparse.csr_array(matrix, dtype=float) @ keep)
    kept.eliminate_zeros()
    return kept


def _entries(matrix: sparse.csr_array, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> NDArray[np.float64]:
    if not len(rows):  # scipy gives a sparse matrix, not numbers, for no places at all
        return np.zeros(0)
    return np.asarray(matrix[rows, columns], dtype=float).ravel()


def _introducers(net: Network, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> list[int]:
    """Return for each pair the place of the contact in common who could introduce them; -1 where there is none."""
    ties = sparse.csr_array(net.matrix)
    found = []
    for i, j in zip(rows, columns, strict=True):
        first, second = ties[[i]].toarray().ravel(), ties[[j]].toarray().ravel()
        closeness = np.minimum(first, second)
        common = np.flatnonzero(closeness > 0)
        best = np.lexsort((common, -closeness[common], net.is_backbone[common]))
        found.append(int(common[best[0]]) if len(common) else -1)
    return found
