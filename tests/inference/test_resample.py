"""Vertex bootstrap and jackknife against what theory gives for density, and against the obvious loop."""

import networkx as nx
import numpy as np
import pytest

import ci_network as ci
from ci_network.errors import UnknownNameError
from ci_network.inference.resample import MEASURES, _among_chosen, _copies, bootstrap_members, jackknife_members


def test_density_of_independent_ties() -> None:
    graph = nx.gnp_random_graph(80, 0.3, seed=1)
    theory = np.sqrt(0.3 * 0.7 / (80 * 79 / 2))
    jackknife = jackknife_members(graph, measures=["density"]).frame.iloc[0]
    assert jackknife["se"] == pytest.approx(theory, rel=0.35)
    bootstrap = bootstrap_members(graph, measures=["density"], replicates=1000, rng=1)
    # The bootstrap adds the chance of drawing pairs anew to that of drawing members, so it is the wider one.
    assert theory < bootstrap.frame.at[0, "se"] < 2.2 * theory
    assert bootstrap.draws.mean() == pytest.approx(bootstrap.estimate[0], rel=0.02)


def test_jackknife_equals_the_loop() -> None:
    graph = nx.gnp_random_graph(9, 0.5, seed=2, directed=True)
    found = jackknife_members(graph)
    for k, name in enumerate(MEASURES):
        left = [getattr(ci, f"net_{name}")(graph.subgraph(set(graph) - {node})) for node in graph]
        np.testing.assert_allclose(found.draws[:, k], left, atol=1e-6)
        assert found.se[k] == pytest.approx(np.sqrt(7 / 18 * ((left - np.mean(left)) ** 2).sum()), abs=1e-6)


def test_bootstrap_draws_are_networks_of_the_same_kind() -> None:
    complete = bootstrap_members(nx.complete_graph(6), replicates=50, rng=1)
    assert (complete.draws[:, 0] == 1).all()
    assert complete.frame["se"].iloc[0] == 0
    assert np.isnan(complete.frame["estimate"].iloc[1])
    assert np.isnan(complete.frame["se"].iloc[1])


@pytest.mark.parametrize("n", [0, 1, 2])
def test_small_networks_have_no_error(n: int) -> None:
    assert jackknife_members(nx.path_graph(n)).frame["se"].isna().all()
    assert len(bootstrap_members(nx.path_graph(n), replicates=5, rng=1).frame) == len(MEASURES)


def test_unknown_measure() -> None:
    with pytest.raises(UnknownNameError):
        bootstrap_members(nx.path_graph(4), measures=["beauty"])


def test_chosen_members_keep_their_ties_and_copies_are_found() -> None:
    rng = np.random.default_rng(4)
    ties = rng.random((7, 7)) < 0.4
    chosen = rng.integers(7, size=(30, 7))
    np.testing.assert_array_equal(_among_chosen(ties, chosen), ties[chosen[:, :, None], chosen[:, None, :]])
    expected = {
        (draw, i, j) for draw in range(30) for i in range(7) for j in range(i) if chosen[draw, i] == chosen[draw, j]
    }
    found = {(int(draw), int(max(pair)), int(min(pair))) for draw, *pair in zip(*_copies(chosen), strict=True)}
    assert found == expected
    assert all(len(part) == 0 for part in _copies(np.arange(5)[None]))
