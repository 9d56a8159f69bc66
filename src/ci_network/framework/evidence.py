"""What the indicators look at: members' work, goals and measures as flags."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from ci_network.gaps.situation import Situation
from ci_network.network.layers import required_pairs, two_mode
from ci_network.network.network import Network
from ci_network.study.study import Study

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Evidence:
    """A situation as the indicators see it. Partners are the members outside the backbone."""

    situation: Situation

    @property
    def study(self) -> Study:
        """The study."""
        return self.situation.study

    @cached_property
    def net(self) -> Network:
        """The ties under the rule, directions forgotten."""
        return self.situation.net.weak

    @cached_property
    def any_contact(self) -> Network:
        """The ties of any strength, directions forgotten."""
        return self.situation.any_contact.weak

    @cached_property
    def is_partner(self) -> BoolArray:
        """Flags: who is a partner."""
        return np.asarray(~self.net.is_backbone)

    @property
    def partners(self) -> int:
        """How many partners there are."""
        return int(self.is_partner.sum())

    def flags(self, what: str) -> BoolArray:
        """Return members x things as flags; see :func:`ci_network.network.layers.two_mode`."""
        return np.asarray(two_mode(self.study, what, self.net.ids, wave=self.situation.wave).matrix.toarray() > 0)

    @cached_property
    def doing(self) -> BoolArray:
        """Flags, members x activities."""
        return self.flags("activities")

    @cached_property
    def required(self) -> sparse.csr_array:
        """How much work each pair of members shares."""
        return required_pairs(self.study, self.net.ids, wave=self.situation.wave)

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """The table of outcomes."""
        return self.study.table("outcomes")

    @cached_property
    def activities(self) -> pd.DataFrame:
        """The table of activities."""
        return self.study.table("activities")

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """The table of shared measures."""
        return self.study.table("indicators")

    @cached_property
    def required_sectors(self) -> tuple[str, ...]:
        """The sectors that the coalition says it needs."""
        return self.study.required_sectors

    def sectors_of(self, members: BoolArray) -> set[str]:
        """Return the sectors of these members."""
        return {str(sector) for sector in self.net.members["sector"].to_numpy(str)[members]} - {""}
