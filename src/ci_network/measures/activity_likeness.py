"""How alike two activities are on paper: the same goals, people, place and kind."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# What each part of the likeness counts (our default, not a benchmark).
GOALS, PEOPLE, PLACE, KIND = 0.35, 0.25, 0.20, 0.20
ALL: Final = (GOALS, PEOPLE, PLACE, KIND)


def activity_likeness(activities: pd.DataFrame) -> NDArray[np.float64]:
    """Return activities x activities: how alike they are, 0-1, with an empty diagonal.

    ``0.35 J(goals) + 0.25 [same people] + 0.20 [same place] + 0.20 [same kind]``, J the Jaccard share of goals in
    common. A blank is like nothing, not even another blank.

    Examples
    --------
    >>> import ci_network as ci
    >>> activity_likeness(ci.read_study("data/riverbend").table("activities")).shape
    (26, 26)
    """
    found = GOALS * _jaccard([set(goals) for goals in activities["outcomes"]])
    for column, counts in (("population", PEOPLE), ("place", PLACE), ("kind", KIND)):
        text = activities[column].astype(str).str.casefold().to_numpy(str)
        found += counts * ((text[:, None] == text[None, :]) & (text[:, None] != ""))
    np.fill_diagonal(found, 0.0)
    return found


def _jaccard(sets: list[set[str]]) -> NDArray[np.float64]:
    things = sorted(set().union(*sets)) if sets else []
    flags = np.array([[thing in one for thing in things] for one in sets], dtype=float).reshape(len(sets), len(things))
    both = flags @ flags.T
    either = flags.sum(axis=1)[:, None] + flags.sum(axis=1)[None, :] - both
    return np.asarray(np.divide(both, either, out=np.zeros_like(both), where=either > 0))
