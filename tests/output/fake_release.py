"""A made-up Release of 64 members with every frame filled, for tests of what draws and writes."""

from dataclasses import replace
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from ci_network.release import Release

SCALES = {
    "communication": ("never", "yearly", "quarterly", "monthly", "weekly", "daily"),
    "collaboration": ("none", "networking", "cooperation", "coordination", "coalition", "collaboration"),
}
WAVES = ("2024", "2025")
RULE_VALUE = 3
# Sector: its members, joined by semicolons.
SECTORS = {
    "Schools": (
        "Northside Primary; Millbrook Academy; Riverbend High; Eastgate School; Oak Lane Primary; St "
        "Brigid's School; Westfield College; Harbour Nursery; Unified School District; Adult Learning Centre"
    ),
    "Health": (
        "County Hospital; Riverbend Clinic; Mind Matters; Public Health Office; Dental Outreach; Healthy "
        "Start; Midwives' Circle; Recovery House"
    ),
    "Housing": (
        "Homes First; Tenants' Union; Shelter Riverbend; Housing Authority; Habitat Builders; Keystone "
        "Rentals; Safe Nights"
    ),
    "Residents": (
        "Parents' Council; Youth Voice; Eastside Neighbours; Elders' Table; Fathers' Group; New Arrivals "
        "Network; Mill Street Residents; Carers Together"
    ),
    "Government": (
        "Mayor's Office; County Council; Police Department; Library Service; Transit Board; Parks and "
        "Recreation; Probation Service"
    ),
    "Community groups": (
        "YMCA Riverbend; Food Bank; Boys and Girls Club; Literacy Partners; Arts Collective; Refugee "
        "Welcome; Faith Alliance; Riverbend United; Urban Garden Project"
    ),
    "Business": (
        "Chamber of Commerce; Riverbend Credit Union; Mill Works; Hartley Foods; Tech Yard; Main Street Shops"
    ),
    "Philanthropy": "Community Foundation; Hartley Family Fund; United Giving; Bright Start Fund; Data Trust",
    "Higher education": "State University; Community College; Teachers' Institute; Research Centre",
}
BACKBONE = ("riverbend-united", "data-trust")
ISOLATES = ("keystone-rentals", "tech-yard", "elders-table")
NO_ANSWER = (
    "hartley-foods|probation-service|westfield-college|faith-alliance|keystone-rentals|dental-outreach"
    "|transit-board|united-giving|oak-lane-primary|arts-collective"
)


def fake_release(**about: Any) -> Release:
    """Return the made-up release; keywords replace facts of ``about``."""
    rng = np.random.default_rng(7)
    members = _members(rng)
    ties = _ties(members, rng)
    graph = _graph(ties, members["member"], RULE_VALUE)
    any_graph = _graph(ties, members["member"], 1)
    release = Release(
        audience="internal",
        about=_about(members, graph, any_graph) | about,
        members=members,
        ties=ties,
        headlines=_headlines(graph, any_graph),
        node_measures=_node_measures(graph),
        network_measures=_network_measures(graph, any_graph),
        reach=_reach(members, graph, any_graph),
        gaps=_gaps(),
        conditions=_conditions(),
        phases=_phases(),
        readiness=_readiness(),
        recommendations=_recommendations(),
        responses=_responses(members),
        ledger=_frame("source row column fate reason", ("ties.csv", 41, "value", "set aside", "not on the scale")),
        withheld=_frame("what count why", ("names", 2, "no consent to be named"), ("trust answers", 212, "always")),
        provenance={"seed": 1, "inputs": {"ties.csv": "0" * 64}, "versions": {"ci-network": "0.1.0"}},
    )
    named = release.gaps.assign(subject=release.gaps["subjects"].str.split("|")).explode("subject")
    by_member = named.groupby("subject")["kind_code"].unique()
    members["gaps"] = [tuple(by_member.get(member, ())) for member in members["member"]]
    return replace(release, gaps=release.gaps.drop(columns="kind_code"))


