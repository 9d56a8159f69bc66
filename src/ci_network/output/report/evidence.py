"""The five conditions, the phases and readiness: network evidence and self-assessment side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pandas as pd
from markupsafe import Markup

from ci_network.output.figure import bar
from ci_network.output.map.label import shown
from ci_network.output.words import is_known, number, sentence, share
from ci_network.release import Release
from ci_network.terms import COMPONENTS, CONDITIONS, PHASES, READINESS

_SELF: Final = "self-assessment"
_LEVELS: Final = ((0.67, "mature"), (0.33, "emerging"), (0.0, "not yet"))
_FAR_APART: Final = 0.30
_RUBRIC: Final = 3.0


@dataclass(frozen=True)
class Score:
    """A value as text, with the number of cases behind it, a bar and, for a condition, a word."""

    text: str
    n: str
    bar: Markup
    word: str = ""


@dataclass(frozen=True)
class Indicator:
    """One indicator of a condition."""

    label: str
    network: Score | None
    own: Score | None
    note: str


@dataclass(frozen=True)
class Condition:
    """One condition: its two scores, never averaged, and its indicators."""

    name: str
    network: Score | None
    own: Score | None
    note: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class PhaseRow:
    """One component across the phases."""

    component: str
    cells: tuple[Score | None, ...]


def five_conditions(release: Release) -> list[Condition]:
    """Return the conditions that the release has evidence for, in the field's order."""
    table = release.conditions
    order = [key for key in CONDITIONS if (table["condition"] == key).any()]
    order += [key for key in dict.fromkeys(table["condition"]) if key not in CONDITIONS]
    return [_condition(key, table[table["condition"] == key]) for key in order]


def phases(release: Release) -> tuple[list[PhaseRow], list[str], int]:
    """Return the table of components by phases, the phases' names, and which column is the present phase."""
    table = release.phases
    if not len(table):
        return [], [], -1
    columns = sorted({int(phase) for phase in table["phase"]})
    parts = [key for key in COMPONENTS if (table["component"] == key).any()]
    rows = [PhaseRow(COMPONENTS[part], tuple(_cell(table, phase, part) for phase in columns)) for part in parts]
    now = release.about.get("phase")
    present = columns.index(int(str(now))) if str(now).isdigit() and int(str(now)) in columns else -1
    return rows, [f"{phase}. {PHASES.get(phase, 'Phase')}" for phase in columns], present


def readiness(release: Release) -> list[tuple[str, Score, str]]:
    """Return the readiness questions with the score of each and where it comes from."""
    return [
        (
            READINESS.get(str(row.question), shown(row.label)),
            _rubric(row.score, row.n),
            shown(row.source),
        )
        for row in release.readiness.itertuples()
    ]


def _condition(key: str, table: pd.DataFrame) -> Condition:
    scored = table["indicator"].isin(["score", key]) | (table["indicator"] == "")
    scores, rest = table[scored], table[~scored]
    network = _first(scores[scores["source"] != _SELF], _with_word)
    own = _first(scores[scores["source"] == _SELF], _value)
    return Condition(
        name=CONDITIONS.get(key, shown(key)),
        network=network,
        own=own,
        note=_difference(scores) or _reason(scores),
        indicators=tuple(_indicators(rest)),
    )


def _indicators(table: pd.DataFrame) -> list[Indicator]:
    found = []
    for name in dict.fromkeys(table["indicator"]):
        rows = table[table["indicator"] == name]
        network, own = rows[rows["source"] != _SELF], rows[rows["source"] == _SELF]
        found.append(
            Indicator(shown(rows["label"].iloc[0]), _first(network, _value), _first(own, _value), _reason(rows))
        )
    return found


def _first(rows: pd.DataFrame, write: Callable[[float, object], Score]) -> Score | None:
    return write(float(rows["value"].iloc[0]), rows["n"].iloc[0]) if len(rows) else None


def _value(value: float, n: object) -> Score:
    if is_known(value) and value > 1:
        return Score(f"{number(value)} of 5", _cases(n), bar((value - 1) / 4))
    return Score(share(value), _cases(n), bar(value))


def _with_word(value: float, n: object) -> Score:
    word = next((word for least, word in _LEVELS if value >= least), "") if is_known(value) else ""
    return Score(share(value), _cases(n), bar(value), word)


def _rubric(value: object, n: object) -> Score:
    score = float(str(value)) if is_known(value) else float("nan")
    return Score(number(score), _cases(n), bar(score / _RUBRIC))


def _cell(table: pd.DataFrame, phase: int, part: str) -> Score | None:
    rows = table[(table["phase"].astype(int) == phase) & (table["component"] == part)]
    return _rubric(rows["score"].iloc[0], rows["n"].iloc[0]) if len(rows) else None


def _cases(n: object) -> str:
    return f"n = {number(n)}" if is_known(n) else ""


def _reason(rows: pd.DataFrame) -> str:
    reasons = [str(one) for one in rows["reason"] if is_known(one)]
    return sentence(shown(reasons[0])) if reasons else ""


def _difference(scores: pd.DataFrame) -> str:
    """Say where the network and the members' own view lie far apart: a finding in itself."""
    network = scores.loc[scores["source"] != _SELF, "value"].dropna()
    own = scores.loc[scores["source"] == _SELF, "value"].dropna()
    if not len(network) or not len(own):
        return ""
    judged = float(own.iloc[0])
    judged = (judged - 1) / 4 if judged > 1 else judged
    if abs(float(network.iloc[0]) - judged) < _FAR_APART:
        return ""
    return "The two views lie far apart: worth a conversation."
