"""Indicators from the network: continuous communication and backbone support."""

from typing import Final

import numpy as np
import pandas as pd

from ci_network.framework.assessment import SELF, mean_scores
from ci_network.framework.evidence import Evidence
from ci_network.framework.indicator import NAN, Found, Indicator, share
from ci_network.measures.kernels_cuts import component_labels
from ci_network.measures.reach import group_backbone_reach, net_backbone_reach
from ci_network.measures.reliance import net_pair_loss, net_peer_tie_share
from ci_network.measures.response import net_confirmation_rate
from ci_network.terms import BACKBONE_ROLES

_NO_BACKBONE: Final = "no backbone declared"
# A role counts as covered from this mean score on, of 4 (our default, not a benchmark).
_COVERED: Final = 3.0


def _connected(evidence: Evidence) -> Found:
    labels = component_labels(evidence.net.binary)[evidence.is_partner]
    sizes = np.bincount(labels) if len(labels) else np.zeros(0)
    pairs = len(labels) * (len(labels) - 1) / 2
    return share(float((sizes * (sizes - 1) / 2).sum()), pairs, "there are not two partners")


def _included(evidence: Evidence) -> Found:
    alone = np.diff(evidence.net.binary.indptr) == 0
    unknown = alone & ~evidence.net.answered
    return share(int((~alone).sum()), int((~unknown).sum()), "there are no members whose ties are known")


def _regular(evidence: Evidence) -> Found:
    regular = evidence.net.among(evidence.net.ids[evidence.is_partner]).matrix.nnz
    any_contact = evidence.any_contact.among(evidence.net.ids[evidence.is_partner]).matrix.nnz
    return share(regular // 2, any_contact // 2, "no partners are in contact")


def _confirmed(evidence: Evidence) -> Found:
    value = net_confirmation_rate(evidence.situation.net)
    known = value == value
    return Found(value, evidence.net.n if known else 0, "" if known else "no pair of members who both answered")


def _channels(evidence: Evidence) -> Found:
    ties = evidence.study.table("ties", evidence.situation.wave)
    ties = ties[(ties["layer"] == evidence.net.layer.name) & (ties["channel"] != "") & (ties["value"] > 0)]
    if ties.empty:
        return Found(NAN, 0, "the study does not record channels")
    pair = [frozenset(ends) for ends in zip(ties["source"], ties["target"], strict=True)]
    several = ties["channel"].groupby(pd.Series(pair, index=ties.index)).nunique()
    made = [frozenset(ends) for ends in evidence.net.ties()[["source", "target"]].itertuples(index=False, name=None)]
    return share(int((several.reindex(made).fillna(0) >= 2).sum()), len(made), "there are no ties")


def _reach(evidence: Evidence, steps: int) -> Found:
    value = net_backbone_reach(evidence.net, steps=steps)
    return Found(value, evidence.partners, "" if value == value else _NO_BACKBONE)


def _even_reach(evidence: Evidence) -> Found:
    needed = list(evidence.required_sectors)
    if not needed:
        return Found(NAN, 0, "the study names no sectors it needs")
    if not evidence.net.backbone:
        return Found(NAN, 0, _NO_BACKBONE)
    by_sector = group_backbone_reach(evidence.net, by="sector", steps=2)["reach"].reindex(needed)
    return Found(float(by_sector.min()), int(by_sector.notna().sum()), "")


def _independence(evidence: Evidence) -> Found:
    value = net_peer_tie_share(evidence.net)
    reason = "" if value == value else (_NO_BACKBONE if not evidence.net.backbone else "no partner has a tie")
    return Found(value, evidence.net.matrix.nnz // 2, reason)


def _ways_round(evidence: Evidence) -> Found:
    value = 1 - net_pair_loss(evidence.net)
    reason = "" if value == value else (_NO_BACKBONE if not evidence.net.backbone else "no two partners are connected")
    return Found(value, evidence.partners, reason)


def _roles(evidence: Evidence) -> Found:
    items = [f"backbone.{role}" for role in BACKBONE_ROLES]
    scores = mean_scores(evidence.study, items, wave=evidence.situation.wave)
    known = scores["score"].notna()
    covered = int((scores["score"] >= _COVERED).sum())
    found = share(covered, int(known.sum()), "no backbone role was assessed")
    return found._replace(n=int(scores["n"].max()))


def _several(evidence: Evidence) -> Found:
    held_by = len(evidence.net.backbone)
    return Found(float(held_by > 1), held_by) if held_by else Found(NAN, 0, _NO_BACKBONE)


_NETWORK: Final = "network"
CONTACT: Final = (
    Indicator("CC1", "Pairs of partners who can reach each other", _NETWORK, "judgement", _connected),
    Indicator("CC2", "Members with at least one regular contact", _NETWORK, "judgement", _included),
    Indicator("CC3", "Contacts between partners that are regular", _NETWORK, "KK11", _regular),
    Indicator("CC4", "Contacts that both ends report, where both answered", _NETWORK, "FREY", _confirmed),
    Indicator("CC7", "Contacts by two channels or more", _NETWORK, "HEER22", _channels),
    Indicator("BB1", "Partners the backbone reaches directly", _NETWORK, "LEP18", lambda found: _reach(found, 1)),
    Indicator("BB2", "Partners the backbone reaches within one introduction", _NETWORK, "LEP18",
              lambda found: _reach(found, 2)),
    Indicator("BB3", "Reach within one introduction in the least-reached sector you need", _NETWORK, "judgement",
              _even_reach),
    Indicator("BB4", "Ties that do not need the backbone", _NETWORK, "FSG27", _independence),
    Indicator("BB4b", "Pairs of partners who would stay connected without the backbone", _NETWORK, "LEW05",
              _ways_round),
    Indicator("BB6", "Backbone roles that partners rate as covered (3 or more of 4)", SELF, "TMKM12", _roles,
              scored=False),
    Indicator("BB7", "Whether more than one organisation holds the backbone (reported, not scored)", "table", "ST13",
              _several, scored=False),
)  # fmt: skip
