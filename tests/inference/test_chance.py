"""Tests of mixing, E-I, centralisation and any measure: against enumeration by hand and known expectations."""

from itertools import permutations

import networkx as nx
import numpy as np
import pytest
from inference.reference import ORACLE, needs_inference

import ci_network as ci
from ci_network.errors import UnknownNameError
from ci_network.inference.chance import chance_of_centralization, chance_of_ei, chance_of_measure, chance_of_mixing
from ci_network.network.network import Network


def small(*, directed: bool) -> nx.Graph:
    graph = nx.gnp_random_graph(6, 0.5, seed=4, directed=directed)
    nx.set_node_attributes(graph, dict(enumerate("aabbbc")), "sector")
    return graph


@pytest.mark.parametrize("directed", [True, False])
def test_mixing_equals_every_relabelling(directed: bool) -> None:
    graph = small(directed=directed)
    found = chance_of_mixing(graph, replicates=720)
    assert found.exact
    expected = []
    for order in permutations("aabbbc"):
        pairs = [(order[i], order[j]) for i, j in graph.edges]
        pairs = pairs if directed else [tuple(sorted(pair)) for pair in pairs]
        expected.append([pairs.count((a, b)) for a, b in found.terms.itertuples(index=False)])
    counts = np.array(expected)
    np.testing.assert_array_equal(np.sort(found.null, axis=0), np.sort(counts, axis=0))
    np.testing.assert_array_equal(found.estimate, counts[0])
    np.testing.assert_allclose(found.frame["p_less"], (counts <= counts[0]).mean(axis=0))
    assert found.estimate.sum() == graph.number_of_edges()
    assert (found.adjusted["q_less"] >= found.frame["p_less"]).all()


@pytest.mark.parametrize("directed", [True, False])
def test_ei_equals_every_relabelling(directed: bool) -> None:
    graph = small(directed=directed)
    found = chance_of_ei(graph, replicates=720)

    def ei(order: tuple[str, ...], group: str) -> float:
        pairs = [(order[i], order[j]) for i, j in graph.edges]
        pairs = pairs if group == "all groups" else [pair for pair in pairs if group in pair]
        inside = sum(a == b for a, b in pairs)
        return (len(pairs) - 2 * inside) / len(pairs) if pairs else np.nan

    orders = list(permutations("aabbbc"))
    for k, group in enumerate(found.terms["group"]):
        expected = np.array([ei(order, group) for order in orders])
        np.testing.assert_allclose(np.sort(found.null[:, k]), np.sort(expected), atol=1e-12)
        assert found.estimate[k] == pytest.approx(ei(orders[0], group))


@needs_inference
@pytest.mark.parametrize("name", ["knoke_information", "tobacco_contact"])
def test_ei_equals_the_reference(name: str) -> None:
    import json

    found = json.loads((ORACLE / f"{name}.json").read_text())
    net = Network.from_scipy(np.array(found["adjacency"], dtype=float), found["nodes"], directed=found["directed"])
    groups = found["attributes"][found["group_attribute"]]
    graph = net.to_networkx()
    nx.set_node_attributes(graph, dict(zip(found["nodes"], groups, strict=True)), "kind")
    row = chance_of_ei(graph, group="kind", replicates=4000, rng=1).frame.iloc[0]
    values = found["values"]
    expected = values["ei_index_directed"] if found["directed"] else values["ei_index_undirected"]
    assert row["estimate"] == pytest.approx(expected["value"], abs=1e-8)
    if not found["directed"]:
        assert row["null_mean"] == pytest.approx(values["ei_index_expected"]["value"], abs=0.01)


def test_members_without_a_group_are_left_out() -> None:
    graph = nx.path_graph(4)
    nx.set_node_attributes(graph, {0: "a", 1: "b", 2: "a"}, "sector")
    assert chance_of_mixing(graph, replicates=10, rng=1).estimate.sum() == 2


def test_no_ties_and_no_members() -> None:
    for n in (0, 1, 4):
        graph = nx.empty_graph(n)
        nx.set_node_attributes(graph, "a", "sector")
        assert np.isnan(chance_of_ei(graph, replicates=5, rng=1).frame["p_less"].iloc[0])
        assert (chance_of_mixing(graph, replicates=5, rng=1).estimate == 0).all()


def test_a_star_is_centralised_and_a_ring_is_not() -> None:
    star = chance_of_centralization(nx.star_graph(9), replicates=300, rng=1).frame
    ring = chance_of_centralization(nx.cycle_graph(10), replicates=300, rng=1).frame
    assert star["p_greater"].iloc[0] == pytest.approx(1 / 301)
    assert ring["p_less"].iloc[0] < 0.02
    assert star["p_greater"].iloc[1:].isna().all()
    arcs = nx.gnp_random_graph(8, 0.3, seed=1, directed=True)
    assert chance_of_centralization(arcs, keep="dyads", replicates=50, rng=1).frame["p_greater"].notna().all()


def test_any_measure_and_the_batched_one_agree() -> None:
    graph = nx.gnp_random_graph(10, 0.4, seed=2, directed=True)
    one = chance_of_measure(graph, ci.net_transitivity, keep="degrees", replicates=30, rng=1)
    many = chance_of_measure(graph, "transitivity", keep="degrees", replicates=30, rng=1)
    np.testing.assert_allclose(one.null, many.null, atol=1e-6)
    assert one.terms["measure"].tolist() == ["transitivity"]
    with pytest.raises(UnknownNameError):
        chance_of_measure(graph, "beauty")


def test_a_group_that_does_not_exist() -> None:
    with pytest.raises(UnknownNameError, match="kind"):
        chance_of_ei(nx.path_graph(3), group="kind")
