"""Indicators from the network: continuous communication."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from ci_network.framework.indicator import NEITHER, NETWORK, Found, Indicator, known_or, share, unknown
from ci_network.framework.reasons import NO_PAIR, NO_RATINGS
from ci_network.measures.exchange import TOO_FEW
from ci_network.measures.kernels_cuts import component_labels
from ci_network.measures.mixing import net_ei_percentile
from ci_network.measures.response import net_confirmation_rate
from ci_network.network.waves import LOST, REMAINING, common_panel, tie_changes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ci_network.framework.evidence import Evidence


def _connected(evidence: Evidence) -> Found:
    labels = component_labels(evidence.net.binary)[evidence.is_partner]
    sizes = np.bincount(labels) if len(labels) else np.zeros(0)
    pairs = len(labels) * (len(labels) - 1) / 2
    return share(float((sizes * (sizes - 1) / 2).sum()), pairs, NO_PAIR)


def _included(evidence: Evidence) -> Found:
    alone = np.diff(evidence.net.binary.indptr) == 0
    unknown_ = alone & ~evidence.net.answered
    return share(int((~alone).sum()), int((~unknown_).sum()), "there are no members whose ties are known")


def _regular(evidence: Evidence) -> Found:
    regular = evidence.net.among(evidence.net.ids[evidence.is_partner]).matrix.nnz
    any_contact = evidence.any_contact.among(evidence.net.ids[evidence.is_partner]).matrix.nnz
    return share(regular // 2, any_contact // 2, "no partners are in contact")


def _confirmed(evidence: Evidence) -> Found:
    value = net_confirmation_rate(evidence.situation.net)
    return known_or(value, evidence.net.n if value == value else 0, "no pair of members who both answered")


def _across_sectors(evidence: Evidence) -> Found:
    drawn = {"rng": evidence.situation.seed, "permutations": int(evidence.cuts.mixing_permutations)}
    value = net_ei_percentile(evidence.net, by="sector", **drawn)
    return known_or(value, evidence.net.matrix.nnz // 2, "no ties between members of two known sectors")


def _trust(evidence: Evidence) -> Found:
    return mean_trust(evidence, evidence.partner_ties)


def mean_trust(evidence: Evidence, among: NDArray[np.bool_]) -> Found:
    """Return the mean trust among these pairs, 0-1, ``n`` the raters; NaN where they are too few to show a mean."""
    value, raters = evidence.trust.mean(among)
    if not evidence.trust.given.any():
        return unknown(NO_RATINGS)
    return Found(value, raters) if raters >= evidence.cuts.least_raters else unknown(TOO_FEW)


def _channels(evidence: Evidence) -> Found:
    ties = evidence.study.table("ties", evidence.wave)
    ties = ties[(ties["layer"] == evidence.net.layer.name) & (ties["channel"] != "") & (ties["value"] > 0)]
    if ties.empty:
        return unknown("the study does not record channels")
    pair = [frozenset(ends) for ends in zip(ties["source"], ties["target"], strict=True)]
    several = ties["channel"].groupby(pd.Series(pair, index=ties.index)).nunique()
    made = [frozenset(ends) for ends in evidence.net.ties()[["source", "target"]].itertuples(index=False, name=None)]
    return share(int((several.reindex(made).fillna(0) >= 2).sum()), len(made), "there are no ties")


def _kept(evidence: Evidence) -> Found:
    if evidence.earlier is None:
        return unknown("there is no earlier wave with ties")
    change = tie_changes(common_panel(evidence.earlier.net, evidence.net))["change"]
    kept, lost = change.isin(REMAINING).sum(), (change == LOST).sum()
    return share(kept, kept + lost, "what became of the earlier ties is not known")


CONTACT: Final = (
    Indicator("CC1", "Pairs of partners who can reach each other", NETWORK, "judgement", _connected),
    Indicator("CC2", "Members with at least one regular contact", NETWORK, "judgement", _included),
    Indicator("CC3", "Contacts between partners that are regular", NETWORK, "KK11", _regular),
    Indicator("CC4", "Contacts that both ends report, where both answered", NETWORK, "FREY", _confirmed),
    Indicator("CC5", "How far contacts cross sectors, beside chance: 50 % is chance (reported, not scored: it says how"
              " sure, not how much)", NETWORK, "KS88", _across_sectors, NEITHER, scored=False),
    Indicator("CC6", "Trust between partners in contact, on average", NETWORK, "PART", _trust),
    Indicator("CC7", "Contacts by two channels or more", NETWORK, "HEER22", _channels),
    Indicator("CC8", "Contacts of the wave before that are still there", NETWORK, "HEER22", _kept),
)  # fmt: skip
