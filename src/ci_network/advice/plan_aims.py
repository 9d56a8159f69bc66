"""Arrays only: the aims of a plan as numbers, and what every missing tie would add to them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ci_network.measures import kernels_one_more, kernels_paths

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]
StepArray = NDArray[np.int16]
Pair = tuple[int, int]

# Stands for no way at all; twice it and one more still fit in 16 bits.
FAR: Final = 10_000
# One over each number of steps; 0 for none, and where there is no way.
_NEARNESS: Final = np.r_[0.0, 1.0 / np.arange(1, FAR), 0.0]


@dataclass(frozen=True, eq=False)
class Aims:
    """What no tie changes: who is the backbone, who is of which sector, who shares work, and what counts how much.

    Attributes
    ----------
    backbone
        Flags: who belongs to the backbone.
    sectors
        n x sectors: one over the partners of the sector where a partner is of it; the backbone's rows are empty.
    required
        n x n, symmetric: pairs of partners with shared work.
    weights
        How much each aim counts, by name.
    """

    backbone: BoolArray
    sectors: FloatArray
    required: BoolArray
    weights: Mapping[str, float]

    @cached_property
    def partners(self) -> FloatArray:
        """One column: one over the number of partners, for each of them."""
        peers = ~self.backbone
        return np.asarray(peers / max(1, peers.sum()), dtype=float)[:, None]

    def undefined(self) -> frozenset[str]:
        """Return the aims that mean nothing here: no backbone to reach from, no sectors, no shared work, no pair."""
        peers = int((~self.backbone).sum())
        reach = bool(self.backbone.any() and peers)
        known = {
            "reach": reach,
            "even_reach": reach and self.sectors.shape[1] > 0,
            "congruence": bool(self.required.any()),
            "resilience": peers > 1,
        }
        return frozenset(name for name, is_known in known.items() if not is_known)


@dataclass(frozen=True, eq=False)
class Ties:
    """Who is in contact, and the steps between partners along ways that avoid the backbone (16 bits; ``FAR``: none)."""

    adjacency: BoolArray
    backbone: BoolArray
    left: StepArray

    @classmethod
    def of(cls, adjacency: BoolArray, backbone: BoolArray) -> "Ties":
        """Return the ties of a network."""
        keep = ~backbone
        steps = kernels_paths.distances(sparse.csr_array(adjacency[np.ix_(keep, keep)], dtype=float))
        return cls(adjacency, backbone, np.where(np.isfinite(steps), steps, FAR).astype(np.int16))

    @cached_property
    def place_left(self) -> NDArray[np.intp]:
        """Where each partner stands among the partners."""
        return np.cumsum(~self.backbone) - 1

    def with_tie(self, one: int, other: int) -> "Ties":
        """Return the ties with one more."""
        adjacency = self.adjacency.copy()
        adjacency[one, other] = adjacency[other, one] = True
        left = self.left
        if not (self.backbone[one] or self.backbone[other]):
            u, v = self.place_left[one], self.place_left[other]
            over = np.minimum(left[:, u, None] + left[None, v], left[:, v, None] + left[None, u]) + np.int16(1)
            left = np.minimum(left, over)
        return replace(self, adjacency=adjacency, left=left)

    def with_ties(self, pairs: Sequence[Pair]) -> "Ties":
        """Return the ties with several more."""
        held = self
        for one, other in pairs:
            held = held.with_tie(one, other)
        return held

    @cached_property
    def level(self) -> NDArray[np.int_]:
        """Steps of each member from the backbone: 0, 1, 2, and 3 for all beyond."""
        first = self.adjacency[self.backbone].any(axis=0)
        second = self.adjacency[first].any(axis=0)
        return np.where(self.backbone, 0, np.where(first, 1, np.where(second, 2, 3)))


def aim_value(aims: Aims, ties: Ties, name: str) -> float:
    """Return how far an aim is reached, 0-1."""
    return _VALUES[name](aims, ties)


def aim_gains(aims: Aims, ties: Ties, name: str) -> FloatArray:
    """Return what a tie between each two members would add to an aim (n x n, symmetric; not below 0)."""
    return _GAINS[name](aims, ties)


def _reach(aims: Aims, ties: Ties) -> float:
    return float((ties.level <= 2) @ aims.partners[:, 0])


def _even_reach(aims: Aims, ties: Ties) -> float:
    return float(np.sqrt(_shares(aims, ties)).mean())


def _congruence(aims: Aims, ties: Ties) -> float:
    return float((aims.required & ties.adjacency).sum() / aims.required.sum())


def _resilience(aims: Aims, ties: Ties) -> float:  # noqa: ARG001 - every aim is asked alike
    n = len(ties.left)
    apart = ties.left < FAR
    return float((_NEARNESS[ties.left].sum() + apart.sum() - n) / 2 / (n * (n - 1)))


def _reach_gains(aims: Aims, ties: Ties) -> FloatArray:
    return _gains_of_reach(ties, aims.partners, lambda more: more[:, 0])


def _even_reach_gains(aims: Aims, ties: Ties) -> FloatArray:
    now = _shares(aims, ties)
    return _gains_of_reach(ties, aims.sectors, lambda more: (np.sqrt(now + more) - np.sqrt(now)).mean(axis=1))


def _congruence_gains(aims: Aims, ties: Ties) -> FloatArray:
    return np.asarray(2 * (aims.required & ~ties.adjacency) / aims.required.sum(), dtype=float)


def _resilience_gains(aims: Aims, ties: Ties) -> FloatArray:
    keep = ~aims.backbone
    m, together = len(ties.left), ties.left < FAR
    nearness = kernels_one_more.efficiency_gains(np.where(together, ties.left.astype(float), np.inf))
    size = together.sum(axis=1)
    joined = np.where(together, 0, size[:, None] * size[None, :])
    gains = np.zeros((len(keep), len(keep)))
    gains[np.ix_(keep, keep)] = (nearness + joined) / (m * (m - 1))
    return gains


def _shares(aims: Aims, ties: Ties) -> FloatArray:
    """Return the share within two steps of the backbone in each sector."""
    return np.asarray(np.minimum((ties.level <= 2) @ aims.sectors, 1.0))


def _gains_of_reach(ties: Ties, counted: FloatArray, value: Callable[[FloatArray], FloatArray]) -> FloatArray:
    """Return gains of ties: one to the backbone brings near a member and its contacts, one to its contact the member.

    ``counted`` has one column for each group; ``value`` makes a number of what each far end adds to the groups.
    """
    missed = counted * (ties.level > 2)[:, None]
    around = ties.adjacency @ missed + missed
    gains = np.zeros(ties.adjacency.shape)
    gains[ties.level == 0] = value(around)
    gains[ties.level == 1] = value(missed)
    return np.asarray(gains + gains.T)


_VALUES: Final = {"reach": _reach, "even_reach": _even_reach, "congruence": _congruence, "resilience": _resilience}
_GAINS: Final = {
    "reach": _reach_gains,
    "even_reach": _even_reach_gains,
    "congruence": _congruence_gains,
    "resilience": _resilience_gains,
}
