"""How news spreads: the worked example to the last figure, every state tried, draws within their error."""

import math

import naive_reach
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy import TIES, toy_network, toy_study

import ci_network as ci
from ci_network.errors import UsageError
from ci_network.measures.cascade import node_diffusion, simulate_cascade
from ci_network.network.network import Network
from ci_network.study.layer import Layer

CHANCE = {2: 0.25, 3: 0.5, 4: 0.8}
BY_MEMBER = {"B": 1, "H1": 0.825, "H2": 0.66, "E1": 0.6, "E2": 0.3, "G1": 0.25, "C1": 0.15, "F1": 0}


def test_the_worked_example_is_exact():
    found = simulate_cascade(toy_network("any contact"), probabilities=CHANCE)
    assert found.value * 7 == pytest.approx(2.785, abs=1e-12)
    assert found.by_member.to_dict() == pytest.approx(BY_MEMBER, abs=1e-12)
    assert (found.exact, found.standard_error, found.draws) == (True, 0, 0)


def test_the_worked_example_as_a_study_takes_the_ladder(tmp_path):
    study = toy_study(tmp_path)
    net = ci.build_network(study, rule=ci.TieRule(at_least="any"))
    assert ci.net_cascade_reach(net) * 7 == pytest.approx(2.785, abs=1e-12)
    assert ci.node_cascade_reach(net).to_dict() == pytest.approx(BY_MEMBER, abs=1e-12)
    named = {"Yearly": 0.1, "quarterly": 0.25, "monthly": 0.5, "weekly": 0.8, "daily": 0.9}
    assert ci.net_cascade_reach(net, probabilities=named) == ci.net_cascade_reach(net)
    monthly = ci.build_network(study)
    assert ci.node_cascade_reach(monthly).loc[["H1", "E1", "E2", "G1"]].to_list() == pytest.approx([0.8, 0.5, 0.25, 0])


def test_the_worked_example_drawn():
    found = simulate_cascade(toy_network("any contact"), probabilities=CHANCE, exact_up_to=0, draws=20_000, rng=3)
    assert not found.exact
    assert found.draws == 20_000
    assert 0.001 < found.standard_error < 0.0013
    assert abs(found.value - 2.785 / 7) < 5 * found.standard_error
    again = simulate_cascade(toy_network("any contact"), probabilities=CHANCE, exact_up_to=0, draws=20_000, rng=3)
    assert again.value == found.value


def test_what_is_not_known_is_nan():
    for net in (
        Network.of(nx.path_graph(3)),
        Network.of(nx.path_graph(2), backbone=[0, 1]),
        Network.of(nx.Graph()),
    ):
        found = simulate_cascade(net, probabilities=0.5)
        assert math.isnan(found.value)
        assert math.isnan(found.standard_error)
        assert found.by_member.isna().all()
        assert not found.exact
    no_ladder = Network.of(nx.path_graph(3), backbone=[0])
    assert math.isnan(ci.net_cascade_reach(no_ladder))
    assert node_diffusion(no_ladder).isna().all()


def test_nobody_in_contact_and_nothing_passed_on():
    assert ci.net_cascade_reach(Network.of(nx.empty_graph(3), backbone=[0]), probabilities=0.5) == 0
    assert ci.net_cascade_reach(Network.of(nx.complete_graph(4), backbone=[0]), probabilities=0.0) == 0
    assert ci.net_cascade_reach(Network.of(nx.complete_graph(4), backbone=[0]), probabilities=1.0) == 1


def test_several_backbones_start_together_and_ties_inside_them_change_nothing():
    ties = [("b", "x"), ("c", "x"), ("y", "z")]
    net = Network.of(nx.Graph([*ties, ("c", "y")]), backbone=["b", "c"])
    assert ci.node_cascade_reach(net, probabilities=0.5)["x"] == pytest.approx(0.75)
    joined = Network.of(nx.Graph([*ties, ("c", "y"), ("b", "c")]), backbone=["b", "c"])
    assert ci.net_cascade_reach(joined, probabilities=0.5) == ci.net_cascade_reach(net, probabilities=0.5)
    apart = Network.of(nx.Graph([("b", "x"), ("c", "y")]), backbone=["b", "c"])
    assert ci.net_cascade_reach(apart, probabilities=0.5) == 0.5


def test_a_large_tree_is_exact_and_directions_are_forgotten():
    tree = nx.balanced_tree(2, 6)
    found = simulate_cascade(Network.of(tree, backbone=[0]), probabilities=0.5)
    assert found.exact
    assert found.value == pytest.approx(6 / 126)
    against = nx.DiGraph((b, a) for a, b in nx.bfs_edges(tree, 0))
    assert simulate_cascade(Network.of(against, backbone=[0]), probabilities=0.5).value == pytest.approx(found.value)


def test_wrong_numbers_are_named():
    net = toy_network("any contact")
    with pytest.raises(UsageError, match="below 0 or above 1"):
        simulate_cascade(net, probabilities=1.5)
    with pytest.raises(UsageError, match="ties of level 4"):
        simulate_cascade(net, probabilities={2: 0.5, 3: 0.5})
    with pytest.raises(UsageError, match="no level of layer"):
        simulate_cascade(net, probabilities={"often": 0.5})
    with pytest.raises(UsageError, match="draws is 0"):
        simulate_cascade(net, probabilities=0.5, draws=0)


