"""What comes of a plan when introductions take hold by chance."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ci_network.advice.plan_aims import Pair
from ci_network.advice.plan_search import Search
from ci_network.advice.setting import Setting
from ci_network.advice.standing import MEASURES, Measure, Standing, reach
from ci_network.measures.reach_table import LEAST_IN_GROUP

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]
_RANGE: Final = (0.1, 0.9)


def draw_held(count: int, setting: Setting, rng: np.random.Generator) -> BoolArray:
    """Return which introductions take hold in each draw (draws x introductions)."""
    return rng.random((setting.assumptions.plan_draws, count)) < setting.assumptions.takes_hold


def gains_along(search: Search, chosen: Sequence[Pair], held: BoolArray) -> FloatArray:
    """Return the gain after none, one, two ... introductions in each draw (draws x introductions + 1)."""
    found = np.zeros((len(held), len(chosen) + 1))
    for draw, holds in enumerate(held):
        ties, gain = search.start, 0.0
        for place, pair in enumerate(chosen):
            if holds[place]:
                ties = ties.with_tie(*pair)
                gain = search.gain(ties)
            found[draw, place + 1] = gain
    return found


def expected_and_range(values: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the mean over draws, and the points that one draw in ten lies below and one in ten above."""
    low, high = np.quantile(values, _RANGE, axis=0, method="inverted_cdf")
    return values.mean(axis=0), low, high


def measures_table(setting: Setting, chosen: Sequence[Pair], held: BoolArray) -> pd.DataFrame:
    """Return every headline measure now, with all introductions, and as it may come: expected, and the range."""
    start, asked = setting.standing, _measures(setting)
    after = start.with_ties(list(chosen))
    every = np.unique(held, axis=0, return_counts=True)
    draws = [_with(start, [pair for pair, holds in zip(chosen, row, strict=True) if holds]) for row in every[0]]
    rows = []
    for name, measure in asked.items():
        values = np.repeat([measure(standing) for standing in draws], every[1])
        mean, low, high = expected_and_range(values)
        rows.append((name, measure(start), measure(after), float(mean), float(low), float(high)))
    return pd.DataFrame(rows, columns=["measure", "before", "after", "expected", "low", "high"])


def _with(start: Standing, pairs: list[Pair]) -> Standing:
    """Return the standing with these ties, worked out afresh: cheaper than one after another where there are many."""
    return replace(start.with_ties(pairs), before=None, added=()) if pairs else start


def _measures(setting: Setting) -> Mapping[str, Measure]:
    peers = ~setting.net.is_backbone
    sectors = setting.sectors
    large = [one for one in sorted(set(sectors[peers]) - {""}) if (peers & (sectors == one)).sum() >= LEAST_IN_GROUP]

    def least_reached(standing: Standing) -> float:
        return min((reach(standing, 2, sectors == one) for one in large), default=float("nan"))

    return {**MEASURES, "reach_2_least_reached_sector": least_reached}
