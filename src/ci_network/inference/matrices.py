"""Networks, frames and arrays as matrices over the same members; predictors made of members' attributes."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from ci_network.errors import UnknownNameError, UsageError
from ci_network.inference.draws import FloatArray
from ci_network.network.network import AnyNetwork, Network

# What can be correlated: a network (its tie values), a square frame by member, or an array in the members' order.
AnyMatrix: TypeAlias = "Network | nx.Graph[Any] | pd.DataFrame | FloatArray | sparse.csr_array"


def same_attribute(graph: AnyNetwork, *, attribute: str) -> pd.DataFrame:
    """Which pairs of members are of one kind, such as one sector: a predictor for :func:`mrqap`.

    Parameters
    ----------
    graph
        A Network or any networkx graph.
    attribute
        A column of the members, such as ``"sector"``.

    Returns
    -------
    DataFrame
        Members x members: 1 where both have the same value, else 0; 0 where either is blank, and on the diagonal.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.path_graph(3)
    >>> nx.set_node_attributes(graph, {0: "health", 1: "health", 2: "schools"}, "kind")
    >>> same_attribute(graph, attribute="kind").to_numpy().tolist()
    [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    """
    net = Network.of(graph)
    codes = group_codes(attribute_of(net, attribute))[0]
    same = (codes[:, None] == codes[None, :]) & (codes >= 0)[:, None]
    return _square(same.astype(float), net)


def attribute_difference(graph: AnyNetwork, *, attribute: str) -> pd.DataFrame:
    """How far apart members are in a number, such as years in the coalition: a predictor for :func:`mrqap`.

    Parameters
    ----------
    graph
        A Network or any networkx graph.
    attribute
        A column of numbers of the members.

    Returns
    -------
    DataFrame
        Members x members: the absolute difference. A blank number is an error: a difference to it is not known.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.path_graph(2)
    >>> nx.set_node_attributes(graph, {0: 3, 1: 10}, "years")
    >>> attribute_difference(graph, attribute="years").to_numpy().tolist()
    [[0.0, 7.0], [7.0, 0.0]]
    """
    net = Network.of(graph)
    values = numbers_of(net, attribute)
    return _square(np.abs(values[:, None] - values[None, :]), net)


def attribute_of(net: Network, attribute: str) -> "pd.Series[Any]":
    """Return a column of the members."""
    if attribute not in net.members:
        raise UnknownNameError("member attribute", attribute, net.members.columns)
    return net.members[attribute]


def numbers_of(net: Network, attribute: str) -> FloatArray:
    """Return a column of the members as numbers; a blank one is an error."""
    values = pd.to_numeric(attribute_of(net, attribute), errors="coerce").to_numpy(dtype=float)
    if np.isnan(values).any():
        blank = net.ids[np.isnan(values)][0]
        raise UsageError(f"'{attribute}' of member '{blank}' is no number. Leave the member out with `without`.")
    return values


def group_codes(groups: "pd.Series[Any]") -> tuple[np.ndarray[Any, np.dtype[np.intp]], list[str]]:
    """Return each member's group as a number, -1 where blank, and the groups' names in their order."""
    text = groups.where(groups.notna(), "").astype(str)
    codes, names = pd.factorize(text.where(text != "", None), sort=True)
    return codes, [str(name) for name in names]


def aligned(first: AnyMatrix, others: Mapping[str, AnyMatrix]) -> tuple[FloatArray, dict[str, FloatArray]]:
    """Return every matrix dense, over the first one's members in its order, with a zero diagonal.

    Raises
    ------
    UsageError
        When sizes differ, members differ, or a cell is not a number.
    """
    base, ids = _dense(first)
    found = {name: _as_first(name, other, ids, len(base)) for name, other in others.items()}
    for name, matrix in {"the first matrix": base, **found}.items():
        np.fill_diagonal(matrix, 0.0)
        if not np.isfinite(matrix).all():
            raise UsageError(f"A cell of {name} is not a number. Leave members without an answer out with `without`.")
    return base, found


def is_symmetric(matrix: FloatArray) -> bool:
    """Return whether every cell equals the one across the diagonal."""
    return bool(np.array_equal(matrix, matrix.T))


def cells(n: int, *, directed: bool) -> tuple[np.ndarray[Any, np.dtype[np.intp]], np.ndarray[Any, np.dtype[np.intp]]]:
    """Return rows and columns of the cells that count: all off the diagonal, or those above it."""
    rows, columns = np.nonzero(~np.eye(n, dtype=bool)) if directed else np.triu_indices(n, 1)
    return rows, columns


def _dense(matrix: AnyMatrix) -> tuple[FloatArray, pd.Index | None]:
    if isinstance(matrix, (Network, nx.Graph)):
        net = Network.of(matrix)
        return net.matrix.toarray(), net.ids
    if isinstance(matrix, pd.DataFrame):
        if set(matrix.index) != set(matrix.columns):
            raise UsageError("A frame must have the same members on both sides.")
        return matrix.loc[:, list(matrix.index)].to_numpy(dtype=float, copy=True), matrix.index
    array = np.array(sparse.csr_array(matrix).toarray() if sparse.issparse(matrix) else matrix, dtype=float)
    if array.ndim != 2 or array.shape[0] != array.shape[1]:
        raise UsageError(f"A matrix of members by members is square; this one is {' x '.join(map(str, array.shape))}.")
    return array, None


def _as_first(name: str, other: AnyMatrix, ids: pd.Index | None, n: int) -> FloatArray:
    matrix, own = _dense(other)
    if len(matrix) != n:
        raise UsageError(f"'{name}' has {len(matrix)} members, the first matrix {n}.")
    if ids is None or own is None or ids.equals(own):
        return matrix
    order = own.get_indexer(ids)
    if (order < 0).any():
        raise UsageError(f"'{name}' does not have the member '{ids[int(np.argmax(order < 0))]}'.")
    return matrix[np.ix_(order, order)]


def _square(values: FloatArray, net: Network) -> pd.DataFrame:
    np.fill_diagonal(values, 0.0)
    return pd.DataFrame(values, index=net.ids, columns=net.ids.rename("target"))
