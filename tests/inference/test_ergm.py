"""ERGM: change statistics by toggling each tie, the sampler against all networks of four, known models recovered."""

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest

from ci_network.errors import UnknownNameError, UsageError
from ci_network.inference.ergm import fit_ergm
from ci_network.inference.ergm_sample import sample_networks
from ci_network.inference.ergm_terms import ErgmTerm, Model
from ci_network.network.network import Network

TERMS = {
    True: ["edges", "mutual", "gwesp", ErgmTerm("gwidegree", decay=0.7), "gwodegree", ErgmTerm("nodematch", "kind")],
    False: ["edges", "gwesp", ErgmTerm("gwdegree", decay=0.7), ErgmTerm("nodecov", "size")],
}


def small(n: int, *, directed: bool, seed: int = 1) -> Network:
    graph = nx.gnp_random_graph(n, 0.45, seed=seed, directed=directed)
    nx.set_node_attributes(graph, {k: "abc"[k % 3] for k in graph}, "kind")
    nx.set_node_attributes(graph, {k: k % 4 for k in graph}, "size")
    return Network.of(graph)


def naive_held(term: ErgmTerm, net: Network) -> float:
    """Return a term of a network by its definition, pair by pair."""
    ties = net.binary.toarray()
    pairs = [(i, j) for i in range(net.n) for j in range(net.n) if ties[i, j] and (net.directed or i < j)]
    q, scale = 1 - np.exp(-term.decay), np.exp(term.decay)
    kinds, sizes = net.members["kind"].tolist(), net.members["size"].tolist()
    if term.kind.endswith("degree"):
        degree = ties.sum(axis=0 if term.kind == "gwidegree" else 1)
        return float(sum(scale * (1 - q**d) for d in degree))
    of_pair = {
        "edges": lambda i, j: 1,
        "mutual": lambda i, j: ties[j, i] / 2,
        "nodematch": lambda i, j: kinds[i] == kinds[j],
        "nodecov": lambda i, j: sizes[i] + sizes[j],
        "gwesp": lambda i, j: scale * (1 - q ** sum(ties[i, k] * ties[k, j] for k in range(net.n))),
    }[term.kind]
    return float(sum(of_pair(i, j) for i, j in pairs))


@pytest.mark.parametrize("directed", [True, False])
def test_terms_and_what_a_tie_adds_equal_toggling(directed: bool) -> None:
    net = small(8, directed=directed)
    model = Model.of(net, TERMS[directed])
    ties = net.binary.toarray()
    np.testing.assert_allclose(model.held(ties), [naive_held(term, net) for term in model.terms])
    added = model.added(ties)
    for i in range(8):
        for j in range(8):
            if i != j:
                with_tie, without = ties.copy(), ties.copy()
                for a, b in ((i, j),) if directed else ((i, j), (j, i)):
                    with_tie[a, b], without[a, b] = 1, 0
                np.testing.assert_allclose(added[:, i, j], model.held(with_tie) - model.held(without), atol=1e-9)


@pytest.mark.parametrize("directed", [True, False])
def test_the_sampler_draws_each_network_as_often_as_the_model_says(directed: bool) -> None:
    n = 3 if directed else 4
    net = small(n, directed=directed)
    model = Model.of(net, TERMS[directed])
    weights = np.array([-0.4, 0.6, 0.3, -0.5, 0.2, 0.4] if directed else [-0.4, 0.3, -0.5, 0.1])
    rows, columns = np.nonzero(~np.eye(n, dtype=bool)) if directed else np.triu_indices(n, 1)
    networks = []
    for number in range(2 ** len(rows)):
        ties = np.zeros((n, n))
        ties[rows, columns] = [number >> place & 1 for place in range(len(rows))]
        networks.append(ties if directed else ties + ties.T)
    chance = np.exp([weights @ model.held(ties) for ties in networks])
    expected = 8000 * chance / chance.sum()
    drawn = sample_networks(model, weights, net.binary.toarray(), 15, np.random.default_rng(1), 8000)
    numbers = (drawn[:, rows, columns] @ (2 ** np.arange(len(rows)))).astype(int)
    counts = np.bincount(numbers, minlength=len(networks))
    freedom = len(networks) - 1
    assert ((counts - expected) ** 2 / expected).sum() < freedom + 5 * np.sqrt(2 * freedom)


