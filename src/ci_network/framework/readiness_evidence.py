"""What network and tables show on each of the five readiness questions: plain numbers, no score."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from ci_network.framework.assessment import SELF, rating_of
from ci_network.framework.evidence import BoolArray, Evidence
from ci_network.framework.indicator import NETWORK, TABLE, Found, known_or, share, unknown
from ci_network.framework.reasons import (
    NO_ACTIVITIES,
    NO_COLLABORATION,
    NO_COMMITMENTS,
    NO_COMMUNITY,
    NO_OUTCOMES,
    NO_SECTORS,
)
from ci_network.gaps.roles import funder_flags
from ci_network.gaps.situation import Situation
from ci_network.measures.backbone_steps import NO_BACKBONE
from ci_network.measures.kernels_paths import distances
from ci_network.terms import PRECONDITIONS

SHARE, COUNT, HOURS, LEVEL, RUBRIC = "share", "count", "hours", "level 1-5", "score 0-3"


@dataclass(frozen=True)
class Number:
    """One number that bears on a question, in its unit."""

    id: str
    label: str
    unit: str
    source: str
    basis: str
    work_out: Callable[[Evidence], Found]
    item: str = ""  # of the assessments, where members rated it


def engagement_level(given: Situation | Evidence) -> Found:
    """Return how far the community is engaged, as members rate it: item ``engagement`` of the assessments, 1-5.

    1 inform, 2 consult, 3 involve, 4 collaborate, 5 co-lead. Low levels are usual. NaN where nobody rated it.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.gaps.situation import Situation
    >>> engagement_level(Situation.of(ci.read_study("data/riverbend"))).reason
    'nobody rated it'
    """
    evidence = Evidence.of(given)
    return _rated(evidence, "engagement")


def precondition_level(given: Situation | Evidence, *, name: str) -> Found:
    """Return how far a precondition is there, as members rate it (item ``precondition.name``, 0-3; NaN where not).

    Parameters
    ----------
    name
        "champion", "money" or "urgency".

    Examples
    --------
    >>> import ci_network as ci
    >>> situation = ci.Situation.of(ci.read_study("data/riverbend"))
    >>> precondition_level(situation, name="money").reason
    'nobody rated it'
    """
    return _rated(Evidence.of(given), f"precondition.{name}")


def _precondition(name: str) -> Callable[[Evidence], Found]:
    return lambda evidence: precondition_level(evidence, name=name)


def _rated(evidence: Evidence, item: str) -> Found:
    said = rating_of(evidence.said, item)
    return known_or(said.score, said.n, "nobody rated it")


def _sectors_at_work(evidence: Evidence) -> Found:
    serving = evidence.serving
    if not serving or not len(evidence.activities):
        return unknown(NO_OUTCOMES if not serving else NO_ACTIVITIES)
    at_work: BoolArray = np.asarray(evidence.doing[:, np.any(serving, axis=0)].any(axis=1))
    return Found(float(len(evidence.sectors_of(at_work))), int(at_work.sum()))


def _across_sectors(evidence: Evidence) -> Found:
    serving = evidence.serving
    if not len(evidence.activities):
        return unknown(NO_ACTIVITIES)
    several = [len(evidence.sectors_of(np.asarray(evidence.doing[:, one].any(axis=1)))) >= 2 for one in serving]
    return share(sum(several), len(several), NO_OUTCOMES)


def _largest_hand(evidence: Evidence) -> Found:
    hands = [evidence.doing[:, one].sum(axis=1).max(initial=0) / one.sum() for one in evidence.serving if one.any()]
    return Found(float(np.mean(hands)), len(hands)) if hands else unknown("no outcome has an activity")


def _offered(evidence: Evidence) -> Found:
    members = evidence.net.members
    hours = members["capacity_hours"].dropna() if "capacity_hours" in members else pd.Series(dtype=float)
    return Found(float(hours.sum()), len(hours)) if len(hours) else unknown("the study records no capacity")


def _needed(evidence: Evidence) -> Found:
    hours = evidence.study.table("participation", evidence.wave)["hours"].dropna()
    return Found(float(hours.sum()), len(hours)) if len(hours) else unknown("the study records no hours")


def _of_community(measure: Callable[[Evidence], Found]) -> Callable[[Evidence], Found]:
    return lambda evidence: measure(evidence) if evidence.community_recorded else unknown(NO_COMMUNITY)


def _community_count(evidence: Evidence) -> Found:
    return Found(float(evidence.is_community.sum()), evidence.net.n)


def _community_contacts(evidence: Evidence) -> Found:
    degrees = evidence.situation.ties.sum(axis=1)[evidence.is_community]
    return Found(float(degrees.mean()), len(degrees)) if len(degrees) else unknown("nobody of the community")


def _community_committed(evidence: Evidence) -> Found:
    if not len(evidence.study.table("commitments")):
        return unknown(NO_COMMITMENTS)
    committed = np.asarray(evidence.committed.any(axis=1))[evidence.is_community]
    return share(int(committed.sum()), len(committed), "nobody of the community")


def _funders(evidence: Evidence) -> Found:
    if not evidence.net.backbone:
        return unknown(NO_BACKBONE)
    rows = evidence.situation.ties[funder_flags(evidence.net.members) & evidence.is_partner]
    return share(int(rows[:, evidence.net.is_backbone].any(axis=1).sum()), len(rows), "no funder is on record")


def _go_to(evidence: Evidence) -> Found:
    if not evidence.net.backbone:
        return unknown(NO_BACKBONE)
    if not evidence.net.layer.directed:
        return unknown("who reported what is not known")
    asked = evidence.net.answered & evidence.is_partner
    named = np.asarray((evidence.net.reports.toarray() > 0)[:, evidence.net.is_backbone].any(axis=1))
    return share(int((named & asked).sum()), int(asked.sum()), "no partner answered")


def _answered(evidence: Evidence) -> Found:
    return known_or(evidence.net.response_rate, evidence.net.n, "the study does not say who answered")


def _conveners(evidence: Evidence) -> BoolArray:
    return np.asarray(evidence.net.is_backbone | evidence.is_champion)


def _near(evidence: Evidence) -> BoolArray | None:
    """Return flags: within two steps of the backbone or a champion; None where there is neither."""
    seeds = np.flatnonzero(_conveners(evidence))
    if not len(seeds):
        return None
    return np.asarray(distances(evidence.net.binary, seeds).min(axis=0) <= evidence.cuts.reach_steps)


def _convener_reach(evidence: Evidence) -> Found:
    near, others = _near(evidence), ~_conveners(evidence)
    if near is None:
        return unknown("no backbone and no champion on record")
    return share(int((near & others).sum()), int(others.sum()), "there is nobody else")


def _sectors_near(evidence: Evidence) -> Found:
    near, needed = _near(evidence), set(evidence.required_sectors)
    if near is None:
        return unknown("no backbone and no champion on record")
    return share(len(needed & evidence.sectors_of(near)), len(needed), NO_SECTORS)


def _collaborating(evidence: Evidence) -> Found:
    ties = evidence.collaboration
    pairs = {frozenset(ends) for ends in zip(ties["source"], ties["target"], strict=True)}
    return Found(float(len(pairs)), evidence.net.n) if pairs else unknown(NO_COLLABORATION)


_JUDGED: Final = "judgement"
QUESTIONS: Final[Mapping[str, tuple[Number, ...]]] = {
    "complexity": (
        Number("sectors_at_work", "Sectors that work on the goals", COUNT, TABLE, "CTB5", _sectors_at_work),
        Number("goals_across_sectors", "Goals to which two sectors or more contribute", SHARE, TABLE, "CTB5",
               _across_sectors),
        Number("largest_hand", "Share of a goal's activities that one organisation has a part in, at most; mean over"
               " goals", SHARE, TABLE, _JUDGED, _largest_hand),
    ),
    "capacity": (
        Number("hours_offered", "Hours a month that members can give", HOURS, TABLE, _JUDGED, _offered),
        Number("hours_needed", "Hours a month that activities take now", HOURS, TABLE, _JUDGED, _needed),
        *(
            Number(f"precondition_{name}", f"Precondition: {label[0].lower()}{label[1:]}", RUBRIC, SELF, "HKK12",
                   _precondition(name), f"precondition.{name}")
            for name, label in PRECONDITIONS.items()
        ),
    ),
    "community": (
        Number("community_members", "Members who live with the issue or speak for the community", COUNT, TABLE,
               "KWS22", _of_community(_community_count)),
        Number("community_contacts", "Their contacts, on average", COUNT, NETWORK, _JUDGED,
               _of_community(_community_contacts)),
        Number("community_committed", "Of them committed to a goal", SHARE, TABLE, _JUDGED,
               _of_community(_community_committed)),
        Number("engagement_level", "Engagement of the community (1 inform to 5 co-lead)", LEVEL, SELF, "SPEC",
               engagement_level, "engagement"),
    ),
    "backing": (
        Number("trust_in_backbone", "Partners' trust in the backbone, on average", SHARE, NETWORK, "PART",
               lambda evidence: evidence.values["BB5"]),
        Number("funders_in_contact", "Funders in contact with the backbone", SHARE, NETWORK, _JUDGED, _funders),
        Number("names_backbone", "Partners who answered and name the backbone as a contact", SHARE, NETWORK, _JUDGED,
               _go_to),
    ),
    "engagement": (
        Number("response_rate", "Members who answered", SHARE, TABLE, _JUDGED, _answered),
        Number("convener_reach", "Others within one introduction of the backbone or a champion", SHARE, NETWORK,
               "FEIN05", _convener_reach),
        Number("sectors_near", "Sectors you need with somebody that near", SHARE, NETWORK, _JUDGED, _sectors_near),
        Number("collaborations", "Pairs who say that they collaborate", COUNT, TABLE, "FEIN05", _collaborating),
    ),
}  # fmt: skip
