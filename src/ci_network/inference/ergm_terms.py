"""The terms of an ERGM: what a network holds of each, and what one more tie would add."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from ci_network.errors import UnknownNameError, UsageError
from ci_network.inference.draws import FloatArray
from ci_network.inference.matrices import attribute_of, group_codes, numbers_of
from ci_network.network.network import Network

FIXED: Final = ("edges", "nodematch", "nodecov")  # what a tie adds does not hang on the other ties
SHARED_PARTNERS: Final = "gwesp"
UNDIRECTED_ONLY: Final = ("gwdegree",)
DIRECTED_ONLY: Final = ("mutual", "gwidegree", "gwodegree")
KINDS: Final = (*FIXED, "mutual", SHARED_PARTNERS, "gwdegree", "gwidegree", "gwodegree")
DECAY: Final = 0.5


@dataclass(frozen=True)
class ErgmTerm:
    """One tendency that may shape a network.

    ``edges``: the number of ties. ``mutual``: pairs with both arcs. ``nodematch``: ties between members of the same
    ``attribute``. ``nodecov``: the sum of a number over both ends of each tie. ``gwesp``: ties with shared partners,
    each further one weighing less (directed: from the first to the partner to the second). ``gwdegree``, and
    ``gwidegree`` and ``gwodegree`` where directed: ties of members with few ties already. ``decay`` is fixed, as in
    statnet's ``gwesp(decay, fixed = TRUE)``.

    Examples
    --------
    >>> ErgmTerm("nodematch", "sector").name, ErgmTerm("gwesp").name
    ('nodematch.sector', 'gwesp.0.5')
    """

    kind: str
    attribute: str = ""
    decay: float = DECAY

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise UnknownNameError("ERGM term", self.kind, KINDS)
        if self.kind in ("nodematch", "nodecov") and not self.attribute:
            raise UsageError(f"'{self.kind}' needs an attribute: ErgmTerm('{self.kind}', 'sector').")
        if self.decay <= 0:
            raise UsageError(f"The decay of '{self.kind}' must be above 0; {self.decay} was given.")

    @property
    def name(self) -> str:
        """The term as a table names it."""
        if self.attribute:
            return f"{self.kind}.{self.attribute}"
        return f"{self.kind}.{self.decay:g}" if self.kind.startswith("gw") else self.kind


@dataclass(frozen=True, eq=False)
class Model:
    """The terms over the members of one network: what each fixed term adds, and the decays of the others."""

    terms: tuple[ErgmTerm, ...]
    directed: bool
    fixed: dict[int, FloatArray] = field(default_factory=dict)

    @classmethod
    def of(cls, net: Network, terms: Iterable[str | ErgmTerm]) -> "Model":
        """Return the model of these terms; a word alone is a term without an attribute."""
        found = tuple(term if isinstance(term, ErgmTerm) else ErgmTerm(term) for term in terms)
        for term in found:
            if term.kind in (UNDIRECTED_ONLY if net.directed else DIRECTED_ONLY):
                kind = "directed" if net.directed else "undirected"
                raise UsageError(f"The term '{term.kind}' has no meaning in {kind} networks.")
        fixed = {k: _added_whatever(net, term) for k, term in enumerate(found) if term.kind in FIXED}
        return cls(found, net.directed, fixed)

    def added(self, ties: FloatArray) -> FloatArray:
        """Return terms x n x n: what a tie at each place adds, the other ties being as they are."""
        given = [self.fixed[k] if k in self.fixed else _added(term, ties) for k, term in enumerate(self.terms)]
        return np.array(given)

    def held(self, ties: FloatArray) -> FloatArray:
        """Return how much of each term the network holds."""
        share = 1.0 if self.directed else 0.5
        return np.array(
            [
                share * float((self.fixed[k] * ties).sum()) if k in self.fixed else _held(term, ties, share)
                for k, term in enumerate(self.terms)
            ]
        )


def shrink(term: ErgmTerm) -> float:
    """Return how much less each further partner or tie weighs than the one before."""
    return 1.0 - float(np.exp(-term.decay))


def _added_whatever(net: Network, term: ErgmTerm) -> FloatArray:
    if term.kind == "edges":
        return np.ones((net.n, net.n))
    if term.kind == "nodematch":
        codes = group_codes(attribute_of(net, term.attribute))[0]
        return np.asarray((codes[:, None] == codes[None, :]) & (codes >= 0)[:, None], dtype=float)
    values = numbers_of(net, term.attribute)
    return np.asarray(values[:, None] + values[None, :])


def _added(term: ErgmTerm, ties: FloatArray) -> FloatArray:
    if term.kind == "mutual":
        return ties.T
    q = shrink(term)
    if term.kind == SHARED_PARTNERS:
        return _added_shared(ties, q, float(np.exp(term.decay)))
    received, given = ties.sum(axis=0)[None, :] - ties, ties.sum(axis=1)[:, None] - ties
    if term.kind == "gwidegree":
        return np.asarray(q**received)
    return np.asarray(q**given if term.kind == "gwodegree" else q**given + (q**given).T)


def _added_shared(ties: FloatArray, q: float, scale: float) -> FloatArray:
    """Return what a tie adds to gwesp: its own partners, and one partner more for the ties that it would serve.

    Where the tie is there already, the ties that it serves are counted with one partner less.
    """
    partners = ties @ ties
    weight = ties * q**partners
    served = weight @ ties.T + ties.T @ weight
    return np.asarray(scale * (1.0 - q**partners) + np.where(ties > 0, served / q, served))


def _held(term: ErgmTerm, ties: FloatArray, share: float) -> float:
    if term.kind == "mutual":
        return float((ties * ties.T).sum()) / 2
    q, scale = shrink(term), float(np.exp(term.decay))
    if term.kind == SHARED_PARTNERS:
        return share * scale * float((ties * (1.0 - q ** (ties @ ties))).sum())
    return scale * float((1.0 - q ** ties.sum(axis=0 if term.kind == "gwidegree" else 1)).sum())
