"""The network on paper: the map, and the rings of reach."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from ci_network.output.figures.marks import (
    MOST_NAMES,
    Points,
    draw_legend,
    draw_members,
    draw_ties,
    fit,
    legend_height,
    named_line,
)
from ci_network.output.figures.sheet import SOFT, nothing, sheet
from ci_network.output.level import ANY, level_name, ties_at_level
from ci_network.output.map.layout import readable
from ci_network.output.map.layout_radial import RING_LABELS, by_steps, ring_of
from ci_network.output.map.maplayout import MapLayout
from ci_network.output.map.scene import Scene, scene_of
from ci_network.output.policy import ALL, BANDS, response_policy
from ci_network.output.words import counted
from ci_network.release import Release
from ci_network.wording import listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Ring = tuple[float, float, float, str]
# Inches.
_ACROSS: Final = 10.0
_MARGIN: Final = 0.4
_LEGEND: Final = 2.1
_COLUMNS: Final = 4
_TALLEST: Final = 9.2
_LOWEST: Final = 2.4
# Inches that a pixel of the layout takes at most: names need be no larger than the text around them.
_LARGEST: Final = 0.95 / 72
# Points of a ring's name, and how far from the top of its circle it may stand.
_RING_NAME: Final = 7.0
_TURNS: Final = tuple(np.radians(turn) for turn in sorted(range(-180, 180, 10), key=abs))


def map_figure(release: Release, *, rng: int) -> "Figure":
    """Draw who is in contact with whom, as the map's first layout has it."""
    scene = scene_of(release, rng=rng)
    points = readable(scene)
    low, high = _extent(scene, points)
    across = _ACROSS - 2 * _MARGIN - _LEGEND
    lowest = max(_LOWEST, legend_height(release))
    room = float(np.clip(min(across / (high - low)[0], _LARGEST) * (high - low)[1], lowest, _TALLEST))
    title = f"Who is in contact with whom, {_level(release)}"
    figure, axes = sheet(release, title=title, lead=_shown(release, scene), size=(_ACROSS, room))
    box = axes.get_position()
    axes.set_position((box.x0, box.y0, across / _ACROSS, box.height))
    if not len(points):
        nothing(axes, "There is no member to draw.")
        return figure
    scale = fit(axes, low, high)
    draw_ties(axes, release, points, scale=scale)
    draw_members(axes, release, points, scale=scale, named=len(points) <= MOST_NAMES)
    wide = (_LEGEND - 0.2) / _ACROSS
    draw_legend(figure.add_axes((1 - _MARGIN / _ACROSS - wide, box.y0, wide, box.height)), release)
    return figure


def _shown(release: Release, scene: Scene) -> str:
    """Say what the map shows."""
    ties, alone = ties_at_level(release), int(scene.beside.sum())
    silent = int((~release.members["answered"].astype(bool)).sum())
    said = [f"{counted(len(scene.ids), 'member')}, {counted(len(ties), 'tie')}."]
    if 0 < alone < len(scene.ids):
        stand = "stands" if alone == 1 else "stand"
        said.append(f"{counted(alone, 'member')} without a tie at this level {stand} below.")
    if ties["value"].nunique() > 1:
        said.append("A wider, darker line is a stronger tie.")
    if silent:
        said.append(f"Hollow: {counted(silent, 'member')} who did not answer.")
    return _join([*said, named_line(release)])


def reach_rings_figure(release: Release, *, rng: int) -> "Figure":
    """Draw who is one, two and three steps from the backbone, and who is not reached."""
    scene = scene_of(release, rng=rng)
    title = "How far the backbone reaches"
    layout = by_steps(scene, readable(scene))
    if layout is None:
        lead = "Rings show the steps along ties from the backbone."
        figure, axes = sheet(release, title=title, lead=lead, size=(7.0, _LOWEST))
        nothing(axes, "The study does not say who the backbone is, so it is not known how far it reaches.")
        return figure
    policy = response_policy(release)
    named = policy.shows in (ALL, BANDS)
    said = [
        _reached(scene),
        f"A tie is contact {_level(release)}.",
        "" if named else f"Names are left out. {policy.sentence}",
        named_line(release) if named else "",
    ]
    return _rings(release, scene, layout, words=(title, _join(said)), named=named)


