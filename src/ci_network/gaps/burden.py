"""Gaps about members who carry a lot (G13)."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ci_network.gaps.gap import Gap
from ci_network.gaps.situation import Situation
from ci_network.measures import kernels_paths
from ci_network.wording import counted, listed

FloatArray = NDArray[np.float64]
# Half the normal distribution lies within 0.6745 standard deviations: it makes the median deviation a standard one.
_NORMAL: Final = 0.6745


def find_burdened_members(situation: Situation) -> list[Gap]:
    """Find partners on whom at least two signs say that they carry far more than others (G13).

    The signs: contacts, activities, leads and betweenness each far above the other partners (robust z-score), hours
    given above hours available, and a total load of several times a fair share. Under eight partners nobody is named.
    Where too few answered, only the signs that do not rest on answers about ties count.
    """
    cuts = situation.thresholds
    peers = np.flatnonzero(situation.is_peer)
    if len(peers) < cuts.load_members:
        return []
    loads = {name: load[peers] for name, load in _loads(situation).items()}
    scores = {name: robust_z(load) for name, load in loads.items()}
    over = _over_capacity(situation)[peers]
    share = share_of_load(loads) * len(peers)
    signs = sum(np.asarray(z >= cuts.load_z, dtype=int) for z in scores.values()) + over + (share >= cuts.load_share)
    mean = np.mean(list(scores.values()), axis=0)
    found = []
    for row in np.flatnonzero(np.asarray(signs) >= cuts.load_signs).tolist():
        place = int(peers[row])
        evidence = {name: float(load[row]) for name, load in loads.items()}
        evidence |= {f"{name}_z": float(z[row]) for name, z in scores.items()}
        evidence |= {"fair_shares": float(share[row]), "signs": int(np.asarray(signs)[row])} | _hours(situation, place)
        found.append(
            Gap(
                "G13",
                "burdened",
                _in_words(situation, place, evidence),
                situation.id_tuple([place]),
                float(np.clip(mean[row] / 3, 0, 1)),
                situation.share_observed([place]) if situation.may_name else 1.0,
                evidence,
                {"load_z": cuts.load_z, "load_share": cuts.load_share, "load_signs": cuts.load_signs},
                situation.caveat,
            )
        )
    return found


def robust_z(values: FloatArray) -> FloatArray:
    """Return how far each value lies from the median, in robust standard deviations.

    ``0.6745 (x - median) / MAD``; where more than half are alike (MAD 0) by mean and standard deviation, and 0
    where all are alike.
    """
    middle = np.median(values)
    spread = np.median(np.abs(values - middle)) / _NORMAL
    if spread == 0:
        middle, spread = values.mean(), values.std()
    return np.asarray((values - middle) / spread if spread else np.zeros_like(values, dtype=float))


def _loads(situation: Situation) -> dict[str, FloatArray]:
    """Return what each member carries; what rests on answers about ties only where enough answered."""
    leads = situation.study.table("activities")["lead"].value_counts().reindex(situation.ids).fillna(0)
    work = {
        "activities": np.asarray(situation.activities.matrix.sum(axis=1), dtype=float).ravel(),
        "leads": leads.to_numpy(float),
    }
    if not situation.may_name:
        return work
    between = kernels_paths.path_family(situation.net.binary).betweenness / 2
    return {"contacts": situation.ties.sum(axis=1).astype(float)} | work | {"betweenness": between}


def share_of_load(loads: Mapping[str, FloatArray]) -> FloatArray:
    """Return each one's share of contacts, activities and leads, on the mean over those that there are any of."""
    counts = [load / load.sum() for name, load in loads.items() if name != "betweenness" and load.sum()]
    return np.mean(counts, axis=0) if counts else np.zeros(len(next(iter(loads.values()))))


def _given(situation: Situation) -> FloatArray:
    rows = situation.study.table("participation", situation.wave)
    return rows.groupby("stakeholder")["hours"].sum(min_count=1).reindex(situation.ids).to_numpy(float)


def _available(situation: Situation) -> FloatArray:
    members = situation.net.members
    unknown = pd.Series(np.nan, index=situation.ids)
    return np.asarray(members.get("capacity_hours", unknown), dtype=float)


def _over_capacity(situation: Situation) -> NDArray[np.int_]:
    return (_given(situation) > _available(situation)).astype(int)


def _hours(situation: Situation, place: int) -> dict[str, float]:
    given, available = float(_given(situation)[place]), float(_available(situation)[place])
    known = {"hours_given": given, "hours_available": available}
    return {name: value for name, value in known.items() if not np.isnan(value)}


def _in_words(situation: Situation, place: int, evidence: Mapping[str, float]) -> str:
    parts = []
    if "contacts" in evidence:
        parts.append(f"is in contact{situation.often} with {counted(evidence['contacts'], 'member')}")
    if evidence["activities"]:
        parts.append(f"takes part in {counted(evidence['activities'], 'activity', 'activities')}")
    if evidence["leads"]:
        parts.append(f"leads {evidence['leads']:g} of them")
    if evidence.get("hours_given", 0) > evidence.get("hours_available", np.inf):
        parts.append(f"gives {evidence['hours_given']:g} hours where it has {evidence['hours_available']:g}")
    return f"{situation.names[place]} carries more than most: it {listed(parts)}."
