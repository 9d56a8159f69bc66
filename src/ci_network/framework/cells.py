"""What network and tables show of each part of each phase: several pieces of evidence a cell."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from ci_network.framework.evidence import BoolArray, Evidence
from ci_network.framework.indicator import NETWORK, TABLE, Found, known_or, share, unknown
from ci_network.framework.indicators_work import system_activities
from ci_network.framework.reasons import (
    NO_ACTIVITIES,
    NO_COLLABORATION,
    NO_COMMUNITY,
    NO_MEASURES,
    NO_OUTCOMES,
    NO_SECTORS,
)
from ci_network.gaps.roles import is_steering
from ci_network.measures.backbone_steps import NO_BACKBONE
from ci_network.measures.kernels import gini
from ci_network.measures.kernels_paths import distances

_NO_GROUPS: Final = "the study names no steering or working groups"
_NOBODY_AT_WORK: Final = "no two partners, or none takes part"
_NO_ROLES: Final = "the study does not record members' roles"
_WORKING: Final = re.compile(r"working|action|task", re.IGNORECASE)
_SECOND_LEADS: Final = ("lead", "co-lead", "deputy", "deputy lead", "vice-lead")
_HAS_BASELINE: Final = ("baseline", "collected", "reported", "used")


@dataclass(frozen=True)
class Piece:
    """One piece of evidence on a cell: a share 0-1 (or yes as 1 and no as 0), higher being further on."""

    id: str
    label: str
    source: str
    work_out: Callable[[Evidence], Found]


def _champions_named(evidence: Evidence) -> Found:
    if not evidence.roles_recorded:
        return unknown(_NO_ROLES)
    return Found(float(evidence.is_champion.any()), int(evidence.is_champion.sum()))


def _convened(evidence: Evidence) -> Found:
    needed = set(evidence.required_sectors)
    steering = evidence.situation.in_steering
    if not needed:
        return unknown(NO_SECTORS)
    if not steering.any():
        return unknown("the study records no steering group")
    seated = len(needed & evidence.sectors_of(steering))
    return Found(min(1.0, seated / evidence.cuts.convening_sectors), seated)


def _champions_reach(evidence: Evidence) -> Found:
    champions = evidence.is_champion
    if not champions.any():
        return unknown("no champion is named" if evidence.roles_recorded else _NO_ROLES)
    steps = distances(evidence.net.binary, np.flatnonzero(champions)).min(axis=0)[~champions]
    return share(int((steps <= evidence.cuts.reach_steps).sum()), len(steps), "there is nobody beside the champions")


def _backbone_named(evidence: Evidence) -> Found:
    held = len(evidence.net.backbone)
    return Found(1.0, held) if held else unknown(NO_BACKBONE)


def _is_working(kind: object) -> bool:
    return bool(_WORKING.search(str(kind)))


def _group_that(is_kind: Callable[[object], bool]) -> Callable[[Evidence], Found]:
    def exists(evidence: Evidence) -> Found:
        if not len(evidence.groups):
            return unknown(_NO_GROUPS)
        found = sum(map(is_kind, evidence.groups["kind"]))
        return Found(float(found > 0), found)

    return exists


def _load_spread(evidence: Evidence) -> Found:
    """1 - Gini of the activities that members take part in, over partners."""
    if not len(evidence.activities):
        return unknown(NO_ACTIVITIES)
    loads = evidence.doing[evidence.is_partner].sum(axis=1).astype(float)
    if len(loads) < 2:
        return unknown(_NOBODY_AT_WORK)
    return known_or(1.0 - gini(loads), len(loads), _NOBODY_AT_WORK)


def _deputies(evidence: Evidence) -> Found:
    rows = evidence.study.table("participation", evidence.wave)
    leading = rows[rows["role"].str.casefold().isin(_SECOND_LEADS)][["activity", "stakeholder"]]
    named = evidence.activities.loc[evidence.activities["lead"] != "", ["id", "lead"]]
    every = pd.concat([leading, named.set_axis(["activity", "stakeholder"], axis=1)]).drop_duplicates()
    held = every.groupby("activity").size()
    if not (held > 1).any():
        return unknown("the study does not record deputies")
    return share(int((held > 1).sum()), len(held), "no activity has a lead on record")


def _mapped(evidence: Evidence) -> Found:
    if not len(evidence.activities):
        return unknown(NO_ACTIVITIES)
    placed = (evidence.net.members["sector"] != "").to_numpy(bool) & evidence.doing.any(axis=1)
    return share(int(placed.sum()), evidence.net.n, "there are no members")


def _collaborations(evidence: Evidence) -> Found:
    ties = evidence.collaboration
    if ties.empty:
        return unknown(NO_COLLABORATION)
    named = evidence.net.ids.isin([*ties["source"], *ties["target"]])
    return share(int(named.sum()), evidence.net.n, "there are no members")


def _serving_goals(evidence: Evidence) -> Found:
    serving = evidence.activities["outcomes"].map(len) > 0
    return share(int(serving.sum()), len(evidence.activities), NO_ACTIVITIES)


def _community_there(evidence: Evidence) -> Found:
    if not evidence.community_recorded:
        return unknown(NO_COMMUNITY)
    return Found(float(evidence.is_community.any()), int(evidence.is_community.sum()))


def _people_named(evidence: Evidence) -> Found:
    return share(int((evidence.activities["population"] != "").sum()), len(evidence.activities), NO_ACTIVITIES)


def _beside_others(evidence: Evidence, values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Found:
    """Return the community's mean over that of the other partners, at most 1."""
    if not evidence.community_recorded:
        return unknown(NO_COMMUNITY)
    community = evidence.is_community & evidence.is_partner
    others = evidence.is_partner & ~community
    if not community.any() or not others.any() or not values[others].any():
        return unknown("there is nobody of the community, or nobody to stand beside")
    return Found(min(1.0, float(values[community].mean() / values[others].mean())), int(community.sum()))


