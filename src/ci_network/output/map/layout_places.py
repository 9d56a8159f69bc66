"""The map by places: members where they are on the ground, north above."""

from typing import Final

import numpy as np
import pandas as pd

from ci_network.output.map.layout import stand_beside
from ci_network.output.map.maplayout import MapLayout, Points
from ci_network.output.map.nudge import nudged, spread
from ci_network.output.map.scene import Scene

NO_PLACE: Final = "No place known"
# Pixels from the first row of those beside up to their caption.
_CAPTION: Final = 30.0


def by_place(scene: Scene, members: pd.DataFrame) -> MapLayout | None:
    """Return the layout by coordinates; nothing where fewer than half of the members have them."""
    spots = _coordinates(members)
    known = np.asarray(np.isfinite(spots).all(axis=1), dtype=np.bool_)
    if known.sum() < max(2, len(members) / 2):
        return None
    points = np.zeros((len(members), 2))
    room = scene.boxes.of(np.flatnonzero(known))
    points[known] = nudged(spread(_projected(spots[known]), room), room, scene.lots[known])
    low, high = room.extent(points[known])
    stand_beside(points, ~known, scene.boxes, across=float(high[0] - low[0]))
    captions = ((NO_PLACE, float(low[0] + 60), float(points[~known, 1].min()) - _CAPTION),) if (~known).any() else ()
    return MapLayout(
        key="places",
        label="By place",
        sentence="Members stand where they are on the ground, north above; those at one place are moved apart.",
        points=np.round(points, 1),
        beside=~known,
        captions=captions,
    )


def _coordinates(members: pd.DataFrame) -> Points:
    """Return latitude and longitude; NaN where they are not known, or not on the globe."""
    if not {"latitude", "longitude"} <= set(members.columns):
        return np.full((len(members), 2), np.nan)
    pair = members[["latitude", "longitude"]].apply(pd.to_numeric, errors="coerce").to_numpy(dtype=float)
    on_globe = (np.abs(pair) <= [90.0, 180.0]).all(axis=1)
    return np.where(on_globe[:, None], pair, np.nan)


def _projected(spots: Points) -> Points:
    """Return places on a flat sheet (equirectangular around their middle), x to the east and y to the south."""
    latitude, longitude = np.radians(spots).T
    middle = np.arctan2(np.sin(longitude).mean(), np.cos(longitude).mean())
    east = np.angle(np.exp(1j * (longitude - middle)))
    return np.column_stack([east * np.cos(latitude.mean()), latitude.mean() - latitude])
