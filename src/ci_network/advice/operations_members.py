"""Operations on who belongs: to the coalition, to its backbone, to those with whom a message starts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ci_network.advice.assumptions import Assumptions
from ci_network.advice.contact import in_contact
from ci_network.advice.hours import contact_hours, hours_a_side
from ci_network.advice.operation import (
    Hours,
    Operation,
    level_words,
    member_id,
    member_ids,
    name_of,
    positive_level,
)
from ci_network.errors import UsageError
from ci_network.gaps.situation import Situation
from ci_network.network import change as networks
from ci_network.study import change as studies
from ci_network.wording import listed


@dataclass(frozen=True)
class AddMember(Operation):
    """Bring in a new member, in contact with some who are there.

    Nothing is known of the new member's own answers.

    Attributes
    ----------
    member
        Its id, and its name where ``name`` is blank.
    sector
        Its sector; blank where not known.
    ties
        The members that it will be in contact with.
    level
        How often; just what the tie rule asks for where it is not said.
    """

    member: str
    sector: str = ""
    ties: tuple[str, ...] = ()
    level: str | float | None = None
    name: str = ""

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the member and its ties, last in the order of members."""
        others = member_ids(situation, self.ties)
        study = studies.with_member(situation.study, self.member, name=self.name, sector=self.sector)
        columns = _row_of(study.tables["stakeholders"].iloc[-1])
        grown = replace(
            situation,
            study=study,
            net=networks.add_member(situation.net, self.member, **columns),
            any_contact=networks.add_member(situation.any_contact, self.member, **columns),
        )
        pairs = [(self.member, other) for other in others]
        return in_contact(grown, pairs, positive_level(situation, self.level)) if pairs else grown

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        known = {*situation.net.members["sector"], *situation.study.required_sectors}
        new = "" if self.sector in known else ", a sector that has no member yet"
        of = f" ({self.sector}{new})" if self.sector else ""
        names = [name_of(situation, one) for one in member_ids(situation, self.ties)]
        often = level_words(situation, positive_level(situation, self.level))
        knows = f", in contact {often} with {listed(names)}" if names else ""
        return f"{self.name or self.member}{of} joins{knows}"

    def hours(self, situation: Situation, assumptions: Assumptions) -> Hours:
        """Return a welcome and an introduction to each once, and the hours of its contacts on both sides."""
        ties = len(member_ids(situation, self.ties))
        once = assumptions.welcome_hours + ties * assumptions.introduction_hours
        each = hours_a_side(situation.net.layer, positive_level(situation, self.level))
        return Hours(once, 2 * ties * each)


@dataclass(frozen=True)
class RemoveMember(Operation):
    """Imagine that a member leaves, with its contacts, its part in activities and its leads.

    Examples
    --------
    >>> import ci_network as ci
    >>> situation = ci.Situation.of(ci.read_study("data/riverbend"))
    >>> ci.RemoveMember("data-trust").apply(situation).net.n
    63
    """

    member: str

    def apply(self, situation: Situation) -> Situation:
        """Return the situation without the member."""
        gone = member_id(situation, self.member)
        return replace(
            situation,
            study=studies.without_member(situation.study, gone),
            net=situation.net.without([gone]),
            any_contact=situation.any_contact.without([gone]),
            spread_from=tuple(one for one in situation.spread_from if one != gone),
        )

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        return f"{name_of(situation, self.member)} leaves"

    def hours(self, situation: Situation, assumptions: Assumptions) -> Hours:
        """Return a farewell once; the hours that its contacts took on both sides are no longer given."""
        place = situation.net.positions([member_id(situation, self.member)])
        values = situation.any_contact.matrix[place].toarray()
        taken = 2 * float(contact_hours(situation.net.layer, values).sum())
        return Hours(assumptions.welcome_hours, -taken)


@dataclass(frozen=True)
class EnlargeBackbone(Operation):
    """Share the backbone function: these members belong to the backbone as well.

    They are partners no more, so every share among partners is then of fewer.
    """

    members: tuple[str, ...]

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the larger backbone."""
        study = studies.with_backbone(situation.study, _some(situation, self.members))
        here = tuple(member for member in study.backbone if member in situation.ids)
        return replace(
            situation,
            study=study,
            net=replace(situation.net, backbone=here),
            any_contact=replace(situation.any_contact, backbone=here),
        )

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        names = [name_of(situation, one) for one in _some(situation, self.members)]
        return f"{listed(names)} {'shares' if len(names) == 1 else 'share'} the backbone function"


@dataclass(frozen=True)
class Seed(Operation):
    """Start a message with these members instead of the backbone: how far would it reach?

    Reach is measured from them, among all others; nothing else changes.
    """

    members: tuple[str, ...]

    def apply(self, situation: Situation) -> Situation:
        """Return the situation in which a message starts with them."""
        return replace(situation, spread_from=tuple(_some(situation, self.members)))

    def words(self, situation: Situation) -> str:
        """Return the change in words."""
        names = [name_of(situation, one) for one in _some(situation, self.members)]
        return f"A message starts with {listed(names)}"

    def hours(self, situation: Situation, assumptions: Assumptions) -> Hours:
        """Return a talk with each, once."""
        return Hours(once=len(_some(situation, self.members)) * assumptions.introduction_hours)


def _row_of(row: "Any") -> Mapping[str, Any]:
    return {str(name): value for name, value in row.items() if name != "id"}


def _some(situation: Situation, given: tuple[str, ...]) -> list[str]:
    members = member_ids(situation, given)
    if not members:
        raise UsageError("Name one member or more.")
    return members
