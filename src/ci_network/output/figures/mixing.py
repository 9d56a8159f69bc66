"""Ties within and between sectors as a matrix."""

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from ci_network.output.figures.sheet import INK, SOFT, cut, nothing, sheet
from ci_network.output.level import ties_at_level
from ci_network.output.map.label import shown
from ci_network.output.words import counted, share
from ci_network.release import Release

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST: Final = 14
_OTHERS: Final = "Other sectors"
_NOT_STATED: Final = "Not stated"
# How deep a cell is where white text reads better than dark, and where soft text no longer does.
_DEEP: Final = 0.75
_PALE: Final = 0.15
# Inches.
_CELL: Final = 0.62
_ROW: Final = 0.44
_NAMES: Final = 1.9
_HEADS: Final = 1.3
_HEAD_ROOM: Final = 0.95


def mixing_matrix_figure(release: Release) -> "Figure":
    """Draw how many of the possible ties within and between sectors there are."""
    names, ties, possible = mixing(release)
    title = "Ties within and between sectors"
    across = max(7.0, 1.6 + _NAMES + _CELL * len(names))
    if len(names) < 2:
        figure, axes = sheet(release, title=title, lead="Who works with whom, by sector.", size=(across, 2.4))
        nothing(axes, "The members are not sorted into two sectors or more, so there is nothing to compare.")
        return figure
    within = int(np.trace(ties))
    total = int(np.triu(ties).sum())
    lead = (
        f"{counted(within, 'tie')} of {total:,} {'is' if within == 1 else 'are'} within a sector. A cell holds the "
        "number of ties and, below it, their share of the possible ones; the darker, the larger the share."
        f"{'' if possible.all() else ' A dash: no tie is possible.'}"
    )
    room = _HEAD_ROOM + _ROW * len(names)
    figure, axes = sheet(release, title=title, lead=lead, size=(across, room), inside=(_NAMES, 0.0))
    box = axes.get_position()
    high = figure.get_figheight()
    axes.set_position((box.x0, box.y0, _CELL * len(names) / across, _ROW * len(names) / high))
    _draw(axes, names, ties, possible)
    return figure


def mixing(release: Release) -> tuple[list[str], npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return the sectors, the ties within and between them, and the pairs of members that could be tied."""
    sector = release.members["sector"].map(lambda name: shown(name) or _NOT_STATED)
    counts = sector.value_counts()
    if len(counts) > _MOST:
        kept = set(sorted(counts.index, key=lambda name: (-counts[name], name))[: _MOST - 1])
        sector = sector.where(sector.isin(kept), _OTHERS)
    last = (_OTHERS, _NOT_STATED)
    names = sorted(set(sector), key=lambda name: (name in last, name.casefold()))
    of = pd.Series([names.index(name) for name in sector], index=release.members["member"].astype(str), dtype=int)
    own = ties_at_level(release)
    one, two = own["source"].astype(str).map(of), own["target"].astype(str).map(of)
    ends = pd.DataFrame({"one": one, "two": two}).dropna().astype(int)
    ties = np.zeros((len(names), len(names)), dtype=np.intp)
    np.add.at(ties, (ends["one"].to_numpy(), ends["two"].to_numpy()), 1)
    ties = ties + ties.T - np.diag(np.diag(ties))
    size = np.bincount(of.to_numpy(), minlength=len(names))
    possible = np.outer(size, size) - np.diag(size * (size + 1) // 2)
    if own["directed"].any():
        possible = possible * 2
    return names, ties, possible


def _draw(axes: "Axes", names: list[str], ties: npt.NDArray[np.intp], possible: npt.NDArray[np.intp]) -> None:
    with np.errstate(invalid="ignore", divide="ignore"):
        part = np.where(possible > 0, ties / possible, np.nan)
    darkest = max(float(np.nanmax(part, initial=0.0)), 1e-9)
    count = len(names)
    for row in range(count):
        for column in range(row + 1):
            _cell(axes, (row, column), ties[row, column], part[row, column], darkest)
    axes.set_xlim(0, count)
    axes.set_ylim(count, 0)
    axes.xaxis.tick_top()
    axes.set_xticks(np.arange(count) + 0.5, [cut(name, _HEADS, 8) for name in names], rotation=40, size=8, color=INK)
    for label in axes.get_xticklabels():
        label.set(ha="left", rotation_mode="anchor")
    axes.set_yticks(np.arange(count) + 0.5, [cut(name, _NAMES - 0.15, 8) for name in names], size=8, color=INK)
    axes.tick_params(length=0, pad=4)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _cell(axes: "Axes", place: tuple[int, int], ties: int, part: float, darkest: float) -> None:
    from matplotlib.patches import Rectangle

    row, column = place
    known = bool(np.isfinite(part))
    deep = 0.9 * part / darkest if known else 0.0
    # White to the map's blue: lightness alone carries the meaning, so it holds in grey.
    colour = tuple(1 - deep * (1 - channel) for channel in (0.0, 0.36, 0.62))
    axes.add_patch(Rectangle((column, row), 1, 1, facecolor=colour, edgecolor="#d0d4da", linewidth=0.6))
    ink = "white" if deep > _DEEP else INK
    weight = "bold" if row == column else "normal"
    words = f"{ties}" if known else "–"
    axes.text(column + 0.5, row + 0.36, words, size=9, color=ink, ha="center", va="center", weight=weight)
    if known and ties:
        below = ink if deep > _PALE else SOFT
        axes.text(column + 0.5, row + 0.74, share(part), size=6.5, color=below, ha="center", va="center")
