"""How far the backbone reaches, and what would hold without it.

The backbone is a set of members that act as one; its reach is counted over partners, the members that do not belong
to it. Ties inside the backbone count for nothing, and directions are forgotten. Without a backbone, or without
partners, every measure is NaN.
"""

import math
from collections.abc import Hashable, Iterable

import numpy as np
import pandas as pd

from ci_network.measures.backbone_steps import backbone_distance_of, mean_of, share_within
from ci_network.measures.kinds import member_numbers
from ci_network.measures.reach_defaults import DECAY
from ci_network.network.network import AnyNetwork, Network


def node_backbone_distance(graph: AnyNetwork) -> pd.Series:
    """How many steps each member is from the nearest of the backbone.

    Returns
    -------
    Series of float
        By member: 0 for the backbone itself, inf where there is no way, NaN where no backbone is declared.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net = ci.Network.of(nx.path_graph(4), backbone=[0])
    >>> node_backbone_distance(net).to_list()
    [0.0, 1.0, 2.0, 3.0]
    """
    net = Network.of(graph)
    return member_numbers(net, backbone_distance_of(net), "backbone_distance")


def net_backbone_reach(graph: AnyNetwork, *, steps: float = 2, respondents_only: bool = False) -> float:
    """The share of partners that the backbone reaches within a number of steps.

    ``R_k = #{v in P: d_B(v) <= k} / #P``. Two steps are one introduction; three or more have little practical meaning.

    Parameters
    ----------
    steps
        1, 2, 3 or ``math.inf``.
    respondents_only
        Count only partners who answered.

    Returns
    -------
    float
        0 to 1; NaN without a backbone, and without partners.

    References
    ----------
    Borgatti (2006), Computational & Mathematical Organization Theory 12:21 (m-reach of a set).

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net = ci.Network.of(nx.path_graph(5), backbone=[0])
    >>> net_backbone_reach(net, steps=1), net_backbone_reach(net)
    (0.25, 0.5)
    """
    net = Network.of(graph)
    counted = ~net.is_backbone & (net.answered | (not respondents_only))
    return share_within(backbone_distance_of(net)[counted], steps)


def net_distance_weighted_reach(graph: AnyNetwork, *, include_seeds: bool = False) -> float:
    """The backbone's reach, the near counting for more: the mean of one over the steps, 0 where there is no way.

    ``R_dw = sum over P of 1 / d_B(v) / #P``. It lies between one-step reach and reach in any number of steps.

    Parameters
    ----------
    include_seeds
        Count the backbone's members too, at distance 1, as the original key-player measure does.

    Returns
    -------
    float
        0 to 1; NaN without a backbone, and without partners.

    References
    ----------
    Borgatti (2006), Computational & Mathematical Organization Theory 12:21 (KPP-POS).

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net_distance_weighted_reach(ci.Network.of(nx.path_graph(3), backbone=[0]))
    0.75
    """
    net = Network.of(graph)
    far = backbone_distance_of(net)
    counted = far if include_seeds else far[~net.is_backbone]
    return mean_of(1 / np.maximum(counted, 1.0)) if (~net.is_backbone).any() else math.nan


def net_decayed_reach(graph: AnyNetwork, *, decay: float = DECAY) -> float:
    """The backbone's reach, each step further counting for less: the mean of ``decay^(d - 1)`` over partners.

    Parameters
    ----------
    decay
        What is left at each further step, 0-1; one half is our default, not a benchmark.

    Returns
    -------
    float
        0 to 1; NaN without a backbone, and without partners.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net_decayed_reach(ci.Network.of(nx.path_graph(3), backbone=[0]))
    0.75
    """
    net = Network.of(graph)
    far = backbone_distance_of(net)[~net.is_backbone]
    near = np.where(np.isinf(far), 0.0, decay ** (np.where(np.isinf(far), 1.0, far) - 1))
    return mean_of(np.where(np.isnan(far), np.nan, near))


