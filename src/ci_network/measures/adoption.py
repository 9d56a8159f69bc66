"""How far a costly change spreads from the backbone, when one source is not enough to take it up.

Simple news needs one telling (:func:`simulate_cascade`); a change of practice often needs to be seen with several
contacts first. How much that holds is disputed, so look at both.
"""

import math

import numpy as np
import pandas as pd

from ci_network.errors import UsageError
from ci_network.measures import kernels, kernels_spread
from ci_network.measures.backbone_steps import mean_of
from ci_network.measures.kinds import member_flags
from ci_network.measures.reach_defaults import ADOPTING_SHARE, CONFIRMING_SOURCES
from ci_network.network.network import AnyNetwork, BoolArray, Network


def node_is_threshold_adopter(graph: AnyNetwork, *, share: float = ADOPTING_SHARE) -> pd.Series:
    """Whether each member takes up what the backbone has, each following once a share of its contacts has.

    The linear threshold with equal weights: a member follows when ``active contacts / contacts >= share``.
    Directions are forgotten.

    Parameters
    ----------
    share
        The share of a member's contacts that must go first, above 0 up to 1. One half is our default, not a benchmark.

    Returns
    -------
    Series of bool
        By member; true for the backbone, all false without one. A member without contacts never follows.

    Notes
    -----
    A new tie can lower it: a contact who has not followed dilutes the share. It must not steer a search for new ties.

    References
    ----------
    Granovetter (1978), American J Sociology 83:1420; Kempe, Kleinberg & Tardos (2003), Proc. ACM SIGKDD 137.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> node_is_threshold_adopter(ci.Network.of(nx.path_graph(3), backbone=[0])).to_list()
    [True, True, True]
    """
    net = Network.of(graph)
    return member_flags(net, _followers(net, share), "is_threshold_adopter")


def net_threshold_reach(graph: AnyNetwork, *, share: float = ADOPTING_SHARE) -> float:
    """The share of partners who would take up a costly change, each following once a share of its contacts has.

    Parameters
    ----------
    share
        As in :func:`node_is_threshold_adopter`.

    Returns
    -------
    float
        0 to 1; NaN without a backbone, and without partners.

    Notes
    -----
    A new tie can lower it.

    References
    ----------
    Granovetter (1978), American J Sociology 83:1420; Centola & Macy (2007), American J Sociology 113:702.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net_threshold_reach(ci.Network.of(nx.cycle_graph(5), backbone=[0]), share=0.6)
    0.0
    """
    net = Network.of(graph)
    return _share_of_partners(net, _followers(net, share))


def node_is_confirmed_adopter(
    graph: AnyNetwork, *, sources: int = CONFIRMING_SOURCES, contacts_start: bool = True
) -> pd.Series:
    """Whether each member takes up what the backbone has, each following once so many of its contacts have.

    The threshold as a number of contacts: a member follows when ``active contacts >= sources``. Directions are
    forgotten; each of several backbone members is a source.

    Parameters
    ----------
    sources
        The contacts that must go first, 1 or more. Two is our default, not a benchmark.
    contacts_start
        The backbone's direct contacts start with it, won over in person: one backbone alone could never be two sources.

    Returns
    -------
    Series of bool
        By member; true for all who start, all false without a backbone.

    Notes
    -----
    A new tie never lowers it.

    References
    ----------
    Centola & Macy (2007), American J Sociology 113:702, who start from a member and its contacts.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net = ci.Network.of(nx.Graph([("b", "x"), ("b", "y"), ("x", "z"), ("y", "z"), ("z", "far")]), backbone=["b"])
    >>> node_is_confirmed_adopter(net).to_dict()
    {'b': True, 'x': True, 'y': True, 'z': True, 'far': False}
    """
    net = Network.of(graph)
    return member_flags(net, _confirmed(net, sources, contacts_start), "is_confirmed_adopter")


def net_confirmed_reach(graph: AnyNetwork, *, sources: int = CONFIRMING_SOURCES, contacts_start: bool = True) -> float:
    """The share of partners who would take up a costly change, each following once so many of its contacts have.

    Parameters
    ----------
    sources, contacts_start
        As in :func:`node_is_confirmed_adopter`.

    Returns
    -------
    float
        0 to 1; NaN without a backbone, and without partners.

    Notes
    -----
    A new tie never lowers it.

    References
    ----------
    Centola & Macy (2007), American J Sociology 113:702.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net_confirmed_reach(ci.Network.of(nx.path_graph(4), backbone=[0]), sources=1)
    1.0
    """
    net = Network.of(graph)
    return _share_of_partners(net, _confirmed(net, sources, contacts_start))


def _followers(net: Network, share: float) -> BoolArray:
    if not 0 < share <= 1:
        raise UsageError(f"share is {share}; give a share above 0, up to 1.")
    ties = net.weak.binary
    contacts = kernels.row_sums(ties)
    return kernels_spread.adopted(ties, net.is_backbone, np.where(contacts > 0, share * contacts, np.inf))


def _confirmed(net: Network, sources: int, contacts_start: bool) -> BoolArray:
    if sources < 1:
        raise UsageError(f"sources is {sources}; give 1 or more.")
    ties = net.weak.binary
    seeds = net.is_backbone
    if contacts_start:
        seeds = seeds | (ties @ seeds.astype(float) > 0)
    return kernels_spread.adopted(ties, seeds, np.full(net.n, float(sources)))


def _share_of_partners(net: Network, flags: BoolArray) -> float:
    return mean_of(flags[~net.is_backbone].astype(float)) if net.is_backbone.any() else math.nan
