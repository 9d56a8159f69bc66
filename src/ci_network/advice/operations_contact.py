"""Operations on contact: who is in touch with whom, and how often."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from ci_network.advice.assumptions import Assumptions
from ci_network.advice.contact import both_sides, in_contact, pair_of, reports_of, retold, value_of
from ci_network.advice.hours import hours_a_side
from ci_network.advice.operation import (
    Hours,
    Operation,
    activity_id,
    level_value,
    level_words,
    member_ids,
    name_of,
    positive_level,
)
from ci_network.errors import UnknownNameError, UsageError
from ci_network.gaps.situation import Situation
from ci_network.study import change as studies
from ci_network.wording import counted_or_no, listed

CONTACTS, ACTIVITIES = "contacts", "activities"


@dataclass(frozen=True)
class AddTie(Operation):
    """Put two members in contact.

    A tie that is there keeps the higher of its value and this one.

    Attributes
    ----------
    one, other
        The two members.
    level
        How often: a label of the layer's scale or a number; just what the tie rule asks for where none is given.
        Below the rule the tie is there at any contact alone.
    channel
        By which channel; where the rule counts other channels only, the tie does not count.

    Examples
    --------
    >>> import ci_network as ci
    >>> situation = ci.Situation.of(ci.read_study("data/riverbend"))
    >>> ci.AddTie("riverbend-united", "housing-authority").words(situation)
    'Put Riverbend United and Alder County Housing Authority in monthly contact'
    """

    one: str
    other: str
    level: str | float | None = None
    channel: str = ""

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the tie."""
        pair = pair_of(situation, self.one, self.other)
        return in_contact(situation, [pair], positive_level(situation, self.level), channel=self.channel)

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        often = level_words(situation, positive_level(situation, self.level))
        pair = f"{name_of(situation, self.one)} and {name_of(situation, self.other)}"
        by = f" by {self.channel}" if self.channel else ""
        return f"Put {pair} in contact {often}{by}" if " " in often else f"Put {pair} in {often} contact{by}"

    def hours(self, situation: Situation, assumptions: Assumptions) -> Hours:
        """Return an introduction once, and the hours of the level on each side beyond those that it takes now."""
        now = value_of(situation, pair_of(situation, self.one, self.other))
        then = max(now, positive_level(situation, self.level))
        return Hours(0.0 if now else assumptions.introduction_hours, both_sides(situation, then, now))


@dataclass(frozen=True)
class SetFrequency(Operation):
    """Set how often two members are in contact, be it more, less or never.

    Examples
    --------
    >>> import ci_network as ci
    >>> situation = ci.Situation.of(ci.read_study("data/riverbend"))
    >>> ci.SetFrequency("riverbend-united", "data-trust", "quarterly").words(situation)
    'Riverbend United and Alder Valley Data Trust: contact from now on quarterly'
    """

    one: str
    other: str
    level: str | float

    def apply(self, situation: Situation) -> Situation:
        """Return the situation in which both ends report this level."""
        value = level_value(situation, self.level)
        pair = pair_of(situation, self.one, self.other)
        return retold(situation, [pair], lambda _ends, _held: (value, value), instead=[pair])

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        often = level_words(situation, level_value(situation, self.level))
        return f"{name_of(situation, self.one)} and {name_of(situation, self.other)}: contact from now on {often}"

    def hours(self, situation: Situation, assumptions: Assumptions) -> Hours:
        """Return the hours of the level on each side beyond those that it takes now; fewer than none are saved."""
        now = value_of(situation, pair_of(situation, self.one, self.other))
        then = level_value(situation, self.level)
        return Hours(assumptions.introduction_hours if then > now == 0 else 0.0, both_sides(situation, then, now))


@dataclass(frozen=True)
class ConfirmTie(Operation):
    """Make a contact two-way: what one end reports, the other reports as well.

    Matters where both ends must report a tie (``symmetrise = "both"``), and to the share of ties that both confirm.
    """

    one: str
    other: str

    def apply(self, situation: Situation) -> Situation:
        """Return the situation in which both ends report the higher of their reports."""
        pair = pair_of(situation, self.one, self.other)
        if not max(reports_of(situation, pair)) > 0:
            raise UsageError(f"Neither of '{pair[0]}' and '{pair[1]}' reports contact, so there is none to confirm.")
        return retold(situation, [pair], lambda ends, _held: (max(ends), max(ends)))

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        return f"{name_of(situation, self.one)} and {name_of(situation, self.other)} both confirm their contact"

    def hours(self, situation: Situation, assumptions: Assumptions) -> Hours:
        """Return a talk once, and the hours a month on each side that the contact takes beyond those it took."""
        pair = pair_of(situation, self.one, self.other)
        then = max(reports_of(situation, pair))
        return Hours(assumptions.introduction_hours, both_sides(situation, then, value_of(situation, pair)))


