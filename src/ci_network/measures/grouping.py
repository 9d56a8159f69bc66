"""Which group each member belongs to, for measures of groups; a blank is not known, and belongs to none."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ci_network.errors import UnknownNameError
from ci_network.network.network import Network


@dataclass(frozen=True, eq=False)
class Grouping:
    """``code`` is each member's place in ``names`` (in alphabetical order); -1 where its group is not known."""

    names: tuple[str, ...]
    code: NDArray[np.intp]

    @property
    def known(self) -> NDArray[np.bool_]:
        """One flag a member: its group is known."""
        return np.asarray(self.code >= 0)

    @property
    def sizes(self) -> NDArray[np.float64]:
        """The number of members of each group."""
        return np.bincount(self.code[self.known], minlength=len(self.names)).astype(float)

    @property
    def indicator(self) -> NDArray[np.float64]:
        """Members x groups: 1 where a member belongs to the group."""
        return np.asarray(self.code[:, None] == np.arange(len(self.names))[None, :], dtype=float)


def grouping(net: Network, by: str) -> Grouping:
    """Return the members' groups by a column of ``members``."""
    if by not in net.members:
        raise UnknownNameError("column of the members", by, net.members.columns)
    column = net.members[by]
    label = np.where(column.isna(), "", column.astype(str).to_numpy(dtype=object)).astype(str)
    names = sorted({str(name) for name in label} - {""})
    return Grouping(tuple(names), pd.Index(names, dtype=object).get_indexer(pd.Index(label, dtype=object)))
