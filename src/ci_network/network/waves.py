"""Two waves side by side: who is on both rosters, and what became of each tie among them."""

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ci_network.errors import UsageError
from ci_network.network.network import BoolArray, Network

KEPT: Final = "kept"
STRENGTHENED: Final = "strengthened"
SOFTENED: Final = "softened"
GAINED: Final = "gained"
LOST: Final = "lost"
NOT_KNOWN: Final = "not known"
CHANGES: Final = (KEPT, STRENGTHENED, SOFTENED, GAINED, LOST, NOT_KNOWN)
REMAINING: Final = (KEPT, STRENGTHENED, SOFTENED)
COLUMNS: Final = ("source", "target", "before", "after", "change", "ends_before", "ends_after")

# RSiena practice, recalled and not read again: from 0.3 change can be modelled, below 0.2 that is doubtful.
JACCARD_FINE: Final = 0.3
JACCARD_DOUBTFUL: Final = 0.2
COMPARABLE, WITH_CARE, DOUBTFUL = "comparable", "with care", "doubtful"


@dataclass(frozen=True, eq=False)
class Panel:
    """Two waves of one layer, over the members on both rosters.

    Attributes
    ----------
    first, second
        The two networks among the common members, in the same order.
    whole_first, whole_second
        The same waves with everybody who was on the roster then.
    """

    first: Network
    second: Network
    whole_first: Network
    whole_second: Network

    @property
    def ids(self) -> pd.Index:
        """The ids of the members on both rosters."""
        return self.first.ids

    @property
    def joined(self) -> pd.Index:
        """The ids of those on the second roster alone."""
        return self.whole_second.ids[~self.whole_second.ids.isin(self.whole_first.ids)]

    @property
    def left(self) -> pd.Index:
        """The ids of those on the first roster alone."""
        return self.whole_first.ids[~self.whole_first.ids.isin(self.whole_second.ids)]

    @cached_property
    def comparable(self) -> BoolArray:
        """n x n: in both waves somebody who could tell of the pair answered; the diagonal is false."""
        return np.asarray(_told(self.first) & _told(self.second) & ~np.eye(self.first.n, dtype=bool))


def common_panel(first: Network, second: Network) -> Panel:
    """Put two waves side by side over the members on both rosters; those who joined or left stand apart.

    A change of density because of new members is no change of relations, so the two are never mixed.

    Parameters
    ----------
    first, second
        Two networks of the same layer under the same rule.

    Raises
    ------
    UsageError
        When ties have a direction in one network and none in the other.

    Examples
    --------
    >>> import networkx as nx
    >>> panel = common_panel(Network.of(nx.path_graph(3)), Network.of(nx.path_graph([1, 2, 3])))
    >>> panel.ids.to_list(), panel.joined.to_list(), panel.left.to_list()
    ([1, 2], [3], [0])
    """
    if first.directed != second.directed:
        raise UsageError("In one wave ties have a direction, in the other none: use the same rule for both.")
    there = set(second.ids)
    ids = [member for member in first.ids if member in there]
    return Panel(_ordered(first, ids), _ordered(second, ids), first, second)


def tie_changes(panel: Panel) -> pd.DataFrame:
    """What became of each tie between members on both rosters.

    Returns
    -------
    DataFrame
        ``source, target, before, after, change, ends_before, ends_after``, one row a tie of either wave; an
        undirected tie stands once. ``before`` and ``after`` are the values (0 without a tie). ``change`` is "kept",
        "strengthened" (kept at a higher value), "softened" (at a lower one), "gained", "lost" or "not known": where
        there is no tie in one wave because nobody who could tell of it answered. ``ends_before`` and ``ends_after``
        say how many of those who could tell answered (0-2; 0-1 where ties have a direction).

    Examples
    --------
    >>> import networkx as nx
    >>> before, after = nx.Graph([("a", "b"), ("b", "c")]), nx.Graph([("a", "b"), ("a", "c")])
    >>> tie_changes(common_panel(Network.of(before), Network.of(after)))["change"].to_list()
    ['kept', 'gained', 'lost']
    """
    before, after = panel.first.matrix.toarray(), panel.second.matrix.toarray()
    seen = (before > 0) | (after > 0)
    i, j = np.nonzero(seen if panel.first.directed else np.triu(seen))
    told_first, told_second = _told(panel.first)[i, j], _told(panel.second)[i, j]
    old, new = before[i, j], after[i, j]
    both = (old > 0) & (new > 0)
    change = np.select(
        [both & (new > old), both & (new < old), both, (old > 0) & told_second, (old == 0) & told_first],
        [STRENGTHENED, SOFTENED, KEPT, LOST, GAINED],
        NOT_KNOWN,
    )
    ends = {"ends_before": _ends(panel.first)[i, j], "ends_after": _ends(panel.second)[i, j]}
    ids = panel.ids
    frame = {"source": ids[i], "target": ids[j], "before": old, "after": new, "change": change} | ends
    return pd.DataFrame(frame, columns=list(COLUMNS))


