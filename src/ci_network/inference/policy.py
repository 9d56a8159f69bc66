"""What of members' measures may be said at all, given how many answered."""

from typing import Final

import numpy as np
import pandas as pd

from ci_network.measures.response import BANDS, COUNTS, ResponsePolicy

BAND_NAMES: Final = ("lower", "middle", "upper")
COLUMNS: Final = ("member", "measure", "value", "reason", "band")
# Counts of reported ties: they say what was reported and claim nothing of what was not.
REPORTED: Final = frozenset({"degree", "degree_in", "degree_out", "strength"})


def policy_view(node_measures: pd.DataFrame, policy: ResponsePolicy) -> pd.DataFrame:
    """Members' measures as far as the answers permit: all figures, bands in place of positions, or counts alone.

    ================  =========================================  ====================================
    policy            counts of reported ties                    every other measure (betweenness ...)
    ================  =========================================  ====================================
    all, unstated     value and band                             value and band
    bands             value and band                             band alone
    counts            value                                      nothing
    ================  =========================================  ====================================

    Parameters
    ----------
    node_measures
        ``member, measure, value, reason``, as of :func:`node_measures_table`.
    policy
        What the response permits, as of :func:`response_policy`.

    Returns
    -------
    DataFrame
        ``member, measure, value, reason, band``, the rows as given. ``band`` is the third of the members in which
        the value lies: "lower", "middle", "upper"; blank where it is withheld or the value is not defined.
        ``reason`` says why a value is NaN.

    Examples
    --------
    >>> import pandas as pd
    >>> from ci_network.measures.response import ResponsePolicy
    >>> table = pd.DataFrame({"member": ["a", "b"], "measure": "betweenness", "value": [0.0, 3.0], "reason": ""})
    >>> seen = policy_view(table, ResponsePolicy("bands", 0.7, "70 % of members answered"))
    >>> seen["value"].isna().all().item(), seen["band"].to_list()
    (True, ['middle', 'upper'])
    """
    value = node_measures["value"].astype(float)
    place = value.groupby(node_measures["measure"], sort=False).rank(pct=True)
    # As in kernels_stack.bands: 1/3 and 2/3 of the members are inside their third, whatever the last digit says.
    third = pd.Series(np.ceil(place * len(BAND_NAMES) - 1e-9) - 1, index=place.index)
    band = third.map(dict(enumerate(BAND_NAMES))).fillna("").astype(str)
    position = ~node_measures["measure"].isin(list(REPORTED))
    defined = value.notna()
    reason = node_measures["reason"].astype(str)
    if policy.level == BANDS:
        reason = reason.mask(position & defined, f"shown as a band: {policy.reason}")
    elif policy.level == COUNTS:
        reason = reason.mask(position & defined, f"not shown: {policy.reason}")
        band = pd.Series("", index=value.index)
    if policy.level in (BANDS, COUNTS):
        value = value.mask(position, np.nan)
    return node_measures.assign(value=value, band=band, reason=reason)[list(COLUMNS)]
