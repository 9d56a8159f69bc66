"""Before and after of every headline: equal to measuring anew, by hand for one tie and two, nothing hidden."""

import math
from dataclasses import replace
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_study import small_situation
from toy import toy_study

import ci_network as ci
from ci_network.advice.assumptions import Assumptions
from ci_network.advice.gauges import GAUGES, Ground, at_any_contact
from ci_network.advice.operations import Hours, Operation
from ci_network.advice.standing import MEASURES
from ci_network.advice.whatif import ASSUMPTION, COLUMNS
from ci_network.errors import UnknownNameError
from ci_network.framework.conditions import conditions_table
from ci_network.gaps.outcomes import find_single_carriers
from ci_network.gaps.situation import Situation
from ci_network.headlines import headlines
from ci_network.terms import FORBIDDEN_WORDS

RIVERBEND = Path(__file__).resolve().parents[2] / "data" / "riverbend"


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Situation:
    return Situation.of(toy_study(tmp_path_factory.mktemp("toy") / "s"))


@pytest.fixture(scope="module")
def riverbend() -> Situation:
    return Situation.of(ci.read_study(RIVERBEND))


def row(found: ci.WhatIf, measure: str, threshold: str = "monthly") -> dict[str, float]:
    table = found.table
    return dict(table[(table["measure"] == measure) & (table["threshold"] == threshold)].iloc[0])


def test_every_headline_and_every_measure_of_the_advice_is_told(toy: Situation) -> None:
    table = ci.what_if(toy, [ci.AddTie("B", "G1")]).table
    assert list(table.columns) == list(COLUMNS)
    assert set(table["measure"]) == set(GAUGES) >= {*headlines(toy)["headline"], *MEASURES}
    assert not table.duplicated(["measure", "threshold"]).any()
    assert set(table["threshold"]) == {"monthly", "any contact", ""}


@pytest.mark.parametrize("which", ["toy", "riverbend"])
def test_the_numbers_are_those_of_page_one_and_of_the_measures(which: str, request: pytest.FixtureRequest) -> None:
    situation: Situation = request.getfixturevalue(which)
    grounds = {"value": Ground(situation), "any_contact": Ground(at_any_contact(situation))}
    for told in headlines(situation).to_dict("records"):
        gauge = GAUGES[told["headline"]]
        assert (gauge.label, gauge.unit) == (told["label"], told["unit"])
        for column, ground in grounds.items():
            if not math.isnan(told[column]):
                assert gauge.read(ground, ground.standing) == pytest.approx(told[column]), (told["headline"], column)
    for ground, net in ((grounds["value"], situation.net), (grounds["any_contact"], situation.any_contact)):
        measured = {
            "reach_3": ci.net_backbone_reach(net, steps=3),
            "distance_weighted_reach": ci.net_distance_weighted_reach(net),
            "fragmentation": ci.net_fragmentation(net),
            "distance_weighted_fragmentation": ci.net_distance_weighted_fragmentation(net),
            "cross_sector_share": (ci.net_ei_index(net) + 1) / 2,
        }
        for name, value in measured.items():
            assert GAUGES[name].read(ground, ground.standing) == pytest.approx(value), name
    evidence = conditions_table(situation).set_index("indicator")["value"]
    ground = grounds["value"]
    for name, indicator in (("measured_outcomes", "SM1"), ("shared_measures", "SM2"), ("joint_activities", "MR2")):
        assert GAUGES[name].read(ground, ground.standing) == pytest.approx(evidence[indicator], nan_ok=True)


def test_one_tie_by_hand(toy: Situation) -> None:
    found = ci.what_if(toy, [ci.AddTie("B", "G1")])
    reached = row(found, "reach_1")
    assert (reached["before"], reached["after"]) == (pytest.approx(2 / 7), pytest.approx(3 / 7))
    assert reached["expected"] == pytest.approx(0.6 / 7)
    assert (reached["low"], reached["high"]) == (0, pytest.approx(1 / 7))
    # Known already, now and then: at any contact there is no new tie, and it takes more hours for certain.
    seldom = row(found, "contact_hours", "any contact")
    assert seldom["change"] == seldom["expected"] == pytest.approx(2 * (1 - 0.25))
    assert row(found, "reach_1", "any contact")["change"] == 0
    assert found.hours == Hours(0, 1.5)
    assert found.new_ties == 1


