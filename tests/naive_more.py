"""More slow, obvious twins of the measures: loops over plain graphs, nothing shared with the package.

Every twin takes a networkx graph (nodes in order) and returns a dict by node or a number.
"""

import math
from itertools import combinations, pairwise, permutations, product
from typing import Any

import naive
import networkx as nx

Graph = Any


def steps(graph: Graph) -> dict[Any, dict[Any, int]]:
    return {node: naive.steps_from(graph, node) for node in graph}


def walks_into(graph: Graph, alpha: float, longest: int = 400) -> dict[Any, float]:
    """Katz by adding up walks, one length at a time."""
    count, total, factor = dict.fromkeys(graph, 1.0), dict.fromkeys(graph, 1.0), 1.0
    for _ in range(longest):
        count = {node: sum(count[other] for other in graph if graph.has_edge(other, node)) for node in graph}
        factor *= alpha
        for node in graph:
            total[node] += factor * count[node]
    return total


def dyadic_constraint(graph: Graph, i: Any, inside: set[Any], weight: str | None) -> dict[Any, float]:
    """c_ij for one i, with every share taken among the nodes ``inside``."""

    def p(u: Any, v: Any) -> float:
        total = sum(naive.strength(graph, u, k, weight) for k in inside if k != u)
        return naive.strength(graph, u, v, weight) / total if total and u != v else 0.0

    return {j: (p(i, j) + sum(p(i, q) * p(q, j) for q in inside if q not in (i, j))) ** 2 for j in inside if j != i}


def contacts(graph: Graph, node: Any) -> set[Any]:
    return {other for other in graph if other != node and (graph.has_edge(node, other) or graph.has_edge(other, node))}


def constraint_in_ego(graph: Graph, weight: str | None = None) -> dict[Any, float]:
    found = {}
    for i in graph:
        near = contacts(graph, i)
        found[i] = sum(dyadic_constraint(graph, i, near | {i}, weight).values()) if near else math.nan
    return found


def constraint_two_steps(graph: Graph, weight: str | None = None) -> dict[Any, float]:
    return {
        i: sum(dyadic_constraint(graph, i, set(graph), weight).values()) if contacts(graph, i) else math.nan
        for i in graph
    }


def hierarchy(graph: Graph, weight: str | None = None, *, in_ego: bool = False) -> dict[Any, float]:
    found = {}
    for i in graph:
        near = contacts(graph, i)
        if len(near) < 2:
            found[i] = math.nan
            continue
        each = dyadic_constraint(graph, i, near | {i} if in_ego else set(graph), weight)
        mean = sum(each[j] for j in near) / len(near)
        disorder = sum(each[j] / mean * math.log(each[j] / mean) for j in near)
        found[i] = disorder / (len(near) * math.log(len(near)))
    return found


ROLES = {
    (True, True, True): "coordinator",
    (False, False, True): "itinerant",
    (True, False, False): "representative",
    (False, True, False): "gatekeeper",
    (False, False, False): "liaison",
}


def brokerage(graph: Graph, group: dict[Any, Any]) -> dict[Any, dict[str, int]]:
    found = {node: dict.fromkeys((*ROLES.values(), "total"), 0) for node in graph}
    for a, b, c in permutations(graph, 3):
        if graph.has_edge(a, b) and graph.has_edge(b, c) and not graph.has_edge(a, c):
            role = ROLES[group[a] == group[b], group[b] == group[c], group[a] == group[c]]
            found[b][role] += 1
            found[b]["total"] += 1
    return found


def every_digraph(n: int, density: float) -> list[tuple[nx.DiGraph, float]]:
    """Every directed network of n nodes and how likely it is where each arrow is there with a density."""
    pairs, found = list(permutations(range(n), 2)), []
    for there in product((False, True), repeat=len(pairs)):
        graph = nx.DiGraph()
        graph.add_nodes_from(range(n))
        graph.add_edges_from(pair for pair, yes in zip(pairs, there, strict=True) if yes)
        found.append((graph, density ** sum(there) * (1 - density) ** (len(pairs) - sum(there))))
    return found


def edge_betweenness(graph: Graph) -> dict[tuple[Any, Any], float]:
    score = dict.fromkeys(graph.edges, 0.0)
    for source, target in permutations(graph, 2) if graph.is_directed() else combinations(graph, 2):
        paths = naive.shortest_paths(graph, source, target)
        for path in paths:
            for pair in pairwise(path):
                score[pair if pair in score else pair[::-1]] += 1 / len(paths)
    return score


def lubness(graph: Graph) -> float:
    reach, without, most = {node: set(naive.steps_from(graph, node)) for node in graph}, 0, 0.0
    for part in naive.parts(graph):
        most += (len(part) - 1) * (len(part) - 2) / 2
        for one, other in combinations(part, 2):
            above = [node for node in part if {one, other} <= reach[node]]
            without += not any(all(low in reach[node] for node in above) for low in above) and len(part) > 2
    return 1 - without / most if most else math.nan


def best_core(graph: Graph, between: str) -> float:
    """The best correlation over every split, cell by cell."""
    nodes, best = list(graph), math.nan
    for mask in product((False, True), repeat=len(nodes)):
        core = {node for node, yes in zip(nodes, mask, strict=True) if yes}
        ideal, real = [], []
        for u, v in permutations(nodes, 2):
            mixed = (u in core) != (v in core)
            if mixed and between == "left out":
                continue
            ideal.append(float(between == "full" if mixed else u in core))
            real.append(float(graph.has_edge(u, v)))
        fit = correlation(ideal, real)
        best = fit if math.isnan(best) or fit > best else best
    return best


def correlation(x: list[float], y: list[float]) -> float:
    if not x:
        return math.nan
    mx, my = sum(x) / len(x), sum(y) / len(y)
    below = sum((a - mx) ** 2 for a in x) * sum((b - my) ** 2 for b in y)
    return sum((a - mx) * (b - my) for a, b in zip(x, y, strict=True)) / math.sqrt(below) if below > 1e-15 else math.nan


def fragmentation_without(graph: Graph, gone: tuple[Any, ...], *, weighted: bool) -> float:
    rest = naive.undirected(graph)
    rest.remove_nodes_from(gone)
    n = len(rest)
    if n < 2:
        return math.nan
    near = sum((1 / d if weighted else 1) for node in rest for d in naive.steps_from(rest, node).values() if d)
    return 1 - near / (n * (n - 1))


def distance_weighted_reach_of(graph: Graph, chosen: tuple[Any, ...]) -> float:
    far = steps(naive.undirected(graph))
    nearest = [min((far[node].get(other, math.inf) for node in chosen), default=math.inf) for other in graph]
    return sum(1.0 if d == 0 else 1 / d for d in nearest) / len(graph)


def profile_distance(graph: Graph, i: Any, j: Any) -> float:
    total = 0
    for k in graph:
        if k not in (i, j):
            total += (graph.has_edge(i, k) - graph.has_edge(j, k)) ** 2
            total += (graph.has_edge(k, i) - graph.has_edge(k, j)) ** 2
    return math.sqrt(total)
