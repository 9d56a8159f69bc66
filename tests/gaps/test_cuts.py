"""Members and ties on which others' only path rests."""

import networkx as nx
import numpy as np
import pytest
from small_study import small_situation
from toy import toy_study

from ci_network.gaps.cuts import _fragmentation_rises, find_single_links
from ci_network.gaps.situation import Situation
from ci_network.network.network import Network
from ci_network.network.tierule import TieRule


def of(tmp_path, graph, **changes):
    members = {str(node): "" for node in graph}
    ties = {(str(a), str(b)): 3 for a, b in graph.edges}
    return small_situation(tmp_path, members, ties, settings="", **changes)


def found(situation, kind):
    return {gap.subjects: gap.evidence.get("stranded") for gap in find_single_links(situation) if gap.kind == kind}


def barbell():
    """Two cliques of six joined by one member, 12."""
    graph = nx.disjoint_union(nx.complete_graph(6), nx.complete_graph(6))
    graph.add_edges_from([(12, 0), (12, 6)])
    return graph


def test_the_worked_example(tmp_path):
    situation = Situation.of(toy_study(tmp_path), rule=TieRule("any"))
    assert found(situation, "articulation_point") == {("B",): 1, ("E1",): 2, ("E2",): 1, ("H1",): 1}
    monthly = Situation.of(toy_study(tmp_path))
    assert set(found(monthly, "articulation_point")) == {("B",), ("E1",), ("E2",), ("H1",)}


def test_a_broker_between_two_cliques(tmp_path):
    situation = of(tmp_path, barbell())
    assert found(situation, "articulation_point") == {("0",): 5, ("12",): 6, ("6",): 5}
    assert found(situation, "bridge_tie") == {("0", "12"): 6, ("6", "12"): 6}
    gap = next(gap for gap in find_single_links(situation) if gap.subjects == ("12",))
    assert gap.severity == pytest.approx(6 / 12)
    assert len(gap.evidence["cut_off"]) == 6


def test_one_member_cut_off_of_many_is_no_gap(tmp_path):
    graph = nx.complete_graph(12)
    graph.add_edge(0, 12)
    assert not found(of(tmp_path / "one", graph), "articulation_point")
    graph.add_edge(0, 13)
    assert found(of(tmp_path / "two", graph), "articulation_point") == {("0",): 2}


def test_a_complete_network_has_none(tmp_path):
    assert not find_single_links(of(tmp_path, nx.complete_graph(8)))


def test_where_all_stand_alike_nobody_is_the_key_connector(tmp_path):
    assert not find_single_links(of(tmp_path, nx.cycle_graph(9)))


def test_the_key_connector_stands_out_without_cutting_anybody_off(tmp_path):
    assert found(of(tmp_path, nx.wheel_graph(12)), "key_connector") == {("0",): None}


def test_no_claim_where_few_answered(tmp_path):
    silent = [str(i) for i in range(1, 6)]
    assert not find_single_links(of(tmp_path, barbell(), silent=silent))


def test_provisional_where_some_did_not(tmp_path):
    gaps = find_single_links(of(tmp_path, barbell(), silent=["1", "2", "3"]))
    assert gaps
    assert all(gap.caveat.startswith("provisional") for gap in gaps)


def test_the_rise_equals_measuring_with_and_without():
    graph = nx.gnp_random_graph(12, 0.3, seed=3)

    def fragmentation(g):
        steps = dict(nx.all_pairs_shortest_path_length(g))
        near = sum(1 / d for u, there in steps.items() for v, d in there.items() if u != v)
        return 1 - near / (len(g) * (len(g) - 1))

    expected = [fragmentation(graph.subgraph(set(graph) - {v})) - fragmentation(graph) for v in graph]
    assert _fragmentation_rises(Network.of(graph).binary) == pytest.approx(expected)


def test_in_a_large_network_only_those_most_in_between_are_tried():
    graph = nx.disjoint_union(nx.complete_graph(90), nx.complete_graph(90))
    graph.add_edges_from([(180, i) for i in range(3)] + [(180, 90 + i) for i in range(3)])
    rises = _fragmentation_rises(Network.of(graph).binary)
    assert np.argmax(rises) == 180
    assert np.isinf(rises).sum() == 181 - 6000 // 181
