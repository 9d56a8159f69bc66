"""Every measure equals R sna, igraph and networkx on the reference networks, to 1e-9."""

from pathlib import Path

import numpy as np
import oracle
import pytest

import ci_network as ci

pytestmark = oracle.needs_oracle

# Our column: the reference's name in undirected and in directed networks ("" where it has none).
NODE = {
    "degree": ("degree_total", "degree_undirected"),
    "degree_in": ("", "degree_in"),
    "degree_out": ("", "degree_out"),
    "strength": ("strength_total", "strength_total"),
    "betweenness": ("betweenness", "betweenness"),
    "betweenness_normalised": ("betweenness_normalised", "betweenness_normalised"),
    "harmonic": ("harmonic_all", "harmonic_out"),
    "eccentricity": ("eccentricity_all", "eccentricity_out"),
    "reach_1": ("reach1_all", "reach1_out"),
    "reach_2": ("reach2_all", "reach2_out"),
    "reach_3": ("reach3_all", "reach3_out"),
    "eigenvector": ("eigenvector_undirected", "eigenvector_undirected"),
    "pagerank": ("pagerank_085", "pagerank_085"),
    "core_number": ("coreness_all", "coreness_undirected"),
    "clustering": ("local_clustering", "local_clustering"),
    "constraint": ("constraint", "constraint"),
    "effective_size": ("effective_size", "effective_size"),
    "efficiency": ("efficiency_structural", "efficiency_structural"),
}
NETWORK = {
    "density": ("density", "density"),
    "components": ("components_weak_sizes", "components_weak_sizes"),
    "connectedness": ("krackhardt_connectedness", "krackhardt_connectedness"),
    "fragmentation": ("fragmentation_F_undirected", "fragmentation_F_undirected"),
    "distance_weighted_fragmentation": ("fragmentation_DF_undirected", "fragmentation_DF_undirected"),
    "reciprocity": ("", "reciprocity_edgewise"),
    "transitivity": ("transitivity_undirected", "transitivity_undirected"),
    "mean_distance": ("mean_distance", "mean_distance"),
    "diameter": ("diameter", "diameter"),
    "centralization_degree": ("centralization_degree", "centralization_degree_undirected"),
    "centralization_degree_in": ("", "centralization_degree_in"),
    "centralization_degree_out": ("", "centralization_degree_out"),
    "centralization_betweenness": ("centralization_betweenness", "centralization_betweenness"),
    "centralization_closeness": ("centralization_closeness", "centralization_closeness_undirected"),
}


def reference(values: dict, names: tuple[str, str], directed: bool) -> object:
    return values.get(names[directed])


@pytest.mark.parametrize("path", oracle.networks())
def test_every_member_measure(path: Path) -> None:
    net, values = oracle.load(path)
    table = ci.node_table(net)
    checked = 0
    for column, names in NODE.items():
        expected = reference(values, names, net.directed)
        if expected is None:
            continue
        np.testing.assert_allclose(table[column], oracle.numbers(expected), rtol=0, atol=1e-9, err_msg=column)
        checked += 1
    # Everything but the directed degrees, and strength where the reference has no weights.
    assert checked >= len(NODE) - (1 if net.directed else 3)


@pytest.mark.parametrize("path", oracle.networks())
def test_every_network_measure(path: Path) -> None:
    net, values = oracle.load(path)
    table = ci.network_table(net)
    checked = 0
    for name, names in NETWORK.items():
        expected = reference(values, names, net.directed)
        if expected is None:
            continue
        if name == "components":
            expected = len(np.atleast_1d(expected))
        if name == "centralization_closeness" and np.isnan(table[name]):
            assert table["connectedness"] < 1  # undefined when disconnected, where R sna gives 0
            continue
        np.testing.assert_allclose(table[name], float(expected), rtol=0, atol=1e-9, err_msg=name)
        checked += 1
    assert checked >= len(NETWORK) - (1 if net.directed else 4)


@pytest.mark.parametrize("path", oracle.networks())
def test_closeness_is_freemans_where_everyone_is_reached_and_nan_elsewhere(path: Path) -> None:
    net, values = oracle.load(path)
    for ours, theirs in ((ci.node_closeness, "out"), (ci.node_closeness_in, "in")):
        name = f"closeness_freeman_{theirs if net.directed else 'undirected'}"
        expected = oracle.numbers(values[name])
        found = ours(net).to_numpy()
        if net.directed and np.all(expected == 0):  # sna gives 0 to all when anybody is out of reach of anybody
            continue
        defined = ~np.isnan(found)
        np.testing.assert_allclose(found[defined], expected[defined], rtol=0, atol=1e-9)


@pytest.mark.parametrize("path", oracle.networks())
def test_weighted_structural_holes(path: Path) -> None:
    net, values = oracle.load(path)
    for ours, name in (
        (ci.node_constraint, "constraint_weighted"),
        (ci.node_effective_size, "effective_size_weighted"),
    ):
        if name in values:
            np.testing.assert_allclose(ours(net, weighted=True), oracle.numbers(values[name]), rtol=0, atol=1e-9)


@pytest.mark.parametrize("path", oracle.networks())
def test_cuts(path: Path) -> None:
    net, values = oracle.load(path)
    cut = ci.node_is_articulation(net)
    assert sorted(cut.index[cut]) == sorted(values["articulation_points"])
    bridge = ci.pair_is_bridge(net)
    assert sorted(sorted(pair) for pair in bridge.index[bridge]) == sorted(sorted(pair) for pair in values["bridges"])


@pytest.mark.parametrize("path", oracle.networks())
def test_component_sizes(path: Path) -> None:
    net, values = oracle.load(path)
    sizes = ci.node_in_component(net).value_counts().sort_index()
    assert sizes.is_monotonic_decreasing
    assert sizes.to_list() == sorted(np.atleast_1d(values["components_weak_sizes"]), reverse=True)
