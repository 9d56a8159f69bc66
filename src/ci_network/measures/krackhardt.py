"""How near a network is to a hierarchy in which all ties are needed: Krackhardt's four (connectedness: cohesion.py)."""

import math

import numpy as np

from ci_network.measures import kernels_order
from ci_network.network.network import AnyNetwork, Network


def net_krackhardt_hierarchy(graph: AnyNetwork) -> float:
    """The share of pairs in which one can reach the other, but not the other way.

    1 - (pairs who reach each other) / (pairs in which at least one reaches the other), along directed paths.

    Returns
    -------
    float
        0 (every path has one back; always so in undirected networks) to 1 (no path has one back). NaN without ties.

    References
    ----------
    Krackhardt (1994), in Carley & Prietula, Computational Organization Theory, pages 89-111.

    Examples
    --------
    >>> import networkx as nx
    >>> net_krackhardt_hierarchy(nx.DiGraph([("a", "b"), ("b", "c")]))
    1.0
    """
    reach = kernels_order.reachable(Network.of(graph).binary)
    np.fill_diagonal(reach, False)
    either, both = float((reach | reach.T).sum()), float((reach & reach.T).sum())
    return 1.0 - both / either if either else math.nan


def net_krackhardt_efficiency_of_arrows(graph: AnyNetwork) -> float:
    """How few arrows there are beyond those that hold each part together: every direction counts (R sna's choice).

    1 - sum(arrows - (k - 1)) / sum(k (k - 1) - (k - 1)) over the parts of k members, directions forgotten in telling
    parts apart. An undirected tie counts as two arrows, so no undirected network reaches 1.

    Returns
    -------
    float
        0 (all possible arrows) to 1 (a tree of single arrows). NaN where no part has two members.

    References
    ----------
    Krackhardt (1994), in Carley & Prietula, Computational Organization Theory, pages 89-111.

    Examples
    --------
    >>> import networkx as nx
    >>> net_krackhardt_efficiency_of_arrows(nx.DiGraph([("a", "b"), ("b", "c")]))
    1.0
    """
    net = Network.of(graph)
    sizes = kernels_order.component_sizes(net.binary)
    return _efficiency(float(net.binary.nnz), sizes, sizes * (sizes - 1) - (sizes - 1))


def net_krackhardt_efficiency_of_contacts(graph: AnyNetwork) -> float:
    """How few pairs are in contact beyond those that hold each part together: directions forgotten (ORA's choice).

    1 - sum(pairs - (k - 1)) / sum(k (k - 1) / 2 - (k - 1)) over the parts of k members.

    Returns
    -------
    float
        0 (everybody with everybody) to 1 (a tree). NaN where no part has three members: two can be joined one way only.

    References
    ----------
    Krackhardt (1994), in Carley & Prietula, Computational Organization Theory, pages 89-111.

    Examples
    --------
    >>> import networkx as nx
    >>> net_krackhardt_efficiency_of_contacts(nx.complete_graph(3))
    0.0
    """
    net = Network.of(graph)
    sizes = kernels_order.component_sizes(net.binary)
    return _efficiency(net.weak.binary.nnz / 2, sizes, sizes * (sizes - 1) / 2 - (sizes - 1))


def net_krackhardt_efficiency_of_contacts_over_arrows(graph: AnyNetwork) -> float:
    """How few pairs are in contact beyond those needed, beside the number of arrows possible (UCINET's help text).

    1 - sum(pairs - (k - 1)) / sum((k - 1)^2): contacts above, arrows below, so it never comes near 0.

    Returns
    -------
    float
        About 0.5 to 1. NaN where no part has two members.

    Examples
    --------
    >>> import networkx as nx
    >>> net_krackhardt_efficiency_of_contacts_over_arrows(nx.complete_graph(3))
    0.75
    """
    net = Network.of(graph)
    sizes = kernels_order.component_sizes(net.binary)
    return _efficiency(net.weak.binary.nnz / 2, sizes, (sizes - 1) ** 2)


def net_krackhardt_lubness(graph: AnyNetwork) -> float:
    """The share of pairs with one lowest member above both: somebody to settle matters between them.

    A member is above those it reaches, itself included; it is the lowest above two if all others above both reach it.
    1 - (pairs without) / sum((k - 1)(k - 2) / 2) over the parts of k members. Ties lead from the one above down: turn
    "reports to" round first.

    Returns
    -------
    float
        0 to 1; NaN where no part has three members. Always 1 in undirected networks.

    Notes
    -----
    R sna 2.7.1 gives other values in some networks; ORA and a count by hand agree with this one.

    References
    ----------
    Krackhardt (1994), in Carley & Prietula, Computational Organization Theory, pages 89-111.

    Examples
    --------
    >>> import networkx as nx
    >>> net_krackhardt_lubness(nx.DiGraph([("a", "c"), ("b", "c")]))
    0.0
    """
    parts = kernels_order.within_components(Network.of(graph).binary)
    most = sum((part.shape[0] - 1) * (part.shape[0] - 2) / 2 for part in parts)
    if not most:
        return math.nan
    without = [kernels_order.pairs_without_lowest_above(kernels_order.reachable(p)) for p in parts if p.shape[0] > 2]
    return 1.0 - float(sum(without)) / float(most)


def _efficiency(ties: float, sizes: kernels_order.FloatArray, most: kernels_order.FloatArray) -> float:
    largest = float(most.sum())
    return 1.0 - (ties - float((sizes - 1).sum())) / largest if largest else math.nan
