"""What one more tie would do, for every pair of members that is not in contact."""

import math
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ci_network.errors import UnknownNameError
from ci_network.measures import kernels_one_more, kernels_paths
from ci_network.measures.backbone_steps import backbone_distance_of
from ci_network.network.network import AnyNetwork, Network

FloatArray = NDArray[np.float64]
BETWEEN: Final = ("all", "backbone", "partners")


def pair_efficiency_gain(graph: AnyNetwork) -> pd.Series:
    """How much nearer to each other one more tie would bring all members, for every tie that is not there.

    The rise of the mean over pairs of one over the steps between them (0 where there is no way), which is one minus
    distance-weighted fragmentation. With the steps known, the new steps from s to t are
    ``min(d(s, t), d(s, u) + 1 + d(v, t), d(s, v) + 1 + d(u, t))``; every tie is tried, none is searched for again.
    Directions are forgotten.

    Returns
    -------
    Series of float
        By pair (source, target) that is not in contact, each pair once: above 0, at most 1. Empty where everybody is
        in contact with everybody.

    References
    ----------
    Latora & Marchiori (2001), Physical Review Letters 87:198701 (efficiency); Borgatti (2006), Computational &
    Mathematical Organization Theory 12:21 (distance-weighted fragmentation); Valente (2012), Science 337:49 (changing
    ties on purpose).

    Examples
    --------
    >>> import networkx as nx
    >>> pair_efficiency_gain(nx.path_graph(3)).to_dict()
    {(0, 2): 0.16666666666666666}
    """
    net = Network.of(graph).weak
    pairs = net.n * (net.n - 1) / 2
    gains = kernels_one_more.efficiency_gains(kernels_paths.distances(net.binary)) / max(pairs, 1.0)
    return _by_missing_tie(net, gains, "efficiency_gain", "all")


def pair_reach_gain(graph: AnyNetwork, *, steps: float = 2, between: str = "all") -> pd.Series:
    """How much further one more tie would let the backbone reach, for every tie that is not there (marginal reach).

    The rise of ``R_k``, the share of partners within ``steps`` of the backbone. A tie never lowers it.

    Parameters
    ----------
    steps
        1, 2, 3 or ``math.inf``.
    between
        "all" ties that are not there, those that lead to the "backbone", or those between "partners".

    Returns
    -------
    Series of float
        By pair (source, target) that is not in contact, each pair once: 0 to 1. NaN without a backbone, and without
        partners. Ties inside the backbone are left out.

    References
    ----------
    Borgatti (2006), Computational & Mathematical Organization Theory 12:21 (m-reach of a set); Valente (2012),
    Science 337:49.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net = ci.Network.of(nx.path_graph(4), backbone=[0])
    >>> pair_reach_gain(net)[lambda gain: gain > 0].round(3).to_dict()
    {(0, 2): 0.333, (0, 3): 0.333, (1, 3): 0.333}
    """
    net = Network.of(graph).weak
    far, peers = backbone_distance_of(net), ~net.is_backbone
    if not net.is_backbone.any() or not peers.any():
        return _by_missing_tie(net, np.full((net.n, net.n), math.nan), "reach_gain", between)
    gains = kernels_one_more.reach_gains(kernels_paths.distances(net.binary), far, peers, within=steps)
    return _by_missing_tie(net, gains / peers.sum(), "reach_gain", between)


def pair_distance_weighted_reach_gain(graph: AnyNetwork, *, between: str = "all") -> pd.Series:
    """How much one more tie would add to the backbone's reach weighted by distance, for every tie that is not there.

    The rise of ``R_dw``, the mean over partners of one over their steps from the backbone. A tie never lowers it.

    Parameters
    ----------
    between
        As in :func:`pair_reach_gain`.

    Returns
    -------
    Series of float
        By pair (source, target) that is not in contact, each pair once: 0 to 1. NaN without a backbone, and without
        partners. Ties inside the backbone are left out.

    References
    ----------
    Borgatti (2006), Computational & Mathematical Organization Theory 12:21 (KPP-POS).

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net = ci.Network.of(nx.path_graph(4), backbone=[0])
    >>> pair_distance_weighted_reach_gain(net, between="partners").round(3).to_dict()
    {(1, 3): 0.056}
    """
    net = Network.of(graph).weak
    far, peers = backbone_distance_of(net), ~net.is_backbone
    if not net.is_backbone.any() or not peers.any():
        return _by_missing_tie(net, np.full((net.n, net.n), math.nan), "distance_weighted_reach_gain", between)
    gains = kernels_one_more.nearness_gains(kernels_paths.distances(net.binary), far, peers)
    return _by_missing_tie(net, gains / peers.sum(), "distance_weighted_reach_gain", between)


def _by_missing_tie(net: Network, gains: FloatArray, name: str, between: str) -> pd.Series:
    if between not in BETWEEN:
        raise UnknownNameError("kind of tie", between, BETWEEN)
    backbone = net.is_backbone
    missing = np.triu(net.binary.toarray() == 0, k=1)
    if name != "efficiency_gain":
        missing &= ~(backbone[:, None] & backbone[None, :])
    across = backbone[:, None] | backbone[None, :]
    missing &= {"all": np.ones_like(across), "backbone": across, "partners": ~across}[between]
    rows, columns = np.nonzero(missing)
    pairs = pd.MultiIndex.from_arrays([net.ids[rows], net.ids[columns]], names=["source", "target"])
    return pd.Series(gains[rows, columns], index=pairs, name=name, dtype=float)
