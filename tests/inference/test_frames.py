"""p values, their errors and the false discovery rate by their definitions."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import false_discovery_control

from ci_network.inference.frames import PermutationTest, Resampled, benjamini_hochberg

NULL = np.array([[-2.0, 0.0], [-1.0, 0.0], [1.0, 0.0], [3.0, np.nan]])


def found(*, exact: bool) -> PermutationTest:
    values = np.array([1.0, 0.0])
    return PermutationTest(pd.DataFrame({"term": ["a", "b"]}), values, values, NULL, exact, np.zeros(2))


def test_monte_carlo_counts_the_network_itself() -> None:
    row = found(exact=False).frame.iloc[0]
    assert (row["p_greater"], row["p_less"], row["p_two_sided"]) == (3 / 5, 4 / 5, 1.0)
    assert row["mc_error"] == 0
    assert found(exact=False).shares.iloc[0, 1:].tolist() == [2 / 4, 3 / 4, 1.0]


def test_exact_is_the_plain_share() -> None:
    row = found(exact=True).frame.iloc[0]
    assert (row["p_greater"], row["p_less"], row["p_two_sided"], row["mc_error"]) == (2 / 4, 3 / 4, 1.0, 0.0)


def test_a_null_without_a_value_gives_no_p() -> None:
    row = found(exact=False).frame.iloc[1]
    assert np.isnan([row["p_greater"], row["p_less"], row["p_two_sided"], row["mc_error"]]).all()


def test_the_null_distribution_is_there() -> None:
    assert found(exact=True).null_frame.columns.tolist() == ["a", "b"]
    assert Resampled(("a",), np.ones(1), np.ones(1), NULL[:, :1]).draws_frame["a"].tolist() == NULL[:, 0].tolist()


def test_benjamini_hochberg_equals_scipy() -> None:
    p = pd.Series(np.random.default_rng(1).random(30), index=[f"t{k}" for k in range(30)])
    np.testing.assert_allclose(benjamini_hochberg(p), false_discovery_control(p))
    with_blank = pd.concat([p, pd.Series({"blank": np.nan})])
    assert benjamini_hochberg(with_blank)["t3"] == pytest.approx(benjamini_hochberg(p)["t3"])
    assert np.isnan(benjamini_hochberg(with_blank)["blank"])
    assert benjamini_hochberg(p.iloc[:0]).empty
