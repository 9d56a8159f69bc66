"""The five questions to ask before setting out, as members answered them."""

from typing import Final

import pandas as pd

from ci_network.framework.assessment import mean_scores
from ci_network.gaps.situation import Situation
from ci_network.terms import READINESS

COLUMNS: Final = ("question", "label", "score", "n", "source")


def readiness_table(situation: Situation) -> pd.DataFrame:
    """Return how ready the coalition says it is, question by question.

    A score is the mean of the assessments of item ``readiness.question``, 0-3. There is no total: a coalition
    that lacks one thing is not made ready by having more of another.

    Returns
    -------
    DataFrame
        Five rows: ``question``, ``label``, ``score`` (0-3; NaN where nobody answered, and ``source`` then says
        "not assessed"), ``n`` (answers), ``source``.

    Examples
    --------
    >>> import ci_network as ci
    >>> list(readiness_table(ci.analyse(ci.read_study("data/riverbend")).situation)["question"])
    ['complexity', 'capacity', 'community', 'backing', 'engagement']
    """
    items = [f"readiness.{question}" for question in READINESS]
    found = mean_scores(situation.study, items, wave=situation.wave).reset_index(drop=True)
    asked = pd.DataFrame({"question": list(READINESS), "label": list(READINESS.values())})
    return asked.join(found)[list(COLUMNS)]
