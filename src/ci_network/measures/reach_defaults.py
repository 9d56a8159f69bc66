"""What the measures of spread and reach take for granted, for print; each is an option of its function."""

from typing import Final

import pandas as pd

from ci_network.terms import CONTACTS_PER_YEAR, FREQUENCY, PASS_ON

OURS: Final = "our default, not a benchmark"

DECAY: Final = 0.5
ADOPTING_SHARE: Final = 0.5
CONFIRMING_SOURCES: Final = 2
ROUNDS: Final = 3
# A spread over so many ties or fewer is worked out in full (2^15 ways in which news can pass); over more it is drawn.
EXACT_TIES: Final = 15
DRAWS: Final = 2000


def reach_assumptions_table() -> pd.DataFrame:
    """Return what the measures of spread and reach take for granted, for print.

    Returns
    -------
    DataFrame
        ``name, value, meaning, basis``; one row each.

    Examples
    --------
    >>> float(reach_assumptions_table().set_index("name").at["pass_on_weekly", "value"])
    0.8
    """
    rows = [
        *(
            (f"pass_on_{level}", chance, f"chance that news passes along a {level} tie", OURS)
            for level, chance in zip(FREQUENCY[1:], PASS_ON[1:], strict=True)
        ),
        *(
            (f"contacts_{level}", float(times), f"contacts a year of a {level} tie", OURS)
            for level, times in zip(FREQUENCY[1:], CONTACTS_PER_YEAR[1:], strict=True)
        ),
        ("adopting_share", ADOPTING_SHARE, "share of a member's contacts that must go first in a costly change", OURS),
        ("confirming_sources", float(CONFIRMING_SOURCES), "contacts that must go first in a costly change", OURS),
        ("reach_decay", DECAY, "what is left of reach at each further step", OURS),
        ("exact_ties", float(EXACT_TIES), "most ties for which the spread of news is worked out in full", OURS),
        ("spread_draws", float(DRAWS), "draws of the spread of news where there are more ties than that", OURS),
    ]
    return pd.DataFrame(rows, columns=["name", "value", "meaning", "basis"])