@dataclass(frozen=True)
class Convene(Operation):
    """Bring a set of members together regularly: every two of them are in contact then.

    A meeting of k members makes up to k(k - 1)/2 ties at once, and takes each of the k its hours once, not for
    every other member.
    """

    members: tuple[str, ...]
    level: str | float | None = None

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with every two of them in contact."""
        pairs = list(combinations(_several(situation, self.members), 2))
        return in_contact(situation, pairs, positive_level(situation, self.level))

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        names = [name_of(situation, one) for one in _several(situation, self.members)]
        return f"Bring {listed(names)} together {level_words(situation, positive_level(situation, self.level))}"

    def hours(self, situation: Situation, assumptions: Assumptions) -> Hours:
        """Return the hours of the level for each of those who meet."""
        each = hours_a_side(situation.net.layer, positive_level(situation, self.level))
        return Hours(assumptions.arrangement_hours, len(_several(situation, self.members)) * each)


@dataclass(frozen=True)
class Delegate(Operation):
    """Hand over contacts or activities from a member who carries much to one who has room.

    Contacts are handed over to members whom the taker does not know yet, first those who share most contacts with
    the taker; each keeps its strength. Activities are those in which the taker has no part yet, first those that the
    giver leads; hours and lead go along. In all as much is done as before, by others.

    Attributes
    ----------
    giver, taker
        Who hands over, and who takes on.
    count
        How many.
    what
        "contacts" or "activities".
    """

    giver: str
    taker: str
    count: int = 2
    what: str = CONTACTS

    def __post_init__(self) -> None:
        """Refuse what cannot be handed over."""
        if self.what not in (CONTACTS, ACTIVITIES):
            raise UnknownNameError("thing to hand over", self.what, (CONTACTS, ACTIVITIES))
        if self.count < 1:
            raise UsageError("Hand over at least one.")

    def apply(self, situation: Situation) -> Situation:
        """Return the situation after the handing over."""
        giver, taker = pair_of(situation, self.giver, self.taker)
        if self.what == ACTIVITIES:
            study = situation.study
            for activity in self._activities(situation, giver, taker):
                study = studies.with_handed_over(study, activity, giver, taker)
            return replace(situation, study=study)
        for other in self._contacts(situation, giver, taker):
            held = value_of(situation, (giver, other))
            situation = SetFrequency(giver, other, 0).apply(situation)
            situation = in_contact(situation, [(taker, other)], held)
        return situation

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        one, many = ("activity", "activities") if self.what == ACTIVITIES else ("contact", "contacts")
        handed = counted_or_no(self.count, one, many)
        return f"{name_of(situation, self.giver)} hands {handed} over to {name_of(situation, self.taker)}"

    def hours(self, situation: Situation, assumptions: Assumptions) -> Hours:  # noqa: ARG002 - one shape for all
        """Return the handing over of each, once; in all nothing a month, for the hours move."""
        each = assumptions.arrangement_hours if self.what == ACTIVITIES else assumptions.introduction_hours
        return Hours(once=self.count * each)

    def _contacts(self, situation: Situation, giver: str, taker: str) -> Sequence[str]:
        v, w = situation.net.positions([giver, taker])
        strange = ~situation.any_ties[w]
        strange[[v, w]] = False
        open_ = np.flatnonzero(situation.ties[v] & strange)
        shared = (situation.any_ties[open_] & situation.any_ties[w]).sum(axis=1)
        order = open_[np.argsort(-shared, kind="stable")]
        return self._enough([str(situation.ids[place]) for place in order])

    def _activities(self, situation: Situation, giver: str, taker: str) -> Sequence[str]:
        known = set(situation.activities.things_of(taker))
        table = situation.study.tables["activities"].set_index("id")["lead"]
        held = [one for one in situation.activities.things_of(giver) if one not in known]
        return self._enough(sorted(held, key=lambda one: table[activity_id(situation, one)] != giver))

    def _enough(self, found: Sequence[str]) -> Sequence[str]:
        if len(found) < self.count:
            has = f"only {len(found)}" if found else "none"
            raise UsageError(
                f"'{self.giver}' has {has} of its {self.what} that '{self.taker}' does not have too;"
                f" {self.count} cannot be handed over."
            )
        return found[: self.count]


def _several(situation: Situation, given: Sequence[str]) -> list[str]:
    members = member_ids(situation, given)
    if len(members) < 2:
        raise UsageError("A meeting takes two members or more.")
    return members
