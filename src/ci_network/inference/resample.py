"""How far would a measure move with other members of the same kind? Vertex bootstrap and jackknife."""

from collections.abc import Sequence
from concurrent.futures import Executor
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ci_network.errors import UnknownNameError
from ci_network.inference.batches import BATCHED, table
from ci_network.inference.draws import FloatArray, Rng, Sampling
from ci_network.inference.frames import Resampled
from ci_network.network.network import AnyNetwork, Network

BoolArray = NDArray[np.bool_]
Places = NDArray[np.intp]
MEASURES: Final = ("density", "reciprocity", "transitivity", "centralization_degree")


def bootstrap_members(
    graph: AnyNetwork,
    *,
    measures: Sequence[str] = MEASURES,
    replicates: int = 2_000,
    rng: Rng = None,
    executor: Executor | None = None,
) -> Resampled:
    """The sampling error of a network's density, reciprocity, transitivity and centralisation.

    Members are drawn with replacement, with the ties among them. The pair of a member with its own copy takes the
    state of a pair drawn at random from the network.

    Parameters
    ----------
    graph
        A Network or any networkx graph; values of ties are forgotten.
    measures
        Which of density, reciprocity, transitivity and the degree centralisations.
    replicates
        How many bootstrap networks.
    rng
        Seed or numpy Generator.
    executor
        Any ``concurrent.futures`` executor; the result is the same with any number of workers.

    Returns
    -------
    Resampled
        One row a measure; ``se`` is the standard deviation of the draws that have a value; NaN where there is none.

    Notes
    -----
    It treats the members as a sample of a larger population of members; where everybody belongs to the network it
    says how much hangs on who happens to be in it. Draws of transitivity and centralisation are off centre: use
    their spread, as here, not their quantiles.

    References
    ----------
    Snijders & Borgatti (1999), Connections 22(2):161.

    Examples
    --------
    >>> import networkx as nx
    >>> found = bootstrap_members(nx.karate_club_graph(), measures=["density"], replicates=500, rng=1)
    >>> found.frame[["term", "estimate", "se"]].round(2).to_dict("records")
    [{'term': 'density', 'estimate': 0.14, 'se': 0.04}]
    """
    net, names, ties = _given(graph, measures)
    kernel = partial(_bootstrapped, ties, net.directed, names)
    draws = Sampling(replicates, rng, executor).draw(kernel, cells=max(ties.size, 1)).astype(float)
    known = np.isfinite(draws)
    middle = np.where(known, draws, 0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    squares = np.where(known, (draws - middle) ** 2, 0).sum(axis=0)
    se = np.where(known.sum(axis=0) > 1, np.sqrt(squares / np.maximum(known.sum(axis=0) - 1, 1)), np.nan)
    estimate = table(ties[None], net.directed, names)[0]
    return Resampled(names, estimate, np.where(np.isnan(estimate), np.nan, se), draws)


def jackknife_members(graph: AnyNetwork, *, measures: Sequence[str] = MEASURES) -> Resampled:
    """The sampling error of the same measures by leaving out one member after another; no chance in it.

    se = sqrt((n - 2)/(2n) x the sum of squared differences of the n values from their mean): half the usual factor,
    as every tie is lost with either of its ends. Parameters as in :func:`bootstrap_members`.

    Returns
    -------
    Resampled
        One row a measure; ``draws`` has one row a member, the value without it, in the members' order. ``se`` is NaN
        where one of them has no value.

    References
    ----------
    Snijders & Borgatti (1999), Connections 22(2):161; Frank & Snijders (1994), J. Official Statistics 10:53.

    Examples
    --------
    >>> import networkx as nx
    >>> found = jackknife_members(nx.karate_club_graph(), measures=["density"])
    >>> found.frame[["term", "estimate", "se"]].round(3).to_dict("records")
    [{'term': 'density', 'estimate': 0.139, 'se': 0.029}]
    """
    net, names, ties = _given(graph, measures)
    everybody = np.arange(net.n)
    left = [table(ties[np.ix_(keep, keep)][None], net.directed, names)[0] for keep in _all_but_one(everybody)]
    draws = np.array(left).reshape(net.n, len(names))
    factor = (net.n - 2) / (2 * net.n) if net.n > 2 else np.nan
    se = np.sqrt(factor * ((draws - draws.mean(axis=0)) ** 2).sum(axis=0)) if net.n else np.full(len(names), np.nan)
    return Resampled(names, table(ties[None], net.directed, names)[0], se, draws)


def _given(graph: AnyNetwork, measures: Sequence[str]) -> tuple[Network, tuple[str, ...], BoolArray]:
    net = Network.of(graph)
    for name in measures:
        if name not in BATCHED:
            raise UnknownNameError("measure to resample", name, BATCHED)
    return net, tuple(measures), net.binary.toarray() > 0


def _all_but_one(everybody: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    return [np.delete(everybody, place) for place in everybody]


def _bootstrapped(
    ties: BoolArray, directed: bool, names: tuple[str, ...], rng: np.random.Generator, count: int
) -> FloatArray:
    n = len(ties)
    if n < 2:
        return table(np.repeat(ties[None], count, axis=0), directed, names)
    chosen = rng.integers(n, size=(count, n))
    drawn = _among_chosen(ties, chosen)
    draw, first, second = _copies(chosen)
    one = rng.integers(n, size=len(draw))
    other = (one + rng.integers(1, n, size=len(draw))) % n
    drawn[draw, first, second], drawn[draw, second, first] = ties[one, other], ties[other, one]
    return table(drawn, directed, names)


def _among_chosen(ties: BoolArray, chosen: Places) -> BoolArray:
    """Return the ties among the chosen members: whole rows are copied, turned, and copied again."""
    count, n = chosen.shape
    columns = np.ascontiguousarray(np.ascontiguousarray(ties.T).take(chosen, axis=0).transpose(0, 2, 1))
    found = columns.reshape(count * n, n).take((np.arange(count)[:, None] * n + chosen).ravel(), axis=0)
    return np.asarray(found.reshape(count, n, n))


def _copies(chosen: Places) -> tuple[Places, Places, Places]:
    """Return draw, first and second place of every pair of places that hold the same member."""
    order = np.argsort(chosen, axis=1, kind="stable")
    sorted_members = np.take_along_axis(chosen, order, axis=1)
    found = []
    for apart in range(1, chosen.shape[1]):
        draw, place = np.nonzero(sorted_members[:, apart:] == sorted_members[:, :-apart])
        if not len(draw):
            break  # no member stands more often than this
        found.append((draw, order[draw, place], order[draw, place + apart]))
    draws, firsts, seconds = zip(*found, strict=True) if found else ([chosen[0, :0]],) * 3
    return np.concatenate(draws), np.concatenate(firsts), np.concatenate(seconds)
