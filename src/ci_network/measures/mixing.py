"""Whether ties keep to groups or cross them: E-I index, and ties between each two groups.

Members whose group is not known, and their ties, are left out.
"""

import numpy as np
import pandas as pd
from scipy import sparse

from ci_network.measures import kernels_mixing
from ci_network.measures.grouping import Grouping, grouping
from ci_network.measures.kernels import divided
from ci_network.measures.kinds import member_numbers
from ci_network.network.network import AnyNetwork, Network


def net_ei_index(graph: AnyNetwork, *, by: str = "sector", weighted: bool = False) -> float:
    """Whether ties cross groups more than they keep to them: (E - I) / (E + I), directions forgotten.

    E is the number of ties between groups, I within. Group sizes alone move it: compare :func:`net_ei_expected`.

    Parameters
    ----------
    by
        The column of the members that holds their group.
    weighted
        Add up tie values instead of counting ties; values both ways are added.

    Returns
    -------
    float
        -1 (all ties within groups) to 1 (all between). NaN without ties between members of known group.

    References
    ----------
    Krackhardt & Stern (1988), Social Psychology Quarterly 51:123.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.path_graph(3)
    >>> nx.set_node_attributes(graph, {0: "health", 1: "health", 2: "schools"}, "sector")
    >>> net_ei_index(graph)
    0.0
    """
    net = Network.of(graph)
    return _index(net, _undirected(net, weighted=weighted), by)


def net_ei_index_of_arrows(graph: AnyNetwork, *, by: str = "sector", weighted: bool = False) -> float:
    """Whether directed ties cross groups more than they keep to them: each arrow counts, so a mutual tie counts twice.

    Parameters
    ----------
    by
        The column of the members that holds their group.
    weighted
        Add up tie values instead of counting ties.

    Returns
    -------
    float
        -1 to 1; NaN without ties between members of known group. Equal to :func:`net_ei_index` where undirected.

    References
    ----------
    Krackhardt & Stern (1988), Social Psychology Quarterly 51:123.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")])
    >>> nx.set_node_attributes(graph, {"a": "health", "b": "health", "c": "schools"}, "sector")
    >>> round(net_ei_index_of_arrows(graph), 3)
    -0.333
    """
    net = Network.of(graph)
    return _index(net, net.matrix if weighted else net.binary, by)


def net_ei_expected(graph: AnyNetwork, *, by: str = "sector") -> float:
    """What the E-I index would be if everybody had ties with everybody: what group sizes alone give.

    (pairs between groups - pairs within) / pairs.

    Parameters
    ----------
    by
        The column of the members that holds their group.

    Returns
    -------
    float
        -1 (one group) to 1 (every member a group of its own). NaN for fewer than two members of known group.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.empty_graph(4)
    >>> nx.set_node_attributes(graph, {0: "health", 1: "health", 2: "schools", 3: "schools"}, "sector")
    >>> round(net_ei_expected(graph), 3)
    0.333
    """
    sizes = grouping(Network.of(graph), by).sizes
    inside = (sizes * (sizes - 1)).sum()
    every = sizes.sum() * (sizes.sum() - 1)
    return float(kernels_mixing.external_less_internal(np.array(inside), np.array(every - inside)))


def net_ei_percentile(
    graph: AnyNetwork, *, by: str = "sector", rng: int | np.random.Generator, permutations: int = 999
) -> float:
    """How unusual it is that ties cross groups this much, when the groups' members change places at random.

    The share of random relabellings with a lower E-I index, those that are equal counting half. The ties stay as they
    are; the members' groups are drawn anew.

    Parameters
    ----------
    by
        The column of the members that holds their group.
    rng
        A seed or a numpy Generator.
    permutations
        How many relabellings.

    Returns
    -------
    float
        0 (ties keep to groups more than in any relabelling) to 1 (they cross more than in any); about 0.5 is chance.
        NaN without ties between members of known group, and where all known members are of one group. It tells how
        sure, not how much: the larger the network, the nearer to an end.

    References
    ----------
    Krackhardt & Stern (1988), Social Psychology Quarterly 51:123.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(4))
    >>> nx.set_node_attributes(graph, {node: "health" if node < 4 else "schools" for node in graph}, "sector")
    >>> net_ei_percentile(graph, rng=1) < 0.05
    True
    """
    net = Network.of(graph).weak
    groups = grouping(net, by)
    if len(groups.names) < 2:
        return float("nan")
    known = np.flatnonzero(groups.known)
    labels = groups.indicator[known].argmax(axis=1)
    rows, columns = sparse.triu(net.binary[known][:, known]).nonzero()
    if not len(rows):
        return float("nan")
    return kernels_mixing.share_more_inward(labels, rows, columns, permutations, np.random.default_rng(rng))


