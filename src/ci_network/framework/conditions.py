"""The five conditions: evidence from network and tables beside what members say, never mixed."""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from ci_network.errors import UnknownNameError
from ci_network.framework.assessment import SELF, Said, rating_of
from ci_network.framework.evidence import INDICATORS, Evidence
from ci_network.framework.indicator import NAN, NEITHER
from ci_network.gaps.situation import Situation
from ci_network.gaps.thresholds import Thresholds
from ci_network.terms import LABELS

COLUMNS: Final = (
    "condition", "indicator", "label", "value", "n", "source", "basis", "reason", "direction", "scored",
)  # fmt: skip
SUMMARY_COLUMNS: Final = (
    "condition", "label", "network_score", "level", "self_assessment", "n", "evidence_coverage", "disagreement",
    "sentence", "self_reading", "source", "reason",
)  # fmt: skip
NOT_YET, EMERGING, MATURE = "not yet", "emerging", "mature"
_LOWEST, _HIGHEST = 1.0, 5.0  # the scale of members' own ratings
_NOBODY: Final = "nobody rated this condition"


def conditions_table(given: Situation | Evidence, *, labels: str | None = None) -> pd.DataFrame:
    """Return the evidence on each of the five conditions: indicators, their score, and members' own rating.

    For each condition a row for every indicator (0-1), then two rows of indicator "score": the plain mean of the
    scored indicators from network and tables, and what members said of the condition themselves (item
    ``condition.XX`` of the assessments and its parts ``condition.XX.1`` ..., 1-5, as ``(mean - 1) / 4``). The two
    measure different things and are never averaged; where they lie far apart that is a finding.

    Parameters
    ----------
    labels
        The conditions' names: "classic", or "3.0" for those of Collective Impact 3.0; the study's own choice where
        none is given. The codes (CA, SM, MR, CC, BB) stay.

    Returns
    -------
    DataFrame
        ``condition, indicator, label, value, n, source, basis, reason, direction, scored``: ``value`` is 0-1, NaN
        where it is not known, with the ``reason``; ``n`` the cases behind it; ``source`` "network", "table",
        "self-assessment" or "joint self-assessment"; ``basis`` keys of references, "judgement" where the formula is
        ours; ``direction`` which end is better ("higher" or "neither"); ``scored`` whether it counts in the score.

    Notes
    -----
    No score where less than half of a condition's scored indicators are known: what is missing is never counted as
    0. For the score ``n`` is how many indicators are known.

    References
    ----------
    Kania, J. & Kramer, M. (2011). Collective Impact. Stanford Social Innovation Review 9(1):36.
    Cabaj, M. & Weaver, L. (2016). Collective Impact 3.0. Tamarack Institute.

    Examples
    --------
    >>> import ci_network as ci
    >>> table = conditions_table(ci.analyse(ci.read_study("data/riverbend")).situation)
    >>> list(table["condition"].unique())
    ['CA', 'SM', 'MR', 'CC', 'BB']
    """
    evidence = Evidence.of(given)
    rows: list[dict[str, object]] = []
    for condition, name in condition_names(labels or evidence.study.labels).items():
        rows += _indicator_rows(evidence, condition)
        rows += [_score_row(evidence, condition, name), _own_row(evidence, condition, name)]
    return pd.DataFrame(rows)[list(COLUMNS)]


def conditions_summary_table(given: Situation | Evidence, *, labels: str | None = None) -> pd.DataFrame:
    """Return one row a condition: what the evidence shows, what members say, and whether the two lie far apart.

    Parameters
    ----------
    labels
        As in :func:`conditions_table`.

    Returns
    -------
    DataFrame
        ``condition, label, network_score`` (0-1; NaN under half coverage), ``level`` ("not yet" below 0.33,
        "emerging", "mature" from 0.67; our default, not a benchmark), ``self_assessment`` (members' mean, 1-5), ``n``
        (who rated), ``evidence_coverage`` (known over defined indicators), ``disagreement`` (yes, where score and
        ``(self_assessment - 1) / 4`` differ by 0.30 or more; no; blank where either is not known), ``sentence``,
        ``self_reading`` (strength, to discuss, concern: the Wilder inventory's cut points, published for that
        inventory alone), ``source`` of the rating, ``reason`` where there is no score.

    References
    ----------
    Mattessich, P. & Johnson, K. (2018). Collaboration: What Makes It Work, 3rd ed. Fieldstone Alliance.

    Examples
    --------
    >>> import ci_network as ci
    >>> table = conditions_summary_table(ci.analyse(ci.read_study("data/riverbend")).situation)
    >>> table["evidence_coverage"].between(0, 1).all().item()
    True
    """
    evidence = Evidence.of(given)
    names = condition_names(labels or evidence.study.labels)
    rows = [_summary_row(evidence, condition, name) for condition, name in names.items()]
    return pd.DataFrame(rows)[list(SUMMARY_COLUMNS)]


