"""How far the network hangs on one member, beside a star of the same size (Freeman 1979)."""

import math

import numpy as np

from ci_network.measures import kernels, kernels_paths
from ci_network.measures.centrality import betweenness_of, closeness_of
from ci_network.measures.kernels_paths import PathFamily
from ci_network.network.network import AnyNetwork, Network


def net_centralization_degree(graph: AnyNetwork) -> float:
    """How far contacts are concentrated in one member, beside a star of the same size.

    The sum of the differences from the largest degree over the largest possible: (n - 1)(n - 2) for the weak
    network. See :func:`net_centralization_degree_in` for directed ties.

    Returns
    -------
    float
        0 (all alike) to 1 (a star); NaN for fewer than three members. Neither end is good in itself.

    References
    ----------
    Freeman (1979), Social Networks 1:215.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.net_centralization_degree(nx.star_graph(4))
    1.0
    """
    net = Network.of(graph).weak
    return _centralization(kernels.row_sums(net.binary), (net.n - 1) * (net.n - 2))


def net_centralization_degree_in(graph: AnyNetwork) -> float:
    """How far being named is concentrated in one member; the largest possible is (n - 1)^2.

    Returns
    -------
    float
        0 to 1. NaN for fewer than two members, and in undirected networks.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.net_centralization_degree_in(nx.DiGraph([("a", "b"), ("c", "b")]))
    1.0
    """
    net = Network.of(graph)
    if not net.directed:
        return math.nan
    return _centralization(np.asarray(net.binary.sum(axis=0)).ravel(), (net.n - 1) ** 2)


def net_centralization_degree_out(graph: AnyNetwork) -> float:
    """How far naming others is concentrated in one member; the largest possible is (n - 1)^2.

    Returns
    -------
    float
        0 to 1. NaN for fewer than two members, and in undirected networks.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.net_centralization_degree_out(nx.DiGraph([("b", "a"), ("b", "c")]))
    1.0
    """
    net = Network.of(graph)
    return _centralization(kernels.row_sums(net.binary), (net.n - 1) ** 2) if net.directed else math.nan


def net_centralization_betweenness(graph: AnyNetwork) -> float:
    """How far lying between others is concentrated in one member, beside a star of the same size.

    The largest possible is (n - 1)^2 (n - 2), half of it in undirected networks.

    Returns
    -------
    float
        0 to 1; NaN for fewer than three members.

    References
    ----------
    Freeman (1977), Sociometry 40:35.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.net_centralization_betweenness(nx.star_graph(4))
    1.0
    """
    net = Network.of(graph)
    return betweenness_centralization_of(net, kernels_paths.path_family(net.binary))


def net_centralization_closeness(graph: AnyNetwork) -> float:
    """How far nearness to all is concentrated in one member; the largest possible is (n - 1)(n - 2) / (2n - 3).

    Directions are forgotten.

    Returns
    -------
    float
        0 to 1; NaN for fewer than three members and where the network is not connected.

    References
    ----------
    Freeman (1979), Social Networks 1:215.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> round(ci.net_centralization_closeness(nx.star_graph(4)), 6)
    1.0
    """
    net = Network.of(graph).weak
    return closeness_centralization_of(net, kernels_paths.path_family(net.binary))


def betweenness_centralization_of(net: Network, paths: PathFamily) -> float:
    """Return betweenness centralisation from a pass over the paths."""
    return _centralization(betweenness_of(net, paths), (net.n - 1) ** 2 * (net.n - 2) / (1 if net.directed else 2))


def closeness_centralization_of(net: Network, paths: PathFamily) -> float:
    """Return closeness centralisation from a pass over the paths of an undirected network."""
    return _centralization(closeness_of(net, paths.out), (net.n - 1) * (net.n - 2) / max(2 * net.n - 3, 1))


def _centralization(values: kernels.FloatArray, largest: float) -> float:
    """Return Freeman's sum of differences from the largest value over the largest possible sum."""
    return float((values.max() - values).sum() / largest) if largest > 0 and len(values) > 1 else math.nan
