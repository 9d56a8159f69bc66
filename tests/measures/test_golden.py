"""Published values, typed in with their source; they hold without anything beside the checkout."""

import networkx as nx
import pytest

import ci_network as ci
from ci_network.network.network import Network

KNOKE = ci.read_study("data/knoke")


def knoke(layer: str) -> Network:
    return ci.build_network(KNOKE, layer, rule=ci.TieRule(at_least="any", symmetrise="none"))


# Knoke & Wood (1981), Organized for Action; statistics as published by the help pages of the ORA program (CASOS),
# three decimals.
INFORMATION = {
    "density": 0.544,
    "mean_distance": 1.533,
    "diameter": 3,
    "fragmentation": 0.0,
    "connectedness": 1.0,
    "centralization_betweenness": 0.201,
}
MONEY = {
    "density": 0.244,
    "mean_distance": 1.429,
    "diameter": 3,
    "fragmentation": 0.2,
    "connectedness": 0.8,
    "centralization_betweenness": 0.116,
}


@pytest.mark.parametrize(("layer", "published"), [("information", INFORMATION), ("money", MONEY)])
def test_knoke(layer: str, published: dict[str, float]) -> None:
    table = ci.network_table(knoke(layer))
    for name, value in published.items():
        assert round(table[name], 3) == value, name


def test_knoke_information_members() -> None:
    net = knoke("information")
    between = ci.node_betweenness(net)
    assert round(between.max(), 3) == 17.833
    assert round(between.mean(), 3) == 4.8
    assert ci.node_degree_in(net).agg(["min", "max"]).to_list() == [1, 9]
    assert ci.node_degree_out(net).agg(["min", "max"]).to_list() == [3, 8]
    close = ci.node_closeness(net)
    assert [round(value, 3) for value in (close.min(), close.max(), close.mean())] == [0.529, 0.9, 0.671]
    inward = ci.node_closeness_in(net)
    assert [round(value, 3) for value in (inward.min(), inward.max(), inward.mean())] == [0.409, 1.0, 0.697]


def test_florentine_marriages() -> None:
    """Padgett & Ansell (1993): 15 families, and the Pucci, who married none of them.

    Transitivity as printed by R igraph's documentation; centralisations as recalled from Wasserman & Faust (1994),
    chapter 5, and confirmed by R sna.
    """
    graph = nx.florentine_families_graph()
    with_pucci = graph.copy()
    with_pucci.add_node("Pucci")
    assert round(ci.net_centralization_degree(with_pucci), 3) == 0.267
    assert round(ci.net_centralization_betweenness(graph), 3) == 0.437
    assert round(ci.net_centralization_closeness(graph), 3) == 0.322
    assert round(ci.node_betweenness(graph, normalised=True)["Medici"], 3) == 0.522
    assert round(ci.node_closeness(graph)["Medici"], 2) == 0.56
    assert round(ci.net_transitivity(graph), 7) == 0.1914894


def test_krackhardts_kite() -> None:
    """Krackhardt (1990), Administrative Science Quarterly 35:342: three centralities, three most central members."""
    graph = nx.krackhardt_kite_graph()
    assert ci.node_degree(graph).idxmax() == 3
    assert ci.node_degree(graph).max() == 6
    assert ci.node_betweenness(graph).idxmax() == 7
    assert ci.node_betweenness(graph).max() == 14
    close = ci.node_closeness(graph)
    assert sorted(close.index[close == close.max()]) == [5, 6]
    assert round(close.max(), 4) == 0.6429


def test_burts_constraint_of_a_triad_exceeds_one() -> None:
    """Each of three in mutual contact: (1/2 + 1/2 x 1/2)^2 twice = 1.125."""
    assert ci.node_constraint(nx.complete_graph(3)).to_list() == [1.125] * 3