def test_two_ties_by_hand(toy: Situation) -> None:
    # G1 and F1 have no monthly tie. The backbone reaches G1 with 0.6, and F1 through it with 0.6 x 0.6.
    found = ci.what_if(toy, [ci.AddTie("B", "G1"), ci.AddTie("G1", "F1")])
    reached = row(found, "reach_2")
    assert reached["change"] == pytest.approx(2 / 7)
    assert reached["expected"] == pytest.approx((0.6 + 0.36) / 7)
    assert (reached["low"], reached["high"]) == (0, pytest.approx(2 / 7))
    alone = row(found, "isolates")
    assert (alone["before"], alone["after"]) == (2, 0)
    # Either tie ends G1's being alone, only the second ends F1's.
    assert alone["expected"] == pytest.approx(-(1 - 0.4**2) - 0.6)
    assert found.hours.once == 1, "B and G1 know each other: only one introduction"


def test_other_assumptions_and_draws(toy: Situation) -> None:
    ties = [ci.AddTie("B", "G1"), ci.AddTie("G1", "F1"), ci.AddTie("C1", "G1")]
    sure = ci.what_if(toy, ties, assumptions=Assumptions(takes_hold=1.0)).table
    of_ties = sure[sure["threshold"] != ""]
    assert of_ties["expected"].to_numpy() == pytest.approx(of_ties["change"].to_numpy(), nan_ok=True)
    exact = row(ci.what_if(toy, ties), "distance_weighted_reach")
    few = Assumptions(exact_up_to=0, draws=4000)
    drawn = ci.what_if(toy, ties, assumptions=few, rng=7)
    assert row(drawn, "distance_weighted_reach")["expected"] == pytest.approx(exact["expected"], abs=0.01)
    assert drawn.table.equals(ci.what_if(toy, ties, assumptions=few, rng=7).table)
    assert not drawn.table.equals(ci.what_if(toy, ties, assumptions=few, rng=8).table)


def test_work_changes_for_certain(riverbend: Situation) -> None:
    alone = next(a for a in riverbend.activities.things if len(riverbend.activities.members_of(a)) == 1)
    found = ci.what_if(riverbend, [ci.JoinActivity("public-health", alone, 3)])
    joint = row(found, "joint_activities", "")
    assert joint["change"] == joint["expected"] == joint["low"] == joint["high"] > 0
    held = len(find_single_carriers(found.before)) - len(find_single_carriers(found.after))
    assert row(found, "single_carriers", "")["change"] == -held <= -1
    assert row(found, "activity_hours", "")["change"] == 3
    assert found.hours.monthly == 3
    assert not any("take hold" in sentence for sentence in found.sentences)


def test_load_by_hand(tmp_path: Path) -> None:
    tables = {"activities": "id,lead\nx,a", "participation": "wave,stakeholder,activity\n2025,b,x"}
    members = {"bb": "", "a": "", "b": "", "c": ""}
    situation = small_situation(tmp_path / "s", members, {("a", "b"): 3, ("bb", "a"): 3}, tables=tables)
    # Shares of contacts: 2/3, 1/3, 0; of activities: 1/2, 1/2, 0; of leads: 1, 0, 0. Their means: 13/18, 5/18, 0.
    found = ci.what_if(situation, [ci.SetLead("x", "c")])
    assert row(found, "largest_load")["before"] == pytest.approx(13 / 18 * 3)
    assert row(found, "load_gini")["before"] == pytest.approx((2 * (13 / 18) - 2 * 0) / 3)
    # Afterwards activities: 0, 1/2, 1/2 and leads to C: 2/9, 5/18, 1/2.
    assert row(found, "largest_load")["after"] == pytest.approx(1.5)


def test_without_the_backbone_nothing_is_told_of_its_reach(toy: Situation) -> None:
    found = ci.what_if(toy, [ci.RemoveMember("B")])
    gone = row(found, "reach_2")
    assert gone["before"] > 0
    assert all(math.isnan(gone[name]) for name in ("after", "change", "expected", "low", "high"))
    assert any("Partners the backbone reaches directly, from 28.6 % to not known" in one for one in found.sentences)


def test_seeds_are_measured_in_place_of_the_backbone(toy: Situation) -> None:
    found = ci.what_if(toy, [ci.Seed(("H1", "E2"))])
    # From H1: B, H2; from E2: E1, C1. Of six others four are direct contacts; G1 and F1 have no monthly tie.
    assert row(found, "reach_1")["after"] == pytest.approx(4 / 6)
    assert row(found, "pair_loss")["change"] == 0
    assert "those with whom the message starts" in found.sentences[-1]


