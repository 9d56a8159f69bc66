"""The five conditions and the phases: network evidence and self-assessment side by side."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd
from markupsafe import Markup

from ci_network.output.figure import bar
from ci_network.output.map.label import shown
from ci_network.output.words import amount, is_known, number, share, span
from ci_network.release import Release
from ci_network.terms import COMPONENTS, CONDITIONS, PHASES
from ci_network.wording import listed, sentence

_SELF: Final = "self-assessment"
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
    """One condition: its indicators, and what the summary says of it."""

    name: str
    network: Score | None
    own: Score | None
    note: str
    indicators: tuple[Indicator, ...]
    apart: bool = False


@dataclass(frozen=True)
class Cell:
    """One part of one phase: members' account and the evidence, never averaged, and whether they lie far apart."""

    own: Score | None
    network: Score | None
    apart: bool = False


@dataclass(frozen=True)
class PhaseRow:
    """One component across the phases."""

    component: str
    cells: tuple[Cell | None, ...]


def five_conditions(release: Release) -> list[Condition]:
    """Return the conditions that the release has evidence for, in the field's order."""
    table, summary = release.conditions, _by_condition(release.conditions_summary)
    order = [key for key in CONDITIONS if (table["condition"] == key).any()]
    order += [key for key in dict.fromkeys(table["condition"]) if key not in CONDITIONS]
    return [_condition(key, table[table["condition"] == key], summary.get(key)) for key in order]


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


def answers_behind(release: Release) -> str:
    """Return how many answers stand behind a cell of the phases, from the fewest to the most; blank where none do."""
    known = release.phases.loc[release.phases["score"].notna(), "n"].dropna() if len(release.phases) else ()
    if not len(known):
        return ""
    low, high = int(min(known)), int(max(known))
    return number(low) if low == high else span(number(low), number(high))


def _by_condition(summary: pd.DataFrame) -> dict[str, dict[str, object]]:
    return {str(row["condition"]): {str(k): v for k, v in row.items()} for row in summary.to_dict("records")}


def _condition(key: str, table: pd.DataFrame, summary: dict[str, object] | None) -> Condition:
    scored = table["indicator"].isin(["score", key]) | (table["indicator"] == "")
    scores, rest = table[scored], table[~scored]
    told = summary or {"label": CONDITIONS.get(key, shown(key)), "level": "", "sentence": "", "disagreement": ""}
    network = _first(scores[scores["source"] == "network"], _value)
    return Condition(
        name=shown(told["label"]),
        network=replace(network, word=str(told["level"]), n="") if network else None,
        own=_first(scores[_is_own(scores)], _value),
        note="" if told["disagreement"] == "no" else sentence(shown(told["sentence"])) or _reason(scores),
        indicators=tuple(_indicators(rest)),
        apart=told["disagreement"] == "yes",
    )


def apart_in_brief(conditions: list[Condition]) -> str:
    """Say where members and the evidence lie far apart; blank where the two cannot be set side by side."""
    if not any(one.network and one.own for one in conditions):
        return ""
    apart = [one.name for one in conditions if one.apart]
    if not apart:
        return "Members and the evidence tell much the same story of each condition that both speak of."
    return f"Members and the evidence lie far apart on {listed(apart)}: worth a conversation."


def _is_own(table: pd.DataFrame) -> pd.Series:
    return table["source"].astype(str).str.endswith(_SELF)


def _indicators(table: pd.DataFrame) -> list[Indicator]:
    found = []
    for name in dict.fromkeys(table["indicator"]):
        rows = table[table["indicator"] == name]
        own = _is_own(rows)
        found.append(
            Indicator(
                shown(rows["label"].iloc[0]), _first(rows[~own], _value), _first(rows[own], _value), _reason(rows)
            )
        )
    return found


def _first(rows: pd.DataFrame, write: Callable[[float, object], Score]) -> Score | None:
    return write(float(rows["value"].iloc[0]), rows["n"].iloc[0]) if len(rows) else None


def _value(value: float, n: object) -> Score:
    if is_known(value) and value > 1:
        return Score(f"{amount(value, 'mean')} of 5", _cases(n), bar((value - 1) / 4))
    return Score(share(value), _cases(n), bar(value))


def rubric(value: object, n: object) -> Score:
    """Return a score on the scale 0-3."""
    score = float(str(value)) if is_known(value) else float("nan")
    return Score(amount(score, "mean"), _cases(n), bar(score / _RUBRIC))


def _cell(table: pd.DataFrame, phase: int, part: str) -> Cell | None:
    rows = table[(table["phase"].astype(int) == phase) & (table["component"] == part)]
    if not len(rows):
        return None
    row = rows.iloc[0]
    network = float(row.get("network_score", float("nan")))
    return Cell(
        own=rubric(row["score"], None) if is_known(row["score"]) else None,
        network=Score(share(network), "", bar(network)) if is_known(network) else None,
        apart=row.get("disagreement", "") == "yes",
    )


def _cases(n: object) -> str:
    return f"n = {number(n)}" if is_known(n) and float(str(n)) > 0 else ""


def _reason(rows: pd.DataFrame) -> str:
    reasons = [str(one) for one in rows["reason"] if is_known(one)]
    return sentence(shown(reasons[0])) if reasons else ""
