"""How a member stands in the network: contacts, betweenness, closeness, standing by standing of others."""

import numpy as np
import pandas as pd

from ci_network.measures import kernels, kernels_paths
from ci_network.measures.kernels_paths import PathFamily
from ci_network.measures.kinds import member_numbers
from ci_network.network.network import AnyNetwork, Network


def node_degree(graph: AnyNetwork) -> pd.Series:
    """How many others each member has a tie with.

    A tie in either direction counts once, so in a directed network this is the degree of the weak network; see
    :func:`node_degree_in` and :func:`node_degree_out`.

    Returns
    -------
    Series of float
        By member, 0 to n - 1; never NaN.

    References
    ----------
    Freeman (1979), Social Networks 1:215.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.node_degree(nx.path_graph(3)).to_list()
    [1.0, 2.0, 1.0]
    """
    net = Network.of(graph)
    return member_numbers(net, kernels.row_sums(net.weak.binary), "degree")


def node_degree_in(graph: AnyNetwork) -> pd.Series:
    """How many others name each member; in an undirected network the same as :func:`node_degree`.

    Returns
    -------
    Series of float
        By member, 0 to n - 1; never NaN.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.node_degree_in(nx.DiGraph([("a", "b"), ("c", "b")])).to_dict()
    {'a': 0.0, 'b': 2.0, 'c': 0.0}
    """
    net = Network.of(graph)
    return member_numbers(net, net.binary.sum(axis=0), "degree_in")


def node_degree_out(graph: AnyNetwork) -> pd.Series:
    """How many others each member names; in an undirected network the same as :func:`node_degree`.

    Returns
    -------
    Series of float
        By member, 0 to n - 1; never NaN.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.node_degree_out(nx.DiGraph([("a", "b"), ("c", "b")])).to_dict()
    {'a': 1.0, 'b': 0.0, 'c': 1.0}
    """
    net = Network.of(graph)
    return member_numbers(net, kernels.row_sums(net.binary), "degree_out")


def node_strength(graph: AnyNetwork) -> pd.Series:
    """The sum of the values of each member's ties; in a directed network of those in and out.

    Returns
    -------
    Series of float
        By member, 0 or more, in the units of the tie values; never NaN.

    Notes
    -----
    Ordered levels (such as 3 for monthly) are added as numbers, as the field does; a sum of levels is not a
    number of contacts.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> graph = nx.Graph()
    >>> graph.add_edge("a", "b", weight=3)
    >>> ci.node_strength(graph).to_dict()
    {'a': 3.0, 'b': 3.0}
    """
    net = Network.of(graph)
    total = kernels.row_sums(net.matrix)
    if net.directed:
        total = total + np.asarray(net.matrix.sum(axis=0)).ravel()
    return member_numbers(net, total, "strength")


def node_betweenness(graph: AnyNetwork, *, normalised: bool = False) -> pd.Series:
    """How many of the shortest paths between others lead through each member.

    The sum over pairs of others of the share of their shortest paths on which the member lies. Undirected pairs
    count once; directed networks use directed paths. Tie values are not used.

    Parameters
    ----------
    normalised
        Divide by the number of pairs of others: (n - 1)(n - 2), half of it in undirected networks.

    Returns
    -------
    Series of float
        By member, 0 or more (0 to 1 when normalised). Normalised it is NaN for fewer than three members.

    References
    ----------
    Freeman (1977), Sociometry 40:35; Brandes (2001), J Mathematical Sociology 25:163.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.node_betweenness(nx.path_graph(3)).to_list()
    [0.0, 1.0, 0.0]
    """
    net = Network.of(graph)
    raw = betweenness_of(net, kernels_paths.path_family(net.binary))
    if normalised:
        return member_numbers(net, raw / pairs_of_others(net), "betweenness_normalised")
    return member_numbers(net, raw, "betweenness")


