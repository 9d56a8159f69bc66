"""Gaps between activities: two that may overlap without their leads knowing (G9)."""

from collections.abc import Hashable, Iterator, Mapping

import numpy as np
import pandas as pd

from ci_network.gaps.gap import Evidence, Gap
from ci_network.gaps.situation import Situation
from ci_network.gaps.titles import activity_titles
from ci_network.measures.work_likeness import work_likeness_table
from ci_network.network.network import BoolArray
from ci_network.wording import counted, either, first_listed, listed


def find_activities_that_may_overlap(situation: Situation) -> list[Gap]:
    """Find pairs of activities that look alike, share few partners, and whose leads are not in contact (G9).

    Only of activities that have not ended. Where the lead of one is not known, none of its partners may be in contact
    with any of the other's. Contact means any contact, and it must be known that there is none.
    """
    cuts = situation.thresholds
    table = work_likeness_table(situation.study)
    alike = table[table["likeness"] >= cuts.overlap_likeness - 1e-9]
    live = ~alike["activity"].isin(list(situation.ended)) & ~alike["other"].isin(list(situation.ended))
    leads = situation.study.table("activities").set_index("id")["lead"]
    doing = situation.activities.matrix.toarray() > 0
    taking_part = {str(one): doing[:, column] for column, one in enumerate(situation.activities.things)}
    found = [
        gap
        for row in alike[live].to_dict("records")
        for gap in _of_pair(situation, row, leads, (taking_part[row["activity"]], taking_part[row["other"]]))
    ]
    return [*_summary(situation, found), *found]


def _summary(situation: Situation, found: list[Gap]) -> Iterator[Gap]:
    if not found:
        return
    live = situation.activities.things.difference(list(situation.ended))
    concerned = {gap.evidence[end] for gap in found for end in ("activity", "other")}
    words = (
        f"{counted(len(found), 'pair')} of activities {either('looks', 'look', len(found))} alike on paper, and those"
        f" who run them are not in contact: possible overlap, worth a check ({len(concerned)} of"
        f" {counted(len(live), 'activity', 'activities')})."
    )
    evidence = {"pairs": len(found), "activities": len(concerned), "of": len(live)}
    size, sure = situation.thresholds.overlap_severity * len(concerned) / len(live), min(g.confidence for g in found)
    yield Gap("G9", "summary", words, (), size, sure, evidence, caveat=situation.caveat)


def _of_pair(
    situation: Situation, row: Mapping[Hashable, object], leads: pd.Series, partners: tuple[BoolArray, BoolArray]
) -> Iterator[Gap]:
    cuts, titles = situation.thresholds, activity_titles(situation)
    activities = (str(row["activity"]), str(row["other"]))
    known = [lead for lead in (str(leads[one]) for one in activities) if lead in situation.ids]
    any_ = int((partners[0] | partners[1]).sum())
    shared = float((partners[0] & partners[1]).sum()) / any_ if any_ else 0.0
    if len(set(known)) < len(known) or shared >= cuts.overlap_partners:
        return
    sides = [situation.net.positions([lead]) for lead in known]
    if len(sides) < 2:
        sides = [np.flatnonzero(who) for who in partners]
        if (partners[0] & partners[1]).any() or not all(len(side) for side in sides):
            return
    sure = situation.share_observed(*sides)
    if situation.any_ties[np.ix_(*sides)].any() or sure < cuts.least_observed:
        return
    evidence: dict[str, Evidence] = {"activity": activities[0], "other": activities[1]}
    evidence |= {name: float(str(row[name])) for name in ("likeness", "outcomes", "population", "place", "kind")}
    evidence["partners_in_common"] = shared
    apart = "nobody in one is in contact with anybody in the other"
    if len(known) == 2:
        apart = f"{first_listed(situation.named([int(side[0]) for side in sides]))} are not in contact"
    words = (
        f"{titles[activities[0]]} and {titles[activities[1]]} look alike in {listed(_alike(row))}, and {apart}:"
        " possible overlap, worth a check."
    )
    used = {"overlap_likeness": cuts.overlap_likeness, "overlap_partners": cuts.overlap_partners}
    size = min(1.0, float(str(row["likeness"])))
    yield Gap("G9", "overlap", words, tuple(known), size, sure, evidence, used, situation.caveat, counted=True)


_IN_WORDS = {"outcomes": "goals", "population": "people served", "place": "place", "kind": "kind of work"}


def _alike(row: Mapping[Hashable, object]) -> list[str]:
    return [words for name, words in _IN_WORDS.items() if float(str(row[name])) > 0]
