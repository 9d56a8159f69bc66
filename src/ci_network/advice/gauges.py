"""Every number that a what-if tells, before and after: the headlines, and what else a change may better or worsen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ci_network.advice import standing as at
from ci_network.advice.hours import contact_hours
from ci_network.advice.standing import Standing, standing_of
from ci_network.framework.evidence import INDICATORS, Evidence
from ci_network.gaps.burden import share_of_load
from ci_network.gaps.outcomes import find_single_carriers
from ci_network.gaps.situation import Situation
from ci_network.measures import kernels_paths
from ci_network.measures.kernels import gini

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]
NAN: Final = float("nan")
MORE, LESS, NEITHER = 1, -1, 0
_INDICATORS: Final = {indicator.id: indicator for indicator in INDICATORS}


@dataclass(frozen=True, eq=False)
class Ground:
    """What the gauges need of a situation that ties do not change, worked out once.

    ``situation.net`` holds the ties looked at: those under the rule, or those of any strength.
    """

    situation: Situation

    @cached_property
    def standing(self) -> Standing:
        """Where the network stands."""
        return standing_of(self.situation)

    @cached_property
    def starts(self) -> BoolArray:
        """Flags: from whom reach is measured, the backbone unless the situation says otherwise."""
        given = self.situation.spread_from
        return np.asarray(self.situation.ids.isin(list(given))) if given else self.situation.net.is_backbone

    @cached_property
    def hours(self) -> FloatArray:
        """n x n: the hours a month that each gives to its tie with the other."""
        net = self.situation.net
        return contact_hours(net.layer, net.matrix.toarray())

    @cached_property
    def apart(self) -> FloatArray:
        """n x n: 1 where the sectors of two members are known and differ, 0 where they are alike, NaN elsewhere."""
        sectors = self.situation.net.members["sector"].to_numpy(str)
        known = sectors != ""
        differ = (sectors[:, None] != sectors[None, :]).astype(float)
        return np.where(known[:, None] & known[None, :], differ, NAN)

    @cached_property
    def work(self) -> Mapping[str, FloatArray]:
        """What each member carries beside contact: activities, and leads."""
        situation = self.situation
        leads = situation.study.tables["activities"]["lead"].value_counts().reindex(situation.ids).fillna(0)
        activities = np.asarray(situation.activities.matrix.sum(axis=1), dtype=float).ravel()
        return {"activities": activities, "leads": leads.to_numpy(float)}

    def load(self, standing: Standing) -> FloatArray:
        """Return each partner's load as a share of all partners' contacts, activities and leads."""
        loads = {"contacts": standing.adjacency.sum(axis=1).astype(float), **self.work}
        return np.asarray(share_of_load({name: load[~standing.backbone] for name, load in loads.items()}))


@dataclass(frozen=True)
class Gauge:
    """One number: what it is called, in what unit, which way is better, and how it is worked out.

    ``better`` is ``MORE``, ``LESS`` or ``NEITHER``. ``of_ties`` works it out of ties; ``of_tables`` of a study's
    tables, which ties do not change.
    """

    label: str
    unit: str
    better: int
    of_ties: Callable[[Ground, Standing], float] | None = None
    of_tables: Callable[[Situation], float] | None = None

    def read(self, ground: Ground, standing: Standing) -> float:
        """Return the number."""
        if self.of_ties is not None:
            return self.of_ties(ground, standing)
        return self.of_tables(ground.situation) if self.of_tables is not None else NAN


def at_any_contact(situation: Situation) -> Situation:
    """Return the situation with ties of any strength in place of those under the rule."""
    return replace(situation, net=situation.any_contact)


def _from_starts(ground: Ground, standing: Standing) -> FloatArray:
    steps: FloatArray = standing.distances[ground.starts][:, ~ground.starts].min(axis=0, initial=np.inf)
    return steps


def _reach(steps: float) -> Callable[[Ground, Standing], float]:
    def within(ground: Ground, standing: Standing) -> float:
        if not ground.starts.any() or ground.starts.all():
            return NAN
        return float((_from_starts(ground, standing) <= steps).mean())

    return within


def _distance_weighted_reach(ground: Ground, standing: Standing) -> float:
    if not ground.starts.any() or ground.starts.all():
        return NAN
    return float(kernels_paths.inverse(_from_starts(ground, standing)).mean())


def _mean_degree(_ground: Ground, standing: Standing) -> float:
    return float(standing.adjacency.sum(axis=1).mean()) if len(standing.adjacency) else NAN


def _fragmentation(_ground: Ground, standing: Standing) -> float:
    n = len(standing.adjacency)
    return float(1 - (np.isfinite(standing.distances).sum() - n) / (n * (n - 1))) if n > 1 else NAN


def _across(ground: Ground, standing: Standing) -> float:
    ties = standing.adjacency & ~np.isnan(ground.apart)
    return float(ground.apart[ties].mean()) if ties.any() else NAN


def _contact_hours(ground: Ground, standing: Standing) -> float:
    return float(ground.hours[standing.adjacency].sum())


def _load_gini(ground: Ground, standing: Standing) -> float:
    return gini(ground.load(standing))


def _largest_load(ground: Ground, standing: Standing) -> float:
    load = ground.load(standing)
    return float(load.max() * len(load)) if load.sum() else NAN


def _alone(measure: at.Measure) -> Callable[[Ground, Standing], float]:
    return lambda _ground, standing: measure(standing)


def _indicator(name: str) -> Callable[[Situation], float]:
    return lambda situation: _INDICATORS[name].work_out(Evidence(situation)).value


def _activity_hours(situation: Situation) -> float:
    hours = situation.study.table("participation", situation.wave)["hours"]
    return float(hours.sum()) if hours.notna().any() else NAN


def _linked(situation: Situation) -> float:
    return float(sum(len(needed) for needed in situation.study.tables["activities"]["depends_on"]))


# The labels of the headlines are those of page one.
GAUGES: Final[Mapping[str, Gauge]] = {
    "members": Gauge("Members", "count", NEITHER, of_tables=lambda situation: float(situation.net.n)),
    "response_rate": Gauge(
        "Members who answered", "share", NEITHER, of_tables=lambda situation: situation.net.response_rate
    ),
    "mean_degree": Gauge("Contacts of a member, on average", "mean", NEITHER, _mean_degree),
    "reach_1": Gauge("Partners the backbone reaches directly", "share", MORE, _reach(1)),
    "reach_2": Gauge("Partners the backbone reaches within one introduction", "share", MORE, _reach(2)),
    "reach_3": Gauge("Partners the backbone reaches within two introductions", "share", MORE, _reach(3)),
    "distance_weighted_reach": Gauge(
        "Reach of the backbone, nearer partners counting more", "share", MORE, _distance_weighted_reach
    ),
    "peer_tie_share": Gauge("Ties that do not need the backbone", "share", MORE, _alone(at.peer_tie_share)),
    "pair_loss": Gauge("Pairs of partners who need the backbone", "share", LESS, _alone(at.pair_loss)),
    "fragmentation": Gauge("Pairs of members who cannot reach each other", "share", LESS, _fragmentation),
    "distance_weighted_fragmentation": Gauge(
        "How far members are from each other (0 all in contact, 1 nobody)", "share", LESS,
        _alone(at.distance_weighted_fragmentation),
    ),
    "isolates": Gauge("Members without a regular contact", "count", LESS, _alone(at.isolates)),
    "congruence": Gauge("Shared work backed by contact", "share", MORE, _alone(at.congruence)),
    "cross_sector_share": Gauge("Ties between members of different sectors", "share", NEITHER, _across),
    "contact_hours": Gauge(
        "Hours a month that contact takes, all sides together", "hours", LESS, _contact_hours
    ),
    "load_gini": Gauge("How uneven partners' loads are (0 even)", "share", LESS, _load_gini),
    "largest_load": Gauge(
        "Largest load of a partner, in fair shares", "fair shares", LESS, _largest_load
    ),
    "outcome_coverage": Gauge(
        "Goals with more than one pair of hands", "share", MORE, of_tables=_indicator("CA1")
    ),
    "measured_outcomes": Gauge("Goals with an agreed measure", "share", MORE, of_tables=_indicator("SM1")),
    "shared_measures": Gauge(
        "Measures that two organisations or more report", "share", MORE, of_tables=_indicator("SM2")
    ),
    "joint_activities": Gauge("Activities of two organisations or more", "share", MORE, of_tables=_indicator("MR2")),
    "committed_partners": Gauge("Partners committed to a goal", "share", MORE, of_tables=_indicator("CA2")),
    "partner_leads": Gauge(
        "Activities that a partner leads, not the backbone", "share", MORE, of_tables=_indicator("MR7")
    ),
    "single_carriers": Gauge(
        "Activities, goals, measures and funding that rest on one member", "count", LESS,
        of_tables=lambda situation: float(len(find_single_carriers(situation))),
    ),
    "activity_links": Gauge("Links between activities", "count", NEITHER, of_tables=_linked),
    "activity_hours": Gauge(
        "Hours a month that members give to activities, where known", "hours", NEITHER, of_tables=_activity_hours
    ),
}  # fmt: skip
