"""Random networks with every degree kept, many at a time. Arrays only.

Each step proposes one switch in every network of the batch; a switch that would make a loop or a double tie leaves
that network as it was, and counts (so that all networks with these degrees are equally likely in the end).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.intp]

SWITCHES_PER_TIE: Final = 10
ONE_TRIANGLE_IN: Final = 8  # steps; by switches alone some directed networks are out of reach (Rao et al. 1996)


def switched(ties: BoolArray, directed: bool, rng: np.random.Generator, count: int) -> BoolArray:
    """Return ``count`` random networks with the degrees of this one (out and in where directed)."""
    rows, columns = np.nonzero(ties if directed else np.triu(ties))
    place = np.full((count, *ties.shape), -1, dtype=np.int32)  # a tie's number in the list of ends, -1 where none
    place[:, rows, columns] = np.arange(len(rows))
    if not directed:
        place[:, columns, rows] = np.arange(len(rows))
    if len(rows) < 2:
        return np.asarray(place >= 0)
    ends = np.tile(np.array([rows, columns])[None], (count, 1, 1))
    for step in range(SWITCHES_PER_TIE * len(rows)):
        if not directed:
            _switch_edges(place, ends, rng)
        elif step % ONE_TRIANGLE_IN:
            _switch_arcs(place, ends, rng)
        else:
            _turn_triangles(place, ends, rng)
    return np.asarray(place >= 0)


def _switch_arcs(place: NDArray[np.int32], ends: IntArray, rng: np.random.Generator) -> None:
    """Turn a -> b, c -> d into a -> d, c -> b."""
    one, other = rng.integers(ends.shape[2], size=(2, len(ends)))
    batch = np.arange(len(ends))
    (a, b), (c, d) = ends[batch, :, one].T, ends[batch, :, other].T
    free = (a != d) & (c != b) & (place[batch, a, d] < 0) & (place[batch, c, b] < 0)
    k, a, b, c, d, one, other = (part[free] for part in (batch, a, b, c, d, one, other))
    place[k, a, b] = place[k, c, d] = -1
    place[k, a, d], place[k, c, b] = one, other
    ends[k, 1, one], ends[k, 1, other] = d, b


def _switch_edges(place: NDArray[np.int32], ends: IntArray, rng: np.random.Generator) -> None:
    """Turn a - b, c - d into a - d, c - b, the second edge read from either end."""
    one, other = rng.integers(ends.shape[2], size=(2, len(ends)))
    batch, flip = np.arange(len(ends)), rng.integers(2, size=len(ends))
    a, b = ends[batch, :, one].T
    c, d = ends[batch, flip, other], ends[batch, 1 - flip, other]
    free = (a != d) & (c != b) & (a != c) & (b != d) & (place[batch, a, d] < 0) & (place[batch, c, b] < 0)
    k, a, b, c, d, one, other = (part[free] for part in (batch, a, b, c, d, one, other))
    place[k, a, b] = place[k, b, a] = place[k, c, d] = place[k, d, c] = -1
    place[k, a, d] = place[k, d, a] = one
    place[k, c, b] = place[k, b, c] = other
    ends[k, 0, one], ends[k, 1, one] = a, d
    ends[k, 0, other], ends[k, 1, other] = c, b


def _turn_triangles(place: NDArray[np.int32], ends: IntArray, rng: np.random.Generator) -> None:
    """Turn a -> b -> c -> a the other way round, where none of the three is answered."""
    one = rng.integers(ends.shape[2], size=len(ends))
    batch, c = np.arange(len(ends)), rng.integers(place.shape[1], size=len(ends))
    a, b = ends[batch, :, one].T
    two, three = place[batch, b, c], place[batch, c, a]
    answered = (place[batch, b, a] >= 0) | (place[batch, c, b] >= 0) | (place[batch, a, c] >= 0)
    turns = (two >= 0) & (three >= 0) & ~answered
    k, a, b, c, one, two, three = (part[turns] for part in (batch, a, b, c, one, two, three))
    for source, target, tie in ((a, b, one), (b, c, two), (c, a, three)):
        place[k, source, target] = -1
        place[k, target, source] = tie
        ends[k, 0, tie], ends[k, 1, tie] = target, source
