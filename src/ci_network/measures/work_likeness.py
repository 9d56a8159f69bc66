"""How alike two activities are in what they are for, whom they serve, where and how."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ci_network.study.study import Study

FloatArray = NDArray[np.float64]
# What each part weighs in the likeness: our defaults, which sum to 1.
WEIGHTS: Final = {"outcomes": 0.35, "population": 0.25, "place": 0.2, "kind": 0.2}
COLUMNS: Final = ("activity", "other", "likeness", *WEIGHTS)


def work_likeness_table(study: Study) -> pd.DataFrame:
    """How alike any two activities are: the same outcomes, the same people, the same place, the same kind.

    ``.35 J(outcomes) + .25 J(populations) + .2 [a place in common] + .2 [same kind]``, with ``J`` the share in
    common of all that either has (Jaccard). Several populations or places in one cell are joined by ``|``; case
    is not looked at.

    Returns
    -------
    DataFrame
        ``activity, other, likeness, outcomes, population, place, kind``, a pair once, in the study's order; every
        number 0 (nothing in common) to 1. Empty with fewer than two activities.

    Notes
    -----
    What is blank is in common with nothing: two activities without a place are not held to be in the same one. So
    the likeness of activities about which little is recorded is low, and never NaN.

    References
    ----------
    Jaccard (1912), New Phytologist 11:37, on the share in common. The weights are ours.

    Examples
    --------
    >>> import ci_network as ci
    >>> table = ci.work_likeness_table(ci.read_study("data/riverbend")).set_index(["activity", "other"])
    >>> round(float(table.at[("towpath-tutoring", "summer-reading"), "likeness"]), 2)
    1.0
    """
    activities = study.table("activities")
    ids = activities["id"].to_numpy(str)
    rows, columns = np.triu_indices(len(ids), k=1)
    parts = {name: matrix[rows, columns] for name, matrix in _parts(activities).items()}
    likeness = sum((WEIGHTS[name] * part for name, part in parts.items()), np.zeros(len(rows)))
    frame = {"activity": ids[rows], "other": ids[columns], "likeness": likeness} | parts
    return pd.DataFrame(frame, columns=list(COLUMNS))


def _parts(activities: pd.DataFrame) -> dict[str, FloatArray]:
    outcomes = [frozenset(served) for served in activities["outcomes"]]
    people, places, kinds = ([_named(text) for text in activities[name]] for name in ("population", "place", "kind"))
    return {
        "outcomes": _in_common(outcomes),
        "population": _in_common(people),
        "place": (_in_common(places) > 0).astype(float),
        "kind": (_in_common(kinds) > 0).astype(float),
    }


def _named(text: str) -> frozenset[str]:
    return frozenset(part.strip().casefold() for part in text.split("|") if part.strip())


def _in_common(sets: list[frozenset[str]]) -> FloatArray:
    """Return the Jaccard overlap of every two sets; 0 where both are empty."""
    names = {name: place for place, name in enumerate(sorted(frozenset().union(*sets)))}
    has = np.zeros((len(sets), len(names)))
    for row, found in enumerate(sets):
        has[row, [names[name] for name in found]] = 1
    both = has @ has.T
    size = has.sum(axis=1)
    either = size[:, None] + size[None, :] - both
    return np.asarray(np.divide(both, either, out=np.zeros_like(both), where=either > 0))
