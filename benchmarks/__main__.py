"""Run the benchmarks: `python -m benchmarks [--smoke]`.

Every figure is a ratio of medians within this run, ours below, so that the speed of the machine drops out.
`--smoke` only checks that everything runs and agrees.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import igraph
import networkx as nx
import numpy as np
import pandas as pd

import ci_network as ci
from ci_network.measures import kernels_one_more, kernels_paths
from ci_network.network.network import Network

SMOKE = "--smoke" in sys.argv


def seconds(work: Callable[[], object], *, rounds: int = 5) -> float:
    """Return the median time of a piece of work, after one unmeasured run."""
    work()
    taken = []
    for _ in range(1 if SMOKE else rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def by_igraph(graph: igraph.Graph) -> list[object]:
    """Return igraph's own form of what the member table holds; it has no effective size."""
    return [
        graph.degree(),
        graph.betweenness(),
        graph.closeness(),
        graph.harmonic_centrality(),
        graph.eccentricity(),
        *(graph.neighborhood_size(order=k) for k in (1, 2, 3)),
        graph.eigenvector_centrality(),
        graph.pagerank(),
        graph.coreness(),
        graph.transitivity_local_undirected(),
        graph.constraint(),
    ]


def by_networkx(graph: nx.Graph) -> list[object]:
    """Return networkx' form of what the member table holds."""
    return [
        dict(graph.degree()),
        nx.betweenness_centrality(graph, normalized=False),
        nx.closeness_centrality(graph),
        nx.harmonic_centrality(graph),
        nx.core_number(graph),
        nx.clustering(graph),
        nx.pagerank(graph),
        nx.constraint(graph),
        nx.effective_size(graph),
    ]


def member_table(n: int) -> None:
    """Compare the whole member table."""
    graph = nx.barabasi_albert_graph(n, 4, seed=1)
    net, other = Network.of(graph), igraph.Graph.from_networkx(graph)
    np.testing.assert_allclose(ci.node_betweenness(net), other.betweenness(), atol=1e-6)
    ours = seconds(lambda: ci.node_table(net))
    line = f"member table, {n} members: {ours * 1000:.1f} ms; igraph {seconds(lambda: by_igraph(other)) / ours:.2f} x"
    if n <= 300:
        line += f", networkx {seconds(lambda: by_networkx(graph), rounds=3) / ours:.1f} x"
    print(line)


def all_distances(n: int) -> None:
    """Compare all distances alone."""
    graph = nx.barabasi_albert_graph(n, 4, seed=1)
    net, other = Network.of(graph), igraph.Graph.from_networkx(graph)
    np.testing.assert_array_equal(kernels_paths.distances(net.binary), np.array(other.distances(), dtype=float))
    ours = seconds(lambda: kernels_paths.distances(net.binary))
    print(f"all distances, {n} members: {ours * 1000:.1f} ms; igraph {seconds(other.distances) / ours:.2f} x")


def every_missing_tie(n: int) -> None:
    """Compare trying every missing tie with adding each and asking igraph again, on a sample of them."""
    graph = nx.barabasi_albert_graph(n, 4, seed=1)
    net = Network.of(graph, backbone=[0])
    other = igraph.Graph.from_networkx(graph)
    missing = ci.pair_efficiency_gain(net).index

    def ours() -> list[object]:
        steps, far = kernels_paths.distances(net.binary), kernels_paths.distances(net.binary, np.array([0]))[0]
        peers = ~net.is_backbone
        return [
            kernels_one_more.efficiency_gains(steps),
            kernels_one_more.reach_gains(steps, far, peers, within=2),
            kernels_one_more.nearness_gains(steps, far, peers),
        ]

    def again(u: int, v: int) -> tuple[float, int, float]:
        more = other.copy()
        more.add_edges([(u, v)])
        far = np.array(more.distances(source=0)[0])
        near = sum(more.harmonic_centrality()) * (n - 1) / 2
        return near, int((far[1:] <= 2).sum()), float((1 / far[1:]).sum())

    sample = [missing[int(place)] for place in np.random.default_rng(1).choice(len(missing), 20, replace=False)]
    now, gains = again(0, 1), ours()
    for u, v in sample:
        for before, after, gain in zip(now, again(u, v), gains, strict=True):
            assert abs(after - before - gain[u, v]) < 1e-8
    took, each = seconds(ours), seconds(lambda: [again(u, v) for u, v in sample]) / len(sample)
    ratio = each * len(missing) / took
    print(
        f"every missing tie tried, {n} members, {len(missing)} ties: {took * 1000:.1f} ms for efficiency, reach and"
        f" distance-weighted reach; igraph {ratio:.0f} x ({len(sample)} ties recomputed, times all)"
    )
    assert SMOKE or (took <= 0.3 and ratio >= 1000), "must be within 0.3 s and 1 000 x faster than recomputing"


