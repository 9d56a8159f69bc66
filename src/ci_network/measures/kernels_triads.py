"""Arrays only: the sixteen kinds of triad (Holland & Leinhardt 1970), counted."""

from itertools import permutations
from typing import Final

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

KINDS: Final = (
    "003", "012", "102", "021D", "021U", "021C", "111D", "111U",
    "030T", "030C", "201", "120D", "120U", "120C", "210", "300",
)  # fmt: skip
# One drawing of each kind that shares its numbers of mutual, one-way and empty pairs with another kind.
_DRAWN: Final = {
    "021D": ((1, 0), (1, 2)),
    "021U": ((0, 1), (2, 1)),
    "021C": ((0, 1), (1, 2)),
    "111D": ((0, 1), (1, 0), (2, 1)),
    "111U": ((0, 1), (1, 0), (1, 2)),
    "030T": ((0, 1), (1, 2), (0, 2)),
    "030C": ((0, 1), (1, 2), (2, 0)),
    "120D": ((1, 0), (1, 2), (0, 2), (2, 0)),
    "120U": ((0, 1), (2, 1), (0, 2), (2, 0)),
    "120C": ((0, 1), (1, 2), (0, 2), (2, 0)),
}


def triad_counts(ties: FloatArray) -> NDArray[np.int64]:
    """Return how many triads there are of each kind, in the order of ``KINDS``; ties is a dense 0/1 matrix."""
    n = len(ties)
    pair = (ties + 2 * ties.T).astype(np.int8)  # 0 empty, 1 forth, 2 back, 3 both
    codes = np.zeros(64, dtype=np.int64)
    for first in range(n - 2):
        rest = pair[first + 1 :, first + 1 :]
        mine = pair[first, first + 1 :]
        code = mine[:, None] + 4 * mine[None, :] + 16 * rest
        codes += np.bincount(code[np.triu_indices(len(mine), 1)], minlength=64)
    return np.bincount(_KIND_OF, weights=codes, minlength=len(KINDS)).astype(np.int64)


def _kind(code: int) -> int:
    """Return the kind of the triad 0, 1, 2 with the pairs 01, 02, 12 in two bits each."""
    arrows = set()
    for place, (i, j) in enumerate(((0, 1), (0, 2), (1, 2))):
        bits = code >> 2 * place & 3
        arrows |= ({(i, j)} if bits & 1 else set()) | ({(j, i)} if bits & 2 else set())
    mutual = sum((j, i) in arrows for i, j in arrows) // 2
    name = f"{mutual}{len(arrows) - 2 * mutual}{3 - mutual - (len(arrows) - 2 * mutual)}"
    if name in KINDS:
        return KINDS.index(name)
    turned = [{(p[i], p[j]) for i, j in arrows} for p in permutations(range(3))]
    return next(KINDS.index(kind) for kind, drawn in _DRAWN.items() if set(drawn) in turned)


_KIND_OF: Final = np.array([_kind(code) for code in range(64)])
