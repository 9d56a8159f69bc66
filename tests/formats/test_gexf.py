import io

import networkx as nx
import pytest

from ci_network.errors import StudyError
from ci_network.formats.gexf import read_gexf, write_gexf

SMALL = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/{version}" xmlns:viz="http://gexf.net/{version}/viz" version="{version}">
 <graph defaultedgetype="directed">
  <attributes class="node"><attribute id="0" title="staff" type="integer"/>
   <attribute id="1" title="sector" type="string"><default>other</default></attribute></attributes>
  <attributes class="edge"><attribute id="0" title="since" type="string"/></attributes>
  <nodes><node id="o1" label="Food Bank"><attvalues><attvalue for="0" value="12"/></attvalues>
    <viz:size value="2.0"/></node><node id="o2" label="City Council"/></nodes>
  <edges><edge id="0" source="o1" target="o2" weight="3" kind="trust"/>
   <edge id="1" source="o2" target="o1" type="mutual"><attvalues><attvalue for="0" value="2020"/></attvalues></edge>
  </edges></graph></gexf>"""


@pytest.mark.parametrize("version", ["1.2draft", "1.3"])
def test_kind_types_and_attributes(version) -> None:
    tables = read_gexf({"net.gexf": SMALL.format(version=version).encode()})
    assert tables.nodes["label"].tolist() == ["Food Bank", "City Council"]
    assert tables.nodes["sector"].tolist() == ["other", "other"]
    assert tables.nodes["staff"].tolist()[0] == 12.0
    assert tables.ties["layer"].tolist() == ["trust", ""]
    assert tables.ties["directed"].tolist() == [True, False]
    assert tables.ties["since"].tolist() == ["", "2020"]
    assert any("mutual" in note for note in tables.notes)
    assert any("colours" in note for note in tables.notes)


def test_what_networkx_writes_and_reads() -> None:
    graph = nx.Graph()
    graph.add_edge("a", "b", weight=2.5)
    graph.add_node("c", size=3.5)
    out = io.BytesIO()
    nx.write_gexf(graph, out)
    tables = read_gexf({"net.gexf": out.getvalue()})
    assert tables.directed is False
    assert tables.nodes["size"].tolist()[2] == 3.5
    written = write_gexf(tables)["network.gexf"]
    back = nx.read_gexf(io.BytesIO(written), version="1.3")
    assert not back.is_directed()
    assert back.edges["a", "b"]["weight"] == 2.5
    assert back.nodes["c"]["size"] == 3.5


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('weight="3"', 'weight="much"'), "column 'weight': found 'much': the weight is not a number"),
        (('value="12"', 'value="twelve"'), "column 'staff': found 'twelve'"),
        (('source="o1"', 'source=""'), "an end without a name"),
        (("</graph>", ""), "not well-formed XML"),
    ],
)
def test_one_clear_error(change, words) -> None:
    with pytest.raises(StudyError, match=words):
        read_gexf({"net.gexf": SMALL.format(version="1.3").replace(*change).encode()})
