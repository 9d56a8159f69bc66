"""Gaps about the backbone: groups it hardly reaches (G11), leaning on it (G12), groups without a link to it (G19)."""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ci_network.gaps.gap import Evidence, Gap
from ci_network.gaps.groups import group_in_words
from ci_network.gaps.roles import is_steering
from ci_network.gaps.situation import Situation
from ci_network.measures import reliance
from ci_network.wording import either, first_listed, percent

IntArray = NDArray[np.intp]


def find_unreached_groups(situation: Situation) -> list[Gap]:
    """Find sectors and working groups that the backbone hardly reaches within two steps, or only from afar (G11).

    Judged under the rule; what holds at any contact stands beside it.
    """
    if not situation.net.backbone:
        return []
    matrix = situation.groups.matrix.toarray() > 0
    groups = {name: np.array(places, dtype=np.intp) for name, places in situation.sectors.items()}
    groups |= {str(name): np.flatnonzero(matrix[:, c]) for c, name in enumerate(situation.groups.things)}
    peers = {name: places[situation.is_peer[places]] for name, places in sorted(groups.items())}
    least = situation.thresholds.group_members
    return [gap for name, places in peers.items() if len(places) >= least for gap in _of_group(situation, name, places)]


def find_over_dependence(situation: Situation) -> list[Gap]:
    """Find where the network, or single members, would come apart without the backbone (G12).

    Usual in a first phase, and then half as severe. Nothing is said of members who did not answer in full, nor of any
    member where too few answered.
    """
    if not situation.net.backbone:
        return []
    members = [*_only_tied(situation), *_stranded(situation)] if situation.may_name else []
    return [*_of_network(situation), *members]


def find_unlinked_groups(situation: Situation) -> list[Gap]:
    """Find working groups no member of which belongs to, or is in contact with, steering or the backbone (G19).

    Under the rule; what holds at any contact stands beside it. A group of whose contacts too little is known is left
    out, and so are all where the study knows neither steering nor backbone.
    """
    lead = situation.in_steering | situation.net.is_backbone
    kinds = situation.study.table("groups").set_index("id")["kind"]
    matrix = situation.groups.matrix.toarray() > 0
    if not lead.any():
        return []
    found: list[Gap] = []
    for column, group in enumerate(str(thing) for thing in situation.groups.things):
        inside = np.flatnonzero(matrix[:, column])
        if is_steering(kinds[group]) or not len(inside) or lead[inside].any():
            continue
        found += _unlinked(situation, group, inside, np.flatnonzero(lead))
    return found


def _unlinked(situation: Situation, group: str, inside: IntArray, lead: IntArray) -> Iterator[Gap]:
    sure = situation.share_observed(inside, lead)
    if situation.ties[np.ix_(inside, lead)].any() or sure < situation.thresholds.least_observed:
        return
    linked = int(situation.any_ties[np.ix_(inside, lead)].any(axis=1).sum())
    named = {"steering": situation.in_steering.any(), "the backbone": situation.net.backbone}
    whom = " or ".join(name for name, there in named.items() if there)
    words = f"Nobody in {group_in_words(situation, group)} is in contact{situation.often} with {whom}"
    if situation.often:
        words += f"; at any contact {linked or 'nobody'} {either('is', 'are', linked or 1)}"
    evidence: dict[str, Evidence] = {"group": group, "members": len(inside), "linked_at_any_contact": linked}
    who, size = situation.id_tuple(inside), situation.thresholds.unlinked_severity
    yield Gap("G19", "unlinked_group", f"{words}.", who, size, sure, evidence, {}, situation.caveat)


