"""What an answer means: its fate, and the value on each layer that it fills."""

import html
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ci_network.intake.fates import BLANK, IGNORED, MISSING, STRUCTURAL, USED, ZERO
from ci_network.intake.surveys.mapping import Meanings, Split

OUT, IN, BOTH = 0, 1, 2
DIRECTIONS: Final = {"out": OUT, "in": IN, "both": BOTH}
# An answer that nothing declares; never a fate in the ledger, for it is a fault.
UNKNOWN: Final = 250
_TICKED: Final = frozenset({"1", "true", "checked", "yes", "y", "x", "✓", "✔", "on", "selected"})
_UNTICKED: Final = frozenset({"0", "false", "unchecked", "no", "n", "off", "not selected"})
_TAG: Final = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Scale:
    """A layer's ordered labels (a value is its position from 0) and the range of its values."""

    labels: tuple[str, ...] = ()
    low: float = 0.0
    high: float = math.inf

    def labelled(self, text: str) -> float | None:
        """Return the value of a label, or ``None`` where the scale has no such label."""
        folded = [plain_answer(label) for label in self.labels]
        return float(folded.index(text)) if text in folded else None

    def number(self, text: str) -> float | None:
        """Return a number that lies on the scale (0 always does), or ``None``."""
        try:
            value = float(text)
        except ValueError:
            return None
        return value if value == 0 or self.low <= value <= self.high else None

    def value(self, text: str) -> float | None:
        """Return the value of a label or a number of this scale, or ``None``."""
        found = self.labelled(plain_answer(text))
        return self.number(text) if found is None else found


@dataclass(frozen=True)
class Part:
    """One thing that an answer says: a value on a layer, in a direction."""

    layer: str
    value: float
    direction: int


@dataclass(frozen=True)
class Outcome:
    """What a whole cell says."""

    fate: int
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Question:
    """All that is needed to read the answers of one column."""

    scales: Mapping[str, Scale]
    meanings: Meanings
    layer: str = ""
    relations: Mapping[str, str] = field(default_factory=dict)
    direction: int = OUT
    directions: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    split: Split | None = None
    ignored: tuple[str, ...] = ()
    # A column that is ticked: an answer may also be the option's own text.
    ticks: bool = False
    options: tuple[str, ...] = ()

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers that a no to this question is a no on."""
        return tuple(dict.fromkeys(self.relations.values())) if self.relations else (self.layer,)


class AnswerBook(dict[str, Outcome]):
    """What each text found in a column means; each is worked out once."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question
        meanings = question.meanings
        self._values = {plain_answer(text): value for text, value in meanings.values.items()}
        self._tokens = {plain_answer(text): IGNORED for text in question.ignored if text}
        for texts, fate in ((meanings.structural, STRUCTURAL), (meanings.missing, MISSING), (meanings.none, ZERO)):
            self._tokens |= {plain_answer(text): fate for text in texts}
        self._relations = {plain_answer(text): layer for text, layer in question.relations.items()}
        self._directions = {plain_answer(text): DIRECTIONS[word] for text, word in question.directions.items()}
        self._choices = {plain_answer(code): plain_answer(label) for code, label in question.choices.items()}
        self._options = {plain_answer(text) for text in question.options if text}

    def __missing__(self, text: str) -> Outcome:
        self[text] = outcome = self._read(text)
        return outcome

    def no(self) -> tuple[Part, ...]:
        """Return what a known no says: nothing on each layer, in each direction that is asked about."""
        used = {OUT, IN} if self._directions else {self.question.direction}
        return tuple(Part(layer, 0.0, direction) for layer in self.question.layers for direction in sorted(used))

    def picked(self) -> tuple[Part, ...]:
        """Return what a name says that stands there without a value; nothing where the layer has no such value."""
        layer = self.question.layer
        value = self.question.scales.get(layer, Scale()).value(self.question.meanings.picked)
        return () if value is None else (Part(layer, value, self.question.direction),)

    def _read(self, text: str) -> Outcome:
        whole = plain_answer(text)
        if not whole:
            return Outcome(BLANK)
        if whole in self._tokens or self.question.split is None:
            return self._one(whole)
        outcomes = [self._one(plain_answer(part)) for part in split_cell(text, self.question.split, self._known())]
        fates = {outcome.fate for outcome in outcomes}
        parts = tuple(dict.fromkeys(part for outcome in outcomes for part in outcome.parts if part.value > 0))
        if UNKNOWN in fates or not parts:
            return Outcome(
                UNKNOWN if UNKNOWN in fates else min(fates, default=BLANK), self.no() if ZERO in fates else ()
            )
        said = {(part.layer, part.direction) for part in parts}
        silent = tuple(part for part in self.no() if (part.layer, part.direction) not in said)
        return Outcome(USED, parts + silent)

    def _known(self) -> tuple[str, ...]:
        meanings = self.question.meanings
        return (
            *meanings.values,
            *self.question.relations,
            *self.question.directions,
            *meanings.none,
            *meanings.missing,
        )

    def _one(self, text: str) -> Outcome:
        for said in dict.fromkeys((text, self._choices.get(text, text))):
            if said in self._tokens:
                fate = self._tokens[said]
                return Outcome(fate, self.no() if fate == ZERO else ())
            layer = self._relations.get(said, self.question.layer)
            value = self._value(said, layer)
            if value is not None and (layer or not self.question.relations):
                return self._valued(said, layer, value)
        return Outcome(UNKNOWN)

    def _valued(self, said: str, layer: str, value: float) -> Outcome:
        if value == 0:
            return Outcome(ZERO, self.no())
        return Outcome(USED, (Part(layer, value, self._directions.get(said, self.question.direction)),))

    def _value(self, said: str, layer: str) -> float | None:
        scale = self.question.scales.get(layer, Scale())
        meanings = self.question.meanings
        if said in self._values:
            return scale.value(self._values[said])
        if said in self._relations or said in self._directions or said in self._options:
            return scale.value(meanings.picked)
        labelled = scale.labelled(said)
        if self.question.ticks and labelled is None:
            return scale.value(meanings.picked) if said in _TICKED else 0.0 if said in _UNTICKED else None
        # A bare number on a scale with labels may be any recode of them: it counts only where the mapping says so.
        if labelled is None and (meanings.numbers or not scale.labels or scale.labels == ("no", "yes")):
            return None if self._values else scale.number(said)
        return labelled


