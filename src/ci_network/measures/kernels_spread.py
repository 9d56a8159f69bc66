"""Arrays only: how news spreads from seeds along ties that pass it on by chance, and how a costly change does.

A tie that passes news on with a probability is open or shut once and for all, so a node is reached when open ties join
it to a seed. What hangs on the rest by one tie alone needs no draws (its chance is its neighbour's times the tie's);
the core that is left is tried in every state, or drawn: one bit a state, 64 states a machine word.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]
BoolArray = NDArray[np.bool_]
Words = NDArray[np.uint64]

# Most random numbers that are held at once.
_BLOCK: Final = 1 << 23


class Spread(NamedTuple):
    """Chance of each node to be reached; of the number reached, its mean and that mean's standard error."""

    chance: FloatArray
    mean: float
    standard_error: float
    exact: bool


class _Ties(NamedTuple):
    """Ties among nodes of which 0 is all the seeds in one."""

    a: IntArray
    b: IntArray
    chance: FloatArray

    def only(self, kept: BoolArray | IntArray) -> "_Ties":
        """Return some of the ties."""
        return _Ties(self.a[kept], self.b[kept], self.chance[kept])


class _Leaf(NamedTuple):
    node: int
    parent: int
    chance: float


def spread(
    chances: sparse.csr_array, seeds: BoolArray, *, exact_up_to: int, draws: int, rng: np.random.Generator
) -> Spread:
    """Return how news spreads from seeds along symmetric ties that pass it on with these probabilities."""
    place = np.where(seeds, 0, np.cumsum(~seeds))
    n = int((~seeds).sum()) + 1
    ties = _reachable(_merged(chances, place, n), n)
    core, leaves = _peeled(ties, n)
    weight = np.r_[0.0, np.ones(n - 1)]
    for leaf in leaves:
        weight[leaf.parent] += leaf.chance * weight[leaf.node]
    exact = len(core.a) <= max(exact_up_to, 0)
    blocks = _every_state(core) if exact else _drawn(core, draws, rng)
    node, found, mean, error = _core_spread(core, blocks, weight)
    chance = np.zeros(n)
    chance[node] = found
    chance[0] = 1.0
    for leaf in reversed(leaves):
        chance[leaf.node] = chance[leaf.parent] * leaf.chance
    return Spread(chance[place], mean, 0.0 if exact else error, exact)


def adopted(ties: sparse.csr_array, seeds: BoolArray, needed: FloatArray) -> BoolArray:
    """Return who has adopted in the end, when a node does as soon as enough of its neighbours have."""
    active = seeds.copy()
    while True:
        grown = active | (ties @ active.astype(float) >= needed - 1e-9)
        if (grown == active).all():
            return active
        active = grown


def _merged(chances: sparse.csr_array, place: IntArray, n: int) -> _Ties:
    """Return the ties with all seeds in one node, several ties of a pair in one, impossible ones left out."""
    upper = sparse.coo_array(sparse.triu(chances, k=1))
    a, b = place[upper.row], place[upper.col]
    keep = (a != b) & (upper.data > 0)
    code, which = np.unique(np.minimum(a, b)[keep] * n + np.maximum(a, b)[keep], return_inverse=True)
    shut = np.ones(len(code))
    np.multiply.at(shut, which, 1 - upper.data[keep])
    return _Ties(code // n, code % n, 1 - shut)


def _reachable(ties: _Ties, n: int) -> _Ties:
    joined = sparse.csr_array((np.ones(len(ties.a)), (ties.a, ties.b)), shape=(n, n))
    label = csgraph.connected_components(joined, directed=False)[1]
    keep = label[ties.a] == label[0]
    return ties.only(keep)


def _peeled(ties: _Ties, n: int) -> tuple[_Ties, list[_Leaf]]:
    """Return the ties without what hangs on by one tie, and what was taken off, in that order; the seed stays."""
    at: list[set[int]] = [set() for _ in range(n)]
    for tie, (a, b) in enumerate(zip(ties.a.tolist(), ties.b.tolist(), strict=True)):
        at[a].add(tie)
        at[b].add(tie)
    waiting = [node for node in range(1, n) if len(at[node]) == 1]
    leaves = []
    while waiting:
        node = waiting.pop()
        if len(at[node]) != 1:
            continue
        tie = at[node].pop()
        parent = int(ties.a[tie] + ties.b[tie]) - node
        at[parent].discard(tie)
        leaves.append(_Leaf(node, parent, float(ties.chance[tie])))
        if parent and len(at[parent]) == 1:
            waiting.append(parent)
    left = np.array(sorted(set().union(*at)), dtype=np.intp)
    return ties.only(left), leaves


def _every_state(core: _Ties) -> Iterator[tuple[BoolArray, FloatArray]]:
    """Give which tie (row) is open in which state (column), and each state's probability."""
    states = np.arange(1 << len(core.a))
    is_open = (states >> np.arange(len(core.a))[:, None] & 1) > 0
    chance = np.where(is_open, core.chance[:, None], 1 - core.chance[:, None]).prod(axis=0)
    yield is_open, chance


def _drawn(core: _Ties, draws: int, rng: np.random.Generator) -> Iterator[tuple[BoolArray, FloatArray]]:
    """Give the same of drawn states, each as probable as any other."""
    block = max(64, _BLOCK // len(core.a))
    for start in range(0, draws, block):
        size = min(block, draws - start)
        is_open = rng.random((len(core.a), size), dtype=np.float32) < core.chance[:, None]
        yield is_open, np.full(size, 1 / draws)


def _core_spread(
    core: _Ties, blocks: Iterator[tuple[BoolArray, FloatArray]], weight: FloatArray
) -> tuple[IntArray, FloatArray, float, float]:
    """Return the core's nodes, their chances, and of the weight reached the mean and its standard error."""
    node = np.unique(np.r_[0, core.a, core.b])
    a, b = np.searchsorted(node, core.a), np.searchsorted(node, core.b)
    found, totals, states = np.zeros(len(node)), [], []
    for is_open, chance in blocks:
        reached = _reached(a, b, _packed(is_open), len(node))
        active = np.unpackbits(reached.view(np.uint8), axis=1, count=len(chance)).astype(np.float64)
        found += active @ chance
        totals.append(weight[node] @ active)
        states.append(chance)
    total, probability = np.concatenate(totals), np.concatenate(states)
    spread_of = total.std(ddof=1) if len(total) > 1 else np.nan
    return node, found, float(total @ probability), float(spread_of / np.sqrt(len(total)))


def _packed(is_open: BoolArray) -> Words:
    """Return flags as bits, each row filled up with shut ones to whole words."""
    rows, size = is_open.shape
    packed = np.zeros((rows, -(-size // 64) * 8), dtype=np.uint8)
    packed[:, : -(-size // 8)] = np.packbits(is_open, axis=1)
    return packed.view(np.uint64)


def _reached(a: IntArray, b: IntArray, is_open: Words, n: int) -> Words:
    """Return for each node (row) in which states open ties join it to node 0."""
    words = is_open.shape[1] if len(a) else 1
    reached = np.zeros((n, words), dtype=np.uint64)
    reached[0] = ~np.uint64(0)
    if not len(a):
        return reached
    source, target = np.r_[a, b], np.r_[b, a]
    order = np.argsort(target, kind="stable")
    source, through = source[order], np.tile(is_open, (2, 1))[order]
    into, first = np.unique(target[order], return_index=True)
    while True:
        new = reached[into] | np.bitwise_or.reduceat(reached[source] & through, first, axis=0)
        if (new == reached[into]).all():
            return reached
        reached[into] = new
