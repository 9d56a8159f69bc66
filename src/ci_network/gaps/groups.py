"""Gaps between groups: fewer ties than chance would give, and who holds them together (G4)."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ci_network.gaps.gap import Evidence, Gap
from ci_network.gaps.situation import Situation
from ci_network.wording import counted, either, first_listed

FloatArray = NDArray[np.float64]
Named: TypeAlias = Mapping[str, tuple[int, ...]]
# Relabellings are dealt out in blocks of about this many numbers.
_BLOCK: Final = 1_000_000
_FROM_TIES: Final = "clusters are found from the ties themselves; another search may draw them a little differently"


class _Hole(NamedTuple):
    """Two groups (columns of the membership) and the ties between them."""

    one: int
    other: int
    observed: float
    expected: float
    p: float
    adjusted: float


def find_holes_between_groups(situation: Situation) -> list[Gap]:
    """Find pairs of sectors, of working groups, and of places, with fewer ties between them than by chance (G4).

    Chance: members keep their ties and the groups are dealt out anew over partners. One-sided p-values, adjusted
    over all pairs of groups (Benjamini & Hochberg 1995, J Royal Statistical Society B 57:289). A complete hole has no
    tie at all where several would be expected from the density alone. The backbone is left out: it is there to
    talk with every group.

    Clusters, found from the ties themselves, have few ties between them by construction; of them only complete holes
    are told, without a p-value, and only where enough answered, because a cluster is called by its members.
    """
    levels = (situation.sectors, working_groups(situation), situation.places)
    holes = [gap for named in levels for gap in _holes(situation, named)]
    told = {frozenset(_partners(situation, str(gap.evidence[end])) for end in ("one", "other")) for gap in holes}
    return [*holes, *(_cluster_holes(situation, told) if situation.may_name else ())]


def working_groups(situation: Situation) -> Named:
    """Return the places of each group's members."""
    matrix = situation.groups.matrix.toarray() > 0
    return {str(one): tuple(np.flatnonzero(matrix[:, c]).tolist()) for c, one in enumerate(situation.groups.things)}


def group_members(situation: Situation, group: str) -> tuple[int, ...]:
    """Return the places of the members of a sector, else of a working group, else of a place."""
    levels = (situation.sectors, working_groups(situation), situation.places)
    return next((named[group] for named in levels if group in named), ())


