"""What trying to add ties would do: exact by hand for a few, close for many, the same for the same seed."""

import math

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from ci_network.advice.assumptions import Assumptions, assumptions_table
from ci_network.advice.effect import Effect, outcomes, simulate_ties
from ci_network.advice.standing import MEASURES, Standing
from ci_network.network.network import Network


def standing(graph: nx.Graph, backbone: list[int]) -> Standing:
    net = Network.of(graph, backbone=backbone)
    required = np.ones((net.n, net.n), bool) ^ np.eye(net.n, dtype=bool)
    return Standing(net.binary.toarray() > 0, net.is_backbone, net.is_backbone, required, np.ones(net.n, bool))


def effect(pairs: list[tuple[int, int]], name: str, *, given: Assumptions | None = None, seed: int = 1) -> Effect:
    return simulate_ties(
        standing(nx.path_graph(4), [0]),
        pairs,
        measure=MEASURES[name],
        assumptions=given or Assumptions(),
        rng=np.random.default_rng(seed),
    )


def test_one_tie_by_hand() -> None:
    found = effect([(0, 3)], "reach_1")
    assert found.expected == pytest.approx(0.6 / 3)
    assert (found.low, found.high) == (0, pytest.approx(1 / 3))


def test_two_ties_by_hand() -> None:
    # Reach in two steps is 2 of 3; either tie brings it to 3 of 3, so it fails to grow only when both do not hold.
    found = effect([(0, 3), (1, 3)], "reach_2")
    assert found.expected == pytest.approx((1 - 0.4**2) / 3)


def test_drawn_and_exact_agree_and_a_seed_repeats() -> None:
    pairs = [(0, 2), (0, 3), (1, 3)]
    exact = effect(pairs, "distance_weighted_reach")
    drawn = Assumptions(exact_up_to=0, draws=4000)
    assert effect(pairs, "distance_weighted_reach", given=drawn).expected == pytest.approx(exact.expected, abs=0.01)
    assert effect(pairs, "reach_1", given=drawn) == effect(pairs, "reach_1", given=drawn)


def test_outcomes_that_begin_alike_share_their_work_and_are_all_there() -> None:
    start = standing(nx.path_graph(4), [0])
    pairs = [(0, 2), (0, 3), (1, 3)]
    found = list(outcomes(start, pairs, assumptions=Assumptions(), rng=np.random.default_rng(1)))
    assert sum(chance for chance, _ in found) == pytest.approx(1)
    assert len({after.adjacency.tobytes() for _, after in found}) == 2**3
    for chance, after in found:
        held = [pair for pair in pairs if after.adjacency[pair]]
        assert chance == pytest.approx(0.6 ** len(held) * 0.4 ** (3 - len(held)))
        np.testing.assert_array_equal(after.distances, start.with_ties(held).distances)


def test_no_ties_or_an_undefined_measure_is_unknown_never_zero() -> None:
    assert math.isnan(effect([], "reach_1").expected)
    nobody = simulate_ties(
        standing(nx.path_graph(4), []),
        [(0, 3)],
        measure=MEASURES["reach_1"],
        assumptions=Assumptions(),
        rng=np.random.default_rng(1),
    )
    assert math.isnan(nobody.expected)
    assert math.isnan(nobody.low)


def test_every_assumption_is_told_with_its_basis() -> None:
    table = assumptions_table()
    assert isinstance(table, pd.DataFrame)
    assert table["name"].is_unique
    assert (table["meaning"] != "").all()
    assert (table["basis"] == "our default, not a benchmark").all()
    assert assumptions_table(Assumptions(takes_hold=0.5)).set_index("name").at["takes_hold", "value"] == 0.5