def engagement_plan(n: int) -> None:
    """Time a plan of 20 introductions for a large coalition, for every aim at once."""
    situation = synthetic_situation(n)
    took = {
        name: seconds(partial(ci.plan_engagement, situation, hours=60, objective=name), rounds=1)
        for name in ("reach", "congruence", "resilience", "mix")
    }
    print(f"engagement plan, {n} members: " + ", ".join(f"{name} {time:.2f} s" for name, time in took.items()))
    assert SMOKE or max(took.values()) < 10, "a plan for 300 members takes less than 10 s"


def synthetic_situation(n: int) -> ci.Situation:
    """Return a made-up coalition: preferential contacts, eight sectors, activities of five members."""
    rng = np.random.default_rng(1)
    graph = nx.barabasi_albert_graph(n, 3, seed=1)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        toml = '[study]\ntitle = "Synthetic"\npurpose = "Timing"\nbackbone = ["m0", "m9"]\n'
        (folder / "study.toml").write_text(toml)
        ids, sectors = [f"m{k}" for k in range(n)], [f"s{k % 8}" for k in range(n)]
        tables = {
            "stakeholders": pd.DataFrame({"id": ids, "sector": sectors}),
            "ties": pd.DataFrame([("communication", f"m{u}", f"m{v}", 3) for u, v in graph.edges],
                                 columns=["layer", "source", "target", "value"]),
            "activities": pd.DataFrame({"id": [f"a{k}" for k in range(n // 4)]}),
            "participation": pd.DataFrame(
                [(f"m{m}", f"a{k}") for k in range(n // 4) for m in rng.choice(n, 5, replace=False)],
                columns=["stakeholder", "activity"],
            ),
        }  # fmt: skip
        for name, table in tables.items():
            table.to_csv(folder / f"{name}.csv", index=False)
        return ci.Situation.of(ci.read_study(folder))


def spread_of_news(n: int, draws: int) -> None:
    """Compare drawing how news spreads with the same number of draws by igraph: open ties kept, one part counted."""
    graph = nx.gnm_random_graph(n, 5 * n, seed=1)
    net, other = Network.of(graph, backbone=[0]), igraph.Graph.from_networkx(graph)
    rng = np.random.default_rng(1)

    def drawn() -> float:
        is_open = rng.random((draws, other.ecount())) < 0.15
        parts = [other.subgraph_edges(np.flatnonzero(row), delete_vertices=False).subcomponent(0) for row in is_open]
        return float(np.mean([len(part) - 1 for part in parts]) / (n - 1))

    found = ci.simulate_cascade(net, probabilities=0.15, draws=draws)
    assert abs(found.value - drawn()) < 10 * found.standard_error
    ours = seconds(lambda: ci.simulate_cascade(net, probabilities=0.15, draws=draws))
    ratio = seconds(drawn, rounds=3) / ours
    print(f"spread of news, {n} members, {draws} draws: {ours * 1000:.1f} ms; igraph {ratio:.1f} x")


def cold_report() -> None:
    """Compare the whole report, started cold, with importing pandas and networkx alone."""
    importing = [sys.executable, "-c", "import pandas, networkx"]
    reporting = [sys.executable, "-m", "ci_network", "report", "data/riverbend", "--out", "out/bench"]

    def run(command: list[str]) -> Callable[[], object]:
        return lambda: subprocess.run(command, check=True, capture_output=True)

    base = seconds(run(importing), rounds=7)
    ours = seconds(run(reporting), rounds=7)
    print(
        f"cold report, 64 members: {ours:.2f} s, {ours / base:.2f} x the import of pandas and networkx ({base:.2f} s)"
    )


if __name__ == "__main__":
    for size in (64, 300) if SMOKE else (64, 300, 2000):
        member_table(size)
        all_distances(size)
    for size in (64,) if SMOKE else (300,):
        every_missing_tie(size)
        engagement_plan(size)
    spread_of_news(300, 200 if SMOKE else 2000)
    cold_report()
