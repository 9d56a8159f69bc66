"""From a setting to the search for a plan: the aims as arrays, who may be introduced to whom, how often."""

import numpy as np

from ci_network.advice.objective import Objective
from ci_network.advice.plan_aims import Aims, Ties
from ci_network.advice.plan_limits import (
    BACKBONE,
    PARTNERS,
    PlanLimits,
    introductions_within,
    may_be_introduced,
    room_of,
)
from ci_network.advice.plan_search import Search
from ci_network.advice.setting import BoolArray, FloatArray, Setting
from ci_network.measures.response import reported_at_level


def aims_of(setting: Setting, objective: Objective) -> Aims:
    """Return the aims of an objective, as arrays."""
    peers = ~setting.net.is_backbone
    labels = sorted(set(setting.sectors[peers]) - {""})
    flags = np.array([peers & (setting.sectors == label) for label in labels], dtype=float).reshape(-1, setting.net.n)
    sectors = (flags / np.maximum(1.0, flags.sum(axis=1, keepdims=True))).T
    return Aims(setting.net.is_backbone, sectors, setting.standing.required, objective.weights)


def search_of(setting: Setting, aims: Aims, limits: PlanLimits, hours: float) -> Search:
    """Return what may be chosen within the limits and the hours, and how a choice is valued."""
    return Search(
        aims=aims,
        start=Ties.of(setting.standing.adjacency, aims.backbone),
        allowed=_allowed(setting, limits.who),
        room=room_of(setting, limits),
        most=introductions_within(hours, limits, setting),
        prefer=_common_ground(setting),
    )


def _allowed(setting: Setting, who: str) -> BoolArray:
    """Flag who may be introduced to whom: not in contact, both free to be named, of the kind that is wanted.

    Where one end told of contact and the rule asks for both, an introduction would tell it that the other did not.
    """
    backbone, named = setting.net.is_backbone, may_be_introduced(setting)
    across = backbone[:, None] | backbone[None, :]
    fit = ~setting.standing.adjacency & named[:, None] & named[None, :] & ~(backbone[:, None] & backbone[None, :])
    told = reported_at_level(setting.situation.net).toarray() > 0
    fit &= ~(told | told.T)
    np.fill_diagonal(fit, False)
    if who == PARTNERS:
        fit &= ~across
    elif who == BACKBONE:
        fit &= across
    return np.asarray(fit)


def _common_ground(setting: Setting) -> FloatArray:
    """Return how much each two have in common, to be compared: a goal, then being acquainted, then how much in all."""
    goals = setting.chosen.astype(float) @ setting.chosen.T
    work = setting.doing.astype(float) @ setting.doing.T
    known = setting.acquainted + 0.5 * setting.once_in_touch
    return np.asarray(1000 * (goals > 0) + 100 * known + 10 * np.minimum(goals, 9) + np.minimum(work, 9))
