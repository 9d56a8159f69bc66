"""Bonacich power and Katz: equal to the reference, to walks added up, and to degree where nothing is passed on."""

from pathlib import Path

import naive_more
import networkx as nx
import numpy as np
import oracle
import oracle_groups
import pytest

from ci_network.errors import UsageError
from ci_network.measures import kernels_power
from ci_network.measures.power import node_bonacich_power, node_katz
from ci_network.network.network import Network


@oracle.needs_oracle
@pytest.mark.parametrize("path", oracle.networks())
def test_equal_to_the_reference(path: Path) -> None:
    net, values = oracle.load(path)
    for name, found in {
        "bonacich_power_beta_plus_half_over_rho": node_bonacich_power(net),
        "bonacich_power_beta_minus_half_over_rho": node_bonacich_power(net, share=-0.5),
        "katz_alpha_half_over_rho": node_katz(net),
    }.items():
        if name in values:
            oracle_groups.same(found, values[name], name)
        else:
            assert found.isna().all()  # no walk comes back, so the reference has none either


def test_katz_adds_up_walks() -> None:
    graph = nx.gnp_random_graph(8, 0.3, seed=2, directed=True)
    radius = max(abs(np.linalg.eigvals(nx.to_numpy_array(graph))))
    expected = naive_more.walks_into(graph, 0.5 / radius)
    np.testing.assert_allclose(node_katz(graph), [expected[node] for node in graph], atol=1e-9)


def test_bonacich_without_passing_on_is_degree_scaled() -> None:
    found = node_bonacich_power(nx.star_graph(3), share=0)
    np.testing.assert_allclose(found / found.iloc[1], [3, 1, 1, 1])
    assert (found**2).sum() == pytest.approx(4)


def test_no_way_back_is_undefined() -> None:
    graph = nx.path_graph(4, create_using=nx.DiGraph)
    assert node_katz(graph).isna().all()
    assert node_bonacich_power(graph).isna().all()
    assert kernels_power.spectral_radius(Network.of(graph).binary) == 0


@pytest.mark.parametrize("share", [-1, 1, 2])
def test_a_share_out_of_range_is_refused(share: float) -> None:
    with pytest.raises(UsageError, match="share"):
        node_bonacich_power(nx.path_graph(3), share=share)


def test_katz_refuses_a_negative_share() -> None:
    with pytest.raises(UsageError, match="Katz"):
        node_katz(nx.path_graph(3), share=-0.1)


def test_sparse_and_dense_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.gnp_random_graph(60, 0.1, seed=5, directed=True)
    dense = node_katz(graph), node_bonacich_power(graph)
    monkeypatch.setattr(kernels_power, "DENSE_UP_TO", 0)
    for one, other in zip(dense, (node_katz(graph), node_bonacich_power(graph)), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-9)
