"""One maker for each kind of result; a maker alone puts the members' ids back."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ci_network.network.network import Network


def member_numbers(net: Network, values: ArrayLike, name: str) -> pd.Series:
    """Return one number a member as a Series by member id."""
    return pd.Series(np.asarray(values, dtype=float), index=net.ids, name=name)


def member_flags(net: Network, values: ArrayLike, name: str) -> pd.Series:
    """Return one yes or no a member as a Series by member id."""
    return pd.Series(np.asarray(values, dtype=bool), index=net.ids, name=name)


def member_labels(net: Network, values: ArrayLike, name: str) -> pd.Series:
    """Return one group number a member as a Series by member id."""
    return pd.Series(np.asarray(values, dtype=int), index=net.ids, name=name)


def tie_flags(net: Network, rows: Any, columns: Any, values: ArrayLike, name: str) -> pd.Series:
    """Return one yes or no a pair as a Series by (source, target)."""
    pairs = pd.MultiIndex.from_arrays([net.ids[rows], net.ids[columns]], names=["source", "target"])
    return pd.Series(np.asarray(values, dtype=bool), index=pairs, name=name)
