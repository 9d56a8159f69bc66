"""Members who did not answer: named treatments of what they would have said, side by side.

Dropping those who did not answer is nearly always the worst choice (Smith, Moody & Morgan 2017, Social Networks
48:78); it is here to compare with, and because it is often done without being said.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from ci_network.inference.draws import Rng
from ci_network.inference.impute import draw_ties, fit_logistic, pair_terms
from ci_network.measures.response import density_bounds, reported_at_level
from ci_network.measures.table import network_table
from ci_network.network.network import AnyNetwork, BoolArray, Network

FloatArray = NDArray[np.float64]

AS_OBSERVED: Final = "as observed"
RESPONDENTS_ONLY: Final = "respondents only"
RECONSTRUCTED: Final = "reconstructed"
IMPUTED: Final = "imputed"
BOUNDS: Final = "bounds"
COLUMNS: Final = ("treatment", "measure", "value", "low", "high", "networks", "reason")
TERMS: Final = ("intercept", "same_sector", "named_by_others")
DIRECTED_TERMS: Final = (
    "intercept",
    "same_sector",
    "source_named_by_others",
    "target_named_by_others",
    "named_back",
    "target_answered",
)
_MIDDLE: Final = (0.025, 0.975)
# What does not apply to one treatment is not NaN for want of ties.
_UNDEFINED: Final = "not defined for this network"


@dataclass(frozen=True, eq=False)
class Imputation:
    """Several networks that might have been seen had everybody answered.

    Attributes
    ----------
    net
        The network as observed.
    pairs
        The pairs nobody told of: ``source, target, probability``, the last by the model.
    coefficients
        The model: ``term, estimate, se`` on the log-odds scale; empty where it could not be fitted.
    drawn
        Imputations x pairs: a tie or none.
    values
        Imputations x pairs: the value of the tie, drawn from the ties that were observed.
    """

    net: Network
    pairs: pd.DataFrame
    coefficients: pd.DataFrame
    drawn: BoolArray
    values: FloatArray

    def networks(self) -> list[Network]:
        """Return each imputation as a network."""
        rows, columns = self.net.positions(self.pairs["source"]), self.net.positions(self.pairs["target"])
        return [self._with(rows, columns, tie * value) for tie, value in zip(self.drawn, self.values, strict=True)]

    def _with(self, rows: NDArray[np.intp], columns: NDArray[np.intp], values: FloatArray) -> Network:
        added = sparse.coo_array((values, (rows, columns)), shape=self.net.matrix.shape)
        both = added if self.net.directed else added + added.T
        return self.net.with_matrix(self.net.matrix + both)


def respondents_only(graph: AnyNetwork) -> Network:
    """The network of those who answered, the others and all that was said of them left out.

    Examples
    --------
    >>> import ci_network as ci
    >>> respondents_only(ci.build_network(ci.read_study("data/riverbend"))).n
    52
    """
    net = Network.of(graph)
    return net.among(net.ids[net.answered])


def reconstructed(graph: AnyNetwork) -> Network:
    """The network in which those who did not answer name whoever named them.

    A tie from somebody who answered to somebody who did not is taken to run both ways, at the value reported. Where
    ties have no direction this is how they are built already (the one report stands alone), and nothing changes.
    Pairs of which neither answered stay without a tie.

    References
    ----------
    Stork & Richards (1992), Group & Organization Management 17:193.

    Examples
    --------
    >>> import ci_network as ci
    >>> study = ci.read_study("data/riverbend")
    >>> arrows = ci.build_network(study, rule=ci.TieRule("monthly", symmetrise="none"))
    >>> len(reconstructed(arrows).ties()) > len(arrows.ties())
    True
    """
    net = Network.of(graph)
    if not net.directed:
        return net
    silent = sparse.diags_array((~net.answered).astype(float))
    return net.with_matrix(net.matrix.maximum(sparse.csr_array(silent @ net.matrix.T)))


def impute_ties(graph: AnyNetwork, *, imputations: int = 20, rng: Rng = 1) -> Imputation:
    """Draw the ties that nobody told of from a model of the others, several times over.

    The model: each tie on its own (dyads independent), log-odds linear in whether the two are of one sector and how
    often the others who answered name each of them; where ties have a direction also in whether the second named
    the first. It is fitted to the pairs of which both answered (with a direction: of which the first did), by
    penalised maximum likelihood. Each imputation draws the coefficients anew from their normal approximation.

    Parameters
    ----------
    imputations
        How many networks are drawn.
    rng
        A seed or generator.

    Notes
    -----
    Ties in triangles are not modelled, so the imputed part clusters less than the real one would. Where fewer than
    three members answered, or nobody is missing, nothing is drawn and each imputation is the network as observed.

    Examples
    --------
    >>> import ci_network as ci
    >>> imputed = impute_ties(ci.build_network(ci.read_study("data/riverbend")), imputations=5)
    >>> len(imputed.pairs), len(imputed.networks())
    (66, 5)
    """
    net = Network.of(graph)
    unknown, whole = _unknown(net), _whole(net)
    rows, columns = np.nonzero(unknown if net.directed else np.triu(unknown))
    generator = np.random.default_rng(rng)
    if not len(rows) or net.answered.sum() < 3:
        return _nothing(net, imputations)
    terms = pair_terms(_said(net), net.answered, _sector_codes(net), directed=net.directed)
    i, j = np.nonzero(whole if net.directed else np.triu(whole))
    ties = net.binary.toarray()
    fit = fit_logistic(terms[i, j], ties[i, j])
    drawn = draw_ties(fit, terms[rows, columns], draws=imputations, rng=generator)
    seen = net.matrix.data if net.matrix.nnz else np.ones(1)
    names = DIRECTED_TERMS if net.directed else TERMS
    chance = 1 / (1 + np.exp(-(terms[rows, columns] @ fit.coefficients)))
    return Imputation(
        net=net,
        pairs=pd.DataFrame({"source": net.ids[rows], "target": net.ids[columns], "probability": chance}),
        coefficients=pd.DataFrame(
            {"term": names, "estimate": fit.coefficients, "se": np.sqrt(np.diag(fit.covariance))}
        ),
        drawn=drawn,
        values=generator.choice(seen, size=drawn.shape),
    )


def treatments_table(graph: AnyNetwork, *, imputations: int = 20, rng: Rng = 1) -> pd.DataFrame:
    """What each treatment of those who did not answer makes of every measure of the network.

    Treatments: "as observed" (ties that somebody reported), "respondents only" (the others dropped),
    "reconstructed" (the others name whoever named them), "imputed" (ties that nobody told of drawn from a model, see
    :func:`impute_ties`), "bounds" (the least and the most that the density could be).

    Returns
    -------
    DataFrame
        ``treatment, measure, value, low, high, networks, reason``. ``value`` of "imputed" is the mean over the
        imputations in which the measure is defined, ``low`` and ``high`` hold the middle 95 % of them; elsewhere
        they are NaN but for the bounds. Compare the rows: a number that moves with the treatment rests on it.

    Examples
    --------
    >>> import ci_network as ci
    >>> table = treatments_table(ci.build_network(ci.read_study("data/riverbend")), imputations=5)
    >>> table.loc[table["measure"] == "density", "treatment"].to_list()
    ['as observed', 'respondents only', 'reconstructed', 'imputed', 'bounds']
    """
    net = Network.of(graph)
    made = {
        AS_OBSERVED: [net],
        RESPONDENTS_ONLY: [respondents_only(net)],
        RECONSTRUCTED: [reconstructed(net)],
        IMPUTED: impute_ties(net, imputations=imputations, rng=rng).networks(),
    }
    tables = [_treatment_rows(name, networks) for name, networks in made.items()]
    bounds = density_bounds(net)
    row = (BOUNDS, "density", np.nan, bounds.low, bounds.high, 1, "see low and high")
    frame = pd.concat([*tables, pd.DataFrame([row], columns=list(COLUMNS))], ignore_index=True)
    return frame[list(COLUMNS)]


def _treatment_rows(name: str, networks: list[Network]) -> pd.DataFrame:
    wide = pd.DataFrame([network_table(one) for one in networks]).astype(float)
    value = wide.mean()
    frame = pd.DataFrame({"treatment": name, "measure": wide.columns, "value": value.to_numpy(), "low": np.nan})
    frame = frame.assign(high=np.nan, networks=len(networks), reason=np.where(value.isna(), _UNDEFINED, ""))
    if name == IMPUTED:
        low, high = (wide.quantile(at).to_numpy() for at in _MIDDLE)
        frame = frame.assign(low=low, high=high)
    return frame


def _unknown(net: Network) -> BoolArray:
    """Return the pairs of which nobody who could tell answered, and no tie is known."""
    silent = ~net.answered
    missing = np.repeat(silent[:, None], net.n, axis=1) if net.directed else silent[:, None] & silent[None, :]
    return np.asarray(missing & ~np.eye(net.n, dtype=bool) & (net.binary.toarray() == 0))


def _whole(net: Network) -> BoolArray:
    """Return the pairs of which everybody who could tell answered: the model learns from these."""
    spoke = net.answered
    known = np.repeat(spoke[:, None], net.n, axis=1) if net.directed else spoke[:, None] & spoke[None, :]
    return np.asarray(known & ~np.eye(net.n, dtype=bool))


def _said(net: Network) -> FloatArray:
    return np.asarray((net.binary if net.directed else reported_at_level(net)).toarray(), dtype=float)


def _sector_codes(net: Network) -> NDArray[np.intp]:
    sector = net.members["sector"].astype(str)
    return np.asarray(pd.factorize(sector.where(sector != "").to_numpy())[0], dtype=np.intp)


def _nothing(net: Network, imputations: int) -> Imputation:
    empty = np.zeros((imputations, 0))
    pairs = pd.DataFrame({"source": [], "target": [], "probability": []})
    coefficients = pd.DataFrame({"term": [], "estimate": [], "se": []})
    return Imputation(replace(net), pairs, coefficients, empty.astype(bool), empty)
