"""The three phases by four components: evidence and members' own account of twelve cells, side by side."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from ci_network.framework.assessment import Said, rating_of
from ci_network.framework.cells import CELLS
from ci_network.framework.evidence import Evidence
from ci_network.framework.indicator import NAN
from ci_network.gaps.situation import Situation
from ci_network.terms import COMPONENTS, PHASES

COLUMNS: Final = (
    "phase", "component", "score", "n", "source", "network_score", "evidence_coverage", "disagreement", "present",
    "reason",
)  # fmt: skip
EVIDENCE_COLUMNS: Final = ("phase", "component", "evidence", "label", "value", "n", "source", "basis", "reason")
HIGHEST: Final = 3.0  # the rubric's last step
_ASIDE: Final = "suggestion, not a verdict"
BY_MEMBERS, BY_EVIDENCE = "members", "evidence"


def phases_table(given: Situation | Evidence) -> pd.DataFrame:
    """Return how far each part of each phase has come: twelve cells, all of them every time.

    The cells are the four components of collective impact in each of its three phases. ``score`` is the mean of
    the assessments of item ``phase.K.component``: 0 not started, 1 started and held by one, 2 in place and used
    by some, 3 in place, used by most and looked at in the last year (the rubric is our default, not a benchmark).
    ``network_score`` is the plain mean of the pieces of evidence (:func:`phase_evidence_table`). The two are never
    averaged. Progress is not a straight line, so cells of earlier phases are never left out.

    Returns
    -------
    DataFrame
        Twelve rows: ``phase`` (1-3), ``component``, ``score`` (0-3; NaN where nobody assessed the cell, and
        ``source`` then says "not assessed"), ``n`` (assessments), ``source``, ``network_score`` (0-1; NaN under half
        coverage, with the ``reason``), ``evidence_coverage`` (0-1), ``disagreement`` (yes, where ``network_score``
        and ``score / 3`` differ by 0.30 or more; no; blank), ``present`` (the phase the study says it is in).

    References
    ----------
    Hanleybrown, F., Kania, J. & Kramer, M. (2012). Channeling Change. Stanford Social Innovation Review (the cells are
    recalled, in our words).

    Examples
    --------
    >>> import ci_network as ci
    >>> len(phases_table(ci.analyse(ci.read_study("data/riverbend")).situation))
    12
    """
    evidence = Evidence.of(given)
    return pd.DataFrame([_row(evidence, phase, part) for phase in PHASES for part in COMPONENTS])[list(COLUMNS)]


def phase_evidence_table(given: Situation | Evidence) -> pd.DataFrame:
    """Return each piece of evidence on each of the twelve cells.

    Returns
    -------
    DataFrame
        ``phase, component, evidence, label, value, n, source, basis, reason``: ``value`` is 0-1 (yes 1, no 0), NaN
        where it is not known, with the ``reason``; never counted as 0.

    Examples
    --------
    >>> import ci_network as ci
    >>> phase_evidence_table(ci.analyse(ci.read_study("data/riverbend")).situation)["phase"].nunique()
    3
    """
    evidence = Evidence.of(given)
    rows = []
    for phase in PHASES:
        for part in COMPONENTS:
            for piece in CELLS[phase, part]:
                found = piece.work_out(evidence)
                known = (found.value, found.n, piece.source, "HKK12|judgement", found.reason)
                rows.append((phase, part, piece.id, piece.label, *known))
    return pd.DataFrame(rows, columns=list(EVIDENCE_COLUMNS))


@dataclass(frozen=True)
class PhaseSuggestion:
    """Which phase the cells suggest, by members' account or by the evidence; a suggestion, not a verdict.

    ``phase`` is 1-3, ``None`` where too few cells are known; ``basis`` "members" or "evidence".
    """

    basis: str
    phase: int | None
    sentence: str


def suggest_phase(phases: pd.DataFrame, *, basis: str, in_place: float = 2.0, parts: float = 3) -> PhaseSuggestion:
    """Return which phase the twelve cells suggest: the next one where three of four cells of a phase are in place.

    Parameters
    ----------
    phases
        As :func:`phases_table` gives it.
    basis
        "members" (their scores) or "evidence" (network and tables, as ``3 x network_score``).
    in_place, parts
        The score from which a cell is in place, and how many cells of a phase must be; our defaults.

    Examples
    --------
    >>> import ci_network as ci
    >>> table = phases_table(ci.analyse(ci.read_study("data/riverbend")).situation)
    >>> suggest_phase(table, basis="members").sentence.endswith("(suggestion, not a verdict).")
    True
    """
    who = "members' own account" if basis == BY_MEMBERS else "network and tables"
    reached = 1
    for phase in (1, 2):
        scores = cell_scores(phases, basis)[(phases["phase"] == phase).to_numpy(bool)]
        there, open_ = int((scores >= in_place).sum()), int(np.isnan(scores).sum())
        if there < parts and there + open_ >= parts:
            return PhaseSuggestion(basis, None, f"By {who} too few parts are known to suggest a phase.")
        if there < parts:
            break
        reached = phase + 1
    return PhaseSuggestion(basis, reached, f"By {who} this looks like phase {reached}: {PHASES[reached]} ({_ASIDE}).")


def cell_scores(phases: pd.DataFrame, basis: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the twelve cells on the scale 0-3 by members' account or by the evidence; NaN where not known."""
    scores = phases["score"] if basis == BY_MEMBERS else HIGHEST * phases["network_score"]
    return np.asarray(scores, dtype=float)


def _row(evidence: Evidence, phase: int, part: str) -> dict[str, object]:
    said: Said = rating_of(evidence.said, f"phase.{phase}.{part}")
    values = [piece.work_out(evidence).value for piece in CELLS[phase, part]]
    known = [value for value in values if value == value]
    enough = bool(known) and len(known) >= evidence.cuts.least_coverage * len(values)
    score = float(np.mean(known)) if enough else NAN
    apart = abs(score - said.score / HIGHEST)
    return {
        "phase": phase,
        "component": part,
        "score": said.score,
        "n": said.n,
        "source": said.source,
        "network_score": score,
        "evidence_coverage": len(known) / len(values),
        "disagreement": "" if apart != apart else "yes" if apart >= evidence.cuts.disagreement else "no",
        "present": phase == evidence.study.phase,
        "reason": "" if enough else f"only {len(known)} of {len(values)} pieces of evidence are known",
    }
