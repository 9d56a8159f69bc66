"""What members said of the coalition themselves."""

from collections.abc import Iterable
from typing import Final, NamedTuple

import pandas as pd

from ci_network.framework.indicator import NAN
from ci_network.study.study import Study

SELF: Final = "self-assessment"
JOINT: Final = "joint self-assessment"
NOT_ASSESSED: Final = "not assessed"


class Said(NamedTuple):
    """A mean score (NaN where nobody gave one), who gave it, and its source.

    The source is "self-assessment", "joint self-assessment" (only rows that name no member: a score on which the
    group agreed together, no single member's answer) or "not assessed".
    """

    score: float
    n: int
    source: str


def mean_scores(study: Study, items: Iterable[str], *, wave: str) -> pd.DataFrame:
    """Return the mean score of each item of the assessments in a wave.

    Parameters
    ----------
    items
        The items wanted, such as "phase.2.planning".

    Returns
    -------
    DataFrame
        Indexed by item, one row each: ``score`` (mean over those who gave one; NaN where nobody did), ``n`` and
        ``source``.

    Examples
    --------
    >>> import ci_network as ci
    >>> study = ci.read_study("data/riverbend")
    >>> mean_scores(study, ["readiness.capacity", "no.such.item"], wave="2026")["n"].gt(0).to_list()
    [True, False]
    """
    given = scored(study, wave)
    rows = {item: _said(given[given["item"] == item]) for item in items}
    frame = pd.DataFrame(list(rows.values()), columns=list(Said._fields), index=pd.Index(list(rows), name="item"))
    return frame.astype({"score": float, "n": int})


def scored(study: Study, wave: str) -> pd.DataFrame:
    """Return the assessments of a wave that have a score."""
    return study.table("assessments", wave).dropna(subset=["score"])


def rating_of(given: pd.DataFrame, stem: str) -> Said:
    """Return what members said under an item and its parts: ``condition.CA`` and ``condition.CA.1``, ``.2`` ...

    A member's answers are averaged first, then the members: who answers more parts does not count more.

    Examples
    --------
    >>> import ci_network as ci
    >>> rating_of(scored(ci.read_study("data/riverbend"), "2026"), "condition.CA").n > 10
    True
    """
    item = given["item"]
    return _said(given[(item == stem) | item.str.startswith(f"{stem}.")])


def _said(given: pd.DataFrame) -> Said:
    if given.empty:
        return Said(NAN, 0, NOT_ASSESSED)
    each = given.groupby("stakeholder")["score"].mean()
    joint = set(each.index) == {""}
    return Said(float(each.mean()), len(each), JOINT if joint else SELF)
