"""How many days news from the backbone needs, when every tie waits for its next contact."""

import math
from typing import Final

import numpy as np
import pandas as pd
from scipy.sparse import csgraph

from ci_network.errors import UsageError
from ci_network.measures.backbone_steps import FloatArray, backbone_distance_of, mean_of, share_within
from ci_network.measures.kinds import member_numbers
from ci_network.measures.tie_levels import Levels, tie_numbers
from ci_network.network.network import AnyNetwork, Network
from ci_network.terms import CONTACTS_PER_YEAR

DAYS_PER_YEAR: Final = 365


def node_days_from_backbone(graph: AnyNetwork, *, contacts_per_year: Levels | None = None) -> pd.Series:
    """How many days it takes until news from the backbone arrives at each member, by the quickest way.

    The least sum over a path of the days between contacts, ``365 / contacts a year``. Directions are forgotten.

    Parameters
    ----------
    contacts_per_year
        One number for every tie, or one by level (label or value), each above 0. On the ladder of frequency: yearly 1,
        quarterly 4, monthly 12, weekly 52, daily 250 (our default, not a benchmark).

    Returns
    -------
    Series of float
        By member: 0 for the backbone, inf where there is no way; NaN where no backbone is declared and where it is not
        known what the levels of ties mean.

    Notes
    -----
    An upper reading: news that waits for every next contact in full, and is never forgotten.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> node_days_from_backbone(ci.Network.of(nx.path_graph(3), backbone=[0]), contacts_per_year=365).to_list()
    [0.0, 1.0, 2.0]
    """
    net = Network.of(graph)
    return member_numbers(net, _days(net, contacts_per_year), "days_from_backbone")


def net_days_to_reach(graph: AnyNetwork, *, contacts_per_year: Levels | None = None) -> float:
    """How many days it takes until news from the backbone arrives, on average over the partners it can arrive at.

    Parameters
    ----------
    contacts_per_year
        As in :func:`node_days_from_backbone`.

    Returns
    -------
    float
        0 or more; NaN where it arrives at nobody, and as there. Read it beside :func:`net_never_reached`.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net_days_to_reach(ci.Network.of(nx.path_graph(3), backbone=[0]), contacts_per_year=365)
    1.5
    """
    net = Network.of(graph)
    days = _days(net, contacts_per_year)[~net.is_backbone]
    return mean_of(days[np.isfinite(days)])


def net_never_reached(graph: AnyNetwork) -> float:
    """The share of partners to whom no way leads from the backbone: ``1 - R_inf``.

    Returns
    -------
    float
        0 to 1; NaN without a backbone, and without partners.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net_never_reached(ci.Network.of(nx.Graph([("b", "x"), ("y", "z")]), backbone=["b"])).__round__(3)
    0.667
    """
    net = Network.of(graph)
    return 1 - share_within(backbone_distance_of(net)[~net.is_backbone], math.inf)


def _days(net: Network, given: Levels | None) -> FloatArray:
    contacts = tie_numbers(net.weak, CONTACTS_PER_YEAR, given)
    if contacts is None or not net.is_backbone.any():
        return np.full(net.n, np.nan)
    if contacts.nnz and contacts.data.min() <= 0:
        raise UsageError("A number of contacts a year is 0 or less; give one above 0 for every level that is a tie.")
    waiting = contacts.copy()
    waiting.data = DAYS_PER_YEAR / contacts.data
    seeds = np.flatnonzero(net.is_backbone)
    return np.asarray(csgraph.dijkstra(waiting, directed=True, indices=seeds, min_only=True))