def test_every_change_is_told_and_kindly(riverbend: Situation) -> None:
    operations: list[Operation] = [
        ci.RemoveMember("riverbend-united"),
        ci.AddMember("new", "housing", ("public-health",)),
        ci.Convene(("school-district", "public-health", "housing-authority")),
    ]
    found = ci.what_if(riverbend, operations)
    text = "\n".join(found.sentences)
    for told in found.table.to_dict("records"):
        if abs(told["change"]) > 1e-9 or abs(told["expected"]) > 1e-9:
            assert GAUGES[told["measure"]].label in text, told["measure"]
    heads = [sentence.split(":")[0] for sentence in found.sentences[:-1]]
    assert heads == sorted(heads, key=["Gets better", "Gets worse", "Changes"].index)
    assert not any(word in text.casefold().split() for word in FORBIDDEN_WORDS)
    assert found.assumption == ASSUMPTION == "simulated structural change, not a forecast of outcomes"
    assert found.words[-1].startswith("Bring ")


def test_nothing_changes_nothing(toy: Situation) -> None:
    found = ci.what_if(toy, [])
    assert not found.table["change"].fillna(0).any()
    assert found.sentences == ("None of the measures would change.",)


def test_an_analysis_will_do_and_later_operations_see_earlier_ones(riverbend: Situation) -> None:
    analysis = ci.analyse(riverbend.study)
    chain = [ci.AddMember("new", "housing"), ci.AddTie("new", "public-health")]
    assert ci.what_if(analysis, chain).table.equals(ci.what_if(riverbend, chain).table)
    with pytest.raises(UnknownNameError):
        ci.what_if(analysis, chain[::-1])


def test_a_rule_of_any_contact_is_told_once(tmp_path: Path) -> None:
    settings_ = 'backbone = ["bb"]\n[tie_rule]\nat_least = "any"'
    situation = small_situation(tmp_path / "s", dict.fromkeys(["bb", "a", "b"], "x"), {("bb", "a"): 1},
                                settings=settings_)  # fmt: skip
    assert set(ci.what_if(situation, [ci.AddTie("a", "b")]).table["threshold"]) == {"any contact", ""}


def test_small_and_silent_coalitions(tmp_path: Path) -> None:
    one = small_situation(tmp_path / "one", {"bb": ""}, {}, tables={"ties": "wave,layer,source,target,value"})
    found = ci.what_if(one, [ci.AddMember("a", "health", ("bb",))])
    assert math.isnan(row(found, "reach_1")["before"])
    assert row(found, "reach_1")["after"] == 1
    members = dict.fromkeys(["bb", "a", "b"], "x")
    silent = small_situation(tmp_path / "silent", members, {("bb", "a"): 3}, silent=["a", "b"])
    quiet = ci.what_if(silent, [ci.AddTie("a", "b")])
    assert row(quiet, "response_rate", "")["after"] == pytest.approx(1 / 3)
    # Nobody's having no tie is known but the backbone's.
    assert row(quiet, "isolates")["before"] == 0


@st.composite
def situations(draw: st.DrawFn, base: Situation) -> Situation:
    """Draw the situation of a made-up network upon a study's tables."""
    n = base.net.n
    pairs = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda pair: pair[0] < pair[1])
    values = draw(st.dictionaries(pairs, st.integers(1, 5), max_size=14))
    graph: nx.Graph = nx.empty_graph(n)
    graph.add_weighted_edges_from((a, b, value) for (a, b), value in values.items())
    matrix = nx.to_scipy_sparse_array(graph, format="csr", dtype=float)
    loose = matrix.copy()
    matrix.data[matrix.data < 3] = 0
    matrix.eliminate_zeros()
    nets = [replace(net, matrix=m, reports=loose) for net, m in ((base.net, matrix), (base.any_contact, loose))]
    return replace(base, net=nets[0], any_contact=nets[1])


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_tie_more_never_lowers_reach(data: st.DataObject, toy: Situation) -> None:
    situation = data.draw(situations(toy))
    one, other = data.draw(st.sampled_from([(a, b) for a in toy.ids for b in toy.ids if a < b]))
    level = data.draw(st.integers(1, 5))
    found = ci.what_if(situation, [ci.AddTie(one, other, level)])
    reach = found.table[found.table["measure"].str.contains("reach")]
    assert (reach[["change", "expected", "low", "high"]].to_numpy() >= -1e-12).all()
    assert (reach["low"] <= reach["expected"] + 1e-12).all()
    assert (reach["expected"] <= reach["high"] + 1e-12).all()
    assert (reach["expected"] <= reach["change"] + 1e-12).all()
    assert np.all(found.after.ties >= situation.ties)