def _rings(release: Release, scene: Scene, layout: MapLayout, *, words: tuple[str, str], named: bool) -> "Figure":
    """Draw the rings with the legend below them: they need the whole width."""
    below = legend_height(release, columns=_COLUMNS)
    low, high = _extent(scene, layout.points, layout.rings)
    room = float(min((_ACROSS - 2 * _MARGIN) / (high - low)[0], _LARGEST) * (high - low)[1])
    size = (_ACROSS, room + below)
    figure, axes = sheet(release, title=words[0], lead=words[1], size=size, inside=(0.0, below))
    scale = fit(axes, low, high)
    _draw_rings(axes, layout.rings, _ring_names(scene, layout, scale))
    draw_ties(axes, release, layout.points, scale=scale)
    draw_members(axes, release, layout.points, scale=scale, named=named and len(layout.points) <= MOST_NAMES)
    box, high_inches = axes.get_position(), figure.get_figheight()
    legend = figure.add_axes((box.x0, box.y0 - below / high_inches, box.width, (below - 0.1) / high_inches))
    draw_legend(legend, release, columns=_COLUMNS)
    return figure


def _extent(scene: Scene, points: Points, rings: Sequence[Ring] = ()) -> tuple[Points, Points]:
    if not len(points):
        return np.zeros(2), np.array([100.0, 30.0])
    low, high = scene.boxes.extent(points)
    if rings:
        edge = max(radius for *_, radius, _ in rings)
        low, high = np.minimum(low, -edge - 4), np.maximum(high, edge + 4)
        low[1] -= 14
    return low - 4, high + 4


def _ring_names(scene: Scene, layout: MapLayout, scale: float) -> list[Points]:
    """Return where each ring's name stands: at the top of its circle, or as near to it as it covers no member."""
    centre, size = scene.boxes.centre(layout.points), scene.boxes.size()
    spots = []
    for x, y, radius, name in layout.rings:
        half = np.array([_RING_NAME * (0.3 * len(name) + 0.6), _RING_NAME]) / scale
        tried = [np.array([x, y]) + radius * np.array([np.sin(turn), -np.cos(turn)]) for turn in _TURNS]
        free = (spot for spot in tried if not (np.abs(centre - spot) < size + half).all(axis=1).any())
        spots.append(next(free, tried[0]))
        centre, size = np.vstack([centre, spots[-1]]), np.vstack([size, half])
    return spots


def _draw_rings(axes: "Axes", rings: Sequence[Ring], names: Sequence[Points]) -> None:
    from matplotlib.patches import Circle

    for number, (x, y, radius, _) in reversed(list(enumerate(rings))):
        shade = str(round(0.945 + 0.05 * (number % 2), 3))
        axes.add_patch(Circle((x, y), radius, facecolor=shade, edgecolor="#c8ccd2", linewidth=0.7, zorder=0))
    for (*_, label), spot in zip(rings, names, strict=True):
        words = {"facecolor": "white", "edgecolor": "#c8ccd2", "linewidth": 0.5, "boxstyle": "round,pad=0.25"}
        axes.text(spot[0], spot[1], label, size=_RING_NAME, color=SOFT, ha="center", va="center", zorder=5, bbox=words)


def _reached(scene: Scene) -> str:
    """Say how many partners stand on each ring."""
    counts = np.bincount(ring_of(scene)[~scene.backbone], minlength=len(RING_LABELS))
    parts = [
        f"{count} {'at' if number < 5 else ''} {label}".replace("  ", " ")
        for number, (count, label) in enumerate(zip(counts, RING_LABELS, strict=True))
        if count and number
    ]
    total = int(counts.sum())
    return f"Of {counted(total, 'partner')}: {listed(parts)}." if parts else "The backbone has no partners."


def _level(release: Release) -> str:
    level = level_name(release)
    return level if level == ANY else f"{level} or more"


def _join(parts: list[str]) -> str:
    return " ".join(part for part in parts if part)
