"""Every public measure over every kind of network: right shape, right kind, NaN and not 0 where undefined."""

import inspect
from collections.abc import Callable

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import ci_network as ci
from ci_network.network.network import Network


def _network(graph: nx.Graph, *, backbone: tuple[str, ...] = ("a",), sectors: str = "xyz") -> Network:
    for place, node in enumerate(graph):
        graph.nodes[node]["sector"] = sectors[place % len(sectors)]
    return Network.of(graph, backbone=[b for b in backbone if b in graph])


def _named(graph: nx.Graph) -> nx.Graph:
    return nx.relabel_nodes(graph, {i: chr(97 + i) for i in range(len(graph))})


def _weighted() -> nx.Graph:
    graph = _named(nx.wheel_graph(6))
    nx.set_edge_attributes(graph, {edge: place % 5 + 1 for place, edge in enumerate(graph.edges)}, "weight")
    return graph


def _half_answered() -> Network:
    from dataclasses import replace

    net = _network(_named(nx.path_graph(6)))
    return replace(net, answered=np.array([True, False] * 3), response_known=True)


NETWORKS: dict[str, Callable[[], Network]] = {
    "empty": lambda: _network(nx.Graph()),
    "one member": lambda: _network(_named(nx.empty_graph(1))),
    "two members": lambda: _network(_named(nx.path_graph(2))),
    "no ties": lambda: _network(_named(nx.empty_graph(5))),
    "disconnected": lambda: _network(_named(nx.disjoint_union(nx.path_graph(4), nx.cycle_graph(3)))),
    "directed": lambda: _network(_named(nx.gnp_random_graph(8, 0.3, seed=2, directed=True))),
    "directed without a way back": lambda: _network(_named(nx.path_graph(4, create_using=nx.DiGraph))),
    "weighted": lambda: _network(_weighted()),
    "no backbone": lambda: _network(_named(nx.path_graph(5)), backbone=()),
    "all backbone": lambda: _network(_named(nx.path_graph(2)), backbone=("a", "b")),
    "half answered": _half_answered,
    "one sector": lambda: _network(_named(nx.path_graph(5)), sectors="x"),
    "complete": lambda: _network(_named(nx.complete_graph(5))),
    "star": lambda: _network(_named(nx.star_graph(5))),
}
MEASURES = [name for name in ci.__all__ if name.startswith(("node_", "pair_", "group_", "net_"))]
# A distance has a value where there is no path, and NaN where there is nothing to be distant from.
INFINITE_WITHOUT_A_PATH = {"node_backbone_distance", "node_days_from_backbone"}
ONE_ARGUMENT = [
    name
    for name in MEASURES
    if all(
        parameter.default is not inspect.Parameter.empty
        for parameter in list(inspect.signature(getattr(ci, name)).parameters.values())[1:]
    )
]


@pytest.mark.parametrize("kind", NETWORKS)
@pytest.mark.parametrize("name", ONE_ARGUMENT)
def test_every_measure_on_every_network(name: str, kind: str) -> None:
    net = NETWORKS[kind]()
    before = net.matrix.copy()
    result = getattr(ci, name)(net)
    if name.startswith(("node_table", "node_measures_table")) or name.endswith("_table"):
        assert isinstance(result, (pd.DataFrame, pd.Series))
    elif name.startswith("node_"):
        _check_by_member(name, result, net)
    elif name.startswith("pair_"):
        assert isinstance(result, pd.Series)
        assert result.index.names == ["source", "target"]
    elif name.startswith("group_"):
        assert isinstance(result, pd.DataFrame)
    else:
        assert type(result) is float
    assert (net.matrix != before).nnz == 0, "a measure never changes its network"


def _check_by_member(name: str, result: object, net: Network) -> None:
    assert isinstance(result, pd.Series)
    assert list(result.index) == list(net.ids)
    if name.startswith("node_is_"):
        assert result.dtype == bool
    elif name.startswith("node_in_"):
        assert result.dtype.kind == "i"
    else:
        assert result.dtype == float
        assert name in INFINITE_WITHOUT_A_PATH or not np.isinf(result).any()


@pytest.mark.parametrize("name", ONE_ARGUMENT)
def test_order_of_members_changes_nothing_but_the_order(name: str) -> None:
    net = NETWORKS["disconnected"]()
    mixed = net.to_networkx()
    shuffled = nx.Graph()
    shuffled.add_nodes_from((node, mixed.nodes[node]) for node in reversed(list(mixed)))
    shuffled.add_edges_from(mixed.edges(data=True))
    other = Network.of(shuffled, backbone=net.backbone)
    one, two = getattr(ci, name)(net), getattr(ci, name)(other)
    if name.startswith("node_") and isinstance(one, pd.Series) and not name.startswith("node_in_"):
        np.testing.assert_allclose(one.to_numpy(float), two.reindex(one.index).to_numpy(float), atol=1e-12)
    elif isinstance(one, float):
        np.testing.assert_allclose(one, two, atol=1e-12)


@pytest.mark.parametrize("kind", NETWORKS)
def test_tables_give_a_reason_for_every_nan(kind: str) -> None:
    net = NETWORKS[kind]()
    members, network = ci.node_measures_table(net), ci.network_measures_table(net, net)
    for table in (members, network):
        assert ((table["reason"] != "") == table["value"].isna()).all()
    assert list(members.columns) == ["member", "measure", "value", "reason"]
    assert list(network.columns) == ["measure", "threshold", "value", "low", "high", "reason"]
    assert len(members) == net.n * len(ci.node_table(net).columns)


@pytest.mark.parametrize("kind", NETWORKS)
def test_reach_is_told_or_gives_its_reason(kind: str) -> None:
    net = NETWORKS[kind]()
    table = ci.reach_table(net, net)
    assert ((table["reason"] != "") == table["value"].isna()).all()
    assert not np.isinf(table["value"]).any()
    assert list(table.columns) == ["measure", "group", "threshold", "value", "n", "reason", "standard_error"]
    if not net.backbone:
        assert set(table["reason"]) <= {"no backbone declared"}


WITH_PROBABILITIES = ["net_cascade_reach", "node_cascade_reach", "node_diffusion"]
WITH_CONTACTS = ["net_days_to_reach", "node_days_from_backbone"]


@pytest.mark.parametrize("kind", NETWORKS)
@pytest.mark.parametrize("name", [*WITH_PROBABILITIES, *WITH_CONTACTS])
def test_spread_on_every_network_when_levels_have_numbers(name: str, kind: str) -> None:
    net = NETWORKS[kind]()
    given = {"probabilities": 0.5} if name in WITH_PROBABILITIES else {"contacts_per_year": 12}
    result = getattr(ci, name)(net, **given)
    if name.startswith("node_"):
        _check_by_member(name, result, net)
        assert net.backbone or name == "node_diffusion" or result.isna().all()
    else:
        assert type(result) is float
        assert net.backbone or np.isnan(result)


def test_the_table_equals_the_measures_one_by_one() -> None:
    net = NETWORKS["directed"]()
    table = ci.node_table(net)
    for column in table.columns:
        function = getattr(ci, f"node_{column}", None)
        if function is not None:
            pd.testing.assert_series_equal(table[column], function(net), check_exact=False, atol=1e-12)
    for name, value in ci.network_table(net).items():
        function = getattr(ci, f"net_{name}", None)
        if function is not None:
            np.testing.assert_allclose(value, function(net), atol=1e-12)
