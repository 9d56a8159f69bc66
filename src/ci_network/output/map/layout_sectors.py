"""The map by sectors: each sector a cluster with its name above, sectors in much contact near each other."""

from typing import Final

import numpy as np
from scipy.sparse import csr_array

from ci_network.output.map.label import FONT, width
from ci_network.output.map.maplayout import MapLayout, Points
from ci_network.output.map.pack import packed
from ci_network.output.map.room import Boxes, apart
from ci_network.output.map.scene import Scene, Which
from ci_network.output.map.stress import majorise
from ci_network.output.map.turn import turned_to

NOT_STATED: Final = "Sector not stated"
# Pixels: room for a caption above a cluster, white space around clusters, half a character of a caption.
_CAPTION: Final = 30.0
_WHITE: Final = 16.0
_HALF_MARK: Final = 0.36 * FONT
# How wide a cluster is beside its height.
_FLAT: Final = 1.3


def by_sector(scene: Scene, readable: Points) -> MapLayout | None:
    """Return the layout by sectors; nothing where there are fewer than two."""
    if len(scene.sectors) < 2:
        return None
    points = np.zeros_like(readable)
    names = [name or NOT_STATED for name in scene.sectors]
    clusters = [np.flatnonzero(scene.sector == number) for number in range(len(names))]
    for inside in clusters:
        points[inside] = _cluster(readable[inside], scene.boxes.of(inside))
    rooms = _rooms([scene.boxes.of(inside).extent(points[inside]) for inside in clusters], names)
    spots = packed(
        near_each_other(scene, scene.sector, readable), rooms, scene.lots[[inside[0] for inside in clusters]]
    )
    captions = []
    for number, inside in enumerate(clusters):
        points[inside] += spots[number]
        captions.append((names[number], *(spots[number] - [0.0, rooms.above[number] - _WHITE - _CAPTION / 2])))
    return MapLayout(
        key="sectors",
        label="By sector",
        sentence="Each sector stands together; sectors with many ties between them stand near each other.",
        points=np.round(points, 1),
        beside=np.zeros(len(points), dtype=bool),
        captions=tuple((text, float(x), float(y)) for text, x, y in captions),
    )


def _cluster(points: Points, boxes: Boxes) -> Points:
    """Return the members of one sector around the origin, each near where it stands in the readable layout."""
    cell = boxes.cell()
    columns = max(1.0, round(np.sqrt(len(points) * _FLAT * cell[1] / cell[0])))
    placed = apart(points, boxes, across=(columns + 0.5 * (len(points) > columns)) * cell[0])
    low, high = boxes.extent(placed)
    return np.asarray(placed - (low + high) / 2, dtype=np.float64)


def _rooms(extents: list[tuple[Points, Points]], names: list[str]) -> Boxes:
    """Return the room of each cluster with its caption."""
    low, high = (np.array([extent[side] for extent in extents]) for side in (0, 1))
    captions = np.array([_HALF_MARK * width(name) for name in names])
    return Boxes(
        half=np.maximum(high[:, 0], captions) + _WHITE,
        above=-low[:, 1] + _CAPTION + _WHITE,
        below=high[:, 1] + _WHITE,
    )


def near_each_other(scene: Scene, group: Which, readable: Points) -> Points:
    """Return places of groups by stress, begun where they are on the whole: many ties for their size, near."""
    size = np.bincount(group).astype(float)
    member = np.arange(len(group))
    belongs = csr_array((np.ones(len(member)), (member, group)), shape=(len(member), len(size)))
    ties = (belongs.T @ (scene.near + 0.25 * scene.pull) @ belongs).toarray()
    strength = ties / np.sqrt(np.outer(size, size))
    np.fill_diagonal(strength, 0.0)
    apart_by = 1.0 / (1.0 + strength / (strength.max() or 1.0) * 3.0)
    np.fill_diagonal(apart_by, 0.0)
    middles = np.column_stack([np.bincount(group, readable[:, axis]) for axis in (0, 1)]) / size[:, None]
    start = (middles - middles.mean(axis=0)) / (np.ptp(middles, axis=0).max() or 1.0)
    return turned_to(majorise(start, apart_by), middles)
