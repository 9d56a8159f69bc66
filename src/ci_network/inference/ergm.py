"""Which tendencies shaped the network? ERGM by maximum pseudo-likelihood, intervals by parametric bootstrap."""

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ci_network.errors import UsageError
from ci_network.inference.draws import CELLS_AT_ONCE, FloatArray, Rng, Sampling
from ci_network.inference.ergm_sample import sample_networks
from ci_network.inference.ergm_terms import ErgmTerm, Model
from ci_network.inference.logistic import fit_logistic
from ci_network.network.network import AnyNetwork, Network

CHAINS_AT_ONCE: Final = 100
INTERVAL: Final = (0.025, 0.975)


@dataclass(frozen=True, eq=False)
class ErgmFit:
    """An ERGM's coefficients, and what networks drawn from it look like.

    Attributes
    ----------
    terms
        The names of the terms.
    estimate
        Log odds of a tie for one more of each term.
    observed
        How much of each term the network holds.
    draws
        Replicates x terms: the coefficients fitted again to networks drawn from the fitted model.
    simulated
        Replicates x terms: how much of each term those networks hold.
    """

    terms: tuple[str, ...]
    estimate: FloatArray
    observed: FloatArray
    draws: FloatArray
    simulated: FloatArray

    @cached_property
    def frame(self) -> pd.DataFrame:
        """One row a term: ``term, estimate, se, low, high, replicates, failed``.

        ``se`` is the standard deviation of the bootstrap estimates, low and high their 2.5 and 97.5 per cent points;
        ``failed`` counts drawn networks without a finite estimate of the term (they are left out).
        """
        rows = []
        for k, term in enumerate(self.terms):
            known = self.draws[np.isfinite(self.draws[:, k]), k]
            enough = len(known) > 1
            low, high = np.quantile(known, INTERVAL) if enough else (np.nan, np.nan)
            se = known.std(ddof=1) if enough else np.nan
            rows.append((term, self.estimate[k], se, low, high, len(self.draws), len(self.draws) - len(known)))
        return pd.DataFrame(rows, columns=["term", "estimate", "se", "low", "high", "replicates", "failed"])

    @cached_property
    def goodness(self) -> pd.DataFrame:
        """One row a term: ``observed``, the mean and sd in drawn networks, and ``z``, their distance in sd.

        A |z| well above 2 says that the model does not bring forth networks like this one (a degenerate or a wrong
        model): its coefficients and intervals then mean little.
        """
        mean = self.simulated.mean(axis=0) if len(self.simulated) else np.full(len(self.terms), np.nan)
        sd = self.simulated.std(axis=0) if len(self.simulated) else np.full(len(self.terms), np.nan)
        z = np.divide(self.observed - mean, sd, out=np.full_like(mean, np.nan), where=sd > 0)
        return pd.DataFrame(
            {"term": self.terms, "observed": self.observed, "simulated_mean": mean, "simulated_sd": sd, "z": z}
        )


def fit_ergm(
    graph: AnyNetwork,
    terms: Iterable[str | ErgmTerm],
    *,
    replicates: int = 200,
    sweeps: int = 20,
    rng: Rng = None,
    executor: Executor | None = None,
) -> ErgmFit:
    """Which tendencies shaped the network: answering, keeping to one's own kind, closing triangles, gathering.

    The chance of a tie, given all other ties, has log odds linear in what the tie would add to each term. Maximum
    pseudo-likelihood takes these chances for independent: a logistic regression over pairs. Its own standard errors
    are too small, so networks are drawn from the fitted model and the model is fitted to each.

    Parameters
    ----------
    graph
        A Network or any networkx graph; values of ties are forgotten.
    terms
        Words such as ``"edges"``, ``"mutual"``, ``"gwesp"``, or :class:`ErgmTerm` with an attribute or a decay.
    replicates
        How many networks to draw.
    sweeps
        How often each pair is visited before a drawn network is taken, from the network that was seen.
    rng
        Seed or numpy Generator.
    executor
        Any ``concurrent.futures`` executor; the result is the same with any number of workers.

    Returns
    -------
    ErgmFit
        ``frame`` with one row a term (NaN where ties are told from no ties without error or terms say the same), and
        ``goodness``: look at it before the coefficients.

    Notes
    -----
    Limits. With strong dependence among ties (large gwesp) the estimate is biased and less precise than maximum
    likelihood by MCMC (statnet); the interval shows its spread, not its bias. Decays are fixed, not estimated. Values
    of ties, waves and two-mode networks are not modelled. Pairs that nobody answered about (the sender, or both ends
    of an undirected tie) are left out of the fit, but their absent ties still count as partners and degrees of
    others. Drawing takes a step in Python for each pair and sweep: seconds at 30 members, minutes at 150.

    References
    ----------
    Strauss & Ikeda (1990), JASA 85:204; Hunter (2007), Social Networks 29:216; Schmid & Desmarais (2017), IEEE Big
    Data (parametric bootstrap).

    Examples
    --------
    >>> import networkx as nx
    >>> terms = ["edges", ErgmTerm("nodematch", "club")]
    >>> found = fit_ergm(nx.karate_club_graph(), terms, replicates=20, sweeps=3, rng=1)
    >>> found.frame[["term", "estimate"]].round(2).to_dict("records")
    [{'term': 'edges', 'estimate': -3.23}, {'term': 'nodematch.club', 'estimate': 2.11}]
    """
    net = Network.of(graph)
    model = Model.of(net, terms)
    if not model.terms:
        raise UsageError("An ERGM needs at least one term; begin with 'edges'.")
    seen, counted = (net.binary.toarray() > 0).astype(float), _counted(net)
    estimate = _fitted(model, seen, counted)
    width = len(model.terms)
    drawn = np.empty((0, 2 * width))
    if np.isfinite(estimate).all():
        kernel = _Refit(model, estimate, seen, counted, sweeps)
        cells = max(seen.size, CELLS_AT_ONCE // CHAINS_AT_ONCE)
        drawn = Sampling(replicates, rng, executor).draw(kernel, cells=cells).astype(float)
    names = tuple(term.name for term in model.terms)
    return ErgmFit(names, estimate, model.held(seen), drawn[:, :width], drawn[:, width:])


@dataclass(frozen=True, eq=False)
class _Refit:
    """Draws networks from the fitted model and fits it to each; can be sent to another process."""

    model: Model
    estimate: FloatArray
    seen: FloatArray
    counted: NDArray[np.bool_]
    sweeps: int

    def __call__(self, rng: np.random.Generator, count: int) -> FloatArray:
        """Return estimates and terms held, one row a network."""
        networks = sample_networks(self.model, self.estimate, self.seen, self.sweeps, rng, count)
        return np.array([np.r_[_fitted(self.model, ties, self.counted), self.model.held(ties)] for ties in networks])


def _counted(net: Network) -> NDArray[np.bool_]:
    """Return which pairs somebody answered about, each undirected pair once."""
    if net.directed:
        return np.asarray(net.answered[:, None] & ~np.eye(net.n, dtype=bool))
    return np.asarray(np.triu(net.answered[:, None] | net.answered[None, :], 1))


def _fitted(model: Model, ties: FloatArray, counted: NDArray[np.bool_]) -> FloatArray:
    return fit_logistic(ties[counted], model.added(ties)[:, counted].T)[0]
