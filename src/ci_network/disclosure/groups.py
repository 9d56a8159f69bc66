"""Groups too small to show, and the second group that must go with a single small one."""

import math
from collections.abc import Collection
from typing import Final

import pandas as pd

# Least members of a group whose figures are shown. Five and ten are usual small-number limits; these are our
# defaults (three to a coalition's own team, five beyond it), not a benchmark.
LEAST_IN_GROUP = {"internal": 3, "shareable": 5}
OTHER_SECTORS = "Other sectors"
# Evenness and gap of the reach table compare the groups of this measure.
COMPARED = "reach_2"


# Of members not named, a sector is told only where so many of it are not: alone in it, a pseudonym would be a name.
LEAST_ALIKE: Final = 3


def kept_back(sizes: "pd.Series[int]", least: int, *, total: float = 0, besides: Collection[str] = ()) -> list[str]:
    """Return the groups whose figures are kept back: the small, those ``besides``, and enough to cover them.

    What is kept back together, with those of the ``total`` who are in no group, must be at least two groups and
    ``least`` members, or the figure of all would give it away by subtraction.
    """
    first = (sizes < least) | sizes.index.isin(list(besides))
    ranked = pd.concat([sizes[first], sizes[~first].sort_values(kind="stable")])
    outside = max(float(total) - float(sizes.sum()), 0.0)
    count = int(first.sum())
    while count < len(ranked):
        hidden = float(ranked.iloc[:count].sum()) + outside
        if hidden == 0 or (hidden >= least and count + (outside > 0) > 1) or (count == 0 and outside >= least):
            break
        count += 1
    return [str(name) for name in ranked.index[:count]]


def suppress_small(table: pd.DataFrame, audience: str) -> tuple[pd.DataFrame, int]:
    """Return a table with ``group, n, value, reason`` in which figures of small groups are kept back, and how many.

    Where what is kept back of a measure could be worked out from the total, the next smallest groups are too.
    """
    least = LEAST_IN_GROUP[audience]
    shown = table.copy()
    grouped = shown["group"] != ""
    small = pd.Series(False, index=shown.index)
    totals = shown[~grouped].groupby(["measure", "threshold"])["n"].max().to_dict()
    for key, rows in shown[grouped].groupby(["measure", "threshold"], sort=False):
        total = float(totals.get(key, 0))
        small |= (
            grouped
            & shown.index.isin(rows.index)
            & shown["group"].isin(kept_back(rows.set_index("group")["n"], least, total=total))
        )
    shown.loc[small, [name for name in ("value", "standard_error") if name in shown]] = math.nan
    shown.loc[small, "reason"] = f"kept back: fewer than {least} members, or next to such a group"
    return _compared_as_shown(shown), int(small.sum())


def is_kept_back(table: pd.DataFrame) -> pd.Series:
    """Return which rows of a table that went through :func:`suppress_small` are of a group that is kept back."""
    return (table["group"] != "") & table["reason"].str.startswith("kept back")


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


def coarse_sectors(sectors: pd.Series, audience: str, *, named: pd.Series | None = None) -> pd.Series:
    """Return the sectors to show: for a shareable release, those with too few members become one.

    So does the sector of members who are not named, where too few of it are not: else a sector in which all others
    are named would tell who stands behind a pseudonym.
    """
    if audience == "internal":
        return sectors
    few = kept_back(sectors.value_counts(), LEAST_IN_GROUP[audience])
    told = sectors.where(~sectors.isin(few), OTHER_SECTORS)
    if named is None:
        return told
    hidden = ~named.to_numpy(bool)
    alike = told.map(told[hidden].value_counts()).fillna(0).to_numpy()
    return told.where(~(hidden & (alike < LEAST_ALIKE)), OTHER_SECTORS)


def suppress_small_rates(responses: pd.DataFrame, audience: str) -> pd.DataFrame:
    """Return the response rates with those of small groups kept back: in a small group, a rate names who answered.

    Beyond the team, so does a rate of nobody, whatever the size.
    """
    shown = responses.copy()
    least = LEAST_IN_GROUP[audience]
    held = pd.Series(False, index=shown.index)
    for _, rows in shown.groupby("wave" if "wave" in shown else lambda _: 0, sort=False):
        groups = rows[rows["group"] != ""]
        nobody = groups.loc[(groups["answered"] == 0) & (audience != "internal"), "group"]
        total = rows.loc[rows["group"] == "", "members"].sum()
        few = kept_back(groups.set_index("group")["members"], least, total=total, besides=set(nobody))
        held |= shown.index.isin(groups.index[groups["group"].isin(few)])
    shown[["answered", "rate"]] = shown[["answered", "rate"]].astype(float).mask(held)
    return shown