def test_a_scale_in_other_words_is_not_guessed():
    net = Network.of(nx.path_graph(3), backbone=[0])
    other = Network(
        **{n: getattr(net, n) for n in net.__dataclass_fields__} | {"layer": Layer("t", scale=("no", "a bit"))}
    )
    assert math.isnan(ci.net_cascade_reach(other))
    assert ci.net_cascade_reach(other, probabilities={"a bit": 0.5}) == pytest.approx(0.375)


@st.composite
def weighted(draw, most_ties=11):
    n = draw(st.integers(2, 7))
    pairs = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda pair: pair[0] != pair[1])
    ties = draw(st.dictionaries(pairs.map(lambda pair: tuple(sorted(pair))), st.integers(1, 5), max_size=most_ties))
    return n, ties, draw(st.integers(1, max(1, n - 1)))


LADDER = {1: 0.1, 2: 0.25, 3: 0.5, 4: 0.8, 5: 0.9}


def network(n, ties, backbone):
    graph = nx.empty_graph(n)
    graph.add_edges_from((a, b, {"weight": value, "p": LADDER[value]}) for (a, b), value in ties.items())
    return graph, Network.of(graph, backbone=range(backbone))


@given(weighted(most_ties=9))
@settings(max_examples=60, deadline=None)
def test_exact_equals_every_state_tried(drawn):
    graph, net = network(*drawn)
    expected = naive_reach.cascade(graph, range(drawn[2]))
    found = simulate_cascade(net, probabilities=LADDER)
    assert found.exact
    assert found.by_member.to_dict() == pytest.approx(expected, abs=1e-12)
    partners = [chance for node, chance in expected.items() if node >= drawn[2]]
    assert found.value == pytest.approx(np.mean(partners), abs=1e-12)


@given(weighted(), st.integers(0, 2**31))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_draws_lie_within_five_standard_errors_of_exact(drawn, seed):
    _, net = network(*drawn)
    exact = simulate_cascade(net, probabilities=LADDER)
    found = simulate_cascade(net, probabilities=LADDER, exact_up_to=0, draws=4000, rng=seed)
    # A rare state may not be drawn at all: two draws of slack.
    slack = 0 if found.exact else 2 / 4000
    assert abs(found.value - exact.value) <= 5 * found.standard_error + slack + 1e-12
    spread = np.sqrt(exact.by_member * (1 - exact.by_member) / 4000)
    assert ((found.by_member - exact.by_member).abs() <= 5 * spread + slack + 1e-12).all()


def test_telling_round_by_round_is_the_same_spread():
    graph, net = network(6, {(0, 1): 3, (0, 2): 2, (1, 2): 4, (2, 3): 3, (3, 4): 5, (1, 4): 2, (4, 5): 3}, 1)
    rng = np.random.default_rng(5)
    sizes = np.array([len(naive_reach.cascade_by_telling(graph, [0], rng)) - 1 for _ in range(4000)]) / 5
    exact = ci.net_cascade_reach(net, probabilities=LADDER)
    assert abs(sizes.mean() - exact) < 5 * sizes.std() / np.sqrt(4000)


@given(weighted(), st.tuples(st.integers(0, 6), st.integers(0, 6)), st.integers(1, 5))
@settings(max_examples=100, deadline=None)
def test_one_more_tie_never_lowers_the_exact_spread(drawn, tie, value):
    n, ties, backbone = drawn
    pair = tuple(sorted((tie[0] % n, tie[1] % n)))
    more = ties | ({pair: max(value, ties.get(pair, 0))} if pair[0] != pair[1] else {})
    now, then = (simulate_cascade(network(n, one, backbone)[1], probabilities=LADDER) for one in (ties, more))
    assert then.value >= now.value - 1e-12
    assert (then.by_member >= now.by_member - 1e-12).all()


@given(weighted(), st.randoms())
@settings(max_examples=60, deadline=None)
def test_names_and_order_change_nothing(drawn, random):
    n, _, backbone = drawn
    order = list(range(n))
    random.shuffle(order)
    graph, net = network(*drawn)
    moved = Network.of(nx.relabel_nodes(graph, dict(enumerate(order)), copy=True), backbone=order[:backbone])
    one, two = simulate_cascade(net, probabilities=LADDER), simulate_cascade(moved, probabilities=LADDER)
    assert one.value == pytest.approx(two.value)
    assert two.by_member.reindex(order).to_list() == pytest.approx(one.by_member.to_list())


def test_order_of_rows_changes_no_draw():
    graph = nx.gnm_random_graph(20, 60, seed=1)
    mixed = nx.Graph()
    mixed.add_nodes_from(reversed(list(graph)))
    mixed.add_edges_from(graph.edges)
    one, two = (simulate_cascade(Network.of(g, backbone=[0]), probabilities=0.3) for g in (graph, mixed))
    assert not one.exact
    assert one.value == pytest.approx(two.value, abs=1e-12)


def test_diffusion_centrality_by_hand_and_by_powers():
    arrows = nx.DiGraph([("a", "b", {"weight": 1}), ("b", "c", {"weight": 2})])
    assert node_diffusion(Network.of(arrows), probabilities={1: 0.2, 2: 0.4}, rounds=2).to_list() == pytest.approx(
        [0.2 + 0.08, 0.4, 0]
    )
    graph = nx.gnp_random_graph(9, 0.4, seed=2, directed=True)
    matrix = nx.to_numpy_array(graph) * 0.3
    for rounds in (1, 3, None):
        expected = naive_reach.diffusion(matrix, rounds or 9)
        found = node_diffusion(Network.of(graph), probabilities=0.3, rounds=rounds)
        assert found.to_list() == pytest.approx(expected.tolist())


def test_every_tie_of_the_toy_is_used():
    assert set(TIES.values()) == set(CHANCE)
