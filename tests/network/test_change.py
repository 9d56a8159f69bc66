"""What-if copies: the change is made, and the network given stays as it was."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest

from ci_network.errors import UnknownNameError, UsageError
from ci_network.network.change import add_member, add_tie, add_ties, remove_member, remove_tie
from ci_network.network.network import Network


def path(*, directed: bool = False) -> Network:
    graph = nx.path_graph(["a", "b", "c", "d"], create_using=nx.DiGraph if directed else nx.Graph)
    return Network.of(graph, backbone=["a"])


def tie(net: Network, source: str, target: str) -> float:
    return float(net.to_pandas().loc[source, target])


def test_a_tie_is_added_both_ways_where_ties_have_no_direction() -> None:
    after = add_tie(path(), "a", "d", value=3)
    assert tie(after, "a", "d") == tie(after, "d", "a") == 3


def test_a_tie_is_added_one_way_where_ties_have_a_direction() -> None:
    after = add_tie(path(directed=True), "a", "d", value=3)
    assert (tie(after, "a", "d"), tie(after, "d", "a")) == (3, 0)


def test_a_tie_that_is_there_keeps_the_higher_value() -> None:
    strong = add_tie(path(), "a", "b", value=5)
    assert tie(add_tie(strong, "a", "b", value=2), "a", "b") == 5


def test_a_pair_named_twice_is_one_tie() -> None:
    after = add_ties(path(), [("a", "d"), ("d", "a"), ("a", "d")], value=3)
    assert tie(after, "a", "d") == tie(after, "d", "a") == 3


def test_no_ties_to_add_is_the_same_network() -> None:
    assert add_ties(path(), []).ties().equals(path().ties())


def test_a_tie_is_removed_and_one_that_is_not_there_changes_nothing() -> None:
    assert len(remove_tie(path(), "b", "a").ties()) == 2
    assert len(remove_tie(path(), "a", "d").ties()) == 3
    assert len(remove_tie(path(directed=True), "b", "a").ties()) == 3


def test_a_member_is_added_with_its_ties() -> None:
    after = add_member(path(), "e", ties=["a", "b"], value=3, sector="housing", name="Elm Homes")
    assert list(after.ids) == ["a", "b", "c", "d", "e"]
    assert after.members.at["e", "name"] == "Elm Homes"
    assert tie(after, "e", "b") == tie(after, "b", "e") == 3
    assert not after.answered[-1]
    assert after.backbone == ("a",)


def test_a_member_leaves_with_its_ties() -> None:
    after = remove_member(path(), "a")
    assert (after.n, len(after.ties()), after.backbone) == (3, 2, ())


@pytest.mark.parametrize(
    "change",
    [
        lambda net: add_tie(net, "a", "d"),
        lambda net: remove_tie(net, "a", "b"),
        lambda net: add_member(net, "e", ties=["a"]),
        lambda net: remove_member(net, "b"),
    ],
)
def test_the_network_given_is_never_touched(change: Callable[[Network], Network]) -> None:
    net = path()
    before = net.matrix.toarray().copy()
    assert change(net) is not net
    assert np.array_equal(net.matrix.toarray(), before)
    assert net.n == 4


def test_what_is_no_member_or_no_pair_is_refused() -> None:
    with pytest.raises(UnknownNameError):
        add_tie(path(), "a", "z")
    with pytest.raises(UsageError):
        add_tie(path(), "a", "a")
    with pytest.raises(UsageError):
        add_member(path(), "a")
