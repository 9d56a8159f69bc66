"""Steps from the backbone, on which every measure of its reach rests."""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ci_network.measures import kernels_paths
from ci_network.network.network import Network

FloatArray = NDArray[np.float64]
NO_BACKBONE: Final = "no backbone declared"
NO_PARTNERS: Final = "no partners beside the backbone"


def backbone_distance_of(net: Network) -> FloatArray:
    """Return the steps of each member from the nearest of the backbone; inf without a way, NaN without a backbone."""
    if not net.is_backbone.any():
        return np.full(net.n, np.nan)
    seeds = np.flatnonzero(net.is_backbone)
    return np.asarray(kernels_paths.distances(net.weak.binary, seeds).min(axis=0))


def share_within(far: FloatArray, steps: float) -> float:
    """Return the share of distances within a number of steps (``inf``: any way at all); NaN of none or of NaN."""
    return mean_of(np.where(np.isnan(far), np.nan, np.isfinite(far) & (far <= steps)))


def mean_of(values: FloatArray) -> float:
    """Return the mean; NaN of none."""
    return float(values.mean()) if len(values) else math.nan


def why_undefined(net: Network, otherwise: str = "") -> str:
    """Return why nothing is known of the backbone's reach: no backbone, no partners; else another reason."""
    if not net.is_backbone.any():
        return NO_BACKBONE
    return NO_PARTNERS if net.is_backbone.all() else otherwise
