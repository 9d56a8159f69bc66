"""What pairs and triples of members look like, counted; and reciprocity by its other names."""

import math

import numpy as np
import pandas as pd

from ci_network.measures import kernels, kernels_triads
from ci_network.network.network import AnyNetwork, Network


def dyad_census_table(graph: AnyNetwork) -> pd.DataFrame:
    """How many pairs of members have ties both ways, one way, none: ``dyad, count``.

    ``dyad`` is ``mutual``, ``asymmetric`` or ``null``; an undirected tie is mutual. The counts add up to n (n - 1) / 2.

    References
    ----------
    Holland & Leinhardt (1970), American J Sociology 76:492.

    Examples
    --------
    >>> import networkx as nx
    >>> dyad_census_table(nx.DiGraph([("a", "b"), ("b", "a"), ("a", "c")]))["count"].to_list()
    [1, 1, 1]
    """
    counts = [round(count) for count in _dyads(Network.of(graph))]
    return pd.DataFrame({"dyad": ["mutual", "asymmetric", "null"], "count": counts})


def triad_census_table(graph: AnyNetwork) -> pd.DataFrame:
    """How many triples of members there are of each of the sixteen kinds: ``triad, count``.

    A kind is named by its numbers of mutual, one-way and empty pairs, and a letter: D down, U up, T transitive, C
    cyclic. Undirected networks have 003, 102, 201 and 300 only. The counts add up to n (n - 1)(n - 2) / 6.

    References
    ----------
    Holland & Leinhardt (1970), American J Sociology 76:492; Wasserman & Faust (1994), section 14.2.

    Examples
    --------
    >>> import networkx as nx
    >>> table = triad_census_table(nx.DiGraph([("a", "b"), ("b", "c"), ("a", "c")]))
    >>> table.loc[table["count"] > 0, "triad"].to_list()
    ['030T']
    """
    counts = kernels_triads.triad_counts(Network.of(graph).binary.toarray())
    return pd.DataFrame({"triad": list(kernels_triads.KINDS), "count": counts})


def net_reciprocity_of_pairs(graph: AnyNetwork) -> float:
    """The share of pairs in contact that are so both ways: M / (M + A) (UCINET and ORA).

    Returns
    -------
    float
        0 to 1. NaN without ties, and in undirected networks, where there is nothing to answer.

    Notes
    -----
    :func:`net_reciprocity` counts arrows, 2M / (2M + A); :func:`net_reciprocity_of_all_pairs` counts agreement.

    Examples
    --------
    >>> import networkx as nx
    >>> net_reciprocity_of_pairs(nx.DiGraph([("a", "b"), ("b", "a"), ("a", "c")]))
    0.5
    """
    net = Network.of(graph)
    mutual, asymmetric, _ = _dyads(net)
    return mutual / (mutual + asymmetric) if net.directed and mutual + asymmetric else math.nan


def net_reciprocity_of_all_pairs(graph: AnyNetwork) -> float:
    """The share of all pairs whose two sides agree, in having a tie or in having none: (M + N) / pairs (R sna).

    Returns
    -------
    float
        0 to 1; near 1 in any sparse network. NaN for fewer than two members, and in undirected networks.

    Examples
    --------
    >>> import networkx as nx
    >>> round(net_reciprocity_of_all_pairs(nx.DiGraph([("a", "b"), ("b", "a"), ("a", "c")])), 3)
    0.667
    """
    net = Network.of(graph)
    mutual, asymmetric, null = _dyads(net)
    pairs = mutual + asymmetric + null
    return (mutual + null) / pairs if net.directed and pairs else math.nan


def net_reciprocity_correlation(graph: AnyNetwork) -> float:
    """How far a tie one way goes with a tie the other way, beyond what density alone gives.

    Pearson's correlation of a_ij with a_ji over all ordered pairs.

    Returns
    -------
    float
        -1 to 1. NaN in undirected networks, and where all or no ties exist.

    References
    ----------
    Garlaschelli & Loffredo (2004), Physical Review Letters 93:268701.

    Examples
    --------
    >>> import networkx as nx
    >>> round(net_reciprocity_correlation(nx.DiGraph([("a", "b"), ("b", "a"), ("a", "c")])), 3)
    0.333
    """
    net = Network.of(graph)
    cells, ties = net.n * (net.n - 1), float(net.binary.nnz)
    if not net.directed or not 0 < ties < cells:
        return math.nan
    density = ties / cells
    return (kernels.mutual_ties(net.binary) / ties - density) / (1 - density)


def _dyads(net: Network) -> tuple[float, float, float]:
    mutual = float(np.round(kernels.mutual_ties(net.binary))) / 2
    asymmetric = float(net.binary.nnz) - 2 * mutual
    return mutual, asymmetric, net.n * (net.n - 1) / 2 - mutual - asymmetric
