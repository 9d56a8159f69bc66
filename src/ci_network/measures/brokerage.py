"""Who stands between members of the same and of other groups (Gould & Fernandez 1989), beside chance alone."""

import math
from typing import Final

import numpy as np
import pandas as pd

from ci_network.errors import UnknownNameError
from ci_network.measures import kernels_brokerage
from ci_network.measures.grouping import Grouping, grouping
from ci_network.measures.kernels import divided
from ci_network.measures.kernels_brokerage import ROLES, FloatArray
from ci_network.measures.kinds import member_numbers
from ci_network.network.network import AnyNetwork, Network

COLUMNS: Final = ("role", "value", "expected", "spread", "z", "reason")
NO_GROUP, NO_SPREAD = "group not known", "chance gives one value only"


def node_brokerage(graph: AnyNetwork, *, role: str = "total", by: str = "sector") -> pd.Series:
    """How often each member stands between two others who have no tie, in a role that depends on groups.

    A member b brokers from a to c where a -> b -> c and not a -> c. Undirected networks count each pair both ways.

    Parameters
    ----------
    role
        ``coordinator`` (all three of one group), ``itinerant`` (a and c of one group, b of another),
        ``representative`` (a and b of one group, c of another), ``gatekeeper`` (b and c of one group, a of
        another), ``liaison`` (three groups), ``total``.
    by
        The column of the members that holds their group.

    Returns
    -------
    Series of float
        By member, 0 or more; NaN for a member whose group is not known, who is also left out of others' counts.

    References
    ----------
    Gould & Fernandez (1989), Sociological Methodology 19:89.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.DiGraph([("a", "b"), ("b", "c")])
    >>> nx.set_node_attributes(graph, {"a": "health", "b": "health", "c": "schools"}, "sector")
    >>> node_brokerage(graph, role="representative").to_list()
    [0.0, 1.0, 0.0]
    """
    net, groups, ties, place = _prepared(graph, by, role)
    return member_numbers(net, _spread_out(groups, kernels_brokerage.counts(*ties))[:, place], f"brokerage_{role}")


def node_brokerage_z(graph: AnyNetwork, *, role: str = "total", by: str = "sector") -> pd.Series:
    """How far each member's brokerage in a role is from what chance alone would give, in standard deviations.

    Chance: every arrow there with the network's density, each for itself; groups as they are. Undirected networks
    break this by having both arrows or none, so read their z as a rough guide.

    Parameters
    ----------
    role
        As in :func:`node_brokerage`.
    by
        The column of the members that holds their group.

    Returns
    -------
    Series of float
        By member; NaN where chance allows one value only (a role that nobody could play), or a group is not known.

    References
    ----------
    Gould & Fernandez (1989), Sociological Methodology 19:89.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.DiGraph([("a", "b"), ("b", "c")])
    >>> nx.set_node_attributes(graph, {"a": "health", "b": "health", "c": "schools"}, "sector")
    >>> node_brokerage_z(graph, role="representative").round(3).to_list()
    [-0.283, 3.536, nan]
    """
    net, groups, (ties, code), place = _prepared(graph, by, role)
    counts = kernels_brokerage.counts(ties, code)
    middle, spread = _chance(groups, ties)
    found = _spread_out(groups, divided(counts - middle[code], spread[code]))[:, place]
    return member_numbers(net, found, f"brokerage_z_{role}")


def net_brokerage(graph: AnyNetwork, *, role: str = "total", by: str = "sector") -> float:
    """How often members stand between two others who have no tie, in the whole network: the sum over members.

    Parameters
    ----------
    role
        As in :func:`node_brokerage`.
    by
        The column of the members that holds their group.

    Returns
    -------
    float
        0 or more; NaN where no member's group is known.

    References
    ----------
    Gould & Fernandez (1989), Sociological Methodology 19:89.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.DiGraph([("a", "b"), ("b", "c")])
    >>> nx.set_node_attributes(graph, "health", "sector")
    >>> net_brokerage(graph, role="coordinator")
    1.0
    """
    _, groups, ties, place = _prepared(graph, by, role)
    return float(kernels_brokerage.counts(*ties)[:, place].sum()) if groups.names else math.nan


