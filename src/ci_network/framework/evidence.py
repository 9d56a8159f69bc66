"""What the framework looks at: members' work, goals and measures as flags, and every indicator worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from ci_network.framework.assessment import scored
from ci_network.framework.indicator import Found
from ci_network.framework.indicators_agenda import AGENDA
from ci_network.framework.indicators_backbone import BACKBONE
from ci_network.framework.indicators_contact import CONTACT
from ci_network.framework.indicators_work import WORK
from ci_network.gaps.roles import champion_flags, community_flags, community_recorded, roles_of
from ci_network.gaps.situation import Situation
from ci_network.gaps.thresholds import Thresholds
from ci_network.measures.core_periphery import core_split
from ci_network.measures.kernels_core import Split
from ci_network.measures.rating_ties import Ratings, ratings
from ci_network.network.build import build_network
from ci_network.network.layers import TwoMode, required_pairs
from ci_network.network.network import Network
from ci_network.study.study import Study

BoolArray = NDArray[np.bool_]
INDICATORS: Final = (*AGENDA, *WORK, *CONTACT, *BACKBONE)
_CORE_STARTS: Final = 12  # of each kind: a label needs the split, not the proof that none is better


@dataclass(frozen=True, eq=False)
class Evidence:
    """A situation as the framework sees it. Partners are the members outside the backbone."""

    situation: Situation

    @classmethod
    def of(cls, given: "Situation | Evidence") -> "Evidence":
        """Return evidence as it is, or a situation as evidence; pass it on to work things out once."""
        return given if isinstance(given, Evidence) else cls(given)

    @property
    def study(self) -> Study:
        """The study."""
        return self.situation.study

    @property
    def wave(self) -> str:
        """The wave looked at."""
        return self.situation.wave

    @property
    def cuts(self) -> Thresholds:
        """The cut-offs."""
        return self.situation.thresholds

    @cached_property
    def values(self) -> Mapping[str, Found]:
        """Every indicator of the five conditions, by its id."""
        return {indicator.id: indicator.work_out(self) for indicator in INDICATORS}

    @cached_property
    def said(self) -> pd.DataFrame:
        """What members said of the coalition: the assessments of the wave that have a score."""
        return scored(self.study, self.wave)

    @cached_property
    def net(self) -> Network:
        """The ties under the rule, directions forgotten."""
        return self.situation.net.weak

    @cached_property
    def any_contact(self) -> Network:
        """The ties of any strength, directions forgotten."""
        return self.situation.any_contact.weak

    @cached_property
    def earlier(self) -> "Self | None":
        """The wave before this one, under the same rule; ``None`` in the first wave, and where it has no ties."""
        waves = self.study.waves
        place = waves.index(self.wave) if self.wave in waves else 0
        ties = self.study.table("ties")
        layer = self.net.layer
        told = set(ties.loc[ties["layer"].isin(layer.table_names()), "wave"])
        if place == 0 or waves[place - 1] not in told:
            return None
        net = build_network(self.study, layer.name, wave=waves[place - 1], rule=self.net.rule)
        loose = build_network(self.study, layer.name, wave=waves[place - 1], rule=self.net.rule.any_contact())
        return type(self)(Situation.on(self.study, net, loose, seed=self.situation.seed))

    @cached_property
    def is_partner(self) -> BoolArray:
        """Flags: who is a partner."""
        return np.asarray(~self.net.is_backbone)

    @property
    def partners(self) -> int:
        """How many partners there are."""
        return int(self.is_partner.sum())

    @cached_property
    def partner_ties(self) -> BoolArray:
        """n x n: two partners in contact under the rule."""
        both = self.is_partner[:, None] & self.is_partner[None, :]
        return np.asarray(self.situation.ties & both)

    @cached_property
    def trust(self) -> Ratings:
        """Who trusts whom how much; for means alone."""
        return ratings(self.study, "trust", self.net.ids, wave=self.wave)

    @cached_property
    def core(self) -> Split:
        """The split into core and periphery."""
        return core_split(self.net, starts=_CORE_STARTS)

    @cached_property
    def is_community(self) -> BoolArray:
        """Flags: lives with the issue, or speaks for the community by its role."""
        return community_flags(self.net.members)

    @cached_property
    def is_champion(self) -> BoolArray:
        """Flags: a champion by its role."""
        return champion_flags(self.net.members)

    @property
    def community_recorded(self) -> bool:
        """Whether the study says who lives with the issue or speaks for the community."""
        return community_recorded(self.net.members)

    @property
    def roles_recorded(self) -> bool:
        """Whether the study says what role any member has."""
        return bool((roles_of(self.net.members) != "").any())

    @cached_property
    def doing(self) -> BoolArray:
        """Flags, members x activities."""
        return flags_of(self.situation.activities)

    @cached_property
    def committed(self) -> BoolArray:
        """Flags, members x outcomes."""
        return flags_of(self.situation.commitments)

    @cached_property
    def reporting(self) -> BoolArray:
        """Flags, members x measures: reports."""
        return flags_of(self.situation.indicators)

    @cached_property
    def using(self) -> BoolArray:
        """Flags, members x measures: used in a decision."""
        return flags_of(self.situation.uses)

    @cached_property
    def serving(self) -> list[BoolArray]:
        """For each outcome the flags of the activities that serve it."""
        goals = self.activities["outcomes"]
        return [np.array([outcome in one for one in goals], dtype=bool) for outcome in self.outcomes["id"]]

    @cached_property
    def collaboration(self) -> pd.DataFrame:
        """The reports of collaboration, of any strength."""
        ties = self.study.table("ties", self.wave)
        return ties[(ties["layer"] == "collaboration") & (ties["value"] > 0)]

    @cached_property
    def required(self) -> sparse.csr_array:
        """How much work each pair of members shares."""
        return required_pairs(self.study, self.net.ids, wave=self.wave)

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
    def groups(self) -> pd.DataFrame:
        """The table of steering and working groups."""
        return self.study.table("groups")

    @cached_property
    def required_sectors(self) -> tuple[str, ...]:
        """The sectors that the coalition says it needs."""
        return self.study.required_sectors

    def sectors_of(self, members: BoolArray) -> set[str]:
        """Return the sectors of these members."""
        return {str(sector) for sector in self.net.members["sector"].to_numpy(str)[members]} - {""}


def flags_of(two_mode: TwoMode) -> BoolArray:
    """Return members x things as flags."""
    return np.asarray(two_mode.matrix.toarray() > 0)


def indicator_values(given: Situation | Evidence) -> Mapping[str, Found]:
    """Return every indicator of the five conditions by its id: value, cases behind it, and the reason where NaN.

    Examples
    --------
    >>> import ci_network as ci
    >>> values = indicator_values(ci.Situation.of(ci.read_study("data/riverbend")))
    >>> len(values), 0 <= values["CA1"].value <= 1
    (36, True)
    """
    return Evidence.of(given).values
