"""The map by steps from the backbone: who is in touch with it stands inside, who is not stands outside."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import dijkstra

from ci_network.output.map.maplayout import MapLayout, Points
from ci_network.output.map.nudge import covering
from ci_network.output.map.room import Boxes
from ci_network.output.map.scene import Scene

RING_LABELS: Final = ("backbone", "one step", "two steps", "three steps", "four steps or more", "not reached")
_FAR: Final = 4
_OUT: Final = 5
_SWEEPS: Final = 6
# A new order must be so much better to be worth moving everybody for.
_WORTH: Final = 0.97
_GROW: Final = 1.04
# Members on one circle; a ring with more has several.
_ON_CIRCLE: Final = 48
# About how much of a circle a label takes, in halves of its diagonal.
_ROOM: Final = 1.6
# With fewer boxes than this a ring is tried nearer than half a diagonal, turned a little either way.
_FEW: Final = 400
_CLOSE: Final = 0.62
# No ring is so small that its name would lie on a member.
_LEAST: Final = 62.0
_TURNS: Final = tuple(np.radians(turn) for turn in sorted(range(-30, 31, 5), key=abs))
_FINE: Final = 720
_SCANT: Final = 0.85
Numbers = npt.NDArray[np.intp]


def by_steps(scene: Scene, readable: Points) -> MapLayout | None:
    """Return the layout by steps from the backbone; nothing without a backbone."""
    if not scene.backbone.any():
        return None
    ring = ring_of(scene)
    angle = _ordered(scene, ring, _bearing(scene, readable))
    points = np.zeros((len(ring), 2))
    rings, within = [], _Ring(np.zeros((0, 2)), np.zeros((0, 2)), 0.0)
    for step in np.unique(ring):
        inside = np.flatnonzero(ring == step)
        inside = inside[np.argsort(angle[inside], kind="stable")]
        points[inside], within = _ring(angle[inside], scene.boxes.of(inside), within)
        rings.append((0.0, 0.0, round(within.edge, 1), RING_LABELS[step]))
    return MapLayout(
        key="radial",
        label="By steps from the backbone",
        sentence="The backbone stands in the middle; each ring outwards is one step more along the ties.",
        points=np.round(points, 1),
        beside=np.zeros(len(points), dtype=bool),
        rings=tuple(rings),
    )


def ring_of(scene: Scene) -> Numbers:
    """Return the ring of each member: 0 the backbone, 1 to 3 steps, 4 for more, 5 for no way at all."""
    seeds = np.flatnonzero(scene.backbone)
    steps = dijkstra(scene.now, directed=False, unweighted=True, indices=seeds, min_only=True)
    return np.asarray(np.where(np.isfinite(steps), np.minimum(steps, _FAR), _OUT), dtype=np.intp)


def _bearing(scene: Scene, readable: Points) -> npt.NDArray[np.float64]:
    """Return where each member's sector lies on the readable layout, seen from its middle, and a little of its own."""
    count = len(scene.sectors)
    size = np.bincount(scene.sector, minlength=count)
    middles = np.column_stack([np.bincount(scene.sector, readable[:, axis], minlength=count) for axis in (0, 1)])
    tied = ~scene.beside
    seen = (middles / size[:, None])[scene.sector] - readable[tied if tied.any() else slice(None)].mean(axis=0)
    own = readable - readable.mean(axis=0)
    bearing = np.arctan2(seen[:, 1] + 0.1 * own[:, 1], seen[:, 0] + 0.1 * own[:, 0])
    return np.asarray(bearing % (2 * np.pi), dtype=np.float64)


