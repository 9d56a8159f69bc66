"""What large values show of themselves: short, true, and safe as HTML."""

import dataclasses

import networkx as nx
import pandas as pd
import pytest

import ci_network as ci
from ci_network.glance import Glance

FOLDER = "data/riverbend"
LONGEST = 3000


@pytest.fixture(scope="module")
def analysis() -> ci.Analysis:
    return ci.analyse(ci.read_study(FOLDER), rng=1)


@pytest.fixture(scope="module")
def found(analysis: ci.Analysis) -> ci.WhatIf:
    return ci.what_if(analysis, [ci.AddTie("riverbend-united", "housing-authority")])


@pytest.fixture(scope="module")
def plan(analysis: ci.Analysis) -> ci.EngagementPlan:
    return ci.plan_engagement(analysis, hours=12, objective="reach")


@pytest.fixture(scope="module")
def every(analysis: ci.Analysis, found: ci.WhatIf, plan: ci.EngagementPlan) -> dict[str, Glance]:
    values: list[Glance] = [
        analysis.study, analysis.network, analysis.situation, analysis, found, plan, ci.release(analysis),
        ci.compare_waves(analysis.study), ci.simulate_cascade(analysis.network), ci.network_stage(analysis.situation),
        ci.governance_fit(analysis.situation), ci.release_what_if(found), ci.release_plan(plan),
    ]  # fmt: skip
    return {type(value).__name__: value for value in values}


def test_no_value_prints_all_that_it_holds(every: dict[str, Glance]) -> None:
    assert {kind.__name__ for kind in Glance.__subclasses__()} == set(every)
    for name, value in every.items():
        assert repr(value).startswith(f"{name}: ")
        assert len(repr(value)) < LONGEST, name
        assert value._repr_html_().count("<div>") == value._repr_html_().count("</div>") > 1


def test_a_network_says_its_size_rule_and_answers(analysis: ci.Analysis) -> None:
    rule = "monthly, symmetrised by either; undirected"
    assert repr(analysis.network) == (
        f"Network: 64 members, 179 ties of communication ({rule}); wave 2026; 52 answered"
    )
    assert repr(ci.Network.of(nx.DiGraph([("a", "b"), ("b", "a")]))).startswith("Network: 2 members, 2 ties")
    assert repr(ci.Network.of(nx.Graph())).startswith("Network: 0 members, 0 ties")


def test_a_what_if_shows_each_change_under_the_rule_once(found: ci.WhatIf) -> None:
    words, hours, table = found.glance()
    assert words == "Put Riverbend United and Alder County Housing Authority in monthly contact"
    assert hours == "Takes 1 hour once and 2 a month. Simulated structural change, not a forecast of outcomes."
    assert isinstance(table, pd.DataFrame)
    seen = table.set_index("measure").loc["Partners the backbone reaches within one introduction"]
    assert seen.to_list() == ["80.6 %", "85.5 %", "83.5 % (80.6 % to 85.5 %)", "Gets better"]
    assert table["measure"].is_unique
    assert "Gets worse" in set(table["way"])


def test_a_what_if_of_nothing_has_no_rows(analysis: ci.Analysis) -> None:
    nothing = ci.what_if(analysis, [ci.AddTie("riverbend-united", "data-trust")])
    assert repr(nothing).endswith("(empty)")
    assert "(empty)" in nothing._repr_html_()


def test_a_plan_says_its_guarantee(plan: ci.EngagementPlan) -> None:
    shown = repr(plan)
    assert shown.startswith("EngagementPlan: 4 introductions, 12 of 12 hours, for reach\n")
    assert f"Guarantee: {plan.guarantee['plan']}." in shown


def test_a_cascade_says_how_sure_it_is() -> None:
    path = ci.Network.of(nx.path_graph(3), backbone=["0"])
    assert "not defined" in repr(ci.simulate_cascade(path, probabilities=0.5))
    path = ci.Network.of(nx.path_graph(3), backbone=[0])  # type: ignore[list-item]
    shown = repr(ci.simulate_cascade(path, probabilities=0.5))
    assert shown == "Cascade: 37.5 % of partners are expected to hear it (worked out in full)"


def test_a_name_is_text_never_markup(analysis: ci.Analysis, plan: ci.EngagementPlan) -> None:
    stage = ci.network_stage(analysis.situation)
    assert "&lt;b&gt;" in dataclasses.replace(stage, sentence="<b>")._repr_html_()
    marked = dataclasses.replace(plan, introductions=plan.introductions.assign(one="<script>"))
    assert "&lt;script&gt;" in marked._repr_html_()
    assert "<script>" not in marked._repr_html_()


def test_a_shareable_release_shows_no_withheld_name(analysis: ci.Analysis) -> None:
    plan = ci.plan_engagement(analysis, hours=24, objective="reach")
    assert "weir-family-fund" in repr(plan)
    shown = repr(ci.release_plan(plan, audience="shareable", salt="glance"))
    assert "Member " in shown
    members = plan.situation.net.members
    withheld = members.loc[members["consent_named_public"] != "yes", "name"]
    assert len(withheld)
    assert not [name for name in withheld if name in shown]


def test_there_is_a_name_for_every_family_of_gaps(analysis: ci.Analysis) -> None:
    table = ci.gap_kinds_table()
    assert table["gap"].to_list() == [f"G{number}" for number in range(1, 21)]
    assert set(analysis.gaps["gap"]) <= set(table["gap"])
