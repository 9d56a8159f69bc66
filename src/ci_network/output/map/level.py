"""Which ties the release's own numbers speak of: its wave, its layer, its level."""

from typing import Final

import pandas as pd

from ci_network.release import Release
from ci_network.terms import CONTINUUM, FREQUENCY

ANY: Final = "any contact"


def level_name(release: Release) -> str:
    """Return the level of the release's rule in words, such as "monthly"; "any contact" where it has none."""
    named = [name for name in release.network_measures["threshold"].astype(str).unique() if name not in ("", ANY)]
    return named[0] if named else ANY


def level_value(release: Release) -> float:
    """Return the level of the release's rule as a value of its layer; 0 stands for any contact."""
    name = level_name(release)
    if name == ANY:
        return 0.0
    ties = release.ties[release.ties["layer"] == release.about["layer"]]
    known = ties.loc[ties["level"] == name, "value"]
    if len(known):
        return float(known.min())
    for scale in (FREQUENCY, CONTINUUM):
        if name in scale:
            return float(scale.index(name))
    number = pd.to_numeric(pd.Series([name]), errors="coerce").iloc[0]
    return 0.0 if pd.isna(number) else float(number)


def ties_at_level(release: Release) -> pd.DataFrame:
    """Return the ties that the release's numbers speak of: its wave and layer, at its level or above."""
    ties = release.ties
    of_wave = ties["wave"] == release.about["wave"]
    of_layer = ties["layer"] == release.about["layer"]
    at_level = of_wave & of_layer & (ties["value"] > 0) & (ties["value"] >= level_value(release))
    return pd.DataFrame(ties[at_level])
