"""Whom a written name means: a member, by id, name or alias; an outsider; or nobody."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ci_network.intake.surveys.mapping import MATCHES, RosterRule
from ci_network.intake.surveys.privacy import without_addresses

# What a name may be where it is no member.
NOBODY, AMBIGUOUS, OUTSIDE = -1, -2, -3
OUTSIDER_ROLE: Final = "outsider"
REFUSED: Final = "names a member who refused analysis"


@dataclass(frozen=True)
class Member:
    """A stakeholder as far as names go."""

    id: str
    name: str = ""
    aliases: tuple[str, ...] = ()


@dataclass
class Roster:
    """The members of a study and, as they are met, those whom an open boundary lets in.

    A name is compared by case, spaces and punctuation aside (``plain_name``), first with ids, then with names,
    then with aliases; a name that two members share means neither.
    """

    members: tuple[Member, ...]
    rule: RosterRule = field(default_factory=RosterRule)
    aliases: Mapping[str, str] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    strip: bool = True

    def __post_init__(self) -> None:
        self.ids = [member.id for member in self.members]
        self.outsiders: dict[int, str] = {}
        self._known = {way: _index(self._names(way)) for way in MATCHES}
        self._met: dict[str, int] = {}
        self._refused = {place for place, name in enumerate(self.ids) if name in self.refused}

    def find(self, written: str, match: tuple[str, ...] = MATCHES) -> int:
        """Return the place of the member that a name means, or ``NOBODY`` or ``AMBIGUOUS``."""
        name = plain_name(written)
        for way in match:
            found = self._known[way].get(name)
            if found is not None:
                return found
        return self._met.get(name, NOBODY)

    def meet(self, written: str, match: tuple[str, ...] = MATCHES) -> int:
        """Return the place of the member that a name means; one that is nobody's is let in or left out by the rule."""
        place = self.find(written, match)
        if place != NOBODY or self.rule.unknown == "error" or not plain_name(written):
            return place
        if self.rule.unknown == "drop":
            return OUTSIDE
        shown = " ".join((without_addresses(written) if self.strip else written).split())
        self.ids.append(self._free_id(shown))
        self.outsiders[len(self.ids) - 1] = shown
        self._met[plain_name(written)] = len(self.ids) - 1
        return len(self.ids) - 1

    def ending(self, text: str) -> int:
        """Return the member with whose name a question's text ends, the longest such name; or ``NOBODY``."""
        words = plain_name(text).split()
        for start in range(len(words)):
            place = self.find(" ".join(words[start:]))
            if place >= 0:
                return place
        return NOBODY

    def refuse(self, ids: Iterable[str]) -> None:
        """Take note of members who refused analysis in the survey itself."""
        self._refused |= {self.ids.index(name) for name in ids if name in self.ids}

    def has_refused(self, place: int) -> bool:
        """Whether this member refused analysis."""
        return place in self._refused

    def names(self) -> list[str]:
        """Return every name by which a member goes, as written."""
        return [name for way in MATCHES for name, _ in self._names(way)]

    def _names(self, way: str) -> list[tuple[str, int]]:
        if way == "id":
            return [(member.id, place) for place, member in enumerate(self.members)]
        if way == "name":
            return [(member.name, place) for place, member in enumerate(self.members)]
        places = {member.id: place for place, member in enumerate(self.members)}
        own = [(alias, place) for place, member in enumerate(self.members) for alias in member.aliases]
        given = {**self.aliases, **self.rule.names}
        return own + [(written, places[to]) for written, to in given.items() if to in places]

    def _free_id(self, name: str) -> str:
        stem = slug(name) or "outsider"
        taken, free, count = set(self.ids), stem, 1
        while free in taken:
            count += 1
            free = f"{stem}-{count}"
        return free


def _index(names: list[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for written, place in names:
        name = plain_name(written)
        if name:
            found[name] = place if found.get(name, place) == place else AMBIGUOUS
    return found


def plain_name(text: str) -> str:
    """Return a name as it is compared: case, spaces and punctuation aside."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[\W_]+", " ", folded).split())


def slug(name: str) -> str:
    """Return a name as an id: small letters and digits joined by hyphens."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", "-", kept).strip("-")
