"""The five conditions: evidence from network and tables beside what members say, never mixed."""

from typing import Final

import pandas as pd

from ci_network.framework.assessment import SELF, mean_scores
from ci_network.framework.evidence import Evidence
from ci_network.framework.indicator import NAN
from ci_network.framework.indicators_contact import CONTACT
from ci_network.framework.indicators_work import WORK
from ci_network.gaps.situation import Situation
from ci_network.terms import CONDITIONS

COLUMNS: Final = ("condition", "indicator", "label", "value", "n", "source", "basis", "reason")
# No score from less than half of the indicators, and the scale of members' own ratings (our defaults).
LEAST_COVERAGE: Final = 0.5
_LOWEST, _HIGHEST = 1.0, 5.0


def conditions_table(situation: Situation) -> pd.DataFrame:
    """Return the evidence on each of the five conditions: indicators, their score, and members' own rating.

    For each condition a row for every indicator (a share, 0-1), then two rows of indicator "score": the plain
    mean of the indicators from network and tables, and what members said of the condition themselves (item
    ``condition.XX`` of the assessments, 1-5, as ``(mean - 1) / 4``). The two measure different things and are
    never averaged; where they lie far apart that is a finding.

    Returns
    -------
    DataFrame
        ``condition, indicator, label, value, n, source, basis, reason``: ``value`` is 0-1, NaN where it is not
        known, with the ``reason``; ``n`` the cases behind it; ``source`` "network", "table" or "self-assessment";
        ``basis`` keys of references, "judgement" where the formula is ours.

    Notes
    -----
    No score where less than half of a condition's indicators are known: what is missing is never counted as 0.
    For the score ``n`` is how many indicators are known.

    References
    ----------
    Kania, J. & Kramer, M. (2011). Collective Impact. Stanford Social Innovation Review 9(1):36.

    Examples
    --------
    >>> import ci_network as ci
    >>> table = conditions_table(ci.analyse(ci.read_study("data/riverbend")).situation)
    >>> list(table["condition"].unique())
    ['CA', 'SM', 'MR', 'CC', 'BB']
    """
    evidence = Evidence(situation)
    rows = []
    for condition in CONDITIONS:
        found = _indicator_rows(evidence, condition)
        rows += [*found, _score_row(condition, found), _own_row(evidence, condition)]
    return pd.DataFrame(rows)[list(COLUMNS)]


def _indicator_rows(evidence: Evidence, condition: str) -> list[dict[str, object]]:
    rows = []
    for indicator in (*WORK, *CONTACT):
        if indicator.condition != condition:
            continue
        found = indicator.work_out(evidence)
        rows.append(
            {
                "condition": condition,
                "indicator": indicator.id,
                "label": indicator.label,
                "value": found.value,
                "n": found.n,
                "source": indicator.source,
                "basis": indicator.basis,
                "reason": found.reason,
                "scored": indicator.scored,
            }
        )
    return rows


def _score_row(condition: str, rows: list[dict[str, object]]) -> dict[str, object]:
    values = pd.Series([row["value"] for row in rows if row["scored"]], dtype=float)
    known, defined = int(values.notna().sum()), len(values)
    enough = known >= LEAST_COVERAGE * defined
    return {
        "condition": condition,
        "indicator": "score",
        "label": f"{CONDITIONS[condition]}: evidence from network and tables",
        "value": float(values.mean()) if enough else NAN,
        "n": known,
        "source": "network",
        "basis": "judgement",
        "reason": "" if enough else f"only {known} of {defined} indicators are known",
    }


def _own_row(evidence: Evidence, condition: str) -> dict[str, object]:
    given = mean_scores(evidence.study, [f"condition.{condition}"], wave=evidence.situation.wave).iloc[0]
    known = bool(given["n"])
    return {
        "condition": condition,
        "indicator": "score",
        "label": f"{CONDITIONS[condition]}: members' own rating (1-5, shown as a share)",
        "value": (float(given["score"]) - _LOWEST) / (_HIGHEST - _LOWEST) if known else NAN,
        "n": int(given["n"]),
        "source": SELF,
        "basis": "judgement",
        "reason": "" if known else "nobody rated this condition",
    }
