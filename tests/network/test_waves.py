"""Two waves side by side: the common panel, and what became of each tie."""

import math
from dataclasses import replace

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import ci_network as ci
from ci_network.errors import UsageError
from ci_network.network.network import Network
from ci_network.network.waves import apart_table, common_panel, comparability, tie_changes, wave_jaccard


def network(ties: dict[tuple[str, str], float], members: str = "abcd", *, silent: str = "", directed=False) -> Network:
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(members)
    graph.add_weighted_edges_from((*pair, value) for pair, value in ties.items())
    answered = np.array([member not in silent for member in members])
    return replace(Network.of(graph), answered=answered, response_known=True)


def changes(first: Network, second: Network) -> dict[str, str]:
    table = tie_changes(common_panel(first, second))
    return dict(zip(table["source"] + table["target"], table["change"], strict=True))


def test_every_fate_of_a_tie():
    first = network({("a", "b"): 3, ("a", "c"): 3, ("a", "d"): 3, ("b", "c"): 3})
    second = network({("a", "b"): 3, ("a", "c"): 4, ("a", "d"): 2, ("b", "d"): 1})
    assert changes(first, second) == {
        "ab": "kept", "ac": "strengthened", "ad": "softened", "bc": "lost", "bd": "gained",
    }  # fmt: skip


def test_a_tie_nobody_could_tell_of_is_not_lost():
    first = network({("a", "b"): 3, ("c", "d"): 3})
    assert changes(first, network({}, silent="ab")) == {"ab": "not known", "cd": "lost"}
    assert changes(network({}, silent="cd"), first) == {"ab": "gained", "cd": "not known"}


def test_arrows_are_told_of_by_their_source_alone():
    first = network({("a", "b"): 1, ("b", "a"): 1}, directed=True)
    assert changes(first, network({}, silent="a", directed=True)) == {"ab": "not known", "ba": "lost"}


def test_where_who_answered_is_not_known_no_tie_is_none():
    second = replace(network({}, silent="ab"), response_known=False)
    assert changes(network({("a", "b"): 1}), second) == {"ab": "lost"}


def test_joiners_and_leavers_stand_apart_whatever_the_order():
    first = network({("a", "b"): 1, ("a", "x"): 1}, "xab")
    second = network({("a", "b"): 1, ("y", "b"): 1, ("y", "z"): 1}, "byaz")
    panel = common_panel(first, second)
    assert panel.ids.to_list() == panel.second.ids.to_list() == ["a", "b"]
    assert (panel.joined.to_list(), panel.left.to_list()) == (["y", "z"], ["x"])
    assert tie_changes(panel)["change"].to_list() == ["kept"]
    table = apart_table(panel.whole_second, panel.joined).set_index("member")
    assert table.loc["y", ["ties", "ties_with_others"]].to_list() == [2, 1]
    assert table.loc["z", ["ties", "ties_with_others"]].to_list() == [1, 0]


def test_ends_that_answered_are_counted():
    table = tie_changes(common_panel(network({("a", "b"): 1}), network({}, silent="a")))
    assert table[["ends_before", "ends_after"]].to_numpy().tolist() == [[2, 1]]


def test_one_way_and_both_ways_do_not_mix():
    with pytest.raises(UsageError, match="direction"):
        common_panel(network({}), network({}, directed=True))


def test_nothing_in_common_gives_nothing():
    panel = common_panel(network({("a", "b"): 1}, "ab"), network({}, "cd"))
    table = tie_changes(panel)
    assert table.empty
    assert math.isnan(wave_jaccard(table))
    assert panel.comparable.shape == (0, 0)


def test_jaccard_leaves_out_what_is_not_known():
    states = ["kept", "strengthened", "softened", "gained", "lost", "not known"]
    assert wave_jaccard(pd.DataFrame({"change": states})) == 0.6


@pytest.mark.parametrize(
    ("value", "word"),
    [(0.3, "comparable"), (0.29, "with care"), (0.2, "with care"), (0.19, "doubtful"), (math.nan, "not known")],
)
def test_levels_of_comparability(value, word):
    assert comparability(value) == word


def test_the_bundled_coalition_as_its_readme_says():
    study = ci.read_study("data/riverbend")
    panel = common_panel(ci.build_network(study, wave="2025"), ci.build_network(study))
    count = tie_changes(panel)["change"].value_counts()
    assert count[["kept", "strengthened", "softened"]].sum() == 108
    pair = tie_changes(panel).query("source == 'housing-authority' and target == 'riverbend-united'")
    other = tie_changes(panel).query("target == 'housing-authority' and source == 'riverbend-united'")
    assert [*pair["change"], *other["change"]] == ["lost"]
