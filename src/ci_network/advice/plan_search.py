"""Arrays only: the search for the best set of introductions: greedy, then exchanges while they help."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ci_network.advice.plan_aims import Aims, BoolArray, FloatArray, Pair, Ties, aim_gains, aim_value

# Gains less than this apart are even; a gain no larger is none.
EVEN: Final = 1e-12
# Rounds of exchanges; one where every look at all ties takes long.
ROUNDS: Final = 3
LARGE: Final = 100


@dataclass(frozen=True, eq=False)
class Search:
    """What may be chosen, and how a choice is valued.

    Attributes
    ----------
    aims, start
        What counts, and the ties that are there.
    allowed
        n x n, symmetric: who may be introduced to whom.
    room
        How many new ties each member can take on.
    most
        How many introductions at most.
    prefer
        n x n, symmetric: of introductions that gain the same, the higher is taken.
    """

    aims: Aims
    start: Ties
    allowed: BoolArray
    room: NDArray[np.int_]
    most: int
    prefer: FloatArray

    @property
    def quick(self) -> bool:
        """Whether all ties can be looked at again and again in no time."""
        return len(self.room) <= LARGE or "resilience" not in self.aims.weights

    @cached_property
    def base(self) -> dict[str, float]:
        """The value of each aim now."""
        return {name: aim_value(self.aims, self.start, name) for name in self.aims.weights}

    @cached_property
    def scale(self) -> dict[str, float]:
        """What a unit of each aim counts: one where it stands alone, else its weight over its shortfall."""
        if len(self.aims.weights) == 1:
            return dict.fromkeys(self.aims.weights, 1.0)
        short = {name: 1.0 - value for name, value in self.base.items()}
        return {n: weight / short[n] if short[n] > EVEN else 0.0 for n, weight in self.aims.weights.items()}

    def gain(self, ties: Ties) -> float:
        """Return what ties are worth over those at the start."""
        return sum(scale * (aim_value(self.aims, ties, n) - self.base[n]) for n, scale in self.scale.items())

    def gains(self, ties: Ties) -> FloatArray:
        """Return what each further tie is worth."""
        return np.asarray(sum(scale * aim_gains(self.aims, ties, n) for n, scale in self.scale.items()))

    def open_pairs(self, chosen: Sequence[Pair]) -> BoolArray:
        """Return who may still be introduced to whom once some introductions are chosen."""
        taken = np.bincount([place for pair in chosen for place in pair], minlength=len(self.room))
        free = taken < self.room
        still = self.allowed & free[:, None] & free[None, :]
        for one, other in chosen:
            still[one, other] = still[other, one] = False
        return np.triu(still, k=1)

    def best_next(self, ties: Ties, open_pairs: BoolArray) -> tuple[Pair, float] | None:
        """Return the introduction that gains most, and its gain; ``None`` where none gains anything."""
        gains = np.where(open_pairs, self.gains(ties), 0.0)
        top = float(gains.max(initial=0.0))
        if top <= EVEN:
            return None
        rows, columns = np.nonzero(open_pairs & (gains >= top - EVEN))
        place = int(self.prefer[rows, columns].argmax())
        return (int(rows[place]), int(columns[place])), top


def choose(search: Search) -> list[Pair]:
    """Return the introductions found best, in the order in which they gain most."""
    grown = [grow(search, [])]
    if search.quick and {"reach", "even_reach"} & set(search.aims.weights):
        across = search.aims.backbone[:, None] | search.aims.backbone[None, :]
        # Two ties can need each other there: begin with either kind alone too.
        kinds = [replace(search, allowed=search.allowed & flags) for flags in (across, ~across)]
        grown += [grow(search, grow(kind, [])) for kind in kinds]
    best = max(grown, key=lambda chosen: _worth(search, chosen))
    return _in_order(search, exchanged(search, best))


def grow(search: Search, chosen: Sequence[Pair]) -> list[Pair]:
    """Add the introduction that gains most until there is no room or no gain left."""
    held, ties = list(chosen), search.start.with_ties(chosen)
    while len(held) < search.most:
        found = search.best_next(ties, search.open_pairs(held))
        if found is None:
            break
        held.append(found[0])
        ties = ties.with_tie(*found[0])
    return held


def exchanged(search: Search, chosen: Sequence[Pair]) -> list[Pair]:
    """Leave out one introduction and add what then fits best, while that gains; a few rounds at most.

    Where a member's limit stands in the way, one left out can make room for two.
    """
    held, worth = list(chosen), _worth(search, chosen)
    for _ in range(ROUNDS if search.quick else 1):
        before = list(held)
        for pair in before:
            allowed = search.allowed.copy()
            allowed[pair] = allowed[pair[::-1]] = False
            other = grow(replace(search, allowed=allowed), [one for one in held if one != pair])
            gained = _worth(search, other)
            if gained > worth + 1e-9:
                held, worth = grow(search, other), gained
        if held == before:
            break
    return held


def _worth(search: Search, chosen: Sequence[Pair]) -> float:
    return search.gain(search.start.with_ties(chosen))


def _in_order(search: Search, chosen: Sequence[Pair]) -> list[Pair]:
    """Return the same introductions in the order in which each gains most; those that gain nothing alone come last."""
    only = np.zeros_like(search.allowed)
    for one, other in chosen:
        only[one, other] = only[other, one] = True
    ordered = grow(replace(search, allowed=only, most=len(chosen)), [])
    return [*ordered, *(pair for pair in chosen if pair not in ordered)]
