"""Which layer a question fills, what its answers are on that layer, and in which direction they run."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ci_network.intake.surveys.propose_scales import Scale, standard_labels
from ci_network.intake.surveys.propose_words import EXTENT, NUMBER, RATE, YES_NO
from ci_network.intake.surveys.roster import slug
from ci_network.intake.surveys.values import plain_answer
from ci_network.terms import FREQUENCY

_TOPICS: Final = (
    ("trust", r"\b(trust\w*|reliab\w*|does what it says|honest\w*|open(ly|ness)? (to|with)"
     r"|discuss (difficult|openly))"),
    ("value", r"\b(influen\w*|power|valu(e|able)|brings? resources|actively involved|importan\w+)"),
    ("communication", r"\b(how often|frequen\w*|communicat\w*|contact|in touch|talk|speak|meet|interact\w*|freq)"),
    ("resources", r"\b(resources?|fund(s|ing)|money|staff|equipment|space|in-kind|donat\w*|share data|grants?)\b"),
    ("referrals", r"\b(refer(s|red|rals?|ring)?)\b"),
    ("information", r"\b(information|advice|knowledge|data)\b"),
    ("collaboration", r"\b(collab\w*|cooperat\w*|co-operat\w*|coordinat\w*|partner\w*"
     r"|work(s|ed|ing)? (together|with|closely)|relationship|level of|joint\w*)"),
)  # fmt: skip
_ITEMS: Final = {
    "trust": (
        ("reliability", r"reliab|does what"), ("mission", r"mission|goal|shared"), ("openness", r"open|discuss|honest"),
    ),
    "value": (
        ("influence", r"influen|power"), ("involvement", r"involv|commit"), ("resources", r"resource|contribut"),
    ),
}  # fmt: skip
_INWARD: Final = re.compile(
    r"\b(received? (\w+ )?(from|by)|get (\w+ )?from|from (each|this|these|the following|them)"
    r"|(refer\w*|come|came|sent?|provides?|gives?|helps?|supports?|mentor\w*) (\w+ )?(to )?(you|us|your|our)\b)",
    re.I,
)
_OUTWARD: Final = re.compile(
    r"\b(do|did|have|has|does) (you|your|we|our)\b|\byou (give|send|refer|provide|work|share)\b", re.I
)
_FROM_US: Final = re.compile(r"^(i|we)\b.*\b(them|it|they)\b|^we\b|^i\b|^(gave|sent|provided)\b|^to them\b", re.I)
_FROM_THEM: Final = re.compile(r"^(they|it)\b.*\b(me|us)\b|^they\b|^(received|got)\b|^from them\b", re.I)
_MUTUAL: Final = re.compile(r"\b(both|mutual\w*|each other|two-way|reciprocal)\b", re.I)


@dataclass(frozen=True)
class LayerGuess:
    """The layer of a question; ``item`` is the part of a rating made of several questions."""

    name: str
    confidence: float
    reason: str
    item: str = ""


@dataclass(frozen=True)
class Meaning:
    """Keys of a block and of its layer, each with confidence, reason and whether to confirm."""

    block: dict[str, Any] = field(default_factory=dict)
    layer: dict[str, Any] = field(default_factory=dict)
    said: dict[str, tuple[float, str, bool]] = field(default_factory=dict)
    at_least: str = ""


def guess_layer(text: str, scale: Scale) -> LayerGuess:
    """Return which layer a question fills, by its words, and where they say nothing by its answers."""
    question, said = text.replace("_", " "), " / ".join(scale.ordered)
    for words, what, sure in ((question, "question", 0.85), (said, "answers", 0.7)):
        found = _topic(words, scale)
        if found:
            name, word = found
            item = next((item for item, of in _ITEMS.get(name, ()) if re.search(of, words, re.I)), "")
            verb = "says" if what == "question" else "say"
            return LayerGuess(name, sure, f"its {what} {verb} '{word}'", item)
    by_kind = {"frequency": "communication", "continuum": "collaboration"}.get(scale.kind)
    if by_kind:
        return LayerGuess(
            by_kind, 0.75, f"its answers say {'how often' if by_kind == 'communication' else 'how closely'}"
        )
    named = slug(text)[:40].strip("-").replace("-", "_")
    return LayerGuess(named or "contact", 0.4, "named after the question: its words are none of the usual ones")


def _topic(words: str, scale: Scale) -> tuple[str, str] | None:
    """Return the layer that words speak of, and the word; none where the answers speak of another."""
    for name, pattern in _TOPICS:
        found = re.search(pattern, words, re.I)
        against = {"communication": "continuum", "collaboration": "frequency"}.get(name)
        if found and scale.kind != against:
            return name, found[0].strip()
    return None


def clean(text: str) -> str:
    """Return an answer without tags and entities, as a label."""
    return " ".join(re.sub(r"<[^<>]*>", " ", html.unescape(text)).split())


def mean(scale: Scale, layer: str) -> Meaning:
    """Return what a question's answers are on a layer."""
    if scale.kind in ("frequency", "continuum"):
        return _ladder(scale)
    if scale.kind == "yes_no":
        return _yes_no(scale)
    if scale.kind == "rating" or (scale.family == NUMBER and layer in ("trust", "value")):
        return _rating(scale)
    if scale.family == NUMBER:
        return _count(scale, layer)
    return Meaning({"values": {}}, {"kind": "count"}, {"values": (0.1, _unsure(scale), True)})


