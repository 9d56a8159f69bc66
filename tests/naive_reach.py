"""Slow obvious twins of the measures of spread: every state of every tie, every path, one member at a time."""

from collections.abc import Iterable
from itertools import pairwise, product
from typing import Any

import networkx as nx
import numpy as np

Graph = nx.Graph  # type: ignore[type-arg]


def cascade(graph: Graph, backbone: Iterable[Any]) -> dict[Any, float]:
    """Return each node's chance to be joined to the backbone by open ties (edge attribute ``p``), over all states."""
    ties, seeds = list(graph.edges), set(backbone)
    chance = dict.fromkeys(graph, 0.0)
    for state in product((True, False), repeat=len(ties)):
        left = nx.Graph()
        left.add_nodes_from(graph)
        left.add_edges_from(tie for tie, is_open in zip(ties, state, strict=True) if is_open)
        odds = 1.0
        for tie, is_open in zip(ties, state, strict=True):
            odds *= graph.edges[tie]["p"] if is_open else 1 - graph.edges[tie]["p"]
        for part in nx.connected_components(left):
            if part & seeds:
                for node in part:
                    chance[node] += odds
    return chance


def cascade_by_telling(graph: Graph, backbone: Iterable[Any], rng: np.random.Generator) -> set[Any]:
    """Return who hears in one telling, round by round: whoever heard last tells each contact once."""
    heard, fresh = set(backbone), set(backbone)
    while fresh:
        told = {b for a in fresh for b in graph[a] if b not in heard and rng.random() < graph.edges[a, b]["p"]}
        # A contact of several fresh tellers is told by each, one coin for each tie.
        heard |= told
        fresh = told
    return heard


def adopters(graph: Graph, backbone: Iterable[Any], needed: dict[Any, float]) -> set[Any]:
    """Return who has adopted when nobody is left whose adopting contacts are enough."""
    active = set(backbone)
    while True:
        more = {
            node
            for node in graph
            if node not in active and graph[node] and len(set(graph[node]) & active) >= needed[node] - 1e-9
        }
        if not more:
            return active
        active |= more


def days(graph: Graph, backbone: Iterable[Any], node: Any) -> float:
    """Return the least sum of the edge attribute ``days`` over every simple path from the backbone."""
    found = [0.0] if node in set(backbone) else [float("inf")]
    for seed in backbone:
        for path in nx.all_simple_paths(graph, seed, node) if seed != node else []:
            found += [sum(graph.edges[tie]["days"] for tie in pairwise(path))]
    return min(found)


def diffusion(matrix: np.ndarray, rounds: int) -> np.ndarray:  # type: ignore[type-arg]
    """Return the row sums of P + P^2 + ... + P^T, each power worked out by itself."""
    return np.asarray(sum(np.linalg.matrix_power(matrix, power) for power in range(1, rounds + 1)).sum(axis=1))
