"""Arrays only: a logistic model of ties, fitted where they are known, to draw those that nobody told of."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

# A weak pull towards no effect: it keeps the fit finite where a term tells ties apart perfectly.
RIDGE = 0.1
_STEPS = 100


class Fit(NamedTuple):
    """Coefficients on the log-odds scale and their covariance."""

    coefficients: FloatArray
    covariance: FloatArray


def fit_logistic(terms: FloatArray, ties: FloatArray) -> Fit:
    """Fit ties (0 or 1) to terms (rows x terms, an intercept first) by penalised maximum likelihood (Newton)."""
    k = terms.shape[1]
    penalty = np.diag(np.r_[1e-6, np.full(k - 1, RIDGE)])
    beta = np.zeros(k)
    for _ in range(_STEPS):
        chance = probability(terms, beta)
        slope = terms.T @ (ties - chance) - penalty @ beta
        curve = (terms * (chance * (1 - chance))[:, None]).T @ terms + penalty
        step = np.linalg.solve(curve, slope)
        # A step of more than a few units on the log-odds scale overshoots where ties are rare.
        step = step / max(1.0, float(np.abs(step).max()) / 2)
        beta = beta + step
        if float(np.abs(step).max()) < 1e-10:
            break
    chance = probability(terms, beta)
    curve = (terms * (chance * (1 - chance))[:, None]).T @ terms + penalty
    return Fit(beta, np.linalg.inv(curve))


def probability(terms: FloatArray, beta: FloatArray) -> FloatArray:
    """Return the probability of a tie at each row; with several columns of ``beta``, one column each."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(terms @ beta, -30, 30))))


def draw_ties(fit: Fit, terms: FloatArray, *, draws: int, rng: np.random.Generator) -> BoolArray:
    """Return draws x rows: ties drawn with the coefficients themselves drawn anew each time (proper imputation)."""
    noise = rng.standard_normal((draws, len(fit.coefficients))) @ np.linalg.cholesky(fit.covariance).T
    chance = probability(terms, (fit.coefficients + noise).T)
    return np.asarray(rng.random((draws, len(terms))) < chance.T)


def pair_terms(said: FloatArray, answered: BoolArray, sector: NDArray[np.intp], *, directed: bool) -> FloatArray:
    """Return n x n x terms: what the model knows of a pair, the same for those who answered and those who did not.

    ``said`` is 1 where the row reported a tie with the column (rows of those who did not answer count for nothing);
    ``sector`` is a number a member, -1 where it is not known. The terms are 1; same sector; how often the others who
    answered name the first, and the second (log-odds, the pair's own reports left out); and where ties have a
    direction, whether the second named the first, and whether it answered at all.
    """
    n = len(answered)
    spoke = answered.astype(float)
    told = said * spoke[:, None]
    named = told.sum(axis=0)
    # Row i, column j: how often i is named by others than j, out of those of them who answered.
    hits = named[:, None] - told.T
    asked = spoke.sum() - spoke[:, None] - spoke[None, :]
    asked = np.maximum(asked, 0.0)
    odds = np.log((hits + 0.5) / (asked - hits + 0.5))
    same = ((sector[:, None] == sector[None, :]) & (sector[:, None] >= 0)).astype(float)
    if not directed:
        return np.stack([np.ones((n, n)), same, odds + odds.T], axis=-1)
    heard = np.broadcast_to(spoke[None, :], (n, n))
    return np.stack([np.ones((n, n)), same, odds, odds.T, told.T, heard], axis=-1)
