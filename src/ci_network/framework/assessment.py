"""What members said of the coalition themselves."""

import math
from collections.abc import Iterable

import pandas as pd

from ci_network.study.study import Study

SELF = "self-assessment"
NOT_ASSESSED = "not assessed"


def mean_scores(study: Study, items: Iterable[str], *, wave: str) -> pd.DataFrame:
    """Return the mean score of each item of the assessments in a wave.

    Parameters
    ----------
    items
        The items wanted, such as "phase.2.planning".

    Returns
    -------
    DataFrame
        Indexed by item, one row each: ``score`` (mean over those who gave one; NaN where nobody did) and ``n``.

    Examples
    --------
    >>> import ci_network as ci
    >>> study = ci.read_study("data/riverbend")
    >>> mean_scores(study, ["readiness.capacity", "no.such.item"], wave="2026")["n"].gt(0).to_list()
    [True, False]
    """
    given = study.table("assessments", wave).dropna(subset=["score"])
    found = given.groupby("item")["score"].agg(["mean", "size"])
    wanted = found.reindex(pd.Index(list(items), name="item"))
    return pd.DataFrame(
        {
            "score": wanted["mean"].astype(float),
            "n": wanted["size"].fillna(0).astype(int),
            "source": [NOT_ASSESSED if math.isnan(n) else SELF for n in wanted["size"].astype(float)],
        }
    )
