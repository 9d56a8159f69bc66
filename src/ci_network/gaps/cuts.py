"""Gaps about single points of failure in the network: members and ties on which others' only path rests (G5)."""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ci_network.gaps.gap import Evidence, Gap
from ci_network.gaps.situation import Situation
from ci_network.measures import kernels_cuts, kernels_paths
from ci_network.wording import counted, first_listed

IntArray = NDArray[np.intp]
# Trying every member of a large network is slow, and a key link is always much in between: beyond this size only
# the members most in between are tried, the fewer the larger the network.
_TRY_ALL_UP_TO: Final = 150
_TRIALS: Final = 6_000
_FEWEST_TRIED: Final = 5


def find_single_links(situation: Situation) -> list[Gap]:
    """Find members and ties without whom others would be cut off, and the member who most shortens the ways (G5).

    No such claim is made where too few answered, nor where too few of the pairs that it rests on were told of.
    """
    if not situation.may_name:
        return []
    members = list(_articulation_points(situation))
    named = {gap.subjects[0] for gap in members}
    key = [gap for gap in _key_connector(situation) if gap.subjects[0] not in named]
    return [*members, *key, *_bridge_ties(situation)]


def _articulation_points(situation: Situation) -> Iterator[Gap]:
    ties = situation.net.binary
    for place in np.flatnonzero(kernels_cuts.articulation(ties)).tolist():
        others = np.flatnonzero(np.arange(situation.net.n) != place)
        parts = kernels_cuts.component_labels(ties[others][:, others])
        around = situation.ties[place][others]
        stranded = others[np.isin(parts, np.unique(parts[around])) & (parts != parts[around].min())]
        evidence: dict[str, Evidence] = {"stranded": len(stranded), "cut_off": situation.id_tuple(stranded)}
        words = f"Without {situation.names[place]}, {_cut_off(situation, stranded)}."
        yield from _if_large(
            situation, Gap("G5", "articulation_point", words, situation.id_tuple([place])), stranded, evidence
        )


def _bridge_ties(situation: Situation) -> Iterator[Gap]:
    ties = situation.net.binary
    for i, j in kernels_cuts.bridges(ties).tolist():
        cut = sparse.lil_array(ties)
        cut[i, j] = cut[j, i] = 0
        parts = kernels_cuts.component_labels(sparse.csr_array(cut))
        cut[i, j] = cut[j, i] = 1
        sides = [np.flatnonzero(parts == parts[end]) for end in (i, j)]
        stranded = min(sides, key=len)
        name, other = situation.named([i, j])
        words = f"The tie between {name} and {other} is the only link for {_who(situation, stranded)}"
        gap = Gap("G5", "bridge_tie", f"{words} to the rest of the network.", situation.id_tuple([i, j]))
        evidence: dict[str, Evidence] = {"stranded": len(stranded), "cut_off": situation.id_tuple(stranded)}
        yield from _if_large(situation, gap, stranded, evidence)


def _if_large(situation: Situation, gap: Gap, stranded: IntArray, evidence: dict[str, Evidence]) -> Iterator[Gap]:
    """Yield the gap where it strands enough members, with how sure it is: the pairs across the cut told of."""
    cuts, n = situation.thresholds, situation.net.n
    if len(stranded) < cuts.stranded_members and len(stranded) < cuts.stranded_share * n:
        return
    rest = np.setdiff1d(np.arange(n), [*stranded, *situation.net.positions(gap.subjects)])
    sure = situation.share_observed(stranded, rest)
    if sure < cuts.least_observed:
        return
    yield Gap(
        gap.gap,
        gap.kind,
        gap.finding,
        gap.subjects,
        len(stranded) / max(n - 1, 1),
        sure,
        evidence,
        {"stranded_members": cuts.stranded_members, "stranded_share": cuts.stranded_share},
        situation.caveat,
    )


def _key_connector(situation: Situation) -> Iterator[Gap]:
    """Find the member whose leaving would lengthen the ways among the others most, where it stands out."""
    if situation.net.n < 3:
        return
    rises = _fragmentation_rises(situation.net.binary)
    place, least = int(np.argmax(rises)), situation.thresholds.fragmentation_rise
    alone = np.isclose(rises, rises[place]).sum() == 1
    sure = situation.share_observed(range(situation.net.n))
    if rises[place] < least or not alone or sure < situation.thresholds.least_observed:
        return
    name = situation.names[place]
    yield Gap(
        "G5",
        "key_connector",
        f"Of all members, {name} does most to keep the ways among the others short; nobody depends on it alone.",
        situation.id_tuple([place]),
        float(rises[place]),
        sure,
        {"fragmentation_rise": float(rises[place])},
        {"fragmentation_rise": least},
        situation.caveat,
    )


def _fragmentation_rises(ties: sparse.csr_array) -> NDArray[np.float64]:
    """Return by how much distance-weighted fragmentation rises without each node; -inf where it was not tried."""
    n = ties.shape[0]
    tried = np.arange(n)
    if n > _TRY_ALL_UP_TO:
        between = kernels_paths.path_family(ties).betweenness
        most = max(_FEWEST_TRIED, _TRIALS // n)
        tried = np.sort(np.argsort(-between, kind="stable")[:most])
    rises = np.full(n, -np.inf)
    now = _fragmentation(ties)
    for place in tried.tolist():
        others = np.flatnonzero(np.arange(n) != place)
        rises[place] = _fragmentation(ties[others][:, others]) - now
    return rises


def _fragmentation(ties: sparse.csr_array) -> float:
    far = kernels_paths.distances(ties)
    n = len(far)
    near = np.divide(1.0, far, out=np.zeros_like(far), where=far > 0)
    return 1.0 - float(near.sum()) / (n * (n - 1)) if n > 1 else 0.0


def _who(situation: Situation, places: IntArray) -> str:
    return first_listed(situation.named(places)) if len(places) <= 6 else counted(len(places), "member")


def _cut_off(situation: Situation, places: IntArray) -> str:
    return f"{_who(situation, places)} would be cut off from the rest of the network"
