"""What was found: gaps in plain words, by theme and kind."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from ci_network.output.figure import bar
from ci_network.output.map.label import shown
from ci_network.output.vocabulary import GAPS, OTHER, THEMES, GapWords
from ci_network.output.words import is_known, number, plain, sentence, share
from ci_network.release import Release

_SHOWN_PER_KIND: Final = 6
_SEVERITY: Final = ((0.67, "large"), (0.34, "moderate"), (0.0, "small"))
_CONFIDENCE: Final = ((0.8, "well observed"), (0.5, "partly observed"), (0.0, "thinly observed"))
_LONGEST: Final = 600


@dataclass(frozen=True)
class Finding:
    """One gap as it is read: the sentence, how large, how sure, on what evidence, with what caveat."""

    number: int
    gap: str
    sentence: str
    size: str
    bar: Markup
    confidence: str
    evidence: tuple[tuple[str, str], ...]
    caveat: str
    weight: float


@dataclass(frozen=True)
class Kind:
    """All findings of one kind; ``more`` are in the table and not on the page."""

    words: GapWords
    findings: tuple[Finding, ...]
    more: int


@dataclass(frozen=True)
class Theme:
    """The kinds of one theme."""

    name: str
    kinds: tuple[Kind, ...]


def all_findings(release: Release) -> list[Finding]:
    """Return every gap as a finding, in the order of the release."""
    names = dict(zip(release.members["member"].astype(str), release.members["label"].map(shown), strict=True))
    return [
        Finding(
            number=position,
            gap=str(row.gap),
            sentence=sentence(str(row.finding)[:_LONGEST]),
            size=_word(row.severity, _SEVERITY),
            bar=bar(float(str(row.severity))),
            confidence=_confidence(float(str(row.confidence))),
            evidence=tuple(_evidence(str(row.evidence), names)),
            caveat=sentence(shown(row.caveat)) if is_known(row.caveat) else "",
            weight=_weight(row.severity, row.confidence),
        )
        for position, row in enumerate(release.gaps.itertuples())
    ]


def by_theme(findings: list[Finding]) -> list[Theme]:
    """Return the findings by theme and kind, the weightiest kind of each theme first."""
    kinds: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: (-one.weight, one.number)):
        kinds.setdefault(finding.gap, []).append(finding)
    shelves: dict[str, list[Kind]] = {name: [] for name in THEMES}
    for gap, found in kinds.items():
        words = GAPS.get(gap, GapWords(OTHER, f"Finding {shown(gap)}", ""))
        rest = max(0, len(found) - _SHOWN_PER_KIND)
        shelves[words.theme].append(Kind(words, tuple(found[:_SHOWN_PER_KIND]), rest))
    return [Theme(name, tuple(found)) for name, found in shelves.items() if found]


def _weight(severity: object, confidence: object) -> float:
    sure = float(str(confidence)) if is_known(confidence) else 0.5
    return float(str(severity)) * sure if is_known(severity) else 0.0


def _word(value: object, steps: tuple[tuple[float, str], ...]) -> str:
    if not is_known(value):
        return "size not known"
    return next(word for least, word in steps if float(str(value)) >= least)


def _confidence(value: float) -> str:
    if not is_known(value):
        return "Confidence not known"
    return f"{_word(value, _CONFIDENCE).capitalize()} (confidence {share(value)})"


def _evidence(text: str, names: dict[str, str]) -> list[tuple[str, str]]:
    """Read "key=value|key=value"; ids of members become their names, numbers are written for people."""
    pairs = [part.partition("=") for part in text.split("|") if part.strip()] if is_known(text) else []
    return [(plain(shown(key)), _value(shown(value), names)) for key, _, value in pairs]


def _value(text: str, names: dict[str, str]) -> str:
    if text in names:
        return names[text]
    if text.casefold() in ("", "nan", "none"):
        return "not known"
    if text.casefold() in ("true", "false"):
        return "yes" if text.casefold() == "true" else "no"
    try:
        return number(float(text))
    except ValueError:
        return text