def _ordered(scene: Scene, ring: Numbers, start: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return each member's angle: by sector at first, then moved to the middle of its partners, sweep by sweep.

    The sweep with the shortest ties around the circle is kept (the barycentre way of crossing fewer ties:
    Sugiyama, Tagawa & Toda 1981, IEEE Trans. Syst. Man Cybern. 11:109).
    """
    rows, columns = scene.now.nonzero()
    angle = best = _even(start, ring)
    least = np.inf
    for _ in range(_SWEEPS):
        length = float(np.abs(np.angle(np.exp(1j * (angle[rows] - angle[columns])))).sum())
        if length < _WORTH * least:
            best, least = angle, length
        spots = np.exp(1j * angle)
        drawn = np.bincount(rows, spots[columns].real, minlength=len(ring)) * (1 + 0j)
        drawn += 1j * np.bincount(rows, spots[columns].imag, minlength=len(ring))
        # Its own place holds a member a little; who has no partner keeps it.
        angle = _even(np.angle(drawn + 0.7 * spots) % (2 * np.pi), ring)
    return best


def _even(wish: npt.NDArray[np.float64], ring: Numbers) -> npt.NDArray[np.float64]:
    """Return angles evenly spread on each ring, in the order wished for, turned to where they are wished."""
    angle = np.zeros(len(wish))
    for step in np.unique(ring):
        inside = np.flatnonzero(ring == step)
        inside = inside[np.argsort(wish[inside], kind="stable")]
        even = 2 * np.pi * np.arange(len(inside)) / len(inside)
        turn = np.angle(np.exp(1j * (wish[inside] - even)).mean())
        angle[inside] = even + turn
    return angle % (2 * np.pi)


@dataclass(frozen=True, eq=False)
class _Ring:
    """What stands on a ring and inside it: middles and sizes of boxes, and the radius at which the ring ends."""

    centre: Points
    size: Points
    edge: float


def _ring(angle: npt.NDArray[np.float64], boxes: Boxes, within: _Ring) -> tuple[Points, _Ring]:
    """Return places on the circles of a ring around all that is within, as near to it as labels allow."""
    size = boxes.size()
    corner = float(np.hypot(*size.max(axis=0)))
    # A few may be tried closer than is sure to be free; many keep the sure distance.
    step = _CLOSE * corner if len(angle) + len(within.size) < _FEW else corner
    every = np.vstack([within.size, size])
    radius = within.edge + step if within.edge or len(angle) > 1 else 0.0
    circles = _circles(len(angle), radius, corner)
    if circles == 1 and len(angle) > 1:
        radius = max(radius, _needed(len(angle), np.median(size, axis=0)))
    while True:
        for turn in _TURNS if step < corner else (0.0,):
            placed = _on_circles(angle + turn, size, radius + 2 * corner * np.arange(circles, dtype=np.float64))
            together = np.vstack([within.centre, placed])
            if not len(covering(together, every)):
                edge = max(_LEAST, radius + 2 * corner * (circles - 1) + (step if within.edge else corner))
                return placed - boxes.centre(np.zeros_like(size)), _Ring(together, every, edge)
        radius = _GROW * radius + 1.0


def _on_circles(angle: npt.NDArray[np.float64], size: Points, radii: Points) -> Points:
    """Return places on one circle or several, members in turn on each."""
    which = _dealt(len(angle), np.maximum(radii, 1.0))
    placed = np.zeros((len(angle), 2))
    for number, radius in enumerate(radii):
        on = np.flatnonzero(which == number)
        if len(on):
            placed[on] = _circle(angle[on], float(radius), size[on].max(axis=0))
    return placed


def _circles(count: int, radius: float, corner: float) -> int:
    """Return how many circles a ring needs: one for a coalition, more where it would grow too wide."""
    circles = 1
    while count > _ON_CIRCLE and count > 2 * np.pi * (radius * circles + corner * circles * (circles - 1)) / (
        _ROOM * corner
    ):
        circles += 1
    return circles


def _dealt(count: int, radii: Points) -> Numbers:
    """Return the circle of each member around a ring: as many to each as it is long, evenly all around."""
    bounds = np.cumsum(radii) / radii.sum()
    golden = (np.arange(count) * (np.sqrt(5) - 1) / 2) % 1.0
    return np.asarray(np.minimum(np.searchsorted(bounds, golden, side="right"), len(radii) - 1), dtype=np.intp)


def _circle(angle: npt.NDArray[np.float64], radius: float, half: Points) -> Points:
    """Return places on one circle: more room along it where labels lie along it, turned to the angles wished."""
    fine, room = _room_around(half)
    room = np.cumsum(room)
    room /= room[-1]
    wish = np.interp(angle, fine, room, period=2 * np.pi)
    even = np.arange(len(angle)) / len(angle)
    turn = np.angle(np.exp(2j * np.pi * (wish - even)).mean()) / (2 * np.pi)
    placed = np.interp((even + turn) % 1.0, np.r_[0.0, room], np.r_[fine, 2 * np.pi])
    return np.column_stack([radius * np.cos(placed), radius * np.sin(placed)])


def _needed(count: int, half: Points) -> float:
    """Return about the radius of a circle on which so many labels have room, on the small side."""
    _, room = _room_around(half)
    return _SCANT * count / (float(room.sum()) * 2 * np.pi / _FINE)


def _room_around(half: Points) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return angles all around, and at each how many labels of a half-size stand on a unit of the circle's length."""
    fine = 2 * np.pi * np.arange(_FINE) / _FINE
    across, down = np.maximum(np.abs(np.sin(fine)), 1e-9), np.maximum(np.abs(np.cos(fine)), 1e-9)
    return fine, 0.5 / np.minimum(half[0] / across, half[1] / down)