def wave_jaccard(changes: pd.DataFrame) -> float:
    """The share of the ties of either wave that are there in both: kept / (kept + gained + lost).

    Ties of which it is not known what became of them do not count.

    Returns
    -------
    float
        0 to 1; NaN where no tie is known in either wave. Low: the waves can hardly be compared (see
        :func:`comparability`); it is no judgement of the coalition.

    Examples
    --------
    >>> import pandas as pd
    >>> wave_jaccard(pd.DataFrame({"change": ["kept", "softened", "gained", "lost"]}))
    0.5
    """
    known = changes["change"] != NOT_KNOWN
    return float(changes.loc[known, "change"].isin(REMAINING).mean()) if known.any() else math.nan


def comparability(jaccard: float) -> str:
    """Whether two waves with this Jaccard can be compared: "comparable", "with care", "doubtful" or "not known".

    Comparable from 0.3 and doubtful below 0.2, as RSiena's authors advise for modelling change.

    Examples
    --------
    >>> comparability(0.55), comparability(0.1)
    ('comparable', 'doubtful')
    """
    if math.isnan(jaccard):
        return NOT_KNOWN
    if jaccard >= JACCARD_FINE:
        return COMPARABLE
    return WITH_CARE if jaccard >= JACCARD_DOUBTFUL else DOUBTFUL


def apart_table(whole: Network, members: pd.Index) -> pd.DataFrame:
    """Those who joined or left, and their ties in the wave in which they were there.

    Returns
    -------
    DataFrame
        ``member, name, sector, ties, ties_with_others``; the last are ties with members on both rosters. Where the
        member did not answer these rest on what others reported.

    Examples
    --------
    >>> import networkx as nx, pandas as pd
    >>> apart_table(Network.of(nx.star_graph(2)), pd.Index([0]))["ties"].to_list()
    [2]
    """
    places = whole.positions(members)
    ties = whole.weak.binary.toarray()[places]
    others = ~whole.ids.isin(members)
    return pd.DataFrame(
        {
            "member": members.to_numpy(),
            "name": whole.members["name"].to_numpy()[places],
            "sector": whole.members["sector"].to_numpy()[places],
            "ties": ties.sum(axis=1).astype(int),
            "ties_with_others": ties[:, others].sum(axis=1).astype(int),
        }
    )


def _ordered(net: Network, ids: Sequence[Hashable]) -> Network:
    """Return the network of these members in this order."""
    keep, kept = net.positions(ids), set(ids)
    return replace(
        net,
        members=net.members.iloc[keep],
        matrix=net.matrix[keep][:, keep],
        reports=net.reports[keep][:, keep],
        answered=net.answered[keep],
        backbone=tuple(member for member in net.backbone if member in kept),
    )


def _ends(net: Network) -> NDArray[np.intp]:
    """Return for each pair how many of those who could tell of it answered."""
    spoke = net.answered.astype(np.intp) if net.response_known else np.ones(net.n, dtype=np.intp)
    if net.directed:
        return np.repeat(spoke[:, None], net.n, axis=1)
    return np.asarray(spoke[:, None] + spoke[None, :])


def _told(net: Network) -> BoolArray:
    """Return for each pair whether something is known of it: an answer of who could tell, or a tie."""
    return np.asarray((_ends(net) > 0) | (net.binary.toarray() > 0))