def _community_degree(evidence: Evidence) -> Found:
    return _beside_others(evidence, evidence.situation.ties.sum(axis=1).astype(float))


def _community_reached(evidence: Evidence) -> Found:
    if not evidence.net.backbone:
        return unknown(NO_BACKBONE)
    return _beside_others(evidence, (evidence.situation.from_backbone <= evidence.cuts.reach_steps).astype(float))


def _community_in_core(evidence: Evidence) -> Found:
    if not evidence.community_recorded:
        return unknown(NO_COMMUNITY)
    if evidence.core.fit != evidence.core.fit:
        return unknown("the network has no core to speak of")
    among = evidence.core.core[evidence.is_community]
    return share(int(among.sum()), len(among), "there is nobody of the community")


def _community_advocacy(evidence: Evidence) -> Found:
    if not evidence.community_recorded:
        return unknown(NO_COMMUNITY)
    if not len(evidence.activities):
        return unknown(NO_ACTIVITIES)
    with_community = system_activities(evidence) & evidence.doing[evidence.is_community].any(axis=0)
    return Found(float(with_community.any()), int(with_community.sum()))


def _with_baseline(evidence: Evidence) -> BoolArray:
    rows = evidence.indicators
    held = rows["status"].str.casefold().isin(_HAS_BASELINE) | rows["last_report"].notna()
    return np.asarray(held, dtype=bool)


def _baseline(evidence: Evidence) -> Found:
    measured = evidence.outcomes["id"].isin(evidence.indicators.loc[_with_baseline(evidence), "outcome"])
    return share(int(measured.sum()), len(evidence.outcomes), NO_OUTCOMES)


def _baseline_by_group(evidence: Evidence) -> Found:
    by_group = _with_baseline(evidence) & (evidence.indicators["disaggregated_by"] != "").to_numpy(bool)
    seen = evidence.outcomes["id"].isin(evidence.indicators.loc[by_group, "outcome"])
    return share(int(seen.sum()), len(evidence.outcomes), NO_OUTCOMES)


