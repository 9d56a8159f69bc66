"""Groups by a column of the members; a blank belongs to none."""

import networkx as nx
import numpy as np
import pytest

from ci_network.errors import UnknownNameError
from ci_network.measures.grouping import grouping
from ci_network.network.network import Network


def test_groups_are_in_alphabetical_order_and_blanks_in_none() -> None:
    graph = nx.empty_graph(4)
    nx.set_node_attributes(graph, {0: "b", 1: "", 2: "a", 3: "b"}, "sector")
    groups = grouping(Network.of(graph), "sector")
    assert groups.names == ("a", "b")
    assert groups.code.tolist() == [1, -1, 0, 1]
    assert groups.sizes.tolist() == [1, 2]
    np.testing.assert_array_equal(groups.indicator.sum(axis=1), [1, 0, 1, 1])


def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="town"):
        grouping(Network.of(nx.path_graph(2)), "town")


def test_no_member_no_group() -> None:
    assert grouping(Network.of(nx.Graph()), "sector").names == ()
