"""What may be said of members' measures, given how many answered."""

import networkx as nx
import numpy as np
import pytest

import ci_network as ci
from ci_network.inference.policy import COLUMNS, policy_view
from ci_network.measures.response import ResponsePolicy

TABLE = ci.node_measures_table(nx.disjoint_union(nx.star_graph(4), nx.empty_graph(1)))


@pytest.mark.parametrize("level", ["all", "bands", "counts", "unstated"])
def test_every_level_gives_the_same_rows_and_a_reason_for_every_nan(level):
    seen = policy_view(TABLE, ResponsePolicy(level, 0.7, "70 % of members answered"))
    assert list(seen.columns) == list(COLUMNS)
    assert (seen[["member", "measure"]] == TABLE[["member", "measure"]]).all(axis=None)
    assert (seen["value"].isna() == (seen["reason"] != "")).all()


@pytest.mark.parametrize("level", ["all", "unstated"])
def test_enough_answers_keep_every_value(level):
    seen = policy_view(TABLE, ResponsePolicy(level, 0.9))
    np.testing.assert_array_equal(seen["value"], TABLE["value"])


def test_bands_hide_positions_and_keep_counts():
    seen = policy_view(TABLE, ResponsePolicy("bands", 0.7, "70 % of members answered"))
    between = seen[seen["measure"] == "betweenness"].set_index("member")
    assert between["value"].isna().all()
    assert between.at[0, "band"] == "upper"
    assert between.loc[[1, 2, 3, 4, 5], "band"].nunique() == 1, "equal values lie in the same third"
    degree = seen[seen["measure"] == "degree"]
    assert degree["value"].to_list() == [4, 1, 1, 1, 1, 0]
    lonely = seen[(seen["measure"] == "constraint") & (seen["member"] == 5)].iloc[0]
    assert (lonely["band"], lonely["reason"]) == ("", "no ties")


def test_counts_say_nothing_of_positions():
    seen = policy_view(TABLE, ResponsePolicy("counts", 0.5, "only 50 % of members answered"))
    shown = seen.loc[seen["value"].notna(), "measure"]
    assert set(shown) == {"degree", "degree_in", "degree_out", "strength"}
    assert (seen["band"] == "").all()


def test_an_empty_table_stays_empty():
    empty = ci.node_measures_table(nx.Graph())
    assert policy_view(empty, ResponsePolicy("bands", 0.7, "x")).empty
