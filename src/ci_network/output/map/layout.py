"""Where members stand on the map: near whom they work with, labels apart, those without a tie beside."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from ci_network.output.map.room import Boxes, apart, cells_for, grid
from ci_network.output.map.scene import Scene, scene_of
from ci_network.output.map.stress import stress_layout
from ci_network.output.map.turn import turned_to
from ci_network.release import Release

Points = npt.NDArray[np.float64]
_ASPECT: Final = 1.12
_SHELF: Final = 26.0


@dataclass(frozen=True, eq=False)
class Layout:
    """Positions in pixels at the default zoom; ``beside`` marks members without a tie at the rule's level."""

    members: tuple[str, ...]
    points: Points
    beside: npt.NDArray[np.bool_]


def positions(release: Release, *, rng: int = 0, previous: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return where each member stands on the map, the same for every wave and layer.

    Members who work together stand together, those of one sector lean towards each other, no two labels
    cover each other, parts of the network that do not hang together stand apart, and members without a
    tie at the rule's level stand in rows below the rest.

    Parameters
    ----------
    release
        What may be shown.
    rng
        Seed of the starting positions: the same seed gives the same map.
    previous
        Where members stood on an earlier map, as this function gave it: who was there stays about there.

    Returns
    -------
    DataFrame
        One row a member: ``member x y beside``; x grows to the right and y downwards, in pixels at the
        default zoom; ``beside`` is true for members without a tie at the level.

    Notes
    -----
    Stress majorisation (Gansner, Koren & North 2005, Graph Drawing, p. 239) on steps between members, along the
    ties of all waves at the rule's level: one set of places serves every wave.
    """
    layout = lay_out(release, rng=rng, previous=previous)
    frame = pd.DataFrame(layout.points, columns=["x", "y"])
    return frame.assign(member=list(layout.members), beside=layout.beside)[["member", "x", "y", "beside"]]


def lay_out(release: Release, *, rng: int = 0, previous: pd.DataFrame | None = None) -> Layout:
    """Return where each member stands."""
    scene = scene_of(release, rng=rng, previous=previous)
    return Layout(scene.ids, np.round(readable(scene), 1), scene.beside)


def readable(scene: Scene) -> Points:
    """Return where each member of a scene stands in the readable layout."""
    points = np.zeros((len(scene.ids), 2))
    if not len(points):
        return points
    _, part = connected_components(scene.near, directed=False)
    sizes = np.bincount(part)
    sheet = _sheet_width(np.sort(sizes)[::-1], scene.boxes)
    shelves: list[npt.NDArray[np.intp]] = []
    for which in sorted(np.flatnonzero(sizes > 1), key=lambda k: (-sizes[k], k)):
        inside = np.flatnonzero(part == which)
        room = scene.boxes.of(inside)
        # A small part lies flat in a shelf of its own height, or is as square as the largest is wide.
        flat = room.cell()[0] * (len(inside) if len(inside) < 4 else np.sqrt(len(inside)))
        points[inside] = apart(wished(scene, inside), room, across=min(sheet, flat) if shelves else sheet)
        shelves.append(inside)
    across = _stack(points, shelves, scene.boxes)
    stand_beside(points, scene.beside, scene.boxes, across=across)
    return points


def stand_beside(points: Points, beside: npt.NDArray[np.bool_], boxes: Boxes, *, across: float) -> None:
    """Place some members in rows below all others; in place."""
    rest, rows = np.flatnonzero(~beside), np.flatnonzero(beside)
    start = np.zeros(2)
    if len(rest):
        low, high = boxes.of(rest).extent(points[rest])
        start = np.array([low[0], high[1] + 2 * _SHELF])
    if len(rows):
        points[rows] = grid(boxes.of(rows), across=across) + start


def _sheet_width(sizes: npt.NDArray[np.intp], boxes: Boxes) -> float:
    """Return the width that lets everything, the largest part and what lies below it, fit a screen best."""
    cell = boxes.cell()
    main, alone = cells_for(int(sizes[0])), int((sizes == 1).sum())
    small = len(boxes.half) - int(sizes[0]) - alone
    columns = np.arange(1, main + 1)
    rows = np.ceil(main / columns) + np.ceil(small / columns) + np.ceil(alone / columns)
    gaps = _SHELF * ((small > 0) + 2 * (alone > 0))
    need = np.maximum((columns + 0.5) * cell[0] / _ASPECT, rows * cell[1] + gaps)
    return float((columns[int(np.argmin(need))] + 0.5) * cell[0])


def wished(scene: Scene, inside: npt.NDArray[np.intp]) -> Points:
    """Return where the members of a connected part would stand if labels took no room."""
    near = csr_array(scene.near[inside][:, inside])
    pull = csr_array(scene.pull[inside][:, inside])
    points = turned_to(lie_down(stress_layout(near, pull, scene.lots[inside])), scene.held[inside])
    return np.where(np.isfinite(scene.held[inside]), scene.held[inside], points)


def lie_down(points: Points) -> Points:
    """Turn the points so that their longest extent lies across, the heavier side to the left and above."""
    centred = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    turned = centred @ axes.T if len(axes) == 2 else centred
    signs = np.where((turned**3).sum(axis=0) > 0, 1.0, -1.0)
    return np.asarray(turned * signs, dtype=np.float64)


def _stack(points: Points, parts: list[npt.NDArray[np.intp]], boxes: Boxes) -> float:
    """Place the parts in shelves below the largest, in place; return the width of the largest."""
    left = top = shelf_end = 0.0
    across = 0.0
    for number, inside in enumerate(parts):
        low, high = boxes.of(inside).extent(points[inside])
        size = high - low
        if number == 0:
            across = size[0]
        if number and left + size[0] > across:
            left, top = 0.0, shelf_end + _SHELF
        points[inside] += np.array([left, top]) - low
        shelf_end = max(shelf_end, top + size[1])
        left += size[0] + _SHELF
        if number == 0:
            left, top = 0.0, shelf_end + _SHELF
    return across
