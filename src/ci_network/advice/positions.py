"""Where each member stands, for itself to read: contacts, steps from the backbone, groups it connects."""

from typing import Final

import numpy as np
import pandas as pd

from ci_network.gaps.situation import Situation
from ci_network.measures.response import reported_at_level

POSITION_COLUMNS: Final = ("member", "contacts", "sectors", "steps", "answered")


def positions_table(situation: Situation) -> pd.DataFrame:
    """Return what a sheet may tell each member of its place: nothing that others said of it, and no rank.

    Returns
    -------
    DataFrame
        ``member, contacts, sectors, steps, answered``. ``contacts`` are the ids, joined by ``|``, of those whom the
        member itself reported contact with under the rule; where the study does not record who reported a tie, all
        of its ties. ``sectors`` are theirs. ``steps`` is the number of steps from the backbone: inf without a way, NaN
        without a backbone, and where too few answered for claims about single members.

    Examples
    --------
    >>> import ci_network as ci
    >>> table = positions_table(ci.Situation.of(ci.read_study("data/riverbend")))
    >>> list(table.columns)
    ['member', 'contacts', 'sectors', 'steps', 'answered']
    """
    net = situation.net
    told = reported_at_level(net).toarray() > 0 if net.layer.directed else situation.ties
    told = np.asarray(told & situation.ties)
    labels = net.members["sector"].to_numpy(str)
    steps = situation.from_backbone if situation.may_name else np.full(net.n, np.nan)
    rows = [
        (
            str(member),
            "|".join(situation.id_tuple(np.flatnonzero(told[place]))),
            "|".join(sorted(set(labels[told[place]]) - {""})),
            float(steps[place]),
            bool(net.answered[place]),
        )
        for place, member in enumerate(net.ids)
    ]
    return pd.DataFrame(rows, columns=list(POSITION_COLUMNS)).astype({"steps": float, "answered": bool})
