"""The best split into core and periphery: the reference's fit or better, and every split by hand."""

from pathlib import Path

import naive_more
import networkx as nx
import numpy as np
import oracle
import pytest
from drawn_graphs import graphs
from hypothesis import given, settings

from ci_network.measures import core_periphery, kernels_core
from ci_network.network.network import Network

IN_REFERENCE = {"left out": "missing", "full": "one", "empty": "zero"}


@oracle.needs_oracle
@pytest.mark.parametrize("path", oracle.networks())
def test_the_fit_equals_the_reference(path: Path) -> None:
    net, values = oracle.load(path)
    table = core_periphery.core_periphery_table(net).set_index("between")
    for between, name in IN_REFERENCE.items():
        theirs = values[f"core_periphery_offdiag_{name}"]["correlation"]
        np.testing.assert_allclose(table.loc[between, "fit"], theirs, rtol=0, atol=1e-8, err_msg=between)


@settings(max_examples=30, deadline=None)
@given(graphs(most=6))
def test_the_fit_is_that_of_every_split(graph: nx.Graph) -> None:
    for between, measure in (
        ("left out", core_periphery.net_core_fit),
        ("full", core_periphery.net_core_fit_between_full),
        ("empty", core_periphery.net_core_fit_between_empty),
    ):
        np.testing.assert_allclose(measure(graph), naive_more.best_core(graph, between), atol=1e-9, err_msg=between)


@pytest.mark.parametrize("between", ["left out", "full", "empty"])
@pytest.mark.parametrize("seed", range(4))
def test_climbing_finds_what_trying_all_finds(between: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    ties = nx.to_numpy_array(nx.gnp_random_graph(13, 0.3, seed=seed, directed=seed % 2 == 0))
    every = kernels_core.best_split(ties, between)
    monkeypatch.setattr(kernels_core, "EXACT_UP_TO", 2)
    climbed = kernels_core.best_split(ties, between)
    assert (every.exact, climbed.exact) == (True, False)
    np.testing.assert_allclose(climbed.fit, every.fit, atol=1e-12)


def test_members_behind_the_fit() -> None:
    star = nx.star_graph(5)
    assert core_periphery.node_is_core_between_full(star).to_list() == [True] + [False] * 5
    apart = nx.disjoint_union(nx.complete_graph(4), nx.empty_graph(3))
    for measure in (core_periphery.node_is_core, core_periphery.node_is_core_between_empty):
        assert measure(apart).to_list() == [True] * 4 + [False] * 3


def test_no_split_to_tell_from_another() -> None:
    table = core_periphery.core_periphery_table(Network.of(nx.empty_graph(4)))
    assert table["fit"].isna().all()
    assert (table["reason"] != "").all()
    assert (table["members"] == 0).all()
