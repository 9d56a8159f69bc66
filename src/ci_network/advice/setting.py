"""Everything a rule looks at before it proposes anything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ci_network.advice.assumptions import Assumptions
from ci_network.advice.hours import hours_a_side
from ci_network.advice.standing import Standing, standing_of
from ci_network.framework.evidence import Evidence
from ci_network.gaps.burden import robust_z
from ci_network.gaps.gap import Gap
from ci_network.gaps.situation import Situation
from ci_network.network.build import build_network
from ci_network.network.layers import TwoMode, two_mode
from ci_network.network.network import Network
from ci_network.study.study import Study

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Setting:
    """A situation as the rules see it: members by place, what they do and chose, and what time they have.

    Members are known by their place in the network's order; ``places`` and ``names`` lead to it and from it.
    """

    situation: Situation
    gaps: Sequence[Gap]
    assumptions: Assumptions
    seen: Evidence | None = None

    @property
    def study(self) -> Study:
        """The study."""
        return self.situation.study

    @cached_property
    def net(self) -> Network:
        """The ties under the rule, directions forgotten."""
        return self.situation.net.weak

    @cached_property
    def standing(self) -> Standing:
        """Where the network stands now."""
        return standing_of(self.situation)

    @cached_property
    def acquainted(self) -> BoolArray:
        """Who is in contact with whom, however seldom."""
        return np.asarray(self.situation.any_contact.weak.binary.toarray() > 0)

    @cached_property
    def once_in_touch(self) -> BoolArray:
        """Who was in contact in the wave before this one, however seldom; nobody where there is none."""
        waves = self.study.waves
        place = waves.index(self.situation.wave) if self.situation.wave in waves else 0
        if not place:
            return np.zeros((self.net.n, self.net.n), bool)
        loose = self.net.rule.any_contact()
        before = build_network(self.study, self.net.layer.name, wave=waves[place - 1], rule=loose).weak.to_pandas()
        ids = self.net.ids
        return np.asarray(before.reindex(index=ids, columns=ids).fillna(0).to_numpy() > 0)

    @cached_property
    def evidence(self) -> Evidence:
        """What the framework sees in the situation; ``seen``, where it was worked out before."""
        return self.seen or Evidence(self.situation)

    @cached_property
    def names(self) -> list[str]:
        """Members' names by place."""
        return [str(name) for name in self.net.members["name"]]

    @cached_property
    def sectors(self) -> NDArray[np.str_]:
        """Members' sectors by place; blank where unknown."""
        return self.net.members["sector"].to_numpy(str)

    @cached_property
    def may_be_named(self) -> BoolArray:
        """Flags: who did not refuse to be named to the team; an action that names its people is easier to take."""
        members = self.net.members
        if "consent_named_internal" not in members:
            return np.ones(self.net.n, bool)
        return np.asarray(members["consent_named_internal"] != "no")

    def places(self, ids: Iterable[str]) -> list[int]:
        """Return the places of those ids that are members, in the order given."""
        found = self.net.ids.get_indexer(pd.Index(list(ids)))
        return [int(place) for place in found if place >= 0]

    def named(self, places: Iterable[int]) -> list[str]:
        """Return the names at these places."""
        return [self.names[place] for place in places]

    def ids(self, places: Iterable[int]) -> tuple[str, ...]:
        """Return the ids at these places."""
        return tuple(str(self.net.ids[place]) for place in places)

    @cached_property
    def activities(self) -> TwoMode:
        """Who takes part in which activity."""
        return self._two_mode("activities")

    @cached_property
    def doing(self) -> BoolArray:
        """Flags, members x activities: takes part or leads."""
        return np.asarray(self.activities.matrix.toarray() > 0)

    @cached_property
    def goals(self) -> pd.Series:
        """The goals in words, by outcome; the outcome's id where it has none."""
        return self._titled("outcomes", "goal")

    @cached_property
    def titles(self) -> pd.Series:
        """The titles of activities by id; the id where there is none."""
        return self._titled("activities", "title")

    @cached_property
    def measures(self) -> pd.Series:
        """The titles of shared measures by id; the id where there is none."""
        return self._titled("indicators", "title")

    @cached_property
    def chosen(self) -> BoolArray:
        """Flags, members x outcomes: is committed to it or works on it."""
        return np.asarray((self._two_mode("commitments").matrix + self._two_mode("outcomes").matrix).toarray() > 0)

    @cached_property
    def hours_given(self) -> FloatArray:
        """Hours a month that members give to activities; NaN for who takes part and did not say how much."""
        hours = self.study.table("participation", self.situation.wave).groupby("stakeholder")["hours"]
        given: pd.Series = hours.sum(min_count=1).reindex(self.net.ids)
        idle = ~self.net.ids.isin(list(hours.groups))
        return np.where(idle, 0.0, given.to_numpy(float))

    @cached_property
    def capacity(self) -> FloatArray:
        """Hours a month that members can give; NaN where it is not known."""
        members = self.net.members
        known = "capacity_hours" in members
        return members["capacity_hours"].to_numpy(float) if known else np.full(self.net.n, np.nan)

    @cached_property
    def hours_left(self) -> FloatArray:
        """Hours a month that members have left; NaN where it is not known."""
        return np.asarray(self.capacity - self.hours_given)

    @cached_property
    def leads(self) -> FloatArray:
        """How many activities each member leads."""
        led = self.study.table("activities")["lead"].value_counts()
        return np.asarray(led.reindex(self.net.ids).fillna(0), dtype=float)

    @cached_property
    def tie_value(self) -> float:
        """The value of a new tie: just what the rule asks for."""
        return max(1.0, self.net.rule.level(self.net.layer))

    @cached_property
    def tie_hours(self) -> float:
        """Hours a month that a new tie takes on each side; those of monthly contact where the layer has no ladder."""
        return hours_a_side(self.net.layer, self.tie_value)

    @cached_property
    def burdened(self) -> BoolArray:
        """Flags: members found to carry a great deal."""
        found = {member for gap in self.gaps if gap.gap == "G13" for member in gap.subjects}
        return np.asarray(self.net.ids.isin(list(found)), dtype=bool)

    @cached_property
    def loads(self) -> NDArray[np.int_]:
        """How many of activities, leads and hours each member carries far more of than others."""
        high = [self._high(self.doing.sum(axis=1)), self._high(self.leads), self.hours_left < 0]
        return np.asarray(np.sum(high, axis=0))

    def ties_that_fit(self, place: int) -> int:
        """Return how many new ties a member can take on: by its time, by what it carries, and by the most we ask."""
        if self.burdened[place]:
            return 0
        most = self.assumptions.most_new_ties
        left = self.hours_left[place]
        if not np.isnan(left):
            most = min(most, int(left // self.tie_hours))
        while most > 0 and self.loads[place] and self._high_degree(place, most):
            most -= 1
        return max(0, most)

    def _titled(self, table: str, column: str) -> pd.Series:
        titles = self.study.table(table).set_index("id")[column]
        return titles.where(titles != "", titles.index.to_series())

    def _two_mode(self, what: str) -> TwoMode:
        return two_mode(self.study, what, self.net.ids, wave=self.situation.wave)

    def _high_degree(self, place: int, more: int) -> bool:
        degree = self.standing.adjacency.sum(axis=1).astype(float)
        degree[place] += more
        return bool(self._high(degree)[place])

    def _high(self, load: NDArray[np.float64] | NDArray[np.int_]) -> BoolArray:
        """Flag the partners far above the others, as the search for burdened members does; nobody among a few."""
        cuts, peers = self.situation.thresholds, ~self.net.is_backbone
        high = np.zeros(len(load), bool)
        if peers.sum() >= cuts.load_members:
            high[peers] = robust_z(load[peers].astype(float)) >= cuts.load_z
        return high
