"""Gaps from answers about trust (G14) and value (G16): counts over many, and never a pair or a member.

A count is made only where it rests on enough pairs and raters, and where enough other pairs were rated differently:
if all were alike, the count would tell every single answer.
"""

from itertools import combinations
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network.gaps.answers import said_of_each_other
from ci_network.gaps.gap import Evidence, Gap
from ci_network.gaps.groups import group_in_words
from ci_network.gaps.situation import FloatArray, Situation
from ci_network.network.network import BoolArray
from ci_network.wording import counted, percent

IntArray = NDArray[np.intp]
_KEPT: Final = "counted over at least three raters; never shown by pair or member"


class _Rated(NamedTuple):
    """Pairs of which at least one end rated the other: who, what the first said and the second, NaN where nothing."""

    first: IntArray
    second: IntArray
    there: FloatArray
    back: FloatArray

    def only(self, which: BoolArray) -> "_Rated":
        return _Rated(self.first[which], self.second[which], self.there[which], self.back[which])

    @property
    def lowest(self) -> FloatArray:
        return np.fmin(self.there, self.back)


def find_low_trust(situation: Situation) -> list[Gap]:
    """Find how many ties of shared work or regular contact carry low trust, and around which pairs of sectors (G14).

    Low: either end rates the other at or under the cut-off, or the two differ widely. Only counts are given, and
    between sectors not even those; nobody is named.
    """
    cuts = situation.thresholds
    looked_at = (situation.required.toarray() > 0) | _at_least(situation, cuts.regular_value)
    rated, pairs = _rated(situation, "trust", looked_at)
    apart = np.abs(rated.there - rated.back) >= cuts.trust_apart
    low = (rated.lowest <= cuts.low_trust) | apart
    if not _may_count(situation, rated, low, _givers(rated, cuts.low_trust, apart)):
        return []
    found = rated.only(low)
    severity = _blurred(np.clip((cuts.trust_floor - found.lowest) / (cuts.trust_floor - 1), 0, 1))
    sure, used = len(low) / pairs, {"low_trust": cuts.low_trust, "trust_apart": cuts.trust_apart}
    number, share = len(found.first), float(low.mean())
    words = (
        f"Of {counted(len(low), 'tie')} of shared work or regular contact that were rated, {number} ({percent(share)})"
        " carry low trust at one end, or the two ends see it very differently."
    )
    evidence: dict[str, Evidence] = {"ties": len(low), "low": number, "share": share}
    summary = Gap("G14", "summary", words, (), severity, sure, evidence, used, _KEPT)
    return [summary, *_between_sectors(situation, rated, low, sure)]


def find_contact_of_low_value(situation: Situation) -> list[Gap]:
    """Find how many pairs of partners meet often, share no work, and value the contact little (G16).

    An opening to lighten the load. One count for the whole network; no pair and no member.
    """
    cuts = situation.thresholds
    rated, low, pairs = _low_value(situation)
    if not _may_count(situation, rated, low, _givers(rated, cuts.low_value, np.zeros(len(low), bool))):
        return []
    number, share = int(low.sum()), float(low.mean())
    words = (
        f"{number} of {counted(len(low), 'pair')} of partners in frequent contact who share no activity say that they"
        " get little from it; a short update might do."
    )
    evidence: dict[str, Evidence] = {"pairs": len(low), "of_low_value": number, "share": share}
    used = {"low_value": cuts.low_value, "strong_value": cuts.strong_value}
    size = cuts.opportunity_severity * share
    return [Gap("G16", "summary", words, (), size, len(low) / pairs, evidence, used, _KEPT)]


def _low_value(situation: Situation) -> tuple[_Rated, BoolArray, int]:
    """Return frequent pairs of partners without joint work that were rated, which are low, and how many there are."""
    cuts, peers = situation.thresholds, situation.is_peer
    apart = (situation.required.toarray() == 0) & peers[:, None] & peers[None, :]
    apart &= bool(situation.activities.matrix.nnz)
    rated, pairs = _rated(situation, "value", apart & _at_least(situation, cuts.strong_value))
    return rated, np.fmax(rated.there, rated.back) <= cuts.low_value, pairs


