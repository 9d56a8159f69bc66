"""Assortativity and modularity equal the reference and networkx."""

import warnings
from pathlib import Path

import networkx as nx
import numpy as np
import oracle
import oracle_groups
import pytest
from drawn_graphs import graphs
from hypothesis import given, settings

from ci_network.measures import likeness


@oracle.needs_oracle
@pytest.mark.parametrize("path", oracle.networks())
def test_degrees_equal_the_reference(path: Path) -> None:
    net, values = oracle.load(path)
    oracle_groups.same(likeness.net_degree_assortativity(net), values["assortativity_degree_undirected"])
    if net.directed:
        oracle_groups.same(likeness.net_degree_assortativity_out_in(net), values["assortativity_degree_out_in"])


@oracle.needs_oracle
@pytest.mark.parametrize("path", oracle_groups.grouped())
def test_groups_equal_the_reference(path: Path) -> None:
    net, values = oracle_groups.load(path)
    oracle_groups.same(likeness.net_assortativity(net), values["assortativity_nominal_group"])
    oracle_groups.same(likeness.net_modularity(net), values["modularity_of_group"])
    if net.directed:
        oracle_groups.same(likeness.net_modularity_of_arrows(net), values["modularity_of_group_directed"])


@settings(max_examples=80, deadline=None)
@given(graphs())
def test_equal_to_networkx(graph: nx.Graph) -> None:
    if not graph.number_of_edges():
        assert np.isnan(likeness.net_modularity(graph))
        assert np.isnan(likeness.net_assortativity(graph))
        return
    groups = [{n for n, s in graph.nodes(data="sector") if s == sector} for sector in "xyz"]
    weak = nx.Graph()
    weak.add_nodes_from(graph)
    weak.add_edges_from(graph.edges)
    np.testing.assert_allclose(likeness.net_modularity(graph), nx.community.modularity(weak, groups), atol=1e-12)
    with_values = nx.community.modularity(graph, groups, weight="weight")
    np.testing.assert_allclose(likeness.net_modularity_of_arrows(graph, weighted=True), with_values, atol=1e-12)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # networkx divides by zero where ours is NaN
        theirs = nx.attribute_assortativity_coefficient(graph, "sector")
    np.testing.assert_allclose(likeness.net_assortativity(graph), theirs, atol=1e-9)


def test_a_regular_network_has_no_degree_assortativity() -> None:
    assert np.isnan(likeness.net_degree_assortativity(nx.cycle_graph(5)))
