"""Gaps between work and talk: shared work without contact (G6), contact without shared work (G7)."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from ci_network.gaps.gap import Evidence, Gap
from ci_network.gaps.situation import Situation
from ci_network.gaps.titles import activity_titles
from ci_network.measures import kernels_cuts
from ci_network.measures.coordination import BRIDGEABLE, SURPLUS, UNMET, coordination_table
from ci_network.wording import counted, either, first_listed, percent


def find_work_without_contact(situation: Situation) -> list[Gap]:
    """Find activities, and pairs of partners in them, whose shared work has no contact behind it (G6).

    A pair of which neither end answered is left out: its contact is not known. A pair that has a contact in common
    is "bridgeable", and that contact is named.
    """
    table = _coordination(situation)
    needed = table[table["status"] != SURPLUS]
    apart = needed[needed["status"].isin([UNMET, BRIDGEABLE])]
    known = apart[_observed(situation, apart)]
    shared = _shared_work(situation, known)
    pairs = list(_pairs_apart(situation, known, shared, len(needed)))
    return [*_summary_of_work(situation, needed, apart, known), *_activities(situation), *pairs]


def find_contact_without_work(situation: Situation) -> list[Gap]:
    """Find partners in contact who share no activity: an opening for joint work, and no fault (G7).

    Looked for only where the study records who takes part in activities. The more outcomes both chose or work on,
    the more it promises.
    """
    if not situation.activities.matrix.nnz:
        return []
    table = _coordination(situation)
    surplus = table[table["status"] == SURPLUS]
    layer, cuts = situation.net.layer, situation.thresholds
    often = (surplus["value"] >= cuts.strong_value) & (layer.kind == "frequency")
    found = []
    overlaps = _overlaps(situation, surplus)
    for (source, target), overlap, strong in zip(_ends(surplus), overlaps, often, strict=True):
        name, other = situation.named(situation.net.positions([source, target]))
        alike = " and chose the same outcomes" if overlap == 1 else " and share an outcome" if overlap else ""
        words = f"{name} and {other} are in {'frequent ' if strong else ''}contact{alike}, and share no activity yet."
        evidence = {"outcome_overlap": float(overlap)}
        kind, size = "frequent" if strong else "regular", cuts.opportunity_severity * float(overlap)
        found.append(Gap("G7", kind, words, (source, target), size, 1.0, evidence, counted=True))
    return [*_summary_of_openings(situation, overlaps, int(often.sum())), *found]


def _coordination(situation: Situation) -> pd.DataFrame:
    return coordination_table(situation.net, situation.required)


def _ends(table: pd.DataFrame) -> list[tuple[str, str]]:
    return [(str(one), str(other)) for one, other in zip(table["source"], table["target"], strict=True)]


def _places(situation: Situation, table: pd.DataFrame) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    return situation.net.positions(table["source"]), situation.net.positions(table["target"])


def _observed(situation: Situation, table: pd.DataFrame) -> NDArray[np.bool_]:
    rows, columns = _places(situation, table)
    return np.asarray(situation.observed[rows, columns], dtype=bool)


def _shared_work(situation: Situation, table: pd.DataFrame) -> list[list[str]]:
    """Return for each pair the activities that both take part in and that have not ended."""
    taking_part = situation.activities.matrix.toarray() > 0
    live = ~situation.activities.things.isin(list(situation.ended))
    rows, columns = _places(situation, table)
    both = taking_part[rows] & taking_part[columns] & live
    return [[str(thing) for thing in situation.activities.things[row]] for row in both]


def _pairs_apart(situation: Situation, apart: pd.DataFrame, shared: list[list[str]], required: int) -> Iterator[Gap]:
    names = situation.net.members["name"].astype(str)
    size = len(apart) / required if required else 0.0
    titles = activity_titles(situation)
    for (source, target), work, via in zip(_ends(apart), shared, apart["via"], strict=True):
        if not work:
            continue
        words = (
            f"{names[source]} and {names[target]} both work on {first_listed([titles[one] for one in work], most=2)}"
            f" and are not in contact{situation.often}"
        )
        evidence: dict[str, Evidence] = {"activities": tuple(work), "shared": len(work)}
        if via:
            words += f"; {names[via]} knows both"
            evidence["via"] = via
        kind = "bridgeable" if via else "pair"
        yield Gap("G6", kind, f"{words}.", (source, target), size, 1.0, evidence, {}, situation.caveat, counted=True)


def _summary_of_work(
    situation: Situation, needed: pd.DataFrame, apart: pd.DataFrame, known: pd.DataFrame
) -> Iterator[Gap]:
    if not len(known):
        return
    bridged = int((known["status"] == BRIDGEABLE).sum())
    words = (
        f"Of {counted(len(needed), 'pair')} of partners who share work, {len(known)}"
        f" ({percent(len(known) / len(needed))}) {either('is', 'are', len(known))} not in contact{situation.often};"
        f" {bridged} of them have a contact in common who could introduce them."
    )
    evidence = {
        "required": len(needed),
        "unmet": len(known),
        "bridgeable": bridged,
        "not_known": len(apart) - len(known),
    }
    sure = float(_observed(situation, needed).mean())
    yield Gap("G6", "summary", words, (), len(known) / len(needed), sure, evidence, caveat=situation.caveat)


def _activities(situation: Situation) -> Iterator[Gap]:
    """Yield the activities whose partners fall into several parts, or of whose pairs too few are in contact."""
    cuts, titles = situation.thresholds, activity_titles(situation)
    taking_part = situation.activities.matrix.toarray() > 0
    for column, activity in enumerate(str(thing) for thing in situation.activities.things):
        inside = np.flatnonzero(taking_part[:, column] & situation.is_peer)
        if len(inside) < 2 or activity in situation.ended:
            continue
        numbers = _contact_within(situation, inside)
        sure = numbers["known"] / numbers["required"]
        lacks = numbers["parts"] > 1 or numbers["density"] < cuts.activity_density
        if not lacks or not numbers["unmet"] or sure < cuts.least_observed:
            continue
        unmet = int(numbers["unmet"])
        pairs, partners = counted(numbers["required"], "pair"), counted(len(inside), "partner")
        words = f"{titles[activity]}: of the {pairs} among its {partners}, {unmet} {either('is', 'are', unmet)} not in"
        evidence: dict[str, Evidence] = {"activity": activity, "partners": len(inside)}
        evidence |= {key: numbers[key] for key in _SHOWN}
        yield Gap(
            "G6",
            "activity",
            f"{words} contact{situation.often}." if len(inside) > 2 else _of_two(situation, inside, titles[activity]),
            situation.id_tuple(inside),
            numbers["unmet"] / numbers["required"],
            sure,
            evidence,
            {"activity_density": cuts.activity_density},
            situation.caveat,
        )


_SHOWN = ("required", "unmet", "density", "parts")


def _contact_within(situation: Situation, inside: NDArray[np.intp]) -> Mapping[str, float]:
    """Return how many pairs of partners there are, are told of, are apart, and into how many parts they fall.

    A pair of which nobody told may be in contact: it joins parts.
    """
    ties = situation.ties[np.ix_(inside, inside)]
    told = situation.observed[np.ix_(inside, inside)] | ties
    upper = np.triu(np.ones_like(ties), k=1)
    required, known, met = float(upper.sum()), float((told & upper).sum()), float((ties & upper).sum())
    perhaps = sparse.csr_array((ties | (~told & (upper + upper.T > 0))).astype(float))
    parts = int(kernels_cuts.component_labels(perhaps).max()) + 1
    density = met / known if known else 0.0
    return {"required": required, "known": known, "unmet": known - met, "density": density, "parts": parts}


def _of_two(situation: Situation, inside: NDArray[np.intp], title: str) -> str:
    return f"{title}: its two partners, {first_listed(situation.named(inside))}, are not in contact{situation.often}."


def _overlaps(situation: Situation, table: pd.DataFrame) -> NDArray[np.float64]:
    """Return for each pair the overlap (Jaccard) of the outcomes that its ends work on or chose; 0 without any."""
    chosen = (situation.outcomes.matrix + situation.commitments.matrix).toarray() > 0
    rows, columns = _places(situation, table)
    both = (chosen[rows] & chosen[columns]).sum(axis=1).astype(float)
    any_ = (chosen[rows] | chosen[columns]).sum(axis=1).astype(float)
    return np.asarray(np.divide(both, any_, out=np.zeros_like(both), where=any_ > 0))


def _summary_of_openings(situation: Situation, overlaps: NDArray[np.float64], frequent: int) -> Iterator[Gap]:
    if not len(overlaps):
        return
    alike = int((overlaps > 0).sum())
    words = (
        f"{counted(len(overlaps), 'pair')} of partners {either('is', 'are', len(overlaps))} in contact"
        f"{situation.often} and share no activity yet; {alike} of them have an outcome in common."
    )
    evidence = {"pairs": len(overlaps), "with_outcome_in_common": alike, "frequent": frequent}
    size = situation.thresholds.opportunity_severity * alike / len(overlaps)
    yield Gap("G7", "summary", words, (), size, 1.0, evidence)
