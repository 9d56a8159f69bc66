"""What the contact is for: to know each other, to agree, to act (Plastrik & Taylor)."""

from typing import Final

import numpy as np
import pandas as pd

from ci_network.framework.evidence import Evidence
from ci_network.framework.indicator import Found, share, unknown
from ci_network.framework.reasons import NO_ACTIVITIES, NO_PAIR
from ci_network.gaps.situation import Situation

COLUMNS: Final = ("kind", "label", "value", "n", "basis", "reason")


def network_kinds_table(given: Situation | Evidence) -> pd.DataFrame:
    """Return how far the network connects, how far those connected share goals, and how far they share work.

    Connectivity: pairs of partners in contact, of all pairs. Alignment: pairs in contact who have a goal in common, of
    those in contact who both have goals on record. Production: pairs in contact who share an activity, of those in
    contact. Networks may go through the three in turn; none is better.

    Returns
    -------
    DataFrame
        ``kind, label, value, n, basis, reason``, three rows; ``value`` 0-1, NaN with the reason, ``n`` the pairs.

    References
    ----------
    Plastrik, P., Taylor, M. & Cleveland, J. (2014). Connecting to Change the World. Island Press.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.gaps.situation import Situation
    >>> list(network_kinds_table(Situation.of(ci.read_study("data/riverbend")))["kind"])
    ['connectivity', 'alignment', 'production']
    """
    evidence = Evidence.of(given)
    partners, ties = evidence.partners, int(evidence.partner_ties.sum()) // 2
    found = {
        "connectivity": ("Pairs of partners in contact",
                         share(ties, partners * (partners - 1) // 2, NO_PAIR)),
        "alignment": ("Pairs in contact with a goal in common", evidence.values["CA4"]),
        "production": ("Pairs in contact with an activity in common", _production(evidence, ties)),
    }  # fmt: skip
    rows = [(kind, label, one.value, one.n, "PTC14", one.reason) for kind, (label, one) in found.items()]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _production(evidence: Evidence, ties: int) -> Found:
    if not len(evidence.activities):
        return unknown(NO_ACTIVITIES)
    shared = np.asarray(evidence.required.toarray() > 0)
    return share(int((evidence.partner_ties & shared).sum()) // 2, ties, "no two partners are in contact")
