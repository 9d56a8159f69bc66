"""Dyads, triads and the names of reciprocity equal the reference and networkx."""

from pathlib import Path

import networkx as nx
import numpy as np
import oracle
import oracle_groups
import pytest
from drawn_graphs import graphs
from hypothesis import given, settings

from ci_network.measures import census

UNDIRECTED = ("003", "102", "201", "300")


@oracle.needs_oracle
@pytest.mark.parametrize("path", oracle.networks())
def test_equal_to_the_reference(path: Path) -> None:
    net, values = oracle.load(path)
    triads = census.triad_census_table(net).set_index("triad")["count"]
    theirs = values["triad_census"]
    expected = theirs if net.directed else dict(zip(UNDIRECTED, theirs.values(), strict=True))
    assert triads[list(expected)].to_dict() == expected
    assert triads.sum() == net.n * (net.n - 1) * (net.n - 2) / 6
    if "dyad_census" in values:
        assert census.dyad_census_table(net)["count"].to_list() == list(values["dyad_census"].values())
    for name, measure in {
        "reciprocity_dyadic_nonnull": census.net_reciprocity_of_pairs,
        "reciprocity_dyadic": census.net_reciprocity_of_all_pairs,
        "reciprocity_correlation": census.net_reciprocity_correlation,
    }.items():
        if net.directed:
            oracle_groups.same(measure(net), values[name], name)
        else:
            assert np.isnan(measure(net))


@settings(max_examples=80, deadline=None)
@given(graphs())
def test_triads_equal_networkx(graph: nx.Graph) -> None:
    expected = nx.triadic_census(graph.to_directed()) if len(graph) > 2 else dict.fromkeys(UNDIRECTED, 0)
    found = census.triad_census_table(graph).set_index("triad")["count"].to_dict()
    assert {name: found[name] for name in expected} == expected


@settings(max_examples=60, deadline=None)
@given(graphs(least=2))
def test_dyads_add_up(graph: nx.Graph) -> None:
    mutual, asymmetric, null = census.dyad_census_table(graph)["count"]
    assert mutual + asymmetric + null == len(graph) * (len(graph) - 1) / 2
    assert 2 * mutual + asymmetric == graph.number_of_edges() * (1 if graph.is_directed() else 2)
