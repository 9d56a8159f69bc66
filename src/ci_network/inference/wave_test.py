"""Is the change between two waves more than exchanging the waves' answers at random would give?

Under the null hypothesis it does not matter which of a pair's two values came first. So each pair's two values are
exchanged or not, at random, and the difference between the waves worked out anew. Pairs are taken on their own: for
changes that hang together (one member leaving off with many) p is too small, so the density has beside it an
interval from resampling members (Snijders & Borgatti 1999, Connections 22:161).
"""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ci_network.inference.draws import Rng, Sampling
from ci_network.inference.frames import PermutationTest
from ci_network.measures.grouping import Grouping
from ci_network.network.waves import Panel

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

MEASURES: Final = ("ties", "density", "mean_value", "centralization_degree", "transitivity", "reciprocity")
_MIDDLE: Final = (2.5, 97.5)


class Exchange:
    """The pairs told of in both waves, and what exchanging some pairs' values makes of the two."""

    def __init__(self, panel: Panel, groups: Grouping) -> None:
        told = panel.comparable
        self.directed = panel.first.directed
        self.before = np.where(told, panel.first.matrix.toarray(), 0.0)
        self.after = np.where(told, panel.second.matrix.toarray(), 0.0)
        self.pairs = float(told.sum())
        differs = self.before != self.after
        self.rows, self.columns = np.nonzero(differs if self.directed else np.triu(differs))
        ends = groups.indicator[self.rows] + groups.indicator[self.columns] > 0
        new = (self.after > 0)[self.rows, self.columns].astype(float)
        old = (self.before > 0)[self.rows, self.columns].astype(float)
        # Pairs x groups: what the pair adds to the ties of each group to which one of its ends belongs.
        self.by_group = ends * (new - old)[:, None]

    def changes(self, swapped: BoolArray) -> FloatArray:
        """Return replicates x (measures, then groups): second wave less first, with these pairs' values exchanged."""
        moved = np.zeros((len(swapped), *self.before.shape))
        step = (self.after - self.before)[self.rows, self.columns] * swapped
        moved[:, self.rows, self.columns] = step
        if not self.directed:
            moved[:, self.columns, self.rows] = step
        first = self.statistics(self.before + moved)
        second = self.statistics(self.after - moved)
        return np.hstack([second - first, (1.0 - 2.0 * swapped) @ self.by_group])

    def statistics(self, values: FloatArray) -> FloatArray:
        """Return networks x ``MEASURES`` for a stack of tie values."""
        ties = (values > 0).astype(float)
        weak = np.maximum(ties, ties.transpose(0, 2, 1)) if self.directed else ties
        count, n = ties.sum(axis=(1, 2)), ties.shape[-1]
        degree = weak.sum(axis=2)
        paths = (degree * (degree - 1)).sum(axis=1)
        closed = _closed_paths(weak > 0)
        spread = (degree.max(axis=1, keepdims=True, initial=0.0) - degree).sum(axis=1)
        answered = (ties * ties.transpose(0, 2, 1)).sum(axis=(1, 2))
        columns = (
            count if self.directed else count / 2,
            _divided(count, self.pairs),
            _divided(values.sum(axis=(1, 2)), count),
            _divided(spread, float(max(n - 1, 0) * max(n - 2, 0))),
            _divided(closed, paths),
            _divided(answered, count if self.directed else 0.0),
        )
        return np.stack(columns, axis=1)

    def draw(self, generator: np.random.Generator, count: int) -> FloatArray:
        """Return the changes of so many random exchanges."""
        return self.changes(generator.random((count, len(self.rows))) < 0.5)


def change_tests(
    panel: Panel, groups: Grouping, *, replicates: int = 2000, rng: Rng = 1
) -> tuple[PermutationTest, PermutationTest]:
    """Test the change of each measure of the network, and of the number of ties of each group.

    Where all ways to exchange the values of the pairs that changed are no more than ``replicates``, each is taken
    once and p is exact; elsewhere p comes with its Monte-Carlo error.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> from ci_network.measures.grouping import grouping
    >>> from ci_network.network.waves import common_panel
    >>> before, after = (ci.Network.of(graph) for graph in (nx.empty_graph(3), nx.complete_graph(3)))
    >>> whole, _ = change_tests(common_panel(before, after), grouping(after, "sector"))
    >>> whole.frame.set_index("measure").at["density", "p_two_sided"].item()
    0.25
    """
    held = Exchange(panel, groups)
    changed, n = len(held.rows), panel.first.n
    exact = changed < 60 and 2**changed <= replicates
    if exact:
        every = (np.arange(2**changed)[:, None] >> np.arange(changed)) & 1
        null = held.changes(every.astype(bool))
    else:
        null = Sampling(replicates, rng).draw(held.draw, cells=4 * max(n * n, 1)).astype(float)
    seen = held.changes(np.zeros((1, changed), dtype=bool))[0]
    k = len(MEASURES)
    whole = pd.DataFrame({"measure": list(MEASURES)}), slice(None, k)
    parts = pd.DataFrame({"sector": list(groups.names)}), slice(k, None)
    found = [
        PermutationTest(terms, seen[at], seen[at], null[:, at], exact, np.zeros(len(terms)))
        for terms, at in (whole, parts)
    ]
    return found[0], found[1]


def density_interval(panel: Panel, *, replicates: int = 2000, rng: Rng = 1) -> tuple[float, float]:
    """The middle 95 % of the change of density when members are drawn anew with replacement; NaN without pairs.

    The same draw of members serves both waves. Pairs of a member with itself count for nothing.
    """
    n, told = panel.first.n, panel.comparable.astype(float)
    if not told.any():
        return np.nan, np.nan
    change = (panel.second.binary.toarray() - panel.first.binary.toarray()) * told
    times = np.random.default_rng(rng).multinomial(n, np.full(n, 1 / n), size=replicates).astype(float)
    pairs = ((times @ told) * times).sum(axis=1)
    drawn = ((times @ change) * times).sum(axis=1)[pairs > 0] / pairs[pairs > 0]
    low, high = np.percentile(drawn, _MIDDLE) if len(drawn) else (np.nan, np.nan)
    return float(low), float(high)


def _closed_paths(ties: BoolArray) -> FloatArray:
    """Return for each network of a stack how many ordered paths of two ties have their ends tied: tr(A^3)."""
    # Contacts in common, counted along the ties alone: bits of two rows, eight members a byte.
    rows = np.packbits(ties, axis=2)
    network, i, j = np.nonzero(ties)
    shared = np.bitwise_count(rows[network, i] & rows[network, j]).sum(axis=1, dtype=np.int64)
    return np.bincount(network, weights=shared, minlength=len(ties)).astype(float)


def _divided(above: FloatArray, below: FloatArray | float) -> FloatArray:
    lower = np.broadcast_to(np.asarray(below, dtype=float), above.shape)
    return np.asarray(np.divide(above, lower, out=np.full(above.shape, np.nan), where=lower > 0))
