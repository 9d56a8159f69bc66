"""Structural holes by their other conventions, and how unevenly constraint lies on one's contacts (Burt 1992)."""

import numpy as np
import pandas as pd

from ci_network.measures import kernels_holes
from ci_network.measures.kinds import member_numbers
from ci_network.measures.surroundings import strengths
from ci_network.network.network import AnyNetwork, Network


def node_hierarchy(graph: AnyNetwork, *, weighted: bool = False) -> pd.Series:
    """How far the constraint on each member comes from one contact alone, and not from all alike.

    Burt's hierarchy, the Coleman-Theil index of disorder: ``sum_j r_j ln r_j / (N ln N)`` with ``r_j = c_ij / (C/N)``,
    over the N direct contacts j; shares come from the whole network as in :func:`node_constraint`.

    Parameters
    ----------
    weighted
        Use the tie values as strengths; otherwise each tie counts 1 (2 where both directions exist).

    Returns
    -------
    Series of float
        By member, 0 (all contacts constrain alike) to 1. NaN with fewer than two contacts, where there is nothing
        to be uneven (other programs may give 1 there).

    References
    ----------
    Burt (1992), Structural Holes, equation 2.9 (page 71).

    Examples
    --------
    >>> import networkx as nx
    >>> node_hierarchy(nx.lollipop_graph(3, 1)).round(3).to_list()
    [0.01, 0.01, 0.052, nan]
    """
    net = Network.of(graph)
    strength = strengths(net, weighted=weighted).toarray()
    found = kernels_holes.coleman_theil(kernels_holes.dyadic_constraint(strength), _contacts(strength))
    return member_numbers(net, found, "hierarchy")


def node_hierarchy_in_ego(graph: AnyNetwork, *, weighted: bool = False) -> pd.Series:
    """How far the constraint on each member comes from one contact alone, seen from its own ego network only.

    As :func:`node_hierarchy`, with the shares of :func:`node_constraint_in_ego`.

    Parameters
    ----------
    weighted
        Use the tie values as strengths.

    Returns
    -------
    Series of float
        By member, 0 to 1; NaN with fewer than two contacts.

    References
    ----------
    Burt (1992), Structural Holes, equation 2.9 (page 71).

    Examples
    --------
    >>> import networkx as nx
    >>> node_hierarchy_in_ego(nx.path_graph(4)).round(3).to_list()
    [nan, 0.0, 0.0, nan]
    """
    net = Network.of(graph)
    strength = strengths(net, weighted=weighted).toarray()
    found = kernels_holes.coleman_theil(kernels_holes.dyadic_constraint_in_ego(strength), _contacts(strength))
    return member_numbers(net, found, "hierarchy_in_ego")


def node_constraint_in_ego(graph: AnyNetwork, *, weighted: bool = False) -> pd.Series:
    """How far each member's contacts are in contact with each other, with shares taken inside its ego network only.

    Burt's constraint by UCINET's "ego network model": a contact's own ties to people outside the member's ego
    network do not dilute its share. Values are higher than those of :func:`node_constraint`.

    Parameters
    ----------
    weighted
        Use the tie values as strengths.

    Returns
    -------
    Series of float
        By member, above 0; it may exceed 1 in very small ego networks. NaN for a member without ties.

    References
    ----------
    Burt (1992), Structural Holes, equation 2.4 (page 54); Everett & Borgatti (2020), Social Networks 62:50.

    Examples
    --------
    >>> import networkx as nx
    >>> node_constraint_in_ego(nx.path_graph(4)).to_list()
    [1.0, 0.5, 0.5, 1.0]
    """
    net = Network.of(graph)
    strength = strengths(net, weighted=weighted).toarray()
    return _summed(net, kernels_holes.dyadic_constraint_in_ego(strength), strength, "constraint_in_ego")


def node_constraint_two_steps(graph: AnyNetwork, *, weighted: bool = False) -> pd.Series:
    """How far each member depends on others within two steps, its contacts' contacts counted as well.

    Burt's constraint summed over everybody that a contact leads to, not over direct contacts alone.

    Parameters
    ----------
    weighted
        Use the tie values as strengths.

    Returns
    -------
    Series of float
        By member, above 0; NaN for a member without ties.

    References
    ----------
    Everett & Borgatti (2020), Social Networks 62:50, who compare the two sums.

    Examples
    --------
    >>> import networkx as nx
    >>> node_constraint_two_steps(nx.path_graph(3)).to_list()
    [1.25, 0.5, 1.25]
    """
    net = Network.of(graph)
    strength = strengths(net, weighted=weighted).toarray()
    return _summed(net, kernels_holes.dyadic_constraint(strength), strength, "constraint_two_steps")


def node_effective_size_borgatti(graph: AnyNetwork) -> pd.Series:
    """How many of each member's contacts are not led to by its other contacts, by Borgatti's short form.

    ``n - 2t / n`` with n contacts and t ties among them, directions forgotten. It equals
    :func:`node_effective_size` in undirected networks without values, and differs in directed ones.

    Returns
    -------
    Series of float
        By member, 1 to its number of contacts; NaN for a member without ties.

    References
    ----------
    Borgatti (1997), Connections 20:35.

    Examples
    --------
    >>> import networkx as nx
    >>> node_effective_size_borgatti(nx.complete_graph(3)).to_list()
    [1.0, 1.0, 1.0]
    """
    net = Network.of(graph)
    ties = net.weak.binary.toarray()
    return member_numbers(net, kernels_holes.borgatti_effective_size(ties), "effective_size_borgatti")


def _contacts(strength: kernels_holes.FloatArray) -> kernels_holes.FloatArray:
    return (strength > 0).astype(float)


def _summed(net: Network, dyadic: kernels_holes.FloatArray, strength: kernels_holes.FloatArray, name: str) -> pd.Series:
    alone = ~(strength > 0).any(axis=1)
    return member_numbers(net, np.where(alone, np.nan, dyadic.sum(axis=1)), name)