def brokerage_table(graph: AnyNetwork, *, by: str = "sector") -> pd.DataFrame:
    """Every member's brokerage in every role beside chance: ``member, role, value, expected, spread, z, reason``.

    Parameters
    ----------
    by
        The column of the members that holds their group.

    Examples
    --------
    >>> import networkx as nx
    >>> brokerage_table(nx.empty_graph(1, create_using=nx.DiGraph))["reason"].unique().tolist()
    ['group not known']
    """
    net = Network.of(graph)
    groups, (ties, code) = _among_known(net, by)
    middle, spread = _chance(groups, ties)
    parts = (kernels_brokerage.counts(ties, code), middle[code], spread[code])
    flat = [_spread_out(groups, part).ravel() for part in parts]
    found = _table(np.tile(ROLES, net.n), flat)
    found.insert(0, "member", net.ids.repeat(len(ROLES)))
    return found


def network_brokerage_table(graph: AnyNetwork, *, by: str = "sector") -> pd.DataFrame:
    """The network's brokerage in every role beside chance: ``role, value, expected, spread, z, reason``.

    The spread is exact for arrows that are each there by chance alone. (R sna 2.7.1 leaves some dependences out of it
    for coordinator, representative, gatekeeper and total, so its z differs there; itinerant and liaison agree.)

    Parameters
    ----------
    by
        The column of the members that holds their group.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.DiGraph([("a", "b"), ("b", "c")])
    >>> nx.set_node_attributes(graph, "health", "sector")
    >>> network_brokerage_table(graph).set_index("role").loc["coordinator", "value"].item()
    1.0
    """
    net = Network.of(graph)
    groups, (ties, code) = _among_known(net, by)
    counts = kernels_brokerage.counts(ties, code).sum(axis=0)
    density = _density(ties)
    middle = kernels_brokerage.network_expected(groups.sizes, density)
    spread = kernels_brokerage.network_spread(groups.sizes, density)
    unknown = not groups.names
    return _table(np.array(ROLES), [np.full(len(ROLES), np.nan) if unknown else p for p in (counts, middle, spread)])


def _prepared(
    graph: AnyNetwork, by: str, role: str
) -> tuple[Network, Grouping, tuple[FloatArray, kernels_brokerage.IntArray], int]:
    if role not in ROLES:
        raise UnknownNameError("role", role, ROLES)
    net = Network.of(graph)
    return net, *_among_known(net, by), ROLES.index(role)


def _among_known(net: Network, by: str) -> tuple[Grouping, tuple[FloatArray, kernels_brokerage.IntArray]]:
    """Return the groups, and the ties and group numbers of the members whose group is known."""
    groups = grouping(net, by)
    keep = np.flatnonzero(groups.known)
    return groups, (net.binary.toarray()[np.ix_(keep, keep)], groups.code[keep])


def _density(ties: FloatArray) -> float:
    n = len(ties)
    return float(ties.sum()) / (n * (n - 1)) if n > 1 else 0.0


def _chance(groups: Grouping, ties: FloatArray) -> tuple[FloatArray, FloatArray]:
    density = _density(ties)
    return kernels_brokerage.expected(groups.sizes, density), kernels_brokerage.spread(groups.sizes, density)


def _spread_out(groups: Grouping, values: FloatArray) -> FloatArray:
    """Return rows for all members, NaN for those whose group is not known."""
    found = np.full((len(groups.code), len(ROLES)), np.nan)
    found[groups.known] = values
    return found


def _table(roles: np.ndarray, parts: list[FloatArray]) -> pd.DataFrame:
    value, middle, spread = parts
    z = divided(value - middle, spread)
    reason = np.where(np.isnan(value), NO_GROUP, np.where(np.isnan(z), NO_SPREAD, ""))
    columns = (roles.astype(object), value, middle, spread, z, reason.astype(object))
    return pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))
