"""What chance alone gives: random networks that keep something of the one that was seen."""

from collections.abc import Mapping
from concurrent.futures import Executor
from functools import partial
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ci_network.errors import UnknownNameError
from ci_network.inference.draws import FromGenerator, Rng, Sampling
from ci_network.measures.kernels_switching import SWITCHES_PER_TIE, switched
from ci_network.network.network import AnyNetwork, Network

BoolArray = NDArray[np.bool_]

# What a random network may keep of the one that was seen, from the least to the most.
KEEP: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ties": "the number of members and of ties: G(n, m)",
        "dyads": "the numbers of mutual, one-way and absent pairs: U | MAN",
        "degrees": "how many ties each member has (given and received, where directed)",
        "shape": "the whole network, with the members put in other places: random labels",
    }
)


def draw_random_networks(
    graph: AnyNetwork, *, keep: str = "ties", replicates: int = 1_000, rng: Rng = None, executor: Executor | None = None
) -> BoolArray:
    """Random networks that share something with this one and are otherwise left to chance.

    ``"ties"``: every network with as many ties is equally likely. ``"dyads"``: every network with the same numbers of
    mutual, one-way and absent pairs (the same as ``"ties"`` where undirected). ``"degrees"``: every member keeps its
    number of ties, by 10 switches of ties per tie (and turned triangles where directed). ``"shape"``: the same network
    with its members in a random order.

    Parameters
    ----------
    graph
        A Network or any networkx graph; values of ties are forgotten.
    keep
        ``"ties"``, ``"dyads"``, ``"degrees"`` or ``"shape"``.
    replicates
        How many networks.
    rng
        Seed or numpy Generator.
    executor
        Any ``concurrent.futures`` executor; the result is the same with any number of workers.

    Returns
    -------
    array of bool
        replicates x members x members; symmetric where the network is undirected. It takes n^2 bytes a network.

    References
    ----------
    Holland & Leinhardt (1976), Sociological Methodology 7:1 (U | MAN); Rao, Jana & Bandyopadhyay (1996), Sankhya A
    58:225 (degrees); Anderson, Butts & Carley (1999), Social Networks 21:239.

    Examples
    --------
    >>> import networkx as nx
    >>> drawn = draw_random_networks(nx.path_graph(6), keep="degrees", replicates=50, rng=1)
    >>> drawn.shape, sorted(set(map(tuple, drawn.sum(axis=2).tolist())))
    ((50, 6, 6), [(1, 2, 2, 2, 2, 1)])
    """
    net = Network.of(graph)
    kernel, cells = random_kernel(net, keep)
    return np.asarray(Sampling(replicates, rng, executor).draw(kernel, cells=cells), dtype=bool)


def random_kernel(net: Network, keep: str) -> tuple[FromGenerator, int]:
    """Return the kernel that draws such networks, and how many cells one of them works on."""
    if keep not in KEEP:
        raise UnknownNameError("thing to keep", keep, KEEP)
    ties = net.binary.toarray() > 0
    # Switching loops over steps, so it wants many networks side by side; the others want to stay in the cache.
    cells = max(ties.size, 1) if keep != "degrees" else max(ties.size // SWITCHES_PER_TIE, 1)
    kernels = {"ties": _with_ties, "dyads": _with_dyads, "degrees": _with_degrees, "shape": _relabelled}
    return partial(kernels[keep], ties, net.directed), cells


def _with_ties(ties: BoolArray, directed: bool, rng: np.random.Generator, count: int) -> BoolArray:
    n = len(ties)
    rows, columns = np.nonzero(~np.eye(n, dtype=bool)) if directed else np.triu_indices(n, 1)
    drawn = np.zeros((count, n, n), dtype=bool)
    drawn[:, rows, columns] = _shuffled(rng, count, ties[rows, columns])
    return drawn if directed else drawn | drawn.transpose(0, 2, 1)


def _with_dyads(ties: BoolArray, directed: bool, rng: np.random.Generator, count: int) -> BoolArray:
    if not directed:
        return _with_ties(ties, directed, rng, count)
    rows, columns = np.triu_indices(len(ties), 1)
    there, back = ties[rows, columns], ties[columns, rows]
    kind = _shuffled(rng, count, there.astype(np.int8) + back)  # 0 absent, 1 one-way, 2 mutual
    forward = rng.random(kind.shape) < 0.5
    drawn = np.zeros((count, *ties.shape), dtype=bool)
    drawn[:, rows, columns] = (kind == 2) | ((kind == 1) & forward)
    drawn[:, columns, rows] = (kind == 2) | ((kind == 1) & ~forward)
    return drawn


def _with_degrees(ties: BoolArray, directed: bool, rng: np.random.Generator, count: int) -> BoolArray:
    return switched(ties, directed, rng, count)


def _relabelled(ties: BoolArray, directed: bool, rng: np.random.Generator, count: int) -> BoolArray:
    del directed
    order = _shuffled(rng, count, np.arange(len(ties)))
    return np.asarray(ties[order[:, :, None], order[:, None, :]])


def _shuffled(rng: np.random.Generator, count: int, values: NDArray[np.generic]) -> NDArray[np.generic]:
    return rng.permuted(np.tile(values, (count, 1)), axis=1)
