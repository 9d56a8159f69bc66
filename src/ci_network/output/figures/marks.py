"""Members as marks, with the map's colours and shapes, their names, ties and legend."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from ci_network.output.figures.sheet import INK, SOFT, cut, inches
from ci_network.output.level import ties_at_level
from ci_network.output.map.groups import grouping
from ci_network.output.map.label import FONT, LINE_HEIGHT, lines, shown
from ci_network.output.map.scene import RADIUS
from ci_network.release import Release

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Points = npt.NDArray[np.float64]
# The palette's shapes as matplotlib's markers, each with the size at which all weigh the same.
MARKERS: Final = {
    "dot": ("o", 1.0), "square": ("s", 0.84), "triangle": ("^", 1.1), "diamond": ("D", 0.8),
    "hexagon": ("h", 1.12), "triangleDown": ("v", 1.1),
}  # fmt: skip
# Names are measured for a wide font; the figure's is a little wider still.
_NAME: Final = 0.88 * FONT
_MARK: Final = 0.72 * RADIUS
# Beyond this many members names are too small to be read on paper, and are left out.
MOST_NAMES: Final = 160
_LEGEND: Final = 7.8
LEGEND_LINE: Final = 0.2


def fit(axes: "Axes", low: Points, high: Points) -> float:
    """Show a part of the layout's plane with y downwards; return the points (1/72 inch) that a pixel of it takes."""
    room = inches(axes)
    scale = float((room / np.maximum(high - low, 1.0)).min())
    middle, half = (low + high) / 2, room / scale / 2
    axes.set_xlim(middle[0] - half[0], middle[0] + half[0])
    axes.set_ylim(middle[1] + half[1], middle[1] - half[1])
    axes.set_axis_off()
    return scale * 72


def draw_ties(axes: "Axes", release: Release, points: Points, *, scale: float) -> None:
    """Draw the ties at the rule's level: the stronger, the wider and darker."""
    from matplotlib.collections import LineCollection

    place = pd.Index(release.members["member"].astype(str))
    ties = ties_at_level(release).sort_values(["value", "source", "target"])
    one, two = (place.get_indexer(pd.Index(ties[end].astype(str))) for end in ("source", "target"))
    known = (one >= 0) & (two >= 0)
    levels = pd.factorize(ties["value"], sort=True)[0][known]
    share = levels / max(1, levels.max()) if len(levels) else levels.astype(float)
    axes.add_collection(
        LineCollection(
            list(np.stack([points[one[known]], points[two[known]]], axis=1)),
            linewidths=scale * (0.7 + 1.2 * share),
            colors=[str(round(0.80 - 0.22 * value, 3)) for value in share],
            zorder=1,
        )
    )


def draw_members(axes: "Axes", release: Release, points: Points, *, scale: float, named: bool) -> None:
    """Draw the members in their sector's colour and shape; hollow who did not answer; ringed the backbone."""
    members = release.members
    sectors = grouping("sector", "Sector", members["sector"])
    answered, backbone = members["answered"].to_numpy(dtype=bool), members["is_backbone"].to_numpy(dtype=bool)
    for number, group in enumerate(sectors.groups):
        inside = np.array(sectors.of) == number
        for hollow in (False, True):
            some = inside & (~answered if hollow else answered)
            if some.any():
                axes.scatter(points[some, 0], points[some, 1], zorder=3, **_look(group, scale * _MARK, hollow=hollow))
    if backbone.any():
        ring = (2 * scale * (_MARK + 4.5)) ** 2
        axes.scatter(
            points[backbone, 0],
            points[backbone, 1],
            s=ring,
            facecolor="none",
            edgecolor=INK,
            linewidth=scale * 1.6,
            zorder=3,
        )
    if named:
        for label, point, of_backbone in zip(members["label"], points, backbone, strict=True):
            _name(axes, shown(label), point, scale=scale, backbone=bool(of_backbone))


def draw_legend(axes: "Axes", release: Release, *, columns: int = 1) -> None:
    """Draw the legend in axes of its own, column by column: sectors with counts, then what the marks say."""
    axes.set_axis_off()
    wide, high = inches(axes)
    axes.set_xlim(0, wide)
    axes.set_ylim(high, 0)
    entries = _entries(release)
    rows = -(-len(entries) // columns)
    for number, (look, text) in enumerate(entries):
        x, y = wide / columns * (number // rows), 0.12 + LEGEND_LINE * (number % rows)
        axes.scatter([x + 0.1], [y], **look)
        axes.text(
            x + 0.28, y, cut(text, wide / columns - 0.33, _LEGEND), size=_LEGEND, color=SOFT, va="center_baseline"
        )


def legend_height(release: Release, *, columns: int = 1) -> float:
    """Return the inches that the legend takes."""
    return 0.24 + LEGEND_LINE * -(-len(_entries(release)) // columns)


def _entries(release: Release) -> list[tuple[dict[str, Any], str]]:
    sectors = grouping("sector", "Sector", release.members["sector"])
    entries = [(_look(group, 4.2), f"{group['label']} ({group['count']})") for group in sectors.groups]
    if release.members["is_backbone"].any():
        ringed = {"marker": "o", "s": 90.0, "facecolor": "none", "edgecolor": INK, "linewidth": 1.3}
        entries.append((ringed, "Backbone"))
    if not release.members["answered"].all():
        entries.append((_look({"light": "#6b7280", "shape": "dot"}, 4.2, hollow=True), "Did not answer"))
    return entries


def _look(group: dict[str, Any], radius: float, *, hollow: bool = False) -> dict[str, Any]:
    marker, weight = MARKERS[str(group["shape"])]
    colour = str(group["light"])
    return {
        "marker": marker,
        "s": (2 * radius * weight) ** 2,
        "facecolor": "white" if hollow else colour,
        "edgecolor": colour if hollow else "white",
        "linewidth": max(0.4, radius * (0.26 if hollow else 0.12)),
    }


def _name(axes: "Axes", label: str, point: Points, *, scale: float, backbone: bool) -> None:
    axes.text(
        point[0],
        point[1] + RADIUS + (6 if backbone else 2),
        "\n".join(lines(label)),
        size=scale * _NAME,
        color=INK,
        weight="bold" if backbone else "normal",
        ha="center",
        va="top",
        linespacing=LINE_HEIGHT / FONT,
        zorder=4,
        # White behind a name keeps it legible where ties run under it.
        bbox={"facecolor": "white", "alpha": 0.72, "edgecolor": "none", "pad": scale * 0.6},
    )


def named_line(release: Release) -> str:
    """Return a sentence where names are left out because there are too many, else nothing."""
    most = len(release.members) > MOST_NAMES
    return f"Names are left out: {len(release.members)} members are too many for print." if most else ""
