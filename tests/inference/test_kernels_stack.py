"""Many networks at once give what one at a time does."""

import networkx as nx
import numpy as np
import pytest
from scipy import stats

import ci_network as ci
from ci_network.inference.kernels_stack import MEASURES, bands, spearman, stack_centralities
from ci_network.network.network import Network


@pytest.mark.parametrize("directed", [False, True])
def test_centralities_of_a_stack_are_those_of_the_measures(directed):
    graphs = [
        nx.gnp_random_graph(14, p, seed=seed, directed=directed) for seed, p in enumerate((0.0, 0.1, 0.2, 0.5, 1))
    ]
    networks = [Network.of(graph) for graph in graphs]
    found = stack_centralities(np.stack([net.binary.toarray() for net in networks]), directed=directed)
    for net, values in zip(networks, found, strict=True):
        table = ci.node_table(net)
        for name, column in zip(MEASURES, values, strict=True):
            np.testing.assert_allclose(column, table[name], atol=1e-9, err_msg=name)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_small_stacks(n):
    found = stack_centralities(np.zeros((3, n, n)), directed=False)
    assert found.shape == (3, len(MEASURES), n)


def test_spearman_is_scipys_over_what_both_have():
    rng = np.random.default_rng(0)
    one, many = rng.integers(0, 5, 30).astype(float), rng.integers(0, 5, (4, 30)).astype(float)
    many[1, :7] = np.nan
    found = spearman(one, many)
    for row, rho in zip(many, found, strict=True):
        keep = ~np.isnan(row)
        assert rho == pytest.approx(stats.spearmanr(one[keep], row[keep]).statistic)
    assert np.isnan(spearman(np.ones(5), np.arange(5.0)))


def test_bands_are_thirds_and_equals_stay_together():
    assert bands(np.arange(6.0)).tolist() == [0, 0, 1, 1, 2, 2]
    assert bands(np.array([0.0, 0, 0, 0, 5, 6])).tolist() == [1, 1, 1, 1, 2, 2]
    assert np.isnan(bands(np.array([np.nan, 1, 2, 3]))[0])
    assert bands(np.array([np.nan, 1, 2, 3]))[1:].tolist() == [0, 1, 2]