def _recent(evidence: Evidence) -> Found:
    last = evidence.indicators["last_report"]
    if evidence.situation.as_of is None or not last.notna().any():
        return unknown(NO_MEASURES if not len(last) else "the study does not record when measures were reported")
    since = pd.Timestamp(evidence.situation.as_of) - pd.DateOffset(months=int(evidence.cuts.report_months))
    return share(int((last > since).sum()), len(last), NO_MEASURES)


def _indicator(name: str) -> Callable[[Evidence], Found]:
    return lambda evidence: evidence.values[name]


CELLS: Final[Mapping[tuple[int, str], tuple[Piece, ...]]] = {
    (1, "governance"): (
        Piece("champions_named", "A champion is named", TABLE, _champions_named),
        Piece("convening_group", "Three sectors you need are on the steering group", TABLE, _convened),
        Piece("champions_reach", "Members the champions reach within one introduction", NETWORK, _champions_reach),
    ),
    (2, "governance"): (
        Piece("backbone_named", "A backbone is named", TABLE, _backbone_named),
        Piece("steering_exists", "There is a steering group", TABLE, _group_that(is_steering)),
        Piece("working_groups", "There are working groups", TABLE, _group_that(_is_working)),
        Piece("BB1", "Partners the backbone reaches directly", NETWORK, _indicator("BB1")),
        Piece("BB2", "Partners the backbone reaches within one introduction", NETWORK, _indicator("BB2")),
    ),
    (3, "governance"): (
        Piece("BB4", "Ties that do not need the backbone", NETWORK, _indicator("BB4")),
        Piece("load_spread", "How evenly partners take part in activities", TABLE, _load_spread),
        Piece("deputies", "Activities with a second organisation to lead", TABLE, _deputies),
    ),
    (1, "planning"): (
        Piece("members_mapped", "Members whose sector and activity are on record", TABLE, _mapped),
        Piece("collaborations_listed", "Members whose collaborations are on record", TABLE, _collaborations),
    ),
    (2, "planning"): (
        Piece("CA1", "Goals with several activities and organisations", TABLE, _indicator("CA1")),
        Piece("CA2", "Partners committed to a goal", TABLE, _indicator("CA2")),
        Piece("CA6", "Goals with a target and a date", TABLE, _indicator("CA6")),
    ),
    (3, "planning"): (
        Piece("MR1", "Partners who take part in an activity", TABLE, _indicator("MR1")),
        Piece("MR4", "Pairs who share work and are in regular contact", NETWORK, _indicator("MR4")),
        Piece("CA4", "Pairs of partners in contact who share a goal", NETWORK, _indicator("CA4")),
        Piece("activities_serve_goals", "Activities that serve a goal on record", TABLE, _serving_goals),
    ),
    (1, "community"): (
        Piece("community_there", "People who live with the issue are members", TABLE, _community_there),
        Piece("people_named", "Activities that say whom they are for", TABLE, _people_named),
    ),
    (2, "community"): (
        Piece("community_contacts", "Contacts of community members, beside those of others", NETWORK,
              _community_degree),
        Piece("community_reached", "Community members the backbone reaches, beside others", NETWORK,
              _community_reached),
    ),
    (3, "community"): (
        Piece("community_in_core", "Community members in the core of the network", NETWORK, _community_in_core),
        Piece("community_advocacy", "Community members take part in changing policy or practice", TABLE,
              _community_advocacy),
    ),
    (1, "evaluation"): (
        Piece("baseline", "Goals with data at hand", TABLE, _baseline),
        Piece("baseline_by_group", "Goals with data broken down by group", TABLE, _baseline_by_group),
    ),
    (2, "evaluation"): (
        Piece("SM1", "Goals with an agreed measure", TABLE, _indicator("SM1")),
        Piece("SM2", "Measures that two organisations or more report", TABLE, _indicator("SM2")),
    ),
    (3, "evaluation"): (
        Piece("SM3", "Partners who report a shared measure", TABLE, _indicator("SM3")),
        Piece("SM4", "Partners who used a shared measure in a decision", TABLE, _indicator("SM4")),
        Piece("recent_reports", "Measures reported in the last year", TABLE, _recent),
    ),
}  # fmt: skip
