"""Ratings as ties: who rates whom how highly, for means over many; never for display by pair."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ci_network.measures.exchange import ALL_ITEMS, read_ratings
from ci_network.network.network import BoolArray
from ci_network.study.study import Study

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Ratings:
    """One layer of ratings in one wave.

    ``matrix`` is raters x rated: the mean of the items answered, NaN where there is no rating; ``low`` and ``high``
    are the ends of its scale.
    """

    matrix: FloatArray
    low: float
    high: float

    @cached_property
    def given(self) -> BoolArray:
        """Raters x rated: there is a rating."""
        return ~np.isnan(self.matrix)

    def mean(self, among: BoolArray) -> tuple[float, int]:
        """Return the mean rating among these pairs, from 0 (lowest) to 1, and how many gave one.

        NaN where nobody did. Show it from enough raters on only.
        """
        chosen = self.given & among
        raters = int(chosen.any(axis=1).sum())
        if not raters or self.high <= self.low:
            return float("nan"), raters
        return float((self.matrix[chosen].mean() - self.low) / (self.high - self.low)), raters


def ratings(study: Study, layer: str, ids: pd.Index, *, wave: str | None = None) -> Ratings:
    """Return the ratings of a layer as a matrix over these members; without any rating it is NaN throughout.

    Examples
    --------
    >>> import ci_network as ci
    >>> study = ci.read_study("data/riverbend")
    >>> ratings(study, "trust", study.roster().index).matrix.shape
    (64, 64)
    """
    matrix = np.full((len(ids), len(ids)), np.nan)
    meaning = study.layers.get(layer)
    if meaning is None or meaning.kind != "rating":
        return Ratings(matrix, 0.0, 0.0)
    meaning, _, rows = read_ratings(study, layer, wave)
    rows = rows[rows["item"] == ALL_ITEMS]
    one, other = ids.get_indexer(pd.Index(rows["rater"])), ids.get_indexer(pd.Index(rows["rated"]))
    known = (one >= 0) & (other >= 0)
    matrix[one[known], other[known]] = rows["value"].to_numpy(float)[known]
    return Ratings(matrix, meaning.low, meaning.high)
