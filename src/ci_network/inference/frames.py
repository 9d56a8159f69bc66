"""What a test gives back: frozen results with a tidy frame, the null distribution kept to look at."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd

from ci_network.inference.draws import FloatArray

SIDES: Final = ("greater", "less", "two_sided")
# Sums taken in another order differ in the last digits; a tie with the observed value must still count as one.
SAME_WITHIN: Final = 1e-10


@dataclass(frozen=True, eq=False)
class PermutationTest:
    """What was seen beside what chance alone gives.

    Attributes
    ----------
    terms
        One row a tested quantity: what it is called (a frame, since mixing is named by two groups).
    estimate
        What a reader wants: a correlation, a coefficient, a count.
    statistic
        What is compared with the null distribution; the estimate itself unless said otherwise (t for MRQAP).
    null
        Replicates x terms: the statistic under chance. See :attr:`null_frame`.
    exact
        Whether ``null`` holds every relabelling once, so that p is no estimate.
    centre
        The middle from which the two-sided p counts distances: 0, or the mean of the null distribution.
    extra
        Further columns of the frame, such as a standard error.
    same_within
        How near a replicate must come to what was seen to count as equal to it, relative to it.
    """

    terms: pd.DataFrame
    estimate: FloatArray
    statistic: FloatArray
    null: FloatArray
    exact: bool
    centre: FloatArray
    extra: dict[str, Any] = field(default_factory=dict)
    same_within: float = SAME_WITHIN

    @cached_property
    def frame(self) -> pd.DataFrame:
        """One row a term: ``estimate``, the null's mean and sd, three p, ``mc_error, replicates, exact``.

        p is (b + 1)/(R + 1), where b of R replicates are at least as extreme: never 0, and valid as a test (Phipson &
        Smyth 2010). Over all relabellings it is b/R, as the observed order is one of them. ``mc_error`` is the
        Monte-Carlo standard error of the two-sided p, sqrt(p(1 - p)/R), 0 when exact. :attr:`shares` has the plain b/R.
        """
        count = len(self.null)
        frame = self.terms.assign(estimate=self.estimate, **self.extra)
        frame = frame.assign(null_mean=self.null.mean(axis=0), null_sd=self.null.std(axis=0))
        added = 0 if self.exact else 1
        for side, extreme in self._extreme.items():
            frame[f"p_{side}"] = (extreme + added) / (count + added)
        p = frame["p_two_sided"]
        error = p * 0.0 if self.exact else (p * (1 - p) / count) ** 0.5
        return frame.assign(mc_error=error, replicates=count, exact=self.exact)

    @cached_property
    def shares(self) -> pd.DataFrame:
        """The plain shares b/R of replicates at least as extreme, as R's sna prints them; 0 is possible."""
        return self.terms.assign(**{f"share_{side}": found / len(self.null) for side, found in self._extreme.items()})

    @cached_property
    def adjusted(self) -> pd.DataFrame:
        """The frame with ``q_greater, q_less, q_two_sided``: Benjamini-Hochberg over the terms as one family."""
        found = {f"q_{side}": benjamini_hochberg(self.frame[f"p_{side}"]) for side in SIDES}
        return self.frame.assign(**found)

    @cached_property
    def null_frame(self) -> pd.DataFrame:
        """The null distribution, one column a term, ready for ``.plot.hist()``."""
        names = [" - ".join(map(str, row)) for row in self.terms.itertuples(index=False)]
        return pd.DataFrame(self.null, columns=names)

    @cached_property
    def _extreme(self) -> dict[str, FloatArray]:
        slack = self.same_within * np.maximum(1.0, np.abs(self.statistic))
        away = np.abs(self.statistic - self.centre)
        found = {
            "greater": (self.null >= self.statistic - slack).sum(axis=0),
            "less": (self.null <= self.statistic + slack).sum(axis=0),
            "two_sided": (np.abs(self.null - self.centre) >= away - slack).sum(axis=0),
        }
        known = np.isfinite(self.statistic) & np.isfinite(self.null).all(axis=0)
        return {side: np.where(known, counts, np.nan) for side, counts in found.items()}


@dataclass(frozen=True, eq=False)
class Resampled:
    """Estimates with their sampling error, from draws of members.

    Attributes
    ----------
    terms
        What each estimate is called.
    estimate
        The value in the network itself.
    se
        Its standard error; NaN where it cannot be had.
    draws
        Replicates x terms: the value in each resampled network. See :attr:`draws_frame`.
    """

    terms: tuple[str, ...]
    estimate: FloatArray
    se: FloatArray
    draws: FloatArray

    @cached_property
    def frame(self) -> pd.DataFrame:
        """One row a term: ``term, estimate, se, low, high, replicates``; low and high are estimate -/+ 1.96 se."""
        frame = pd.DataFrame({"term": self.terms, "estimate": self.estimate, "se": self.se})
        half = 1.96 * frame["se"]
        return frame.assign(low=frame["estimate"] - half, high=frame["estimate"] + half, replicates=len(self.draws))

    @cached_property
    def draws_frame(self) -> pd.DataFrame:
        """The resampled values, one column a term, ready for ``.plot.hist()``."""
        return pd.DataFrame(self.draws, columns=list(self.terms))


def benjamini_hochberg(p: "pd.Series[float]") -> "pd.Series[float]":
    """Return p values adjusted for being many: the false discovery rate at which each would be called a finding.

    q of the i-th smallest of m values is the least p_(j) m/j over j >= i. NaN stays NaN and counts for nothing.

    Parameters
    ----------
    p
        The p values of one family of tests.

    Returns
    -------
    Series
        q values between p and 1, by the index of ``p``.

    References
    ----------
    Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57:289.

    Examples
    --------
    >>> benjamini_hochberg(pd.Series([0.01, 0.04, 0.03])).round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    known = p.dropna().sort_values(ascending=False)
    place = np.arange(len(known), 0, -1)
    q = np.minimum.accumulate(known.to_numpy(dtype=float) * len(known) / place) if len(known) else np.empty(0)
    return pd.Series(q, index=known.index).reindex(p.index)
