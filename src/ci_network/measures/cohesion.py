"""How the network holds together: density, components, distances, centralisation, reciprocity, transitivity."""

import math

import numpy as np

from ci_network.measures import kernels, kernels_cuts, kernels_paths
from ci_network.measures.kernels_paths import PathFamily
from ci_network.network.network import AnyNetwork, Network


def net_density(graph: AnyNetwork) -> float:
    """The share of possible ties that are there.

    Returns
    -------
    float
        0 to 1; NaN for fewer than two members. Density falls as a network grows: compare mean degree too.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> round(ci.net_density(nx.path_graph(3)), 3)
    0.667
    """
    net = Network.of(graph)
    return float(net.matrix.nnz) / (net.n * (net.n - 1)) if net.n > 1 else math.nan


def net_mean_degree(graph: AnyNetwork) -> float:
    """The mean number of contacts of a member; a tie in either direction counts once.

    Returns
    -------
    float
        0 to n - 1; NaN without members.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.net_mean_degree(nx.cycle_graph(5))
    2.0
    """
    net = Network.of(graph).weak
    return float(net.matrix.nnz) / net.n if net.n else math.nan


def net_isolates(graph: AnyNetwork) -> float:
    """The number of members without any tie. One who did not answer may look alone without being so.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.net_isolates(nx.empty_graph(3))
    3.0
    """
    net = Network.of(graph).weak
    return float((kernels.row_sums(net.binary) == 0).sum())


def net_components(graph: AnyNetwork) -> float:
    """The number of parts that have no tie between them, directions forgotten; an isolate is one.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.net_components(nx.Graph([("a", "b"), ("c", "d")]))
    2.0
    """
    net = Network.of(graph)
    return float(len(np.unique(kernels_cuts.component_labels(net.binary))))


def net_connectedness(graph: AnyNetwork) -> float:
    """The share of pairs of members who can reach each other, directions forgotten.

    Returns
    -------
    float
        0 to 1; NaN for fewer than two members.

    References
    ----------
    Krackhardt (1994), in Carley & Prietula, Computational Organization Theory, page 95.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> round(ci.net_connectedness(nx.Graph([("a", "b"), ("c", "d")])), 3)
    0.333
    """
    net = Network.of(graph)
    if net.n < 2:
        return math.nan
    sizes = np.bincount(kernels_cuts.component_labels(net.binary))
    return float((sizes * (sizes - 1)).sum()) / (net.n * (net.n - 1))


def net_fragmentation(graph: AnyNetwork) -> float:
    """The share of pairs of members who cannot reach each other: F = 1 - connectedness.

    Returns
    -------
    float
        0 (one part) to 1 (no ties); NaN for fewer than two members.

    References
    ----------
    Borgatti (2006), Computational & Mathematical Organization Theory 12:21, equation 4.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.net_fragmentation(nx.path_graph(3))
    0.0
    """
    return 1.0 - net_connectedness(graph)


def net_distance_weighted_fragmentation(graph: AnyNetwork) -> float:
    """How far apart members are on the whole: DF = 1 - mean of 1 / steps over all pairs, directions forgotten.

    Returns
    -------
    float
        0 (everybody in direct contact) to 1 (no ties); NaN for fewer than two members.

    References
    ----------
    Borgatti (2006), Computational & Mathematical Organization Theory 12:21.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> round(ci.net_distance_weighted_fragmentation(nx.path_graph(3)), 3)
    0.167
    """
    net = Network.of(graph).weak
    return fragmentation_of(net, kernels_paths.path_family(net.binary))


def net_mean_distance(graph: AnyNetwork) -> float:
    """The mean number of steps between members who can reach each other; pairs who cannot are left out.

    Directed networks use directed paths.

    Returns
    -------
    float
        1 or more; NaN where nobody reaches anybody.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> round(ci.net_mean_distance(nx.path_graph(3)), 3)
    1.333
    """
    return mean_distance_of(kernels_paths.path_family(Network.of(graph).binary))


def net_diameter(graph: AnyNetwork) -> float:
    """The largest number of steps between two members who can reach each other.

    Returns
    -------
    float
        1 or more; NaN where nobody reaches anybody.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.net_diameter(nx.path_graph(4))
    3.0
    """
    return diameter_of(kernels_paths.path_family(Network.of(graph).binary))


def net_reciprocity(graph: AnyNetwork) -> float:
    """The share of directed ties that are answered by one the other way: 2M / (2M + A).

    Returns
    -------
    float
        0 to 1. NaN without ties, and in undirected networks, where there is nothing to answer.

    Notes
    -----
    R sna's default also counts pairs without any tie as agreeing; UCINET and ORA give M / (M + A).

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> round(ci.net_reciprocity(nx.DiGraph([("a", "b"), ("b", "a"), ("a", "c")])), 3)
    0.667
    """
    net = Network.of(graph)
    if not net.directed or not net.matrix.nnz:
        return math.nan
    return kernels.mutual_ties(net.binary) / float(net.matrix.nnz)


def net_transitivity(graph: AnyNetwork) -> float:
    """The share of pairs of contacts of the same member who are in contact: 3 x triangles / connected triples.

    Directions are forgotten.

    Returns
    -------
    float
        0 to 1; NaN where nobody has two contacts.

    References
    ----------
    Newman, Watts & Strogatz (2002), PNAS 99:2566.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.net_transitivity(nx.complete_graph(4))
    1.0
    """
    net = Network.of(graph).weak
    degree = kernels.row_sums(net.binary)
    pairs = float((degree * (degree - 1)).sum()) / 2
    return float(kernels.triangles(net.binary).sum()) / pairs if pairs else math.nan


def fragmentation_of(net: Network, paths: PathFamily) -> float:
    """Return distance-weighted fragmentation from a pass over the paths of an undirected network."""
    return 1.0 - float(paths.out.harmonic.sum()) / (net.n * (net.n - 1)) if net.n > 1 else math.nan


def mean_distance_of(paths: PathFamily) -> float:
    """Return the mean distance over ordered pairs with a path; NaN where there is none."""
    pairs = float(paths.out.reached.sum())
    return float(paths.out.total.sum()) / pairs if pairs else math.nan


def diameter_of(paths: PathFamily) -> float:
    """Return the largest distance; NaN where there is no path."""
    farthest = float(paths.out.farthest.max(initial=0.0))
    return farthest if farthest else math.nan
