"""Many networks at once equal one after another."""

import math

import networkx as nx
import numpy as np
import pytest

import ci_network as ci
from ci_network.inference.batches import BATCHED, Batch


@pytest.mark.parametrize("name", BATCHED)
@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("n", [1, 2, 3, 9, 70])
def test_equals_the_measure(name: str, directed: bool, n: int) -> None:
    graphs = [nx.gnp_random_graph(n, p, seed=1, directed=directed) for p in (0.0, 0.3, 0.7, 1.0)]
    ties = np.array([nx.to_numpy_array(graph) > 0 for graph in graphs])
    measure = getattr(ci, f"net_{name}")
    for found, graph in zip(BATCHED[name](Batch(ties, directed)), graphs, strict=True):
        expected = measure(graph)
        assert (math.isnan(found) and math.isnan(expected)) or found == pytest.approx(expected, abs=1e-6)
