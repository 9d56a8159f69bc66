"""The tables say why a number is missing, and say it rightly for very small networks too."""

import networkx as nx
import pytest

import ci_network as ci
from ci_network.network.network import Network


@pytest.mark.parametrize(
    ("graph", "measure", "reason"),
    [
        (nx.empty_graph(1), "density", "the network is too small"),
        (nx.empty_graph(2), "mean_distance", "nobody reaches anybody"),
        (nx.path_graph(2), "reciprocity", "no directed ties"),
        (nx.path_graph(2), "centralization_degree_in", "the ties have no direction"),
        (nx.path_graph(2), "centralization_degree", "the network is too small"),
        (nx.path_graph(2), "transitivity", "the network is too small"),
        (nx.empty_graph(3), "transitivity", "nobody has two contacts"),
        (nx.empty_graph(3), "centralization_closeness", "the network is not connected"),
        (nx.path_graph(3), "density", ""),
    ],
)
def test_a_network_measure_gives_its_own_reason(graph: nx.Graph, measure: str, reason: str) -> None:
    net = Network.of(graph)
    table = ci.network_measures_table(net, net).set_index("measure")
    assert set(table.loc[[measure], "reason"]) == {reason}


@pytest.mark.parametrize(
    ("graph", "measure", "reasons"),
    [
        (nx.empty_graph(1), "closeness", ["the network is too small"]),
        (nx.Graph([("a", "b"), ("b", "c")]), "clustering", ["fewer than two contacts", "", "fewer than two contacts"]),
        (nx.DiGraph([("a", "b"), ("b", "c")]), "closeness", ["", "cannot reach everyone", "cannot reach everyone"]),
        (nx.DiGraph([("a", "b"), ("b", "c")]), "closeness_in", ["not reached by everyone"] * 2 + [""]),
        (nx.path_graph(2), "betweenness_normalised", ["the network is too small"] * 2),
    ],
)
def test_a_member_measure_gives_its_own_reason(graph: nx.Graph, measure: str, reasons: list[str]) -> None:
    table = ci.node_measures_table(graph)
    assert table.loc[table["measure"] == measure, "reason"].to_list() == reasons
