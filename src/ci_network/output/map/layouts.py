"""The ways to lay out the map that the page can switch between, each with what a place on it means."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from ci_network.output.map.layout import Layout, lay_out
from ci_network.release import Release

Points = npt.NDArray[np.float64]
READABLE: Final = "readable"


@dataclass(frozen=True, eq=False)
class MapLayout:
    """One layout: where each member stands and what that means.

    Attributes
    ----------
    key, label
        Its name in code ("readable", "sectors", "radial", "places", "force") and on the page.
    sentence
        What a place on it means.
    points
        One row a member, in the order of ``release.members``: x to the right, y downwards, in pixels.
    beside
        Which members stand beside the rest because they have no place of their own in this layout.
    captions
        Words on the map, each with its middle: ``(text, x, y)``.
    rings
        Circles on the map: ``(x, y, radius, label)``, from the inside out.
    """

    key: str
    label: str
    sentence: str
    points: Points
    beside: npt.NDArray[np.bool_]
    captions: tuple[tuple[str, float, float], ...] = ()
    rings: tuple[tuple[float, float, float, str], ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return the layout as plain data for the page."""
        return {
            "key": self.key,
            "label": self.label,
            "sentence": self.sentence,
            "points": [[_tenth(x), _tenth(y)] for x, y in self.points],
            "beside": [bool(beside) for beside in self.beside],
            "captions": [{"text": text, "x": _tenth(x), "y": _tenth(y)} for text, x, y in self.captions],
            "rings": [{"x": _tenth(x), "y": _tenth(y), "r": _tenth(r), "label": label} for x, y, r, label in self.rings],
        }


def layouts(release: Release, *, rng: int = 0) -> list[MapLayout]:
    """Return every layout that this release has, the readable one first.

    Each is the same for every wave and layer, so that members stand still when a reader moves through the waves.

    Parameters
    ----------
    release
        What may be shown.
    rng
        Seed of what is drawn by lot: the same release and seed give the same places.
    """
    return [_readable(lay_out(release, rng=rng))]


def _readable(layout: Layout) -> MapLayout:
    return MapLayout(
        READABLE,
        "Readable",
        "Members who work together stand together; every label has its own room.",
        layout.points,
        layout.beside,
    )


def _tenth(value: float) -> float:
    return round(float(value), 1)
