"""The three phases by four components: how far each of the twelve cells has come, by members' own account."""

from typing import Final

import pandas as pd

from ci_network.framework.assessment import mean_scores
from ci_network.gaps.situation import Situation
from ci_network.terms import COMPONENTS, PHASES

COLUMNS: Final = ("phase", "component", "score", "n", "source")


def phases_table(situation: Situation) -> pd.DataFrame:
    """Return how far each part of each phase has come: twelve cells, all of them every time.

    The cells are the four components of collective impact in each of its three phases. A score is the mean of
    the assessments of item ``phase.K.component``: 0 not started, 1 started and held by one, 2 in place and used
    by some, 3 in place, used by most and looked at in the last year (the rubric is our default, not a benchmark).
    Progress is not a straight line, so cells of earlier phases are never left out.

    Returns
    -------
    DataFrame
        Twelve rows: ``phase`` (1-3), ``component``, ``score`` (0-3; NaN where nobody assessed the cell, and
        ``source`` then says "not assessed"), ``n`` (assessments), ``source``.

    References
    ----------
    Hanleybrown, F., Kania, J. & Kramer, M. (2012). Channeling Change. Stanford Social Innovation Review.

    Examples
    --------
    >>> import ci_network as ci
    >>> phases_table(ci.analyse(ci.read_study("data/riverbend")).situation).shape
    (12, 5)
    """
    cells = [(phase, component) for phase in PHASES for component in COMPONENTS]
    items = [f"phase.{phase}.{component}" for phase, component in cells]
    found = mean_scores(situation.study, items, wave=situation.wave).reset_index(drop=True)
    frame = pd.DataFrame(cells, columns=["phase", "component"]).join(found)
    return frame[list(COLUMNS)]
