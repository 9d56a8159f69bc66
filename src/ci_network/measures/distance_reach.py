"""How near each member is to everybody, counting those out of reach as infinitely far: reach weighted by distance."""

import numpy as np
import pandas as pd

from ci_network.measures import kernels_paths
from ci_network.measures.kinds import member_numbers
from ci_network.network.network import AnyNetwork, Network


def node_distance_weighted_reach(graph: AnyNetwork) -> pd.Series:
    """How many others each member reaches, each counted as 1 over the steps to it.

    ``sum over others of 1 / d``, those out of reach adding nothing; directed networks look outward. It is n - 1 times
    :func:`node_harmonic`.

    Returns
    -------
    Series of float
        By member, 0 (reaches nobody) to n - 1.

    References
    ----------
    Borgatti (2006), Computational & Mathematical Organization Theory 12:21.

    Examples
    --------
    >>> import networkx as nx
    >>> node_distance_weighted_reach(nx.path_graph(3)).to_list()
    [1.5, 2.0, 1.5]
    """
    net = Network.of(graph)
    return member_numbers(net, kernels_paths.path_family(net.binary).out.harmonic, "distance_weighted_reach")


def node_distance_weighted_reach_in(graph: AnyNetwork) -> pd.Series:
    """How many others reach each member, each counted as 1 over the steps from it.

    As :func:`node_distance_weighted_reach`, looking against the ties; equal to it in undirected networks.

    Returns
    -------
    Series of float
        By member, 0 (reached by nobody) to n - 1.

    Examples
    --------
    >>> import networkx as nx
    >>> node_distance_weighted_reach_in(nx.DiGraph([("a", "b"), ("b", "c")])).to_list()
    [0.0, 1.0, 1.5]
    """
    net = Network.of(graph)
    return member_numbers(net, kernels_paths.path_family(net.binary).into.harmonic, "distance_weighted_reach_in")


def node_distance_weighted_reach_with_self(graph: AnyNetwork) -> pd.Series:
    """How many members each reaches, itself counted 1 and every other 1 over the steps to it.

    The key-player programs' convention, for a set of one: ``1 + sum over others of 1 / d``; over n it is their
    D_R.

    Returns
    -------
    Series of float
        By member, 1 to n.

    References
    ----------
    Borgatti (2006), Computational & Mathematical Organization Theory 12:21.

    Examples
    --------
    >>> import networkx as nx
    >>> node_distance_weighted_reach_with_self(nx.path_graph(3)).to_list()
    [2.5, 3.0, 2.5]
    """
    net = Network.of(graph)
    found = 1.0 + kernels_paths.path_family(net.binary).out.harmonic
    return member_numbers(net, found, "distance_weighted_reach_with_self")


def node_radiality(graph: AnyNetwork) -> pd.Series:
    """How far each member's ties lead into the network: the mean over others of diameter + 1 - steps to them.

    Others out of reach add 0. The diameter is the largest number of steps between members who can reach each other.
    Not divided by the diameter, as in the first publication.

    Returns
    -------
    Series of float
        By member, 0 (reaches nobody) to the diameter. NaN for fewer than two members.

    References
    ----------
    Valente & Foreman (1998), Social Networks 20:89.

    Examples
    --------
    >>> import networkx as nx
    >>> node_radiality(nx.path_graph(3)).to_list()
    [1.5, 2.0, 1.5]
    """
    net = Network.of(graph)
    return member_numbers(net, _reversed_distance(net, kernels_paths.path_family(net.binary).out), "radiality")


def node_integration(graph: AnyNetwork) -> pd.Series:
    """How far the network's ties lead to each member: the mean over others of diameter + 1 - steps from them.

    Others who cannot reach the member add 0; equal to :func:`node_radiality` in undirected networks.

    Returns
    -------
    Series of float
        By member, 0 (reached by nobody) to the diameter. NaN for fewer than two members.

    References
    ----------
    Valente & Foreman (1998), Social Networks 20:89.

    Examples
    --------
    >>> import networkx as nx
    >>> node_integration(nx.DiGraph([("a", "b"), ("b", "c")])).to_list()
    [0.0, 1.0, 1.5]
    """
    net = Network.of(graph)
    return member_numbers(net, _reversed_distance(net, kernels_paths.path_family(net.binary).into), "integration")


def _reversed_distance(net: Network, sight: kernels_paths.Sight) -> kernels_paths.FloatArray:
    if net.n < 2:
        return np.full(net.n, np.nan)
    diameter = sight.farthest.max(initial=0.0)
    return np.asarray((sight.reached * (diameter + 1) - sight.total) / (net.n - 1))
