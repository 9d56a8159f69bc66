"""Indicators from the tables: common agenda, shared measurement, mutually reinforcing activities."""

from typing import Final

import numpy as np

from ci_network.framework.evidence import Evidence
from ci_network.framework.indicator import NAN, Found, Indicator, share
from ci_network.measures.coordination import net_congruence

_NO_OUTCOMES: Final = "the study names no outcomes"
_NO_COMMITMENTS: Final = "the study records no commitments"
_NO_MEASURES: Final = "the study names no shared measures"
_NO_REPORTING: Final = "the study does not record who reports or uses measures"
_NO_ACTIVITIES: Final = "the study names no activities"
_NO_PARTNERS: Final = "there are no partners beside the backbone"
_SYSTEM_KINDS: Final = ("policy", "advocacy", "system", "systems", "practice change")


def outcome_coverage(evidence: Evidence) -> Found:
    """CA1: outcomes with two activities or more, by two organisations or more."""
    covered = 0
    for outcome in evidence.outcomes["id"]:
        serving = np.array([outcome in served for served in evidence.activities["outcomes"]], dtype=bool)
        covered += int(serving.sum() >= 2 and evidence.doing[:, serving].any(axis=1).sum() >= 2)
    return share(covered, len(evidence.outcomes), _NO_OUTCOMES)


def _endorsement(evidence: Evidence) -> Found:
    if not len(evidence.study.table("commitments")):
        return Found(NAN, 0, _NO_COMMITMENTS)
    committed = evidence.flags("commitments")[evidence.is_partner].any(axis=1)
    return share(committed.sum(), evidence.partners, _NO_PARTNERS)


def _consensus(evidence: Evidence) -> Found:
    committed = evidence.flags("commitments")[evidence.is_partner]
    committed = committed[committed.any(axis=1)].astype(float)
    if len(committed) < 2:
        return Found(NAN, 0, "fewer than two partners have recorded commitments")
    both = committed @ committed.T
    size = committed.sum(axis=1)
    alike = both / (size[:, None] + size[None, :] - both)
    pairs = np.triu_indices(len(committed), k=1)
    return Found(float(alike[pairs].mean()), len(pairs[0]))


def _breadth(evidence: Evidence) -> Found:
    needed = set(evidence.required_sectors)
    steering = evidence.study.table("groups")["kind"].str.contains("steering", case=False).to_numpy(bool)
    seats = evidence.flags("groups")[:, steering].any(axis=1) if steering.any() else np.ones(evidence.net.n, bool)
    return share(
        len(needed & evidence.sectors_of(np.asarray(seats))), len(needed), "the study names no sectors it needs"
    )


def _targets(evidence: Evidence) -> Found:
    set_ = (evidence.outcomes["target"] != "") & evidence.outcomes["target_date"].notna()
    return share(set_.sum(), len(evidence.outcomes), _NO_OUTCOMES)


def _measured(evidence: Evidence) -> Found:
    has_one = evidence.outcomes["id"].isin(evidence.indicators["outcome"])
    return share(has_one.sum(), len(evidence.outcomes), _NO_OUTCOMES)


def _shared(evidence: Evidence) -> Found:
    if len(evidence.indicators) and not len(evidence.study.table("reporting")):
        return Found(NAN, 0, _NO_REPORTING)
    reporters = evidence.flags("indicators").sum(axis=0)
    return share((reporters >= 2).sum(), len(evidence.indicators), _NO_MEASURES)


def _partners_with(evidence: Evidence, what: str) -> Found:
    if not len(evidence.indicators):
        return Found(NAN, 0, _NO_MEASURES)
    if not len(evidence.study.table("reporting")):
        return Found(NAN, 0, _NO_REPORTING)
    return share(evidence.flags(what)[evidence.is_partner].any(axis=1).sum(), evidence.partners, _NO_PARTNERS)


def _broken_down(evidence: Evidence) -> Found:
    return share((evidence.indicators["disaggregated_by"] != "").sum(), len(evidence.indicators), _NO_MEASURES)


def _taking_part(evidence: Evidence) -> Found:
    if not len(evidence.activities):
        return Found(NAN, 0, _NO_ACTIVITIES)
    return share(evidence.doing[evidence.is_partner].any(axis=1).sum(), evidence.partners, _NO_PARTNERS)


def _joint(evidence: Evidence) -> Found:
    return share((evidence.doing.sum(axis=0) >= 2).sum(), len(evidence.activities), _NO_ACTIVITIES)


def _across_sectors(evidence: Evidence) -> Found:
    joint = [members for members in evidence.doing.T if members.sum() >= 2]
    across = sum(len(evidence.sectors_of(members)) >= 2 for members in joint)
    return share(across, len(joint), "no activity has two partners")


def _congruence(evidence: Evidence) -> Found:
    value = net_congruence(evidence.net, evidence.required)
    pairs = evidence.required[evidence.is_partner][:, evidence.is_partner].nnz // 2
    return Found(value, pairs, "" if pairs else "no two partners share an activity")


def _balance(evidence: Evidence) -> Found:
    return share(
        evidence.activities["kind"].str.casefold().isin(_SYSTEM_KINDS).sum(), len(evidence.activities), _NO_ACTIVITIES
    )


def _partner_leads(evidence: Evidence) -> Found:
    leads = evidence.activities["lead"]
    led = leads[leads != ""]
    return share((~led.isin(list(evidence.net.backbone))).sum(), len(led), "no activity has a lead on record")


_TABLE: Final = "table"
WORK: Final = (
    Indicator("CA1", "Goals with two activities or more, by two organisations or more", _TABLE, "judgement",
              outcome_coverage),
    Indicator("CA2", "Partners committed to a goal", _TABLE, "CTB", _endorsement),
    Indicator("CA3", "How alike partners' chosen goals are", _TABLE, "HKK12|PK08", _consensus),
    Indicator("CA5", "Sectors you need that sit on the steering group (all members, where there is none)", _TABLE,
              "KWS22", _breadth),
    Indicator("CA6", "Goals with a target and a date", _TABLE, "CTB", _targets),
    Indicator("SM1", "Goals with an agreed measure", _TABLE, "CTB", _measured),
    Indicator("SM2", "Measures that two organisations or more report", _TABLE, "judgement", _shared),
    Indicator("SM3", "Partners who report a shared measure", _TABLE, "judgement",
              lambda evidence: _partners_with(evidence, "indicators")),
    Indicator("SM4", "Partners who used a shared measure in a decision", _TABLE, "FSG27",
              lambda evidence: _partners_with(evidence, "uses")),
    Indicator("SM6", "Measures broken down by group", _TABLE, "KWS22", _broken_down),
    Indicator("MR1", "Partners who take part in an activity", _TABLE, "judgement", _taking_part),
    Indicator("MR2", "Activities of two organisations or more", _TABLE, "judgement", _joint),
    Indicator("MR3", "Joint activities that span sectors", _TABLE, "KK11", _across_sectors),
    Indicator("MR4", "Pairs who share work and are in regular contact", "network", "CAT06", _congruence),
    Indicator("MR6", "Activities that change policy or practice (reported, not scored: neither end is better)", _TABLE,
              "KWS22", _balance, scored=False),
    Indicator("MR7", "Activities that a partner leads, not the backbone", _TABLE, "FSG13", _partner_leads),
)  # fmt: skip
