"""How the backbone's reach depends on the channel, on how often, and on ties that run both ways."""

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from ci_network.measures.backbone_steps import backbone_distance_of, mean_of, share_within
from ci_network.measures.response import reported_at_level
from ci_network.network.network import Network


def net_two_way_reach(net: Network, *, steps: float = 2) -> float:
    """The backbone's reach along ties that both ends report at the rule's level.

    Returns
    -------
    float
        0 to 1; NaN without a backbone, without partners, and where it is not known who reported what.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net_two_way_reach(ci.Network.of(nx.DiGraph([("b", "a"), ("a", "b"), ("b", "c")]), backbone=["b"]), steps=1)
    0.5
    """
    if not net.layer.directed:
        return math.nan
    said = reported_at_level(net)
    far = backbone_distance_of(net.with_matrix(said.multiply(said.T)))
    return share_within(far[~net.is_backbone], steps)


def net_broadcast_only(net: Network, two_way_channels: Network, *, steps: float = 1) -> float:
    """The share of partners whom the backbone reaches by one-way channels alone, such as a newsletter.

    Parameters
    ----------
    two_way_channels
        The same members, with ties of two-way channels only (build it with a rule that names the channels).

    Returns
    -------
    float
        0 to 1; NaN without a backbone, and without partners.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> every = ci.Network.of(nx.star_graph(2), backbone=[0])
    >>> net_broadcast_only(every, every.with_matrix([[0, 1, 0], [1, 0, 0], [0, 0, 0]]))
    0.5
    """
    far, by_talk = backbone_distance_of(net), backbone_distance_of(two_way_channels)
    only = np.where(np.isnan(far), np.nan, (far <= steps) & ~(by_talk <= steps))
    return mean_of(only[~net.is_backbone])


def reach_by_channel_table(networks: Mapping[str, Network], *, steps: float = 2) -> pd.DataFrame:
    """The backbone's reach by each channel and how often: one network a channel and level.

    Parameters
    ----------
    networks
        Networks by channel name; several levels of a channel stand in several calls or under several names.
    steps
        The number of steps.

    Returns
    -------
    DataFrame
        ``channel, threshold, reach, n``: the level of each network's rule in words, reach (0-1; NaN without a
        backbone) and the number of partners.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> table = reach_by_channel_table({"meeting": ci.Network.of(nx.star_graph(2), backbone=[0])}, steps=1)
    >>> table[["channel", "threshold", "n"]].to_numpy().tolist()
    [['meeting', 'any contact', 2]]
    """
    rows = [
        (
            name,
            net.rule.level_name(net.layer),
            share_within(backbone_distance_of(net)[~net.is_backbone], steps),
            int((~net.is_backbone).sum()),
        )
        for name, net in networks.items()
    ]
    return pd.DataFrame(rows, columns=["channel", "threshold", "reach", "n"])
