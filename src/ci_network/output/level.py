"""Which ties the release's own numbers speak of: its wave, its layer, its level."""

from typing import Final

import pandas as pd

from ci_network.release import Release

ANY: Final = "any contact"


def level_name(release: Release) -> str:
    """Return the level of the release's rule in words, such as "monthly"; "any contact" where it has none."""
    return str(release.about["level"])


def level_value(release: Release) -> float:
    """Return the level of the release's rule as a value of its layer; 0 stands for any contact."""
    return float(release.about["level_value"])


def ties_at_level(release: Release) -> pd.DataFrame:
    """Return the ties that the release's numbers speak of: its wave and layer, at its level or above."""
    ties = release.ties
    of_wave = ties["wave"] == release.about["wave"]
    of_layer = ties["layer"] == release.about["layer"]
    at_level = of_wave & of_layer & (ties["value"] > 0) & (ties["value"] >= level_value(release))
    return pd.DataFrame(ties[at_level])