def condition_names(labels: str) -> Mapping[str, str]:
    """Return the names of the five conditions by code; ``labels`` is "classic" or "3.0".

    Examples
    --------
    >>> condition_names("3.0")["CA"]
    'Community aspiration'
    """
    if labels not in LABELS:
        raise UnknownNameError("set of labels", labels, LABELS)
    return LABELS[labels]


def coverage_and_score(evidence: Evidence, condition: str) -> tuple[int, int, float]:
    """Return how many scored indicators of a condition are known, how many there are, and their mean (or NaN)."""
    values = [evidence.values[one.id].value for one in INDICATORS if one.condition == condition and one.scored]
    known = [value for value in values if value == value]
    enough = len(known) >= evidence.cuts.least_coverage * len(values)
    return len(known), len(values), sum(known) / len(known) if enough and known else NAN


def level_of(score: float, cuts: Thresholds) -> str:
    """Return the word for a score of 0-1; blank where it is not known."""
    if score != score:
        return ""
    return MATURE if score >= cuts.level_mature else EMERGING if score >= cuts.level_emerging else NOT_YET


def as_share(rating: float) -> float:
    """Return a rating of 1-5 as 0-1."""
    return (rating - _LOWEST) / (_HIGHEST - _LOWEST)


def _indicator_rows(evidence: Evidence, condition: str) -> list[dict[str, object]]:
    return [
        {
            "condition": condition,
            "indicator": indicator.id,
            "label": indicator.label,
            "source": indicator.source,
            "basis": indicator.basis,
            "direction": indicator.direction,
            "scored": indicator.scored,
        }
        | evidence.values[indicator.id]._asdict()
        for indicator in INDICATORS
        if indicator.condition == condition
    ]


def _score_row(evidence: Evidence, condition: str, name: str) -> dict[str, object]:
    known, defined, score = coverage_and_score(evidence, condition)
    return _row(
        condition, f"{name}: evidence from network and tables", score, known, "network",
        _short(known, defined) if score != score else "",
    )  # fmt: skip


def _own_row(evidence: Evidence, condition: str, name: str) -> dict[str, object]:
    said = _said(evidence, condition)
    return _row(
        condition, f"{name}: members' own rating (1-5, shown as a share)", as_share(said.score), said.n,
        said.source if said.n else SELF, "" if said.n else _NOBODY,
    )  # fmt: skip


def _row(condition: str, label: str, value: float, n: int, source: str, reason: str) -> dict[str, object]:
    return {
        "condition": condition, "indicator": "score", "label": label, "value": value, "n": n, "source": source,
        "basis": "judgement", "reason": reason, "direction": NEITHER if source != "network" else "higher",
        "scored": False,
    }  # fmt: skip


def _said(evidence: Evidence, condition: str) -> Said:
    return rating_of(evidence.said, f"condition.{condition}")


def _short(known: int, defined: int) -> str:
    return f"only {known} of {defined} indicators are known" if known else f"none of the {defined} indicators is known"


def _summary_row(evidence: Evidence, condition: str, name: str) -> dict[str, object]:
    cuts = evidence.cuts
    known, defined, score = coverage_and_score(evidence, condition)
    said = _said(evidence, condition)
    apart = abs(score - as_share(said.score))
    return {
        "condition": condition,
        "label": name,
        "network_score": score,
        "level": level_of(score, cuts),
        "self_assessment": said.score,
        "n": said.n,
        "evidence_coverage": known / defined,
        "disagreement": "" if apart != apart else "yes" if apart >= cuts.disagreement else "no",
        "sentence": _sentence(score, as_share(said.score), _short(known, defined), cuts),
        "self_reading": _reading(said.score, cuts),
        "source": said.source,
        "reason": _short(known, defined) if score != score else "",
    }


def _reading(rating: float, cuts: Thresholds) -> str:
    if rating != rating:
        return ""
    if rating >= cuts.rating_strength:
        return "strength"
    return "to discuss" if rating >= cuts.rating_concern else "concern"


def _sentence(score: float, own: float, short: str, cuts: Thresholds) -> str:
    words = {NOT_YET: "is not there yet", EMERGING: "is emerging", MATURE: "is mature", "": ""}
    shown = f"By the evidence it {words[level_of(score, cuts)]}" if score == score else f"No score: {short}"
    if own != own:
        return f"{shown}; nobody rated it." if score == score else f"{shown}, and nobody rated it."
    if score != score:
        return f"{shown}; members' own rating stands alone."
    if abs(score - own) < cuts.disagreement:
        return f"{shown}, and members rate it much the same."
    higher = "higher" if own > score else "lower"
    return f"{shown}, but members rate it clearly {higher}: worth a conversation about what each side sees."
