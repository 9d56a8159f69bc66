import io
import math

import networkx as nx
import pytest

from ci_network.errors import StudyError
from ci_network.formats.graphml import read_graphml, write_graphml
from ci_network.formats.tables import Node, Tie, gather

SMALL = b"""<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="n" for="node" attr.name="Label" attr.type="string"/>
  <key id="s" for="node" attr.name="staff" attr.type="int"><default>1</default></key>
  <key id="m" for="node" attr.name="member" attr.type="boolean"/>
  <key id="w" for="edge" attr.name="weight" attr.type="double"/>
  <key id="r" for="edge" attr.name="relation" attr.type="string"/>
  <graph edgedefault="undirected">
    <node id="o1"><data key="n">Food &amp; Friends</data><data key="s">12</data><data key="m">true</data></node>
    <node id="o2"/>
    <edge source="o1" target="o2"><data key="w">3</data><data key="r">trust</data></edge>
    <edge source="o2" target="o1" directed="true"/>
  </graph>
</graphml>"""


def read(data: bytes):
    return read_graphml({"net.graphml": data})


def test_labels_types_defaults_and_direction() -> None:
    tables = read(SMALL)
    assert tables.nodes["label"].tolist() == ["Food & Friends", "o2"]
    assert tables.nodes["staff"].tolist() == [12.0, 1.0]
    assert tables.nodes["member"].tolist()[0] is True
    assert tables.ties["layer"].tolist() == ["trust", ""]
    assert tables.ties["value"].tolist()[0] == 3.0
    assert math.isnan(tables.ties["value"].tolist()[1])
    assert tables.ties["directed"].tolist() == [False, True]
    assert tables.directed is None


def test_a_yed_file_gives_its_labels() -> None:
    data = b"""<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
    <key for="node" id="d6" yfiles.type="nodegraphics"/><graph edgedefault="directed"><node id="n0"><data key="d6">
    <y:ShapeNode><y:NodeLabel>Food Bank</y:NodeLabel></y:ShapeNode></data></node></graph></graphml>"""
    assert read(data).nodes["label"].tolist() == ["Food Bank"]


def test_what_networkx_writes_and_reads() -> None:
    graph = nx.DiGraph()
    graph.add_edge("a", "b", weight=2.5, kind="trust")
    graph.add_node("c", label="Cé", size=3, bipartite=1)
    graph.nodes["a"]["bipartite"], graph.nodes["b"]["bipartite"] = 0, 1
    out = io.BytesIO()
    nx.write_graphml(graph, out)
    tables = read(out.getvalue())
    assert tables.nodes["mode"].tolist() == [0, 1, 1]
    assert tables.nodes["label"].tolist() == ["a", "b", "Cé"]
    assert tables.ties.iloc[0].tolist() == ["a", "b", "trust", 2.5, True]
    back = nx.read_graphml(io.BytesIO(write_graphml(tables)["network.graphml"]))
    assert dict(back.nodes(data="size"))["c"] == 3
    assert back.is_directed()
    assert list(back.edges(data="weight")) == [("a", "b", 2.5)]


def test_text_that_looks_like_markup_is_only_text() -> None:
    tables = gather([Node("<b>", "a & <i>\n'\"")], [Tie("<b>", "<b>", "<x>", 1.0)], file="")
    back = read(write_graphml(tables)["network.graphml"])
    assert back.nodes["label"].tolist() == ["a & <i>\n'\""]
    assert back.ties["layer"].tolist() == ["<x>"]


BOMB = b'<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><graphml>&b;</graphml>'
FOREIGN = b'<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a SYSTEM "file:///etc/hostname">]><graphml>&a;</graphml>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (BOMB, "entities"),
        (FOREIGN, "entities"),
        (b"<graphml>\n<graph>\n</graphml>", "row 3: it is not well-formed XML"),
        (b"<svg/>", "does not begin with <graphml>"),
        (SMALL.replace(b">12<", b">twelve<"), "column 'staff': found 'twelve': it is declared int and is not a number"),
        (SMALL.replace(b">true<", b">perhaps<"), "yes/no"),
        (SMALL.replace(b'id="o2"', b'id="o1"'), "found 'o1': two nodes have the same id"),
    ],
)
def test_one_clear_error(data, words) -> None:
    with pytest.raises(StudyError) as caught:
        read(data)
    assert words in str(caught.value)
    assert len(caught.value.problems) == 1
    assert caught.value.problems[0].mend
