"""MRQAP against R sna's netlm and netlogit, and against the obvious loop."""

from itertools import permutations

import networkx as nx
import numpy as np
import pytest
from inference.reference import apart, assert_p_agree, attribute, matrix, needs_inference, results, same
from scipy.special import expit

from ci_network.errors import UsageError
from ci_network.inference.mrqap import mrqap, mrqap_logistic


def model(name: str) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return the response and predictors of a reference regression."""
    network = name.split("_", 1)[1]
    if network.startswith("krackhardt"):
        dept, tenure = attribute("krackhardt_advice", "dept"), attribute("krackhardt_advice", "tenure")
        known = {k: matrix(f"krackhardt_{k}") for k in ("advice", "friends", "reports")}
        known |= {"same_dept": same(dept), "tenure_diff": apart(tenure)}
    elif network.startswith("knoke"):
        known = {"money": matrix("knoke_money"), "same_sector": same(attribute("knoke_information", "sector"))}
        known["information"] = matrix("knoke_information")
    else:
        kind, level = (attribute("tobacco_contact", a) for a in ("agency_cat", "agency_lvl"))
        known = {"contact_freq": matrix("tobacco_contact", weights=True), "same_category": same(kind)}
        known |= {"collab_level": matrix("tobacco_collaboration", weights=True), "same_level": same(level)}
        known["dissemination"] = matrix("tobacco_dissemination")
    y = {"collablevel": "collab_level"}.get(network.split("_")[1], network.split("_")[1])
    return known[y], {term: known[term] for term in results()[name]["terms"][1:]}


def one_step_on(y: np.ndarray, predictors: dict[str, np.ndarray], coefficients: list[float]) -> np.ndarray:
    """Return coefficients after one more Newton step of the logistic likelihood, each pair once where symmetric."""
    symmetric = all(np.array_equal(m, m.T) for m in (y, *predictors.values()))
    where = np.triu(np.ones_like(y, dtype=bool), 1) if symmetric else ~np.eye(len(y), dtype=bool)
    design = np.column_stack([np.ones(where.sum()), *(m[where] for m in predictors.values())])
    chance = expit(design @ coefficients)
    slope = design.T @ ((y[where] > 0) - chance)
    return coefficients + np.linalg.solve((design.T * (chance * (1 - chance))) @ design, slope)


@needs_inference
@pytest.mark.parametrize("name", ["mrqap_krackhardt_advice", "mrqap_knoke_information", "mrqap_tobacco_collablevel"])
def test_linear_equals_netlm(name: str) -> None:
    expected = results()[name]
    y, predictors = model(name)
    found = mrqap(y, predictors, replicates=10_000, rng=1).frame
    np.testing.assert_allclose(found["estimate"], expected["coef"], rtol=0, atol=1e-8)
    np.testing.assert_allclose(found["statistic"], expected["tstat"], rtol=0, atol=1e-8)
    for row in range(len(found)):
        sides = {side: expected[side][row] for side in ("p_ge", "p_le", "p_two_abs")}
        assert_p_agree(found, row, sides, expected["reps"])


@needs_inference
@pytest.mark.parametrize(
    "name", ["netlogit_krackhardt_advice", "netlogit_krackhardt_friends", "netlogit_tobacco_dissemination"]
)
def test_logistic_equals_netlogit(name: str) -> None:
    expected = results()[name]
    y, predictors = model(name)
    found = mrqap_logistic(y, predictors, replicates=1_000, rng=1).frame
    # R's glm stops once the deviance moves by less than 1e-8 of itself, up to 1.4e-8 short of the largest likelihood
    # in a coefficient: one Newton step further from its coefficients is the same to 1e-12. Its z are a step behind.
    np.testing.assert_allclose(found["estimate"], expected["coef"], rtol=0, atol=2e-8)
    np.testing.assert_allclose(found["estimate"], one_step_on(y, predictors, expected["coef"]), rtol=0, atol=1e-12)
    np.testing.assert_allclose(found["statistic"], expected["tstat"], rtol=0, atol=1e-3)
    for row in range(len(found)):
        sides = {side: expected[side][row] for side in ("p_ge", "p_le", "p_two_abs")}
        assert_p_agree(found, row, sides, expected["reps"])


@pytest.mark.parametrize("directed", [True, False])
def test_t_values_equal_the_loop_over_all_relabellings(directed: bool) -> None:
    rng = np.random.default_rng(5)
    y, a, b = rng.random((3, 5, 5))
    if not directed:
        y, a, b = y + y.T, a + a.T, b + b.T
    where = ~np.eye(5, dtype=bool) if directed else np.triu(np.ones((5, 5), dtype=bool), 1)
    found = mrqap(y, {"a": a, "b": b}, replicates=120)
    shared = np.column_stack([np.ones(where.sum()), b[where]])
    left = np.zeros((5, 5))
    left[where] = a[where] - shared @ np.linalg.lstsq(shared, a[where], rcond=None)[0]
    left = left if directed else left + left.T
    expected = []
    for order in permutations(range(5)):
        design = np.column_stack([shared, left[np.ix_(order, order)][where]])
        beta, rest = np.linalg.lstsq(design, y[where], rcond=None)[:2]
        expected.append(beta[-1] / np.sqrt(rest[0] / (where.sum() - 3) * np.linalg.inv(design.T @ design)[-1, -1]))
    assert found.exact
    np.testing.assert_allclose(np.sort(found.null[:, 1]), np.sort(expected), atol=1e-9)


def test_logistic_null_holds_the_observed_value_when_exact() -> None:
    rng = np.random.default_rng(6)
    y, a, b = rng.random((3, 6, 6))
    found = mrqap_logistic(y > 0.5, {"a": a, "b": b}, replicates=720)
    assert found.exact
    # Unpermuted, the part of a predictor that the others do not explain has the coefficient of the predictor itself.
    assert np.abs(found.null - found.statistic).min(axis=0) == pytest.approx(0, abs=1e-6)
    assert (found.frame[["p_greater", "p_less"]] >= 1 / 720).all(axis=None)


def test_one_predictor_saying_the_same_as_another_is_nan() -> None:
    rng = np.random.default_rng(7)
    y, a = rng.random((2, 6, 6))
    assert mrqap(y, {"a": a, "again": 2 * a}, replicates=10, rng=1).frame["p_greater"].isna().all()
    assert mrqap_logistic(y > 0.5, {"a": a, "again": 2 * a}, replicates=10, rng=1).frame["estimate"].isna().all()


def test_separated_ties_have_no_finite_estimate() -> None:
    graph = nx.complete_bipartite_graph(3, 3)
    y = nx.to_numpy_array(graph)
    assert mrqap_logistic(y, {"the same again": y}, replicates=10, rng=1).frame["estimate"].isna().all()


def test_a_perfect_explanation_and_nothing_to_explain() -> None:
    a, b = np.random.default_rng(8).random((2, 6, 6))
    perfect = mrqap(3 * a, {"a": a, "b": b}, replicates=720)
    assert perfect.exact
    assert perfect.frame.at[1, "p_greater"] == pytest.approx(1 / 720)
    nothing = mrqap(np.zeros((6, 6)), {"a": a}, replicates=20, rng=1).frame
    assert nothing["p_greater"].isna().all()


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_too_few_members(n: int) -> None:
    y = nx.path_graph(n)
    predictors = {"a": np.ones((n, n))}
    assert mrqap(y, predictors, replicates=5, rng=1).frame["p_less"].isna().all()
    assert mrqap_logistic(y, predictors, replicates=5, rng=1).frame["p_less"].isna().all()


def test_needs_a_predictor() -> None:
    with pytest.raises(UsageError, match="predictor"):
        mrqap(nx.path_graph(4), {})
