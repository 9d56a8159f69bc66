"""The measures beside those of the network that actions aim at, each as a function of a situation."""

from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ci_network.advice.hours import contact_hours
from ci_network.advice.standing import distance_weighted_reach, standing_of
from ci_network.framework.evidence import INDICATORS, Evidence
from ci_network.gaps.situation import Situation
from ci_network.network.network import BoolArray

IntArray = NDArray[np.intp]
Of = Callable[[Situation], float]
_INDICATORS: Final = {indicator.id: indicator for indicator in INDICATORS}


def indicator(name: str) -> Of:
    """Return an indicator of the five conditions as a measure."""
    return lambda situation: _INDICATORS[name].work_out(Evidence(situation)).value


def single_carriers(what: str) -> Of:
    """Return how many activities, or measures, one member alone carries, as a measure."""
    return lambda situation: float((_flags(situation, what).sum(axis=0) == 1).sum())


def at_work_on(outcome: str) -> Of:
    """Return how many members are at work on a goal, as a measure."""
    return lambda situation: float(is_at_work_on(situation, outcome).sum())


def is_at_work_on(situation: Situation, outcome: str) -> BoolArray:
    """Return flags: takes part in an activity for the goal that has not ended."""
    table = situation.study.table("activities")
    serves = table["id"][[outcome in goals for goals in table["outcomes"]]]
    live = situation.activities.things.isin(serves[~serves.isin(list(situation.ended))])
    return np.asarray(_flags(situation, "activities")[:, live].any(axis=1))


def goals_at_work(situation: Situation) -> float:
    """Return the share of goals that a member works on in an activity that has not ended; NaN without goals."""
    table = situation.study.table("activities")
    live = table[~table["id"].isin(list(situation.ended))]
    served = {goal for goals in live["outcomes"] for goal in goals}
    goals = situation.study.table("outcomes")["id"]
    return float(goals.isin(served).mean()) if len(goals) else float("nan")


def led_by(place: int) -> Of:
    """Return how many activities the member at a place leads, as a measure."""
    return lambda situation: float((situation.study.table("activities")["lead"] == situation.ids[place]).sum())


def joint_activities(situation: Situation) -> float:
    """Return how many activities two organisations or more take part in."""
    return float((_flags(situation, "activities").sum(axis=0) >= 2).sum())


def joint_work_of_aligned(situation: Situation) -> float:
    """Return the share of pairs in contact with a chosen goal in common that share an activity; NaN without any."""
    pairs = aligned_pairs(situation)
    return float(working_together(situation)[pairs].mean()) if pairs.any() else float("nan")


def aligned_pairs(situation: Situation) -> BoolArray:
    """Return n x n flags: partners in contact who chose a goal in common."""
    chosen = _flags(situation, "commitments").astype(float)
    both = situation.is_peer[:, None] & situation.is_peer[None, :] & situation.ties
    return np.asarray(both & (chosen @ chosen.T > 0))


def working_together(situation: Situation) -> BoolArray:
    """Return n x n flags: take part in the same activity."""
    doing = _flags(situation, "activities").astype(float)
    return np.asarray(doing @ doing.T > 0)


def multiplex_share(situation: Situation) -> float:
    """Return the share of pairs with any tie that have ties of two kinds or more; NaN where one kind was asked."""
    kinds = kinds_of_ties(situation)
    pairs = kinds[kinds > 0]
    return float((pairs >= 2).mean()) if len(layers_of_ties(situation)) > 1 and len(pairs) else float("nan")


def kinds_of_ties(situation: Situation) -> IntArray:
    """Return n x n, symmetric: of how many kinds the ties of two members are, at any strength; ratings are no ties."""
    n, names = len(situation.ids), layers_of_ties(situation)
    rows = situation.study.table("ties", situation.wave)
    rows = rows[rows["layer"].isin(names) & (rows["value"] != 0)]
    ends = [situation.ids.get_indexer(pd.Index(rows[end])) for end in ("source", "target")]
    there = np.zeros((len(names), n, n), dtype=bool)
    known = (ends[0] >= 0) & (ends[1] >= 0)
    layer = pd.Index(names).get_indexer(pd.Index(rows["layer"]))[known]
    there[layer, ends[0][known], ends[1][known]] = True
    both: IntArray = (there | there.transpose(0, 2, 1)).sum(axis=0)
    np.fill_diagonal(both, 0)
    return both


def layers_of_ties(situation: Situation) -> list[str]:
    """Return the layers of ties that the study asked for, ratings left out."""
    study = situation.study
    return [one for one in study.layers_present() if study.layer(one).kind != "rating"]


def hours_of_contact(situation: Situation) -> float:
    """Return the hours a month that all members together give to contact."""
    return float(contact_hours(situation.net.layer, situation.any_contact.matrix.toarray()).sum())


def reach_by_distance(situation: Situation) -> float:
    """Return the mean of one over the steps from the backbone, over partners."""
    return distance_weighted_reach(standing_of(situation))


def reached_by_starters(situation: Situation) -> float:
    """Return the share of partners with whom a message starts, or who are in contact with one of those; at any rate."""
    starts = situation.net.is_backbone | situation.ids.isin(list(situation.spread_from))
    reached = starts | situation.ties[starts].any(axis=0)
    partners = situation.is_peer
    return float(reached[partners].mean()) if starts.any() and partners.any() else float("nan")


def funded_goals(funders: BoolArray) -> Of:
    """Return the share of goals that a funder chose or works on, as a measure; NaN without goals."""

    def share(situation: Situation) -> float:
        chosen = _flags(situation, "commitments") | _flags(situation, "outcomes")
        return float(chosen[funders].any(axis=0).mean()) if chosen.shape[1] else float("nan")

    return share


def _flags(situation: Situation, what: str) -> BoolArray:
    return np.asarray(getattr(situation, what).matrix.toarray() > 0)
