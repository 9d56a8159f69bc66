"""What a plan may ask: of each member, of the backbone, and in a month."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ci_network.advice.assumptions import Assumptions
from ci_network.advice.setting import BoolArray, Setting
from ci_network.errors import UnknownNameError, UsageError
from ci_network.gaps.find import find_gaps
from ci_network.gaps.situation import Situation

BOTH, PARTNERS, BACKBONE = "both", "partners", "backbone"
WHO: Final = (BOTH, PARTNERS, BACKBONE)


@dataclass(frozen=True)
class PlanLimits:
    """The most that a plan of introductions may ask. Our defaults, not benchmarks.

    Attributes
    ----------
    max_new_ties_per_member
        New ties asked of one partner.
    max_new_ties_per_backbone
        New ties asked of one member of the backbone; few, so that the plan does not make a star of it.
    months
        Over how many months the hours are spread, evenly; what a month leaves over is carried on.
    most_per_month
        Introductions begun in one month.
    who
        "both": introductions between partners, and of partners to the backbone; "partners" or "backbone": one kind.
    """

    max_new_ties_per_member: int = 2
    max_new_ties_per_backbone: int = 4
    months: int = 6
    most_per_month: int = 4
    who: str = BOTH

    def __post_init__(self) -> None:
        if self.who not in WHO:
            raise UnknownNameError("kind of introduction", self.who, WHO)
        if min(self.max_new_ties_per_member, self.max_new_ties_per_backbone) < 0:
            raise UsageError("A limit on new ties is 0 or more.")
        if min(self.months, self.most_per_month) < 1:
            raise UsageError("A plan has one month or more, and one introduction or more in a month.")


def setting_within(situation: Situation, limits: PlanLimits, assumptions: Assumptions) -> Setting:
    """Return what a plan looks at: the situation, who carries a lot, and the most asked of a member."""
    held = replace(assumptions, most_new_ties=limits.max_new_ties_per_member)
    return Setting(situation, tuple(find_gaps(situation, kinds=["G13"])), held)


def room_of(setting: Setting, limits: PlanLimits) -> NDArray[np.int_]:
    """Return how many new ties each member can take on: by its time, by what it carries, and by the most we ask."""
    partners = [setting.ties_that_fit(place) for place in range(setting.net.n)]
    with np.errstate(invalid="ignore"):
        by_time = np.nan_to_num(setting.hours_left // setting.tie_hours, nan=np.inf)
    backbone = np.clip(by_time, 0, limits.max_new_ties_per_backbone) * ~setting.burdened
    return np.where(setting.net.is_backbone, backbone, partners).astype(int)


def may_be_introduced(setting: Setting) -> BoolArray:
    """Flag who may be introduced by name: who agreed to be named to the team, and does not hide behind a pseudonym.

    Where the study recorded no such consent at all, everybody but persons; as the team's own pages name members.
    """
    members = setting.net.members
    consent = members.get("consent_named_internal")
    if consent is not None and (consent != "").any():
        return np.asarray(consent == "yes")
    person = members["kind"].astype(str).str.casefold() == "person" if "kind" in members else False
    return np.asarray(np.ones(setting.net.n, bool) & ~np.asarray(person))


def introductions_within(hours: float, limits: PlanLimits, setting: Setting) -> int:
    """Return how many introductions the hours and the months leave room for."""
    return min(int(hours / hours_each(setting) + 1e-9), limits.months * limits.most_per_month)


def hours_each(setting: Setting) -> float:
    """Return the hours of one introduction: bringing the two together, and their first month of contact, both sides.

    Every introduction is counted alike, also where the two are in touch now and then: so a budget of hours is a number
    of introductions, and what is said of the plan's goodness holds for hours as for introductions.
    """
    return setting.assumptions.introducing_hours + 2 * setting.tie_hours


def months_of(count: int, *, hours: float, each: float, limits: PlanLimits) -> list[int]:
    """Return the month of each introduction, in order: as early as the hours and the most in a month permit."""
    found: list[int] = []
    for place in range(count):
        month = int(np.ceil((place + 1) * each * limits.months / hours - 1e-9))
        month = max(month, 1, found[-1] if found else 1)
        while found.count(month) >= limits.most_per_month:
            month += 1
        found.append(month)
    return found