def node_ei_index(graph: AnyNetwork, *, by: str = "sector", weighted: bool = False) -> pd.Series:
    """Whether each member's ties cross to other groups more than they keep to its own, directions forgotten.

    Parameters
    ----------
    by
        The column of the members that holds their group.
    weighted
        Add up tie values instead of counting ties.

    Returns
    -------
    Series of float
        By member, -1 to 1. NaN for a member without ties to members of known group, or whose own is not known.

    References
    ----------
    Krackhardt & Stern (1988), Social Psychology Quarterly 51:123.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.path_graph(3)
    >>> nx.set_node_attributes(graph, {0: "health", 1: "health", 2: "schools"}, "sector")
    >>> node_ei_index(graph).to_list()
    [-1.0, 0.0, 1.0]
    """
    net = Network.of(graph)
    groups = grouping(net, by)
    to_group = _undirected(net, weighted=weighted) @ groups.indicator
    inside = (to_group * groups.indicator).sum(axis=1)
    index = kernels_mixing.external_less_internal(inside, to_group.sum(axis=1) - inside)
    return member_numbers(net, np.where(groups.known, index, np.nan), "ei_index")


def group_ei_index(graph: AnyNetwork, *, by: str = "sector") -> pd.DataFrame:
    """Whether each group's ties cross to others more than they keep to the group, directions forgotten.

    Parameters
    ----------
    by
        The column of the members that holds their group.

    Returns
    -------
    DataFrame
        By group: ``members``, ``internal`` and ``external`` (ties), ``ei_index`` (-1 to 1; NaN without ties).

    References
    ----------
    Krackhardt & Stern (1988), Social Psychology Quarterly 51:123.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.path_graph(3)
    >>> nx.set_node_attributes(graph, {0: "health", 1: "health", 2: "schools"}, "sector")
    >>> group_ei_index(graph)["ei_index"].to_dict()
    {'health': 0.0, 'schools': 1.0}
    """
    net = Network.of(graph)
    groups = grouping(net, by)
    mixing = kernels_mixing.ties_between(_undirected(net, weighted=False), groups.indicator)
    inside = np.diag(mixing) / 2
    outside = mixing.sum(axis=1) - np.diag(mixing)
    index = kernels_mixing.external_less_internal(inside, outside)
    columns = {"members": groups.sizes, "internal": inside, "external": outside, "ei_index": index}
    return pd.DataFrame(columns, index=_names(groups, by))


def mixing_table(graph: AnyNetwork, *, by: str = "sector") -> pd.DataFrame:
    """How many ties lead from each group to each: ``source, target, ties, possible, density``.

    Undirected networks have each two groups once.

    Parameters
    ----------
    by
        The column of the members that holds their group.

    Returns
    -------
    DataFrame
        ``density`` is ties over possible, NaN where none is possible (within a group of one).

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.path_graph(3)
    >>> nx.set_node_attributes(graph, {0: "health", 1: "health", 2: "schools"}, "sector")
    >>> mixing_table(graph)["ties"].to_list()
    [1.0, 1.0, 0.0]
    """
    net = Network.of(graph)
    groups = grouping(net, by)
    ties = kernels_mixing.ties_between(net.binary, groups.indicator)
    possible = groups.sizes[:, None] * (groups.sizes[None, :] - np.eye(len(groups.names)))
    if not net.directed:
        within = np.where(np.eye(len(groups.names), dtype=bool), 0.5, 1.0)
        ties, possible = ties * within, possible * within
    size = len(groups.names)
    rows, columns = np.indices((size, size)).reshape(2, -1) if net.directed else np.triu_indices(size)
    names = np.array(groups.names, dtype=object)
    found = {"source": names[rows], "target": names[columns], "ties": ties[rows, columns]}
    return pd.DataFrame(
        found | {"possible": possible[rows, columns], "density": divided(ties, possible)[rows, columns]}
    )


def _undirected(net: Network, *, weighted: bool) -> sparse.csr_array:
    """Return symmetric ties: 1 a pair in contact, or the values both ways added."""
    if not weighted:
        return net.weak.binary
    return sparse.csr_array(net.matrix + net.matrix.T) if net.directed else net.matrix


def _index(net: Network, ties: sparse.csr_array, by: str) -> float:
    mixing = kernels_mixing.ties_between(ties, grouping(net, by).indicator)
    inside, every = np.array(np.trace(mixing)), np.array(mixing.sum())
    return float(kernels_mixing.external_less_internal(inside, every - inside))


def _names(groups: Grouping, by: str) -> pd.Index:
    return pd.Index(groups.names, name=by, dtype=object)
