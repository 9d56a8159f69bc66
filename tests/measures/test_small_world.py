"""Small-world measures: inputs equal the reference; the random networks and the ring are what they say."""

from pathlib import Path

import networkx as nx
import numpy as np
import oracle
import pytest

import ci_network as ci
from ci_network.errors import UsageError
from ci_network.measures import kernels_small_world, small_world


@oracle.needs_oracle
@pytest.mark.parametrize("path", oracle.networks())
def test_inputs_equal_the_reference(path: Path) -> None:
    net, values = oracle.load(path)
    theirs = values["small_world_inputs"]
    observed = small_world.small_world_table(net, rng=1, replicates=2).iloc[0]
    np.testing.assert_allclose(observed["clustering"], theirs["C_transitivity"], rtol=0, atol=1e-8)
    np.testing.assert_allclose(observed["distance"], theirs["L"], rtol=0, atol=1e-8)
    clustering = theirs["C_transitivity"] / theirs["C_random_approx"]
    expected = clustering / (theirs["L"] / theirs["L_random_approx"])
    np.testing.assert_allclose(small_world.net_small_world_sigma_approximate(net), expected, rtol=0, atol=1e-8)


def test_random_networks_keep_members_and_ties() -> None:
    found = kernels_small_world.random_networks(12, 20, 50, np.random.default_rng(1))
    assert found.shape == (50, 12, 12)
    assert (found.sum(axis=(1, 2)) == 40).all()
    np.testing.assert_array_equal(found, found.transpose(0, 2, 1))
    assert not found.diagonal(axis1=1, axis2=2).any()
    assert abs(found.mean(axis=0)[0, 1] - 20 / 66) < 0.25


def test_the_ring_is_that_of_watts_and_strogatz() -> None:
    expected = nx.to_numpy_array(nx.watts_strogatz_graph(10, 4, 0))
    np.testing.assert_array_equal(kernels_small_world.ring(10, 20), expected)


def test_clustering_and_distance_equal_the_measures_one_by_one() -> None:
    graphs = [nx.gnp_random_graph(15, 0.15, seed=seed) for seed in range(6)]
    world = kernels_small_world.world_of(np.array([nx.to_numpy_array(graph) for graph in graphs]))
    np.testing.assert_allclose(world.clustering, [ci.net_transitivity(graph) for graph in graphs])
    np.testing.assert_allclose(world.distance, [ci.net_mean_distance(graph) for graph in graphs])


def test_ring_small_world_and_random_stand_in_order() -> None:
    ring, rewired, random = (nx.watts_strogatz_graph(60, 6, p, seed=2) for p in (0, 0.1, 1))
    omegas = [small_world.net_small_world_omega(graph, rng=1, replicates=20) for graph in (ring, rewired, random)]
    assert omegas == sorted(omegas)
    assert omegas[0] < -0.3
    assert omegas[2] > 0.5
    assert small_world.net_small_world_sigma(rewired, rng=1, replicates=20) > 2
    assert small_world.net_small_world_sigma(random, rng=1, replicates=20) < 1.5


def test_the_same_seed_gives_the_same() -> None:
    graph = nx.karate_club_graph()
    one = small_world.net_small_world_sigma(graph, rng=4, replicates=7)
    assert one == small_world.net_small_world_sigma(graph, rng=np.random.default_rng(4), replicates=7)


@pytest.mark.parametrize("graph", [nx.Graph(), nx.empty_graph(1), nx.empty_graph(4), nx.path_graph(2)])
def test_too_small_is_undefined(graph: nx.Graph) -> None:
    assert np.isnan(small_world.net_small_world_sigma(graph, rng=1, replicates=2))
    assert np.isnan(small_world.net_small_world_omega(graph, rng=1, replicates=2))
    assert np.isnan(small_world.net_small_world_sigma_approximate(graph))


def test_no_replicates_are_refused() -> None:
    with pytest.raises(UsageError, match="replicates"):
        small_world.net_small_world_sigma(nx.path_graph(3), rng=1, replicates=0)
