"""Gaps about members with lived experience: further out than others, or with fewer seats (G17)."""

import numpy as np
from numpy.typing import NDArray

from ci_network.gaps.gap import Evidence, Gap
from ci_network.gaps.situation import Situation
from ci_network.measures.centrality import node_harmonic
from ci_network.wording import listed, percent

IntArray = NDArray[np.intp]
FloatArray = NDArray[np.float64]


def find_lived_experience_on_margin(situation: Situation) -> list[Gap]:
    """Find whether members with lived experience stand further out, or have fewer seats in steering, than others (G17).

    Further out: their median closeness (harmonic, so that it is known in networks of several parts) lies below the
    lower quartile of the others'; only members who answered in full are compared, and too few of them are not. Fewer
    seats: the share of them with a seat in steering lies below the lower quartile of the shares of the others' sectors.
    """
    cuts, members = situation.thresholds, situation.net.members
    if "lived_experience" not in members:
        return []
    told = members["lived_experience"].astype(str).to_numpy()
    theirs, others = (np.flatnonzero((told == answer) & situation.is_peer) for answer in ("yes", "no"))
    if min(len(theirs), len(others)) < cuts.group_members:
        return []
    out, closeness = _further_out(situation, theirs, others)
    seats, seated = _fewer_seats(situation, theirs, others)
    if not out and not seats:
        return []
    evidence: dict[str, Evidence] = {"members": len(theirs), "others": len(others), **closeness, **seated}
    signs = ["half stand further out than three in four of the others"] * out
    if seats:
        signs.append(f"{percent(seated['share_in_steering'])} have a seat in steering, fewer than in most sectors")
    words = f"Of the {len(theirs)} partners with lived experience, {listed(signs)}."
    sure = situation.share_observed(theirs) if out else 1.0
    used, caveat = {"margin_quartile": cuts.margin_quartile}, situation.caveat if out else ""
    subjects, size = situation.id_tuple(theirs), cuts.margin_severity
    return [Gap("G17", "margin", words, subjects, size, sure, evidence, used, caveat)]


def _further_out(situation: Situation, theirs: IntArray, others: IntArray) -> tuple[bool, dict[str, float]]:
    cuts, full = situation.thresholds, situation.answered_in_full
    theirs, others = theirs[full[theirs]], others[full[others]]
    if min(len(theirs), len(others)) < cuts.group_members:
        return False, {}
    closeness = node_harmonic(situation.net).to_numpy()
    mine, quartile = float(np.median(closeness[theirs])), _quartile(situation, closeness[others])
    told = {"median_closeness": mine, "lower_quartile_of_others": quartile}
    return mine < quartile, told | {"median_of_others": float(np.median(closeness[others]))}


def _fewer_seats(situation: Situation, theirs: IntArray, others: IntArray) -> tuple[bool, dict[str, float]]:
    seated = situation.in_steering
    if not seated.any():
        return False, {}
    mine = float(seated[theirs].mean())
    by_sector = [set(places) & set(others.tolist()) for places in situation.sectors.values()]
    shares = np.array([seated[sorted(places)].mean() for places in by_sector if places])
    quartile = _quartile(situation, shares) if len(shares) else float(seated[others].mean())
    told = {"share_in_steering": mine, "others_in_steering": float(seated[others].mean())}
    return mine < quartile, told | {"lower_quartile_of_sectors": quartile}


def _quartile(situation: Situation, values: FloatArray) -> float:
    return float(np.quantile(values, situation.thresholds.margin_quartile))
