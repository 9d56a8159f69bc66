"""How far the backbone reaches, and what would hold without it.

The backbone is a set of members that act as one; its reach is counted over partners, the members that do not belong
to it. Ties inside the backbone count for nothing, and directions are forgotten. Without a backbone, or without
partners, every measure is NaN.
"""

import math
from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd

from ci_network.measures import reliance
from ci_network.measures.backbone_steps import backbone_distance_of, mean_of, share_within
from ci_network.measures.kinds import member_numbers
from ci_network.measures.reach_channels import net_two_way_reach
from ci_network.network.network import AnyNetwork, Network

COLUMNS: Final = ("measure", "group", "threshold", "value", "n", "reason")
# Sectors of fewer partners are left out of the least-reached one: it would tell of single members.
LEAST_IN_GROUP: Final = 3
NO_BACKBONE, NO_PARTNERS = "no backbone declared", "no partners beside the backbone"
NO_ANSWERS, NO_TIES = "no partner answered", "no partner has a tie"
NO_PAIRS, NO_GROUPS = "no two partners can reach each other", f"no sector has {LEAST_IN_GROUP} partners"
NOT_KNOWN = "who reported what is not known"


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


def net_decayed_reach(graph: AnyNetwork, *, decay: float = 0.5) -> float:
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
        A column of the members, or labels by member id. Members with a blank label are left out.
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
    labels = net.members[by] if isinstance(by, str) else by.reindex(net.ids)
    far = pd.Series(backbone_distance_of(net), index=net.ids)[~net.is_backbone]
    named = labels.reindex(far.index).fillna("").astype(str)
    within = (far <= steps).astype(float).where(far.notna())[named != ""]
    parts = within.groupby(named[named != ""])
    found = pd.DataFrame({"members": parts.size(), "reached": parts.sum(min_count=1), "reach": parts.mean()})
    return found.rename_axis("group")


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


def reach_table(net: Network, any_contact: Network, *, by: str = "sector") -> pd.DataFrame:
    """Every measure of the backbone's reach, at the rule's level and at any contact.

    Parameters
    ----------
    net, any_contact
        The same members with the ties under the rule, and with ties of any strength.
    by
        The column of the members whose groups are told apart.

    Returns
    -------
    DataFrame
        ``measure, group, threshold, value, n, reason``. ``group`` is blank for the whole network; ``n`` is the
        number of cases behind the value (partners, ties or pairs of partners). NaN with the reason where a value
        is undefined. Small groups are not yet kept back here.

    Examples
    --------
    >>> import ci_network as ci
    >>> study = ci.read_study("data/riverbend")
    >>> net = ci.build_network(study)
    >>> table = reach_table(net, net)
    >>> list(table["measure"].unique()[:3])
    ['reach_1', 'reach_2', 'reach_3']
    """
    levels = {net.rule.level_name(net.layer): net, "any contact": any_contact}
    rows = [row for level, at in levels.items() for row in (*_whole(at, level), *_by_group(at, level, by))]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"value": float, "n": int})


Row = tuple[str, str, str, float, int, str]


def _whole(net: Network, level: str) -> list[Row]:
    """Return the measures of the whole network; what is NaN for want of a backbone or of partners says so."""
    peers = int((~net.is_backbone).sum())
    answered = int((~net.is_backbone & net.answered).sum())
    ties, pairs = _partner_ties(net), int(reliance.net_connected_partner_pairs(net))
    groups = int((group_backbone_reach(net)["members"] >= LEAST_IN_GROUP).sum())
    measures: list[tuple[str, Callable[[Network], float], int, str]] = [
        ("reach_1", lambda at: net_backbone_reach(at, steps=1), peers, NO_PARTNERS),
        ("reach_2", lambda at: net_backbone_reach(at, steps=2), peers, NO_PARTNERS),
        ("reach_3", lambda at: net_backbone_reach(at, steps=3), peers, NO_PARTNERS),
        ("reach_inf", lambda at: net_backbone_reach(at, steps=math.inf), peers, NO_PARTNERS),
        ("distance_weighted_reach", net_distance_weighted_reach, peers, NO_PARTNERS),
        ("two_way_reach", lambda at: net_two_way_reach(at, steps=1), peers, NOT_KNOWN),
        ("reach_2_among_respondents", _reach_of_respondents, answered, NO_ANSWERS),
        ("evenness", lambda at: net_reach_evenness(at, least_members=LEAST_IN_GROUP), groups, NO_GROUPS),
        ("peer_tie_share", reliance.net_peer_tie_share, ties, NO_TIES),
        ("pair_loss", reliance.net_pair_loss, pairs, NO_PAIRS),
        ("only_tied_to_backbone", lambda at: _share(at, reliance.node_is_only_tied_to_backbone), peers, NO_PARTNERS),
        ("stranded", lambda at: _share(at, reliance.node_is_stranded_without_backbone), peers, NO_PARTNERS),
    ]
    nothing = NO_BACKBONE if not net.is_backbone.any() else NO_PARTNERS if not peers else ""
    return [(name, "", level, *_valued(measure(net), n, nothing or why)) for name, measure, n, why in measures]


def _by_group(net: Network, level: str, by: str) -> list[Row]:
    return [
        (f"reach_{steps}", str(group), level, *_valued(float(row["reach"]), int(row["members"]), NO_BACKBONE))
        for steps in (1, 2)
        for group, row in group_backbone_reach(net, by=by, steps=steps).iterrows()
    ]


def _valued(value: float, n: int, reason: str) -> tuple[float, int, str]:
    return value, n, reason if math.isnan(value) else ""


def _reach_of_respondents(net: Network) -> float:
    return net_backbone_reach(net, steps=2, respondents_only=True)


def _share(net: Network, flags: Callable[[Network], pd.Series]) -> float:
    """Return the share of partners of whom a flag is true."""
    peers = ~net.is_backbone
    return float(flags(net)[peers].mean()) if net.is_backbone.any() and peers.any() else math.nan


def _partner_ties(net: Network) -> int:
    """Return the number of ties with at least one end at a partner."""
    ties = net.weak.binary
    return int(ties.sum() - ties[net.is_backbone][:, net.is_backbone].sum()) // 2
