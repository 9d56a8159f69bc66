"""Members in like positions: with ties to and from the same others, whether in contact themselves or not."""

import numpy as np
import pandas as pd

from ci_network.errors import UsageError
from ci_network.measures import kernels_positions
from ci_network.measures.kinds import member_labels
from ci_network.measures.standard_order import in_given_order, largest_first, standard_order
from ci_network.network.network import AnyNetwork, Network


def pair_profile_distance(graph: AnyNetwork) -> pd.Series:
    """How far each two members differ in their ties with all the others: 0 where they could stand in for each other.

    The Euclidean distance of their ties out and in: the root of the sum over third members k of
    ``(x_ik - x_jk)^2 + (x_ki - x_kj)^2``. Tie values are not used.

    Returns
    -------
    Series of float
        By (source, target), every two members once, in the members' order; 0 or more.

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, chapter 9.

    Examples
    --------
    >>> import networkx as nx
    >>> pair_profile_distance(nx.star_graph(2)).round(3).to_list()
    [1.414, 1.414, 0.0]
    """
    net = Network.of(graph)
    found = kernels_positions.profile_distances(net.binary.toarray())
    rows, columns = np.triu_indices(net.n, 1)
    pairs = pd.MultiIndex.from_arrays([net.ids[rows], net.ids[columns]], names=["source", "target"])
    return pd.Series(found[rows, columns], index=pairs, name="profile_distance", dtype=float)


def node_in_position(graph: AnyNetwork, *, positions: int = 4) -> pd.Series:
    """Which position each member holds: members of like ties are put together until so many positions are left.

    Average-linkage clustering of :func:`pair_profile_distance`.

    Parameters
    ----------
    positions
        How many positions to tell apart; each member is one of its own where there are fewer members.

    Returns
    -------
    Series of int
        By member: 0 is the position of most members; equals by id.

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, chapter 9.

    Examples
    --------
    >>> import networkx as nx
    >>> node_in_position(nx.star_graph(3), positions=2).to_list()
    [1, 0, 0, 0]
    """
    if positions < 1:
        raise UsageError(f"positions is {positions}; give 1 or more.")
    net = Network.of(graph)
    order = standard_order(net)
    distance = kernels_positions.profile_distances(net.binary.toarray()[np.ix_(order, order)])
    code = largest_first(kernels_positions.clustered(distance, positions))
    return member_labels(net, in_given_order(order, code), "position")


def node_in_concor_position(graph: AnyNetwork, *, splits: int = 2) -> pd.Series:
    """Which position each member holds by CONCOR: members are halved by how their ties correlate, again and again.

    Ties out and in are correlated, then the correlations, until all are 1 or -1; the sign halves the group. Members
    without ties correlate 0 with all others.

    Parameters
    ----------
    splits
        How often to halve: 1 gives up to 2 positions, 2 up to 4, 3 up to 8.

    Returns
    -------
    Series of int
        By member: 0 is the position of most members; equals by id.

    Notes
    -----
    CONCOR always halves, whether there is something to halve or not; hold it against :func:`node_in_position`.

    References
    ----------
    Breiger, Boorman & Arabie (1975), J Mathematical Psychology 12:328.

    Examples
    --------
    >>> import networkx as nx
    >>> node_in_concor_position(nx.complete_bipartite_graph(2, 3), splits=1).to_list()
    [1, 1, 0, 0, 0]
    """
    if splits < 1:
        raise UsageError(f"splits is {splits}; give 1 or more.")
    net = Network.of(graph)
    order = standard_order(net)
    code = largest_first(kernels_positions.concor(net.binary.toarray()[np.ix_(order, order)], splits))
    return member_labels(net, in_given_order(order, code), "concor_position")
