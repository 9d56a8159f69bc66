"""Groups too small to show, and the second group that must go with a single small one."""

import math

import pandas as pd

# Least members of a group whose figures are shown. Five and ten are usual small-number limits; these are our
# defaults (three to a coalition's own team, five beyond it), not a benchmark.
LEAST_IN_GROUP = {"internal": 3, "shareable": 5}
OTHER_SECTORS = "Other sectors"
# Evenness and gap of the reach table compare the groups of this measure.
COMPARED = "reach_2"


def suppress_small(table: pd.DataFrame, audience: str) -> tuple[pd.DataFrame, int]:
    """Return a table with ``group, n, value, reason`` in which figures of small groups are kept back, and how many.

    Where only one group of a measure would be kept back, the next smallest is too: with the total, a single
    hidden figure could be worked out.
    """
    least = LEAST_IN_GROUP[audience]
    shown = table.copy()
    grouped = shown["group"] != ""
    small = grouped & (shown["n"] < least)
    for _, rows in shown[grouped].groupby(["measure", "threshold"], sort=False):
        hidden = small.loc[rows.index]
        if hidden.sum() == 1 and len(rows) > 1:
            smallest = rows.loc[~hidden, "n"].idxmin()
            small |= small.index == smallest
    shown.loc[small, [name for name in ("value", "standard_error") if name in shown]] = math.nan
    shown.loc[small, "reason"] = f"kept back: fewer than {least} members, or next to such a group"
    return _compared_as_shown(shown), int(small.sum())


def _compared_as_shown(reach: pd.DataFrame) -> pd.DataFrame:
    """Return the table with the figures that compare groups worked out anew, from the groups shown alone.

    The least reach of all groups would otherwise tell of a group that is kept back.
    """
    told = reach.copy()
    groups = told[(told["group"] != "") & (told["measure"] == COMPARED)]
    for threshold, rows in groups[groups["reason"] != ""].groupby("threshold"):
        shares = groups.loc[groups["threshold"] == threshold, "value"].dropna()
        for measure, value in (("evenness", shares.min()), ("reach_gap", shares.max() - shares.min())):
            here = (told["measure"] == measure) & (told["threshold"] == threshold) & told["value"].notna()
            told.loc[here, "value"] = float(value)
            told.loc[here, "n"] = len(shares)
            told.loc[here & told["value"].isna(), "reason"] = rows["reason"].iloc[0]
    return told


def coarse_sectors(sectors: pd.Series, audience: str) -> pd.Series:
    """Return the sectors to show: for a shareable release, those with too few members become one."""
    if audience == "internal":
        return sectors
    counts = sectors.map(sectors.value_counts())
    return sectors.where(counts >= LEAST_IN_GROUP[audience], OTHER_SECTORS)


def suppress_small_rates(responses: pd.DataFrame, audience: str) -> pd.DataFrame:
    """Return the response rates with those of small groups kept back: in a small group, a rate names who answered."""
    shown = responses.copy()
    small = (shown["group"] != "") & (shown["members"] < LEAST_IN_GROUP[audience])
    shown[["answered", "rate"]] = shown[["answered", "rate"]].astype(float).mask(small)
    return shown
