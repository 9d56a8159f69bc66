"""The order of rows: where some are not named, never the study's own, in which a place would tell a name."""

from collections.abc import Mapping

import numpy as np
import pandas as pd


def in_order_of_labels(table: pd.DataFrame, order: Mapping[str, int]) -> pd.DataFrame:
    """Return a table by member in the order of labels: that of the study would tell who stands behind a pseudonym."""
    measure = pd.factorize(table["measure"])[0]
    place = table["member"].map(order).to_numpy()
    return table.iloc[np.lexsort((place, measure))].reset_index(drop=True)


def ties_in_order(ties: pd.DataFrame, order: Mapping[str, int]) -> pd.DataFrame:
    """Return ties in the order of labels; so are the two ends of a tie without direction."""
    one, other = (ties[end].map(order).to_numpy() for end in ("source", "target"))
    turned = (one > other) & ~ties["directed"].to_numpy(bool)
    told = ties.assign(
        source=ties["source"].where(~turned, ties["target"]), target=ties["target"].where(~turned, ties["source"])
    )
    first, second = (told[end].map(order).to_numpy() for end in ("source", "target"))
    layer, wave = (pd.factorize(told[name])[0] for name in ("layer", "wave"))
    return told.iloc[np.lexsort((second, first, layer, wave))].reset_index(drop=True)


def gaps_in_order(gaps: pd.DataFrame, order: Mapping[str, int]) -> pd.DataFrame:
    """Return gaps of the same weight and kind that follow each other in the order of labels."""
    weighed = gaps[["gap", "kind", "severity", "confidence"]]
    block = (weighed != weighed.shift()).any(axis=1).cumsum().to_numpy()
    rank = [[order.get(one, len(order)) for one in str(cell).split("|")] for cell in gaps["subjects"]]
    rows = sorted(range(len(gaps)), key=lambda row: (block[row], rank[row], str(gaps["finding"].iloc[row])))
    return gaps.iloc[rows].reset_index(drop=True)
