import json

import networkx as nx
import pytest

from ci_network.errors import StudyError
from ci_network.formats.node_link import read_node_link, write_node_link


@pytest.mark.parametrize("edges", ["links", "edges"])
def test_both_names_of_the_ties(edges) -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge(1, 2, key="trust", weight=2, tags=["x", "y"])
    graph.add_edge(1, 2)
    graph.add_node(3, name="Alone", size=4)
    text = json.dumps(nx.node_link_data(graph, edges=edges))
    tables = read_node_link({"net.json": text.encode()})
    assert tables.nodes["id"].tolist() == ["1", "2", "3"]
    assert tables.nodes["label"].tolist() == ["1", "2", "Alone"]
    assert tables.ties["layer"].tolist() == ["trust", ""]
    assert tables.ties["tags"].tolist() == ["x|y", ""]
    assert tables.directed is True
    back = nx.node_link_graph(json.loads(write_node_link(tables)["network.json"]), edges="edges")
    assert back.number_of_edges() == 2
    assert back["1"]["2"][0]["weight"] == 2


def test_ends_that_are_places_in_the_list() -> None:
    tables = read_node_link(
        {"d3.json": b'{"nodes":[{"name":"a"},{"name":"b"}],"links":[{"source":0,"target":1,"value":3}]}'}
    )
    assert tables.ties.iloc[0].tolist() == ["a", "b", "", 3.0, False]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"nodes":[],"edges":[{"source":"a"}]}', "a tie has a blank end"),
        ('{"nodes":[{}],"edges":[]}', "a node has no name"),
        ('{"nodes":[],"edges":[{"source":"a","target":"b","weight":"x"}]}', "column 'weight': found 'x'"),
        ("{", "it is not valid JSON"),
    ],
)
def test_one_clear_error(text, words) -> None:
    with pytest.raises(StudyError) as caught:
        read_node_link({"net.json": text.encode()})
    assert words in str(caught.value)
