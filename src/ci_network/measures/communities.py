"""Groups of members with more ties among themselves than with others, found from the ties alone; and how sure they are.

The method is random at heart: another seed may give another division. Look at the stability before naming a group.
"""

import importlib
from typing import Any, Final, Literal, TypeAlias

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from ci_network.errors import UnknownNameError, UsageError
from ci_network.measures import kernels_mixing, kernels_partitions
from ci_network.measures.kinds import member_labels, member_numbers
from ci_network.measures.standard_order import in_given_order, largest_first, standard_order
from ci_network.network.network import AnyNetwork, Network

Method: TypeAlias = Literal["louvain", "leiden"]
Rng: TypeAlias = "int | np.random.Generator"
IntArray = NDArray[np.intp]

METHODS: Final = ("louvain", "leiden")
RUNS: Final = 100


def node_in_community(
    graph: AnyNetwork, *, method: Method = "louvain", resolution: float = 1.0, weighted: bool = False, rng: Rng = 0
) -> pd.Series:
    """Which community each member belongs to: groups with more ties inside than chance gives, directions forgotten.

    Parameters
    ----------
    method
        ``louvain`` (networkx), or ``leiden``, which needs the optional package leidenalg (GPL).
    resolution
        Above 1 more and smaller communities, below 1 fewer and larger.
    weighted
        Use the tie values.
    rng
        A seed or a numpy Generator; the same seed gives the same communities whatever the order of the members.

    Returns
    -------
    Series of int
        By member: 0 is the largest community; equals by id. A member without ties is one of its own.

    References
    ----------
    Blondel, Guillaume, Lambiotte & Lefebvre (2008), J Statistical Mechanics P10008; Traag, Waltman & van Eck (2019),
    Scientific Reports 9:5233.

    Examples
    --------
    >>> import networkx as nx
    >>> node_in_community(nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(3))).to_list()
    [0, 0, 0, 0, 1, 1, 1]
    """
    net = Network.of(graph)
    order = standard_order(net)
    ties = _ties(net, order, weighted=weighted)
    code = _found(ties, method, resolution, int(np.random.default_rng(rng).integers(2**31)))
    return member_labels(net, in_given_order(order, code), "community")


def node_community_stability(
    graph: AnyNetwork, *, rng: Rng, runs: int = RUNS, method: Method = "louvain", weighted: bool = False
) -> pd.Series:
    """How sure each member's community is: over many runs, how steadily it is put together with, or apart from, others.

    The mean over others of max(p, 1 - p), with p the share of runs that put the two into one community.

    Parameters
    ----------
    rng
        A seed or a numpy Generator.
    runs
        How many runs, each from a seed of its own.
    method, weighted
        As in :func:`node_in_community`.

    Returns
    -------
    Series of float
        By member, 0.5 (as a coin) to 1 (always the same). NaN for fewer than two members.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(3))
    >>> float(node_community_stability(graph, rng=1, runs=5).min())
    1.0
    """
    net = Network.of(graph)
    order = standard_order(net)
    found = np.full(net.n, np.nan)
    if net.n > 1:
        share = kernels_partitions.together(_runs(_ties(net, order, weighted=weighted), method, runs, rng))
        found = (np.maximum(share, 1 - share).sum(axis=1) - 1) / (net.n - 1)  # itself is always with itself
    return member_numbers(net, in_given_order(order, found), "community_stability")


def net_community_stability(
    graph: AnyNetwork, *, rng: Rng, runs: int = RUNS, method: Method = "louvain", weighted: bool = False
) -> float:
    """How far the communities of many runs agree: the mean adjusted Rand index over all pairs of runs.

    Parameters
    ----------
    rng
        A seed or a numpy Generator.
    runs
        How many runs, each from a seed of its own.
    method, weighted
        As in :func:`node_in_community`.

    Returns
    -------
    float
        0 (as chance) to 1 (always the same communities). NaN for fewer than two members or runs.

    References
    ----------
    Hubert & Arabie (1985), J Classification 2:193.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(3))
    >>> net_community_stability(graph, rng=1, runs=5)
    1.0
    """
    net = Network.of(graph)
    ties = _ties(net, standard_order(net), weighted=weighted)
    return kernels_partitions.mean_adjusted_rand(_runs(ties, method, runs, rng))


def net_community_modularity(
    graph: AnyNetwork, *, rng: Rng, runs: int = RUNS, method: Method = "louvain", weighted: bool = False
) -> float:
    """The highest modularity of any division into communities that many runs found, directions forgotten.

    Parameters
    ----------
    rng
        A seed or a numpy Generator.
    runs
        How many runs, each from a seed of its own.
    method, weighted
        As in :func:`node_in_community`.

    Returns
    -------
    float
        0 to below 1; NaN without ties. Sparse random networks have high values as well: above 0.3 alone shows nothing.

    References
    ----------
    Newman & Girvan (2004), Physical Review E 69:026113; Guimera, Sales-Pardo & Amaral (2004), PRE 70:025101.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(3))
    >>> net_community_modularity(graph, rng=1, runs=2)
    0.5
    """
    net = Network.of(graph)
    ties = _ties(net, standard_order(net), weighted=weighted)
    return max((_quality(ties, code) for code in _runs(ties, method, runs, rng)), default=float("nan"))


def _quality(ties: sparse.csr_array, code: IntArray) -> float:
    groups = np.asarray(code[:, None] == np.arange(code.max(initial=-1) + 1)[None, :], dtype=float)
    return kernels_mixing.modularity(kernels_mixing.ties_between(ties, groups))


def _ties(net: Network, order: IntArray, *, weighted: bool) -> sparse.csr_array:
    weak = net.weak
    return (weak.matrix if weighted else weak.binary)[order][:, order]


def _runs(ties: sparse.csr_array, method: Method, runs: int, rng: Rng) -> IntArray:
    """Return runs x members: the communities of each run."""
    seeds = np.random.default_rng(rng).integers(2**31, size=runs)
    found = [_found(ties, method, 1.0, int(seed)) for seed in seeds]
    return np.array(found, dtype=np.intp).reshape(runs, ties.shape[0])


def _found(ties: sparse.csr_array, method: Method, resolution: float, seed: int) -> IntArray:
    if method not in METHODS:
        raise UnknownNameError("method", method, METHODS)
    if not ties.nnz:
        return np.arange(ties.shape[0], dtype=np.intp)
    return largest_first((_leiden if method == "leiden" else _louvain)(ties, resolution, seed))


def _louvain(ties: sparse.csr_array, resolution: float, seed: int) -> IntArray:
    graph = nx.from_scipy_sparse_array(ties)
    code = np.zeros(ties.shape[0], dtype=np.intp)
    for place, group in enumerate(nx.community.louvain_communities(graph, resolution=resolution, seed=seed)):
        code[list(group)] = place
    return code


def _leiden(ties: sparse.csr_array, resolution: float, seed: int) -> IntArray:
    try:  # GPL: only ever loaded when asked for by name
        leiden: Any = importlib.import_module("leidenalg")
        igraph: Any = importlib.import_module("igraph")
    except ImportError as missing:
        raise UsageError('method "leiden" needs the optional packages: pip install "ci-network[leiden]"') from missing
    upper = sparse.coo_array(sparse.triu(ties))
    graph = igraph.Graph(ties.shape[0], list(zip(upper.row.tolist(), upper.col.tolist(), strict=True)))
    options = {"weights": upper.data.tolist(), "resolution_parameter": resolution, "seed": seed}
    found = leiden.find_partition(graph, leiden.RBConfigurationVertexPartition, n_iterations=-1, **options)
    return np.array(found.membership, dtype=np.intp)
