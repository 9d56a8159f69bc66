"""What members said of each other in layers beside the one looked at."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ci_network.gaps.situation import Situation
from ci_network.network.build import build_network
from ci_network.network.tierule import TieRule


def said_of_each_other(situation: Situation, layer: str) -> NDArray[np.float64] | None:
    """Return what the row's member said of the column's in another layer, 0 where nothing.

    ``None`` where the study has no such layer, or does not say who reported what in it.
    """
    study, ids = situation.study, situation.ids
    if layer not in study.layers_present() or not study.layer(layer).directed:
        return None
    other = build_network(study, layer, wave=situation.wave, rule=TieRule(at_least="any"))
    said = pd.DataFrame(other.reports.toarray(), index=other.ids, columns=other.ids)
    return said.reindex(index=ids, columns=ids).fillna(0).to_numpy(float)
