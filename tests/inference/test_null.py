"""Random networks keep what they say and leave the rest to chance: every possible network equally often."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import networkx as nx
import numpy as np
import pytest

from ci_network.errors import UnknownNameError
from ci_network.inference.null import KEEP, draw_random_networks

DIRECTED = nx.gnp_random_graph(12, 0.25, seed=3, directed=True)
UNDIRECTED = nx.gnp_random_graph(12, 0.3, seed=3)


def dyads(ties: np.ndarray) -> tuple[int, int]:
    both = ties.astype(int) + ties.T
    return int((np.triu(both, 1) == 2).sum()), int((np.triu(both, 1) == 1).sum())


@pytest.mark.parametrize("keep", KEEP)
@pytest.mark.parametrize("graph", [DIRECTED, UNDIRECTED], ids=["directed", "undirected"])
def test_keeps_what_it_says(graph: nx.Graph, keep: str) -> None:
    seen = nx.to_numpy_array(graph) > 0
    drawn = draw_random_networks(graph, keep=keep, replicates=60, rng=1)
    assert drawn.shape == (60, 12, 12)
    assert not drawn[:, range(12), range(12)].any()
    assert (drawn.sum(axis=(1, 2)) == seen.sum()).all()
    if not graph.is_directed():
        assert (drawn == drawn.transpose(0, 2, 1)).all()
    if keep == "dyads":
        assert {dyads(ties) for ties in drawn} == {dyads(seen)}
    if keep == "degrees":
        assert (drawn.sum(axis=2) == seen.sum(axis=1)).all()
        assert (drawn.sum(axis=1) == seen.sum(axis=0)).all()
    if keep == "shape":
        expected = sorted(zip(seen.sum(axis=0), seen.sum(axis=1), strict=True))
        for ties in drawn:
            assert sorted(zip(ties.sum(axis=0), ties.sum(axis=1), strict=True)) == expected
    assert len({ties.tobytes() for ties in drawn}) > 50


def every(n: int, *, directed: bool) -> list[np.ndarray]:
    rows, columns = np.nonzero(~np.eye(n, dtype=bool)) if directed else np.triu_indices(n, 1)
    found = []
    for number in range(2 ** len(rows)):
        ties = np.zeros((n, n), dtype=bool)
        ties[rows, columns] = [number >> place & 1 for place in range(len(rows))]
        found.append(ties if directed else ties | ties.T)
    return found


@pytest.mark.parametrize(
    ("graph", "keep"),
    [
        (nx.path_graph(5), "degrees"),
        (nx.path_graph(4), "ties"),
        (nx.DiGraph([(0, 1), (1, 2), (2, 3), (3, 1)]), "degrees"),
        (nx.DiGraph([(0, 1), (1, 2), (2, 0)]), "degrees"),  # switches alone never turn this triangle
        (nx.DiGraph([(0, 1), (1, 0), (1, 2)]), "dyads"),
    ],
    ids=["path, degrees", "path, ties", "arcs, degrees", "triangle, degrees", "arcs, dyads"],
)
def test_every_network_is_equally_likely(graph: nx.Graph, keep: str) -> None:
    seen = nx.to_numpy_array(graph, nodelist=sorted(graph)) > 0
    ordered = type(graph)()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(graph.edges)
    possible = [t for t in every(len(seen), directed=graph.is_directed()) if t.sum() == seen.sum()]
    if keep == "degrees":
        possible = [
            t for t in possible if (t.sum(0) == seen.sum(0)).all() and (t.sum(axis=1) == seen.sum(axis=1)).all()
        ]
    if keep == "dyads":
        possible = [t for t in possible if dyads(t) == dyads(seen)]
    count = 400 * len(possible)
    drawn = Counter(t.tobytes() for t in draw_random_networks(ordered, keep=keep, replicates=count, rng=5))
    assert set(drawn) == {t.tobytes() for t in possible}
    deviation = np.array([drawn[t.tobytes()] for t in possible]) - 400
    freedom = len(possible) - 1
    assert (deviation**2).sum() / 400 < freedom + 5 * np.sqrt(2 * freedom)


def test_the_executor_changes_nothing() -> None:
    with ThreadPoolExecutor(2) as threads:
        for keep in KEEP:
            alone = draw_random_networks(DIRECTED, keep=keep, replicates=20, rng=2)
            np.testing.assert_array_equal(
                alone, draw_random_networks(DIRECTED, keep=keep, replicates=20, rng=2, executor=threads)
            )


@pytest.mark.parametrize("keep", KEEP)
@pytest.mark.parametrize("n", [0, 1, 2])
def test_small_networks(keep: str, n: int) -> None:
    assert draw_random_networks(nx.empty_graph(n), keep=keep, replicates=3, rng=1).shape == (3, n, n)
    assert draw_random_networks(nx.complete_graph(n), keep=keep, replicates=3, rng=1).sum() == 3 * n * (n - 1)


def test_unknown_word() -> None:
    with pytest.raises(UnknownNameError, match="degrees"):
        draw_random_networks(DIRECTED, keep="everything")
