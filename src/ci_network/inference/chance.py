"""Is it more than chance? Tests of mixing by group, of the E-I index, of centralisation and of any measure."""

from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ci_network.errors import UnknownNameError
from ci_network.inference.batches import BATCHED, table
from ci_network.inference.draws import FloatArray, FromGenerator, IntArray, Rng, Sampling
from ci_network.inference.frames import PermutationTest
from ci_network.inference.matrices import attribute_of, group_codes
from ci_network.inference.null import random_kernel
from ci_network.network.network import AnyNetwork, Network

CENTRALIZATIONS: Final = ("centralization_degree", "centralization_degree_in", "centralization_degree_out")
WHOLE: Final = "all groups"


def chance_of_mixing(
    graph: AnyNetwork,
    *,
    group: str = "sector",
    replicates: int = 2_000,
    rng: Rng = None,
    executor: Executor | None = None,
) -> PermutationTest:
    """Which groups are in contact more, or less, than if ties paid no heed to groups.

    Counts the ties from group to group, beside the counts when the members' groups change places at random and every
    tie stays where it is (so that each member keeps its number of ties).

    Parameters
    ----------
    graph
        A Network or any networkx graph. Members with a blank group are left out, with their ties.
    group
        The column of the members that says the group.
    replicates
        How many random relabellings. Where all n! are no more than that, each is taken once and p is exact.
    rng
        Seed or numpy Generator.
    executor
        Any ``concurrent.futures`` executor; the result is the same with any number of workers.

    Returns
    -------
    PermutationTest
        One row a pair of groups, ``group`` and ``other`` (both orders where directed): ``estimate`` the number of
        ties. A small ``p_less`` is a gap between groups. ``adjusted`` adds q by Benjamini-Hochberg over all pairs.

    Examples
    --------
    >>> import networkx as nx
    >>> found = chance_of_mixing(nx.karate_club_graph(), group="club", replicates=500, rng=1)
    >>> found.adjusted[["group", "other", "estimate", "q_less"]].round(3).to_dict("records")[1]
    {'group': 'Mr. Hi', 'other': 'Officer', 'estimate': 11.0, 'q_less': 0.006}
    """
    net, codes, names = _grouped(graph, group)
    rows, columns = _ends(net)
    kernel = partial(_mixing_counts, rows, columns, codes, len(names), net.directed)
    pairs = [(a, b) for i, a in enumerate(names) for b in (names if net.directed else names[i:])]
    terms = pd.DataFrame(pairs, columns=["group", "other"])
    return _by_labels(kernel, terms, net.n, len(rows), Sampling(replicates, rng, executor))


def chance_of_ei(
    graph: AnyNetwork,
    *,
    group: str = "sector",
    replicates: int = 2_000,
    rng: Rng = None,
    executor: Executor | None = None,
) -> PermutationTest:
    """Whether members keep to their own group, or look beyond it, more than the sizes of the groups would give.

    E-I = (E - I)/(E + I), E ties between groups and I within them, for the network and for the ties at each group,
    beside its values when the members' groups change places at random. Parameters as in :func:`chance_of_mixing`.

    Returns
    -------
    PermutationTest
        ``group`` is "all groups" first, then each group: ``estimate`` from -1 (all ties within) to 1 (all between);
        NaN without ties. A small ``p_less`` says more inward than chance.

    References
    ----------
    Krackhardt & Stern (1988), Social Psychology Quarterly 51:123.

    Examples
    --------
    >>> import networkx as nx
    >>> found = chance_of_ei(nx.karate_club_graph(), group="club", replicates=500, rng=1)
    >>> found.frame[["group", "estimate", "p_less"]].round(3).to_dict("records")[0]
    {'group': 'all groups', 'estimate': -0.718, 'p_less': 0.002}
    """
    net, codes, names = _grouped(graph, group)
    rows, columns = _ends(net)
    kernel = partial(_ei_values, rows, columns, codes, len(names), net.directed)
    terms = pd.DataFrame({"group": [WHOLE, *names]})
    return _by_labels(kernel, terms, net.n, len(rows), Sampling(replicates, rng, executor))


def chance_of_centralization(
    graph: AnyNetwork, *, keep: str = "ties", replicates: int = 1_000, rng: Rng = None, executor: Executor | None = None
) -> PermutationTest:
    """Whether contacts gather at few members more than in random networks of the same size.

    Freeman's degree centralisation (of the network without directions, of ties received, of ties given) beside random
    networks with as many ties, or the same dyad census. Parameters as in :func:`draw_random_networks`; keeping
    ``"degrees"`` or ``"shape"`` would keep the centralisation too.

    Returns
    -------
    PermutationTest
        One row a measure, NaN where it has no value (received and given in undirected networks).

    References
    ----------
    Anderson, Butts & Carley (1999), Social Networks 21:239.

    Examples
    --------
    >>> import networkx as nx
    >>> found = chance_of_centralization(nx.star_graph(9), replicates=200, rng=1)
    >>> found.frame[["measure", "estimate", "p_greater"]].round(3).to_dict("records")[0]
    {'measure': 'centralization_degree', 'estimate': 1.0, 'p_greater': 0.005}
    """
    net = Network.of(graph)
    measure = partial(_batched, net.directed, CENTRALIZATIONS)
    return _by_networks(net, keep, measure, CENTRALIZATIONS, Sampling(replicates, rng, executor))


