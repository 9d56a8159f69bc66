"""What lies around a member: how far it sees, its core, its triangles, its structural holes."""

import numpy as np
import pandas as pd
from scipy import sparse

from ci_network.measures import kernels, kernels_cuts, kernels_paths
from ci_network.measures.kinds import member_flags, member_labels, member_numbers, tie_flags
from ci_network.network.network import AnyNetwork, Network


def node_ego_reach(graph: AnyNetwork, *, steps: int = 2) -> pd.Series:
    """How many others each member reaches within a number of steps.

    Directed networks look outward, along the ties. In the tables these stand as ``reach_1``, ``reach_2``, ``reach_3``.

    Parameters
    ----------
    steps
        The number of steps, 1 or more.

    Returns
    -------
    Series of float
        By member, 0 to n - 1.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.node_ego_reach(nx.path_graph(4), steps=2).to_list()
    [2.0, 3.0, 3.0, 2.0]
    """
    net = Network.of(graph)
    reached = np.zeros(net.n)
    for start in range(0, net.n, kernels_paths.BLOCK):  # a block of members at a time: n x n distances are not kept
        block = np.arange(start, min(start + kernels_paths.BLOCK, net.n))
        far = kernels_paths.distances(net.binary, block)
        reached[block] = ((far > 0) & (far <= steps)).sum(axis=1)
    return member_numbers(net, reached, f"reach_{steps}")


def node_eccentricity(graph: AnyNetwork) -> pd.Series:
    """How many steps each member is from the farthest other that it can reach.

    Returns
    -------
    Series of float
        By member, 0 for a member that reaches nobody. Directed networks look outward.

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, section 4.2.4.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.node_eccentricity(nx.path_graph(3)).to_list()
    [2.0, 1.0, 2.0]
    """
    net = Network.of(graph)
    return member_numbers(net, kernels_paths.path_family(net.binary).out.farthest, "eccentricity")


def node_core_number(graph: AnyNetwork) -> pd.Series:
    """The largest k for which each member belongs to a group in which all have k ties within it.

    Directions are forgotten.

    Returns
    -------
    Series of float
        By member, 0 or more (0: no ties).

    References
    ----------
    Seidman (1983), Social Networks 5:269.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.node_core_number(nx.lollipop_graph(3, 1)).to_list()
    [2.0, 2.0, 2.0, 1.0]
    """
    net = Network.of(graph)
    return member_numbers(net, kernels.core_numbers(net.weak.binary), "core_number")


def node_clustering(graph: AnyNetwork) -> pd.Series:
    """The share of pairs of each member's contacts who are in contact themselves.

    Directions are forgotten, values not used.

    Returns
    -------
    Series of float
        By member, 0 to 1; NaN with fewer than two contacts, where there is no pair. (networkx gives 0 there.)

    References
    ----------
    Watts & Strogatz (1998), Nature 393:440.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.node_clustering(nx.lollipop_graph(3, 1)).round(3).to_list()
    [1.0, 1.0, 0.333, nan]
    """
    net = Network.of(graph)
    return member_numbers(net, clustering_of(net), "clustering")


def node_constraint(graph: AnyNetwork, *, weighted: bool = False) -> pd.Series:
    """How far each member's contacts are in contact with each other, so that all ways lead to the same people.

    Burt's constraint: the sum over contacts j of (p_ij + sum_q p_iq p_qj)^2, with p_ij the share of i's tie strength
    a_ij + a_ji that goes to j. Shares come from the whole network (not from the ego network alone, UCINET's other
    choice), the sum runs over direct contacts.

    Parameters
    ----------
    weighted
        Use the tie values as strengths; otherwise each tie counts 1 (2 where both directions exist).

    Returns
    -------
    Series of float
        By member, above 0; it may exceed 1 in very small networks. Low: the member bridges people who are not in
        contact. NaN for a member without ties.

    References
    ----------
    Burt (1992), Structural Holes, equation 2.4 (page 54).

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.node_constraint(nx.path_graph(3)).to_list()
    [1.0, 0.5, 1.0]
    """
    net = Network.of(graph)
    return member_numbers(net, kernels.structural_holes(strengths(net, weighted=weighted))[0], "constraint")