@pytest.mark.parametrize("directed", [True, False])
def test_what_the_sampler_keeps_up_to_date_stays_right(directed: bool) -> None:
    net = small(9, directed=directed)
    model = Model.of(net, TERMS[directed])
    from ci_network.inference import ergm_sample

    chains = ergm_sample._started(net.binary.toarray(), directed, 3)
    rng = np.random.default_rng(2)
    for _ in range(200):
        i, j = rng.choice(9, 2, replace=False)
        here = chains.ties[i, j]
        chains.set_tie(i, j, rng.integers(0, 2, 3).astype(np.int16) - here)
    for k in range(3):
        ties = chains.ties[:, :, k].astype(int)
        np.testing.assert_array_equal(chains.partners[:, :, k], ties @ ties)
        np.testing.assert_array_equal(chains.given[:, k], ties.sum(axis=1))
        np.testing.assert_array_equal(chains.received[:, k], ties.sum(axis=0))
    assert len(model.terms) == len(TERMS[directed])


def test_independent_ties_are_their_log_odds() -> None:
    graph = nx.gnp_random_graph(30, 0.2, seed=1)
    found = fit_ergm(graph, ["edges"], replicates=100, sweeps=2, rng=1)
    p = nx.density(graph)
    assert found.estimate[0] == pytest.approx(np.log(p / (1 - p)))
    row = found.frame.iloc[0]
    assert row["se"] == pytest.approx(1 / np.sqrt(435 * p * (1 - p)), rel=0.25)
    assert row["low"] < row["estimate"] < row["high"]
    assert abs(found.goodness["z"].iloc[0]) < 1


def test_a_known_model_is_found_again() -> None:
    net = small(25, directed=True)
    model = Model.of(net, ["edges", "mutual", ErgmTerm("nodematch", "kind")])
    truth = np.array([-2.0, 1.5, 1.0])
    drawn = sample_networks(model, truth, net.binary.toarray(), 20, np.random.default_rng(3), 1)[0]
    found = fit_ergm(net.with_matrix(drawn), model.terms, replicates=60, sweeps=8, rng=1).frame
    assert ((found["low"] <= truth) & (truth <= found["high"])).all()
    assert (found["failed"] == 0).all()


def test_pairs_that_nobody_answered_about_are_left_out() -> None:
    net = small(10, directed=True)
    silent = np.arange(10) < 4
    ties = net.binary.toarray()
    ties[silent] = 0
    known = replace(net.with_matrix(ties), answered=~silent, response_known=True)
    share = ties[~silent].sum() / (6 * 9)
    assert fit_ergm(known, ["edges"], replicates=1, sweeps=1, rng=1).estimate[0] == pytest.approx(
        np.log(share / (1 - share))
    )


def test_no_finite_estimate_is_nan_with_the_same_shape() -> None:
    found = fit_ergm(nx.complete_graph(5), ["edges"], replicates=5, rng=1)
    assert found.frame[["estimate", "se", "low", "high"]].isna().all(axis=None)
    assert len(found.goodness) == 1
    assert fit_ergm(nx.empty_graph(0), ["edges"], rng=1).frame["estimate"].isna().all()


def test_faults_are_said() -> None:
    with pytest.raises(UnknownNameError, match="mutual"):
        ErgmTerm("beauty")
    with pytest.raises(UsageError, match="attribute"):
        ErgmTerm("nodematch")
    with pytest.raises(UsageError, match="decay"):
        ErgmTerm("gwesp", decay=0)
    with pytest.raises(UsageError, match="undirected"):
        fit_ergm(nx.path_graph(3), ["mutual"])
    with pytest.raises(UsageError, match="directed"):
        fit_ergm(nx.DiGraph([(0, 1)]), ["gwdegree"])
    with pytest.raises(UsageError, match="term"):
        fit_ergm(nx.path_graph(3), [])
