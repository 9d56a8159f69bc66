"""The frozen Gap: one finding, with what it rests on and how sure it is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import pandas as pd

Evidence: TypeAlias = str | int | float | tuple[str, ...]
COLUMNS: Final = ("gap", "kind", "subjects", "severity", "confidence", "evidence", "caveat", "finding")


@dataclass(frozen=True)
class Gap:
    """One gap in the network or the work.

    Attributes
    ----------
    gap
        Its family, such as "G5".
    kind
        What it is within the family, such as "articulation_point". The kind "summary" counts what the single
        pairs of its family tell one by one.
    finding
        One plain sentence, members by name.
    subjects
        Ids of the members it is about; empty where it is about none (a sector without members, an outcome
        without activities). Groups, outcomes and activities stand in the evidence.
    severity
        How large it is, 0-1; comparable within a family, a guide across them.
    confidence
        The share of the pairs of members it rests on that at least one respondent reported on, 0-1; 1 where it
        rests on the study's tables alone.
    evidence
        The numbers and names behind it.
    thresholds
        The cut-offs it was judged by.
    caveat
        What to bear in mind; blank where there is nothing.
    counted
        Whether a summary already speaks for it: single pairs stand after all other gaps.
    """

    gap: str
    kind: str
    finding: str
    subjects: tuple[str, ...] = ()
    severity: float = 0.0
    confidence: float = 1.0
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=dict)
    caveat: str = ""
    counted: bool = False

    @property
    def weight(self) -> float:
        """Severity times confidence."""
        return self.severity * self.confidence

    @property
    def evidence_text(self) -> str:
        """The evidence as ``key=value|key=value``; the parts of a list are joined by a semicolon."""
        return "|".join(f"{key}={_text(value)}" for key, value in self.evidence.items())

    def order(self) -> tuple[bool, float, int, str, tuple[str, ...], str]:
        """Return what gaps are sorted by: the weightiest first, single pairs last, then by name."""
        number = int(self.gap.removeprefix("G"))
        return (self.counted, -round(self.weight, 9), number, self.kind, self.subjects, self.evidence_text)


def gaps_table(gaps: Iterable[Gap]) -> pd.DataFrame:
    """Return gaps as a table, one row each.

    Returns
    -------
    DataFrame
        ``gap, kind, subjects, severity, confidence, evidence, caveat, finding``; ``subjects`` are ids joined by
        ``|``, ``evidence`` is ``key=value`` joined by ``|``. Empty without gaps.

    Examples
    --------
    >>> table = gaps_table([Gap("G8", "orphan", "Nobody works on it.", severity=1.0, evidence={"outcome": "o1"})])
    >>> table.loc[0, "evidence"]
    'outcome=o1'
    """
    rows = [
        (
            gap.gap,
            gap.kind,
            "|".join(gap.subjects),
            float(gap.severity),
            float(gap.confidence),
            gap.evidence_text,
            gap.caveat,
            gap.finding,
        )
        for gap in gaps
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"severity": float, "confidence": float})


def _text(value: Evidence) -> str:
    if isinstance(value, tuple):
        return "; ".join(_text(part) for part in value)
    if isinstance(value, float):
        return f"{value:.4g}"
    return re.sub(r"\s*\|\s*", " / ", str(value))
