"""Several kinds of ties among the same members: who has more than one kind with whom, and which kinds go together."""

import math
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

import numpy as np
import pandas as pd
from scipy import sparse

from ci_network.errors import UsageError
from ci_network.measures import kernels
from ci_network.measures.kinds import member_numbers
from ci_network.network.network import AnyNetwork, Network

COLUMNS: Final = ("first", "second", "both", "only_first", "only_second", "jaccard", "correlation")


def pair_multiplexity(graph: AnyNetwork, *, others: Sequence[AnyNetwork]) -> pd.Series:
    """How many kinds of ties each two members have, of those who have any.

    Parameters
    ----------
    others
        The networks of the other kinds, of the same members in any order.

    Returns
    -------
    Series of float
        By (source, target): 1 to the number of kinds. Each pair once where all networks are undirected, otherwise
        arrows (an undirected tie is one each way).

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, section 2.4.

    Examples
    --------
    >>> import networkx as nx
    >>> talk, work = nx.path_graph(3), nx.Graph([(0, 1)])
    >>> work.add_node(2)
    >>> pair_multiplexity(talk, others=[work]).to_list()
    [2.0, 1.0]
    """
    net = Network.of(graph)
    kinds, directed = _kinds(net, others)
    found = sparse.coo_array(kinds if directed else sparse.triu(kinds))
    order = np.lexsort((found.col, found.row))
    places = (net.ids[found.row[order]], net.ids[found.col[order]])
    pairs = pd.MultiIndex.from_arrays(places, names=["source", "target"])
    return pd.Series(found.data[order], index=pairs, name="multiplexity", dtype=float)


def node_multiplexity(graph: AnyNetwork, *, others: Sequence[AnyNetwork]) -> pd.Series:
    """How many kinds of ties each member has with a partner, in the mean over its partners; directions forgotten.

    Parameters
    ----------
    others
        The networks of the other kinds, of the same members in any order.

    Returns
    -------
    Series of float
        By member, 1 to the number of kinds; NaN for a member without ties of any kind.

    Examples
    --------
    >>> import networkx as nx
    >>> talk, work = nx.path_graph(3), nx.Graph([(0, 1)])
    >>> work.add_node(2)
    >>> node_multiplexity(talk, others=[work]).to_list()
    [2.0, 1.5, 1.0]
    """
    net = Network.of(graph)
    kinds, _ = _kinds(net.weak, [Network.of(other).weak for other in others])
    partners = np.diff(kinds.indptr).astype(float)
    return member_numbers(net, kernels.divided(kernels.row_sums(kinds), partners), "multiplexity")


def net_multiplex_share(graph: AnyNetwork, *, others: Sequence[AnyNetwork]) -> float:
    """The share of pairs with any tie that have ties of two kinds or more; directions forgotten.

    Parameters
    ----------
    others
        The networks of the other kinds, of the same members in any order.

    Returns
    -------
    float
        0 to 1; NaN where nobody has a tie.

    Examples
    --------
    >>> import networkx as nx
    >>> talk, work = nx.path_graph(3), nx.Graph([(0, 1)])
    >>> work.add_node(2)
    >>> net_multiplex_share(talk, others=[work])
    0.5
    """
    net = Network.of(graph)
    kinds, _ = _kinds(net.weak, [Network.of(other).weak for other in others])
    return float((kinds.data >= 2).mean()) if kinds.nnz else math.nan


def net_layer_overlap(graph: AnyNetwork, *, other: AnyNetwork) -> float:
    """The share of ties of either kind that are of both: Jaccard's index.

    Parameters
    ----------
    other
        The network of the other kind, of the same members in any order. Where one is directed and the other not, an
        undirected tie counts each way.

    Returns
    -------
    float
        0 to 1; NaN where neither has ties.

    Examples
    --------
    >>> import networkx as nx
    >>> talk, work = nx.path_graph(3), nx.Graph([(0, 1)])
    >>> work.add_node(2)
    >>> net_layer_overlap(talk, other=work)
    0.5
    """
    kinds, _ = _kinds(Network.of(graph), [other])
    return float((kinds.data == 2).mean()) if kinds.nnz else math.nan


def layer_overlap_table(layers: Mapping[str, AnyNetwork]) -> pd.DataFrame:
    """How far each two kinds of ties go together, two at a time.

    Columns ``first, second, both, only_first, only_second, jaccard, correlation``. Counts are of pairs where both
    networks are undirected, otherwise of arrows. ``jaccard`` is both over either, NaN where neither has ties;
    ``correlation`` is Pearson's over all pairs of members, NaN where one has all ties or none.

    Parameters
    ----------
    layers
        Networks of the same members by name.

    Examples
    --------
    >>> import networkx as nx
    >>> talk, work = nx.path_graph(3), nx.Graph([(0, 1)])
    >>> work.add_node(2)
    >>> layer_overlap_table({"talk": talk, "work": work})[["both", "only_first", "jaccard"]].to_numpy().tolist()
    [[1.0, 1.0, 0.5]]
    """
    rows = [(a, b, *_pair(Network.of(layers[a]), Network.of(layers[b]))) for a, b in combinations(layers, 2)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _pair(first: Network, second: Network) -> tuple[float, float, float, float, float]:
    one, other = first.binary, _aligned(first, second)
    arrows = 1.0 if first.directed or second.directed else 2.0
    both = float(one.multiply(other).sum())
    only_first, only_second = one.nnz - both, other.nnz - both
    either = both + only_first + only_second
    cells = first.n * (first.n - 1)
    below = math.sqrt(one.nnz * (cells - one.nnz) * other.nnz * (cells - other.nnz))
    correlation = (both * cells - one.nnz * other.nnz) / below if below else math.nan
    jaccard = both / either if either else math.nan
    return both / arrows, only_first / arrows, only_second / arrows, jaccard, correlation


def _kinds(net: Network, others: Sequence[AnyNetwork]) -> tuple[sparse.csr_array, bool]:
    """Return the number of kinds of ties from each member to each, and whether any network is directed."""
    networks = [Network.of(other) for other in others]
    total = net.binary
    for other in networks:
        total = sparse.csr_array(total + _aligned(net, other))
    return total, net.directed or any(other.directed for other in networks)


def _aligned(net: Network, other: Network) -> sparse.csr_array:
    """Return the other network's ties in this one's order of members."""
    if set(net.ids) != set(other.ids):
        raise UsageError("The networks are not of the same members; bring them together with Network.among first.")
    order = other.positions(net.ids) if net.n else np.zeros(0, dtype=np.intp)
    return sparse.csr_array(other.binary[order][:, order])
