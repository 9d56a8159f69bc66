"""Whether like keeps to like: assortativity by group and by number of contacts, and the modularity of groups."""

import numpy as np
from scipy import sparse

from ci_network.measures import kernels, kernels_mixing
from ci_network.measures.grouping import grouping
from ci_network.network.network import AnyNetwork, Network


def net_assortativity(graph: AnyNetwork, *, by: str = "sector") -> float:
    """Whether members keep to their own group more than chance, given how many ties each group has.

    ``(sum e_gg - sum a_g b_g) / (1 - sum a_g b_g)``: e the share of ties from one group to another, a and b the
    shares that start and end in a group. Directed ties count each way. Members of unknown group are left out.

    Parameters
    ----------
    by
        The column of the members that holds their group.

    Returns
    -------
    float
        1 (ties within groups only), 0 (as chance), below 0 (ties seek other groups). NaN where all ties are of one
        group, and without ties.

    References
    ----------
    Newman (2003), Physical Review E 67:026126, equation 2.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph([("a", "b"), ("c", "d")])
    >>> nx.set_node_attributes(graph, {"a": "x", "b": "x", "c": "y", "d": "y"}, "sector")
    >>> net_assortativity(graph)
    1.0
    """
    net = Network.of(graph)
    return kernels_mixing.nominal_assortativity(kernels_mixing.ties_between(net.binary, grouping(net, by).indicator))


def net_degree_assortativity(graph: AnyNetwork) -> float:
    """Whether members with many contacts keep to others with many: the correlation over ties, directions forgotten.

    Returns
    -------
    float
        -1 (the well connected are tied to the poorly connected, as in a star) to 1. NaN without ties, and where
        all who have ties have equally many.

    References
    ----------
    Newman (2002), Physical Review Letters 89:208701.

    Examples
    --------
    >>> import networkx as nx
    >>> net_degree_assortativity(nx.star_graph(3))
    -1.0
    """
    ties = Network.of(graph).weak.binary
    degree = kernels.row_sums(ties)
    rows, columns = sparse.coo_array(ties).coords
    return kernels_mixing.numeric_assortativity(degree[rows], degree[columns])


def net_degree_assortativity_out_in(graph: AnyNetwork) -> float:
    """Whether members who name many name those who are named by many: correlation over arrows.

    The number of ties out of the source with the number into the target.

    Returns
    -------
    float
        -1 to 1. NaN without ties, and where either does not vary. Undirected: :func:`net_degree_assortativity`.

    References
    ----------
    Newman (2003), Physical Review E 67:026126.

    Examples
    --------
    >>> import networkx as nx
    >>> net_degree_assortativity_out_in(nx.DiGraph([("a", "b"), ("a", "c"), ("d", "b")])).__round__(3)
    -0.5
    """
    ties = Network.of(graph).binary
    out, into = kernels.row_sums(ties), np.asarray(ties.sum(axis=0), dtype=float).ravel()
    rows, columns = sparse.coo_array(ties).coords
    return kernels_mixing.numeric_assortativity(out[rows], into[columns])


def net_modularity(graph: AnyNetwork, *, by: str = "sector", weighted: bool = False) -> float:
    """How many more ties lie inside groups than chance gives members with as many ties, directions forgotten.

    ``Q = sum_g (m_g / m - (d_g / 2m)^2)``: m_g ties inside g, d_g its members' ties, m all ties. Members of unknown
    group are left out.

    Parameters
    ----------
    by
        The column of the members that holds their group.
    weighted
        Use the tie values (the higher of both directions).

    Returns
    -------
    float
        -0.5 to below 1; 0 is chance. NaN without ties.

    References
    ----------
    Newman & Girvan (2004), Physical Review E 69:026113.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph([("a", "b"), ("c", "d")])
    >>> nx.set_node_attributes(graph, {"a": "x", "b": "x", "c": "y", "d": "y"}, "sector")
    >>> net_modularity(graph)
    0.5
    """
    net = Network.of(graph)
    ties = net.weak.matrix if weighted else net.weak.binary
    return kernels_mixing.modularity(kernels_mixing.ties_between(ties, grouping(net, by).indicator))


def net_modularity_of_arrows(graph: AnyNetwork, *, by: str = "sector", weighted: bool = False) -> float:
    """How many more directed ties lie inside groups than chance gives members who give and get as many.

    ``Q = sum_g (m_g / m - out_g in_g / m^2)``, with m the number of arrows.

    Parameters
    ----------
    by
        The column of the members that holds their group.
    weighted
        Use the tie values.

    Returns
    -------
    float
        -0.5 to below 1; NaN without ties. Equal to :func:`net_modularity` in undirected networks.

    References
    ----------
    Leicht & Newman (2008), Physical Review Letters 100:118703.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.DiGraph([("a", "b"), ("c", "d")])
    >>> nx.set_node_attributes(graph, {"a": "x", "b": "x", "c": "y", "d": "y"}, "sector")
    >>> net_modularity_of_arrows(graph)
    0.5
    """
    net = Network.of(graph)
    ties = net.matrix if weighted else net.binary
    return kernels_mixing.modularity(kernels_mixing.ties_between(ties, grouping(net, by).indicator))
