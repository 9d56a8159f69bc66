"""Shared work and contact: the worked example, who could introduce whom, and undefined cases."""

import math

import networkx as nx
import pytest
from scipy import sparse
from toy import toy_network, toy_study

from ci_network.errors import UsageError
from ci_network.measures.coordination import coordination_table, net_congruence
from ci_network.network.layers import required_pairs
from ci_network.network.network import Network


@pytest.fixture
def work(tmp_path):
    return required_pairs(toy_study(tmp_path), toy_network("monthly").ids)


def pairs(table, *status):
    found = table[table["status"].isin(status)]
    return sorted("-".join(sorted(pair)) for pair in zip(found["source"], found["target"], strict=True))


@pytest.mark.parametrize(
    ("level", "congruence", "unmet", "bridgeable"),
    [("any contact", 0.6, ["C1-G1", "E1-H2"], ["E1-H2"]), ("monthly", 0.4, ["C1-G1", "E1-H1", "E1-H2"], ["E1-H1"])],
)
def test_the_worked_example(work, level, congruence, unmet, bridgeable):
    net = toy_network(level)
    table = coordination_table(net, work)
    assert net_congruence(net, work) == congruence
    assert (table["shared"] > 0).sum() == 5
    assert pairs(table, "unmet", "bridgeable") == unmet
    assert pairs(table, "bridgeable") == bridgeable
    assert pairs(table, "surplus") == ["C1-E2"]


def test_the_contact_in_common_is_named_a_partner_before_the_backbone(work):
    by_pair = coordination_table(toy_network("any contact"), work).set_index(["source", "target"])["via"]
    assert by_pair["H2", "E1"] == "H1"
    by_pair = coordination_table(toy_network("monthly"), work).set_index(["source", "target"])["via"]
    assert by_pair["H1", "E1"] == "B"


def test_pairs_that_share_more_count_more():
    work = sparse.csr_array([[0, 3, 1], [3, 0, 0], [1, 0, 0]])
    net = Network.of(nx.Graph([("a", "b"), ("b", "c")]))
    assert net_congruence(net, work) == 0.5
    assert net_congruence(net, work, weighted=True) == 0.75


def test_the_backbone_is_left_out():
    work = sparse.csr_array([[0, 1], [1, 0]])
    net = Network.of(nx.Graph([("a", "b")]), backbone=["a"])
    assert math.isnan(net_congruence(net, work))
    assert coordination_table(net, work).empty


def test_without_shared_work_congruence_is_undefined():
    net = Network.of(nx.path_graph(3))
    none = sparse.csr_array((3, 3))
    assert math.isnan(net_congruence(net, none))
    assert set(coordination_table(net, none)["status"]) == {"surplus"}
    assert coordination_table(Network.of(nx.Graph()), sparse.csr_array((0, 0))).empty


def test_work_of_other_members_is_refused():
    with pytest.raises(UsageError, match="2 x 2"):
        net_congruence(Network.of(nx.path_graph(3)), sparse.csr_array((2, 2)))
