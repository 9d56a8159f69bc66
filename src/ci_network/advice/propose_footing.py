"""What the rules on who decides, who carries the coalition and what comes first propose."""

from collections.abc import Sequence

import numpy as np

from ci_network.advice.operations import EnlargeBackbone
from ci_network.advice.partners import or_backbone, people_for
from ci_network.advice.proposal import Proposal, Trial, told, weight_of
from ci_network.advice.rule import Rule
from ci_network.advice.setting import Setting
from ci_network.advice.targets import indicator, reach_by_distance
from ci_network.framework.assessment import mean_scores
from ci_network.framework.governance import governance_fit
from ci_network.framework.readiness_evidence import engagement_level
from ci_network.gaps.burden import robust_z
from ci_network.gaps.gap import Gap
from ci_network.terms import PRECONDITIONS
from ci_network.wording import counted_or_no, listed

Gaps = Sequence[Gap]
_FEW = 3
_STEERING = "the steering group"


def share_a_decision(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001 - one shape for all
    """Rule 5: members with lived experience choose a decision to share, where people are asked and do not decide."""
    level = engagement_level(setting.evidence).value
    people = people_for(setting, setting.evidence.is_community, count=_FEW, by_contacts=True)
    if not level <= setting.situation.thresholds.engagement_low or not people:
        return []
    words = {"people": listed(setting.named(people)), "body": _body(setting), "level": f"{level:.2g}"}
    return [Proposal(rule, setting.ids(people), words, setting.assumptions.state_weight)]


def share_the_backbone(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001
    """Rule 32: partners who could hold part of the backbone function, where a member of it carries a great deal."""
    found = []
    for place in map(int, np.flatnonzero(setting.net.is_backbone)):
        load = _backbone_load(setting, place)
        holders = _holders(setting)
        if not load or not holders:
            continue
        words = {
            "backbone": setting.names[place],
            "load": listed(load),
            "holders": listed([f"{setting.names[who]} for {what}" for what, who in holders.items()]),
        }
        subjects = setting.ids([place, *holders.values()])
        larger = EnlargeBackbone(setting.ids(holders.values()))
        trial = Trial("distance_weighted_reach", reach_by_distance, 1.0, (larger,))
        found.append(Proposal(rule, subjects, words, setting.assumptions.state_weight, trial=trial))
    return found


def _backbone_load(setting: Setting, place: int) -> list[str]:
    """Return what a member of the backbone carries far more of than partners; nothing where that is little."""
    cuts, peers = setting.situation.thresholds, setting.situation.is_peer
    if peers.sum() < cuts.load_members:
        return []
    takes_part, led = setting.doing.sum(axis=1).astype(float), setting.leads
    contacts = setting.standing.adjacency.sum(axis=1).astype(float)
    signs = [
        f"is in regular contact with {contacts[place]:.0f} members" if _is_high(setting, contacts, place) else "",
        f"takes part in {takes_part[place]:.0f} activities" if _is_high(setting, takes_part, place) else "",
        f"leads {counted_or_no(int(led[place]), 'activity', 'activities')}" if _is_high(setting, led, place) else "",
        "gives more hours than it has" if setting.hours_left[place] < 0 else "",
    ]
    told_ = [sign for sign in signs if sign]
    return told_ if len(told_) >= cuts.load_signs else []


def _is_high(setting: Setting, load: np.ndarray, place: int) -> bool:
    beside = np.append(load[setting.situation.is_peer], load[place])
    return bool(robust_z(beside)[-1] >= setting.situation.thresholds.load_z)


def _holders(setting: Setting) -> dict[str, int]:
    """Return a partner for data, one who reports most measures, and one for convening, whom most know."""
    reported = np.asarray(setting.situation.indicators.matrix.sum(axis=1)).ravel()
    by_contacts = people_for(setting, setting.situation.is_peer, count=setting.net.n, by_contacts=True)
    data = max((one for one in by_contacts if reported[one]), key=lambda one: reported[one], default=None)
    convener = next((one for one in by_contacts if one != data), None)
    found = {"data": data, "bringing people together": convener}
    return {what: who for what, who in found.items() if who is not None}


def open_the_books(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001
    """Rule 34: the backbone tells how it decides, and somebody outside it listens, where trust in it is low."""
    trust = indicator("BB5")(setting.situation)
    hosts = people_for(setting, setting.situation.is_peer, count=1, by_contacts=True)
    if not trust < setting.assumptions.backbone_trust or not hosts:
        return []
    words = {"host": setting.names[hosts[0]]}
    return [Proposal(rule, setting.ids(hosts), words, 1 - trust)]


def talk_over_form(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001
    """Rule 46: a talk on the form of the coalition, where its data look like another form than it has."""
    fit = governance_fit(setting.evidence)
    people = or_backbone(setting, people_for(setting, setting.situation.in_steering, count=_FEW))
    if not fit.is_mismatch or not people:
        return []
    words = {
        "body": _STEERING if setting.situation.in_steering.any() else "a meeting of all members",
        "people": listed(setting.named(people)),
        "current": _FORMS[fit.current],
        "looks_like": _FORMS[fit.looks_like],
    }
    return [Proposal(rule, setting.ids(people), words, setting.assumptions.state_weight)]


_FORMS = {
    "shared": "one that its members run together",
    "lead organisation": "one that a leading member runs",
    "separate backbone": "one with a separate backbone",
}


def find_the_ground(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001
    """Rule 47: what must be there before a launch and is not yet, and who could look for it; in the first phase."""
    cut = setting.assumptions.precondition
    rated = {name: _said(setting, f"precondition.{name}") for name in PRECONDITIONS}
    missing = {name: score for name, score in rated.items() if score <= cut}
    people = people_for(setting, setting.situation.is_peer, count=_FEW, by_contacts=True)
    if setting.study.phase != 1 or not missing or not people:
        return []
    words = {
        "missing": listed([PRECONDITIONS[name].lower() for name in missing]),
        "rated": listed([f"{PRECONDITIONS[name].lower()} at {score:.2g}" for name, score in missing.items()]),
        "people": listed(setting.named(people)),
    }
    return [Proposal(rule, setting.ids(people), words, 1 - min(missing.values()) / 3, first=True)]


def finish_first(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 48: the two thinnest steps of an earlier phase, and who could say what is missing."""
    found = []
    for gap in gaps[:1]:
        people = or_backbone(setting, people_for(setting, setting.situation.in_steering, count=_FEW))
        words = {
            "cells": "; ".join(str(cell).lower() for cell in _parts(gap)),
            "declared": told(gap, "declared_phase"),
            "people": listed(setting.named(people)),
        }
        if people:
            found.append(Proposal(rule, setting.ids(people), words, weight_of(gap)))
    return found


def _parts(gap: Gap) -> tuple[str, ...]:
    lowest = gap.evidence.get("lowest", ())
    return lowest if isinstance(lowest, tuple) else (str(lowest),)


def _said(setting: Setting, item: str) -> float:
    """Return what members said on average under an item; NaN where nobody did."""
    return float(mean_scores(setting.study, [item], wave=setting.situation.wave)["score"].iloc[0])


def _body(setting: Setting) -> str:
    return _STEERING if setting.situation.in_steering.any() else "the backbone"
