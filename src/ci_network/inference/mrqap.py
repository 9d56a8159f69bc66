"""What explains a network? Regression of ties on other matrices, tested by double semi-partialling."""

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np
import pandas as pd

from ci_network.errors import UsageError
from ci_network.inference.draws import FloatArray, FromPermutations, IntArray, Rng, Sampling
from ci_network.inference.frames import SAME_WITHIN, PermutationTest
from ci_network.inference.logistic import fit_logistic, last_z_values
from ci_network.inference.matrices import AnyMatrix, aligned, cells, is_symmetric

SAME_FIT_WITHIN: Final = 1e-5  # two fits of the same model agree so far
ROUNDING: Final = 1e-13
CELLS_IN_HAND: Final = 12  # arrays of one model's size that are in use together
Places = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True, eq=False)
class _Model:
    """The cells that count, as one outcome and one column a term, the intercept first."""

    names: tuple[str, ...]
    n: int
    rows: Places
    columns: Places
    outcome: FloatArray
    design: FloatArray
    directed: bool

    def test(
        self, fitted: tuple[FloatArray, FloatArray], kernel: FromPermutations, sampling: Sampling, same_within: float
    ) -> PermutationTest:
        """Return the test of coefficient over standard error, what was seen being relabelled as it is."""
        estimate, se = fitted
        terms, middle = pd.DataFrame({"term": self.names}), np.zeros(len(self.names))
        if np.isnan(estimate).any():
            nothing = np.full((1, len(self.names)), np.nan)
            extra = {"se": se, "statistic": nothing[0]}
            return PermutationTest(terms, estimate, nothing[0], nothing, False, middle, extra)
        statistic = kernel(np.arange(self.n, dtype=np.intp)[None])[0]
        drawn, exact = sampling.permute(kernel, self.n, cells=CELLS_IN_HAND * max(len(self.outcome), 1))
        extra = {"se": se, "statistic": statistic}
        return PermutationTest(terms, estimate, statistic, drawn, exact, middle, extra, same_within)


def mrqap(
    y: AnyMatrix,
    predictors: Mapping[str, AnyMatrix],
    *,
    replicates: int = 2_000,
    rng: Rng = None,
    executor: Executor | None = None,
) -> PermutationTest:
    """What goes with a tie's value when several explanations are weighed at once, and whether it is more than chance.

    Ordinary least squares over all pairs of members (each pair once where every matrix is symmetric). Each predictor
    is tested by Dekker's double semi-partialling: what the others do not explain of it changes places at random, rows
    and columns together, and the t value of the predictor is compared with the t values that come of it.

    Parameters
    ----------
    y
        The ties to explain: a network (its tie values), a square frame or an array.
    predictors
        Name -> network, frame or array over the same members; see :func:`same_attribute`.
    replicates
        How many random relabellings for each predictor. Where all n! are no more than that, each is taken once.
    rng
        Seed or numpy Generator.
    executor
        Any ``concurrent.futures`` executor; the result is the same with any number of workers.

    Returns
    -------
    PermutationTest
        One row a term, ``intercept`` first: ``estimate`` the coefficient, ``se`` and ``statistic`` its ordinary
        standard error and t value. The standard error takes pairs for independent: go by p. NaN throughout where a
        predictor says the same as the others together; a p is NaN where a relabelling leaves it nothing of its own.

    References
    ----------
    Dekker, Krackhardt & Snijders (2007), Psychometrika 72:563.

    Examples
    --------
    >>> import networkx as nx
    >>> from ci_network.inference.matrices import same_attribute
    >>> graph = nx.karate_club_graph()
    >>> found = mrqap(graph, {"same club": same_attribute(graph, attribute="club")}, replicates=200, rng=1)
    >>> found.frame[["term", "estimate", "p_greater"]].round(3).to_dict("records")[1]
    {'term': 'same club', 'estimate': 0.671, 'p_greater': 0.005}
    """
    model = _model(y, predictors)
    parts = [_partialled(model, k) for k in range(len(model.names))]
    kernel = partial(_permuted_t, parts, not model.directed, len(model.outcome) - len(model.names))
    return model.test(_least_squares(model), kernel, Sampling(replicates, rng, executor), SAME_WITHIN)