def _frame(columns: str, *rows: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=columns.split())


def _slug(name: str) -> str:
    return name.lower().replace("'", "").replace(" ", "-")


def _members(rng: np.random.Generator) -> pd.DataFrame:
    pairs = [(name, sector) for sector, names in SECTORS.items() for name in names.split("; ")]
    ids = [_slug(name) for name, _ in pairs]
    roles = rng.choice(["member", "steering", "working-group chair"], len(ids), p=[0.7, 0.2, 0.1])
    return pd.DataFrame(
        {
            "member": ids,
            "label": [name for name, _ in pairs],
            "sector": [sector for _, sector in pairs],
            "role": np.where(np.isin(ids, BACKBONE), "backbone", roles),
            "is_backbone": np.isin(ids, BACKBONE),
            "answered": ~np.isin(ids, NO_ANSWER.split("|")),
            "named": True,
            "aliases": [("RU", "the backbone") if member == BACKBONE[0] else () for member in ids],
            "gaps": [()] * len(ids),
            "place": rng.choice(["East", "West", "North"], len(ids)),
            "capacity_hours": rng.integers(4, 40, len(ids)).astype(float),
        }
    )


def _ties(members: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    ids, sector = members["member"].to_numpy(), members["sector"].to_numpy()
    answered = dict(zip(ids, members["answered"], strict=True))
    keen = rng.gamma(2.0, 0.5, len(ids))
    rows = []
    for layer, drop in (("communication", 0), ("collaboration", 1)):
        for i in range(len(ids)):
            for j in range(i + 1, len(ids)):
                pull = 0.32 if sector[i] == sector[j] else 0.05
                backbone = 0.4 if {ids[i], ids[j]} & set(BACKBONE) else 0.0
                chance = min(0.95, pull * keen[i] * keen[j] + backbone)
                value = int(rng.choice([0, 1, 2, 3, 4, 5], p=_split(chance))) - drop
                if value < 1 or (value >= RULE_VALUE and {ids[i], ids[j]} & set(ISOLATES)):
                    continue
                ends = answered[ids[i]] + answered[ids[j]]
                reports = min(ends, int(rng.choice([1, 2], p=[0.35, 0.65])))
                level = SCALES[layer][value]
                waves = WAVES if rng.random() < 0.75 else WAVES[-1:]
                rows += [(wave, layer, ids[i], ids[j], value, level, False, reports) for wave in waves if reports]
    columns = "wave layer source target value level directed reports"
    return _frame(columns, *rows).sort_values(columns.split()[:4], ignore_index=True)


def _split(chance: float) -> list[float]:
    shares = [0.12, 0.2, 0.38, 0.22, 0.08]
    return [1 - chance, *(chance * share for share in shares)]


def _graph(ties: pd.DataFrame, ids: pd.Series, at_least: int) -> nx.Graph:
    keep = ties[(ties["wave"] == WAVES[-1]) & (ties["layer"] == "communication") & (ties["value"] >= at_least)]
    graph = nx.Graph()
    graph.add_nodes_from(ids)
    graph.add_edges_from(zip(keep["source"], keep["target"], strict=True))
    return graph


def _about(members: pd.DataFrame, graph: nx.Graph, any_graph: nx.Graph) -> dict[str, Any]:
    return {
        "title": "Riverbend Cradle to Career",
        "purpose": "Plan the next year with the partners",
        "keep_until": "2030-12-31",
        "backbone": "Riverbend United, Data Trust",
        "phase": 2,
        "wave": WAVES[-1],
        "layer": "communication",
        "level": "monthly",
        "level_value": RULE_VALUE,
        "rule": "monthly or more, reported by either end",
        "response_rate": float(members["answered"].mean()),
        "members": len(members),
        "ties": graph.number_of_edges(),
        "any_ties": any_graph.number_of_edges(),
        "seed": 1,
        "synthetic": True,
        "notice": "A pseudonymised network is not anonymous.",
    }


def _headlines(graph: nx.Graph, any_graph: nx.Graph) -> pd.DataFrame:
    near, near_any = _reached(graph, 2), _reached(any_graph, 2)
    alone, alone_any = len(list(nx.isolates(graph))), len(list(nx.isolates(any_graph)))
    return _frame(
        "headline label value any_contact unit sentence",
        ("reach_2", "Backbone reach, two steps", near, near_any, "share",
         "Share of members that the backbone reaches directly or through one other member."),
        ("density", "Ties in place", nx.density(graph), nx.density(any_graph), "share",
         "Share of all possible pairs that are in contact."),
        ("mean_degree", "Partners per member", 2 * graph.number_of_edges() / len(graph),
         2 * any_graph.number_of_edges() / len(any_graph), "members", "Average partners of a member."),
        ("isolates", "Members without a tie", float(alone), float(alone_any), "members",
         "Members nobody is in contact with at this level."),
        ("peer_share", "Ties without the backbone", 0.83, 0.86, "share",
         "Share of ties that run between partners and not through the backbone."),
        ("congruence", "Joint work with contact", 0.61, 0.74, "share",
         "Share of pairs who work on the same activity and are in contact."),
    )  # fmt: skip


def _reached(graph: nx.Graph, steps: int) -> float:
    near = set().union(*(nx.single_source_shortest_path_length(graph, b, steps) for b in BACKBONE))
    return (len(near) - len(BACKBONE)) / (len(graph) - len(BACKBONE))


def _node_measures(graph: nx.Graph) -> pd.DataFrame:
    constraint = nx.constraint(graph)
    columns = {
        "degree": dict(graph.degree()),
        "betweenness": nx.betweenness_centrality(graph),
        "closeness": nx.closeness_centrality(graph),
        "constraint": constraint,
        "clustering": nx.clustering(graph),
        "core_number": nx.core_number(graph),
    }
    rows = []
    for measure, values in columns.items():
        for member in sorted(graph):
            value = float(values[member])
            alone = graph.degree(member) == 0 and measure in ("constraint", "clustering", "closeness")
            reason = "no ties at this level" if alone else ""
            rows.append((member, measure, float("nan") if alone else value, reason))
    table = _frame("member measure value reason", *rows)
    place = table.groupby("measure")["value"].rank(pct=True)
    third = (place * 3).apply(np.ceil).map({1.0: "lower", 2.0: "middle", 3.0: "upper"})
    return table.assign(band=third.fillna(""))


def _network_measures(graph: nx.Graph, any_graph: nx.Graph) -> pd.DataFrame:
    rows = []
    for level, net in (("monthly", graph), ("any contact", any_graph)):
        density = nx.density(net)
        rows += [
            ("density", level, density, density * 0.94, density * 1.1, ""),
            ("transitivity", level, nx.transitivity(net), float("nan"), float("nan"), ""),
            ("reciprocity", level, float("nan"), float("nan"), float("nan"), "the ties have no direction"),
        ]
    return _frame("measure threshold value low high reason", *rows)


def _reach(members: pd.DataFrame, graph: nx.Graph, any_graph: nx.Graph) -> pd.DataFrame:
    rows: list[tuple[Any, ...]] = []
    for level, net in (("monthly", graph), ("any contact", any_graph)):
        rows += [(f"reach_{k}", "", level, _reached(net, k), len(members), "") for k in (1, 2, 3)]
        near = set().union(*(nx.single_source_shortest_path_length(net, b, 2) for b in BACKBONE))
        for sector, part in members.groupby("sector"):
            rows.append(("reach_2", sector, level, part["member"].isin(near).mean(), len(part), ""))
        rows.append(("reach_2", "faith", level, float("nan"), float("nan"), "fewer than 3 members"))
        rows.append(("pair_loss", "", level, 0.21, len(members), ""))
    return _frame("measure group threshold value n reason", *rows)


def _gaps() -> pd.DataFrame:
    rows = (
        ("G2", "effectively_isolated", "tech-yard", 0.6, 0.9, "degree=0|any_contact=3", "",
         "Tech Yard has contacts, but none monthly or more."),
        ("G2", "isolated", "elders-table", 1.0, 0.8, "degree=0", "", "Elders' Table has no tie."),
        ("G5", "articulation_point", "riverbend-united", 0.4, 0.85, "stranded=4", "provisional",
         "If Riverbend United steps back, four members lose their only path to the others."),
        ("G4", "hole_between_groups", "", 0.7, 0.9, "observed=2|expected=9.4|p=0.004", "",
         "Business and Residents have 2 ties where about 9 would be expected."),
        ("G6", "work_without_contact", "food-bank|homes-first", 0.5, 0.9, "activity=A4", "",
         "Food Bank and Homes First share an activity and have no monthly contact."),
        ("G8", "orphan_outcome", "", 1.0, 1.0, "outcome=O5", "", "Nobody works on safe routes to school."),
        ("G11", "group_unreached", "", 0.55, 0.9, "reach_2=0.45", "", "The backbone reaches half of Business."),
        ("G13", "burdened", "county-hospital", 0.5, 0.9, "degree_z=2.1|hours=46", "",
         "County Hospital carries more ties and leads than most."),
    )  # fmt: skip
    frame = _frame("gap kind subjects severity confidence evidence caveat finding", *rows)
    return frame.assign(kind_code=frame["gap"])


def _conditions() -> pd.DataFrame:
    nan = float("nan")
    return _frame(
        "condition indicator label value n source basis reason",
        ("CA", "CA1", "Outcomes with at least two members at work", 0.8, 5, "network", "judgement", ""),
        ("SM", "SM1", "Outcomes with a measure", 0.6, 5, "network", "judgement", ""),
        ("MR", "MR1", "Activities that serve an outcome", 0.9, 12, "network", "judgement", ""),
        ("CC", "CC1", "Members with a monthly tie", 0.92, 64, "network", "judgement", ""),
        ("BB", "BB1", "Backbone support", 0.7, 41, "self-assessment", "judgement", ""),
        ("BB", "BB5", "Trust in the backbone", nan, 2, "self-assessment", "judgement", "fewer than 3 raters"),
    )


def _phases() -> pd.DataFrame:
    parts = ("governance", "planning", "community", "evaluation")
    cells = [(phase, part) for phase in (1, 2, 3) for part in parts]
    rows = [(phase, part, 3.4 - 0.6 * phase, 12, "self-assessment") for phase, part in cells]
    return _frame("phase component score n source", *rows)


def _readiness() -> pd.DataFrame:
    return _frame(
        "question label score n source",
        ("complexity", "Is the problem complex?", 3.5, 12, "self-assessment"),
        ("backing", "Is there backing for the backbone?", 2.5, 12, "self-assessment"),
    )


def _recommendations() -> pd.DataFrame:
    nan = float("nan")
    return _frame(
        "rank rule subjects action why condition phase effect low high hours basis",
        (1, 14, "food-bank|homes-first", "Put Food Bank and Homes First on one short monthly call.",
         "They share an activity and have no monthly contact.", "MR", 2, 0.02, 0.0, 0.03, 2.0, "CAT06"),
        (2, 6, "tech-yard", "Call Tech Yard and find one activity that suits them.",
         "They have no monthly tie.", "CC", 2, 0.01, 0.0, 0.016, 1.0, "VAL12"),
        (3, 31, "county-hospital", "Ask County Hospital what could move to somebody with room.",
         "They carry more than most.", "BB", 2, nan, nan, nan, 3.0, "COLL"),
    )  # fmt: skip


def _responses(members: pd.DataFrame) -> pd.DataFrame:
    rows = [("2025", "", len(members), int(members["answered"].sum()), float(members["answered"].mean()))]
    for sector, part in members.groupby("sector"):
        rows.append(("2025", str(sector), len(part), int(part["answered"].sum()), float(part["answered"].mean())))
    return _frame("wave group members answered rate", *rows)
