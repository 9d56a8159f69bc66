"""What if: copies of a network with something changed. The network given is never touched."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from ci_network.errors import UsageError
from ci_network.network.build import tie_values
from ci_network.network.network import Network

Pair = tuple[Hashable, Hashable]
Places = NDArray[np.intp]
FloatArray = NDArray[np.float64]


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
    members = members.astype({name: held for name, held in net.members.dtypes.items() if held.kind not in "iub"})
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


def with_reports(net: Network, pairs: Iterable[Pair], *, ends: Iterable[tuple[float, float]]) -> Network:
    """Return the network as it would be if the two ends of each pair reported these values of each other.

    Whether a pair is a tie then, and of what value, the network's rule says, as it does of the reports that were
    given. In a network whose ties have a direction each report is a tie of its own.
    """
    wanted, told = list(pairs), np.array(list(ends), dtype=float).reshape(-1, 2).T
    if not wanted:
        return net
    rows, columns = _places(net, wanted)
    both = np.r_[rows, columns], np.r_[columns, rows]
    reports = _placed(net.reports, *both, told.ravel())
    level = net.rule.level(net.layer)
    if net.directed:
        values = np.where(told.ravel() >= level, told.ravel(), 0.0)
    else:
        values = np.tile(tie_values(told, net.rule, level), 2)
    return replace(net, matrix=_placed(net.matrix, *both, values), reports=reports)


def _placed(matrix: sparse.csr_array, rows: Places, columns: Places, values: FloatArray) -> sparse.csr_array:
    """Return the matrix with these entries in place of those that stood there; zeros leave no entry."""
    found, n = sparse.coo_array(matrix), matrix.shape[1]
    stays = ~np.isin(found.row.astype(np.int64) * n + found.col, rows * n + columns)
    new = values > 0
    data = np.r_[found.data[stays], values[new]]
    places = np.r_[found.row[stays], rows[new]], np.r_[found.col[stays], columns[new]]
    return sparse.csr_array(sparse.coo_array((data, places), shape=matrix.shape))


def _places(net: Network, pairs: list[Pair]) -> tuple[Places, Places]:
    for source, target in pairs:
        if source == target:
            raise UsageError(f"A tie needs two members; '{source}' was given twice.")
    return net.positions(source for source, _ in pairs), net.positions(target for _, target in pairs)


def _grown(matrix: sparse.csr_array, shape: tuple[int, int]) -> sparse.csr_array:
    found = sparse.coo_array(matrix)
    return sparse.csr_array(sparse.coo_array((found.data, (found.row, found.col)), shape=shape))
