"""The tables of a plan: introductions in order, the curve of gain against hours, the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import pandas as pd

from ci_network.advice.objective import PARTS
from ci_network.advice.plan_aims import Pair, aim_value
from ci_network.advice.plan_chance import BoolArray, FloatArray, draw_held, expected_and_range, gains_along
from ci_network.advice.plan_limits import PlanLimits, hours_each, months_of
from ci_network.advice.plan_search import Search, choose
from ci_network.advice.plan_words import introducers_of, known_to_each_other, reasons_for, shared_by
from ci_network.advice.setting import Setting

INTRODUCTION_COLUMNS: Final = (
    "order", "month", "one", "other", "introducer", "known", "shared", "why", "gain", "cumulative", "expected",
    "low", "high", "hours",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Chosen:
    """The introductions that were chosen, in order, and what comes of them.

    Attributes
    ----------
    pairs, months
        Who is introduced to whom, by place, and in which month.
    gains
        The gain after none, one, two ... introductions when all hold.
    held, drawn
        Which hold in each draw, and the gain along each draw.
    """

    setting: Setting
    search: Search
    limits: PlanLimits
    pairs: Sequence[Pair]
    months: Sequence[int]
    gains: FloatArray
    held: BoolArray
    drawn: FloatArray

    @classmethod
    def of(
        cls, setting: Setting, search: Search, *, hours: float, limits: PlanLimits, rng: np.random.Generator
    ) -> Self:
        """Search for the best introductions and draw what may come of them."""
        pairs = choose(search)
        held = draw_held(len(pairs), setting, rng)
        return cls(
            setting=setting,
            search=search,
            limits=limits,
            pairs=pairs,
            months=months_of(len(pairs), hours=hours, each=hours_each(setting), limits=limits),
            gains=gains_along(search, pairs, np.ones((1, len(pairs)), bool))[0],
            held=held,
            drawn=gains_along(search, pairs, held),
        )


def introductions_table(chosen: Chosen) -> pd.DataFrame:
    """Return one row an introduction, in order."""
    setting, count = chosen.setting, len(chosen.pairs)
    mean, low, high = expected_and_range(chosen.drawn[:, 1:])
    led = introducers_of(setting, chosen.pairs)
    columns = {
        "order": np.arange(1, count + 1),
        "month": np.array(chosen.months, dtype=int),
        "one": [setting.ids([one])[0] for one, _ in chosen.pairs],
        "other": [setting.ids([other])[0] for _, other in chosen.pairs],
        "introducer": [setting.ids([place])[0] if place >= 0 else "" for place in led],
        "known": [known_to_each_other(setting, *pair) for pair in chosen.pairs],
        "shared": [shared_by(setting, *pair) for pair in chosen.pairs],
        "why": reasons_for(setting, chosen.search, chosen.pairs),
        "gain": np.diff(chosen.gains),
        "cumulative": chosen.gains[1:],
        "expected": mean,
        "low": low,
        "high": high,
        "hours": np.full(count, hours_each(setting)),
    }
    return pd.DataFrame(columns, columns=list(INTRODUCTION_COLUMNS))


def curve_table(chosen: Chosen) -> pd.DataFrame:
    """Return the gain after none, one, two ... introductions, and the value of every aim then, aimed at or not."""
    mean, low, high = expected_and_range(chosen.drawn)
    steps = np.arange(len(chosen.pairs) + 1)
    frame = pd.DataFrame(
        {
            "introductions": steps,
            "hours": steps * hours_each(chosen.setting),
            "gain": chosen.gains,
            "expected": mean,
            "low": low,
            "high": high,
        }
    )
    aims, along = chosen.search.aims, [chosen.search.start]
    for pair in chosen.pairs:
        along.append(along[-1].with_tie(*pair))
    known = [name for name in PARTS if name not in aims.undefined()]
    return frame.assign(**{name: [aim_value(aims, ties, name) for ties in along] for name in known})


def calendar_table(chosen: Chosen) -> pd.DataFrame:
    """Return one row a month: how many introductions, their hours, the hours so far, what they gain."""
    every = range(1, chosen.limits.months + 1)
    month, gain = np.array(chosen.months, dtype=int), np.diff(chosen.gains)
    count = np.array([(month == one).sum() for one in every], dtype=int)
    hours = count * hours_each(chosen.setting)
    return pd.DataFrame(
        {
            "month": list(every),
            "introductions": count,
            "hours": hours,
            "hours_so_far": hours.cumsum(),
            "gain": [float(gain[month == one].sum()) for one in every],
        }
    )
