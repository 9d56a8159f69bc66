"""Would members' standing survive other answers? Bands and not ranks, under treatments and deleted answers."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ci_network.errors import UsageError
from ci_network.inference.draws import Rng
from ci_network.inference.kernels_stack import MEASURES, bands, spearman, stack_centralities
from ci_network.inference.missing import RESPONDENTS_ONLY, impute_ties, reconstructed, respondents_only
from ci_network.inference.policy import BAND_NAMES
from ci_network.network.network import AnyNetwork, BoolArray, Network

FloatArray = NDArray[np.float64]
# Our defaults, not benchmarks: nearly all deletions must leave the order of members much as it was.
STABLE_RHO: Final = 0.80
STABLE_SHARE: Final = 0.90
STABLE, UNSTABLE, UNDEFINED = "stable", "unstable", "not defined"
MEASURE_COLUMNS: Final = ("measure", "rho", "rho_low", "replicates", "judgement", "reason")
MEMBER_COLUMNS: Final = ("member", "measure", "band", "band_low", "band_high", "share", "judgement", "reason")
_LOW, _HIGH = 0.05, 0.95
_WHO_SAID: Final = "who reported what is not known"


@dataclass(frozen=True, eq=False)
class Stability:
    """Members' centralities as observed and in networks that might have been seen instead.

    Attributes
    ----------
    ids
        The members.
    observed
        Measures x members.
    replicates
        Networks x measures x members: what might have been seen.
    labels
        One word a network: what was done to it.
    why_not
        Why nothing can be said where the frames hold NaN.
    """

    ids: pd.Index
    observed: FloatArray
    replicates: FloatArray
    labels: tuple[str, ...]
    why_not: str = "the measure is not defined, or the same for all"

    @cached_property
    def rho(self) -> pd.DataFrame:
        """Spearman's rho with what was observed: one row a network, one column a measure; to look at and plot."""
        return pd.DataFrame(
            spearman(self.observed, self.replicates), index=pd.Index(self.labels, name="what"), columns=list(MEASURES)
        )

    @cached_property
    def measures(self) -> pd.DataFrame:
        """How far the order of members holds: ``measure, rho, rho_low, replicates, judgement, reason``.

        ``rho`` is the median and ``rho_low`` the 5 % point of Spearman's rho; "stable" where ``rho_low`` is at least
        0.80, which is our default and no benchmark.
        """
        rho = self.rho
        middle, low = rho.median(), rho.quantile(_LOW)
        judged = np.select([low.isna(), low >= STABLE_RHO], [UNDEFINED, STABLE], UNSTABLE)
        frame = {"measure": rho.columns, "rho": middle.to_numpy(), "rho_low": low.to_numpy()}
        reason = np.where(low.isna(), self.why_not, "")
        return pd.DataFrame(
            frame | {"replicates": rho.notna().sum().to_numpy(), "judgement": judged, "reason": reason},
            columns=list(MEASURE_COLUMNS),
        )

    @cached_property
    def members(self) -> pd.DataFrame:
        """In which third each member lies: ``member, measure, band, band_low, band_high, share, judgement, reason``.

        ``band`` is the third as observed; ``band_low`` to ``band_high`` hold the middle 90 % of the replicates;
        ``share`` is the share of replicates that agree with ``band``; "stable" from 0.90, our default.
        """
        seen, others = bands(self.observed), bands(self.replicates)
        known = ~np.isnan(others) & ~np.isnan(seen)
        count = known.sum(axis=0)
        same = ((others == seen) & known).sum(axis=0)
        share = np.divide(same, count, out=np.full(seen.shape, np.nan), where=count > 0)
        low, high = _band_ends(np.where(known, others, np.nan), count)
        judged = np.select([count == 0, share >= STABLE_SHARE], [UNDEFINED, STABLE], UNSTABLE)
        columns = {"band": _words(seen), "band_low": _words(low), "band_high": _words(high), "share": share}
        columns |= {"judgement": judged, "reason": np.where(count == 0, self.why_not, "")}
        flat = {name: np.asarray(values).T.ravel() for name, values in columns.items()}
        pairs = {"member": np.repeat(self.ids.to_numpy(), len(MEASURES)), "measure": list(MEASURES) * len(self.ids)}
        return pd.DataFrame(pairs | flat, columns=list(MEMBER_COLUMNS))


