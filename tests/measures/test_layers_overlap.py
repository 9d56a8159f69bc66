"""Kinds of ties together: counts by hand, correlation as numpy gives it, members in any order."""

from pathlib import Path

import networkx as nx
import numpy as np
import oracle
import oracle_groups
import pytest

from ci_network.errors import UsageError
from ci_network.measures import layers_overlap as lo
from ci_network.network.network import Network


def three() -> tuple[nx.Graph, nx.Graph, nx.Graph]:
    talk = nx.Graph([("a", "b"), ("b", "c"), ("c", "d")])
    work, trust = nx.Graph(), nx.Graph()
    for graph, ties in ((work, [("a", "b"), ("b", "d")]), (trust, [("a", "b")])):
        graph.add_nodes_from(reversed("abcd"))
        graph.add_edges_from(ties)
    return talk, work, trust


def test_counts_by_hand() -> None:
    talk, work, trust = three()
    pairs = lo.pair_multiplexity(talk, others=[work, trust])
    assert pairs.to_dict() == {("a", "b"): 3, ("b", "c"): 1, ("b", "d"): 1, ("c", "d"): 1}
    assert lo.node_multiplexity(talk, others=[work, trust]).to_list() == [3, pytest.approx(5 / 3), 1, 1]
    assert lo.net_multiplex_share(talk, others=[work, trust]) == 0.25
    assert lo.net_layer_overlap(talk, other=work) == 0.25
    table = lo.layer_overlap_table({"talk": talk, "work": work, "trust": trust})
    assert table[["both", "only_first", "only_second"]].to_numpy().tolist() == [[1, 2, 1], [1, 2, 0], [1, 1, 0]]


def test_directed_ties_are_arrows_and_undirected_ones_go_each_way() -> None:
    talk = nx.Graph([("a", "b")])
    asks = nx.DiGraph([("a", "b")])
    assert lo.pair_multiplexity(asks, others=[talk]).to_dict() == {("a", "b"): 2, ("b", "a"): 1}
    assert lo.net_layer_overlap(asks, other=talk) == 0.5
    assert lo.net_multiplex_share(asks, others=[talk]) == 1


def test_nothing_is_undefined() -> None:
    empty = nx.empty_graph(3)
    assert np.isnan(lo.net_layer_overlap(empty, other=empty))
    assert np.isnan(lo.net_multiplex_share(empty, others=[empty]))
    assert lo.node_multiplexity(empty, others=[empty]).isna().all()
    assert lo.layer_overlap_table({"one": empty, "other": empty})[["jaccard", "correlation"]].isna().all(axis=None)
    assert lo.layer_overlap_table({}).empty
    assert lo.pair_multiplexity(nx.Graph(), others=[nx.Graph()]).empty


def test_other_members_are_refused() -> None:
    with pytest.raises(UsageError, match="members"):
        lo.net_layer_overlap(nx.path_graph(3), other=nx.path_graph(4))


@pytest.mark.parametrize("seed", range(3))
def test_correlation_is_that_of_numpy(seed: int) -> None:
    one, other = (nx.gnp_random_graph(9, 0.3, seed=seed + add, directed=True) for add in (0, 50))
    off = ~np.eye(9, dtype=bool)
    expected = np.corrcoef(nx.to_numpy_array(one)[off], nx.to_numpy_array(other)[off])[0, 1]
    found = lo.layer_overlap_table({"one": one, "other": other})["correlation"]
    np.testing.assert_allclose(found, expected, atol=1e-12)


@oracle.needs_oracle
def test_knoke_correlation_is_the_reference_qap_estimate() -> None:
    paths: dict[str, Path] = {path.stem: path for path in oracle.FILES}
    nets: dict[str, Network] = {name: oracle.load(paths[f"knoke_{name}"])[0] for name in ("information", "money")}
    oracle_groups.same(lo.layer_overlap_table(nets)["correlation"].round(7), -0.0507606)