def _between_sectors(situation: Situation, rated: _Rated, low: BoolArray, sure: float) -> list[Gap]:
    """Return the pairs of sectors with several ties of low trust, without numbers to work one out from."""
    cuts, sectors = situation.thresholds, situation.sectors
    found: list[Gap] = []
    for one, other in combinations(sectors, 2):
        across = _across(rated, np.array(sectors[one]), np.array(sectors[other]))
        between = rated.only(across)
        raters = _givers(between.only(low[across]), np.inf, np.ones(int(low[across].sum()), bool))
        sides = [len(raters & set(sectors[name])) for name in (one, other)]
        low_givers = _givers(between, cuts.low_trust, np.abs(between.there - between.back) >= cuts.trust_apart)
        if min(sides) < cuts.rated_pairs or not _may_count(situation, between, low[across], low_givers):
            continue
        names = [group_in_words(situation, name) for name in (one, other)]
        words = f"Several ties between {names[0]} and {names[1]} carry low trust, or are seen very differently."
        about: dict[str, Evidence] = {"one": one, "other": other}
        found.append(Gap("G14", "between_groups", words, (), cuts.trust_severity, sure, about, {}, _KEPT))
    # Were all low ties told to lie there, those who are not there would be known to trust each other.
    return found if int(low.sum()) > cuts.rated_pairs * len(found) else []


def _may_count(situation: Situation, rated: _Rated, low: BoolArray, givers: set[int]) -> bool:
    """Whether a count of low answers rests on enough pairs and raters, and leaves enough pairs that are not low."""
    least = situation.thresholds.rated_pairs
    others = rated.only(~low)
    return bool(
        min(int(low.sum()), len(givers), int((~low).sum())) >= least
        and len(_givers(others, np.inf, np.ones(len(others.first), bool))) >= least
    )


def _givers(rated: _Rated, highest: float, either: BoolArray) -> set[int]:
    """Return who gave answers up to the highest; of the pairs flagged, whoever answered."""
    there = (rated.there <= highest) | (either & ~np.isnan(rated.there))
    back = (rated.back <= highest) | (either & ~np.isnan(rated.back))
    return {*rated.first[there].tolist(), *rated.second[back].tolist()}


def _across(rated: _Rated, one: IntArray, other: IntArray) -> BoolArray:
    forth = np.isin(rated.first, one) & np.isin(rated.second, other)
    return np.asarray(forth | (np.isin(rated.first, other) & np.isin(rated.second, one)))


def _rated(situation: Situation, layer: str, pairs: BoolArray) -> tuple[_Rated, int]:
    """Return those of the pairs of which an end rated the other, on a scale of 1 to 4, and how many pairs there are."""
    i, j = np.nonzero(np.triu(pairs, k=1))
    said = said_of_each_other(situation, layer)
    if said is None or situation.study.layer(layer).kind != "rating":
        return _Rated(*(np.zeros(0, dtype=np.intp),) * 2, *(np.zeros(0),) * 2), 0
    scale = situation.study.layer(layer)
    on_four = np.where(said > 0, 1 + 3 * (said - scale.low) / (scale.high - scale.low), np.nan)
    every = _Rated(i, j, on_four[i, j], on_four[j, i])
    return every.only(~np.isnan(every.lowest)), len(i)


def _at_least(situation: Situation, value: float) -> BoolArray:
    """Return the pairs in contact at a level of the ladder of frequency; under the rule where the layer has none."""
    net = situation.any_contact
    return np.asarray(net.matrix.toarray() >= value) if net.layer.kind == "frequency" else situation.ties


def _blurred(severities: FloatArray) -> float:
    """Return the mean to one decimal: enough to sort by, too little to work an answer out from."""
    return round(float(severities.mean()), 1)
