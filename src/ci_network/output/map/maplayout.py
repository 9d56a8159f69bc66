"""One layout of the map as the page reads it: places, captions and rings, and what they mean."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]


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
            "rings": [
                {"x": _tenth(x), "y": _tenth(y), "r": _tenth(r), "label": label} for x, y, r, label in self.rings
            ],
        }


def _tenth(value: float) -> float:
    return round(float(value), 1)
