"""A core in contact with itself, and a periphery that is not: who belongs to it, and how well the picture fits.

What the ideal says of the ties between core and periphery is a choice; each is a function of its own.
"""

from typing import Final

import numpy as np
import pandas as pd

from ci_network.measures.kernels_core import STARTS, Between, Split, best_split
from ci_network.measures.kinds import member_flags
from ci_network.measures.standard_order import in_given_order, standard_order
from ci_network.network.network import AnyNetwork, Network

BETWEEN: Final[tuple[Between, ...]] = ("left out", "full", "empty")


def net_core_fit(graph: AnyNetwork) -> float:
    """How well the network divides into a core in contact with itself and a periphery that is not.

    The highest correlation, over all splits, of ties with the ideal (1 inside the core, 0 inside the periphery), ties
    between the two left out. Up to 20 members every split is tried, beyond that the best is searched for
    (:func:`core_periphery_table` says which). Directed networks keep directions, values are not used.

    Returns
    -------
    float
        0 to 1 (a perfect core); NaN where no split can be told from another (no ties, all ties, one member).

    Notes
    -----
    Every network has a best split. Report the fit with it; below 0.5 do not speak of a core.

    References
    ----------
    Borgatti & Everett (1999), Social Networks 21:375.

    Examples
    --------
    >>> import networkx as nx
    >>> round(net_core_fit(nx.lollipop_graph(3, 1)), 3)
    1.0
    """
    return core_split(Network.of(graph), "left out").fit


def net_core_fit_between_full(graph: AnyNetwork) -> float:
    """How well the network divides into core and periphery, where all of the periphery should have ties to the core.

    As :func:`net_core_fit`, the ideal being 1 between core and periphery.

    Returns
    -------
    float
        0 to 1; NaN where no split can be told from another.

    References
    ----------
    Borgatti & Everett (1999), Social Networks 21:375.

    Examples
    --------
    >>> import networkx as nx
    >>> round(net_core_fit_between_full(nx.star_graph(4)), 3)
    1.0
    """
    return core_split(Network.of(graph), "full").fit


def net_core_fit_between_empty(graph: AnyNetwork) -> float:
    """How well the network divides into core and periphery, where the periphery should have no ties at all.

    As :func:`net_core_fit`, the ideal being 0 between core and periphery.

    Returns
    -------
    float
        0 to 1; NaN where no split can be told from another.

    References
    ----------
    Borgatti & Everett (1999), Social Networks 21:375.

    Examples
    --------
    >>> import networkx as nx
    >>> round(net_core_fit_between_empty(nx.disjoint_union(nx.complete_graph(3), nx.empty_graph(2))), 3)
    1.0
    """
    return core_split(Network.of(graph), "empty").fit


def node_is_core(graph: AnyNetwork) -> pd.Series:
    """Whether each member belongs to the core, by the split behind :func:`net_core_fit`.

    Returns
    -------
    Series of bool
        By member; nobody where no split can be told from another. Of splits that fit alike, one is given, always the
        same.

    References
    ----------
    Borgatti & Everett (1999), Social Networks 21:375.

    Examples
    --------
    >>> import networkx as nx
    >>> node_is_core(nx.disjoint_union(nx.complete_graph(3), nx.empty_graph(2))).to_list()
    [True, True, True, False, False]
    """
    return _flags(graph, "left out", "core")


def node_is_core_between_full(graph: AnyNetwork) -> pd.Series:
    """Whether each member belongs to the core, by the split behind :func:`net_core_fit_between_full`.

    Returns
    -------
    Series of bool
        By member; nobody where no split can be told from another.

    Examples
    --------
    >>> import networkx as nx
    >>> node_is_core_between_full(nx.star_graph(3)).to_list()
    [True, False, False, False]
    """
    return _flags(graph, "full", "core_between_full")


def node_is_core_between_empty(graph: AnyNetwork) -> pd.Series:
    """Whether each member belongs to the core, by the split behind :func:`net_core_fit_between_empty`.

    Returns
    -------
    Series of bool
        By member; nobody where no split can be told from another.

    Examples
    --------
    >>> import networkx as nx
    >>> node_is_core_between_empty(nx.disjoint_union(nx.complete_graph(3), nx.empty_graph(2))).to_list()
    [True, True, True, False, False]
    """
    return _flags(graph, "empty", "core_between_empty")


def core_periphery_table(graph: AnyNetwork) -> pd.DataFrame:
    """The best split by each choice of ideal: ``between, fit, members, core, search, reason``.

    ``between`` is what the ideal says of ties between core and periphery (left out, full, empty), ``members`` the size
    of the core, ``core`` its ids joined by ``|``, ``search`` is ``every split`` or ``hill climbing`` (good, not proved
    best).

    Examples
    --------
    >>> import networkx as nx
    >>> core_periphery_table(nx.star_graph(3))["search"].to_list()
    ['every split', 'every split', 'every split']
    """
    net = Network.of(graph)
    found = [(between, core_split(net, between)) for between in BETWEEN]
    return pd.DataFrame(
        {
            "between": list(BETWEEN),
            "fit": [split.fit for _, split in found],
            "members": [int(split.core.sum()) for _, split in found],
            "core": ["|".join(str(member) for member in net.ids[split.core]) for _, split in found],
            "search": ["every split" if split.exact else "hill climbing" for _, split in found],
            "reason": ["no split can be told from another" if np.isnan(split.fit) else "" for _, split in found],
        }
    )


def core_split(net: Network, between: Between = "left out", *, starts: int = STARTS) -> Split:
    """Return the best split found, members in the network's order; fewer ``starts`` are quicker and less thorough."""
    order = standard_order(net)
    found = best_split(net.binary.toarray()[np.ix_(order, order)], between, starts)
    return found._replace(core=np.asarray(in_given_order(order, found.core), dtype=bool))


def _flags(graph: AnyNetwork, between: Between, name: str) -> pd.Series:
    net = Network.of(graph)
    return member_flags(net, core_split(net, between).core, name)
