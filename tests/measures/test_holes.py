"""The variants of structural holes equal the reference and their slow twins."""

from pathlib import Path

import naive_more
import networkx as nx
import numpy as np
import oracle
import oracle_groups
import pytest
from drawn_graphs import graphs
from hypothesis import given, settings

import ci_network as ci
from ci_network.measures import holes

MEASURES = {
    "constraint_egonet": holes.node_constraint_in_ego,
    "constraint_all_j": holes.node_constraint_two_steps,
    "hierarchy_burt": holes.node_hierarchy,
    "hierarchy_burt_egonet": holes.node_hierarchy_in_ego,
}


@oracle.needs_oracle
@pytest.mark.parametrize("path", oracle.networks())
def test_equal_to_the_reference(path: Path) -> None:
    net, values = oracle.load(path)
    for name, measure in MEASURES.items():
        oracle_groups.same(measure(net), values[name], name)
        if f"{name}_weighted" in values:
            oracle_groups.same(measure(net, weighted=True), values[f"{name}_weighted"], f"{name}_weighted")
    oracle_groups.same(holes.node_effective_size_borgatti(net), values["effective_size_borgatti_binary"])


@settings(max_examples=60, deadline=None)
@given(graphs(most=6))
def test_equal_to_the_twins(graph: nx.Graph) -> None:
    for weight in (None, "weight"):
        pairs = (
            (holes.node_constraint_in_ego, naive_more.constraint_in_ego(graph, weight)),
            (holes.node_constraint_two_steps, naive_more.constraint_two_steps(graph, weight)),
            (holes.node_hierarchy, naive_more.hierarchy(graph, weight)),
            (holes.node_hierarchy_in_ego, naive_more.hierarchy(graph, weight, in_ego=True)),
        )
        for measure, twin in pairs:
            found = measure(graph, weighted=weight is not None)
            np.testing.assert_allclose(found, [twin[node] for node in graph], atol=1e-9, err_msg=measure.__name__)


def test_the_short_form_is_the_long_one_in_undirected_networks() -> None:
    graph = nx.gnp_random_graph(20, 0.2, seed=4)
    np.testing.assert_allclose(holes.node_effective_size_borgatti(graph), ci.node_effective_size(graph), atol=1e-12)
