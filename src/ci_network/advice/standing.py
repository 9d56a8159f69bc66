"""Where a network stands, kept so that one more tie costs one pass over the distances."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ci_network.gaps.situation import Situation
from ci_network.measures import kernels_paths
from ci_network.network.layers import required_pairs

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]
Places = Sequence[tuple[int, int]]


@dataclass(frozen=True, eq=False)
class Standing:
    """A network as arrays, with ties added to it one after another.

    Attributes
    ----------
    adjacency
        n x n, symmetric: who is in contact.
    removed
        Flags: who is imagined away where a measure asks what would be left; the backbone unless said otherwise.
    backbone
        Flags: who belongs to the backbone.
    required
        n x n, symmetric: pairs that have to coordinate.
    known
        Flags: whose having no tie is known (it answered).
    before, added
        The standing that this one was made from, and the ties added to it.
    """

    adjacency: BoolArray
    backbone: BoolArray
    removed: BoolArray
    required: BoolArray
    known: BoolArray
    before: "Standing | None" = None
    added: tuple[tuple[int, int], ...] = ()

    def with_ties(self, pairs: Places) -> "Standing":
        """Return the standing with these ties added."""
        if not pairs:
            return self
        adjacency = self.adjacency.copy()
        rows, columns = np.array(pairs).T
        adjacency[rows, columns] = adjacency[columns, rows] = True
        return replace(self, adjacency=adjacency, before=self, added=tuple(pairs))

    def without_ties(self, pairs: Places) -> "Standing":
        """Return the standing without these ties, all distances to be found anew."""
        if not pairs:
            return self
        adjacency = self.adjacency.copy()
        rows, columns = np.array(pairs).T
        adjacency[rows, columns] = adjacency[columns, rows] = False
        return replace(self, adjacency=adjacency, before=None, added=())

    def if_removed(self, places: Sequence[int]) -> "Standing":
        """Return the standing in which others than the backbone are imagined away."""
        removed = np.zeros(len(self.adjacency), bool)
        removed[list(places)] = True
        return replace(self, removed=removed, before=None, added=())

    @cached_property
    def distances(self) -> FloatArray:
        """Steps between members; infinite where there is no way."""
        if self.before is None:
            return _steps(self.adjacency)
        return _shortened(self.before.distances, self.added)

    @cached_property
    def distances_left(self) -> FloatArray:
        """Steps between those who are not removed, along ways that avoid those who are."""
        keep = ~self.removed
        if self.before is None:
            return _steps(self.adjacency[np.ix_(keep, keep)])
        place = np.cumsum(keep) - 1
        inside = [(int(place[a]), int(place[b])) for a, b in self.added if keep[a] and keep[b]]
        return _shortened(self.before.distances_left, inside)

    @cached_property
    def from_backbone(self) -> FloatArray:
        """Steps of each partner from the nearest of the backbone."""
        steps: FloatArray = self.distances[self.backbone][:, ~self.backbone].min(axis=0, initial=np.inf)
        return steps


def standing_of(situation: Situation) -> Standing:
    """Return where the network of a situation stands under its rule."""
    net = situation.net.weak
    peers = ~net.is_backbone
    needed = required_pairs(situation.study, net.ids, wave=situation.wave).toarray() > 0
    return Standing(
        adjacency=np.asarray(net.binary.toarray() > 0),
        backbone=net.is_backbone,
        removed=net.is_backbone,
        required=np.asarray(needed & peers[:, None] & peers[None, :]),
        known=net.answered,
    )


def reach(standing: Standing, steps: float, among: BoolArray | None = None) -> float:
    """Return the share of partners (of those flagged by ``among``) within these steps of the backbone."""
    wanted = np.ones(len(standing.from_backbone), bool) if among is None else among[~standing.backbone]
    if not standing.backbone.any() or not wanted.any():
        return float("nan")
    return float((standing.from_backbone[wanted] <= steps).mean())


def distance_weighted_reach(standing: Standing) -> float:
    """Return the mean of one over the steps from the backbone, over partners."""
    if not standing.backbone.any() or standing.backbone.all():
        return float("nan")
    return float(kernels_paths.inverse(standing.from_backbone).mean())


def peer_tie_share(standing: Standing) -> float:
    """Return the share of ties between partners, of all ties that end at a partner."""
    peer = ~standing.backbone
    ends = standing.adjacency[peer]
    to_backbone = ends[:, standing.backbone].sum()
    between = (ends.sum() - to_backbone) / 2
    ties = between + to_backbone
    return float(between / ties) if standing.backbone.any() and ties else float("nan")


def pair_loss(standing: Standing) -> float:
    """Return the share of connected pairs of partners that would be connected no more without those removed."""
    left: BoolArray = np.logical_not(standing.removed)
    if not standing.removed.any():
        return float("nan")
    now = np.isfinite(standing.distances)[left][:, left].sum() - left.sum()
    then = np.isfinite(standing.distances_left).sum() - left.sum()
    return float(1 - then / now) if now else float("nan")


def cut_off(standing: Standing) -> float:
    """Return how many of those now in contact would lie outside the largest part without those removed."""
    together: BoolArray = np.isfinite(standing.distances_left)
    if not len(together):
        return float("nan")
    largest = int(together.sum(axis=1).max())
    in_contact = int(standing.adjacency[~standing.removed].any(axis=1).sum())
    return float(in_contact - min(largest, in_contact))


def only_tied_to_backbone(standing: Standing) -> float:
    """Return how many partners have ties, and all of them with the backbone."""
    peers = ~standing.backbone
    with_peers = standing.adjacency[:, peers].any(axis=1)
    return float((standing.adjacency.any(axis=1) & ~with_peers & peers).sum())


def distance_weighted_fragmentation(standing: Standing) -> float:
    """Return one minus the mean of one over the steps between all pairs."""
    n = len(standing.adjacency)
    return float(1 - kernels_paths.inverse(standing.distances).sum() / (n * (n - 1))) if n > 1 else float("nan")


def isolates(standing: Standing) -> float:
    """Return how many members who answered have no tie."""
    return float((~standing.adjacency.any(axis=1) & standing.known).sum())


def congruence(standing: Standing) -> float:
    """Return the share of pairs that have to coordinate and are in contact."""
    needed = standing.required.sum()
    return float((standing.required & standing.adjacency).sum() / needed) if needed else float("nan")


Measure = Callable[[Standing], float]
# The headline measures: every what-if is told for all of them, not only for the one it aims at.
MEASURES: Final[Mapping[str, Measure]] = {
    "reach_1": lambda standing: reach(standing, 1),
    "reach_2": lambda standing: reach(standing, 2),
    "distance_weighted_reach": distance_weighted_reach,
    "peer_tie_share": peer_tie_share,
    "pair_loss": pair_loss,
    "distance_weighted_fragmentation": distance_weighted_fragmentation,
    "isolates": isolates,
    "congruence": congruence,
}


def _steps(adjacency: BoolArray) -> FloatArray:
    return kernels_paths.distances(sparse.csr_array(adjacency, dtype=float))


def _shortened(distances: FloatArray, added: Places) -> FloatArray:
    """Return the distances once ties are added: a way may now lead over each new tie, either way round."""
    for a, b in added:
        over = distances[:, [a]] + distances[[b]]
        over = np.minimum(over, over.T)  # steps are the same both ways
        over += 1
        distances = np.minimum(distances, over, out=over)
    return distances
