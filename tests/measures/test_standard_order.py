"""One order of the members whatever the order of the rows."""

import networkx as nx
import numpy as np

from ci_network.measures.standard_order import in_given_order, largest_first, standard_order
from ci_network.network.network import Network


def test_values_find_their_way_back() -> None:
    net = Network.of(nx.relabel_nodes(nx.path_graph(4), {0: "d", 1: "b", 2: "a", 3: "c"}))
    order = standard_order(net)
    assert net.ids[order].to_list() == ["a", "b", "c", "d"]
    values = np.arange(4)
    np.testing.assert_array_equal(in_given_order(order, values)[order], values)


def test_the_largest_group_is_zero_and_equals_go_by_first_member() -> None:
    assert largest_first(np.array([7, 3, 3, 5, 7, 2])).tolist() == [0, 1, 1, 2, 0, 3]
    assert largest_first(np.zeros(0, dtype=np.intp)).tolist() == []
