"""Where members stand in the network, in thirds; where too few answered, only how contact is spread."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from ci_network.output.bands import BANDS_IN_ORDER, bands_table
from ci_network.output.figures.sheet import ACCENT, INK, SOFT, cut, nothing, sheet
from ci_network.output.level import ties_at_level
from ci_network.output.map.label import shown
from ci_network.output.map.wording import measure_words
from ci_network.output.policy import ALL, BANDS, Policy, response_policy
from ci_network.release import Release

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MEASURES: Final = ("degree", "betweenness_normalised", "betweenness", "closeness", "eigenvector", "core_number")
# One of each name is enough; more columns than this are a wall.
_COLUMNS: Final = 5
# Above this the members do not fit a page, and how contact is spread is shown instead.
_MOST: Final = 90
# Inches.
_ROW: Final = 0.165
_NAME: Final = 2.6
_SECTOR: Final = 0.26
_HEAD: Final = 1.05
_SLANT: Final = 0.45
# From the lower third to the upper: size and shade both grow.
_DOTS: Final = {"lower": (14.0, "white"), "middle": (30.0, "#8cb8d6"), "upper": (52.0, ACCENT)}


def centrality_bands_figure(release: Release) -> "Figure":
    """Draw each member's third in the measures of standing; the spread of contact where too few answered."""
    policy = response_policy(release)
    bands = bands_table(release) if policy.shows in (ALL, BANDS) else pd.DataFrame()
    measures = [name for name in _MEASURES if name in bands.columns and bands[name].isin(BANDS_IN_ORDER).any()]
    measures = [name for name in measures if name != "betweenness" or "betweenness_normalised" not in measures]
    if not measures or not 0 < len(release.members) <= _MOST:
        return _spread(release, policy)
    return _members(release, bands, measures[:_COLUMNS])


def _members(release: Release, bands: pd.DataFrame, measures: list[str]) -> "Figure":
    rows = release.members.assign(sector=release.members["sector"].map(lambda name: shown(name) or "Not stated"))
    groups = [(str(name), group) for name, group in rows.groupby("sector", sort=True)]
    halves = _halved([len(group) * _ROW + _SECTOR for _, group in groups])
    room = _HEAD + max(sum(len(groups[g][1]) * _ROW + _SECTOR for g in half) for half in halves if half)
    lead = (
        "A dot says in which third of the members one stands: small and open the lower, middle-sized the middle, large "
        "and dark the upper. Members are listed by sector and name; the order says nothing."
    )
    figure, axes = sheet(release, title="Where members stand, in thirds", lead=lead, size=(10.0, room))
    axes.set_axis_off()
    box, across = axes.get_position(), figure.get_figwidth()
    wide = (across - 0.8 - 0.3) / 2
    for number, half in enumerate(halves):
        if half:
            left = box.x0 + number * (wide + 0.3) / across
            column = figure.add_axes((left, box.y0, wide / across, box.height))
            _column(column, [groups[g] for g in half], bands, measures, (wide, room))
    return figure


def _column(
    axes: "Axes",
    groups: list[tuple[str, pd.DataFrame]],
    bands: pd.DataFrame,
    measures: list[str],
    size: tuple[float, float],
) -> None:
    wide, high = size
    axes.set_axis_off()
    axes.set_xlim(0, wide)
    axes.set_ylim(high, 0)
    step = (wide - _NAME - _SLANT) / len(measures)
    for number, measure in enumerate(measures):
        words = cut(measure_words(measure)[0], 1.25 * _HEAD, 6.8)
        place = (_NAME + (number + 0.4) * step, _HEAD - 0.16)
        axes.text(*place, words, size=6.8, color=SOFT, rotation=48, rotation_mode="anchor", va="bottom")
    y = _HEAD
    for sector, group in groups:
        axes.text(0, y, cut(sector, wide, 8), size=8, color=INK, weight="bold", va="center_baseline")
        axes.plot([0, wide], [y + 0.085] * 2, color="#d0d4da", linewidth=0.6)
        y += _SECTOR - 0.06
        for row in group.itertuples():
            _row(axes, row, bands, measures, y)
            y += _ROW
        y += 0.06


def _row(axes: "Axes", row: Any, bands: pd.DataFrame, measures: list[str], y: float) -> None:
    axes.text(0.08, y, cut(shown(row.label), _NAME - 0.15, 7.2), size=7.2, color=INK, va="center_baseline")
    step = (axes.get_xlim()[1] - _NAME - _SLANT) / len(measures)
    known = bands.loc[row.member] if row.member in bands.index else {}
    for number, measure in enumerate(measures):
        x = _NAME + (number + 0.5) * step
        band = str(known.get(measure, ""))
        if band in _DOTS:
            weight, colour = _DOTS[band]
            axes.scatter([x], [y], s=weight, facecolor=colour, edgecolor=ACCENT, linewidth=0.8)
        else:
            axes.text(x, y, "–", size=7, color=SOFT, ha="center", va="center_baseline")


def _halved(heights: list[float]) -> tuple[list[int], list[int]]:
    """Return the groups for the left and the right column, in order, so that the taller is as low as can be."""
    cuts = range(1, len(heights) + 1)
    best = min(cuts, key=lambda cut_: max(sum(heights[:cut_]), sum(heights[cut_:])), default=0)
    return list(range(best)), list(range(best, len(heights)))


def _spread(release: Release, policy: Policy) -> "Figure":
    """Draw how many members have how many partners: counts, nobody by name."""
    ties = ties_at_level(release)
    ends = pd.concat([ties["source"], ties["target"]]).astype(str).value_counts()
    degree = release.members["member"].astype(str).map(ends).fillna(0).astype(int).to_numpy()
    why = policy.sentence if policy.shows not in (ALL, BANDS) else "There are too many members to list each."
    lead = f"How many members have how many partners at the level of the tie rule. {why}"
    figure, axes = sheet(release, title="How contact is spread", lead=lead, size=(7.0, 3.2), inside=(0.55, 0.5))
    if not len(degree):
        nothing(axes, "There is no member to count.")
        return figure
    from matplotlib.ticker import MaxNLocator

    width = max(1, int(np.ceil((degree.max() + 1) / 24)))
    bins = np.arange(0, degree.max() + width + 1, width)
    counts = np.histogram(degree, bins)[0]
    axes.bar(bins[:-1] + (width - 1) / 2, counts, width=0.82 * width, color=ACCENT)
    axes.set_xlabel("Partners of a member", color=SOFT, size=8.5)
    axes.set_ylabel("Members", color=SOFT, size=8.5)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axes.tick_params(colors=SOFT, labelsize=8, width=0.6)
    axes.set_xlim(-0.7, max(1.0, float(bins[-1])) - 0.3)
    return figure
