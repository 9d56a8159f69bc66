"""The toy coalition: eight stakeholders small enough to work out by hand, as a study and as networks."""

from pathlib import Path

import networkx as nx

from ci_network.network.network import Network
from ci_network.study.study import Study, read_study

SECTORS = {
    "B": "backbone", "H1": "health", "H2": "health", "E1": "education", "E2": "education", "G1": "government",
    "C1": "community", "F1": "funder",
}  # fmt: skip
# How often the two are in contact: 2 quarterly, 3 monthly, 4 weekly.
TIES = {
    ("B", "H1"): 4, ("B", "E1"): 3, ("B", "G1"): 2, ("H1", "H2"): 4, ("E1", "E2"): 3, ("E1", "H1"): 2, ("E2", "C1"): 3,
}  # fmt: skip
ACTIVITIES = {"A1": ("H1", "H2", "E1"), "A2": ("E1", "E2"), "A3": ("G1", "C1"), "A4": ("H2",)}
OUTCOMES = {"O1": ("A1", "A2"), "O2": ("A3",), "O3": (), "O4": ("A1", "A4")}
LEVELS = {"any contact": 1, "monthly": 3}

TOML = """
[study]
title = "Toy coalition"
purpose = "Testing"
backbone = ["B"]

[tie_rule]
at_least = "monthly"

[layers.communication]
kind = "frequency"
"""


def toy_network(level: str) -> Network:
    """Return the toy coalition's ties at a level, as a graph without a study behind it."""
    graph = nx.Graph()
    graph.add_nodes_from((member, {"name": member, "sector": sector}) for member, sector in SECTORS.items())
    graph.add_weighted_edges_from((*pair, value) for pair, value in TIES.items() if value >= LEVELS[level])
    return Network.of(graph, backbone=["B"])


def toy_study(folder: Path) -> Study:
    """Write the toy coalition as a study, everybody's answers alike at both ends, and read it."""
    return read_study(write_toy(folder))


def write_toy(folder: Path) -> Path:
    """Write the toy coalition's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "study.toml").write_text(TOML, encoding="utf-8")
    both_ways = [(a, b, value) for (a, b), value in TIES.items()] + [(b, a, value) for (a, b), value in TIES.items()]
    serves = {activity: [o for o, by in OUTCOMES.items() if activity in by] for activity in ACTIVITIES}
    rows = {
        "stakeholders": ["id,sector", *(f"{member},{sector}" for member, sector in SECTORS.items())],
        "responses": ["stakeholder,status", *(f"{member},complete" for member in SECTORS)],
        "ties": ["layer,source,target,value", *(f"communication,{a},{b},{value}" for a, b, value in both_ways)],
        "activities": ["id,outcomes", *(f"{activity},{'|'.join(by)}" for activity, by in serves.items())],
        "participation": ["stakeholder,activity", *(f"{m},{a}" for a, who in ACTIVITIES.items() for m in who)],
        "outcomes": ["id,goal", *(f"{outcome},Goal {outcome}" for outcome in OUTCOMES)],
    }
    for name, lines in rows.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