def _of_group(situation: Situation, name: str, places: IntArray) -> Iterator[Gap]:
    cuts, group = situation.thresholds, group_in_words(situation, name)
    far, overall = situation.from_backbone[places], situation.from_backbone[situation.is_peer]
    reach = float((far <= cuts.reach_steps).mean())
    reach_any = float((situation.from_backbone_any[places] <= cuts.reach_steps).mean())
    mean, mean_all = _mean_steps(far), _mean_steps(overall)
    sure = situation.share_observed(places)
    few, distant = reach < cuts.group_reach, mean > mean_all + cuts.group_distance
    if not (few or distant) or sure < cuts.least_observed:
        return
    words = f"The backbone reaches {percent(reach) if reach else 'nobody'} of {group} within one introduction"
    if situation.often:
        words += f" of contact{situation.often}, and {percent(reach_any) if reach_any else 'nobody'} at any contact"
    words += "."
    if not few:
        words = (
            f"{group[0].upper()}{group[1:]} is {mean:.1f} steps from the backbone on average, others {mean_all:.1f}."
        )
    evidence: dict[str, Evidence] = {"group": name, "members": len(places), "reach_2": reach}
    evidence |= {"reach_2_at_any_contact": reach_any, "mean_steps": mean, "mean_steps_of_all": mean_all}
    yield Gap(
        "G11",
        "unreached" if not reach else "hardly_reached" if few else "distant",
        words,
        situation.id_tuple(places[far > cuts.reach_steps]),
        1 - reach,
        sure,
        evidence,
        {"group_reach": cuts.group_reach, "group_distance": cuts.group_distance, "reach_steps": cuts.reach_steps},
        situation.caveat,
    )


def _of_network(situation: Situation) -> Iterator[Gap]:
    cuts, net = situation.thresholds, situation.net
    loss, share, load = (
        reliance.net_pair_loss(net),
        reliance.net_peer_tie_share(net),
        reliance.net_backbone_load(net),
    )
    peers = np.flatnonzero(situation.is_peer)
    sure = situation.share_observed(peers, peers)
    leans = loss >= cuts.pair_loss or share < cuts.peer_tie_share or load >= cuts.backbone_load
    if not leans or math.isnan(loss) or sure < cuts.least_observed:
        return
    words = (
        f"Without the backbone, {percent(loss)} of the pairs of partners who can reach each other now could not;"
        f" {percent(share)} of partners' ties run between partners, and {percent(load)} of the shortest ways pass the"
        " backbone."
    )
    evidence = {"pair_loss": loss, "peer_tie_share": share, "backbone_load": load}
    used = {"pair_loss": cuts.pair_loss, "peer_tie_share": cuts.peer_tie_share, "backbone_load": cuts.backbone_load}
    yield Gap("G12", "network", words, (), loss * _phase(situation), sure, evidence, used, _caveat(situation))


def _only_tied(situation: Situation) -> Iterator[Gap]:
    only = reliance.node_is_only_tied_to_backbone(situation.net).to_numpy() & situation.answered_in_full
    for place in np.flatnonzero(only).tolist():
        yield Gap(
            "G12",
            "only_tie",
            f"{situation.names[place]} is in contact{situation.often} with the backbone alone.",
            situation.id_tuple([place]),
            situation.thresholds.only_tie_severity * _phase(situation),
            situation.share_observed([place]),
            {"ties": int(situation.ties[place].sum())},
            caveat=_caveat(situation),
        )


def _stranded(situation: Situation) -> Iterator[Gap]:
    """Yield each part of two or more that only the backbone joins to the rest; single members are "only_tie"."""
    parts = reliance.stranded_parts(situation.net)
    rest = np.flatnonzero((parts < 0) & situation.is_peer)
    for part in sorted(set(parts[parts >= 0].tolist())):
        inside = np.flatnonzero(parts == part)
        others = rest if len(rest) else np.flatnonzero((parts >= 0) & (parts != part))
        sure = situation.share_observed(inside, others)
        if len(inside) < 2 or sure < situation.thresholds.least_observed:
            continue
        who = first_listed(situation.named(inside))
        yield Gap(
            "G12",
            "stranded",
            f"{who} {either('is', 'are', len(inside))} connected with the other partners through the backbone alone.",
            situation.id_tuple(inside),
            situation.thresholds.stranded_severity * _phase(situation),
            sure,
            {"members": len(inside)},
            caveat=_caveat(situation),
        )


def _mean_steps(far: NDArray[np.float64]) -> float:
    known = far[np.isfinite(far)]
    return float(known.mean()) if len(known) else math.nan


def _phase(situation: Situation) -> float:
    return situation.thresholds.first_phase if situation.study.phase == 1 else 1.0


def _caveat(situation: Situation) -> str:
    usual = "usual in a first phase" if situation.study.phase == 1 else ""
    return "; ".join(part for part in (situation.caveat, usual) if part)
