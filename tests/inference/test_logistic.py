"""Newton's logistic fit: its first-order conditions, and many models at once against one at a time."""

import numpy as np
import pytest
from scipy.special import expit

from ci_network.inference.logistic import fit_logistic, last_z_values

RNG = np.random.default_rng(1)
DESIGN = np.column_stack([np.ones(300), RNG.normal(size=(300, 2))])
OUTCOME = (RNG.random(300) < expit(DESIGN @ [-0.5, 1.0, 0.0])).astype(float)


def test_the_slope_is_zero_at_the_estimate() -> None:
    beta, se = fit_logistic(OUTCOME, DESIGN)
    np.testing.assert_allclose(DESIGN.T @ (OUTCOME - expit(DESIGN @ beta)), 0, atol=1e-9)
    assert (se > 0).all()
    assert abs(beta[1] - 1) < 4 * se[1]


def test_many_at_once_equal_one_at_a_time() -> None:
    last = RNG.normal(size=(20, 300))
    start = fit_logistic(OUTCOME, DESIGN)[0]
    expected = []
    for column in last:
        beta, se = fit_logistic(OUTCOME, np.column_stack([DESIGN, column]))
        expected.append(beta[-1] / se[-1])
    np.testing.assert_allclose(last_z_values(OUTCOME, DESIGN, start, last), expected, rtol=1e-5)


@pytest.mark.parametrize(
    ("outcome", "design"),
    [
        (np.ones(5), np.ones((5, 1))),
        ((np.arange(6) > 2).astype(float), np.column_stack([np.ones(6), np.arange(6)])),
        (np.array([0.0, 1.0, 0.0]), np.ones((3, 2))),
        (np.zeros(0), np.zeros((0, 1))),
    ],
    ids=["always", "separated", "dependent", "nothing"],
)
def test_no_finite_estimate_is_nan(outcome: np.ndarray, design: np.ndarray) -> None:
    assert np.isnan(fit_logistic(outcome, design)[0]).all()
