"""The curve of gain against hours, as a still picture."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import pandas as pd
from markupsafe import Markup
from numpy.typing import NDArray

from ci_network.output.figure import element
from ci_network.output.words import number, share

FloatArray = NDArray[np.float64]
Scale = Callable[[float], float]

_WIDE, _HIGH = 720.0, 270.0
_LEFT, _RIGHT, _TOP, _FOOT = 58.0, 18.0, 16.0, 44.0
_ALL: Final = "if every introduction holds"


def draw_curve(curve: pd.DataFrame, *, aims: Sequence[str]) -> Markup:
    """Return the curve as inline SVG: all holding, as expected, and the range; "" where there is nothing to draw.

    With one aim the upright axis is the aim's value; with several, the share of their shortfall that is closed.
    """
    if len(curve) < 2:
        return Markup("")
    base = float(curve[aims[0]].iloc[0]) if len(aims) == 1 else 0.0
    columns = {name: base + curve[name].to_numpy(float) for name in ("gain", "expected", "low", "high")}
    at = curve["hours"].to_numpy(float)
    low, high = base, max(float(columns["gain"].max()), base + 1e-9)

    def x(hours: float) -> float:
        return _LEFT + (_WIDE - _LEFT - _RIGHT) * hours / float(at[-1])

    def y(value: float) -> float:
        return _HIGH - _FOOT - (_HIGH - _TOP - _FOOT) * (value - low) / (high - low)

    def line(name: str, class_: str) -> Markup:
        points = " ".join(f"{x(h):.1f},{y(v):.1f}" for h, v in zip(at, columns[name], strict=True))
        return element("polyline", class_=class_, points=points)

    there = [f"{x(h):.1f},{y(v):.1f}" for h, v in zip(at, columns["high"], strict=True)]
    back = [f"{x(h):.1f},{y(v):.1f}" for h, v in zip(at[::-1], columns["low"][::-1], strict=True)]
    parts = [
        *_grid(low, high, y),
        element("polygon", class_="range", points=" ".join(there + back)),
        line("expected", "likely"),
        line("gain", "all-hold"),
        *(element("circle", class_="stop", cx=x(h), cy=y(v), r=3) for h, v in zip(at, columns["gain"], strict=True)),
        *_hours(at, x),
    ]
    said = f"From {share(low)} to {share(high)} {_ALL}, at {number(float(at[-1]))} hours."
    box = f"0 0 {_WIDE:g} {_HIGH:g}"
    return element("svg", element("title", said), *parts, class_="curve", viewBox=box, role="img")


def _grid(low: float, high: float, y: Scale) -> list[Markup]:
    found = []
    for step in range(5):
        value = low + (high - low) * step / 4
        found.append(element("line", class_="grid", x1=_LEFT, x2=_WIDE - _RIGHT, y1=y(value), y2=y(value)))
        found.append(element("text", _tick(value, high - low), class_="tick up", x=_LEFT - 9, y=y(value) + 4))
    return found


def _tick(value: float, span: float) -> str:
    return f"{100 * value:.{0 if span >= 0.04 else 1 if span >= 0.004 else 2}f}\u00a0%"


def _hours(at: FloatArray, x: Scale) -> list[Markup]:
    every = max(1, round(len(at) / 8))
    marks = [float(h) for h in at[::every]]
    ticks = [element("text", number(h), class_="tick", x=x(h), y=_HIGH - _FOOT + 20) for h in marks]
    middle = _LEFT + (_WIDE - _LEFT - _RIGHT) / 2
    return [*ticks, element("text", "hours, everybody together", class_="tick", x=middle, y=_HIGH - 6)]
