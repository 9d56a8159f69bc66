"""Who is who by what the study records: who steers, who funds, who champions, who speaks for the community."""

import re
from typing import Final

import numpy as np
import pandas as pd

from ci_network.network.network import BoolArray

_STEERING: Final = re.compile(r"steering|leadership|executive|governing", re.IGNORECASE)
_FUNDER: Final = re.compile(r"funder|philanthrop|foundation", re.IGNORECASE)
_CHAMPION: Final = re.compile(r"champion", re.IGNORECASE)
_COMMUNITY: Final = re.compile(r"community representative|resident", re.IGNORECASE)


def is_steering(kind: object) -> bool:
    """Return whether a group of this kind, or a member in this role, steers."""
    return bool(_STEERING.search(str(kind)))


def roles_of(members: pd.DataFrame) -> pd.Series:
    """Return the members' roles as the study records them; blank where it does not."""
    return members["role"].fillna("").astype(str) if "role" in members else pd.Series("", index=members.index)


def steering_flags(members: pd.DataFrame) -> BoolArray:
    """Return flags: who steers by its role."""
    return roles_of(members).str.contains(_STEERING).to_numpy(bool)


def champion_flags(members: pd.DataFrame) -> BoolArray:
    """Return flags: who is a champion by its role."""
    return roles_of(members).str.contains(_CHAMPION).to_numpy(bool)


def funder_flags(members: pd.DataFrame) -> BoolArray:
    """Return flags: who is a funder, by its role, kind or sector."""
    told = [members[name].astype(str) for name in ("role", "kind", "sector") if name in members]
    return np.asarray(np.any([column.str.contains(_FUNDER).to_numpy(bool) for column in told], axis=0), dtype=bool)


def community_flags(members: pd.DataFrame) -> BoolArray:
    """Return flags: lives with the issue, or speaks for the community by its role."""
    flags: BoolArray = roles_of(members).str.contains(_COMMUNITY).to_numpy(bool)
    return flags | (members["lived_experience"] == "yes").to_numpy(bool) if "lived_experience" in members else flags


def community_recorded(members: pd.DataFrame) -> bool:
    """Return whether the study says who lives with the issue or speaks for the community."""
    said = "lived_experience" in members and (members["lived_experience"] != "").any()
    return bool(said or community_flags(members).any())
