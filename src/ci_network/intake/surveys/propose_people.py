"""Whose answer a row is, and which organisations an export speaks of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ci_network.intake.names_folding import fold_name
from ci_network.intake.surveys.propose_questions import Asked, Block, Questionnaire
from ci_network.intake.surveys.propose_words import NUMBER, UNKNOWN, read_word
from ci_network.intake.surveys.roster import Member, plain_name, slug

_ORG: Final = (
    r"(organi[sz]ations?|organi[sz]ation'?s?|agency|agencies|institutions?|compan(y|ies)|group|stakeholder|org|school)"
)
_OWN: Final = (
    (re.compile(rf"\b(your|my|our|own) {_ORG}\b|\b{_ORG} (do|are|that) you\b", re.I), 5.0),
    (re.compile(r"\byou (represent|work for|belong to)\b", re.I), 5.0),
    (re.compile(rf"\b(name of (the |your )?{_ORG}|{_ORG}[ _]*name|respondent[ _]*{_ORG})\b", re.I), 4.5),
    (re.compile(r"^(ego|respondent|responding org.*|reporter|rater|from|source|sender)$", re.I), 4.0),
    (re.compile(rf"^(q?_?{_ORG}|who are you\W*|affiliation)$", re.I), 4.0),
    (re.compile(rf"\b{_ORG}\b|^q?org", re.I), 2.0),
    (re.compile(r"\b(ego|respondent)", re.I), 1.5),
)  # fmt: skip
_NOT_OWN: Final = (
    re.compile(r"\b(partners?|others?|another|alter|collaborat\w+|with whom|contact)\b", re.I),
    re.compile(r"\bwhich organi[sz]ations (do|have|did)\b", re.I),
    re.compile(r"\b(type|kind|size|sector|role|position|title|year|budget|staff|e-?mail|phone|why|how)\b", re.I),
)  # fmt: skip
_CODE: Final = re.compile(r"[A-Za-z]{0,3}_?\d+")
_GIVEN_AWAY: Final = frozenset({"token", "name", "other"})


class KnownNames:
    """Names of organisations, found however they are written: exact, or the same but for form."""

    def __init__(self, members: Iterable[Member]) -> None:
        self.members = tuple(members)
        names = [name for member in self.members for name in (member.id, member.name, *member.aliases) if name]
        self.plain = {plain_name(name) for name in names}
        self._folded = {form.ordered for name in names for form in fold_name(name)}

    def has(self, text: str) -> bool:
        """Whether a text is one of the names."""
        if plain_name(text) in self.plain:
            return True
        return any(form.ordered in self._folded for form in fold_name(text))

    def share(self, texts: Iterable[str]) -> float:
        """Return which share of texts are names; 0 for none."""
        given = [text for text in texts if plain_name(text)]
        return sum(self.has(text) for text in given) / len(given) if given else 0.0


@dataclass(frozen=True)
class EgoGuess:
    """The column that says whose answer a row is."""

    asked: Asked
    confidence: float
    reason: str
    rivals: tuple[str, ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The organisations that answered, as written."""
        return tuple(self.asked.said)


def guess_ego(paper: Questionnaire, known: KnownNames) -> EgoGuess | None:
    """Return the column of the main sheet that most likely says whose answer a row is; ``None`` where none may."""
    repeated = {sheet.name for sheet in paper.export.sheets if sheet.parent}
    named = [text for one in paper.asked if one.sheet in repeated and not one.column.meta for text in one.said]
    parts = [name for block in paper.blocks if block.sheet.name not in repeated for name in block.names]
    items = KnownNames(as_members((*parts, *(text for text in named if read_word(text).family == UNKNOWN))))
    inside = {place for block in paper.blocks if block.sheet.name == paper.main.name for place in block.places}
    scored = [
        (*_ego_score(one, known, items), one)
        for one in paper.of(paper.main.name)
        if one.place not in inside and one.filled and (not one.column.meta or one.column.meta in _GIVEN_AWAY)
    ]
    scored = sorted((entry for entry in scored if entry[0] >= 2.0), key=lambda entry: -entry[0])
    if not scored:
        return None
    score, reasons, best = scored[0]
    near = tuple(entry[2].shown for entry in scored[1:] if entry[0] > score - 1.0)
    confidence = min(0.97, 0.35 + 0.08 * score) * (0.8 if near else 1.0)
    return EgoGuess(best, confidence, "; ".join(reasons), near)


