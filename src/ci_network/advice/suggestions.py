"""Beside the plan: whom members with room could like to meet, by what they have in common."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from ci_network.advice.partners import shared_activity
from ci_network.advice.plan_aims import Pair
from ci_network.advice.plan_limits import PlanLimits, may_be_introduced
from ci_network.advice.plan_search import Search
from ci_network.advice.plan_words import shared_by
from ci_network.advice.positions import told_of
from ci_network.advice.setting import BoolArray, Setting

SUGGESTION_COLUMNS: Final = ("member", "partner", "shared", "introducer", "through")
# Why a member is suggested nobody and asked for nothing new.
CARRIES, NO_TIME = "carries", "no time"


def suggestions_table(setting: Setting, search: Search, chosen: Sequence[Pair], *, limits: PlanLimits) -> pd.DataFrame:
    """Return whom each member could like to meet beside the introductions that were chosen.

    Two members are suggested to each other, so that nobody stands on more sheets than it has room for, the
    introductions of the plan counted in; see :func:`suggested`. It rests on shared goals and activities, and on the
    contacts a member told of itself: on nothing that others answered.

    Returns
    -------
    DataFrame
        ``member, partner, shared, introducer, through``: two rows for each pair, one for each of them. ``shared`` is
        the goal or activity they share; ``introducer`` a contact that the member itself told of, who takes part in
        the activity ``through`` with the partner; both blank where there is none.
    """
    pairs = suggested(setting, search, chosen, limits=limits)
    told, fit = told_of(setting.situation), may_be_introduced(setting) & ~setting.burdened
    asked: Counter[int] = Counter()
    rows = []
    for one, other in sorted({*pairs, *(pair[::-1] for pair in pairs)}):
        between = fit & told[one] & (setting.doing & setting.doing[other]).any(axis=1)
        between[other] = False
        able = [int(place) for place in np.flatnonzero(between) if asked[int(place)] < limits.max_new_ties_per_member]
        led = sorted(able, key=lambda place: (asked[place], setting.net.is_backbone[place], place))[:1]
        asked.update(led)
        through = "".join(shared_activity(setting, place, other) for place in led)
        ends = setting.ids([one, other])
        rows.append((*ends, shared_by(setting, one, other), "".join(setting.ids(led)), through))
    return pd.DataFrame(rows, columns=list(SUGGESTION_COLUMNS), dtype=str)


def suggested(setting: Setting, search: Search, chosen: Sequence[Pair], *, limits: PlanLimits) -> list[Pair]:
    """Return the pairs to suggest: each shares a goal or an activity and is not in contact.

    Who has fewest introductions comes first, of those who has fewest to choose from; it meets who has fewest too, of
    those who has most in common with it. Nobody is in more pairs than it has room for.
    """
    room = np.minimum(search.room, limits.max_new_ties_per_member)
    share = (setting.chosen.astype(int) @ setting.chosen.T + setting.doing.astype(int) @ setting.doing.T) > 0
    still = search.allowed & share
    found: list[Pair] = []
    taken = np.bincount([place for pair in chosen for place in pair], minlength=len(room))
    for pair in chosen:
        _rule_out(still, pair)
    while True:
        free = taken < room
        still &= free[:, None] & free[None, :]
        choices = still.sum(axis=1)
        if not choices.any():
            return found
        one = min(np.flatnonzero(choices), key=lambda place: (taken[place], choices[place], place))
        other = min(np.flatnonzero(still[one]), key=lambda place: (taken[place], -search.prefer[one, place], place))
        pair = (int(one), int(other))
        found.append(pair)
        taken[list(pair)] += 1
        _rule_out(still, pair)


def why_nobody(setting: Setting, search: Search) -> list[str]:
    """Return for each member why it is suggested nobody: "no time", or it "carries" a good deal; "" else."""
    late = setting.hours_left < setting.tie_hours
    full = setting.burdened | ((search.room == 0) & (setting.loads > 0))
    return [NO_TIME if time else CARRIES if load else "" for time, load in zip(late & ~full, full, strict=True)]


def _rule_out(still: BoolArray, pair: Pair) -> None:
    still[pair] = still[pair[::-1]] = False
