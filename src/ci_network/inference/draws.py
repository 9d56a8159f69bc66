"""How replicates are drawn: in chunks whose size and seed depend on the problem alone, on any executor."""

import math
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ci_network.errors import UsageError

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]
Rng: TypeAlias = int | np.random.Generator | None
FromGenerator: TypeAlias = Callable[[np.random.Generator, int], NDArray[np.generic]]
FromPermutations: TypeAlias = Callable[[IntArray], FloatArray]

CELLS_AT_ONCE: Final = 1_000_000  # 8 MB of float64: a chunk stays near the processor's cache
MOST_AT_ONCE: Final = 20_000


@dataclass(frozen=True)
class Sampling:
    """How many replicates, from which random numbers, run where.

    The chunks and their seeds follow from the replicate's number, so that the number of workers changes no result.
    """

    replicates: int
    rng: Rng = None
    executor: Executor | None = None

    def __post_init__(self) -> None:
        if self.replicates < 1:
            raise UsageError(f"At least one replicate is needed; {self.replicates} were asked for.")

    def draw(self, kernel: FromGenerator, *, cells: int) -> NDArray[np.generic]:
        """Return the kernel's rows for every replicate; ``cells`` says how large one replicate is."""
        bounds = chunks(self.replicates, cells)
        root = np.random.SeedSequence(np.random.default_rng(self.rng).integers(2**32, size=4).tolist())
        counts = [stop - start for start, stop in bounds]
        return np.concatenate(list(self._run(partial(_seeded, kernel), root.spawn(len(counts)), counts)))

    def permute(self, kernel: FromPermutations, n: int, *, cells: int) -> tuple[FloatArray, bool]:
        """Return the kernel's rows over relabellings of n members, and whether they are all of them.

        Where all n! relabellings are no more than the replicates asked for, each is taken once.
        """
        if math.factorial(n) > self.replicates:
            return self.draw(partial(_permuted, kernel, n), cells=cells).astype(float, copy=False), False
        starts, stops = zip(*chunks(math.factorial(n), cells), strict=True)
        return np.concatenate(list(self._run(partial(_enumerated, kernel, n), starts, stops))), True

    def _run(self, work: Callable[..., NDArray[np.generic]], *given: Iterable[object]) -> Iterable[NDArray[np.generic]]:
        return self.executor.map(work, *given) if self.executor else map(work, *given)


def chunks(total: int, cells: int) -> list[tuple[int, int]]:
    """Return the bounds of the chunks that hold so many replicates of so many cells each."""
    size = min(max(CELLS_AT_ONCE // max(cells, 1), 1), MOST_AT_ONCE)
    return [(start, min(start + size, total)) for start in range(0, total, size)]


def permutations_by_rank(start: int, stop: int, n: int) -> IntArray:
    """Return the permutations of n things from one place to another in their lexicographic order, one a row."""
    rank = np.arange(start, stop)
    found = np.empty((n, len(rank)), dtype=np.int64)
    for place in range(n):
        found[place] = rank // math.factorial(n - 1 - place) % (n - place)
    for place in range(n - 2, -1, -1):
        found[place + 1 :] += found[place + 1 :] >= found[place]
    return found.T.astype(np.intp)


def _seeded(kernel: FromGenerator, seed: np.random.SeedSequence, count: int) -> NDArray[np.generic]:
    return kernel(np.random.default_rng(seed), count)


def _permuted(kernel: FromPermutations, n: int, rng: np.random.Generator, count: int) -> FloatArray:
    return kernel(rng.permuted(np.tile(np.arange(n, dtype=np.intp), (count, 1)), axis=1))


def _enumerated(kernel: FromPermutations, n: int, start: int, stop: int) -> FloatArray:
    return kernel(permutations_by_rank(start, stop, n))
