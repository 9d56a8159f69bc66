"""Whole-network measures of many networks at once. Arrays only: networks x members x members of 0 and 1 in.

Each equals the measure of the same name in ``measures``; NaN where that is NaN. Rows are packed into bits, so that
degrees and shared contacts are counts of bits in a few words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ci_network.inference.draws import FloatArray

BoolArray = NDArray[np.bool_]
Counts = NDArray[np.int64]
WORD: Final = 8  # bytes


@dataclass(eq=False)
class Batch:
    """Many networks of the same size, and what several measures of them share."""

    ties: BoolArray
    directed: bool

    @property
    def n(self) -> int:
        """The number of members of each network."""
        return int(self.ties.shape[1])

    @cached_property
    def given(self) -> Counts:
        """Networks x members: the ties that each gives."""
        return _bits(_packed(self.ties))

    @cached_property
    def received(self) -> Counts:
        """Networks x members: the ties that each receives."""
        return _bits(_packed(self.ties.transpose(0, 2, 1))) if self.directed else self.given

    @cached_property
    def weak(self) -> BoolArray:
        """The networks with directions forgotten."""
        return self.ties | self.ties.transpose(0, 2, 1) if self.directed else self.ties

    @cached_property
    def rows(self) -> "NDArray[np.uint64]":
        """The rows of the networks without directions, packed into bits."""
        return _packed(self.weak)

    @cached_property
    def degree(self) -> Counts:
        """Networks x members: how many others each has a tie with."""
        return _bits(self.rows) if self.directed else self.given

    @cached_property
    def closed(self) -> Counts:
        """Networks: the paths of two whose ends have a tie, each from both ends."""
        at = np.flatnonzero(np.triu(self.weak))
        network, cell = np.divmod(at, max(self.n * self.n, 1))
        first, second = np.divmod(cell, max(self.n, 1))
        packed = self.rows.reshape(len(self.ties) * self.n, self.rows.shape[2])
        shared = _bits(packed.take(network * self.n + first, axis=0) & packed.take(network * self.n + second, axis=0))
        return 2 * np.bincount(network, weights=shared, minlength=len(self.ties)).astype(np.int64)


Measure: TypeAlias = Callable[[Batch], FloatArray]


def density(batch: Batch) -> FloatArray:
    """Return the share of possible ties that are there."""
    return _over(batch.given.sum(axis=1), batch.n * (batch.n - 1))


def reciprocity(batch: Batch) -> FloatArray:
    """Return the share of arcs that are answered; NaN in undirected networks."""
    if not batch.directed:
        return np.full(len(batch.ties), np.nan)
    mutual = _bits(_packed(batch.ties & batch.ties.transpose(0, 2, 1))).sum(axis=1)
    return _over(mutual, batch.given.sum(axis=1))


def transitivity(batch: Batch) -> FloatArray:
    """Return 3 x triangles over connected triples, directions forgotten."""
    return _over(batch.closed, (batch.degree * (batch.degree - 1)).sum(axis=1))


def centralization_degree(batch: Batch) -> FloatArray:
    """Return degree centralisation of the networks without directions."""
    return _centralization(batch.degree, (batch.n - 1) * (batch.n - 2))


def centralization_degree_in(batch: Batch) -> FloatArray:
    """Return in-degree centralisation; NaN in undirected networks."""
    return _centralization(batch.received, (batch.n - 1) ** 2 if batch.directed else 0)


def centralization_degree_out(batch: Batch) -> FloatArray:
    """Return out-degree centralisation; NaN in undirected networks."""
    return _centralization(batch.given, (batch.n - 1) ** 2 if batch.directed else 0)


BATCHED: Final[Mapping[str, Measure]] = MappingProxyType(
    {
        "density": density,
        "reciprocity": reciprocity,
        "transitivity": transitivity,
        "centralization_degree": centralization_degree,
        "centralization_degree_in": centralization_degree_in,
        "centralization_degree_out": centralization_degree_out,
    }
)


def table(ties: BoolArray, directed: bool, names: tuple[str, ...]) -> FloatArray:
    """Return networks x measures."""
    batch = Batch(ties, directed)
    return np.column_stack([BATCHED[name](batch) for name in names]) if names else np.empty((len(ties), 0))


def _packed(ties: BoolArray) -> "NDArray[np.uint64]":
    """Return the rows as words of 64 bits, the last one filled up with zeros."""
    packed = np.packbits(ties, axis=2)
    filled = np.zeros((*packed.shape[:2], -(-packed.shape[2] // WORD) * WORD), dtype=np.uint8)
    filled[:, :, : packed.shape[2]] = packed
    return filled.view(np.uint64)


def _bits(words: "NDArray[np.uint64]") -> Counts:
    return np.asarray(np.bitwise_count(words).sum(axis=-1, dtype=np.int64))


def _centralization(degree: Counts, largest: float) -> FloatArray:
    if degree.shape[1] < 2:
        return np.full(len(degree), np.nan)
    return _over((degree.max(axis=1, keepdims=True) - degree).sum(axis=1), largest)


def _over(above: Counts, below: "NDArray[np.integer[Any]] | float") -> FloatArray:
    blank = np.full(len(above), np.nan)
    parts = np.broadcast_to(np.asarray(below, dtype=float), above.shape)
    return np.asarray(np.divide(above.astype(float), parts, out=blank, where=parts > 0))
