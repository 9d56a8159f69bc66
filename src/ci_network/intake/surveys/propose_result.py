"""What is proposed for an export: a ``study.toml``, a reason for each line, and the network that it would give."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from ci_network.intake.surveys.preview import Preview

# Below this a line is never passed without a person's word (ours).
SURE: Final = 0.8


@dataclass(frozen=True)
class Line:
    """One line of a proposed mapping.

    Attributes
    ----------
    key, value
        Where it stands, such as ``survey.ties[1].layer``, and what is proposed.
    confidence
        From 0 to 1: our judgement by rule, no measured probability.
    reason
        What it goes by, in words.
    must_confirm
        Whether a person must look at it before the mapping is used.
    """

    key: str
    value: str
    confidence: float
    reason: str
    must_confirm: bool = False


@dataclass(frozen=True)
class Proposal:
    """A proposed mapping of an export, for a person to look at.

    Attributes
    ----------
    tool, tool_reasons
        The tool that wrote the export, and what gave it away.
    toml
        The text of a ``study.toml`` with the mapping; its comments carry the reasons.
    lines
        Each proposed line with confidence and reason.
    preview
        The network that the mapping would give, as tables.
    stakeholders
        Draft of ``stakeholders.csv`` (``id, name, aliases``); empty where a roster was given.
    aliases
        Proposals for ``aliases.csv`` (``written, stakeholder, how, score, decided``).
    twins
        Members whose names are so near that a slip may take one for the other.
    unresolved
        Written names that are nobody's; they stay outsiders until a person decides.
    notes
        What the reader decided, and what no mapping can say.
    """

    tool: str
    tool_reasons: tuple[str, ...]
    toml: str
    lines: tuple[Line, ...]
    preview: Preview
    stakeholders: pd.DataFrame
    aliases: pd.DataFrame
    twins: pd.DataFrame
    unresolved: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def to_confirm(self) -> tuple[Line, ...]:
        """The lines that a person must look at."""
        return tuple(line for line in self.lines if line.must_confirm)


@dataclass
class Draft:
    """A mapping while it is being proposed: the settings of one ``[[survey]]`` and a line for each."""

    survey: dict[str, Any] = field(default_factory=dict)
    layers: dict[str, dict[str, Any]] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    # By sheet, the places of columns of which the mapping speaks.
    claimed: set[tuple[str, int]] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    def say(self, key: str, value: object, confidence: float, reason: str, *, confirm: bool = False) -> None:
        """Take one line: its reason, and whether a person must confirm it."""
        must = confirm or confidence < SURE
        self.lines[key] = Line(key, shown(value), round(confidence, 2), reason, must)

    def put(self, key: str, value: Any, confidence: float, reason: str, *, confirm: bool = False) -> None:
        """Set a key of the survey section, and say why."""
        place = self.survey
        *outer, last = key.split(".")
        for part in outer:
            place = place.setdefault(part, {})
        place[last] = value
        self.say(f"survey.{key}", value, confidence, reason, confirm=confirm)

    def add_block(self, kind: str, block: dict[str, Any], said: Mapping[str, tuple[float, str, bool]]) -> int:
        """Add a block of ties or activities, with confidence, reason and "must confirm" for its keys."""
        blocks = self.survey.setdefault(kind, [])
        blocks.append(block)
        for key, (confidence, reason, confirm) in said.items():
            if key in block:
                self.say(f"survey.{kind}[{len(blocks)}].{key}", block[key], confidence, reason, confirm=confirm)
        return len(blocks)

    def claim(self, sheet: str, places: Iterable[int]) -> None:
        """Note that the mapping speaks of these columns."""
        self.claimed |= {(sheet, place) for place in places}


def shown(value: object) -> str:
    """Return a setting as a person reads it."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} = {shown(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(shown(part) for part in value)
    return str(value)
