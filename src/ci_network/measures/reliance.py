"""What would hold without the backbone: ties between partners, pairs that need it, members that have nobody else."""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from ci_network.measures import kernels, kernels_cuts
from ci_network.measures.kinds import member_flags
from ci_network.network.network import AnyNetwork, BoolArray, Network

IntArray = NDArray[np.intp]


def net_peer_tie_share(graph: AnyNetwork) -> float:
    """The share of ties that do not need the backbone: ties between partners, of all ties that end at a partner.

    ``m_PP / (m_PP + m_PB)``; ties inside the backbone do not count.

    Returns
    -------
    float
        0 (a star) to 1; NaN without a backbone, and where partners have no tie.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net_peer_tie_share(ci.Network.of(nx.cycle_graph(3), backbone=[0]))
    0.3333333333333333
    """
    net = Network.of(graph).weak
    if not net.is_backbone.any():
        return math.nan
    peer = (~net.is_backbone).astype(float)
    to_anyone, to_peers = peer @ net.binary, net.binary @ peer
    between = float(to_peers @ peer) / 2
    to_backbone = float(to_anyone @ (1 - peer))
    return between / (between + to_backbone) if between + to_backbone else math.nan


def net_pair_loss(graph: AnyNetwork, *, without: Iterable[Any] | None = None) -> float:
    """The share of pairs of partners who can reach each other now and could not without the backbone.

    ``1 - connected pairs of partners in G - B / connected pairs of partners in G``.

    Parameters
    ----------
    without
        The members imagined away; the backbone where none are given. Partners are all others.

    Returns
    -------
    float
        0 to 1; NaN without a backbone, and where no two partners can reach each other.

    References
    ----------
    Lewis (2005) studied which partners would lose touch without a partnership's staff.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net_pair_loss(ci.Network.of(nx.star_graph(3), backbone=[0]))
    1.0
    """
    net = Network.of(graph).weak
    gone = net.is_backbone if without is None else _flags(net, without)
    if not gone.any():
        return math.nan
    now = _pairs_within(kernels_cuts.component_labels(net.binary)[~gone])
    left = _pairs_within(kernels_cuts.component_labels(_without(net, gone)))
    return 1 - left / now if now else math.nan


def net_connected_partner_pairs(graph: AnyNetwork) -> float:
    """The number of pairs of partners who can reach each other, by way of the backbone or without it.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net_connected_partner_pairs(ci.Network.of(nx.star_graph(3), backbone=[0]))
    3.0
    """
    net = Network.of(graph).weak
    return _pairs_within(kernels_cuts.component_labels(net.binary)[~net.is_backbone])


def net_backbone_load(graph: AnyNetwork) -> float:
    """The share of shortest paths between partners that run through the backbone, as a group.

    The mean over pairs of partners who can reach each other of the share of their shortest paths that pass
    at least one member of the backbone.

    Returns
    -------
    float
        0 to 1; NaN without a backbone, and where no two partners can reach each other.

    References
    ----------
    Everett & Borgatti (1999), J Mathematical Sociology 23:181 (group betweenness).

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net_backbone_load(ci.Network.of(nx.cycle_graph(4), backbone=[0]))
    0.16666666666666666
    """
    net = Network.of(graph).weak
    if not net.is_backbone.any():
        return math.nan
    peer = ~net.is_backbone
    steps, paths = _shortest_paths(net.binary)
    around_steps, around_paths = _shortest_paths(_without(net, net.is_backbone))
    steps, paths = steps[np.ix_(peer, peer)], paths[np.ix_(peer, peer)]
    pairs = np.triu(np.isfinite(steps), k=1)
    around = np.where(around_steps == steps, around_paths, 0.0)
    return float((1 - around[pairs] / paths[pairs]).mean()) if pairs.any() else math.nan


def node_is_only_tied_to_backbone(graph: AnyNetwork) -> pd.Series:
    """Whether each partner's every tie goes to the backbone.

    Returns
    -------
    Series of bool
        By member; false for the backbone itself and for members without a tie.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> node_is_only_tied_to_backbone(ci.Network.of(nx.path_graph(3), backbone=[0])).to_list()
    [False, False, False]
    """
    net = Network.of(graph).weak
    to_peers = net.binary @ (~net.is_backbone).astype(float)
    flags = ~net.is_backbone & (to_peers == 0) & (kernels.row_sums(net.binary) > 0)
    return member_flags(net, flags, "is_only_tied_to_backbone")


def node_is_stranded_without_backbone(graph: AnyNetwork) -> pd.Series:
    """Whether each partner is connected to most others by way of the backbone alone.

    In each part of the network that holds some of the backbone: the partners outside the largest part that remains
    once the backbone is gone. Where several remaining parts are equally large, none is the largest and all of them
    are stranded from each other.

    Returns
    -------
    Series of bool
        By member; false for the backbone itself and for members whom it does not reach.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> node_is_stranded_without_backbone(ci.Network.of(nx.path_graph(4), backbone=[1])).to_list()
    [True, False, False, False]
    """
    net = Network.of(graph).weak
    return member_flags(net, stranded_parts(net) >= 0, "is_stranded_without_backbone")


def stranded_parts(net: Network) -> IntArray:
    """Return for each member the number of the stranded part that it is in, -1 where it is not stranded."""
    peer = ~net.is_backbone
    whole = kernels_cuts.component_labels(net.binary)[peer]
    rest = kernels_cuts.component_labels(_without(net, net.is_backbone))
    reached = set(kernels_cuts.component_labels(net.binary)[net.is_backbone].tolist())
    size = np.bincount(rest) if len(rest) else np.zeros(0, int)
    found = np.full(net.n, -1, dtype=np.intp)
    part = np.full(len(rest), -1, dtype=np.intp)
    for component in reached:
        parts = np.unique(rest[whole == component])
        if len(parts) < 2:
            continue
        largest = size[parts].max()
        stays = parts[size[parts] == largest] if (size[parts] == largest).sum() == 1 else parts[:0]
        inside = (whole == component) & ~np.isin(rest, stays)
        part[inside] = rest[inside]
    found[peer] = part
    return found


def _without(net: Network, gone: BoolArray) -> sparse.csr_array:
    keep = np.flatnonzero(~gone)
    return sparse.csr_array(net.binary[keep][:, keep])


def _pairs_within(label: IntArray) -> float:
    size = np.bincount(label).astype(float) if len(label) else np.zeros(0)
    return float((size * (size - 1)).sum()) / 2


def _flags(net: Network, ids: Iterable[Any]) -> BoolArray:
    flags = np.zeros(net.n, dtype=bool)
    flags[net.positions(ids)] = True
    return flags


def _shortest_paths(ties: sparse.csr_array) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return steps and numbers of shortest paths: a walk of as many steps as the distance is a shortest path."""
    n = ties.shape[0]
    steps, paths = np.where(np.eye(n) > 0, 0.0, np.inf), np.eye(n)
    walks, depth = np.eye(n), 0
    while True:
        walks, depth = np.asarray(ties @ walks), depth + 1
        new = (walks > 0) & np.isinf(steps)
        if not new.any():
            return steps, paths
        steps[new], paths[new] = depth, walks[new]
        walks = np.where(new, walks, 0.0)
