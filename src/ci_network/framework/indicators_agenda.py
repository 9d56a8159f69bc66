"""Indicators from the tables: common agenda and shared measurement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ci_network.framework.indicator import NETWORK, TABLE, Found, Indicator, share, unknown
from ci_network.framework.reasons import (
    NO_COMMITMENTS,
    NO_COMMUNITY,
    NO_MEASURES,
    NO_OUTCOMES,
    NO_PARTNERS,
    NO_REPORTING,
    NO_SECTORS,
)
from ci_network.measures.kernels_cuts import component_labels
from ci_network.network.network import without_diagonal

if TYPE_CHECKING:
    from collections.abc import Callable

    from ci_network.framework.evidence import Evidence

BoolArray = NDArray[np.bool_]


def outcome_coverage(evidence: Evidence) -> Found:
    """CA1: outcomes with two activities or more, by two organisations or more."""
    covered = sum(
        bool(serving.sum() >= 2 and evidence.doing[:, serving].any(axis=1).sum() >= 2) for serving in evidence.serving
    )
    return share(covered, len(evidence.outcomes), NO_OUTCOMES)


def _endorsement(evidence: Evidence) -> Found:
    if not len(evidence.study.table("commitments")):
        return unknown(NO_COMMITMENTS)
    committed = evidence.committed[evidence.is_partner].any(axis=1)
    return share(committed.sum(), evidence.partners, NO_PARTNERS)


def _consensus(evidence: Evidence) -> Found:
    committed = evidence.committed[evidence.is_partner]
    committed = committed[committed.any(axis=1)].astype(float)
    if len(committed) < 2:
        return unknown("fewer than two partners have recorded commitments")
    both = committed @ committed.T
    size = committed.sum(axis=1)
    alike = both / (size[:, None] + size[None, :] - both)
    pairs = np.triu_indices(len(committed), k=1)
    return Found(float(alike[pairs].mean()), len(pairs[0]))


def _aligned(evidence: Evidence) -> Found:
    if not len(evidence.study.table("commitments")):
        return unknown(NO_COMMITMENTS)
    both, alike = _committed_pairs(evidence)
    return share(int((both & alike).sum()) // 2, int(both.sum()) // 2, "no two partners in contact have commitments")


def _committed_pairs(evidence: Evidence) -> tuple[BoolArray, BoolArray]:
    """Return n x n flags: partners in contact who both have commitments, and members who share one."""
    some: BoolArray = np.asarray(evidence.committed.any(axis=1))
    shared = evidence.committed.astype(float) @ evidence.committed.T.astype(float)
    return evidence.partner_ties & some[:, None] & some[None, :], shared > 0


def _breadth(evidence: Evidence) -> Found:
    needed = set(evidence.required_sectors)
    return share(len(needed & evidence.sectors_of(_seated(evidence))), len(needed), NO_SECTORS)


def _lived(evidence: Evidence) -> Found:
    if not evidence.community_recorded:
        return unknown(NO_COMMUNITY)
    seated = evidence.is_community & _seated(evidence)
    return Found(float(seated.any()), int(seated.sum()))


def _seated(evidence: Evidence) -> BoolArray:
    """Return flags: who has a seat in steering; everybody where nobody is on record there."""
    steering = evidence.situation.in_steering
    return steering if steering.any() else np.ones(evidence.net.n, dtype=bool)


def _targets(evidence: Evidence) -> Found:
    set_ = (evidence.outcomes["target"] != "") & evidence.outcomes["target_date"].notna()
    return share(set_.sum(), len(evidence.outcomes), NO_OUTCOMES)


def _measured(evidence: Evidence) -> Found:
    has_one = evidence.outcomes["id"].isin(evidence.indicators["outcome"])
    return share(has_one.sum(), len(evidence.outcomes), NO_OUTCOMES)


def _shared(evidence: Evidence) -> Found:
    if len(evidence.indicators) and not len(evidence.study.table("reporting")):
        return unknown(NO_REPORTING)
    reporters = evidence.reporting.sum(axis=0)
    return share((reporters >= 2).sum(), len(evidence.indicators), NO_MEASURES)


def _partners_with(evidence: Evidence, doing: Callable[[Evidence], BoolArray]) -> Found:
    if not len(evidence.indicators):
        return unknown(NO_MEASURES)
    if not len(evidence.study.table("reporting")):
        return unknown(NO_REPORTING)
    return share(doing(evidence)[evidence.is_partner].any(axis=1).sum(), evidence.partners, NO_PARTNERS)


def _linked_by_data(evidence: Evidence) -> Found:
    if not len(evidence.indicators):
        return unknown(NO_MEASURES)
    if not len(evidence.study.table("reporting")):
        return unknown(NO_REPORTING)
    reports = sparse.csr_array(evidence.reporting[evidence.is_partner].astype(float))
    sizes = np.bincount(component_labels(without_diagonal(reports @ reports.T)), minlength=1)
    largest = int(sizes.max(initial=0))
    return share(largest if largest > 1 else 0, evidence.partners, NO_PARTNERS)


def _broken_down(evidence: Evidence) -> Found:
    return share((evidence.indicators["disaggregated_by"] != "").sum(), len(evidence.indicators), NO_MEASURES)


AGENDA: Final = (
    Indicator("CA1", "Goals with two activities or more, by two organisations or more", TABLE, "judgement",
              outcome_coverage),
    Indicator("CA2", "Partners committed to a goal", TABLE, "CTB", _endorsement),
    Indicator("CA3", "How alike partners' chosen goals are", TABLE, "HKK12|PK08", _consensus),
    Indicator("CA4", "Pairs of partners in contact who share a goal", NETWORK, "PUG22", _aligned),
    Indicator("CA5", "Sectors you need that sit on the steering group (all members, where there is none)", TABLE,
              "KWS22", _breadth),
    Indicator("CA5b", "Whether people who live with the issue sit there too (reported, not scored)", TABLE, "KWS22",
              _lived, scored=False),
    Indicator("CA6", "Goals with a target and a date", TABLE, "CTB", _targets),
    Indicator("SM1", "Goals with an agreed measure", TABLE, "CTB", _measured),
    Indicator("SM2", "Measures that two organisations or more report", TABLE, "judgement", _shared),
    Indicator("SM3", "Partners who report a shared measure", TABLE, "judgement",
              lambda evidence: _partners_with(evidence, lambda one: one.reporting)),
    Indicator("SM4", "Partners who used a shared measure in a decision", TABLE, "FSG27",
              lambda evidence: _partners_with(evidence, lambda one: one.using)),
    Indicator("SM5", "Partners in the largest group that measures in common link", TABLE, "judgement",
              _linked_by_data),
    Indicator("SM6", "Measures broken down by group", TABLE, "KWS22", _broken_down),
)  # fmt: skip
