"""Slow, obvious twins of the measures: loops over plain graphs, nothing shared with the package.

Every twin takes a networkx graph (nodes in order) and returns a dict by node or a number.
"""

import math
from collections import deque
from itertools import combinations, permutations
from typing import Any

import networkx as nx

Graph = Any


def undirected(graph: Graph) -> nx.Graph:
    plain = nx.Graph()
    plain.add_nodes_from(graph)
    plain.add_edges_from((u, v) for u, v in graph.edges if u != v)
    return plain


def steps_from(graph: Graph, source: Any) -> dict[Any, int]:
    """Breadth-first search along the arrows."""
    steps, queue = {source: 0}, deque([source])
    while queue:
        node = queue.popleft()
        for other in graph[node]:
            if other not in steps:
                steps[other] = steps[node] + 1
                queue.append(other)
    return steps


def shortest_paths(graph: Graph, source: Any, target: Any) -> list[list[Any]]:
    """Every shortest path, by growing all paths one step at a time."""
    paths = [[source]]
    while paths:
        found = [path for path in paths if path[-1] == target]
        if found:
            return found
        paths = [[*path, other] for path in paths for other in graph[path[-1]] if other not in path]
    return []


def betweenness(graph: Graph) -> dict[Any, float]:
    pairs = permutations(graph, 2) if graph.is_directed() else combinations(graph, 2)
    score = dict.fromkeys(graph, 0.0)
    for source, target in pairs:
        paths = shortest_paths(graph, source, target) if source != target else []
        for path in paths:
            for node in path[1:-1]:
                score[node] += 1 / len(paths)
    return score


def closeness(graph: Graph) -> dict[Any, float]:
    found = {}
    for node in graph:
        steps = steps_from(graph, node)
        total = sum(steps.values())
        found[node] = (len(graph) - 1) / total if len(steps) == len(graph) and total else math.nan
    return found


def harmonic(graph: Graph) -> dict[Any, float]:
    if len(graph) < 2:
        return dict.fromkeys(graph, math.nan)
    return {
        node: sum(1 / step for step in steps_from(graph, node).values() if step) / (len(graph) - 1) for node in graph
    }


def eccentricity(graph: Graph) -> dict[Any, float]:
    return {node: float(max(steps_from(graph, node).values())) for node in graph}


def ego_reach(graph: Graph, steps: int) -> dict[Any, float]:
    return {node: float(sum(0 < step <= steps for step in steps_from(graph, node).values())) for node in graph}


def core_number(graph: Graph) -> dict[Any, float]:
    plain, core, k = undirected(graph), dict.fromkeys(graph, 0.0), 0
    while len(plain):
        peel = [node for node in plain if plain.degree(node) <= k]
        for node in peel:
            core[node] = float(k)
        plain.remove_nodes_from(peel)
        k += not peel
    return core


def clustering(graph: Graph) -> dict[Any, float]:
    plain, found = undirected(graph), {}
    for node in plain:
        pairs = list(combinations(plain[node], 2))
        found[node] = sum(plain.has_edge(*pair) for pair in pairs) / len(pairs) if pairs else math.nan
    return found


def strength(graph: Graph, u: Any, v: Any, weight: str | None) -> float:
    """a_uv + a_vu; an undirected tie counts both ways."""

    def one_way(a: Any, b: Any) -> float:
        return (graph[a][b].get(weight, 1) if weight else 1) if graph.has_edge(a, b) else 0

    return one_way(u, v) + one_way(v, u)


def constraint(graph: Graph, weight: str | None = None) -> dict[Any, float]:
    """Burt 1992, equation 2.4."""
    nodes, found = list(graph), {}
    total = {i: sum(strength(graph, i, k, weight) for k in nodes if k != i) for i in nodes}

    def p(i: Any, j: Any) -> float:
        return strength(graph, i, j, weight) / total[i] if total[i] and i != j else 0.0

    for i in nodes:
        contacts = [j for j in nodes if j != i and strength(graph, i, j, weight)]
        terms = [(p(i, j) + sum(p(i, q) * p(q, j) for q in nodes if q not in (i, j))) ** 2 for j in contacts]
        found[i] = sum(terms) if contacts else math.nan
    return found


def effective_size(graph: Graph, weight: str | None = None) -> dict[Any, float]:
    """Burt 1992, equation 2.2."""
    nodes, found = list(graph), {}
    total = {i: sum(strength(graph, i, k, weight) for k in nodes if k != i) for i in nodes}
    top = {i: max((strength(graph, i, k, weight) for k in nodes if k != i), default=0) for i in nodes}
    for i in nodes:
        contacts = [j for j in nodes if j != i and strength(graph, i, j, weight)]
        redundant = sum(
            strength(graph, i, q, weight) / total[i] * strength(graph, j, q, weight) / top[j]
            for j in contacts
            for q in nodes
            if q not in (i, j)
        )
        found[i] = len(contacts) - redundant if contacts else math.nan
    return found


def parts(graph: Graph) -> list[set[Any]]:
    plain, seen, found = undirected(graph), set(), []
    for node in plain:
        if node not in seen:
            part = set(steps_from(plain, node))
            seen |= part
            found.append(part)
    return found


def articulation(graph: Graph) -> dict[Any, bool]:
    """A member whose removal leaves more parts than there were, itself aside."""
    found = {}
    for node in graph:
        alone = not undirected(graph)[node]
        rest = undirected(graph)
        rest.remove_node(node)
        found[node] = len(parts(rest)) > len(parts(graph)) - alone
    return found


def bridges(graph: Graph) -> set[frozenset[Any]]:
    found = set()
    for edge in undirected(graph).edges:
        rest = undirected(graph)
        rest.remove_edge(*edge)
        if len(parts(rest)) > len(parts(graph)):
            found.add(frozenset(edge))
    return found


def distance_weighted_fragmentation(graph: Graph) -> float:
    n, plain = len(graph), undirected(graph)
    if n < 2:
        return math.nan
    near = sum(1 / step for node in plain for step in steps_from(plain, node).values() if step)
    return 1 - near / (n * (n - 1))


def transitivity(graph: Graph) -> float:
    plain = undirected(graph)
    triples = [(a, node, b) for node in plain for a, b in combinations(plain[node], 2)]
    return sum(plain.has_edge(a, b) for a, _, b in triples) / len(triples) if triples else math.nan


def reciprocity(graph: Graph) -> float:
    if not graph.is_directed() or not graph.number_of_edges():
        return math.nan
    return sum(graph.has_edge(v, u) for u, v in graph.edges) / graph.number_of_edges()


def pagerank(graph: Graph) -> dict[Any, float]:
    n = len(graph)
    rank = dict.fromkeys(graph, 1 / n) if n else {}
    for _ in range(400):
        after = {}
        for node in graph:
            coming = sum(rank[other] / len(graph[other]) for other in graph if node in graph[other])
            idle = sum(rank[other] for other in graph if not graph[other]) / n
            after[node] = 0.15 / n + 0.85 * (coming + idle)
        rank = after
    return rank
