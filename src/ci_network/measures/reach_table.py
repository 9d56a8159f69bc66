"""Every measure of the backbone's reach in one table, at the rule's level and at any contact, with reasons."""

import math
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from ci_network.measures import adoption, days, reach, reliance
from ci_network.measures.backbone_steps import NO_BACKBONE, NO_PARTNERS, backbone_distance_of, why_undefined
from ci_network.measures.cascade import Rng, simulate_cascade
from ci_network.measures.reach_channels import net_two_way_reach
from ci_network.network.network import Network

COLUMNS: Final = ("measure", "group", "threshold", "value", "n", "reason", "standard_error")
# Sectors of fewer partners are left out of the least-reached one: it would tell of single members.
LEAST_IN_GROUP: Final = 3
NO_ANSWERS, NO_TIES = "no partner answered", "no partner has a tie"
NO_PAIRS, NO_GROUPS = "no two partners can reach each other", f"no sector has {LEAST_IN_GROUP} partners"
NOT_KNOWN, NO_LADDER = "who reported what is not known", "the levels of the ties are not the ladder of frequency"
NOBODY = "no partner is reached"
WHOLE: Final = ""


class Row(NamedTuple):
    """One figure; ``group`` is blank for the whole network, ``n`` the number of cases behind the value."""

    measure: str
    group: str
    threshold: str
    value: float
    n: int
    reason: str
    standard_error: float = math.nan


def row_of(measure: str, group: str, net: Network, found: tuple[float, int, str], *, level: str = "") -> Row:
    """Return a row of ``(value, n, reason if it is NaN)``; a backbone or partners that are missing come first."""
    value, n, why = found
    reason = why_undefined(net, why) if math.isnan(value) else ""
    return Row(measure, group, level or net.rule.level_name(net.layer), value, n, reason)


def as_table(rows: list[Row]) -> pd.DataFrame:
    """Return rows as the contract's frame."""
    types = {"value": float, "n": int, "standard_error": float}
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(types)


def reach_table(net: Network, any_contact: Network, *, by: str = "sector", rng: Rng = 1) -> pd.DataFrame:
    """Every measure of the backbone's reach, at the rule's level and at any contact.

    Parameters
    ----------
    net, any_contact
        The same members with the ties under the rule, and with ties of any strength.
    by
        The column of the members whose groups are told apart.
    rng
        The seed or generator of the draws behind the spread of news.

    Returns
    -------
    DataFrame
        ``measure, group, threshold, value, n, reason, standard_error``. ``group`` is blank for the whole network;
        ``n`` is the number of cases behind the value (partners, ties or pairs of partners). NaN with the reason where a
        value is undefined. ``standard_error`` is 0 for a spread worked out in full, and NaN for all that is not drawn.
        Small groups are not yet kept back here.

    Examples
    --------
    >>> import ci_network as ci
    >>> study = ci.read_study("data/riverbend")
    >>> net = ci.build_network(study)
    >>> table = reach_table(net, net)
    >>> list(table["measure"].unique()[:3])
    ['reach_1', 'reach_2', 'reach_3']
    """
    levels = {net.rule.level_name(net.layer): net, "any contact": any_contact}
    parts = (_steps, _dependence, _spread)
    rows = []
    for level, at in levels.items():
        rows += [row._replace(threshold=level) for part in parts for row in part(at)]
        rows += [_news(at, rng)._replace(threshold=level)]
        rows += [row._replace(threshold=level) for row in _by_group(at, by)]
    return as_table(rows)


