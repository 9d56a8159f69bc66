"""Slow, obvious twins: add the tie and measure again; try every set of introductions. No arrays of our own."""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

import networkx as nx

Pair = tuple[int, int]


def with_ties(graph: nx.Graph, pairs: Iterable[Pair]) -> nx.Graph:
    more = graph.copy()
    more.add_edges_from(pairs)
    return more


def missing(graph: nx.Graph) -> Iterator[Pair]:
    nodes = list(graph)
    return ((u, v) for i, u in enumerate(nodes) for v in nodes[i + 1 :] if not graph.has_edge(u, v))


def nearness(graph: nx.Graph) -> float:
    """Return the mean over pairs of one over the steps."""
    n = len(graph)
    steps = dict(nx.all_pairs_shortest_path_length(graph))
    total = sum(1 / steps[u][v] for u, v in combinations(graph, 2) if v in steps[u])
    return total / (n * (n - 1) / 2) if n > 1 else 0.0


def steps_from(graph: nx.Graph, backbone: Iterable[int]) -> dict[int, int]:
    return dict(nx.multi_source_dijkstra_path_length(graph, set(backbone), weight=None))


def reach(graph: nx.Graph, backbone: set[int], steps: float = 2) -> float:
    far = steps_from(graph, backbone)
    peers = [node for node in graph if node not in backbone]
    return sum(far.get(node, float("inf")) <= steps and node in far for node in peers) / len(peers)


def distance_weighted_reach(graph: nx.Graph, backbone: set[int]) -> float:
    far = steps_from(graph, backbone)
    peers = [node for node in graph if node not in backbone]
    return sum(1 / far[node] for node in peers if node in far) / len(peers)


def even_reach(graph: nx.Graph, backbone: set[int], sector: dict[int, str]) -> float:
    far = steps_from(graph, backbone)
    groups: dict[str, list[int]] = {}
    for node in graph:
        if node not in backbone:
            groups.setdefault(sector[node], []).append(node)
    shares = [sum(far.get(node, 9) <= 2 for node in group) / len(group) for group in groups.values()]
    return sum(share**0.5 for share in shares) / len(shares)


def congruence(graph: nx.Graph, required: set[Pair]) -> float:
    return sum(graph.has_edge(*pair) for pair in required) / len(required)


def resilience(graph: nx.Graph, backbone: set[int]) -> float:
    left = graph.subgraph(node for node in graph if node not in backbone)
    n = len(left)
    together = sum(len(part) * (len(part) - 1) for part in nx.connected_components(left)) / (n * (n - 1))
    return (together + nearness(left)) / 2


def best_set(
    graph: nx.Graph,
    allowed: list[Pair],
    room: dict[int, int],
    most: int,
    value: Callable[[nx.Graph], float],
) -> float:
    """Return the highest value of any set of introductions within the limits."""
    best = value(graph)
    for size in range(1, most + 1):
        for chosen in combinations(allowed, size):
            ends = [end for pair in chosen for end in pair]
            if all(ends.count(end) <= room[end] for end in ends):
                best = max(best, value(with_ties(graph, chosen)))
    return best
