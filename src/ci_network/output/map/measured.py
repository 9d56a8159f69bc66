"""Members' measures and numbers as the page draws, sorts and reads them."""

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pandas as pd

from ci_network.output.bands import BANDS_IN_ORDER, bands_table
from ci_network.output.map import label
from ci_network.output.map.groups import OWN_COLUMNS
from ci_network.output.map.wording import ALL, BANDS, measure_order, measure_value, measure_words, response_policy
from ci_network.release import Release

UNKNOWN: Final = "–"
_THIRDS: Final = ("lower third", "middle third", "upper third")


@dataclass(frozen=True)
class Measured:
    """Each member's measures: as numbers to draw and sort by, as they are read, and why one is not known."""

    keys: list[str] = field(default_factory=list)
    values: dict[str, list[float | None]] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    reasons: dict[str, dict[str, str]] = field(default_factory=dict)

    def said(self) -> list[dict[str, str]]:
        """Return each measure's key, name and sentence."""
        return [{"key": key, "label": measure_words(key)[0], "sentence": measure_words(key)[1]} for key in self.keys]

    def of(self, member: str) -> dict[str, Any]:
        """Return what the page holds of one member."""
        return {
            "values": self.values.get(member, [None] * len(self.keys)),
            "texts": self.texts.get(member, [UNKNOWN] * len(self.keys)),
            "reasons": self.reasons.get(member, {}),
        }


def measured(release: Release) -> Measured:
    """Return the measures that may be shown of a member: in thirds where few answered, none where too few did."""
    shows = response_policy(release).shows
    if shows not in (ALL, BANDS):
        return Measured()
    keys = measure_order(list(release.node_measures["measure"].astype(str).unique()))
    if not keys:
        return Measured()
    table = release.node_measures.pivot_table(
        index="member", columns="measure", values="value", aggfunc="first", dropna=False
    )
    table = table.reindex(columns=keys).astype(float)
    if shows == BANDS:
        order = {band: float(place) for place, band in enumerate(BANDS_IN_ORDER, start=1)}
        table = bands_table(release).reindex(columns=keys).apply(lambda bands: bands.map(order)).astype(float)
    texts = {
        str(member): [_said(key, value, shows) for key, value in zip(keys, row, strict=True)]
        for member, row in zip(table.index, table.to_numpy(), strict=True)
    }
    return Measured(keys, _numbers(table), texts, _reasons(release, keys))


def own_numbers(members: pd.DataFrame) -> pd.DataFrame:
    """Return the study's own attributes that are numbers, such as hours, to colour and size by."""
    own = [name for name in members.columns if name not in OWN_COLUMNS]
    numeric = [name for name in own if pd.api.types.is_numeric_dtype(members[name]) and members[name].dtype != bool]
    told_apart = [name for name in numeric if members[name].nunique() > 1]
    return members[told_apart].astype(float).round(6)


def numbers_of(row: Any) -> list[float | None]:
    """Return numbers as JSON holds them: what is not known is null."""
    return [float(value) if np.isfinite(value) else None for value in row]


def _said(key: str, value: float, shows: str) -> str:
    if value != value:
        return UNKNOWN
    return _THIRDS[int(value) - 1] if shows == BANDS else measure_value(key, value)


def _reasons(release: Release, keys: list[str]) -> dict[str, dict[str, str]]:
    """Return why a measure of a member is not known, where the release says so."""
    table = release.node_measures
    stated = table[table["value"].isna() & table["measure"].isin(keys) & (table["reason"].fillna("") != "")]
    found: dict[str, dict[str, str]] = {}
    for row in stated.itertuples():
        found.setdefault(str(row.member), {})[str(row.measure)] = label.shown(row.reason)
    return found


def _numbers(table: pd.DataFrame) -> dict[str, list[float | None]]:
    rows = table.round(6).to_numpy()
    return {str(member): numbers_of(row) for member, row in zip(table.index, rows, strict=True)}
