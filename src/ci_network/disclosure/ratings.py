"""The framework's tables as an audience may see them: nothing that rests on too few people's ratings."""

import math
from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Final

import pandas as pd

from ci_network.disclosure.groups import LEAST_IN_GROUP

if TYPE_CHECKING:
    from ci_network.framework.gather import Framework

# Scores on which a group agreed together name no single answer and are shown ("joint self-assessment").
_OWN: Final = "self-assessment"
# What rests on ratings of trust, whatever table it stands in.
_TRUST: Final = frozenset({"CC6", "BB5", "trust_in_backbone", "trust"})
_OWN_VIEW: Final[Mapping[str, float | str]] = {"self_assessment": math.nan, "self_reading": "", "disagreement": ""}
_SCORE: Final[Mapping[str, float | str]] = {"network_score": math.nan, "level": "", "disagreement": ""}


def framework_shown(framework: "Framework", audience: str) -> tuple[dict[str, pd.DataFrame], int]:
    """Return the framework's tables by name with what rests on too few ratings kept back, and how many figures were.

    A score that could give a figure away that is kept back is kept back too, and so is what is said of it in words.
    """
    least = LEAST_IN_GROUP[audience]
    why = f"kept back: fewer than {least} people rated"
    tables = {part.name: getattr(framework, part.name).copy() for part in fields(framework)}
    held = {name: _few(tables[name], _NAME.get(name), least) for name in _BLANKED}
    for name, few in held.items():
        _blank(tables[name], few, _BLANKED[name], why)
    trusting = set(framework.conditions.loc[held["conditions"] & framework.conditions["indicator"].isin(_TRUST),
                                            "condition"])  # fmt: skip
    scores = tables["conditions"]
    rests = (scores["indicator"] == "score") & (scores["source"] == "network") & scores["condition"].isin(trusting)
    _blank(scores, rests, {"value": math.nan}, why)
    summary = tables["conditions_summary"]
    _blank(summary, summary["condition"].isin(trusting), {**_SCORE, "sentence": f"{why.capitalize()}."}, why)
    _readings_shown(tables["readings"], held, why)
    return tables, int(sum(few.sum() for few in held.values())) + int(rests.sum())


# What is blanked in the rows of each table that rest on too few ratings.
_BLANKED: Final[Mapping[str, Mapping[str, float | str]]] = {
    "conditions": {"value": math.nan},
    "conditions_summary": {**_OWN_VIEW, "sentence": "Too few members rated this condition to show their view."},
    "phases": {"score": math.nan, "disagreement": ""},
    "readiness": {"score": math.nan, "answer": ""},
    "readiness_evidence": {"value": math.nan},
    "backbone_roles": {"score": math.nan, "covered": ""},
    "governance": {"value": math.nan, "observed": "", "matches": ""},
}
_NAME: Final = {"conditions": "indicator", "readiness_evidence": "evidence", "governance": "criterion"}
_READS: Final = {"governance": "governance", "phase_by_members": "phases", "readiness": "readiness"}


def _few(table: pd.DataFrame, name: str | None, least: int) -> pd.Series:
    """Return which rows rest on ratings by some, but too few."""
    own = table["source"] == _OWN if "source" in table else pd.Series(False, index=table.index)
    rated = own | table[name].isin(_TRUST) if name else own
    return rated & table["n"].between(1, least - 1)


def _blank(table: pd.DataFrame, rows: pd.Series, blanks: Mapping[str, float | str], why: str) -> None:
    for column, blank in {**blanks, "reason": why}.items():
        table.loc[rows, column] = blank


def _readings_shown(readings: pd.DataFrame, held: Mapping[str, pd.Series], why: str) -> None:
    for reading, table in _READS.items():
        if held[table].any() or (reading == "readiness" and held["readiness_evidence"].any()):
            rows = readings["reading"] == reading
            readings.loc[rows, ["label", "sentence"]] = ["not known", f"{why.capitalize()}."]
