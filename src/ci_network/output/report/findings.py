"""What was found: gaps in plain words, by theme and kind."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from ci_network.output.figure import bar
from ci_network.output.map.label import shown
from ci_network.output.report.behind import numbers_behind
from ci_network.output.vocabulary import GAPS, OTHER, THEMES, GapWords
from ci_network.output.words import is_known, share
from ci_network.release import Release
from ci_network.wording import sentence

_OPEN: Final = 3
_FOLDED: Final = 9
_SEVERITY: Final = ((0.67, "large"), (0.34, "moderate"), (0.0, "small"))
_CONFIDENCE: Final = ((0.8, "well observed"), (0.5, "partly observed"), (0.0, "thinly observed"))
_LONGEST: Final = 600
_SUMMARY: Final = "summary"
# Single pairs, folded where a summary counts them.
_COUNTED: Final = ("match", "regular", "frequent", "bridgeable", "pair", "overlap", "unreciprocated", "perception")


@dataclass(frozen=True)
class Finding:
    """One gap as it is read: the sentence, how large, how sure, on what evidence, with what caveat."""

    number: int
    gap: str
    sentence: str
    size: str
    bar: Markup
    confidence: str
    sure: str
    evidence: tuple[tuple[str, str], ...]
    caveat: str
    weight: float
    kind: str

    @property
    def sums_up(self) -> bool:
        """Whether it counts what the single findings of its kind tell one by one."""
        return self.kind == _SUMMARY


@dataclass(frozen=True)
class Kind:
    """All findings of one kind: three in the open, ``folded`` on request, ``more`` in the table alone."""

    anchor: str
    words: GapWords
    findings: tuple[Finding, ...]
    folded: tuple[Finding, ...]
    more: int

    @property
    def count(self) -> int:
        """How many there are; what sums the others up is not counted."""
        told = [*self.findings, *self.folded]
        return (sum(not one.sums_up for one in told) or len(told)) + self.more


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
            sure=_doubt(row.confidence),
            evidence=tuple(numbers_behind(row.evidence, names)),
            caveat=sentence(shown(row.caveat)) if is_known(row.caveat) else "",
            weight=_weight(row.severity, row.confidence),
            kind=str(row.kind),
        )
        for position, row in enumerate(release.gaps.itertuples())
    ]


def by_theme(findings: list[Finding]) -> list[Theme]:
    """Return the findings by theme and kind, the weightiest kind of each theme first."""
    kinds: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: (-one.weight, one.number)):
        kinds.setdefault(finding.gap, []).append(finding)
    shelves: dict[str, list[Kind]] = {name: [] for name in THEMES}
    for position, (gap, found) in enumerate(kinds.items(), start=1):
        words = GAPS.get(gap, GapWords(OTHER, f"Finding {shown(gap)}", ""))
        shelves[words.theme].append(_kind(f"kind-{position}", words, found))
    return [Theme(name, tuple(found)) for name, found in shelves.items() if found]


def _kind(anchor: str, words: GapWords, found: list[Finding]) -> Kind:
    """Return one kind: what sums it up first, the pairs that it counts folded behind all others."""
    counted = _COUNTED if any(one.sums_up for one in found) else ()
    told = sorted(found, key=lambda one: (not one.sums_up, one.kind in counted))
    first = min(_OPEN, sum(one.kind not in counted for one in told))
    last = first + _FOLDED
    return Kind(anchor, words, tuple(told[:first]), tuple(told[first:last]), len(told[last:]))


def _weight(severity: object, confidence: object) -> float:
    sure = float(str(confidence)) if is_known(confidence) else 0.5
    return float(str(severity)) * sure if is_known(severity) else 0.0


def _word(value: object, steps: tuple[tuple[float, str], ...]) -> str:
    if not is_known(value):
        return "size not known"
    return next(word for least, word in steps if float(str(value)) >= least)


def _doubt(confidence: object) -> str:
    """Return how well it was observed where that is not well, for all to see."""
    word = _word(confidence, _CONFIDENCE) if is_known(confidence) else ""
    return "" if word == _CONFIDENCE[0][1] else word


def _confidence(value: float) -> str:
    if not is_known(value):
        return "Confidence not known"
    return f"{_word(value, _CONFIDENCE).capitalize()} (confidence {share(value)})"
