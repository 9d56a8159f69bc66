"""Every test over every kind of network: the same shape always, p between 0 and 1 or NaN, never an accident."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from test_contract import NETWORKS

from ci_network.inference import chance, ergm, mrqap, qap, resample
from ci_network.inference.matrices import same_attribute
from ci_network.network.network import Network


def explained(net: Network) -> dict[str, pd.DataFrame]:
    return {"same sector": same_attribute(net, attribute="sector")}


TESTS: dict[str, Callable[[Network], pd.DataFrame]] = {
    "qap": lambda net: qap.qap_correlation(net, net.binary, replicates=20, rng=1).frame,
    "mrqap": lambda net: mrqap.mrqap(net, explained(net), replicates=20, rng=1).frame,
    "mrqap_logistic": lambda net: mrqap.mrqap_logistic(net, explained(net), replicates=20, rng=1).frame,
    "mixing": lambda net: chance.chance_of_mixing(net, replicates=20, rng=1).adjusted,
    "ei": lambda net: chance.chance_of_ei(net, replicates=20, rng=1).adjusted,
    "centralization": lambda net: chance.chance_of_centralization(net, replicates=20, rng=1).adjusted,
    "transitivity": lambda net: (
        chance.chance_of_measure(net, "transitivity", keep="degrees", replicates=20, rng=1).frame
    ),
    "bootstrap": lambda net: resample.bootstrap_members(net, replicates=20, rng=1).frame,
    "jackknife": lambda net: resample.jackknife_members(net).frame,
    "ergm": lambda net: ergm.fit_ergm(net, ["edges", "gwesp"], replicates=3, sweeps=2, rng=1).frame,
}


@pytest.mark.parametrize("kind", NETWORKS)
@pytest.mark.parametrize("name", TESTS)
def test_same_shape_and_p_in_range(name: str, kind: str) -> None:
    net = NETWORKS[kind]()
    before = net.matrix.copy()
    frame = TESTS[name](net)
    usual = TESTS[name](NETWORKS["weighted"]())
    assert list(frame.columns) == list(usual.columns)
    for column in frame.columns[frame.columns.str.match("p_|q_")]:
        known = frame[column].dropna()
        assert known.between(0, 1).all()
    if "se" in frame:
        assert (frame["se"].dropna() >= 0).all()
    assert (net.matrix != before).nnz == 0


def test_the_seed_decides() -> None:
    net = NETWORKS["directed"]()
    for name, run in TESTS.items():
        pd.testing.assert_frame_equal(run(net), run(net), obj=name)


def test_any_networkx_graph_will_do() -> None:
    graph = nx.MultiDiGraph([(0, 1), (0, 1), (1, 1), (1, 2), (2, 0), (2, 3)])
    nx.set_node_attributes(graph, {0: "a", 1: "b", 2: "a", 3: "b"}, "sector")
    assert chance.chance_of_mixing(graph, replicates=24).estimate.sum() == 5 - 1
    assert np.isfinite(qap.qap_correlation(graph, graph, replicates=24).frame["p_greater"]).all()
