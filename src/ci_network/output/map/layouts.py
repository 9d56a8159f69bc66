"""The ways to lay out the map that the page can switch between, each with what a place on it means."""

from typing import Final

import numpy as np
import pandas as pd

from ci_network.output.map.layout import readable
from ci_network.output.map.layout_force import by_force
from ci_network.output.map.layout_places import by_place
from ci_network.output.map.layout_radial import by_steps
from ci_network.output.map.layout_sectors import by_sector
from ci_network.output.map.maplayout import MapLayout
from ci_network.output.map.scene import scene_of
from ci_network.release import Release

__all__ = ["READABLE", "MapLayout", "layouts"]

READABLE: Final = "readable"


def layouts(release: Release, *, rng: int = 0, previous: pd.DataFrame | None = None) -> list[MapLayout]:
    """Return every layout that this release has, the readable one first.

    Each is the same for every wave and layer, so that members stand still when a reader moves through the waves; the
    others are turned to the readable one, so that members move little from one to the next.
    By steps needs a backbone, by place coordinates for half of the members, by sector two sectors.

    Parameters
    ----------
    release
        What may be shown.
    rng
        Seed of what is drawn by lot: the same release and seed give the same places.
    previous
        Where members stood on an earlier map, as ``positions`` gives it: who was there stays about there.
    """
    scene = scene_of(release, rng=rng, previous=previous)
    first = MapLayout(
        key=READABLE,
        label="Readable",
        sentence="Members who work together stand together; every label has its own room.",
        points=np.round(readable(scene), 1),
        beside=scene.beside,
    )
    at = first.points
    others = (by_sector(scene, at), by_steps(scene, at), by_place(scene, release.members), by_force(scene, at))
    return [first, *(layout for layout in others if layout is not None)]