def plain_answer(text: str) -> str:
    """Return an answer as it is compared: tags, entities, case and spare spaces aside."""
    if "&" in text or "<" in text:
        text = _TAG.sub(" ", html.unescape(text))
    text = unicodedata.normalize("NFKC", text)
    if text[:1] == "'" and text[1:2] in tuple("=+-@"):
        text = text[1:]
    return " ".join(text.split()).casefold()


def split_cell(text: str, split: Split, known: Iterable[str] = ()) -> list[str]:
    """Return the answers in one cell: known options first, the longest first, then what the delimiter parts.

    An option that holds the delimiter ("Parks, Recreation and Culture") is found whole where it is known.
    """
    options = sorted({option for option in (*split.options, *known) if option}, key=len, reverse=True)
    inside = [option for option in options if split.delimiter.strip() and split.delimiter.strip() in option]
    delimiter = split.delimiter.strip() or " "
    rest, found = text, []
    for option in inside:
        pattern = re.compile(
            rf"(?:(?<=^)|(?<={re.escape(delimiter)}))\s*{re.escape(option)}\s*(?={re.escape(delimiter)}|$)", re.I
        )
        if pattern.search(rest):
            found.append((pattern.search(rest).start(), option))  # type: ignore[union-attr]
            rest = pattern.sub(lambda match: "\0" * len(match[0]), rest)
    place = 0
    for part in _parted(rest, delimiter, split.escape):
        clean = part.replace("\0", "").strip()
        if clean:
            found.append((rest.index(part, place), clean))
        place += len(part)
    return [answer for _, answer in sorted(found, key=lambda pair: pair[0])]


def _parted(text: str, delimiter: str, escape: str) -> list[str]:
    if not escape:
        return text.split(delimiter)
    parts = re.split(rf"(?<!{re.escape(escape)}){re.escape(delimiter)}", text)
    return [part.replace(escape + delimiter, delimiter) for part in parts]
