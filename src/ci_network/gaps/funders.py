"""Gaps about money: members all of whose funds come from one funder (G5)."""

import re
from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from ci_network.gaps.gap import Evidence, Gap
from ci_network.gaps.roles import funder_flags
from ci_network.gaps.situation import Situation
from ci_network.network.network import BoolArray
from ci_network.wording import counted

_MONEY: Final = re.compile(r"^(funds?|funding|money|grants?)$", re.IGNORECASE)
_LAYERS: Final = ("resources", "money", "funding")


def find_lone_funders(situation: Situation) -> list[Gap]:
    """Find funders without whom several members would have no funder among the members (G5).

    A funder is a member whose role, kind or sector says so; money is what the layer of resources tells of funds, or
    a layer of money. Only members who answered in full count: others may have funders they did not name.
    """
    funder, funded = funder_flags(situation.net.members), _share_money(situation)
    from_whom = funded & funder[None, :]
    alone = (from_whom.sum(axis=1) == 1) & situation.answered_in_full & ~funder
    return [gap for place in np.flatnonzero(funder).tolist() for gap in _of_funder(situation, place, from_whom, alone)]


def _of_funder(situation: Situation, place: int, from_whom: BoolArray, alone: BoolArray) -> Iterator[Gap]:
    cuts, n = situation.thresholds, situation.net.n
    rest_on_it = np.flatnonzero(from_whom[:, place] & alone)
    if len(rest_on_it) < cuts.stranded_members:
        return
    words = f"For {counted(len(rest_on_it), 'member')}, {situation.names[place]} is the only funder in the coalition."
    evidence: dict[str, Evidence] = {"funded": len(rest_on_it), "funds": situation.id_tuple(rest_on_it)}
    used = {"stranded_members": cuts.stranded_members}
    yield Gap("G5", "single_funder", words, situation.id_tuple([place]), len(rest_on_it) / (n - 1), 1.0, evidence, used)


def _share_money(situation: Situation) -> BoolArray:
    """Return the pairs between whom money goes, either way."""
    ties = situation.study.table("ties", situation.wave)
    layer = ties["layer"].astype(str)
    money = layer.isin(_LAYERS[1:]) | ((layer == _LAYERS[0]) & ties["purpose"].astype(str).str.match(_MONEY))
    rows = ties[money & ~(ties["value"] == 0)]
    i, j = (situation.ids.get_indexer(pd.Index(rows[end])) for end in ("source", "target"))
    found = np.zeros((situation.net.n, situation.net.n), dtype=bool)
    known = (i >= 0) & (j >= 0)
    found[i[known], j[known]] = found[j[known], i[known]] = True
    return found
