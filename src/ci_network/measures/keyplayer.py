"""Key players: the set of members that together reach most, or whose loss breaks the network most (Borgatti 2006).

Directions are forgotten. The best set is not the set of the best members: two who reach the same others add little.
"""

import math
from collections.abc import Hashable, Iterable
from functools import partial
from math import comb
from typing import Final

import numpy as np
import pandas as pd

from ci_network.errors import UnknownNameError, UsageError
from ci_network.measures import kernels_sets
from ci_network.measures.kernels_paths import distances, inverse
from ci_network.measures.kernels_sets import FloatArray, Found, IntArray, Score
from ci_network.measures.kinds import member_flags
from ci_network.measures.standard_order import standard_order
from ci_network.network.network import AnyNetwork, Network

# To carry a message: reach within 1 or 2 steps, reach weighted by distance. To hold together: loss by fragmentation.
AIMS: Final = ("reach_1", "reach_2", "distance_weighted_reach", "fragmentation", "distance_weighted_fragmentation")
# Every set is tried while this many numbers or fewer are to be looked at; beyond that, the best is searched for.
EXACT_WORK: Final = 5e8


def node_is_key_player(graph: AnyNetwork, *, size: int, aim: str = "distance_weighted_reach") -> pd.Series:
    """Whether each member belongs to the set of a size that does best for an aim.

    Parameters
    ----------
    size
        The number of members in the set, 1 to n.
    aim
        ``reach_1``, ``reach_2`` (members within so many steps of the set, itself included) or
        ``distance_weighted_reach`` (each counted as 1 over the steps from the set): KPP-Pos. ``fragmentation`` or
        ``distance_weighted_fragmentation`` of the members who are left without the set: KPP-Neg.

    Returns
    -------
    Series of bool
        By member. Where several sets do equally well, one of them, always the same: see :func:`key_players_table`.

    References
    ----------
    Borgatti (2006), Computational & Mathematical Organization Theory 12:21.

    Examples
    --------
    >>> import networkx as nx
    >>> node_is_key_player(nx.star_graph(3), size=1).to_list()
    [True, False, False, False]
    """
    net = Network.of(graph)
    chosen = np.zeros(net.n, dtype=bool)
    chosen[_search(net, size, aim)[0].members] = True
    return member_flags(net, chosen, f"key_player_{aim}")


def key_players_table(graph: AnyNetwork, *, size: int = 2) -> pd.DataFrame:
    """The best set of a size for each aim: ``aim, size, score, members, equals, search``.

    ``members`` are the ids joined by ``|``; ``equals`` is how many sets score the same (itself included), so that
    where it is above 1 the choice is free; NaN where not every set was tried. ``search`` is ``every set``, or ``greedy
    with exchange`` (good, not proved best) where sets are too many.

    Parameters
    ----------
    size
        The number of members in the set, 1 to n. No rows where there are fewer members.

    References
    ----------
    Borgatti (2006), Computational & Mathematical Organization Theory 12:21.

    Examples
    --------
    >>> import networkx as nx
    >>> key_players_table(nx.path_graph(5), size=1)[["aim", "members"]].to_numpy().tolist()[-1]
    ['distance_weighted_fragmentation', '2']
    """
    net = Network.of(graph)
    rows = []
    for aim in AIMS if net.n >= size else ():
        found, exact = _search(net, size, aim)
        members = "|".join(sorted(str(member) for member in net.ids[found.members]))
        search = "every set" if exact else "greedy with exchange"
        rows.append((aim, size, found.score, members, float(found.equals) if exact else math.nan, search))
    return pd.DataFrame(rows, columns=["aim", "size", "score", "members", "equals", "search"])


def net_key_player_score(
    graph: AnyNetwork, *, members: Iterable[Hashable], aim: str = "distance_weighted_reach"
) -> float:
    """How well a given set of members does for an aim, to hold against the best.

    Parameters
    ----------
    members
        The set, ids of members.
    aim
        As in :func:`node_is_key_player`.

    Returns
    -------
    float
        ``reach_1`` and ``reach_2`` count members, the set included; ``distance_weighted_reach`` is 0 to 1, the set's
        own members counting 1; both fragmentations are 0 to 1. NaN for an empty set, and for fragmentation where
        fewer than two members are left.

    References
    ----------
    Borgatti (2006), Computational & Mathematical Organization Theory 12:21.

    Examples
    --------
    >>> import networkx as nx
    >>> net_key_player_score(nx.path_graph(5), members=[2], aim="fragmentation").__round__(3)
    0.667
    """
    net = Network.of(graph)
    places = np.unique(net.positions(members)) if net.n else np.zeros(0, dtype=np.intp)
    return float(_scorer(net, aim, np.arange(net.n))(places[None])[0]) if len(places) else math.nan


def net_distance_weighted_reach_of_others(graph: AnyNetwork, *, members: Iterable[Hashable]) -> float:
    """How near a set is to everybody else: the mean over the others of 1 over the steps from the set's nearest member.

    As the aim ``distance_weighted_reach``, the set's own members left out of the mean.

    Parameters
    ----------
    members
        The set, ids of members.

    Returns
    -------
    float
        0 to 1; NaN for an empty set, and where there is nobody else.

    Examples
    --------
    >>> import networkx as nx
    >>> net_distance_weighted_reach_of_others(nx.path_graph(3), members=[0])
    0.75
    """
    net = Network.of(graph)
    places = np.unique(net.positions(members)) if net.n else np.zeros(0, dtype=np.intp)
    if not 0 < len(places) < net.n:
        return math.nan
    total = net_key_player_score(net, members=net.ids[places]) * net.n
    return (total - len(places)) / (net.n - len(places))


def _search(net: Network, size: int, aim: str) -> tuple[Found, bool]:
    """Return the best set found (as positions in the network's order), and whether every set was tried."""
    if not 1 <= size <= max(net.n, 1):
        raise UsageError(f"size is {size}; give the number of members in the set, from 1 to {net.n}.")
    if not net.n:
        return Found(np.zeros(0, dtype=np.intp), math.nan, 0), True
    order = standard_order(net)
    score = _scorer(net, aim, order)
    work = comb(net.n, size) * (net.n**3 if "fragmentation" in aim else net.n * size)
    exact = work <= EXACT_WORK
    found = (kernels_sets.best_of_every if exact else kernels_sets.best_by_exchange)(net.n, size, score)
    score_found = found.score if np.isfinite(found.score) else math.nan
    return found._replace(members=np.sort(order[found.members]), score=score_found), exact


def _scorer(net: Network, aim: str, order: IntArray) -> Score:
    """Return what scores sets of positions in an order of the members."""
    if aim not in AIMS:
        raise UnknownNameError("aim", aim, AIMS)
    ties = net.weak.binary[order][:, order]
    if "fragmentation" in aim:
        return partial(_broken, ties.toarray(), aim == "distance_weighted_fragmentation")
    steps = distances(ties)
    if aim == "distance_weighted_reach":
        near = inverse(steps) + np.eye(net.n)
        return lambda sets: np.asarray(kernels_sets.best_near(near, sets).mean(axis=1))
    within = (steps <= int(aim.removeprefix("reach_"))).astype(float)
    return lambda sets: np.asarray(kernels_sets.best_near(within, sets).sum(axis=1))


def _broken(ties: FloatArray, weighted: bool, sets: IntArray) -> FloatArray:
    scores = kernels_sets.fragmentation_without(ties, sets)[int(weighted)]
    return np.where(np.isnan(scores), -np.inf, scores) if len(sets) > 1 else scores
