"""Gould and Fernandez' roles: counts, what chance gives, and its spread, against R sna and against every network."""

from pathlib import Path
from typing import Any

import naive_more
import networkx as nx
import numpy as np
import oracle
import oracle_groups
import pytest
from drawn_graphs import graphs
from hypothesis import given, settings

from ci_network.errors import UnknownNameError
from ci_network.measures import brokerage, kernels_brokerage
from ci_network.measures.kernels_brokerage import ROLES

THEIRS = ("w_I", "w_O", "b_IO", "b_OI", "b_O", "t")
# R sna leaves dependences out of the network's spread in the other roles; the checks below say which.
SAME_SPREAD = ("itinerant", "liaison")


def matrix(rows: list[dict[str, Any]]) -> np.ndarray:
    return np.array([oracle.numbers([row[name] for name in THEIRS]) for row in rows])


@oracle.needs_oracle
@pytest.mark.parametrize("path", oracle_groups.grouped())
def test_members_equal_the_reference(path: Path) -> None:
    net, values = oracle_groups.load(path)
    table = brokerage.brokerage_table(net)
    for column, name in (("value", "raw"), ("expected", "expected"), ("z", "z")):
        ours = table[column].to_numpy().reshape(net.n, len(ROLES))
        np.testing.assert_allclose(ours, matrix(values[f"gould_fernandez_{name}"]), rtol=0, atol=1e-8, err_msg=name)


@oracle.needs_oracle
@pytest.mark.parametrize("path", oracle_groups.grouped())
def test_the_network_equals_the_reference(path: Path) -> None:
    net, values = oracle_groups.load(path)
    table = brokerage.network_brokerage_table(net).set_index("role")
    oracle_groups.same(table["value"], list(values["gould_fernandez_global_raw"].values()))
    oracle_groups.same(table["expected"], list(values["gould_fernandez_global_expected"].values()))
    for role in SAME_SPREAD:
        theirs = values["gould_fernandez_global_z"][THEIRS[ROLES.index(role)]]
        oracle_groups.same(table.loc[role, "z"], np.nan if theirs is None else theirs, role)


@oracle.needs_oracle
@pytest.mark.parametrize("path", oracle_groups.grouped())
def test_the_reference_leaves_dependences_out_of_the_other_roles(path: Path) -> None:
    """R sna's z comes out where triples that exclude each other are left out: of two roles all, of two some."""
    net, values = oracle_groups.load(path)
    table = brokerage.network_brokerage_table(net).set_index("role")
    sizes = net.members["sector"].value_counts().to_numpy(dtype=float)
    d = net.binary.nnz / (net.n * (net.n - 1))
    for role, tensor in zip(ROLES, kernels_brokerage._role_tensors(len(sizes)), strict=True):
        triples, *_, clashing = kernels_brokerage._dependences(sizes, tensor)
        left_out = {
            "coordinator": 2 * triples,
            "total": 2 * triples,
            "representative": clashing,
            "gatekeeper": clashing,
        }
        if role in left_out and triples:
            spread = np.sqrt(table.loc[role, "spread"] ** 2 + left_out[role] * d**4 * (1 - d) ** 2)
            z = (table.loc[role, "value"] - table.loc[role, "expected"]) / spread
            oracle_groups.same(z, values["gould_fernandez_global_z"][THEIRS[ROLES.index(role)]], role)


@pytest.mark.parametrize("density", [0.2, 0.5])
def test_expectation_and_spread_are_those_of_every_network(density: float) -> None:
    """All 4 096 networks of four members, each as likely as chance makes it."""
    group = [0, 0, 1, 2]
    every = naive_more.every_digraph(4, density)
    counts = np.array(
        [
            [list(row.values()) for row in naive_more.brokerage(graph, dict(enumerate(group))).values()]
            for graph, _ in every
        ],
        dtype=float,
    )
    chance = np.array([likely for _, likely in every])
    sizes = np.bincount(group).astype(float)
    mean = np.tensordot(chance, counts, 1)
    np.testing.assert_allclose(kernels_brokerage.expected(sizes, density)[group], mean, atol=1e-12)
    spread = np.sqrt(np.tensordot(chance, (counts - mean) ** 2, 1))
    np.testing.assert_allclose(kernels_brokerage.spread(sizes, density)[group], spread, atol=1e-12)
    total = counts.sum(axis=1)
    np.testing.assert_allclose(kernels_brokerage.network_expected(sizes, density), mean.sum(axis=0), atol=1e-12)
    of_total = np.sqrt(np.tensordot(chance, (total - mean.sum(axis=0)) ** 2, 1))
    np.testing.assert_allclose(kernels_brokerage.network_spread(sizes, density), of_total, atol=1e-12)


@settings(max_examples=80, deadline=None)
@given(graphs())
def test_counts_equal_the_twin(graph: nx.Graph) -> None:
    expected = naive_more.brokerage(graph, dict(graph.nodes(data="sector")))
    for role in ROLES:
        found = brokerage.node_brokerage(graph, role=role)
        assert found.to_list() == [expected[node][role] for node in graph]
        assert brokerage.net_brokerage(graph, role=role) == sum(found)


def test_members_of_unknown_group_are_left_out() -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("b", "d")])
    nx.set_node_attributes(graph, {"a": "x", "b": "x", "c": "x", "d": ""}, "sector")
    found = brokerage.node_brokerage(graph)
    assert found.drop("d").to_list() == [0, 1, 0]
    assert np.isnan(found["d"])
    table = brokerage.brokerage_table(graph)
    assert ((table["reason"] != "") == table["z"].isna()).all()


def test_unknown_names_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="role"):
        brokerage.node_brokerage(nx.path_graph(3), role="boss")
    with pytest.raises(UnknownNameError, match="column"):
        brokerage.node_brokerage(nx.path_graph(3), by="town")
