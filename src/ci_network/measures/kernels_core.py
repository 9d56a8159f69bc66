"""Arrays only: the split into core and periphery that fits best (Borgatti & Everett 1999), found by search.

A fit depends on three numbers alone: the size of the core, the arrows inside it, the arrows inside the periphery; so
every split, or every small change of one, is scored at once.
"""

from typing import Final, Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
Between: TypeAlias = Literal["left out", "full", "empty"]

EXACT_UP_TO: Final = 20  # 2^20 splits are tried in a moment
STARTS: Final = 60
EVEN: Final = 1e-12


class Split(NamedTuple):
    """The best split found, its correlation with the ideal (NaN where there is none), and whether all were tried."""

    core: BoolArray
    fit: float
    exact: bool


def best_split(ties: FloatArray, between: Between, starts: int = STARTS) -> Split:
    """Return the split whose ideal correlates best with the ties; of equals the largest core, then the first.

    ``starts`` is how many of each kind of start the search is given, where not every split can be tried.
    """
    n = len(ties)
    if n < 2:
        return Split(np.zeros(n, dtype=bool), np.nan, True)
    return _tried(ties, between) if n <= EXACT_UP_TO else _climbed(ties, between, starts)


def correlation(
    n: int, arrows: float, split: tuple[FloatArray, FloatArray, FloatArray], between: Between
) -> FloatArray:
    """Return the correlation of ties and ideal over cells off the diagonal; -inf where either does not vary.

    ``split``: nodes in the core, arrows inside the core, arrows inside the periphery.
    """
    size, inside, outside = split
    core_cells, edge_cells = size * (size - 1), (n - size) * (n - size - 1)
    cells: FloatArray = np.full_like(size, n * (n - 1))
    present: FloatArray = np.full_like(size, arrows)
    if between == "left out":
        cells, present = core_cells + edge_cells, inside + outside
        ideal, hits = core_cells, inside
    elif between == "full":
        ideal, hits = cells - edge_cells, present - outside
    else:
        ideal, hits = core_cells, inside
    above = hits * cells - ideal * present
    below = ideal * (cells - ideal) * present * (cells - present)
    found = np.full_like(size, -np.inf)
    return np.asarray(np.divide(above, np.sqrt(np.maximum(below, 0)), out=found, where=below > 0))


def _tried(ties: FloatArray, between: Between) -> Split:
    """Try every split: a mask's numbers come from the mask without its highest bit."""
    n = len(ties)
    both = ties + ties.T
    size, inside = np.zeros(1), np.zeros(1)
    for bit in range(n):
        led = np.zeros(1)
        for lower in range(bit):
            led = np.concatenate([led, led + both[bit, lower]])
        size, inside = np.concatenate([size, size + 1]), np.concatenate([inside, inside + led])
    fits = correlation(n, float(ties.sum()), (size, inside, inside[::-1]), between)
    best = float(fits.max())
    if best == -np.inf:
        return Split(np.zeros(n, dtype=bool), np.nan, True)
    even = np.flatnonzero(fits >= best - EVEN)
    mask = int(even[size[even].argmax()])
    return Split(np.array([bool(mask >> bit & 1) for bit in range(n)]), best, True)


def _climbed(ties: FloatArray, between: Between, starts: int) -> Split:
    """Take the best move or exchange until none is better, from many starts."""
    best = Split(np.zeros(len(ties), dtype=bool), np.nan, False)
    both = ties + ties.T
    for core in _starts(both, starts):
        found = _climb(ties, both, core, between)
        better = not found.fit <= best.fit + EVEN
        larger = found.fit >= best.fit - EVEN and found.core.sum() > best.core.sum()
        if np.isfinite(found.fit) and (better or larger):
            best = found
    return best


def _starts(both: FloatArray, starts: int) -> list[BoolArray]:
    """Return the best connected so many, those around each of the best connected, and scattered ones."""
    n = len(both)
    order = np.argsort(-both.sum(axis=1), kind="stable")
    place = np.argsort(order)
    found = [place < size for size in np.unique(np.linspace(1, n - 1, min(n - 1, starts)).astype(int))]
    for node in order[:starts]:
        around = both[node] > 0
        found += [around, around | (np.arange(n) == node)]
    scattered = np.random.default_rng(0).random((starts, n))  # a fixed seed: where to start, never what is found
    found += list(scattered < np.linspace(0.1, 0.9, starts)[:, None])
    return [core for core in found if 0 < core.sum() < n]


def _climb(ties: FloatArray, both: FloatArray, core: BoolArray, between: Between) -> Split:
    n, arrows = len(ties), float(ties.sum())
    fit = -np.inf
    while True:
        inner, outer = both @ core, both @ ~core
        size, inside, outside = float(core.sum()), ties[core][:, core].sum(), ties[~core][:, ~core].sum()
        way = np.where(core, -1.0, 1.0)
        moved = correlation(n, arrows, (size + way, inside + way * inner, outside - way * outer), between)
        leave, enter = np.flatnonzero(core), np.flatnonzero(~core)
        tied = both[np.ix_(leave, enter)]
        exchange_in = inside - inner[leave][:, None] + inner[enter][None, :] - tied
        exchange_out = outside + outer[leave][:, None] - outer[enter][None, :] - tied
        swapped = correlation(n, arrows, (np.full_like(tied, size), exchange_in, exchange_out), between)
        top_move, top_swap = moved.max(), swapped.max(initial=-np.inf)
        if max(top_move, top_swap) <= fit + EVEN:
            return Split(core, fit, False)
        fit = float(max(top_move, top_swap))
        core = core.copy()
        if top_move >= top_swap:
            core[int(moved.argmax())] ^= True
        else:
            out, into = np.unravel_index(int(swapped.argmax()), swapped.shape)
            core[leave[out]], core[enter[into]] = False, True
