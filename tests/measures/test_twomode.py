"""Two-mode measures equal the reference (Southern Women) and networkx' bipartite ones."""

import networkx as nx
import numpy as np
import oracle
import oracle_groups
import pandas as pd
import pytest
from networkx.algorithms import bipartite
from scipy import sparse

from ci_network.measures import twomode
from ci_network.network.layers import TwoMode


def relation(matrix: np.ndarray) -> TwoMode:
    rows, columns = matrix.shape
    return TwoMode(
        sparse.csr_array(matrix.astype(float)),
        pd.Index([f"m{i}" for i in range(rows)]),
        pd.Index([f"t{i}" for i in range(columns)]),
    )


@oracle.needs_oracle
def test_southern_women() -> None:
    path = next(path for path in oracle.FILES if path.stem == "davis_two_mode")
    net, values = oracle.load(path)
    women = 18
    joined = TwoMode(net.binary[:women][:, women:], net.ids[:women], net.ids[women:])
    table = twomode.two_mode_table(joined)
    for column in ("degree", "closeness", "betweenness"):
        oracle_groups.same(table[column], values[f"two_mode_{column}_centrality"], column)
    whole = twomode.two_mode_network_table(joined).set_index("measure")["value"]
    oracle_groups.same(whole["density"], values["two_mode_density"])
    oracle_groups.same(whole["clustering"], values["two_mode_robins_alexander_clustering"])


@pytest.mark.parametrize("seed", range(6))
def test_equal_to_networkx(seed: int) -> None:
    graph = bipartite.random_graph(5, 8, 0.45, seed=seed)
    members, things = list(range(5)), list(range(5, 13))
    matrix = nx.to_numpy_array(graph)[:5, 5:]
    table = twomode.two_mode_table(relation(matrix))
    for column, theirs in (
        ("degree", bipartite.degree_centrality(graph, members)),
        ("betweenness", bipartite.betweenness_centrality(graph, members)),
    ):
        np.testing.assert_allclose(table[column], [theirs[node] for node in members + things], atol=1e-12)
    if nx.is_connected(graph):
        theirs = bipartite.closeness_centrality(graph, members)
        np.testing.assert_allclose(table["closeness"], [theirs[node] for node in members + things], atol=1e-12)
    whole = twomode.two_mode_network_table(relation(matrix)).set_index("measure")["value"]
    np.testing.assert_allclose(whole["clustering"], bipartite.robins_alexander_clustering(graph), atol=1e-12)


def test_nothing_is_undefined_with_its_reason() -> None:
    for shape in ((0, 0), (3, 0), (0, 2), (3, 2)):
        empty = relation(np.zeros(shape))
        assert len(twomode.two_mode_table(empty)) == sum(shape)
        assert twomode.two_mode_table(empty)["closeness"].isna().all()
        whole = twomode.two_mode_network_table(empty)
        assert ((whole["reason"] != "") == whole["value"].isna()).all()
