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
# Above this size pushes are felt through a mesh of so many knots a side.
_EVERYBODY: Final = 400
_MESH: Final = 256
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
    stood = scene.stood["force"][tied]
    aim = stood if np.isfinite(stood).any() else readable[tied]
    settled = turned_to(_settle(_start(scene, tied), rows, columns), aim)
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
        force = (_pushes if count <= _EVERYBODY else _pushes_on_mesh)(points)
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


def _pushes_on_mesh(points: Points) -> Points:
    """Return the pushes of everybody on everybody, felt through a mesh (Hockney & Eastwood 1988, ch. 5).

    Each member is shared out among the four knots around it; the pushes between knots are one convolution.
    """
    low = points.min(axis=0)
    step = max(float(np.ptp(points, axis=0).max()), 1.0) / (_MESH - 2)
    corner, part = np.divmod((points - low) / step, 1.0)
    first = corner.astype(int) @ [_MESH, 1]
    knots = [first + right * _MESH + down for right in (0, 1) for down in (0, 1)]
    shares = [np.abs(1 - right - part[:, 0]) * np.abs(1 - down - part[:, 1]) for right in (0, 1) for down in (0, 1)]
    crowd = np.bincount(np.concatenate(knots), np.concatenate(shares), minlength=_MESH**2).reshape(_MESH, _MESH)
    heard = np.fft.rfft2(crowd, s=(2 * _MESH, 2 * _MESH))
    fields = [np.fft.irfft2(heard * np.fft.rfft2(push))[:_MESH, :_MESH].ravel() for push in _push_of_knots(step)]
    return np.column_stack(
        [sum(share * field[at] for share, at in zip(shares, knots, strict=True)) for field in fields]
    )


def _push_of_knots(step: float) -> tuple[Points, Points]:
    """Return how a knot pushes others, by how many knots they are away (round the corner of the sheet)."""
    away = step * ((np.arange(2 * _MESH) + _MESH) % (2 * _MESH) - _MESH)
    across, down = np.meshgrid(away, away, indexing="ij")
    square = np.maximum(across**2 + down**2, _LEAST)
    return across / square, down / square
