"""Members' standing when answers are deleted, and under each treatment."""

from dataclasses import replace
from itertools import product

import networkx as nx
import numpy as np
import pytest

import ci_network as ci
from ci_network.errors import UsageError
from ci_network.inference.kernels_stack import MEASURES
from ci_network.inference.missing import respondents_only
from ci_network.inference.stability import _rebuilt, deletion_stability, treatment_stability
from ci_network.measures.response import complete_answers

STUDY = ci.read_study("data/riverbend")
ARROWS = ci.TieRule("monthly", symmetrise="none")


@pytest.mark.parametrize(
    ("wave", "how", "reports"), list(product(STUDY.waves, ("either", "both", "max", "min", "mean"), (1, 2)))
)
def test_ties_built_anew_from_all_answers_are_the_ties(wave, how, reports):
    net = ci.build_network(STUDY, wave=wave, rule=ci.TieRule("monthly", symmetrise=how, min_reports=reports))
    again = _rebuilt(net, net.answered[None], complete_answers(net, STUDY))[0]
    np.testing.assert_array_equal(again, net.binary.toarray())


def test_a_deleted_answer_leaves_what_the_others_said():
    net = ci.build_network(STUDY)
    kept = net.answered.copy()
    place = int(net.positions(["millrace-family-centre"])[0])
    kept[place] = False
    again = _rebuilt(net, kept[None], net.answered)[0]
    said = net.reports.toarray() >= 3
    np.testing.assert_array_equal(again[place] > 0, said[:, place])


def test_deletion_gives_a_judgement_a_measure_and_a_band_a_member():
    net = ci.build_network(STUDY)
    found = deletion_stability(net, replicates=30, rng=2)
    assert found.rho.shape == (30, len(MEASURES))
    assert (found.rho["degree"] > 0.8).all()
    measures = found.measures.set_index("measure")
    assert measures.at["closeness", "judgement"] == "not defined", "two members are isolated"
    assert (measures["rho"].isna() == (measures["reason"] != "")).all()
    members = found.members
    assert len(members) == net.n * len(MEASURES)
    assert (members["share"].isna() == (members["reason"] != "")).all()
    hub = members.query("member == 'millrace-family-centre' and measure == 'degree'").iloc[0]
    assert (hub["band"], hub["band_low"], hub["judgement"]) == ("upper", "upper", "stable")


def test_more_deleted_is_less_alike():
    net = ci.build_network(STUDY)
    little, much = (deletion_stability(net, share=share, replicates=30).rho["degree"].mean() for share in (0.05, 0.5))
    assert little > much


def test_same_seed_same_stability():
    net = ci.build_network(STUDY)
    one, two = (deletion_stability(net, replicates=5, rng=9) for _ in range(2))
    np.testing.assert_array_equal(one.replicates, two.replicates)


def test_deletion_needs_to_know_who_said_what():
    knoke = ci.read_study("data/knoke")
    net = ci.build_network(knoke, "money")
    unknown = replace(net, layer=replace(net.layer, directed=False))
    found = deletion_stability(unknown, replicates=3)
    assert (found.measures["reason"] == "who reported what is not known").all()
    assert (found.members["judgement"] == "not defined").all()


@pytest.mark.parametrize("bad", [{"share": 0.0}, {"share": 1.0}, {"replicates": 0}])
def test_what_makes_no_sense_is_refused(bad):
    with pytest.raises(UsageError):
        deletion_stability(nx.path_graph(3), **bad)


@pytest.mark.parametrize("graph", [nx.Graph(), nx.empty_graph(1), nx.empty_graph(3), nx.path_graph(4)])
def test_small_networks_give_frames_of_the_same_shape(graph):
    for found in (deletion_stability(graph, replicates=4), treatment_stability(graph, imputations=2)):
        assert len(found.members) == len(graph) * len(MEASURES)
        assert found.measures["measure"].to_list() == list(MEASURES)


def test_treatments_are_compared_member_by_member():
    net = ci.build_network(STUDY, rule=ARROWS)
    found = treatment_stability(net, imputations=3)
    assert found.labels == ("respondents only", "reconstructed", "imputed", "imputed", "imputed")
    alone = respondents_only(net)
    place = MEASURES.index("degree_in")
    seen = found.replicates[0, place, net.answered]
    np.testing.assert_array_equal(seen, ci.node_degree_in(alone))
    assert np.isnan(found.replicates[0, place, ~net.answered]).all()
