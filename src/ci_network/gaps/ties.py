"""Gaps about single ties: reported by one end only (G3), or described differently by the two ends (G3, G18)."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ci_network.gaps.answers import said_of_each_other
from ci_network.gaps.gap import Evidence, Gap
from ci_network.gaps.situation import Situation
from ci_network.study.layer import Layer
from ci_network.wording import counted, percent

# What two members do together, so that both would report it; money or advice may well go one way only.
_MUTUAL_KINDS: Final = ("frequency", "continuum")
_CONTINUUM: Final = "continuum"
_MUTUAL_LAYERS: Final = ("communication", "collaboration")


class _Pairs(NamedTuple):
    """Pairs of which both ends' reports are known: who reports more, who less, and what."""

    more: NDArray[np.intp]
    less: NDArray[np.intp]
    high: NDArray[np.float64]
    low: NDArray[np.float64]


def find_unreciprocated_ties(situation: Situation) -> list[Gap]:
    """Find ties that one end reports at the rule's level and the other not at all, or far less (G3).

    Both ends must have answered. Reports that differ by less are no gap: people recall contact differently. They
    are counted in the summary, which speaks for every pair. Two levels of collaboration that both report are G18.
    """
    net = situation.net
    mutual = net.layer.kind in _MUTUAL_KINDS or net.layer.name in _MUTUAL_LAYERS
    if not net.layer.directed or not mutual or not net.reports.nnz:
        return []
    pairs = _reported_pairs(situation)
    apart = pairs.high - pairs.low
    one_sided = (pairs.low == 0) | ((apart >= situation.thresholds.report_levels) & (net.layer.kind != _CONTINUUM))
    top = net.layer.high if np.isfinite(net.layer.high) else float(pairs.high.max(initial=1.0))
    cuts = {"report_levels": situation.thresholds.report_levels}
    found = [
        Gap(
            "G3",
            "unreciprocated",
            _in_words(situation, pairs, row),
            situation.id_tuple([pairs.more[row], pairs.less[row]]),
            float(min(apart[row] / top, 1.0)),
            1.0,
            {"reported": net.layer.label(pairs.high[row]), "reported_back": net.layer.label(pairs.low[row])},
            cuts,
            situation.caveat,
            counted=True,
        )
        for row in np.flatnonzero(one_sided).tolist()
    ]
    return [*_summary(situation, pairs, one_sided), *found]


def _reported_pairs(situation: Situation) -> _Pairs:
    """Return the pairs that one end reports at the level and of which the other's report, or its no, is known."""
    net, level = situation.net, situation.net.rule.level(situation.net.layer)
    both = sparse.coo_array(sparse.triu(net.reports + net.reports.T, k=1))
    i, j = both.row, both.col
    there = np.asarray(net.reports[i, j], dtype=float).ravel()
    back = np.asarray(net.reports[j, i], dtype=float).ravel()
    full = situation.answered_in_full
    known = ((there > 0) | full[i]) & ((back > 0) | full[j]) & (np.maximum(there, back) >= level)
    i, j, there, back = i[known], j[known], there[known], back[known]
    first = there >= back
    return _Pairs(np.where(first, i, j), np.where(first, j, i), np.maximum(there, back), np.minimum(there, back))


def _summary(situation: Situation, pairs: _Pairs, one_sided: NDArray[np.bool_]) -> list[Gap]:
    number, total = int(one_sided.sum()), len(one_sided)
    close = int((~one_sided & (pairs.high > pairs.low)).sum())
    if not number:
        return []
    words = (
        f"Of {counted(total, 'tie')} about which both ends answered, {number} ({percent(number / total)}) are reported"
        f" by one end only or far more often by one end; {close} more differ by one level, as memories do."
    )
    evidence: dict[str, Evidence] = {"ties": total, "one_sided": number, "recall_differences": close}
    return [Gap("G3", "summary", words, (), number / total, 1.0, evidence, caveat=situation.caveat)]


def _in_words(situation: Situation, pairs: _Pairs, row: int) -> str:
    layer = situation.net.layer
    name, other = situation.named([pairs.more[row], pairs.less[row]])
    back = layer.label(pairs.low[row]) if pairs.low[row] else "none"
    return f"{name} reports contact with {other} ({layer.label(pairs.high[row])}); {other} reports {back}."


def find_different_views(situation: Situation) -> list[Gap]:
    """Find pairs both of whom report that they work together, at levels far apart (G18).

    In every layer on the continuum of collaboration. That one end reports a tie and the other none is G3.
    """
    layers = [situation.study.layer(name) for name in situation.study.layers_present()]
    return [gap for layer in layers if layer.kind == _CONTINUUM for gap in _views_of(situation, layer)]


def _views_of(situation: Situation, layer: Layer) -> list[Gap]:
    said = said_of_each_other(situation, layer.name)
    if said is None:
        return []
    i, j = np.nonzero(np.triu((said > 0) & (said.T > 0), k=1))
    apart = np.abs(said[i, j] - said[j, i])
    cuts = {"report_levels": situation.thresholds.report_levels}
    found = []
    for row in np.flatnonzero(apart >= situation.thresholds.report_levels).tolist():
        places = [int(i[row]), int(j[row])]
        if said[places[0], places[1]] < said[places[1], places[0]]:
            places.reverse()
        (name, other), high, low = situation.named(places), said[tuple(places)], said[tuple(places[::-1])]
        words = f"{name} calls its work with {other} {layer.label(high)}; {other} calls it {layer.label(low)}."
        about: dict[str, Evidence] = {"layer": layer.name, "reported": layer.label(high)}
        about["reported_back"] = layer.label(low)
        size = float(min(apart[row] / layer.high, 1.0))
        found.append(Gap("G18", "perception", words, situation.id_tuple(places), size, 1.0, about, cuts, counted=True))
    return [*_summary_of_views(layer, len(i), len(found)), *found]


def _summary_of_views(layer: Layer, ties: int, differing: int) -> list[Gap]:
    if not differing:
        return []
    words = (
        f"Of {counted(ties, 'tie')} of {layer.name} that both ends describe, {differing} ({percent(differing / ties)})"
        " are described at levels far apart: worth a conversation between the two."
    )
    evidence: dict[str, Evidence] = {"layer": layer.name, "ties": ties, "differing": differing}
    return [Gap("G18", "summary", words, (), differing / ties, 1.0, evidence)]