def mrqap_logistic(
    y: AnyMatrix,
    predictors: Mapping[str, AnyMatrix],
    *,
    replicates: int = 1_000,
    rng: Rng = None,
    executor: Executor | None = None,
) -> PermutationTest:
    """What makes a tie likelier when several explanations are weighed at once, and whether it is more than chance.

    Logistic regression of tie or no tie (a value above 0 is a tie), otherwise as :func:`mrqap`: the z value of each
    predictor beside those after what the others do not explain of it changed places. Parameters are the same.

    Returns
    -------
    PermutationTest
        One row a term, ``intercept`` first: ``estimate`` a log odds ratio, ``se`` and ``statistic`` its ordinary
        standard error and z value. NaN where a predictor tells ties from no ties without error (no finite estimate).

    References
    ----------
    Dekker, Krackhardt & Snijders (2007), Psychometrika 72:563; R sna ``netlogit`` with ``nullhyp = "qapspp"``.

    Examples
    --------
    >>> import networkx as nx
    >>> from ci_network.inference.matrices import same_attribute
    >>> graph = nx.karate_club_graph()
    >>> found = mrqap_logistic(graph, {"same club": same_attribute(graph, attribute="club")}, replicates=99, rng=1)
    >>> found.frame[["term", "estimate", "p_greater"]].round(2).to_dict("records")[1]
    {'term': 'same club', 'estimate': 2.11, 'p_greater': 0.01}
    """
    model = _model(y, predictors)
    outcome = (model.outcome > 0).astype(float)
    fitted = fit_logistic(outcome, model.design)
    parts = []
    for k in range(len(model.names)):
        shared = np.delete(model.design, k, axis=1)
        start = fit_logistic(outcome, shared)[0] if shared.shape[1] else np.empty(0)
        parts.append((_residual(model, k), shared, start))
    kernel = partial(_permuted_z, parts, model.rows * model.n + model.columns, outcome)
    return model.test(fitted, kernel, Sampling(replicates, rng, executor), SAME_FIT_WITHIN)


def _model(y: AnyMatrix, predictors: Mapping[str, AnyMatrix]) -> _Model:
    if not predictors:
        raise UsageError("A regression needs at least one predictor.")
    first, others = aligned(y, predictors)
    directed = not all(is_symmetric(matrix) for matrix in (first, *others.values()))
    rows, columns = cells(len(first), directed=directed)
    design = np.column_stack([np.ones(len(rows)), *(matrix[rows, columns] for matrix in others.values())])
    names = ("intercept", *(str(name) for name in others))
    return _Model(names, len(first), rows, columns, first[rows, columns], design, directed)


def _least_squares(model: _Model) -> tuple[FloatArray, FloatArray]:
    count, width = model.design.shape
    if count <= width or np.linalg.matrix_rank(model.design) < width:
        return np.full(width, np.nan), np.full(width, np.nan)
    q, r = np.linalg.qr(model.design)
    estimate = np.linalg.solve(r, q.T @ model.outcome)
    left = model.outcome - model.design @ estimate
    inverse = np.linalg.inv(r)
    return estimate, np.sqrt(left @ left / (count - width) * (inverse**2).sum(axis=1))


def _residual(model: _Model, k: int) -> FloatArray:
    """Return what the other terms do not explain of the k-th, as a matrix again."""
    others = np.linalg.qr(np.delete(model.design, k, axis=1))[0]
    left = model.design[:, k] - others @ (others.T @ model.design[:, k])
    matrix = np.zeros((model.n, model.n))
    matrix[model.rows, model.columns] = left
    if not model.directed:
        matrix[model.columns, model.rows] = left
    return matrix


def _partialled(model: _Model, k: int) -> tuple[FloatArray, FloatArray]:
    """Return the k-th term's residual matrix, and over all n x n places y's own residual and a basis of the others.

    Places that do not count hold zeros, so that one gather of the whole relabelled matrix serves.
    """
    others = np.linalg.qr(np.delete(model.design, k, axis=1))[0]
    left = model.outcome - others @ (others.T @ model.outcome)
    spread = np.zeros((1 + others.shape[1], model.n * model.n))
    spread[:, model.rows * model.n + model.columns] = np.vstack([left, others.T])
    return _residual(model, k), spread


def _permuted_t(parts: list[tuple[FloatArray, FloatArray]], half: bool, freedom: int, orders: IntArray) -> FloatArray:
    """Return t of each term for each relabelling of its residual.

    By Frisch, Waugh and Lovell the coefficient is the permuted residual's product with y's residual over its own
    square once the others are taken out; its square before that is the same under every relabelling.
    """
    n = len(parts[0][0])
    products = [np.empty((len(orders), len(spread))) for _, spread in parts]
    flat = [residual.ravel() for residual, _ in parts]
    for place, order in enumerate(orders):
        at = ((order * n)[:, None] + order).ravel()
        for k, (_, spread) in enumerate(parts):
            products[k][place] = spread @ flat[k].take(at)
    found = np.full((len(orders), len(parts)), np.nan)
    for k, (residual, spread) in enumerate(parts if freedom > 0 else []):
        square = (residual**2).sum() / (2 if half else 1) - (products[k][:, 1:] ** 2).sum(axis=1)
        total = spread[0] @ spread[0]
        square[square < ROUNDING * (residual**2).sum()] = np.nan  # nothing of the term is left beside the others
        unexplained = np.maximum(total - products[k][:, 0] ** 2 / square, ROUNDING * total)
        below = np.sqrt(square * unexplained / freedom)
        np.divide(products[k][:, 0], below, out=found[:, k], where=below > 0)
    return found


def _permuted_z(
    parts: list[tuple[FloatArray, FloatArray, FloatArray]], at: Places, outcome: FloatArray, orders: IntArray
) -> FloatArray:
    n = len(parts[0][0])
    where = [((order * n)[:, None] + order).ravel().take(at) for order in orders]
    places = np.array(where).reshape(len(orders), len(at))
    drawn = [last_z_values(outcome, shared, start, left.ravel().take(places)) for left, shared, start in parts]
    return np.column_stack(drawn)
