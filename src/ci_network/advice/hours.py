"""What contact takes: hours a month, by how close it is."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ci_network.study.layer import Layer
from ci_network.terms import HOURS_PER_MONTH

FloatArray = NDArray[np.float64]
_MONTHLY: Final = 3


def contact_hours(layer: Layer, values: FloatArray) -> FloatArray:
    """Return the hours a month that ties of these values take on each side; 0 without a tie.

    Where the layer is no ladder of frequencies, those of monthly contact.
    """
    if layer.kind == "frequency" and len(layer.scale) == len(HOURS_PER_MONTH):
        return np.take(HOURS_PER_MONTH, np.asarray(values, dtype=int))
    return np.where(np.asarray(values) > 0, HOURS_PER_MONTH[_MONTHLY], 0.0)


def hours_a_side(layer: Layer, value: float) -> float:
    """Return the hours a month that one tie of this value takes on each side."""
    return float(contact_hours(layer, np.array([value]))[0])