def group_backbone_reach(graph: AnyNetwork, *, by: str | pd.Series = "sector", steps: float = 2) -> pd.DataFrame:
    """How far the backbone reaches into each group.

    Parameters
    ----------
    by
        A column of the members, or labels by member id; a member of several groups stands once for each.
        Members with a blank label are left out.
    steps
        The number of steps.

    Returns
    -------
    DataFrame
        By group, in alphabetical order: ``members`` (partners), ``reached``, ``reach`` (0-1); NaN without a
        backbone.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net = ci.Network.of(nx.path_graph(4), backbone=[0])
    >>> group_backbone_reach(net, by=net.ids.to_series().map({1: "near", 2: "near", 3: "far"}))["reach"].to_dict()
    {'far': 0.0, 'near': 1.0}
    """
    net = Network.of(graph)
    labels = net.members[by] if isinstance(by, str) else by
    far = pd.Series(backbone_distance_of(net), index=net.ids)[~net.is_backbone]
    named = labels[labels.index.isin(far.index)].fillna("").astype(str)
    named = named[named != ""]
    found = far.reindex(named.index).to_numpy(float)
    within = pd.Series(np.where(np.isnan(found), np.nan, found <= steps))
    parts = within.groupby(named.to_numpy())
    table = pd.DataFrame({"members": parts.size(), "reached": parts.sum(min_count=1), "reach": parts.mean()})
    return table.rename_axis("group")


def net_reach_evenness(
    graph: AnyNetwork, *, by: str | pd.Series = "sector", steps: float = 2, least_members: int = 1
) -> float:
    """The backbone's reach into the group it reaches least.

    Parameters
    ----------
    by, steps
        As in :func:`group_backbone_reach`.
    least_members
        Leave out groups with fewer partners.

    Returns
    -------
    float
        0 to 1; NaN without a backbone, and without groups.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net = ci.Network.of(nx.path_graph(4), backbone=[0])
    >>> net_reach_evenness(net, by=net.ids.to_series().map({1: "near", 2: "near", 3: "far"}))
    0.0
    """
    found = group_backbone_reach(graph, by=by, steps=steps)
    return float(found.loc[found["members"] >= least_members, "reach"].min())


def net_reach_gap(
    graph: AnyNetwork, *, by: str | pd.Series = "sector", steps: float = 2, least_members: int = 1
) -> float:
    """How far apart the groups are that the backbone reaches most and least: the difference of the two shares.

    Parameters
    ----------
    by, steps
        As in :func:`group_backbone_reach`.
    least_members
        Leave out groups with fewer partners.

    Returns
    -------
    float
        0 (all groups alike) to 1; NaN without a backbone, and without groups.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net = ci.Network.of(nx.path_graph(4), backbone=[0])
    >>> net_reach_gap(net, by=net.ids.to_series().map({1: "near", 2: "near", 3: "far"}))
    1.0
    """
    found = group_backbone_reach(graph, by=by, steps=steps)
    shares = found.loc[found["members"] >= least_members, "reach"]
    return float(shares.max() - shares.min())


def net_useful_reach(graph: AnyNetwork, *, active: Iterable[Hashable], steps: float = 2) -> float:
    """The share of partners that the backbone reaches and that take part in the work: partners, not an audience.

    Parameters
    ----------
    active
        Ids of the members with an activity or outcome of their own; ids of nobody in the network are left out.
    steps
        The number of steps.

    Returns
    -------
    float
        0 to 1, never above :func:`net_backbone_reach`; NaN without a backbone, and without partners.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net_useful_reach(ci.Network.of(nx.path_graph(5), backbone=[0]), active=[1, 4])
    0.25
    """
    net = Network.of(graph)
    far = backbone_distance_of(net)
    useful = np.where(np.isnan(far), np.nan, (far <= steps) & net.ids.isin(list(active)))
    return mean_of(useful[~net.is_backbone])