def node_effective_size(graph: AnyNetwork, *, weighted: bool = False) -> pd.Series:
    """How many of each member's contacts are not led to by its other contacts.

    Burt's effective size: the sum over contacts j of 1 - sum_q p_iq m_jq, where m_jq is the strength of j's tie with
    q over j's strongest.

    Parameters
    ----------
    weighted
        Use the tie values as strengths.

    Returns
    -------
    Series of float
        By member, 1 to its number of contacts in binary networks; NaN for a member without ties.

    References
    ----------
    Burt (1992), Structural Holes, equation 2.2 (page 52); Borgatti (1997), Connections 20:35.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.node_effective_size(nx.path_graph(3)).to_list()
    [1.0, 2.0, 1.0]
    """
    net = Network.of(graph)
    return member_numbers(net, kernels.structural_holes(strengths(net, weighted=weighted))[1], "effective_size")


def node_efficiency(graph: AnyNetwork, *, weighted: bool = False) -> pd.Series:
    """The share of each member's contacts that is not redundant: effective size over the number of contacts.

    Returns
    -------
    Series of float
        By member, above 0 to 1; NaN for a member without ties.

    References
    ----------
    Burt (1992), Structural Holes, page 53.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.node_efficiency(nx.complete_graph(4)).round(3).to_list()
    [0.333, 0.333, 0.333, 0.333]
    """
    net = Network.of(graph)
    size = kernels.structural_holes(strengths(net, weighted=weighted))[1]
    return member_numbers(net, kernels.divided(size, kernels.row_sums(net.weak.binary)), "efficiency")


def node_in_component(graph: AnyNetwork) -> pd.Series:
    """Which part of the network each member belongs to: members of one part can all reach each other.

    Directions are forgotten.

    Returns
    -------
    Series of int
        By member: 0 is the largest component, 1 the next; equals in the order of their first members.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.node_in_component(nx.Graph([("a", "b"), ("b", "c"), ("d", "e")])).to_dict()
    {'a': 0, 'b': 0, 'c': 0, 'd': 1, 'e': 1}
    """
    net = Network.of(graph)
    return member_labels(net, kernels_cuts.component_labels(net.binary), "component")


def node_is_articulation(graph: AnyNetwork) -> pd.Series:
    """Whether others would lose each other if a member left.

    Directions are forgotten.

    Returns
    -------
    Series of bool
        By member.

    References
    ----------
    Tarjan (1972), SIAM J Computing 1:146.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.node_is_articulation(nx.path_graph(3)).to_list()
    [False, True, False]
    """
    net = Network.of(graph)
    return member_flags(net, kernels_cuts.articulation(net.weak.binary), "articulation")


def pair_is_bridge(graph: AnyNetwork) -> pd.Series:
    """Whether the two sides of a tie would lose each other if it ended.

    Directions are forgotten; each tie stands once, in the members' order.

    Returns
    -------
    Series of bool
        By (source, target), one entry a tie.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.pair_is_bridge(nx.lollipop_graph(3, 1)).to_list()
    [False, False, False, True]
    """
    net = Network.of(graph).weak
    ties = sparse.coo_array(sparse.triu(net.binary))
    order = np.lexsort((ties.col, ties.row))
    rows, columns = ties.row[order], ties.col[order]
    cut = {(int(i), int(j)) for i, j in kernels_cuts.bridges(net.binary)}
    flags = [(int(i), int(j)) in cut for i, j in zip(rows, columns, strict=True)]
    return tie_flags(net, rows, columns, flags, "bridge")


def strengths(net: Network, *, weighted: bool) -> sparse.csr_array:
    """Return a_ij + a_ji, from the values or from ties as 1."""
    ties = net.matrix if weighted else net.binary
    return sparse.csr_array(ties + ties.T)


def clustering_of(net: Network) -> kernels.FloatArray:
    """Return local clustering; NaN with fewer than two contacts."""
    degree = kernels.row_sums(net.weak.binary)
    return kernels.divided(kernels.triangles(net.weak.binary), degree * (degree - 1) / 2)
