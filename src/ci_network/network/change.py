"""What if: copies of a network with something changed. The network given is never touched."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from ci_network.errors import UsageError
from ci_network.network.network import Network

Pair = tuple[Hashable, Hashable]


def add_tie(net: Network, source: Hashable, target: Hashable, *, value: float = 1.0) -> Network:
    """Return the network as it would be if two members were in contact.

    A tie that is there keeps the higher of its value and ``value``. In a directed network the tie runs from
    ``source`` to ``target``; elsewhere both ways.

    Raises
    ------
    UnknownNameError
        When an end is no member.
    UsageError
        When both ends are the same member.

    Examples
    --------
    >>> import networkx as nx
    >>> before = Network.of(nx.path_graph(3))
    >>> len(add_tie(before, 0, 2).ties()), len(before.ties())
    (3, 2)
    """
    return add_ties(net, [(source, target)], value=value)


def add_ties(net: Network, pairs: Iterable[Pair], *, value: float = 1.0) -> Network:
    """Return the network with several ties added at once; see :func:`add_tie`."""
    wanted = list(pairs)
    if not wanted:
        return net
    rows, columns = _places(net, wanted)
    if not net.directed:
        rows, columns = np.r_[rows, columns], np.r_[columns, rows]
    added = sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=net.matrix.shape).tocsr()
    added.data[:] = value  # a pair named twice is one tie, not a tie of twice the value
    return net.with_matrix(net.matrix.maximum(added))


def remove_tie(net: Network, source: Hashable, target: Hashable) -> Network:
    """Return the network as it would be if two members were no longer in contact.

    Examples
    --------
    >>> import networkx as nx
    >>> len(remove_tie(Network.of(nx.path_graph(3)), 0, 1).ties())
    1
    """
    rows, columns = _places(net, [(source, target)])
    matrix = net.matrix.tolil()
    matrix[rows, columns] = 0
    if not net.directed:
        matrix[columns, rows] = 0
    return net.with_matrix(matrix.tocsr())


def add_member(
    net: Network, member: Hashable, *, ties: Iterable[Hashable] = (), value: float = 1.0, **columns: Any
) -> Network:
    """Return the network with one more member, in contact with those named in ``ties``.

    ``columns`` fill the member's row, such as ``name`` and ``sector``; what is not given stays unknown. Nothing
    is known of the new member's own answers.

    Examples
    --------
    >>> import networkx as nx
    >>> after = add_member(Network.of(nx.path_graph(3)), "new", ties=[1], sector="housing")
    >>> after.n, after.members.at["new", "sector"]
    (4, 'housing')
    """
    if member in set(net.ids):
        raise UsageError(f"There is a member '{member}' already.")
    given: Mapping[str, Any] = {"name": str(member), "sector": "", **columns}
    row = pd.DataFrame({name: [text] for name, text in given.items()}, index=pd.Index([member], name="member"))
    members = pd.concat([net.members.astype(object), row.astype(object)]).infer_objects().rename_axis("member")
    shape = (net.n + 1, net.n + 1)
    grown = replace(
        net,
        members=members,
        matrix=_grown(net.matrix, shape),
        reports=_grown(net.reports, shape),
        answered=np.r_[net.answered, False],
    )
    return add_ties(grown, [(member, other) for other in ties], value=value)


def remove_member(net: Network, member: Hashable) -> Network:
    """Return the network that would remain if a member left.

    Examples
    --------
    >>> import networkx as nx
    >>> remove_member(Network.of(nx.path_graph(3)), 1).n
    2
    """
    return net.without([member])


def convene(net: Network, ids: Iterable[Hashable], *, value: float = 1.0) -> Network:
    """Return the network as it would be if these members met: every pair of them in contact.

    A meeting of k members makes k(k - 1)/2 ties at once; ``value`` says how often it is held.

    Examples
    --------
    >>> import networkx as nx
    >>> len(convene(Network.of(nx.empty_graph(4)), [0, 1, 2]).ties())
    3
    """
    pairs = list(combinations(dict.fromkeys(ids), 2))
    both_ways = [(b, a) for a, b in pairs] if net.directed else []
    return add_ties(net, pairs + both_ways, value=value)


def _places(net: Network, pairs: list[Pair]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    for source, target in pairs:
        if source == target:
            raise UsageError(f"A tie needs two members; '{source}' was given twice.")
    return net.positions(source for source, _ in pairs), net.positions(target for _, target in pairs)


def _grown(matrix: sparse.csr_array, shape: tuple[int, int]) -> sparse.csr_array:
    found = sparse.coo_array(matrix)
    return sparse.csr_array(sparse.coo_array((found.data, (found.row, found.col)), shape=shape))
