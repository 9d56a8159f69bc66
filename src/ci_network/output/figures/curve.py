"""What an engagement plan gains for the hours it takes."""

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from ci_network.errors import InputError
from ci_network.output.figures.sheet import ACCENT, SECOND, SOFT, nothing, sheet
from ci_network.output.words import counted, number
from ci_network.release import Release

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MODEST: Final = "Simulated structural change, not a forecast of outcomes."


def gain_curve_figure(release: Release, curve: pd.DataFrame | None) -> "Figure":
    """Draw gain over hours, with what to expect when introductions take hold by chance, where that is given."""
    title = "What more hours of introductions gain"
    points = _checked(curve)
    if points.empty:
        figure, axes = sheet(release, title=title, lead=MODEST, size=(7.0, 2.4))
        nothing(axes, "There is no plan to draw: give the curve of an engagement plan, with columns hours and gain.")
        return figure
    last = points.iloc[-1]
    steps = len(points) - (1 if points.iloc[0]["hours"] == 0 else 0)
    lead = (
        f"{counted(steps, 'introduction')} for {number(last['hours'])} hours gain {number(last['gain'])} when each "
        f"holds. {MODEST}"
    )
    figure, axes = sheet(release, title=title, lead=lead, size=(7.0, 3.6), inside=(0.55, 0.5))
    _draw(axes, points)
    return figure


def _checked(curve: pd.DataFrame | None) -> pd.DataFrame:
    if curve is None:
        return pd.DataFrame(columns=["hours", "gain"])
    missing = [name for name in ("hours", "gain") if name not in curve.columns]
    if missing:
        raise InputError(f"A gain curve has the columns hours and gain; {' and '.join(missing)} is not there.")
    return curve.dropna(subset=["hours", "gain"]).sort_values("hours", kind="stable", ignore_index=True)


def _draw(axes: "Axes", points: pd.DataFrame) -> None:
    hours = points["hours"].to_numpy(dtype=float)
    gain = points["gain"].to_numpy(dtype=float)
    highest = float(np.nanmax(gain, initial=0.0))
    if {"low", "high"} <= set(points.columns):
        low, high = points["low"].to_numpy(dtype=float), points["high"].to_numpy(dtype=float)
        axes.fill_between(hours, low, high, color="#f6d9a8", linewidth=0, zorder=1)
        highest = max(highest, float(np.nanmax(high, initial=0.0)))
    axes.plot(hours, gain, color=ACCENT, linewidth=1.8, marker="o", markersize=4, zorder=3)
    _beside(axes, "each holds", (hours[-1], gain[-1]), 0, ACCENT)
    if "expected" in points.columns:
        expected = points["expected"].to_numpy(dtype=float)
        axes.plot(hours, expected, color=SECOND, linewidth=1.5, linestyle=(0, (4, 2)), zorder=2)
        apart = gain[-1] - expected[-1] > 0.08 * max(highest, 1e-9)
        _beside(axes, "expected", (hours[-1], expected[-1]), 0 if apart else -11, "#9a6100")
    axes.set_xlim(0, max(float(hours[-1]), 1.0) * 1.16)
    axes.set_ylim(min(0.0, float(np.nanmin(gain))), max(highest, 1e-9) * 1.08)
    axes.set_xlabel("Hours of introductions and new contact", color=SOFT, size=8.5)
    axes.set_ylabel("Gain in the plan's aim", color=SOFT, size=8.5)
    axes.tick_params(colors=SOFT, labelsize=8, width=0.6)
    axes.grid(axis="y", color="#e6e8eb", linewidth=0.6)
    axes.set_axisbelow(True)


def _beside(axes: "Axes", words: str, place: tuple[float, float], down: float, colour: str) -> None:
    axes.annotate(words, place, (6, down), textcoords="offset points", va="center", size=8.0, color=colour)
