"""The five questions to ask before setting out: members' answers, and the numbers that bear on them."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from ci_network.framework.assessment import Said, rating_of
from ci_network.framework.evidence import Evidence
from ci_network.framework.readiness_evidence import QUESTIONS, precondition_level
from ci_network.gaps.situation import Situation
from ci_network.terms import PRECONDITIONS, READINESS

COLUMNS: Final = ("question", "label", "score", "n", "source", "answer", "evidence_coverage", "basis", "reason")
EVIDENCE_COLUMNS: Final = ("question", "evidence", "label", "value", "unit", "n", "source", "basis", "reason")
READY, WITH_WORK, NOT_YET, UNKNOWN = "ready", "ready with work", "not yet", "not known"
_YES, _PARTLY, _NO = "yes", "partly", "no"


def readiness_table(given: Situation | Evidence) -> pd.DataFrame:
    """Return how ready the coalition says it is, question by question.

    A score is the mean of the assessments of item ``readiness.question``, 0-3. There is no total: a coalition
    that lacks one thing is not made ready by having more of another. :func:`readiness_evidence_table` has the numbers
    from network and tables that bear on each question; they are no score.

    Returns
    -------
    DataFrame
        Five rows: ``question``, ``label``, ``score`` (0-3; NaN where nobody answered, and ``source`` then says
        "not assessed"), ``n`` (answers), ``source``, ``answer`` (yes from 2, no below 0.5, partly; blank where not
        known), ``evidence_coverage`` (numbers known over defined), ``basis``, ``reason``.

    Examples
    --------
    >>> import ci_network as ci
    >>> list(readiness_table(ci.analyse(ci.read_study("data/riverbend")).situation)["question"])
    ['complexity', 'capacity', 'community', 'backing', 'engagement']
    """
    evidence = Evidence.of(given)
    numbers = readiness_evidence_table(evidence)
    rows = []
    for question, label in READINESS.items():
        said = _said(evidence, question)
        coverage = float(numbers.loc[numbers["question"] == question, "value"].notna().mean())
        answer, reason = _answer(said.score, evidence), "" if said.n else "nobody answered this question"
        rows.append((question, label, said.score, said.n, said.source, answer, coverage, "CIF-READY|judgement", reason))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"score": float, "n": int})


def readiness_evidence_table(given: Situation | Evidence) -> pd.DataFrame:
    """Return the numbers from network, tables and members' ratings that bear on each readiness question.

    Returns
    -------
    DataFrame
        ``question, evidence, label, value, unit, n, source, basis, reason``; ``unit`` is "share" (0-1), "count",
        "hours", "level 1-5" or "score 0-3". ``value`` is NaN where it is not known, with the reason. Among them the
        three preconditions: an influential champion, money, urgency.

    Examples
    --------
    >>> import ci_network as ci
    >>> readiness_evidence_table(ci.analyse(ci.read_study("data/riverbend")).situation)["question"].nunique()
    5
    """
    evidence = Evidence.of(given)
    rows = []
    for question, numbers in QUESTIONS.items():
        for one in numbers:
            value, n, reason = one.work_out(evidence)
            source = rating_of(evidence.said, one.item).source if one.item and n else one.source
            rows.append((question, one.id, one.label, value, one.unit, n, source, one.basis, reason))
    return pd.DataFrame(rows, columns=list(EVIDENCE_COLUMNS))


@dataclass(frozen=True)
class ReadinessVerdict:
    """Whether to set out: "ready", "ready with work", "not yet" or "not known", and why."""

    label: str
    sentence: str


def readiness_verdict(given: Situation | Evidence) -> ReadinessVerdict:
    """Return whether the coalition is ready by members' own answers: the lowest answer decides, nothing is added up.

    "not yet" where any question or precondition is answered by no (below 0.5); "ready" where all five questions are
    answered by yes (2 or more), and no precondition by less; "ready with work" otherwise; "not known" where a question
    has no answer and none is a no.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.gaps.situation import Situation
    >>> readiness_verdict(Situation.of(ci.read_study("data/riverbend"))).label
    'ready with work'
    """
    evidence = Evidence.of(given)
    asked = {label: _answer(_said(evidence, question).score, evidence) for question, label in READINESS.items()}
    before = {
        label: _answer(precondition_level(evidence, name=name).value, evidence) for name, label in PRECONDITIONS.items()
    }
    every = asked | before
    missing = [label for label, answer in every.items() if answer == _NO]
    if missing:
        first = "; ".join(missing)
        return ReadinessVerdict(NOT_YET, f"Not yet: work on what is missing first ({first}).")
    open_ = [label for label, answer in asked.items() if not answer]
    if open_:
        return ReadinessVerdict(UNKNOWN, f"Not known: {len(open_)} of five questions have no answer yet.")
    partly = [label for label, answer in every.items() if answer == _PARTLY]
    if partly:
        return ReadinessVerdict(
            WITH_WORK,
            f"Ready with work: {len(partly)} of {len(asked) + sum(map(bool, before.values()))} answers are"
            " yes in part only, and none is no.",
        )
    return ReadinessVerdict(READY, "Ready: every question is answered by yes.")


def _said(evidence: Evidence, question: str) -> Said:
    return rating_of(evidence.said, f"readiness.{question}")


def _answer(score: float, evidence: Evidence) -> str:
    if score != score:
        return ""
    if score < evidence.cuts.readiness_missing:
        return _NO
    return _YES if score >= evidence.cuts.readiness_there else _PARTLY
