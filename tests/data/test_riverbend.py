"""The bundled studies: made anew byte for byte, and every planted feature there, from the CSVs alone."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
RIVERBEND = DATA / "riverbend"
README = (RIVERBEND / "README.md").read_text(encoding="utf-8")
BACKBONE = {"riverbend-united", "data-trust"}
HOUSING = {"housing-authority", "keystone-homes", "tenants-advice", "cooper-street-shelter"}
SETTINGS = tomllib.loads((RIVERBEND / "study.toml").read_text(encoding="utf-8"))


def read(name, folder=RIVERBEND):
    return pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)


def communication(wave, at_least):
    """The ties that either end reports at the level, among the roster of the wave."""
    responses, ties = read("responses"), read("ties")
    here = (ties["wave"] == wave) & (ties["layer"] == "communication") & (ties["value"].astype(int) >= at_least)
    graph = nx.Graph()
    graph.add_nodes_from(responses.loc[responses["wave"] == wave, "stakeholder"])
    graph.add_edges_from(ties.loc[here, ["source", "target"]].itertuples(index=False))
    return graph


def steps(graph):
    return nx.multi_source_dijkstra_path_length(graph, BACKBONE)


def robust_z(values):
    """The z that gap G13 uses."""
    middle = values.median()
    spread = (values - middle).abs().median()
    if spread:
        return 0.6745 * (values - middle) / spread
    return (values - values.mean()) / values.std(ddof=0)


@pytest.fixture(scope="module")
def monthly():
    return communication("2026", 3)


@pytest.fixture(scope="module")
def work():
    taking_part = read("participation")
    return taking_part[taking_part["wave"] == "2026"]


def test_the_script_writes_the_same_bytes(tmp_path):
    script = [sys.executable, str(DATA / "make_riverbend.py"), "--out", str(tmp_path)]
    subprocess.run(script, check=True, capture_output=True)
    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    kept = {file.name: file.read_bytes() for file in RIVERBEND.iterdir() if file.name != "README.md"}
    assert made.keys() == kept.keys()
    assert [name for name in made if made[name] != kept[name]] == []
    assert not [name for name, text in made.items() if b"\r" in text]


def test_the_study_says_that_it_is_synthetic():
    assert SETTINGS["study"]["synthetic"] is True
    assert "synthetic" in SETTINGS["study"]["title"]


def test_counts():
    roster = read("responses").query("wave == '2026'")["stakeholder"]
    people = read("stakeholders").set_index("id").loc[roster]
    groups = read("groups")
    assert len(people) == 64
    assert people["sector"].nunique() == 11
    assert len(SETTINGS["study"]["required_sectors"]) == 9
    assert set(SETTINGS["study"]["required_sectors"]) <= set(people["sector"])
    assert [len(read(name)) for name in ("outcomes", "activities", "indicators")] == [5, 26, 9]
    assert (groups["kind"] == "working group").sum() == 4
    assert (groups["kind"] == "steering").sum() == 1
    assert set(SETTINGS["study"]["backbone"]) == BACKBONE


@pytest.mark.parametrize(("wave", "members", "answered", "partial"), [("2025", 60, 49, 2), ("2026", 64, 52, 3)])
def test_who_answered(wave, members, answered, partial):
    responses = read("responses").query("wave == @wave").set_index("stakeholder")["status"]
    assert len(responses) == members
    assert (responses != "none").sum() == answered
    assert (responses == "partial").sum() == partial
    assert all(responses[list(BACKBONE)] == "complete")
    ties = read("ties").query("wave == @wave")
    assert not set(ties["source"]) & set(responses.index[responses == "none"])
    assert {*ties["source"], *ties["target"]} <= set(responses.index)
    assert (ties["reported_by"] == "").all()


def test_every_required_sector_answered_by_three_in_five():
    sector = read("stakeholders").set_index("id")["sector"]
    responses = read("responses").query("wave == '2026'")
    answered = (responses["status"] != "none").groupby(responses["stakeholder"].map(sector)).mean()
    assert (answered[SETTINGS["study"]["required_sectors"]] >= 0.6).all()


def test_every_name_refers_to_a_member_and_every_tie_stands_once():
    ids = read("stakeholders")["id"]
    ties = read("ties")
    assert ids.is_unique
    assert set(ties["source"]) | set(ties["target"]) <= set(ids)
    assert not (ties["source"] == ties["target"]).any()
    assert not ties.drop(columns="value").duplicated().any()
    assert (ties["value"].astype(int) > 0).all()


def test_nobody_refuses_analysis_and_consent_is_as_documented():
    people = read("stakeholders")
    assert set(people["consent_analysis"]) == {"yes"}
    assert (people["consent_named_internal"] == "no").sum() == 2
    assert (people["consent_named_public"] == "no").sum() == 9
    assert (people["consent_named_public"] == "").sum() == 3


@pytest.mark.parametrize(("wave", "ties", "any_ties"), [("2025", 143, 288), ("2026", 179, 357)])
def test_the_documented_size_of_the_network(wave, ties, any_ties):
    assert communication(wave, 3).number_of_edges() == ties
    assert communication(wave, 1).number_of_edges() == any_ties
    assert re.search(rf"\b{ties}\b", README)
    assert re.search(rf"\b{any_ties}\b", README)


@pytest.mark.parametrize(("wave", "documented"), [("2025", 0.71), ("2026", 0.72)])
def test_the_two_ends_agree_mostly_but_not_always(wave, documented):
    responses = read("responses").query("wave == @wave and status != 'none'")
    ties = read("ties").query("wave == @wave and layer == 'communication'")
    reports = set(ties.loc[ties["value"].astype(int) >= 3, ["source", "target"]].itertuples(index=False, name=None))
    answered = set(responses["stakeholder"])
    pairs = {frozenset(report) for report in reports if set(report) <= answered}
    both = [pair for pair in pairs if {tuple(pair), tuple(pair)[::-1]} <= reports]
    assert len(both) / len(pairs) == pytest.approx(documented, abs=0.005)


def test_an_unreached_sector(monthly):
    sector = read("stakeholders").set_index("id")["sector"]
    distance = steps(monthly)
    assert set(sector.index[sector == "housing"]) == HOUSING
    assert "housing" in SETTINGS["study"]["required_sectors"]
    assert all(distance[member] > 2 for member in HOUSING)
    assert all(steps(communication("2026", 1))[member] <= 2 for member in HOUSING)
    ways = {other for member in HOUSING for other in monthly[member]} - HOUSING
    assert ways == {"valley-food-share", "willow-behavioural"}
    assert all(distance[member] == 2 for member in ways)
    steering = read("membership").query("`group` == 'steering-committee'")["stakeholder"]
    assert not HOUSING & set(steering)
    assert communication("2025", 3).has_edge("housing-authority", "riverbend-united")


def test_it_is_the_only_required_sector_that_the_backbone_misses(monthly):
    sector, distance = read("stakeholders").set_index("id")["sector"], steps(monthly)
    reached = {name for member, name in sector.items() if distance.get(member, 9) <= 2}
    assert set(SETTINGS["study"]["required_sectors"]) - reached == {"housing"}


def test_a_burdened_member_outside_the_backbone(monthly, work):
    peers = [member for member in monthly if member not in BACKBONE]
    hours = pd.to_numeric(work["hours"]).groupby(work["stakeholder"]).sum().reindex(peers).fillna(0)
    capacity = pd.to_numeric(read("stakeholders").set_index("id")["capacity_hours"]).reindex(peers)
    counts = pd.DataFrame(
        {
            "contacts": pd.Series(dict(monthly.degree)).reindex(peers),
            "activities": work["stakeholder"].value_counts().reindex(peers).fillna(0),
            "leads": read("activities")["lead"].value_counts().reindex(peers).fillna(0),
        }
    )
    millrace = counts.loc["millrace-family-centre"]
    assert (counts.apply(robust_z).loc["millrace-family-centre"] >= 1.5).all()
    assert list(millrace) == [22, 9, 4]
    assert (counts.drop("millrace-family-centre") < millrace).all(axis=None)
    assert list(capacity.index[hours > capacity]) == ["millrace-family-centre"]
    assert (hours["millrace-family-centre"], capacity["millrace-family-centre"]) == (42, 24)


def test_an_orphan_and_a_fragile_outcome(work):
    activities = read("activities").set_index("id")
    serving = {
        outcome: [id_ for id_, served in activities["outcomes"].items() if outcome in served.split("|")]
        for outcome in read("outcomes")["id"]
    }
    partners = {outcome: set(work.loc[work["activity"].isin(ids), "stakeholder"]) for outcome, ids in serving.items()}
    assert [outcome for outcome, ids in serving.items() if not ids] == ["stable-homes"]
    assert [outcome for outcome, ids in partners.items() if len(ids) == 1] == ["attendance"]
    assert partners["attendance"] == {"heron-mentoring"}
    assert activities.loc["attendance-letters", "end"] == "2025-06-30"
    assert set(read("commitments").query("outcome == 'stable-homes'")["stakeholder"]) >= HOUSING
    assert "family-moves" not in set(read("reporting")["indicator"])


def test_work_without_talk(monthly, work):
    density = {}
    for activity, rows in work.groupby("activity"):
        partners = [member for member in rows["stakeholder"] if member not in BACKBONE]
        if len(partners) > 2:
            density[activity] = nx.density(monthly.subgraph(partners))
    assert min(density, key=density.get) == "summer-bridge"
    partners = work.loc[work["activity"] == "summer-bridge", "stakeholder"]
    assert list(monthly.subgraph(partners).edges) in (
        [("hillcrest-high", "community-college")],
        [("community-college", "hillcrest-high")],
    )
    assert len(partners) == 6


def test_a_single_point_of_failure(monthly):
    whole = max(nx.connected_components(monthly), key=len)
    stranded = {}
    for member in nx.articulation_points(monthly):
        parts = sorted(nx.connected_components(monthly.subgraph(whole - {member})), key=len)
        stranded[member] = set().union(*parts[:-1])
    assert {member for member, others in stranded.items() if len(others) >= 2} == {"interfaith-table"}
    assert stranded["interfaith-table"] == {"harbour-congregation", "hillcrest-fellowship", "old-mill-meeting"}


def test_isolates_answered(monthly):
    assert set(nx.isolates(monthly)) == {"ferry-merchants", "weir-family-fund"}
    assert set(nx.isolates(communication("2026", 1))) == {"ferry-merchants"}
    status = read("responses").query("wave == '2026'").set_index("stakeholder")["status"]
    assert set(status[["ferry-merchants", "weir-family-fund"]]) == {"complete"}


def test_what_changed_between_the_waves():
    first, latest = (set(map(frozenset, communication(wave, 3).edges)) for wave in ("2025", "2026"))
    people = read("stakeholders").set_index("id")
    joined = set(people.index[people["joined"] >= "2026"])
    left = set(people.index[people["left"] != ""])
    assert (len(first & latest), len(latest - first), len(first - latest)) == (108, 71, 35)
    assert sum(bool(tie & joined) for tie in latest - first) == 24
    assert (len(joined), left) == (6, {"quarry-playgroup", "bell-tower-theatre"})


@pytest.mark.parametrize(("prefix", "items"), [("condition", 5), ("phase", 12), ("readiness", 5), ("backbone", 6)])
@pytest.mark.parametrize("wave", ["2025", "2026"])
def test_every_self_assessment_is_there_and_on_its_scale(prefix, items, wave):
    low, high = {"condition": (1, 5), "phase": (0, 3), "readiness": (0, 3), "backbone": (1, 4)}[prefix]
    assessments = read("assessments").query("wave == @wave")
    asked = assessments[assessments["item"].str.startswith(f"{prefix}.")]
    assert asked["item"].nunique() == items
    assert asked["score"].astype(int).between(low, high).all()


@pytest.mark.parametrize("layer", ["communication", "collaboration", "resources"])
@pytest.mark.parametrize("wave", ["2025", "2026"])
def test_every_layer_is_there_in_both_waves(layer, wave):
    assert len(read("ties").query("wave == @wave and layer == @layer")) > 50


@pytest.mark.parametrize(
    ("layer", "ties", "density"), [("information", 49, 0.544), ("money", 22, 0.244)]
)  # totals as published by the ORA programme (CASOS)
def test_knoke_is_as_published(layer, ties, density):
    arcs = read("ties", DATA / "knoke").query("layer == @layer")
    members = read("stakeholders", DATA / "knoke")["id"]
    assert len(arcs) == ties
    assert len(members) == 10
    assert len(arcs) / 90 == pytest.approx(density, abs=0.0005)
    assert {*arcs["source"], *arcs["target"]} <= set(members)


def test_knoke_equals_the_reference_matrices():
    oracle = DATA.parents[1] / "shared" / "oracle"
    if not oracle.exists():
        pytest.skip("the reference values are not beside the checkout")
    for layer in ("information", "money"):
        arcs = read("ties", DATA / "knoke").query("layer == @layer")
        found = pd.read_json(oracle / f"knoke_{layer}.json", typ="series")["edges"]
        assert sorted(map(tuple, found)) == sorted(arcs[["source", "target"]].itertuples(index=False, name=None))