def _steps(net: Network) -> Iterator[Row]:
    """Give reach by steps and distance, among those who answered, and by ties of both ends."""
    peers, answered = _partners(net), int((~net.is_backbone & net.answered).sum())
    for name, steps in (("reach_1", 1), ("reach_2", 2), ("reach_3", 3), ("reach_inf", math.inf)):
        yield row_of(name, WHOLE, net, (reach.net_backbone_reach(net, steps=steps), peers, NO_PARTNERS))
    yield row_of("distance_weighted_reach", WHOLE, net, (reach.net_distance_weighted_reach(net), peers, NO_PARTNERS))
    seeds = reach.net_distance_weighted_reach(net, include_seeds=True)
    yield row_of("distance_weighted_reach_with_backbone", WHOLE, net, (seeds, net.n, NO_PARTNERS))
    yield row_of("decayed_reach", WHOLE, net, (reach.net_decayed_reach(net), peers, NO_PARTNERS))
    for steps in (1, 2):
        among = reach.net_backbone_reach(net, steps=steps, respondents_only=True)
        yield row_of(f"reach_{steps}_among_respondents", WHOLE, net, (among, answered, NO_ANSWERS))
    for name, steps in (("two_way_reach", 1), ("two_way_reach_2", 2), ("two_way_reach_3", 3)):
        yield row_of(name, WHOLE, net, (net_two_way_reach(net, steps=steps), peers, NOT_KNOWN))


def _dependence(net: Network) -> Iterator[Row]:
    """Give what would hold without the backbone."""
    peers, ties, pairs = _partners(net), _partner_ties(net), int(reliance.net_connected_partner_pairs(net))
    only, stranded = reliance.node_is_only_tied_to_backbone, reliance.node_is_stranded_without_backbone
    yield row_of("peer_tie_share", WHOLE, net, (reliance.net_peer_tie_share(net), ties, NO_TIES))
    yield row_of("pair_loss", WHOLE, net, (reliance.net_pair_loss(net), pairs, NO_PAIRS))
    yield row_of("only_tied_to_backbone", WHOLE, net, (_share(net, only), peers, NO_PARTNERS))
    yield row_of("stranded", WHOLE, net, (_share(net, stranded), peers, NO_PARTNERS))


def _spread(net: Network) -> Iterator[Row]:
    """Give how long news takes, whom it never gets to, and how far a costly change spreads."""
    peers = _partners(net)
    reached = int(np.isfinite(backbone_distance_of(net)[~net.is_backbone]).sum())
    why = NO_LADDER if reached else NOBODY
    yield row_of("days_to_reach", WHOLE, net, (days.net_days_to_reach(net), reached, why))
    yield row_of("never_reached", WHOLE, net, (days.net_never_reached(net), peers, NO_PARTNERS))
    yield row_of("threshold_reach", WHOLE, net, (adoption.net_threshold_reach(net), peers, NO_PARTNERS))
    yield row_of("confirmed_reach", WHOLE, net, (adoption.net_confirmed_reach(net), peers, NO_PARTNERS))


def _news(net: Network, rng: Rng) -> Row:
    found = simulate_cascade(net, rng=rng)
    row = row_of("cascade_reach", WHOLE, net, (found.value, _partners(net), NO_LADDER))
    return row._replace(standard_error=found.standard_error)


def _by_group(net: Network, by: str) -> Iterator[Row]:
    """Give how even reach is over the groups, and each group's."""
    groups = int((reach.group_backbone_reach(net, by=by)["members"] >= LEAST_IN_GROUP).sum())
    for name, measure in (("evenness", reach.net_reach_evenness), ("reach_gap", reach.net_reach_gap)):
        yield row_of(name, WHOLE, net, (measure(net, by=by, least_members=LEAST_IN_GROUP), groups, NO_GROUPS))
    for steps in (1, 2):
        yield from rows_by_group(f"reach_{steps}", net, by, steps=steps)


def rows_by_group(measure: str, net: Network, by: str | pd.Series, *, steps: float) -> Iterator[Row]:
    """Give one row a group: reach within so many steps, of its partners."""
    found = reach.group_backbone_reach(net, by=by, steps=steps)
    for group, members, value in zip(found.index, found["members"], found["reach"], strict=True):
        yield row_of(measure, str(group), net, (float(value), int(members), NO_BACKBONE))


def _share(net: Network, flags: Callable[[Network], pd.Series]) -> float:
    """Return the share of partners of whom a flag is true."""
    peers = ~net.is_backbone
    return float(flags(net)[peers].mean()) if net.is_backbone.any() and peers.any() else math.nan


def _partners(net: Network) -> int:
    return int((~net.is_backbone).sum())


def _partner_ties(net: Network) -> int:
    """Return the number of ties with at least one end at a partner."""
    ties = net.weak.binary
    return int(ties.sum() - ties[net.is_backbone][:, net.is_backbone].sum()) // 2