def chance_of_measure(
    graph: AnyNetwork,
    measure: str | Callable[[Network], float],
    *,
    keep: str = "ties",
    replicates: int = 1_000,
    rng: Rng = None,
    executor: Executor | None = None,
) -> PermutationTest:
    """Whether a network has more, or less, of something than random networks that share its size, dyads or degrees.

    Parameters
    ----------
    graph
        A Network or any networkx graph; values of ties are forgotten in the random networks.
    measure
        ``"density"``, ``"reciprocity"``, ``"transitivity"`` or one of the ``"centralization_degree"`` (many networks at
        once, fast), or any function of a Network that returns a number (one network after another).
    keep, replicates, rng, executor
        As in :func:`draw_random_networks`.

    Returns
    -------
    PermutationTest
        One row; NaN where the measure has no value in the network or in one of the random ones.

    Examples
    --------
    >>> import networkx as nx
    >>> found = chance_of_measure(nx.karate_club_graph(), "transitivity", keep="ties", replicates=200, rng=1)
    >>> found.frame[["measure", "estimate", "p_greater"]].round(3).to_dict("records")
    [{'measure': 'transitivity', 'estimate': 0.256, 'p_greater': 0.005}]
    """
    net = Network.of(graph)
    sampling = Sampling(replicates, rng, executor)
    if not isinstance(measure, str):
        return _by_networks(net, keep, partial(_one_by_one, net, measure), (_name_of(measure),), sampling)
    if measure not in BATCHED:
        raise UnknownNameError("measure of many networks at once", measure, BATCHED)
    return _by_networks(net, keep, partial(_batched, net.directed, (measure,)), (measure,), sampling)


def _grouped(graph: AnyNetwork, group: str) -> tuple[Network, IntArray, list[str]]:
    """Return the network of members whose group is known, each one's group as a number, and the groups' names."""
    net = Network.of(graph)
    codes, names = group_codes(attribute_of(net, group))
    return (net, codes, names) if (codes >= 0).all() else (net.among(net.ids[codes >= 0]), codes[codes >= 0], names)


def _ends(net: Network) -> tuple[IntArray, IntArray]:
    """Return the members at both ends of each tie; an undirected tie stands once."""
    rows, columns = (net.binary.toarray() if net.directed else np.triu(net.binary.toarray())).nonzero()
    return rows, columns


def _by_labels(
    kernel: Callable[[IntArray], FloatArray], terms: pd.DataFrame, n: int, ties: int, sampling: Sampling
) -> PermutationTest:
    observed = kernel(np.arange(n, dtype=np.intp)[None])[0]
    null, exact = sampling.permute(kernel, n, cells=max(n, ties, len(terms), 1))
    return PermutationTest(terms, observed, observed, null, exact, null.mean(axis=0))


def _by_networks(
    net: Network, keep: str, measure: Callable[..., FloatArray], names: tuple[str, ...], sampling: Sampling
) -> PermutationTest:
    kernel, cells = random_kernel(net, keep)
    observed = measure((net.binary.toarray() > 0)[None])[0]
    null = sampling.draw(partial(_measured, kernel, measure), cells=cells).astype(float)
    terms = pd.DataFrame({"measure": list(names)})
    return PermutationTest(terms, observed, observed, null, False, null.mean(axis=0))


def _measured(
    kernel: FromGenerator, measure: Callable[..., FloatArray], rng: np.random.Generator, count: int
) -> FloatArray:
    return measure(kernel(rng, count))


def _batched(directed: bool, names: tuple[str, ...], ties: NDArray[np.bool_]) -> FloatArray:
    return table(ties, directed, names)


def _one_by_one(net: Network, measure: Callable[[Network], float], ties: NDArray[np.bool_]) -> FloatArray:
    return np.array([[measure(net.with_matrix(one))] for one in ties], dtype=float)


def _name_of(measure: Callable[[Network], float]) -> str:
    return getattr(measure, "__name__", "measure").removeprefix("net_")


def _mixing_counts(
    rows: IntArray, columns: IntArray, codes: IntArray, groups: int, directed: bool, orders: IntArray
) -> FloatArray:
    """Return the ties of each pair of groups, for each relabelling."""
    labels = codes[orders]
    first, second = labels[:, rows], labels[:, columns]
    if not directed:
        first, second = np.minimum(first, second), np.maximum(first, second)
    cell = first * groups + second + (np.arange(len(orders)) * groups * groups)[:, None]
    counts = np.bincount(cell.ravel(), minlength=len(orders) * groups * groups).reshape(len(orders), -1)
    kept = np.arange(groups * groups) if directed else np.flatnonzero(np.triu(np.ones((groups, groups))))
    return counts[:, kept].astype(float)


def _ei_values(
    rows: IntArray, columns: IntArray, codes: IntArray, groups: int, directed: bool, orders: IntArray
) -> FloatArray:
    """Return E-I of the network and of the ties at each group, for each relabelling."""
    del directed
    counts = _mixing_counts(rows, columns, codes, groups, True, orders).reshape(len(orders), groups, groups)
    within = np.einsum("kgg->kg", counts)
    at_group = counts.sum(axis=1) + counts.sum(axis=2) - within
    inside = np.column_stack([within.sum(axis=1), within])
    touched = np.column_stack([counts.sum(axis=(1, 2)), at_group])
    blank = np.full(touched.shape, np.nan)
    return np.asarray(np.divide(touched - 2 * inside, touched, out=blank, where=touched > 0))
