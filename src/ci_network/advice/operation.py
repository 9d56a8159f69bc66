"""What an operation of a what-if is: one change, as a value that can be named in words, costed and applied."""

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ci_network.advice.assumptions import Assumptions
from ci_network.errors import UnknownNameError, UsageError
from ci_network.gaps.situation import Situation


@dataclass(frozen=True)
class Hours:
    """What a change takes: hours once, and hours a month from then on, all sides together.

    Fewer than none are hours saved; NaN is not known.
    """

    once: float = 0.0
    monthly: float = 0.0

    def __add__(self, other: "Hours") -> "Hours":
        """Return the hours of both changes."""
        return Hours(self.once + other.once, self.monthly + other.monthly)


class Operation(ABC):
    """One change to a situation: ``apply`` gives a new situation, the one given is never touched.

    Members, activities, outcomes and measures are given by id, or by name where only one has that name.
    """

    @abstractmethod
    def apply(self, situation: Situation) -> Situation:
        """Return the situation as it would be after the change."""

    @abstractmethod
    def words(self, situation: Situation) -> str:
        """Return the change in words, as a sentence without its full stop."""

    def hours(self, situation: Situation, assumptions: Assumptions) -> Hours:  # noqa: ARG002 - some look at it
        """Return the hours that the change takes once and a month."""
        return Hours(once=assumptions.arrangement_hours)


def apply_all(situation: Situation, operations: Iterable[Operation]) -> Situation:
    """Return the situation after these operations, one after another."""
    for operation in operations:
        situation = operation.apply(situation)
    return situation


def member_id(situation: Situation, given: str) -> str:
    """Return the id of the member given by id, name or alias; one that is none, or may be several, is an error."""
    if given in situation.ids:
        return given
    members = situation.net.members
    names: dict[str, list[str]] = {}
    aliases = members["aliases"] if "aliases" in members else [()] * len(members)
    for member, name, others in zip(members.index, members["name"], aliases, strict=True):
        for text in {str(name), *(others if isinstance(others, tuple) else ())}:
            names.setdefault(text.casefold(), []).append(str(member))
    return _only("member", given, names, [*situation.ids, *members["name"]])


def member_ids(situation: Situation, given: Iterable[str]) -> list[str]:
    """Return the ids of several members, each once."""
    return list(dict.fromkeys(member_id(situation, one) for one in given))


def activity_id(situation: Situation, given: str) -> str:
    """Return the id of the activity given by id or title."""
    return _thing(situation, given, "activity", table="activities", name="title")


def outcome_id(situation: Situation, given: str) -> str:
    """Return the id of the outcome given by id or goal."""
    return _thing(situation, given, "outcome", table="outcomes", name="goal")


def measure_id(situation: Situation, given: str) -> str:
    """Return the id of the shared measure given by id or title."""
    return _thing(situation, given, "measure", table="indicators", name="title")


def name_of(situation: Situation, given: str) -> str:
    """Return the name of a member given by id or name."""
    return str(situation.net.members.at[member_id(situation, given), "name"])


def title_of(situation: Situation, given: str) -> str:
    """Return the title of an activity in quotation marks; its id where it has none."""
    return _quoted(situation, "activities", activity_id(situation, given), "title")


def goal_of(situation: Situation, given: str) -> str:
    """Return the goal of an outcome in quotation marks; its id where it has none."""
    return _quoted(situation, "outcomes", outcome_id(situation, given), "goal")


def measure_of(situation: Situation, given: str) -> str:
    """Return the title of a shared measure in quotation marks; its id where it has none."""
    return _quoted(situation, "indicators", measure_id(situation, given), "title")


def level_value(situation: Situation, level: str | float | None) -> float:
    """Return a level of contact as a value; where none is given, just what the tie rule asks for."""
    net = situation.net
    if net.layer.kind == "rating":
        raise UsageError(f"The layer '{net.layer.name}' holds opinions, not contact: choose a layer of contact.")
    if level is None:
        return max(1.0, net.rule.level(net.layer))
    value = net.layer.level(level)
    return value or (1.0 if str(level).casefold().startswith("any") else 0.0)


def positive_level(situation: Situation, level: str | float | None) -> float:
    """Return a level as a value; one that is no contact at all is an error."""
    value = level_value(situation, level)
    if not value > 0:
        raise UsageError(f"'{level}' is no contact: give a higher level, or set the frequency to it instead.")
    return value


def level_words(situation: Situation, value: float) -> str:
    """Return how a level stands in a sentence: "monthly", "at coordination"."""
    layer = situation.net.layer
    label = layer.label(value)
    return label if layer.kind == "frequency" and label in layer.scale else f"at level {label}"


def _thing(situation: Situation, given: str, what: str, *, table: str, name: str) -> str:
    frame = situation.study.tables[table]
    ids = [str(one) for one in frame["id"]]
    if given in ids:
        return given
    names: dict[str, list[str]] = {}
    for one, text in zip(ids, frame[name], strict=True):
        names.setdefault(str(text).casefold(), []).append(one)
    return _only(what, given, names, ids)


def _only(what: str, given: str, names: Mapping[str, Sequence[str]], known: Iterable[str]) -> str:
    found = names.get(given.casefold(), ()) if given else ()
    if len(found) > 1:
        raise UsageError(f"More than one {what} is called '{given}': give the id, one of {', '.join(found)}.")
    if not found:
        raise UnknownNameError(what, given, dict.fromkeys(known))
    return found[0]


def _quoted(situation: Situation, table: str, given: str, name: str) -> str:
    frame = situation.study.tables[table]
    text = str(frame.loc[frame["id"] == given, name].iloc[0])
    return f'"{text or given}"'


def known_hours(hours: float | None) -> float:
    """Return hours that may not have been told: NaN where they were not."""
    return math.nan if hours is None else hours
