"""Readiness, the roles of the backbone, and how the network is formed and governed, in words."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from ci_network.output.figure import bar
from ci_network.output.map.label import shown
from ci_network.output.report.evidence import Score, rubric
from ci_network.output.words import amount, is_known, number, share
from ci_network.release import Release
from ci_network.terms import READINESS
from ci_network.wording import sentence

_HEADINGS: Final = (("stage", "Shape"), ("governance", "Governance"))
_PHASES: Final = ("phase_by_members", "phase_by_evidence")
_ROLE_SPAN: Final = (1.0, 4.0)


@dataclass(frozen=True)
class Question:
    """One readiness question: members' answer, and the numbers that bear on it."""

    text: str
    score: Score
    answer: str
    source: str
    numbers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Role:
    """One role of the backbone."""

    name: str
    score: Score
    covered: str
    note: str


@dataclass(frozen=True)
class Reading:
    """A label in two sentences: what the data look like, and what to bear in mind."""

    heading: str
    sentence: str
    caveat: str


def readiness(release: Release) -> list[Question]:
    """Return the readiness questions with the score of each, where it comes from and what numbers there are."""
    return [
        Question(
            text=READINESS.get(str(row["question"]), shown(row["label"])),
            score=rubric(row["score"], row["n"]),
            answer=shown(row.get("answer", "")),
            source=shown(row["source"]),
            numbers=_numbers(release.readiness_evidence, str(row["question"])),
        )
        for row in release.readiness.to_dict("records")
    ]


def roles(release: Release) -> list[Role]:
    """Return the six roles of the backbone; none where nobody rated any."""
    table = release.backbone_roles
    if not len(table) or not table["score"].notna().any():
        return []
    low, high = _ROLE_SPAN
    return [
        Role(
            shown(row["label"]),
            Score(
                _of_four(row["score"]), f"n = {row['n']}" if row["n"] else "", bar((row["score"] - low) / (high - low))
            ),
            {"yes": "covered", "no": "open"}.get(str(row["covered"]), ""),
            shown(row["note"]) if is_known(row["score"]) else sentence(shown(row["reason"])),
        )
        for row in table.to_dict("records")
    ]


def readings(release: Release) -> list[Reading]:
    """Return the network's shape and its governance, each in a sentence and a caveat."""
    found = _by_reading(release)
    return [
        Reading(heading, sentence(shown(found[key]["sentence"])), sentence(shown(found[key]["caveat"])))
        for key, heading in _HEADINGS
        if key in found
    ]


def phase_suggestions(release: Release) -> list[str]:
    """Return which phase members' account and the evidence suggest, in a sentence each."""
    found = _by_reading(release)
    return [sentence(shown(found[key]["sentence"])) for key in _PHASES if key in found]


def readiness_in_brief(release: Release) -> str:
    """Return the answer to the five questions together; blank where there is none."""
    found = _by_reading(release)
    return sentence(shown(found["readiness"]["sentence"])) if "readiness" in found else ""


def network_kinds(release: Release) -> str:
    """Return what the contact is for, in a sentence; blank where nothing of it is known."""
    table = release.network_kinds
    if not len(table) or not table["value"].notna().any():
        return ""
    words = [f"{str(row['label']).lower()}: {share(row['value'])}" for row in table.to_dict("records")]
    return sentence("; ".join(words))


def _by_reading(release: Release) -> dict[str, dict[str, object]]:
    table = release.readings
    return {str(row["reading"]): {str(k): v for k, v in row.items()} for row in table.to_dict("records")}


def _numbers(table: pd.DataFrame, question: str) -> tuple[tuple[str, str], ...]:
    rows = table[table["question"] == question] if len(table) else table
    known = [row for row in rows.to_dict("records") if is_known(row["value"])]
    return tuple((shown(row["label"]), _in_unit(row["value"], str(row["unit"]))) for row in known)


def _in_unit(value: float, unit: str) -> str:
    if unit in ("share", "count"):
        return amount(value, unit)
    return f"{number(value)} {'hours' if unit == 'hours' else 'of 5' if unit.startswith('level') else 'of 3'}"


def _of_four(value: float) -> str:
    # Two decimals, so that what lies just under the cut does not look as if it had met it.
    return f"{value:.2f} of 4" if is_known(value) else number(value)
