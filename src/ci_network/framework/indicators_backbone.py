"""Indicators from the network: backbone support."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ci_network.framework.assessment import SELF, mean_scores
from ci_network.framework.indicator import (
    NEITHER,
    NETWORK,
    TABLE,
    Found,
    Indicator,
    known_or,
    share,
    unknown,
)
from ci_network.framework.indicators_contact import mean_trust
from ci_network.framework.reasons import NO_SECTORS
from ci_network.measures.backbone_steps import NO_BACKBONE
from ci_network.measures.reach import group_backbone_reach, net_backbone_reach
from ci_network.measures.reliance import net_pair_loss, net_peer_tie_share
from ci_network.terms import BACKBONE_ROLES

if TYPE_CHECKING:
    from ci_network.framework.evidence import Evidence


def _reach(evidence: Evidence, steps: int) -> Found:
    value = net_backbone_reach(evidence.net, steps=steps)
    return known_or(value, evidence.partners, NO_BACKBONE if not evidence.net.backbone else "there are no partners")


def _even_reach(evidence: Evidence) -> Found:
    needed = list(evidence.required_sectors)
    if not needed:
        return unknown(NO_SECTORS)
    if not evidence.net.backbone:
        return unknown(NO_BACKBONE)
    by_sector = group_backbone_reach(evidence.net, by="sector", steps=2)["reach"].reindex(needed)
    known = int(by_sector.notna().sum())
    return known_or(float(by_sector.min()), known, "no partner is of a sector that you need")


def _independence(evidence: Evidence) -> Found:
    reason = NO_BACKBONE if not evidence.net.backbone else "no partner has a tie"
    return known_or(net_peer_tie_share(evidence.net), evidence.net.matrix.nnz // 2, reason)


def _ways_round(evidence: Evidence) -> Found:
    reason = NO_BACKBONE if not evidence.net.backbone else "no two partners are connected"
    return known_or(1 - net_pair_loss(evidence.net), evidence.partners, reason)


def _trusted(evidence: Evidence) -> Found:
    if not evidence.net.backbone:
        return unknown(NO_BACKBONE)
    return mean_trust(evidence, evidence.is_partner[:, None] & evidence.net.is_backbone[None, :])


def _roles(evidence: Evidence) -> Found:
    items = [f"backbone.{role}" for role in BACKBONE_ROLES]
    scores = mean_scores(evidence.study, items, wave=evidence.wave)
    covered = int((scores["score"] >= evidence.cuts.role_covered).sum())
    found = share(covered, int(scores["score"].notna().sum()), "no backbone role was assessed")
    return found._replace(n=int(scores["n"].max()))


def _several(evidence: Evidence) -> Found:
    held_by = len(evidence.net.backbone)
    return Found(float(held_by > 1), held_by) if held_by else unknown(NO_BACKBONE)


BACKBONE: Final = (
    Indicator("BB1", "Partners the backbone reaches directly", NETWORK, "LEP18", lambda found: _reach(found, 1)),
    Indicator("BB2", "Partners the backbone reaches within one introduction", NETWORK, "LEP18",
              lambda found: _reach(found, 2)),
    Indicator("BB3", "Reach within one introduction in the least-reached sector you need", NETWORK, "judgement",
              _even_reach),
    Indicator("BB4", "Ties that do not need the backbone", NETWORK, "FSG27", _independence),
    Indicator("BB4b", "Pairs of partners who would stay connected without the backbone", NETWORK, "LEW05",
              _ways_round),
    Indicator("BB5", "Partners' trust in the backbone, on average", NETWORK, "PART", _trusted),
    Indicator("BB6", "Backbone roles that partners rate as covered (3 or more of 4)", SELF, "TMKM12", _roles,
              scored=False),
    Indicator("BB7", "Whether more than one organisation holds the backbone (reported, not scored)", TABLE, "ST13",
              _several, NEITHER, scored=False),
)  # fmt: skip