def node_closeness(graph: AnyNetwork) -> pd.Series:
    """How near each member is to all others: n - 1 over the sum of the steps to them.

    Directed networks look outward, from the member along the ties. Use :func:`node_harmonic` where the network is not
    connected.

    Returns
    -------
    Series of float
        By member, above 0 to 1. NaN for a member that cannot reach everyone: the sum of its distances is not
        defined. (R sna gives 0 there, igraph and networkx measure the part that is reached; they differ.)

    References
    ----------
    Freeman (1979), Social Networks 1:215.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.node_closeness(nx.path_graph(3)).round(3).to_list()
    [0.667, 1.0, 0.667]
    """
    net = Network.of(graph)
    return member_numbers(net, closeness_of(net, kernels_paths.path_family(net.binary).out), "closeness")


def node_closeness_in(graph: AnyNetwork) -> pd.Series:
    """How near all others are to each member, looking against the ties; see :func:`node_closeness`.

    Returns
    -------
    Series of float
        By member, above 0 to 1. NaN for a member whom not everyone reaches.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.node_closeness_in(nx.DiGraph([("a", "b"), ("c", "b")])).to_dict()
    {'a': nan, 'b': 1.0, 'c': nan}
    """
    net = Network.of(graph)
    return member_numbers(net, closeness_of(net, kernels_paths.path_family(net.binary).into), "closeness_in")


def node_harmonic(graph: AnyNetwork) -> pd.Series:
    """How near each member is to the others, those out of reach counting nothing.

    The mean of 1 / steps over the n - 1 others. Defined in any network, so the one to use where some
    members are cut off. Directed networks look outward.

    Returns
    -------
    Series of float
        By member, 0 to 1; NaN in a network of one member.

    References
    ----------
    Marchiori & Latora (2000), Physica A 285:539; Rochat (2009).

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.node_harmonic(nx.path_graph(3)).to_list()
    [0.75, 1.0, 0.75]
    """
    net = Network.of(graph)
    return member_numbers(net, harmonic_of(net, kernels_paths.path_family(net.binary)), "harmonic")


def node_eigenvector(graph: AnyNetwork) -> pd.Series:
    """How well connected each member's contacts are, by the leading eigenvector of the weak network.

    Directions are forgotten (a tie either way is a tie) and values not used; the vector has length 1.

    Returns
    -------
    Series of float
        By member, 0 to 1. All NaN where there are no ties. Members outside the component with the largest
        eigenvalue have 0.

    References
    ----------
    Bonacich (1972), J Mathematical Sociology 2:113.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.node_eigenvector(nx.cycle_graph(4)).round(6).to_list()
    [0.5, 0.5, 0.5, 0.5]
    """
    net = Network.of(graph)
    return member_numbers(net, kernels.leading_vector(net.weak.binary), "eigenvector")


def node_pagerank(graph: AnyNetwork) -> pd.Series:
    """How often a walker that follows ties, and now and then jumps anywhere, visits each member.

    Damping 0.85; jumps go to all alike, as do steps from members without ties out. Values are not used.

    Returns
    -------
    Series of float
        By member, above 0; they sum to 1.

    References
    ----------
    Brin & Page (1998), Computer Networks 30:107.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.node_pagerank(nx.star_graph(2)).round(3).to_list()
    [0.486, 0.257, 0.257]
    """
    net = Network.of(graph)
    return member_numbers(net, kernels.pagerank(net.binary), "pagerank")


def pairs_of_others(net: Network) -> float:
    """Return the number of pairs among the others, ordered where ties have a direction; NaN where there is none."""
    pairs = (net.n - 1) * (net.n - 2) / (1 if net.directed else 2)
    return pairs if net.n > 2 else float("nan")


def betweenness_of(net: Network, paths: PathFamily) -> kernels.FloatArray:
    """Return raw betweenness from a pass over the paths: each undirected pair once."""
    return paths.betweenness * (1.0 if net.directed else 0.5)


def closeness_of(net: Network, sight: kernels_paths.Sight) -> kernels.FloatArray:
    """Return Freeman closeness from what members see; NaN where somebody is out of sight."""
    everyone = np.full(net.n, float(net.n - 1))
    sees_all = (sight.reached == everyone) & (everyone > 0)
    return np.asarray(np.divide(everyone, sight.total, out=np.full(net.n, np.nan), where=sees_all))


def harmonic_of(net: Network, paths: PathFamily) -> kernels.FloatArray:
    """Return harmonic closeness from a pass over the paths."""
    return kernels.divided(paths.out.harmonic, np.full(net.n, float(net.n - 1)))