def _ladder(scale: Scale) -> Meaning:
    standard = standard_labels(scale)
    spare = "never" if scale.kind == "frequency" else "none"
    if standard:
        values = {text: label for text, label in standard.items() if plain_answer(text) != label}
        block = {"values": values} if values else {}
        none = [text for text in scale.none if plain_answer(text) != spare]
        layer: dict[str, Any] = {"kind": scale.kind}
    else:
        block, none = {}, list(scale.none[1:])
        layer = {"kind": scale.kind, "scale": [clean(text) for text in (*(scale.none[:1] or (spare,)), *scale.ordered)]}
    block |= _rest(scale, none)
    order = f"{scale.reason}; order: {scale.in_order}"
    said = _said(scale, block, order)
    said["scale"] = (scale.confidence, order, True)
    monthly = next((text for text, rank in zip(scale.ordered, scale.ranks, strict=False) if rank >= 12), "")
    return Meaning(block, layer, said, clean(monthly) if scale.family == RATE and not standard else "")


def _rating(scale: Scale) -> Meaning:
    if scale.family == NUMBER:
        high = max(scale.ranks, default=4.0)
        block: dict[str, Any] = {"values": "numbers"} | _rest(scale, [])
        layer = {"kind": "rating", "low": 1, "high": int(high) if high.is_integer() else high}
        return Meaning(block, layer, _said(scale, block, f"{scale.reason}; the highest is the most"))
    # "Not at all" is the lowest level of such a question, not the absence of a tie.
    low = scale.none if scale.family == EXTENT else ()
    ordered = (*low, *scale.ordered)
    block = {"values": {text: str(level) for level, text in enumerate(ordered, start=1)}}
    block |= _rest(scale, [text for text in scale.none if text not in low])
    layer = {"kind": "rating", "low": 1, "high": max(len(ordered), 2)}
    return Meaning(block, layer, _said(scale, block, f"{scale.reason}; order: {' < '.join(ordered)}"))


def _yes_no(scale: Scale) -> Meaning:
    plain = {"yes", "no", "0", "1"}
    values = {text: "yes" for text in scale.ordered if plain_answer(text) not in plain}
    block: dict[str, Any] = {"values": values} if values else {}
    block |= _rest(scale, [text for text in scale.none if plain_answer(text) not in plain])
    return Meaning(block, {"kind": "yes_no"}, _said(scale, block, scale.reason))


def _count(scale: Scale, layer: str) -> Meaning:
    high = max(scale.ranks, default=0.0)
    block: dict[str, Any] = {"values": "numbers"} | _rest(scale, [t for t in scale.none if plain_answer(t) != "0"])
    if layer == "communication" and high <= len(FREQUENCY) - 1:
        ladder = ", ".join(f"{place} = {label}" for place, label in enumerate(FREQUENCY))
        said = _said(scale, block, f"{scale.reason}, read as {ladder}: a recode may be another")
        return Meaning(block, {"kind": "frequency"}, said)
    return Meaning(block, {"kind": "count"}, _said(scale, block, f"{scale.reason}; more is taken to be more"))


def _rest(scale: Scale, none: Sequence[str]) -> dict[str, Any]:
    rest: dict[str, Any] = {"none": list(none)} if none else {}
    return rest | ({"missing": list(scale.missing)} if scale.missing else {})


def _said(scale: Scale, block: dict[str, Any], reason: str) -> dict[str, tuple[float, str, bool]]:
    said = {"values": (scale.confidence, reason if not scale.unknown else f"{reason}; {_unsure(scale)}", True)}
    if scale.family == YES_NO:
        said["values"] = (scale.confidence, reason, False)
    if "none" in block:
        said["none"] = (0.85, "these answers say that there is no tie", True)
    if "missing" in block:
        said["missing"] = (0.85, "these answers are none: neither a tie nor no tie", True)
    return said


def _unsure(scale: Scale) -> str:
    return "not understood: " + " / ".join(f"'{text}'" for text in scale.unknown) if scale.unknown else scale.reason


def guess_direction(text: str, answers: Sequence[str]) -> tuple[str | dict[str, str], float, str]:
    """Return the direction of a question's answers: one word, or one for each answer that itself says who."""
    table: dict[str, str] = {}
    for answer in answers:
        if _MUTUAL.search(answer):
            table[answer] = "both"
        elif _FROM_THEM.search(answer):
            table[answer] = "in"
        elif _FROM_US.search(answer):
            table[answer] = "out"
    if {"in", "out"} <= set(table.values()):
        return table, 0.8, "the answers themselves say who did it"
    inward = _INWARD.search(text)
    if inward:
        return "in", 0.6, f"the question says '{inward[0]}': from the other to the respondent"
    if _OUTWARD.search(text):
        return "out", 0.85, "the question asks what the respondent does"
    return "out", 0.7, "nothing says otherwise: from the respondent to the other"
