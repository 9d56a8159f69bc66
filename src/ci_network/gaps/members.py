"""Gaps about members and their sectors: who is missing (G1), who is at the edge (G2)."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ci_network.gaps.gap import Evidence, Gap
from ci_network.gaps.situation import Situation
from ci_network.measures import kernels
from ci_network.wording import counted, either, listed


def find_sector_gaps(situation: Situation) -> list[Gap]:
    """Find required sectors that are missing, thin, out of the backbone's reach, or without a seat in steering (G1)."""
    return [gap for sector in situation.study.required_sectors for gap in _of_sector(situation, sector)]


def find_edge_members(situation: Situation) -> list[Gap]:
    """Find members without contact, with seldom contact, or at the edge of the network (G2).

    Only of those who answered in full: the silence of others is missing data, not isolation.
    """
    cuts = situation.thresholds
    ties, any_ties = situation.ties.sum(axis=1), situation.any_ties.sum(axis=1)
    core = kernels.core_numbers(situation.net.binary)
    known = situation.answered_in_full & situation.is_peer
    found = []
    for place in np.flatnonzero(known & (core <= cuts.edge_core)).tolist():
        name, number = situation.names[place], int(ties[place])
        evidence: dict[str, Evidence] = {"ties": number, "ties_at_any_contact": int(any_ties[place])}
        gap = Gap("G2", "", "", situation.id_tuple([place]), 0.0, situation.share_observed([place]), evidence)
        far = float(situation.from_backbone[place])
        if any_ties[place] == 0:
            kind, severity, words = "isolated", cuts.isolated_severity, f"{name} is not in contact with any member"
        elif number == 0:
            kind, severity = "effectively_isolated", cuts.seldom_severity
            words = f"{name} is in contact with {counted(any_ties[place], 'member')}, but with none{situation.often}"
        elif far >= cuts.edge_distance or number == 1:
            kind, severity = "peripheral", cuts.edge_severity
            words = _edge_in_words(situation, place, number, far)
            gap = replace(gap, evidence=evidence | {"core_number": int(core[place]), "steps_from_backbone": far})
        else:
            continue
        found.append(replace(gap, kind=kind, finding=f"{words}.", severity=severity, caveat=situation.caveat))
    return found


def _of_sector(situation: Situation, sector: str) -> Iterator[Gap]:
    cuts = situation.thresholds
    places = [p for name, inside in situation.sectors.items() if name.casefold() == sector.casefold() for p in inside]
    evidence: dict[str, Evidence] = {"sector": sector, "members": len(places)}
    if not places:
        words = f"Nobody from {sector} is among the members, and the coalition says it needs this sector."
        yield Gap("G1", "missing", words, (), cuts.missing_severity, evidence=evidence)
        return
    who = situation.id_tuple(places)
    if len(places) <= cuts.thin_sector:
        words = f"{listed(situation.named(places))} {either('is', 'are', len(places))} the only voice from {sector}."
        yield Gap("G1", "thin", words, who, cuts.thin_severity, evidence=evidence)
    yield from _unreached(situation, sector, places)
    if situation.in_steering.any() and not situation.in_steering[places].any():
        words = f"No member from {sector} has a seat in steering, and the coalition says it needs this sector."
        yield Gap("G1", "absent_from_power", words, who, cuts.power_severity, evidence=evidence)


def _unreached(situation: Situation, sector: str, places: list[int]) -> Iterator[Gap]:
    """Find a sector of which nobody is within the steps that count as reached; its members' own ties are known."""
    cuts = situation.thresholds
    nearest, nearest_any = situation.from_backbone[places].min(), situation.from_backbone_any[places].min()
    sure = situation.share_observed(places)
    if not nearest > cuts.reach_steps or sure < cuts.least_observed:
        return
    within = int((situation.from_backbone_any[places] <= cuts.reach_steps).sum())
    whom = f"none of the {len(places)} members" if len(places) > 1 else "not the one member"
    words = f"The backbone reaches {whom} from {sector} within {counted(cuts.reach_steps, 'step')}"
    if situation.often:
        words += f" of contact{situation.often}; at any contact it reaches {within or 'none'}"
    evidence: dict[str, Evidence] = {
        "sector": sector,
        "members": len(places),
        "nearest_steps": float(nearest),
        "nearest_steps_at_any_contact": float(nearest_any),
        "reached_at_any_contact": within,
    }
    yield Gap(
        "G1",
        "unreached",
        f"{words}.",
        situation.id_tuple(places),
        cuts.unreached_severity,
        sure,
        evidence,
        {"reach_steps": cuts.reach_steps},
        situation.caveat,
    )


def _edge_in_words(situation: Situation, place: int, ties: int, far: float) -> str:
    name = situation.names[place]
    contacts = f"{name} is in contact{situation.often} with {counted(ties, 'member')}"
    if np.isnan(far):
        return contacts
    if np.isinf(far):
        return f"{contacts}, and the backbone has no way to reach it"
    return f"{contacts}, {counted(far, 'step')} from the backbone"