def _ego_score(one: Asked, known: KnownNames, items: KnownNames) -> tuple[float, list[str]]:
    score, reasons = 0.0, []
    for text in dict.fromkeys((one.column.name.strip(), one.column.label)):
        for pattern, points in _OWN:
            if pattern.search(text) and points > score:
                score, reasons = points, ["the question asks for the respondent's organisation"]
    if any(pattern.search(one.column.label) for pattern in _NOT_OWN) and score < 4.5:
        score -= 3.0
    for names, points, what in ((known, 4.0, "the roster"), (items, 4.0, "the organisations that are asked about")):
        share = names.share(one.said)
        if share > 0.2:
            score += points * share
            reasons.append(f"{share:.0%} of its answers are names of {what}")
    score -= _unlikely(one)
    if len(one.said) > 0.5 * one.filled and len(one.said) > 1:
        score += 0.5
        reasons.append("most rows say something else")
    return score - (1.0 if one.column.meta else 0.0), reasons


def _unlikely(one: Asked) -> float:
    texts = list(one.said)
    long = sum(len(text) > 80 for text in texts) / len(texts)
    words = sum(read_word(text).family not in (UNKNOWN,) for text in texts) / len(texts)
    mails = sum("@" in text for text in texts) / len(texts)
    numbers = sum(read_word(text).family == NUMBER for text in texts) / len(texts)
    return 4 * long + 4 * mails + (2 if numbers > 0.8 else 4 * words) + (2 if one.filled < 0.4 * one.rows else 0)


def as_members(names: Iterable[str]) -> tuple[Member, ...]:
    """Return names as members with ids of their own; names that read the same are one member."""
    found: dict[str, Member] = {}
    taken: set[str] = set()
    for name in names:
        key = plain_name(name)
        if not key or key in found:
            continue
        stem = slug(name) or "member"
        free, count = stem, 1
        while free in taken:
            count += 1
            free = f"{stem}-{count}"
        taken.add(free)
        found[key] = Member(free, " ".join(name.split()))
    return tuple(found.values())


def are_codes(texts: Sequence[str]) -> bool:
    """Return whether texts are a tool's codes (SQ001, 12) and no names."""
    return all(_CODE.fullmatch(text.strip()) for text in texts)


def looks_like_names(texts: Sequence[str]) -> bool:
    """Return whether texts may be names of organisations: short, differing, and no words of a scale."""
    if len(texts) < 2:
        return False
    likely = [text for text in texts if len(text) <= 70 and "?" not in text and read_word(text).family == UNKNOWN]
    capital = [text for text in likely if text[:1].isupper() or "_" in text or (text.islower() and " " not in text)]
    return len(capital) >= 0.8 * len(texts)


def is_about_members(block: Block, known: KnownNames, egos: Sequence[str]) -> tuple[float, str]:
    """Return how sure it is that a block's parts are organisations of the network, and why."""
    share = known.share(block.names)
    answering = KnownNames(as_members(block.names)).share(egos) if len(egos) > 1 else 0.0
    if share >= 0.5 or answering >= 0.5:
        if share >= answering:
            reason = f"{share:.0%} of its {len(block.names)} parts are known organisations"
        else:
            reason = f"{answering:.0%} of the organisations that answered are among its {len(block.names)} parts"
        return min(0.97, 0.6 + 0.4 * max(share, answering)), reason
    if share > 0:
        return 0.3 + 0.4 * share, f"only {share:.0%} of its {len(block.names)} parts are known organisations"
    return 0.0, "none of its parts is a known organisation"
