"""Who introduces whom, and why, in words."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from ci_network.advice.partners import shared_activity, shared_goal
from ci_network.advice.plan_aims import Pair, Ties
from ci_network.advice.plan_limits import may_be_introduced
from ci_network.advice.plan_search import Search
from ci_network.advice.positions import told_of
from ci_network.advice.setting import Setting
from ci_network.wording import counted_or_no


def introducers_of(setting: Setting, chosen: Sequence[Pair]) -> list[int]:
    """Return who brings each two together: somebody who told of regular contact with both; -1 for nobody.

    Of several, one who carries no more than others, of the partners rather than of the backbone, and who has the
    fewest introductions to make.
    """
    asked: Counter[int] = Counter()
    told, fit = told_of(setting.situation), may_be_introduced(setting) & ~setting.burdened
    found = []
    for one, other in chosen:
        both = np.flatnonzero(told[:, one] & told[:, other])
        able = [int(place) for place in both if fit[place]]
        best = min(able, key=lambda place: (asked[place], setting.net.is_backbone[place], place), default=-1)
        asked[best] += 1
        found.append(best)
    return found


def shared_by(setting: Setting, one: int, other: int) -> str:
    """Return the goal or the activity that two members share, in words; "" where none is known."""
    if goal := shared_goal(setting, one, other):
        return f"the goal {goal}"
    activity = shared_activity(setting, one, other)
    return f"the activity {activity}" if activity else ""


def known_to_each_other(setting: Setting, one: int, other: int) -> str:
    """Return in words whether two members are in touch now and then, or were; "" where they are not."""
    if setting.acquainted[one, other]:
        return "They are in touch now and then already."
    return "They were in touch in an earlier wave." if setting.once_in_touch[one, other] else ""


def reasons_for(setting: Setting, search: Search, chosen: Sequence[Pair]) -> list[str]:
    """Return why each introduction is made: what the two share, and what the tie would do, in order."""
    ties, found = search.start, []
    for one, other in chosen:
        after = ties.with_tie(one, other)
        shared = shared_by(setting, one, other)
        parts = [f"They share {shared}." if shared else "", *_effects(search, ties, after, (one, other))]
        found.append(" ".join(part for part in parts if part))
        ties = after
    return found


def _effects(search: Search, ties: Ties, after: Ties, pair: Pair) -> list[str]:
    near = int((after.level <= 2).sum() - (ties.level <= 2).sum())
    said = []
    if search.aims.backbone.any() and near:
        said.append(f"It brings {counted_or_no(near, 'partner')} within two steps of the backbone.")
    if search.aims.required[pair]:
        said.append("They work on the same activity and are not in regular contact yet.")
    if not said and "resilience" in search.aims.weights and not search.aims.backbone[list(pair)].any():
        joined = bool((after.left < ties.left).any())
        without = " without the backbone" if search.aims.backbone.any() else ""
        said.append(f"It gives partners a shorter way to each other{without}." if joined else "")
    return said
