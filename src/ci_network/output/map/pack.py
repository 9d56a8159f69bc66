"""A few large boxes packed close, each as near as may be to where it wishes to be."""

from typing import Final

import numpy as np

from ci_network.output.map.nudge import Points, evened, nudged, spread
from ci_network.output.map.room import Boxes

_EVEN: Final = 0.6
# How far the sheet of wishes is drawn in, and how much farther off a spot above or below counts: screens are wide.
_TIGHT: Final = 0.55
_FLAT: Final = 1.25
# Above this number each spot beside every other box is too much to try.
_MOST: Final = 60
_LEAST: Final = 1e-6


def packed(wishes: Points, boxes: Boxes, lots: Points) -> Points:
    """Return the places of boxes, the innermost placed first, each at the free spot nearest to its wish."""
    sheet = spread(evened(wishes, share=_EVEN), boxes)
    if len(wishes) > _MOST:
        return nudged(sheet, boxes, lots)
    size = boxes.size()
    shift = boxes.centre(sheet) - sheet
    centre = _TIGHT * sheet
    order = np.argsort((centre**2).sum(axis=1), kind="stable")
    placed = np.zeros_like(centre)
    for number, one in enumerate(order):
        placed[one] = _free_spot(centre[one], size[one], placed[order[:number]], size[order[:number]])
    return np.asarray(placed - shift, dtype=np.float64)


def _free_spot(wish: Points, half: Points, others: Points, sizes: Points) -> Points:
    """Return the free spot nearest to a wish: on it, or side by side with boxes that are there."""
    room = sizes + half
    across = np.r_[wish[0], others[:, 0] - room[:, 0], others[:, 0] + room[:, 0]]
    down = np.r_[wish[1], others[:, 1] - room[:, 1], others[:, 1] + room[:, 1]]
    spots = np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2)
    free = np.ones(len(spots), dtype=bool)
    for other, need in zip(others, room, strict=True):
        free &= (np.abs(spots - other) >= need - _LEAST).any(axis=1)
    spots = spots[free]
    way = ((spots - wish) * [1.0, _FLAT]) ** 2
    return np.asarray(spots[int(np.argmin(way.sum(axis=1)))], dtype=np.float64)
