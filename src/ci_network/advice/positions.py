"""Where each member stands, for itself to read: contacts, steps from the backbone, groups it connects."""

from typing import Final

import numpy as np
import pandas as pd

from ci_network.gaps.situation import Situation
from ci_network.measures.response import reported_at_level
from ci_network.network.network import BoolArray

POSITION_COLUMNS: Final = ("member", "contacts", "sectors", "steps", "answered")


def told_of(situation: Situation) -> BoolArray:
    """Return n x n: whom the row's member itself reported contact with under the rule.

    Where the study does not record who reported a tie, it is nobody's answer: all ties count for both ends.
    """
    net = situation.net
    if not net.layer.directed:
        return situation.ties
    return np.asarray((reported_at_level(net).toarray() > 0) & situation.ties)


def positions_table(situation: Situation) -> pd.DataFrame:
    """Return what a sheet may tell each member of its place: nothing that others said of it, and no rank.

    Returns
    -------
    DataFrame
        ``member, contacts, sectors, steps, answered``. ``contacts`` are the ids, joined by ``|``, of those whom the
        member itself reported contact with under the rule; where the study does not record who reported a tie, all
        of its ties. ``sectors`` are theirs. ``steps`` is the number of steps from the backbone: inf without a way, NaN
        without a backbone, where too few answered for claims about single members, and where it is one by the
        backbone's answer alone.

    Examples
    --------
    >>> import ci_network as ci
    >>> table = positions_table(ci.Situation.of(ci.read_study("data/riverbend")))
    >>> list(table.columns)
    ['member', 'contacts', 'sectors', 'steps', 'answered']
    """
    net, told = situation.net, told_of(situation)
    labels = net.members["sector"].to_numpy(str)
    unsaid = (situation.from_backbone == 1) & ~told[:, net.is_backbone].any(axis=1)
    steps = np.where(unsaid | (not situation.may_name), np.nan, situation.from_backbone)
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
