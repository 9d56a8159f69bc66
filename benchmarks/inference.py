"""How long permutation inference takes: `python -m benchmarks.inference [--smoke]`.

Prints milliseconds, and how many times as long the same work takes as a loop over networkx graphs or single
least-squares fits: measured on a few replicates in the same run and scaled up.
"""

import sys
import time
from collections.abc import Callable

import networkx as nx
import numpy as np

from ci_network.inference.chance import chance_of_mixing
from ci_network.inference.ergm import fit_ergm
from ci_network.inference.mrqap import mrqap, mrqap_logistic
from ci_network.inference.null import draw_random_networks
from ci_network.inference.qap import qap_correlation
from ci_network.inference.resample import bootstrap_members

SMOKE = "--smoke" in sys.argv
FEW = 2 if SMOKE else 10


def seconds(work: Callable[[], object]) -> float:
    """Return the best of three runs: the machine is shared, and the best is what it can do."""
    taken = []
    for _ in range(1 if SMOKE else 3):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def compare(name: str, replicates: int, ours: Callable[[int], object], naive: Callable[[], object] | None) -> None:
    """Print our time, and the naive loop's scaled to as many replicates."""
    count = min(replicates, 20) if SMOKE else replicates
    taken = seconds(lambda: ours(count))
    line = f"{name}, {count} replicates: {taken * 1000:.0f} ms"
    if naive:
        few = seconds(lambda: [naive() for _ in range(FEW)])
        line += f"; the loop {few / FEW * count / taken:.0f} x"
    print(line, flush=True)


def qap(n: int, filled: float) -> None:
    """Time QAP beside relabelling networkx graphs and correlating their arrays."""
    rng = np.random.default_rng(1)
    x = nx.gnp_random_graph(n, filled, seed=1, directed=True)
    y = nx.gnp_random_graph(n, filled, seed=2, directed=True)
    a, off = nx.to_numpy_array(x), ~np.eye(n, dtype=bool)

    def loop() -> float:
        moved = nx.relabel_nodes(y, dict(enumerate(rng.permutation(n).tolist())))
        return float(np.corrcoef(a[off], nx.to_numpy_array(moved, nodelist=range(n))[off])[0, 1])

    compare(f"QAP, n = {n}, {filled:.0%} of ties", 10_000, lambda r: qap_correlation(x, y, replicates=r, rng=1), loop)


def regressions(n: int) -> None:
    """Time both regressions with three predictors; the loop fits one least-squares model a predictor."""
    rng = np.random.default_rng(1)
    y, a, b, c = rng.random((4, n, n))
    off = ~np.eye(n, dtype=bool)
    predictors = {"a": a, "b": b, "c": c}

    def loop() -> None:
        for _ in range(4):
            order = rng.permutation(n)
            design = np.column_stack([np.ones(off.sum()), a[off], b[off], c[np.ix_(order, order)][off]])
            np.linalg.lstsq(design, y[off], rcond=None)
            np.linalg.inv(design.T @ design)

    compare(f"MRQAP, n = {n}, 3 predictors", 2_000, lambda r: mrqap(y, predictors, replicates=r, rng=1), loop)
    ties = (y > 0.8).astype(float)
    name = f"logistic MRQAP, n = {n}, 3 predictors"
    compare(name, 200, lambda r: mrqap_logistic(ties, predictors, replicates=r, rng=1), None)


def networks(n: int) -> None:
    """Time random networks, the bootstrap, mixing and ERGM beside their networkx loops."""
    graph = nx.gnp_random_graph(n, 8 / n, seed=1)
    nx.set_node_attributes(graph, {k: "abcd"[k % 4] for k in graph}, "sector")
    rng = np.random.default_rng(1)
    m = graph.number_of_edges()

    def swaps() -> object:
        return nx.double_edge_swap(graph.copy(), nswap=4 * m, max_tries=100 * m, seed=1)

    def bootstrap() -> tuple[float, float]:
        drawn = nx.from_numpy_array(nx.to_numpy_array(graph)[np.ix_(*[rng.integers(n, size=n)] * 2)])
        return nx.density(drawn), nx.transitivity(drawn)

    def mixing() -> object:
        kinds = rng.permutation([kind for _, kind in graph.nodes(data="sector")])
        nx.set_node_attributes(graph, dict(zip(graph, kinds.tolist(), strict=True)), "shuffled")
        return nx.attribute_mixing_dict(graph, "shuffled")

    def degrees(r: int) -> object:
        return draw_random_networks(graph, keep="degrees", replicates=r, rng=1)

    names = ["density", "transitivity"]
    compare(f"degrees kept, n = {n}, {m} ties, 10 steps a tie", 1_000, degrees, swaps)
    compare(f"bootstrap, n = {n}", 5_000, lambda r: bootstrap_members(graph, measures=names, replicates=r), bootstrap)
    compare(f"mixing, n = {n}", 2_000, lambda r: chance_of_mixing(graph, replicates=r, rng=1), mixing)


def ergm(n: int) -> None:
    """Time an ERGM with its intervals; no peer in Python."""
    graph = nx.gnp_random_graph(n, 4 / n, seed=1)
    compare(f"ERGM edges + gwesp, n = {n}", 200, lambda r: fit_ergm(graph, ["edges", "gwesp"], replicates=r), None)


if __name__ == "__main__":
    for size in (30, 100):
        qap(size, 0.1)
    qap(100, 0.5)
    regressions(30 if SMOKE else 100)
    networks(30 if SMOKE else 100)
    ergm(10 if SMOKE else 30)
