"""Who to bring together: people who share something, and have room for it."""

from collections.abc import Callable, Iterable, Sequence
from itertools import product

import numpy as np

from ci_network.advice.setting import BoolArray, Setting
from ci_network.wording import quoted

Key = tuple[float, ...]


def likeness(setting: Setting, one: int, other: int) -> Key:
    """Return how much would help two members to keep in touch, to be compared: higher is better.

    In this order: whether they share a goal; whether they know each other already, however seldom they speak, or
    did a wave ago; how many goals and then activities they share; whether the second answered; how much time it
    has left (not known counts as a little); and how few contacts it has.
    """
    return (
        float((setting.chosen[one] & setting.chosen[other]).sum() > 0),
        float(setting.acquainted[one, other]) + 0.5 * float(setting.once_in_touch[one, other]),
        float((setting.chosen[one] & setting.chosen[other]).sum()),
        float((setting.doing[one] & setting.doing[other]).sum()),
        float(setting.net.answered[other]),
        min(10.0, float(np.nan_to_num(setting.hours_left[other], nan=0.5))),
        -float(setting.standing.adjacency[other].sum()),
    )


def with_room(setting: Setting, places: Iterable[int]) -> list[int]:
    """Return those members, the backbone aside, who can take on a new tie."""
    return [place for place in places if not setting.net.is_backbone[place] and setting.ties_that_fit(place) > 0]


def best_partners(
    setting: Setting, member: int, *, count: int, among: BoolArray | None = None, close: bool = False
) -> list[int]:
    """Return the members with room who have most in common with a member and are not yet in touch with it.

    Parameters
    ----------
    count
        How many are wanted; fewer are returned where few fit, none where the member itself has no room.
    among
        Flags of those who may be chosen; everybody where it is not given.
    close
        Only members within two steps of the backbone (all, where the study has none).
    """
    free = ~setting.standing.adjacency[member]
    free[member] = False
    if among is not None:
        free &= among
    if close and setting.net.is_backbone.any():
        free &= setting.standing.distances[setting.net.is_backbone].min(axis=0) <= 2
    fitting = with_room(setting, np.flatnonzero(free))
    ranked = sorted(fitting, key=lambda other: (*(-part for part in likeness(setting, member, other)), other))
    return ranked[: min(count, setting.ties_that_fit(member))]


def best_pairs(
    setting: Setting,
    ones: Sequence[int],
    others: Sequence[int],
    *,
    count: int,
    gain: Callable[[int, int], float] = lambda one, other: 0.0,  # noqa: ARG005 - the same for every pair
) -> list[tuple[int, int]]:
    """Return pairs to introduce across two sides, best first: by what it gains, then by what they have in common.

    Nobody is in more pairs than it has room for, and while there are others nobody is in two.
    """
    room = {place: setting.ties_that_fit(place) for place in {*ones, *others}}
    fitting = [
        (one, other)
        for one, other in product(with_room(setting, ones), with_room(setting, others))
        if one != other and not setting.standing.adjacency[one, other]
    ]
    ranked = sorted(
        fitting,
        key=lambda pair: (-gain(*pair), *(-part for part in likeness(setting, *pair)), pair),
    )
    chosen: list[tuple[int, int]] = []
    for reuse in (False, True):
        for one, other in ranked:
            used = [place for pair in chosen for place in pair]
            again = one in used or other in used
            full = used.count(one) >= room[one] or used.count(other) >= room[other]
            known = (one, other) in chosen or (other, one) in chosen
            if len(chosen) < count and not full and not known and (reuse or not again):
                chosen.append((one, other))
    return chosen


def shared_goal(setting: Setting, one: int, other: int) -> str:
    """Return the first goal that two members share, in quotation marks; "" where none is known."""
    both = np.flatnonzero(setting.chosen[one] & setting.chosen[other])
    return quoted(str(setting.goals.iloc[both[0]])) if len(both) else ""


def shared_activity(setting: Setting, one: int, other: int) -> str:
    """Return the first activity that two members take part in, in quotation marks; "" where none is known."""
    both = np.flatnonzero(setting.doing[one] & setting.doing[other])
    return quoted(str(setting.titles.iloc[both[0]])) if len(both) else ""


def in_common(setting: Setting, one: int, other: int, *, plural: bool = False) -> str:
    """Return in words what the second member has in common with the first; "" where nothing is known."""
    if goal := shared_goal(setting, one, other):
        return f"{'share' if plural else 'shares'} the goal {goal}"
    if activity := shared_activity(setting, one, other):
        return f"{'take' if plural else 'takes'} part in {activity} too"
    if setting.acquainted[one, other]:
        return f"{'are' if plural else 'is'} in touch with it now and then"
    if setting.once_in_touch[one, other]:
        return f"{'were' if plural else 'was'} in touch with it in an earlier wave"
    return ""


def people_for(setting: Setting, among: BoolArray, *, count: int, by_contacts: bool = False) -> list[int]:
    """Return who of those flagged could be asked to a meeting: not full, not carrying a great deal, nor the backbone.

    First those who may be named and who answered; then those with most time, or with most contacts.
    """
    able = [
        int(place)
        for place in np.flatnonzero(among & ~setting.net.is_backbone & ~setting.burdened)
        if not setting.hours_left[place] < setting.tie_hours
    ]
    time, contacts = np.nan_to_num(setting.hours_left, nan=0.0), setting.acquainted.sum(axis=1)
    first, then = (contacts, time) if by_contacts else (time, contacts)
    ranked = sorted(
        able, key=lambda p: (not setting.may_be_named[p], not setting.net.answered[p], -first[p], -then[p], p)
    )
    return ranked[:count]


def or_backbone(setting: Setting, places: list[int]) -> list[int]:
    """Return these members, or where there are none one of the backbone."""
    return places or [int(place) for place in np.flatnonzero(setting.net.is_backbone)][:1]
