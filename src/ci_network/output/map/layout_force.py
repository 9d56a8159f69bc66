"""The plain force-directed map: ties pull, members push each other away."""

from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import connected_components

from ci_network.output.map.layout import stand_beside, wished
from ci_network.output.map.maplayout import MapLayout, Points
from ci_network.output.map.nudge import evened, nudged, spread
from ci_network.output.map.scene import Scene
from ci_network.output.map.turn import turned_to

_ROUNDS: Final = 80
# Above this size only members within a few lengths of each other push.
_EVERYBODY: Final = 400
_NEARBY: Final = 2.5
_LARGE_ROUNDS: Final = 30
# A light pull to the middle keeps parts that do not hang together on one sheet.
_GRAVITY: Final = 0.08
_LEAST: Final = 0.01
_EVEN: Final = 0.35


def by_force(scene: Scene, readable: Points) -> MapLayout | None:
    """Return the force-directed layout; nothing where nobody is tied to anybody."""
    tied = np.flatnonzero(~scene.beside)
    if not len(tied):
        return None
    points = np.zeros((len(scene.ids), 2))
    rows, columns = scene.near[tied][:, tied].nonzero()
    settled = turned_to(_settle(_start(scene, tied), rows, columns), readable[tied])
    room = scene.boxes.of(tied)
    points[tied] = nudged(spread(evened(settled, share=_EVEN), room), room, scene.lots[tied])
    low, high = room.extent(points[tied])
    stand_beside(points, scene.beside, scene.boxes, across=float(high[0] - low[0]))
    return MapLayout(
        key="force",
        label="By force",
        sentence="Ties pull members together and members push each other apart, as in most network drawings.",
        points=np.round(points, 1),
        beside=scene.beside,
    )


def _start(scene: Scene, tied: npt.NDArray[np.intp]) -> Points:
    """Return a start by steps between members, each part around a spot of its own."""
    count, part = connected_components(scene.near[tied][:, tied], directed=False)
    points = np.zeros((len(tied), 2))
    sizes = np.bincount(part, minlength=count)
    order = sorted(range(count), key=lambda k: (-sizes[k], k))
    ring = np.sqrt(len(tied))
    for number, which in enumerate(order):
        inside = np.flatnonzero(part == which)
        flat = wished(scene, tied[inside])
        flat = flat / (np.sqrt((flat**2).sum(1).mean()) or 1.0) * 0.5 * np.sqrt(len(inside))
        turn = 2.4 * number
        points[inside] = flat + (ring * np.array([np.cos(turn), np.sin(turn)]) if number else 0.0)
    return points + _LEAST * scene.lots[tied]


def _settle(points: Points, rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp]) -> Points:
    """Return the points after rounds of pulls and pushes (Fruchterman & Reingold 1991, Softw. Pract. Exp. 21)."""
    count = len(points)
    rounds = _ROUNDS if count <= _EVERYBODY else _LARGE_ROUNDS
    for step in range(rounds):
        gap = points[rows] - points[columns]
        pull = gap * np.sqrt((gap**2).sum(1))[:, None]
        force = (_pushes if count <= _EVERYBODY else _pushes_nearby)(points)
        force -= np.column_stack([np.bincount(rows, pull[:, axis], minlength=count) for axis in (0, 1)])
        force -= _GRAVITY * np.sqrt(count) * points / max(1.0, np.abs(points).max())
        length = np.maximum(np.sqrt((force**2).sum(1)), 1e-9)
        heat = 0.12 * np.sqrt(count) * (1 - step / rounds)
        points = points + force * (np.minimum(length, heat) / length)[:, None]
    return points


def _pushes(points: Points) -> Points:
    gap = points[:, None] - points[None]
    square = np.maximum((gap**2).sum(-1), _LEAST)
    return np.asarray((gap / square[..., None]).sum(1), dtype=np.float64)


def _pushes_nearby(points: Points) -> Points:
    from scipy.spatial import cKDTree

    pairs = cKDTree(points).query_pairs(_NEARBY, output_type="ndarray")
    one, two = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))].T
    gap = points[one] - points[two]
    push = gap / np.maximum((gap**2).sum(1), _LEAST)[:, None]
    count = len(points)
    return np.column_stack(
        [
            np.bincount(one, push[:, axis], minlength=count) - np.bincount(two, push[:, axis], minlength=count)
            for axis in (0, 1)
        ]
    )
