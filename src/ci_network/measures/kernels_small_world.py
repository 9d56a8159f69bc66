"""Arrays only: clustering and distance of networks of as many nodes and ties, random or in a ring."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network.measures.kernels_sets import batch_steps

FloatArray = NDArray[np.float64]


class World(NamedTuple):
    """Transitivity and mean distance over pairs that can reach each other, one entry a network; NaN where undefined."""

    clustering: FloatArray
    distance: FloatArray


def world_of(ties: FloatArray) -> World:
    """Return clustering and distance of each of a batch of undirected networks (b x n x n of 0 and 1)."""
    degree = ties.sum(axis=2)
    triples = (degree * (degree - 1)).sum(axis=1)
    closed = ((ties @ ties) * ties).sum(axis=(1, 2))
    steps = batch_steps(ties)
    reached = (steps > 0) & np.isfinite(steps)
    pairs = reached.sum(axis=(1, 2)).astype(float)
    total = np.where(reached, steps, 0.0).sum(axis=(1, 2))
    blank = np.full(len(ties), np.nan)
    clustering = np.divide(closed, triples, out=blank.copy(), where=triples > 0)
    return World(clustering, np.divide(total, pairs, out=blank.copy(), where=pairs > 0))


def random_networks(n: int, ties: int, count: int, rng: np.random.Generator) -> FloatArray:
    """Return networks of n nodes and so many ties, every such network as likely as any other."""
    rows, columns = np.triu_indices(n, 1)
    chosen = np.argsort(rng.random((count, len(rows))), axis=1)[:, :ties]
    found = np.zeros((count, n, n))
    place = np.arange(count)[:, None]
    found[place, rows[chosen], columns[chosen]] = 1.0
    return found + found.transpose(0, 2, 1)


def ring(n: int, ties: int) -> FloatArray:
    """Return the network of n nodes in a ring in which ties join the nearest first, until so many are used."""
    rows, columns = np.triu_indices(n, 1)
    apart = np.minimum(columns - rows, n - (columns - rows))
    chosen = np.lexsort((rows, apart))[:ties]
    found = np.zeros((n, n))
    found[rows[chosen], columns[chosen]] = 1.0
    return found + found.T
