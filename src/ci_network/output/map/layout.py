"""Where members stand on the map: near whom they work with, labels apart, those without a tie beside."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from ci_network.output.level import ties_at_level
from ci_network.output.map import label
from ci_network.output.map.room import Boxes, apart, cells_for, grid
from ci_network.output.map.stress import stress_layout
from ci_network.release import Release

Points = npt.NDArray[np.float64]
# Pixels at the default zoom: the largest node's radius, and the least room between two boxes.
RADIUS: Final = 11.0
_MARGIN: Final = 3.0
_ASPECT: Final = 1.12
_SHELF: Final = 26.0
# What a tie below the level, of another layer or of an earlier wave counts beside one at the level.
_OTHER_TIE: Final = 0.15


@dataclass(frozen=True, eq=False)
class Layout:
    """Positions in pixels at the default zoom; ``beside`` marks members without a tie at the rule's level."""

    members: tuple[str, ...]
    points: Points
    beside: npt.NDArray[np.bool_]


def positions(release: Release, *, rng: int = 0) -> pd.DataFrame:
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

    Returns
    -------
    DataFrame
        One row a member: ``member x y beside``; x grows to the right and y downwards, in pixels at the
        default zoom; ``beside`` is true for members without a tie at the level.

    Notes
    -----
    Stress majorisation (Gansner, Koren & North 2005, Graph Drawing, p. 239) on steps between members.
    """
    layout = lay_out(release, rng=rng)
    frame = pd.DataFrame(layout.points, columns=["x", "y"])
    return frame.assign(member=list(layout.members), beside=layout.beside)[["member", "x", "y", "beside"]]


def lay_out(release: Release, *, rng: int = 0) -> Layout:
    """Return where each member stands."""
    ids = tuple(release.members["member"].astype(str))
    boxes = boxes_of(release)
    strong, soft = _ties(release, ids)
    count, part = connected_components(strong, directed=False) if ids else (0, np.zeros(0, dtype=int))
    sizes = np.bincount(part, minlength=count)
    beside = sizes[part] == 1 if ids else np.zeros(0, dtype=bool)
    seed = np.random.default_rng(rng)
    points = np.zeros((len(ids), 2))
    sheet = _sheet_width(np.sort(sizes)[::-1], boxes) if ids else 0.0
    shelves: list[npt.NDArray[np.intp]] = []
    for which in sorted(np.flatnonzero(sizes > 1), key=lambda k: (-sizes[k], k)):
        inside = np.flatnonzero(part == which)
        room = boxes.of(inside)
        wished = _wished(strong, soft, inside, seed)
        # A small part lies flat in a shelf of its own height, or is as square as the largest is wide.
        flat = room.cell()[0] * (len(inside) if len(inside) < 4 else np.sqrt(len(inside)))
        points[inside] = apart(wished, room, across=min(sheet, flat) if shelves else sheet)
        shelves.append(inside)
    _stack(points, shelves, np.flatnonzero(beside), boxes)
    return Layout(ids, np.round(points, 1), beside)


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


def boxes_of(release: Release) -> Boxes:
    """Return the room that each member and its label take: half-widths, and heights above and below."""
    sizes = np.array([label.box(label.shown(text)) for text in release.members["label"]]).reshape(-1, 2)
    return Boxes(
        half=np.maximum(sizes[:, 0] / 2, RADIUS) + _MARGIN,
        above=np.full(len(sizes), RADIUS + _MARGIN),
        below=RADIUS + 4 + sizes[:, 1] + _MARGIN,
    )


def _ties(release: Release, ids: tuple[str, ...]) -> tuple[csr_array, csr_array]:
    """Return who is tied at the level (0 or 1) and how much else pulls two members together (0-1)."""
    strong = _matrix(ties_at_level(release), ids)
    every = _matrix(release.ties[release.ties["value"] > 0], ids)
    soft = every.copy()
    soft.data = np.minimum(1.0, soft.data * _OTHER_TIE)
    strong.data = np.ones_like(strong.data)
    sector = pd.factorize(release.members["sector"].astype(str))[0]
    rows, columns = strong.nonzero()
    same = csr_array((np.where(sector[rows] == sector[columns], 0.5, 0.0), (rows, columns)), shape=soft.shape)
    return strong, csr_array(soft + same)


def _matrix(ties: pd.DataFrame, ids: tuple[str, ...]) -> csr_array:
    place = pd.Index(ids)
    rows = place.get_indexer(pd.Index(ties["source"].astype(str)))
    columns = place.get_indexer(pd.Index(ties["target"].astype(str)))
    known = (rows >= 0) & (columns >= 0) & (rows != columns)
    rows, columns = rows[known], columns[known]
    ones = np.ones(2 * len(rows))
    return csr_array((ones, (np.r_[rows, columns], np.r_[columns, rows])), shape=(len(ids), len(ids)))


def _wished(strong: csr_array, soft: csr_array, inside: npt.NDArray[np.intp], seed: np.random.Generator) -> Points:
    near = csr_array(strong[inside][:, inside])
    pull = csr_array(soft[inside][:, inside])
    return _lie_down(stress_layout(near, pull, seed))


def _lie_down(points: Points) -> Points:
    """Turn the points so that their longest extent lies across, the heavier side to the left and above."""
    centred = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    turned = centred @ axes.T if len(axes) == 2 else centred
    signs = np.where((turned**3).sum(axis=0) > 0, 1.0, -1.0)
    return np.asarray(turned * signs, dtype=np.float64)


def _stack(points: Points, parts: list[npt.NDArray[np.intp]], beside: npt.NDArray[np.intp], boxes: Boxes) -> None:
    """Place the parts in shelves below the largest, then the members without a tie in rows; in place."""
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
    if len(beside):
        start = np.array([0.0, shelf_end + (2 * _SHELF if parts else 0.0)])
        points[beside] = grid(boxes.of(beside), across=across) + start
