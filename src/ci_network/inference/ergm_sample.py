"""Networks drawn from an ERGM by Gibbs sampling, many chains side by side. Arrays only.

Every sweep visits each pair of members once, in a random order that all chains share; the tie is drawn from its chance
given all other ties. The chains lie along the last axis, so that one step is a few operations on short rows.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ci_network.inference.draws import FloatArray
from ci_network.inference.ergm_terms import SHARED_PARTNERS, Model, shrink

Short = NDArray[np.int16]


@dataclass(eq=False)
class _Chains:
    """The ties of every chain, and what is kept up to date beside them: partners (paths of two) and degrees."""

    ties: Short
    partners: Short
    given: Short
    received: Short
    directed: bool

    def set_tie(self, i: int, j: int, change: Short) -> None:
        """Add ``change`` (-1, 0 or 1, one a chain) to the tie from i to j."""
        for a, b in ((i, j),) if self.directed else ((i, j), (j, i)):
            self.partners[a] += change * self.ties[b]
            self.partners[:, b] += change * self.ties[:, a]
            self.ties[a, b] += change
            self.given[a] += change
            self.received[b] += change


def sample_networks(
    model: Model, weights: FloatArray, start: FloatArray, sweeps: int, rng: np.random.Generator, count: int
) -> FloatArray:
    """Return ``count`` networks after so many sweeps from ``start``: networks x n x n of 0 and 1."""
    n = len(start)
    chains = _started(start, model.directed, count)
    constant = np.zeros((n, n))
    for k, added in model.fixed.items():
        constant += weights[k] * added
    rows, columns = np.nonzero(~np.eye(n, dtype=bool)) if model.directed else np.triu_indices(n, 1)
    moving = [(term.kind, weights[k], shrink(term), _powers(shrink(term), n)) for k, term in enumerate(model.terms)]
    moving = [part for k, part in enumerate(moving) if k not in model.fixed]
    for _ in range(sweeps):
        order = rng.permutation(len(rows))
        luck = rng.logistic(size=(len(rows), count))
        for step, place in enumerate(order):
            i, j = int(rows[place]), int(columns[place])
            logit = np.full(count, constant[i, j])
            for kind, weight, q, powers in moving:
                logit += weight * _one_added(chains, kind, i, j, q, powers)
            change = (luck[step] < logit).astype(np.int16) - chains.ties[i, j]
            if change.any():
                chains.set_tie(i, j, change)
    return np.asarray(np.moveaxis(chains.ties, 2, 0), dtype=float)


def _started(start: FloatArray, directed: bool, count: int) -> _Chains:
    ties = np.repeat(start.astype(np.int16)[:, :, None], count, axis=2)
    partners = np.repeat((start @ start).astype(np.int16)[:, :, None], count, axis=2)
    return _Chains(ties, partners, ties.sum(axis=1, dtype=np.int16), ties.sum(axis=0, dtype=np.int16), directed)


def _powers(q: float, n: int) -> FloatArray:
    return np.asarray(q ** np.arange(n + 1))


def _one_added(chains: _Chains, kind: str, i: int, j: int, q: float, powers: FloatArray) -> FloatArray:
    """Return what the tie from i to j adds to a term in each chain, the other ties being as they are."""
    here = chains.ties[i, j]
    if kind == "mutual":
        return np.asarray(chains.ties[j, i], dtype=float)
    if kind == SHARED_PARTNERS:
        from_i = chains.ties[i] & chains.ties[j]
        to_j = chains.ties[:, j] & chains.ties[:, i]
        served = (from_i * powers[np.maximum(chains.partners[i] - here, 0)]).sum(axis=0)
        served += (to_j * powers[np.maximum(chains.partners[:, j] - here, 0)]).sum(axis=0)
        return np.asarray((1.0 - powers[chains.partners[i, j]]) / (1.0 - q) + served)
    if kind == "gwidegree":
        return np.asarray(powers[chains.received[j] - here])
    of_giver = powers[chains.given[i] - here]
    return np.asarray(of_giver if kind == "gwodegree" else of_giver + powers[chains.given[j] - here])