def label_null(
    ties: FloatArray, groups: FloatArray, *, permutations: int, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return ties between groups as they are, their mean when members are relabelled, and one-sided p-values.

    Parameters
    ----------
    ties
        n x n, symmetric, 0 and 1.
    groups
        n x k, 1 where a member belongs to a group; one may belong to several.

    Returns
    -------
    tuple of arrays
        k x k each: observed, expected, and the p-value of so few ties, ``(1 + #{as few}) / (1 + permutations)``.
    """
    n, k = groups.shape
    observed = groups.T @ ties @ groups
    total, as_few = np.zeros((k, k)), np.zeros((k, k))
    few, block = sparse.csr_array(ties), max(1, _BLOCK // max(n * k, 1))
    for start in range(0, permutations, block):
        size = min(block, permutations - start)
        dealt = groups[np.argsort(rng.random((n, size)), axis=0)]
        near = np.asarray(few @ dealt.reshape(n, size * k)).reshape(n, size, k)
        found = dealt.transpose(1, 2, 0) @ near.transpose(1, 0, 2)
        total += found.sum(axis=0)
        as_few += (found <= observed).sum(axis=0)
    return observed, total / permutations, (1 + as_few) / (1 + permutations)


def adjusted_p(p: FloatArray) -> FloatArray:
    """Return p-values adjusted for their number by Benjamini and Hochberg's rule."""
    count = len(p)
    order = np.argsort(p, kind="stable")[::-1]
    scaled = p[order] * count / np.arange(count, 0, -1)
    adjusted = np.empty(count)
    adjusted[order] = np.minimum(1.0, np.minimum.accumulate(scaled))
    return adjusted


def _partners(situation: Situation, group: str) -> frozenset[int]:
    return frozenset(place for place in group_members(situation, group) if situation.is_peer[place])


def _peers_of(situation: Situation, named: Named) -> dict[str, list[int]]:
    """Return the partners in each group of enough partners, groups by name."""
    inside = {name: [place for place in places if situation.is_peer[place]] for name, places in named.items()}
    return {name: who for name, who in sorted(inside.items()) if len(who) >= situation.thresholds.group_members}


def _holes(situation: Situation, named: Named) -> Iterator[Gap]:
    """Yield the holes among these groups, groups too small or reported on too little left out."""
    cuts, peers = situation.thresholds, np.flatnonzero(situation.is_peer)
    inside = _peers_of(situation, named)
    names = list(inside)
    if len(names) < 2:
        return
    groups = np.zeros((situation.net.n, len(names)))
    for column, name in enumerate(names):
        groups[inside[name], column] = 1
    ties = situation.ties[np.ix_(peers, peers)].astype(float)
    density = ties.sum() / (len(peers) * (len(peers) - 1))
    for hole in _tested(situation, ties, groups[peers]):
        one, other = inside[names[hole.one]], inside[names[hole.other]]
        sure = situation.share_observed(one, other)
        complete = hole.observed == 0 and len(one) * len(other) * density >= cuts.hole_expected
        few = hole.observed < hole.expected and hole.adjusted < cuts.hole_p
        if (few or complete) and sure >= cuts.least_observed:
            kind = "complete_hole" if complete else "hole"
            yield from _found(situation, (names[hole.one], names[hole.other]), (one, other), hole, kind, sure)


def _tested(situation: Situation, ties: FloatArray, groups: FloatArray) -> list[_Hole]:
    rng = np.random.default_rng(situation.seed)
    permutations = int(situation.thresholds.hole_permutations)
    observed, expected, p = label_null(ties, groups, permutations=permutations, rng=rng)
    pairs = list(combinations(range(groups.shape[1]), 2))
    adjusted = adjusted_p(np.array([p[pair] for pair in pairs]))
    return [
        _Hole(*pair, float(observed[pair]), float(expected[pair]), float(p[pair]), float(after))
        for pair, after in zip(pairs, adjusted, strict=True)
    ]


def _found(
    situation: Situation,
    names: tuple[str, str],
    places: tuple[list[int], list[int]],
    hole: _Hole,
    kind: str,
    sure: float,
) -> Iterator[Gap]:
    """Yield the hole and, where a few members span it, who they are."""
    cuts, (one, other) = situation.thresholds, (group_in_words(situation, name) for name in names)
    brokers = _brokers(situation, *places)
    about: dict[str, Evidence] = {"one": names[0], "other": names[1]}
    evidence = about | {
        "observed": int(hole.observed),
        "expected": hole.expected,
        "p": hole.p,
        "p_adjusted": hole.adjusted,
        "members_of_one": len(places[0]),
        "members_of_other": len(places[1]),
        "possible": len(places[0]) * len(places[1]),
        "spanned_by": len(brokers),
    }
    if situation.may_name:
        evidence["brokers"] = ";".join(situation.id_tuple(brokers))
    meet = "no two members are in contact"
    if hole.observed:
        meet = f"only {counted(hole.observed, 'pair')} of members {either('is', 'are', int(hole.observed))} in contact"
    words = f"Between {one} and {other}, {meet}{situation.often}"
    expected = f"where about {hole.expected:.0f} would be by chance"
    chance = "" if hole.adjusted < cuts.hole_p else "so few may still be chance"
    caveat = "; ".join(part for part in (situation.caveat, chance) if part)
    used = {"hole_p": cuts.hole_p, "hole_expected": cuts.hole_expected, "group_members": cuts.group_members}
    yield Gap("G4", kind, f"{words}, {expected}.", (), _size(hole), sure, evidence, used, caveat)
    if situation.may_name and 0 < len(brokers) <= cuts.hole_brokers:
        who = first_listed(situation.named(brokers))
        words = f"{who} {either('is', 'are', len(brokers))} in contact with both {one} and {other}"
        only = f", the only {either('member', 'members', len(brokers))} who {either('is', 'are', len(brokers))}"
        size = _size(hole) * (cuts.broker_share if len(brokers) > 1 else 1.0)
        yield Gap("G4", "broker", f"{words}{only}.", situation.id_tuple(brokers), size, sure, about, used, caveat)


def _cluster_holes(situation: Situation, told: set[frozenset[frozenset[int]]]) -> Iterator[Gap]:
    """Yield the pairs of clusters without any tie where several would be expected from the density alone.

    Clusters of the very members of two groups of which a hole was ``told`` already are left out.
    """
    cuts, peers = situation.thresholds, np.flatnonzero(situation.is_peer)
    density = situation.ties[np.ix_(peers, peers)].sum() / max(len(peers) * (len(peers) - 1), 1)
    for (first, one), (second, other) in combinations(_peers_of(situation, situation.clusters).items(), 2):
        expected, sure = float(len(one) * len(other) * density), situation.share_observed(one, other)
        if situation.ties[np.ix_(one, other)].any() or expected < cuts.hole_expected or sure < cuts.least_observed:
            continue
        if frozenset((frozenset(one), frozenset(other))) in told:
            continue
        brokers = _brokers(situation, one, other)
        evidence: dict[str, Evidence] = {"one": first, "other": second, "observed": 0, "expected": expected}
        evidence |= {"around": situation.id_tuple([_centre(situation, one), _centre(situation, other)])}
        evidence |= {"members_of_one": len(one), "members_of_other": len(other), "spanned_by": len(brokers)}
        names = [situation.names[_centre(situation, places)] for places in (one, other)]
        words = (
            f"Between the {len(one)} members around {names[0]} and the {len(other)} around {names[1]}, no two are in"
        )
        words += f" contact{situation.often}, where about {expected:.0f} would be if all mixed alike."
        caveat = "; ".join(part for part in (situation.caveat, _FROM_TIES) if part)
        used = {"hole_expected": cuts.hole_expected}
        yield Gap("G4", "cluster_hole", words, (), cuts.cluster_severity, sure, evidence, used, caveat)


def _centre(situation: Situation, places: list[int]) -> int:
    """Return the member of a cluster with most ties inside it, the first of equals."""
    return places[int(situation.ties[np.ix_(places, places)].sum(axis=1).argmax())]


def _size(hole: _Hole) -> float:
    return 1 - hole.observed / hole.expected if hole.expected else 0.0


def _brokers(situation: Situation, one: list[int], other: list[int]) -> list[int]:
    """Return the partners in contact with somebody of both groups, whichever they belong to themselves."""
    both = situation.ties[one].any(axis=0) & situation.ties[other].any(axis=0) & situation.is_peer
    return [int(place) for place in np.flatnonzero(both)]


def group_in_words(situation: Situation, group: str) -> str:
    """Return how a sector, a working group or a place stands in a sentence."""
    name = group.replace("-", " ")
    if group in situation.sectors:
        return f"the {name} sector"
    if group not in situation.groups.things and group in situation.places:
        return f"members in {group}"
    return f"the {name}" if name.endswith(("group", "committee", "team", "table")) else f"the {name} group"
