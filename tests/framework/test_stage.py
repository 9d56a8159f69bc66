"""Each label of the stage on a network made for it, with every number beside it."""

import math
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from small_study import small_situation

import ci_network as ci
from ci_network.framework.stage import METRICS, network_stage, network_stage_table
from ci_network.gaps.situation import Situation
from ci_network.network.network import Network


@pytest.fixture
def stage_of(tmp_path: Path):
    base = small_situation(tmp_path / "s", {"bb": "backbone", "a": "health"}, {("bb", "a"): 3})

    def stage(graph: nx.Graph, *, sectors: str = "xyz", backbone: tuple[str, ...] = ()) -> ci.NetworkStage:
        named = nx.relabel_nodes(graph, {node: f"m{node:03d}" for node in graph})
        for place, node in enumerate(named):
            named.nodes[node]["sector"] = sectors[place % len(sectors)]
        net = Network.of(named, backbone=backbone)
        return network_stage(replace(base, net=net, any_contact=net))

    return stage


def hubs(groups: int, leaves: int) -> nx.Graph:
    """Groups of a hub with leaves tied in pairs; the hubs all tied to one another."""
    graph = nx.Graph()
    for group in range(groups):
        hub, first = group * (leaves + 1), group * (leaves + 1) + 1
        graph.add_edges_from((hub, leaf) for leaf in range(first, first + leaves))
        graph.add_edges_from((leaf, leaf + 1) for leaf in range(first, first + leaves - 1, 2))
        graph.add_edges_from((hub, other * (leaves + 1)) for other in range(group))
    return graph


def test_fragments_are_scattered(stage_of) -> None:
    found = stage_of(nx.disjoint_union_all([nx.complete_graph(3)] * 3))
    assert found.label == "scattered"
    assert found.values["largest_part"] == pytest.approx(1 / 3)


def test_no_ties_are_scattered_and_what_is_not_defined_is_nan(stage_of) -> None:
    found = stage_of(nx.empty_graph(5))
    assert found.label == "scattered"
    assert math.isnan(found.values["clustering"])
    assert math.isnan(found.values["core_fit"])


def test_a_star_is_hub_and_spoke_with_its_backbone_or_without(stage_of) -> None:
    for backbone in ((), ("m000",)):
        found = stage_of(nx.star_graph(6), backbone=backbone)
        assert found.label == "hub-and-spoke"
        assert found.values["left_without_hub"] == pytest.approx(1 / 6)
        assert found.values["centralisation"] == 1
    assert found.values["peer_tie_share"] == 0
    assert found.values["left_without_backbone"] == pytest.approx(1 / 6)


def core_and_periphery() -> nx.Graph:
    graph = nx.complete_graph(6)
    for leaf in range(6, 14):
        graph.add_edges_from([(leaf, leaf % 6), (leaf, (leaf + 1) % 6)])
    return graph


def test_a_core_of_several_sectors_with_a_periphery(stage_of) -> None:
    found = stage_of(core_and_periphery())
    assert found.label == "core/periphery"
    assert found.values["core_fit"] == pytest.approx(1)
    assert found.values["core_density"] == 1
    assert found.values["core_members"] == 6
    assert stage_of(core_and_periphery(), sectors="x").label != "core/periphery"


def test_hubs_in_several_groups(stage_of) -> None:
    # The hubs alone would be a core, were they not all of one sector.
    found = stage_of(hubs(5, 6), sectors="x")
    assert found.label == "multi-hub", found
    assert found.values["hub_communities"] == 5
    assert found.values["clustering"] > 2


def test_a_ring_is_between_stages(stage_of) -> None:
    assert stage_of(nx.cycle_graph(12)).label == "transitional"


def test_two_cliques_and_a_broker_are_no_hub_and_spoke(stage_of) -> None:
    graph = nx.disjoint_union(nx.complete_graph(5), nx.complete_graph(5))
    graph.add_edges_from([(10, 0), (10, 5)])
    found = stage_of(graph)
    assert found.values["left_without_hub"] == pytest.approx(0.5)
    assert found.label != "hub-and-spoke"


def test_too_few_members_have_no_stage(stage_of) -> None:
    found = stage_of(nx.path_graph(2))
    assert found.label == "transitional"
    assert found.reason
    assert all(math.isnan(value) for value in found.values.values())


def test_order_of_members_and_seed_change_nothing(stage_of) -> None:
    graph = hubs(5, 6)
    other = nx.Graph()
    other.add_nodes_from(reversed(list(graph)))
    other.add_edges_from(graph.edges)
    assert stage_of(graph, sectors="x").values["core_fit"] == stage_of(other, sectors="x").values["core_fit"]
    assert stage_of(graph) == stage_of(graph)


def test_the_table_has_every_number_with_its_cut() -> None:
    table = network_stage_table(Situation.of(ci.read_study("data/riverbend")))
    assert list(table["metric"]) == list(METRICS)
    assert table["cut"].notna().all()
    assert (table.loc[table["value"].isna(), "reason"] != "").all()
