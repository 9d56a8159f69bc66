"""Arrays only: Gould and Fernandez' five roles of a broker, what chance alone would give, and its spread.

``ties`` is a dense 0/1 matrix with an empty diagonal, ``group`` one group number a node. A node b brokers from a to c
where a -> b -> c and not a -> c. By chance means: every arrow there with the network's density d, each for itself.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]

ROLES: Final = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison", "total")


def counts(ties: FloatArray, group: IntArray) -> FloatArray:
    """Return for each node (rows) how often it brokers in each role (columns, in the order of ``ROLES``)."""
    n = len(ties)
    found = np.zeros((n, len(ROLES)))
    same = group[:, None] == group[None, :]
    apart = (1.0 - ties) * ~np.eye(n, dtype=bool)
    for broker in range(n):
        mine = same[broker]
        into, out = ties[:, broker], ties[broker]
        met = apart * into[:, None] * out[None, :]
        inner, before, after, outer = (
            met[np.ix_(a, c)] for a, c in ((mine, mine), (~mine, mine), (mine, ~mine), (~mine, ~mine))
        )
        outside = same[np.ix_(~mine, ~mine)]
        row = (inner.sum(), (outer * outside).sum(), after.sum(), before.sum(), (outer * ~outside).sum())
        found[broker] = (*row, sum(row))
    return found


def expected(sizes: FloatArray, density: float) -> FloatArray:
    """Return how often a member of each group (rows) would broker in each role by chance."""
    return density**2 * (1 - density) * _ordered_pairs(sizes)


def spread(sizes: FloatArray, density: float) -> FloatArray:
    """Return the standard deviation of those counts by chance: brokered pairs that share an arrow go together."""
    once = density**2 * (1 - density)
    both = density**3 * (1 - density) ** 3
    pairs, sharing = _ordered_pairs(sizes), _sharing_pairs(sizes)
    return np.asarray(np.sqrt(pairs * once * (1 - once) + both * sharing))


def _ordered_pairs(sizes: FloatArray) -> FloatArray:
    """Return per group and role the number of ordered pairs (a, c) that a member could stand between."""
    n, own = sizes.sum(), sizes
    others = n - own
    inner = (own - 1) * (own - 2)
    same = (sizes * (sizes - 1)).sum() - own * (own - 1)
    mixed = others * (own - 1)
    apart = others * (others - 1) - same
    return np.column_stack([inner, same, mixed, mixed, apart, inner + same + 2 * mixed + apart])


def _sharing_pairs(sizes: FloatArray) -> FloatArray:
    """Return per group and role the number of ordered pairs of such pairs with one end in common."""
    n, own = sizes.sum(), sizes
    others = n - own
    inner = 2 * (own - 1) * (own - 2) * (own - 3)
    cubes = sizes * (sizes - 1) * (sizes - 2)
    same = 2 * (cubes.sum() - cubes)
    mixed = (own - 1) * others * (others - 1) + others * (own - 1) * (own - 2)
    rest = others[:, None] - sizes[None, :]  # outside both my group and that one
    either = sizes[None, :] * rest * (rest - 1)
    apart = 2 * (either.sum(axis=1) - np.diag(either))
    total = 2 * (n - 1) * (n - 2) * (n - 3)
    return np.column_stack([inner, same, mixed, mixed, apart, np.full(len(sizes), total)])


def network_expected(sizes: FloatArray, density: float) -> FloatArray:
    """Return how often each role would be played in the whole network by chance."""
    return np.asarray((sizes[:, None] * expected(sizes, density)).sum(axis=0))


def network_spread(sizes: FloatArray, density: float) -> FloatArray:
    """Return the standard deviation of those counts: exact, for arrows each there by chance alone.

    Two brokered triples depend on each other where an arrow is needed by both (they go together), absent in both
    (the same), or needed by one and absent in the other (they exclude each other).
    """
    d, q = density, 1 - density
    together, absent, exclude = d**3 * q**3, d**5 * q, d**4 * q**2
    found = []
    for role in _role_tensors(len(sizes)):
        triples, needed, lacking, clashing = _dependences(sizes, role)
        chance = d**2 * q
        variance = triples * chance * (1 - chance) + needed * together + lacking * absent - clashing * exclude
        found.append(np.sqrt(max(variance, 0.0)))
    return np.array(found)


def _role_tensors(groups: int) -> list[FloatArray]:
    """Return for each role which triples of groups (a's, the broker's, c's) play it."""
    same = np.eye(groups, dtype=bool)
    first, second, ends = same[:, :, None], same[None, :, :], same[:, None, :]
    every = np.ones((groups, groups, groups), dtype=bool)
    roles = (first & second, ends & ~first, first & ~second, ~first & second, ~first & ~second & ~ends, every)
    return [np.asarray(role & every, dtype=float) for role in roles]


def _dependences(sizes: FloatArray, role: FloatArray) -> tuple[float, float, float, float]:
    """Return the triples, and the ordered pairs of triples with an arrow needed, lacking, or clashing between them."""
    same = np.eye(len(sizes))
    arcs = sizes[:, None] * (sizes[None, :] - same)
    left = sizes - same[:, None, :] - same[None, :, :]  # nodes left in group k beside one of g and one of h
    as_first = np.einsum("ghk,ghk->gh", role, left)
    as_second = np.einsum("ghk,hkg->hk", role, left)
    as_absent = np.einsum("ghk,gkh->gk", role, left)
    needed_by = as_first + as_second
    triples = arcs[:, :, None] * left
    twice = (triples * role * (role.transpose(0, 2, 1) + role.transpose(1, 0, 2))).sum()
    return (
        float((triples * role).sum()),
        float((arcs * needed_by * (needed_by - 1)).sum()),
        float((arcs * as_absent * (as_absent - 1)).sum()),
        float(2 * (arcs * needed_by * as_absent).sum() - twice),
    )