def deletion_stability(
    graph: AnyNetwork,
    *,
    share: float = 0.10,
    replicates: int = 200,
    complete: BoolArray | None = None,
    rng: Rng = 1,
) -> Stability:
    """How members' standing would change if fewer had answered: another 10 % of answers deleted, 200 times.

    Each time the answers of that share of those who answered are deleted at random; the members stay, known by
    what the others report, and the ties are built anew under the network's own rule.

    Parameters
    ----------
    share
        The share of those who answered whose answers are deleted (at least one answer).
    replicates
        How many times.
    complete
        One flag a member: its silence about another is a known no, as of :func:`complete_answers`; those who
        answered where it is not given. It matters only to rules that need both ends.
    rng
        A seed or generator.

    References
    ----------
    Costenbader & Valente (2003), Social Networks 25:283.

    Examples
    --------
    >>> import ci_network as ci
    >>> found = deletion_stability(ci.build_network(ci.read_study("data/riverbend")), replicates=20)
    >>> found.measures.set_index("measure").at["degree", "judgement"]
    'stable'
    """
    net = Network.of(graph)
    if not 0 < share < 1:
        raise UsageError(f"The share of answers to delete lies between 0 and 1; {share} was given.")
    if replicates < 1:
        raise UsageError(f"At least one replicate is needed; {replicates} were asked for.")
    answering = np.flatnonzero(net.answered)
    gone = min(len(answering), max(1, round(share * len(answering))))
    order = np.argsort(np.random.default_rng(rng).random((replicates, len(answering))), axis=1)
    kept = np.broadcast_to(net.answered, (replicates, net.n)).copy()
    np.put_along_axis(kept, answering[order[:, :gone]], False, axis=1)
    full = net.answered if complete is None else np.asarray(complete, dtype=bool)
    found = _compared(net, list(_rebuilt(net, kept, full)), ["deletion"] * replicates)
    # Answers that nobody can be told apart in cannot be deleted: what is left untouched would look stable.
    return found if net.layer.directed else replace(found, replicates=found.replicates * np.nan, why_not=_WHO_SAID)


def treatment_stability(graph: AnyNetwork, *, imputations: int = 20, rng: Rng = 1) -> Stability:
    """How members' standing depends on how those who did not answer are treated.

    Compares the network as observed with the one of respondents only, the reconstructed one and each imputed one.

    Examples
    --------
    >>> import ci_network as ci
    >>> found = treatment_stability(ci.build_network(ci.read_study("data/riverbend")), imputations=5)
    >>> found.rho.index.to_list()[:3]
    ['respondents only', 'reconstructed', 'imputed']
    """
    net = Network.of(graph)
    drawn = impute_ties(net, imputations=imputations, rng=rng).networks()
    networks = [respondents_only(net), reconstructed(net), *drawn]
    labels = [RESPONDENTS_ONLY, "reconstructed", *["imputed"] * len(drawn)]
    stacks = [_dense(one) for one in networks[1:]]
    rest = _compared(net, stacks, labels[1:])
    # Those who are dropped have no standing at all; the others keep their places.
    alone = np.full((1, len(MEASURES), net.n), np.nan)
    alone[:, :, net.answered] = stack_centralities(_dense(networks[0])[None], directed=net.directed)
    return Stability(net.ids, rest.observed, np.concatenate([alone, rest.replicates]), tuple(labels))


def _compared(net: Network, stack: list[FloatArray], labels: list[str]) -> Stability:
    found = stack_centralities(np.stack([_dense(net), *stack]), directed=net.directed)
    return Stability(net.ids, found[0], found[1:], tuple(labels))


def _dense(net: Network) -> FloatArray:
    return np.asarray(net.binary.toarray(), dtype=float)


def _rebuilt(net: Network, kept: BoolArray, complete: BoolArray) -> FloatArray:
    """Return for each row of ``kept`` (who still answers) the ties as 0 and 1 that the rule makes of what is left."""
    if net.directed:
        return np.asarray(_dense(net) * kept[:, :, None])
    level, rule = net.rule.level(net.layer), net.rule
    there = kept | ~net.answered  # who never answered has no report to lose
    said = net.reports.toarray() * there[:, :, None]
    known = np.where((said > 0) | (kept & complete)[:, :, None], said, np.nan)
    other = known.transpose(0, 2, 1)
    if rule.symmetrise in ("both", "min"):
        value = np.fmin(known, other)
    elif rule.symmetrise == "mean":
        value = (np.fmin(known, other) + np.fmax(known, other)) / 2
    else:
        value = np.fmax(known, other)
    at_level = (said >= level) & (said > 0)
    enough = at_level.astype(int) + at_level.transpose(0, 2, 1) >= rule.min_reports
    return np.asarray((np.nan_to_num(value) >= level) & (np.nan_to_num(value) > 0) & enough, dtype=float)


def _band_ends(others: FloatArray, count: NDArray[np.intp]) -> tuple[FloatArray, FloatArray]:
    """Return the bands that hold the middle 90 % of the replicates, worked out without what is not defined."""
    ordered = np.sort(others, axis=0)  # NaN last
    ends = []
    for at in (_LOW, _HIGH):
        place = np.clip(np.round(at * (count - 1)), 0, None).astype(int)
        ends.append(np.take_along_axis(ordered, place[None], axis=0)[0])
    return ends[0], ends[1]


def _words(band: FloatArray) -> NDArray[np.object_]:
    names = np.array([*BAND_NAMES, ""], dtype=object)
    return np.asarray(names[np.where(np.isnan(band), len(BAND_NAMES), np.nan_to_num(band)).astype(int)])
