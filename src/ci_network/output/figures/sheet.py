"""The sheet that every figure stands on: title, what it says, and the line that says what it rests on."""

import textwrap
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from ci_network.output.figures.save import figure_class
from ci_network.output.map.label import plain, shown, width
from ci_network.output.words import is_known, share
from ci_network.release import Release

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK: Final = "#1f2328"
SOFT: Final = "#57606a"
# The one accent: blue of the map's palette, with an orange that differs from it in lightness too.
ACCENT: Final = "#0072b2"
SECOND: Final = "#e08e00"

# Inches.
_MARGIN: Final = 0.4
_TITLE: Final = 0.34
_LEAD_LINE: Final = 0.185
_FACT_LINE: Final = 0.155
_TITLE_SIZE: Final = 14.0
_LEAD_SIZE: Final = 9.5
_FACT_SIZE: Final = 7.5
# Inches that a character of one point takes across.
_MARK: Final = 0.56 / 72


def sheet(
    release: Release, *, title: str, lead: str, size: tuple[float, float], inside: tuple[float, float] = (0.0, 0.0)
) -> "tuple[Figure, Axes]":
    """Return a figure with its words, and axes in the room that they leave.

    Parameters
    ----------
    title, lead
        What the figure shows, and what it says, in a sentence or two.
    size
        Width, and height of the room for the axes with their own labels, in inches: the words come on top of it.
    inside
        Inches to leave free on the left of and below the axes, for their labels.
    """
    across, room = size
    lead_lines = wrapped(lead, across - 2 * _MARGIN, _LEAD_SIZE)
    fact_lines = _facts_in_lines(release, across - 2 * _MARGIN)
    top = _MARGIN * 0.8 + _TITLE + _LEAD_LINE * len(lead_lines) + 0.16
    bottom = _MARGIN * 0.7 + _FACT_LINE * len(fact_lines) + 0.16
    high = top + room + bottom
    figure = figure_class()(figsize=(across, high))
    left = _MARGIN / across
    figure.text(left, 1 - _MARGIN * 0.8 / high, title, size=_TITLE_SIZE, weight="bold", color=INK, va="top")
    for number, line in enumerate(lead_lines):
        y = 1 - (_MARGIN * 0.8 + _TITLE + _LEAD_LINE * number) / high
        figure.text(left, y, line, size=_LEAD_SIZE, color=SOFT, va="top")
    for number, line in enumerate(reversed(fact_lines)):
        figure.text(left, (_MARGIN * 0.7 + _FACT_LINE * number) / high, line, size=_FACT_SIZE, color=SOFT, va="bottom")
    if release.about["synthetic"] is True:
        _mark(figure, across, high)
    rectangle = (
        left + inside[0] / across,
        (bottom + inside[1]) / high,
        (across - 2 * _MARGIN - inside[0]) / across,
        (room - inside[1]) / high,
    )
    return figure, figure.add_axes(rectangle)


def facts(release: Release) -> list[str]:
    """Return what every figure rests on: study, n, who answered, wave, tie rule, for whom."""
    about = release.about
    rate = about["response_rate"]
    answered = f"{share(rate)} answered" if is_known(rate) else "who answered is not known"
    stated = [
        shown(about["title"]),
        f"n = {len(release.members)}",
        answered,
        f"wave {shown(about['wave'])}" if is_known(about["wave"]) else "",
        f"a tie is: {plain(about['layer']).lower()}, {shown(about['rule'])}",
        "for internal use" if release.audience == "internal" else "may be shared",
    ]
    return [part for part in stated if part]


def nothing(axes: "Axes", why: str) -> None:
    """Say in the middle of empty axes why there is nothing to draw."""
    axes.set_axis_off()
    axes.text(
        0.5,
        0.5,
        "\n".join(wrapped(why, min(float(inches(axes)[0]), 5.0), 11.0)),
        transform=axes.transAxes,
        ha="center",
        va="center",
        size=11.0,
        color=SOFT,
    )


def inches(axes: "Axes") -> npt.NDArray[np.float64]:
    """Return the width and height of axes on paper."""
    return np.array([axes.bbox.width, axes.bbox.height]) / axes.figure.dpi


def wrapped(text: str, wide: float, size: float) -> list[str]:
    """Return a text broken into lines that are at most so wide at a size in points."""
    return textwrap.wrap(text, max(12, int(wide / (_MARK * size))), break_long_words=True)


def cut(text: str, wide: float, size: float) -> str:
    """Return a text cut to a width at a size in points, with an ellipsis where something is missing."""
    most = max(4, int(wide / (_MARK * size)))
    if width(text) <= most:
        return text
    while width(text) > most - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def _facts_in_lines(release: Release, wide: float) -> list[str]:
    """Return the facts in lines, a fact whole where it can be."""
    found: list[str] = []
    for fact in facts(release):
        joined = f"{found[-1]} · {fact}" if found else fact
        if found and len(wrapped(joined, wide, _FACT_SIZE)) == 1:
            found[-1] = joined
        else:
            found += wrapped(fact, wide, _FACT_SIZE)
    return found


def _mark(figure: "Figure", across: float, high: float) -> None:
    figure.text(
        1 - _MARGIN / across,
        1 - _MARGIN * 0.85 / high,
        "Synthetic data",
        size=8.5,
        color=INK,
        ha="right",
        va="top",
        bbox={"boxstyle": "round,pad=0.35", "facecolor": "#fff4d6", "edgecolor": "#c9a227", "linewidth": 0.7},
    )
