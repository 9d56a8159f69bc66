"""Indicators from the tables: mutually reinforcing activities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

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
from ci_network.framework.reasons import NO_ACTIVITIES, NO_PARTNERS
from ci_network.measures.backbone_steps import NO_BACKBONE
from ci_network.measures.coordination import net_congruence
from ci_network.measures.work_likeness import work_likeness_table

if TYPE_CHECKING:
    from ci_network.framework.evidence import Evidence

SYSTEM_KINDS: Final = ("policy", "advocacy", "system", "systems", "practice change")


def _taking_part(evidence: Evidence) -> Found:
    if not len(evidence.activities):
        return unknown(NO_ACTIVITIES)
    taking_part = evidence.doing[evidence.is_partner].any(axis=1).sum()
    return share(taking_part, evidence.partners, NO_PARTNERS)


def _joint(evidence: Evidence) -> Found:
    return share((evidence.doing.sum(axis=0) >= 2).sum(), len(evidence.activities), NO_ACTIVITIES)


def _across_sectors(evidence: Evidence) -> Found:
    joint = [members for members in evidence.doing.T if members.sum() >= 2]
    across = sum(len(evidence.sectors_of(members)) >= 2 for members in joint)
    return share(across, len(joint), "no activity has two partners")


def _congruence(evidence: Evidence) -> Found:
    value = net_congruence(evidence.net, evidence.required)
    pairs = evidence.required[evidence.is_partner][:, evidence.is_partner].nnz // 2
    return known_or(value, pairs, "no two partners share an activity")


def _different(evidence: Evidence) -> Found:
    pairs = work_likeness_table(evidence.study)
    if pairs.empty:
        return unknown("the study names fewer than two activities")
    turned = pairs.rename(columns={"activity": "other", "other": "activity"})
    most = pd.concat([pairs, turned]).groupby("activity")["likeness"].max()
    return Found(1.0 - float(most.mean()), len(most))


def _balance(evidence: Evidence) -> Found:
    return share(system_activities(evidence).sum(), len(evidence.activities), NO_ACTIVITIES)


def system_activities(evidence: Evidence) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return flags by activity: it is to change policy or practice, not to serve people directly."""
    return np.asarray(evidence.activities["kind"].str.casefold().isin(SYSTEM_KINDS), dtype=bool)


def _partner_leads(evidence: Evidence) -> Found:
    if not evidence.net.backbone:
        return unknown(NO_BACKBONE)
    leads = evidence.activities["lead"]
    led = leads[leads != ""]
    return share((~led.isin(list(evidence.net.backbone))).sum(), len(led), "no activity has a lead on record")


WORK: Final = (
    Indicator("MR1", "Partners who take part in an activity", TABLE, "judgement", _taking_part),
    Indicator("MR2", "Activities of two organisations or more", TABLE, "judgement", _joint),
    Indicator("MR3", "Joint activities that span sectors", TABLE, "KK11", _across_sectors),
    Indicator("MR4", "Pairs who share work and are in regular contact", NETWORK, "CAT06", _congruence),
    Indicator("MR5", "How far activities differ from the one most like them (reported, not scored: neither end is"
              " better)", TABLE, "judgement", _different, NEITHER, scored=False),
    Indicator("MR6", "Activities that change policy or practice (reported, not scored: neither end is better)", TABLE,
              "KWS22", _balance, NEITHER, scored=False),
    Indicator("MR7", "Activities that a partner leads, not the backbone", TABLE, "FSG13", _partner_leads),
)  # fmt: skip
