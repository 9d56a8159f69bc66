"""Members who did not answer: each treatment by hand, and what is drawn from the model."""

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest

import ci_network as ci
from ci_network.inference.missing import impute_ties, reconstructed, respondents_only, treatments_table
from ci_network.measures.response import density_bounds
from ci_network.network.network import Network

STUDY = ci.read_study("data/riverbend")
ARROWS = ci.TieRule("monthly", symmetrise="none")


def silent_network(graph: nx.Graph, silent: set[object]) -> Network:
    net = Network.of(graph)
    answered = np.array([member not in silent for member in net.ids], dtype=bool)
    return replace(net, answered=answered, response_known=True)


def test_respondents_only_drops_the_others():
    net = silent_network(nx.path_graph(4), {1})
    assert respondents_only(net).ids.to_list() == [0, 2, 3]


def test_reconstructed_turns_the_partners_report_round():
    net = silent_network(nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a")]), {"b"})
    after = reconstructed(net)
    assert set(map(tuple, after.ties()[["source", "target"]].to_numpy())) == {
        ("a", "b"), ("b", "c"), ("c", "a"), ("b", "a"),
    }  # fmt: skip
    undirected = silent_network(nx.path_graph(3), {1})
    assert (reconstructed(undirected).matrix != undirected.matrix).nnz == 0


def test_only_pairs_nobody_told_of_are_drawn():
    net = ci.build_network(STUDY)
    imputed = impute_ties(net, imputations=7, rng=3)
    silent = set(net.ids[~net.answered])
    assert set(imputed.pairs["source"]) | set(imputed.pairs["target"]) <= silent
    assert len(imputed.pairs) == len(silent) * (len(silent) - 1) / 2
    low, high = density_bounds(net)
    for made in imputed.networks():
        assert ((made.matrix - net.matrix).toarray() >= 0).all()
        assert low <= ci.net_density(made) <= high
        assert (made.matrix != made.matrix.T).nnz == 0


def test_arrows_are_drawn_from_those_who_did_not_answer():
    net = ci.build_network(STUDY, rule=ARROWS)
    imputed = impute_ties(net, imputations=3)
    assert set(imputed.pairs["source"]) <= set(net.ids[~net.answered])
    named_back = imputed.coefficients.set_index("term").at["named_back", "estimate"]
    assert named_back > 1, "who is named names back"


def test_same_seed_same_draws():
    net = ci.build_network(STUDY)
    one, two, three = (impute_ties(net, imputations=4, rng=seed) for seed in (1, 1, 2))
    assert (one.drawn == two.drawn).all()
    assert (one.values == two.values).all()
    assert (one.drawn != three.drawn).any()


def test_imputed_ties_come_as_often_as_the_model_says():
    net = ci.build_network(STUDY)
    imputed = impute_ties(net, imputations=4000)
    often, stated = imputed.drawn.mean(), imputed.pairs["probability"].mean()
    assert often == pytest.approx(stated, abs=0.01)


@pytest.mark.parametrize(
    "net",
    [
        silent_network(nx.path_graph(5), set()),
        silent_network(nx.path_graph(5), {0, 1, 2}),
        silent_network(nx.Graph(), set()),
    ],
    ids=["all answered", "two answered", "empty"],
)
def test_nothing_to_learn_from_or_to_draw_draws_nothing(net):
    imputed = impute_ties(net, imputations=2)
    assert imputed.pairs.empty
    assert all((made.matrix != net.matrix).nnz == 0 for made in imputed.networks())


@pytest.mark.parametrize("graph", [nx.empty_graph(6), nx.complete_graph(6)], ids=["no ties", "all ties"])
def test_a_model_without_variation_stays_finite(graph):
    imputed = impute_ties(silent_network(graph, {0, 1}), imputations=3)
    assert np.isfinite(imputed.coefficients["estimate"]).all()


def test_the_table_holds_every_treatment_of_every_measure():
    table = treatments_table(ci.build_network(STUDY), imputations=4)
    density = table[table["measure"] == "density"].set_index("treatment")
    assert density.at["as observed", "value"] == density.at["bounds", "low"]
    assert density.at["bounds", "low"] <= density.at["imputed", "value"] <= density.at["bounds", "high"]
    assert (table["value"].isna() == (table["reason"] != "")).all()
    assert table.groupby("treatment").size().drop("bounds").nunique() == 1
