"""QAP against R sna, against every relabelling of the Knoke networks, and against the obvious loop."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import permutations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from inference.reference import assert_p_agree, matrix, needs_inference, results

from ci_network.errors import UsageError
from ci_network.inference.qap import qap_correlation
from ci_network.network.network import Network

PAIRS = {
    "qap_knoke_information_money": (("knoke_information", False), ("knoke_money", False)),
    "qap_florentine_marriage_business": (("florentine_marriage", False), ("florentine_business", False)),
    "qap_krackhardt_advice_friends": (("krackhardt_advice", False), ("krackhardt_friends", False)),
    "qap_krackhardt_advice_reports": (("krackhardt_advice", False), ("krackhardt_reports", False)),
    "qap_krackhardt_friends_reports": (("krackhardt_friends", False), ("krackhardt_reports", False)),
    "qap_tobacco_contact_dissemination": (("tobacco_contact", False), ("tobacco_dissemination", False)),
    "qap_tobacco_collaboration_dissemination": (("tobacco_collaboration", False), ("tobacco_dissemination", False)),
    "qap_tobacco_contactfreq_collablevel": (("tobacco_contact", True), ("tobacco_collaboration", True)),
}


def naive(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return r for every relabelling, by the definition."""
    off = ~np.eye(len(x), dtype=bool)
    orders = permutations(range(len(x)))
    return np.array([np.corrcoef(x[off], y[np.ix_(order, order)][off])[0, 1] for order in orders])


@needs_inference
@pytest.mark.parametrize("name", PAIRS)
def test_equals_r_sna(name: str) -> None:
    (x, x_values), (y, y_values) = PAIRS[name]
    expected = results()[name]
    found = qap_correlation(matrix(x, weights=x_values), matrix(y, weights=y_values), replicates=20_000, rng=1)
    assert found.frame.at[0, "estimate"] == pytest.approx(expected["r"], abs=1e-8)
    assert_p_agree(found.frame, 0, expected, expected["reps"])
    assert found.null.std() == pytest.approx(expected["perm_sd"], rel=0.03)


@needs_inference
@pytest.mark.slow
def test_every_relabelling_of_knoke() -> None:
    expected = results("python")["exact_qap_knoke_information_money"]
    found = qap_correlation(matrix("knoke_information"), matrix("knoke_money"), replicates=expected["permutations"])
    row = found.frame.iloc[0]
    assert row["exact"]
    assert row["replicates"] == expected["permutations"]
    assert row["mc_error"] == 0
    for side, name in {"p_greater": "p_ge", "p_less": "p_le", "p_two_sided": "p_two_abs"}.items():
        assert row[side] == pytest.approx(expected[name], abs=1e-6)
    assert row["null_sd"] == pytest.approx(expected["perm_sd"], abs=1e-9)


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("filled", [0.2, 0.95])
def test_equals_the_loop_over_all_relabellings(directed: bool, filled: float) -> None:
    rng = np.random.default_rng(3)
    x, y = (rng.random((2, 5, 5)) < filled) * rng.integers(1, 4, (2, 5, 5)).astype(float)
    x[0, 1] = x[1, 0] = y[2, 3] = y[3, 2] = 2
    if not directed:
        x, y = x + x.T, y + y.T
    found = qap_correlation(x, y, replicates=120)
    assert found.exact
    np.testing.assert_allclose(np.sort(found.null[:, 0]), np.sort(naive(x, y)), atol=1e-12)


def test_many_ties_one_by_one_equal_all_at_once() -> None:
    rng = np.random.default_rng(2)
    x, y = (rng.random((60, 60)) < 0.1).astype(float), rng.random((60, 60))
    found = qap_correlation(x, y, replicates=50, rng=1)
    other = qap_correlation(x + 1e-12, y, replicates=50, rng=1)
    assert found.estimate == pytest.approx(other.estimate, abs=1e-9)
    assert len(np.unique(found.null)) == 50


def test_the_executor_changes_nothing() -> None:
    x, y = nx.gnp_random_graph(30, 0.4, seed=1), nx.gnp_random_graph(30, 0.4, seed=2)
    alone = qap_correlation(x, y, replicates=5000, rng=4).null
    with ThreadPoolExecutor(3) as threads:
        np.testing.assert_array_equal(alone, qap_correlation(x, y, replicates=5000, rng=4, executor=threads).null)
    with ProcessPoolExecutor(2) as processes:
        np.testing.assert_array_equal(alone, qap_correlation(x, y, replicates=5000, rng=4, executor=processes).null)


def test_members_are_matched_by_name() -> None:
    x = nx.path_graph(["a", "b", "c", "d"])
    y = nx.Graph()
    y.add_nodes_from("dcba")
    y.add_edges_from(x.edges)
    assert qap_correlation(x, y).estimate == pytest.approx(1)
    assert qap_correlation(x, Network.of(y).to_pandas()).estimate == pytest.approx(1)


def test_nothing_to_correlate_is_nan() -> None:
    for size in (0, 1, 2, 4):
        row = qap_correlation(nx.empty_graph(size), nx.path_graph(size), replicates=10, rng=1).frame.iloc[0]
        assert np.isnan(row["estimate"])
        assert np.isnan(row["p_two_sided"])


def test_faults_are_said() -> None:
    with pytest.raises(UsageError, match="members"):
        qap_correlation(nx.path_graph(3), nx.path_graph(4))
    with pytest.raises(UsageError, match="does not have"):
        qap_correlation(nx.path_graph(["a", "b"]), nx.path_graph(["a", "c"]))
    with pytest.raises(UsageError, match="not a number"):
        qap_correlation(nx.path_graph(2), pd.DataFrame([[0, np.nan], [1, 0]]))
    with pytest.raises(UsageError, match="square"):
        qap_correlation(np.ones((2, 3)), np.ones((2, 3)))
    with pytest.raises(UsageError, match="replicate"):
        qap_correlation(nx.path_graph(3), nx.path_graph(3), replicates=0)
