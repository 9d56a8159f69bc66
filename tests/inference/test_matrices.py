"""Predictors from attributes, and matrices put in the same order."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from ci_network.errors import UnknownNameError, UsageError
from ci_network.inference.matrices import aligned, attribute_difference, group_codes, same_attribute
from ci_network.network.network import Network


def people() -> nx.Graph:
    graph = nx.path_graph(["a", "b", "c", "d"])
    nx.set_node_attributes(graph, {"a": "x", "b": "x", "c": ""}, "kind")
    nx.set_node_attributes(graph, {"a": 1, "b": 4, "c": 2.5, "d": 4}, "years")
    return graph


def test_same_attribute_knows_no_blank() -> None:
    found = same_attribute(people(), attribute="kind")
    assert found.at["a", "b"] == found.at["b", "a"] == 1
    assert found.to_numpy().sum() == 2
    with pytest.raises(UnknownNameError, match="colour"):
        same_attribute(people(), attribute="colour")


def test_attribute_difference() -> None:
    found = attribute_difference(people(), attribute="years")
    assert found.loc["a"].tolist() == [0, 3, 1.5, 3]
    with pytest.raises(UsageError, match="member 'a' is no number"):
        attribute_difference(people(), attribute="kind")


def test_every_kind_of_matrix_is_the_same() -> None:
    graph = people()
    net = Network.of(graph)
    turned = net.to_pandas().loc[list("dbca"), list("dbca")]
    kinds = {"frame": turned, "array": net.matrix.toarray(), "sparse": net.matrix, "networkx": graph}
    first, others = aligned(net, kinds)
    for name, found in others.items():
        np.testing.assert_array_equal(first, found, err_msg=name)


def test_what_is_given_is_not_changed() -> None:
    array = np.ones((3, 3))
    frame = pd.DataFrame(array.copy())
    aligned(array, {"frame": frame, "sparse": sparse.csr_array(array)})
    assert (array == 1).all()
    assert (frame.to_numpy() == 1).all()


def test_group_codes_of_numbers_and_blanks() -> None:
    codes, names = group_codes(pd.Series([2, None, 1, 2]))
    assert codes.tolist() == [1, -1, 0, 1]
    assert names == ["1.0", "2.0"]
    with pytest.raises(UsageError, match="both sides"):
        aligned(pd.DataFrame([[0, 1], [1, 0]], columns=["a", "b"]), {})
