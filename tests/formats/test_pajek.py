import math

import pytest

from ci_network.errors import StudyError
from ci_network.formats.fit import fit
from ci_network.formats.pajek import read_pajek
from ci_network.formats.pajek_write import FORMAT, write_pajek
from ci_network.formats.tables import Node, Tie, gather

SEVERAL = """% a comment
*Vertices 3
1 "Food Bank" 0.1 0.2 box ic Red
2 Council
3 "Youth Hub"
*Arcs :1 "trust"
1 2 3
*Arcs :2 "contact"
2 1
*Edges
2 3 1.5 l "since 2020"
*Arcslist
3 1 2
*Edgeslist
1 3
"""


def read(text: str, name: str = "net.net"):
    return read_pajek({name: text.encode()})


def test_relations_arcs_edges_lists_and_parameters() -> None:
    tables = read(SEVERAL)
    assert tables.nodes["id"].tolist() == ["Food Bank", "Council", "Youth Hub"]
    assert tables.nodes[["x", "y", "shape", "ic"]].iloc[0].tolist() == [0.1, 0.2, "box", "Red"]
    rows = [(t.source, t.target, t.layer, t.directed) for t in tables.ties.itertuples()]
    assert rows == [
        ("Food Bank", "Council", "trust", True),
        ("Council", "Food Bank", "contact", True),
        ("Council", "Youth Hub", "", False),
        ("Youth Hub", "Food Bank", "", True),
        ("Youth Hub", "Council", "", True),
        ("Food Bank", "Youth Hub", "", False),
    ]
    assert tables.ties["value"].tolist()[:3:2] == [3.0, 1.5]
    assert math.isnan(tables.ties["value"][1])
    assert tables.ties["label"][2] == "since 2020"
    assert tables.directed is None


def test_a_project_with_partition_vector_and_two_modes() -> None:
    tables = read(
        "*Network women\n*Vertices 3 2\n1 a\n2 b\n3 fair\n*Matrix\n1\n0\n"
        "*Partition kind\n*Vertices 3\n1\n9999998\n2\n*Vector size\n*Vertices 3\n0.5\n1.5\n2.5\n"
        "*Permutation p\n*Vertices 3\n1\n2\n3\n"
    )
    assert tables.nodes["mode"].tolist() == [0, 0, 1]
    assert tables.nodes["kind"].isna().tolist() == [False, True, False]
    assert tables.nodes["size"].tolist() == [0.5, 1.5, 2.5]
    assert tables.ties[["source", "target", "directed"]].to_numpy().tolist() == [["a", "fair", False]]
    assert any("permutation" in note for note in tables.notes)


def test_vertices_without_lines_and_labels_given_twice() -> None:
    assert read("*Vertices 2\n*Edges\n1 2\n").nodes["id"].tolist() == ["1", "2"]
    twice = read('*Vertices 2\n1 "Y"\n2 "Y"\n*Edges\n1 2\n')
    assert twice.nodes["id"].tolist() == ["1", "2"]
    assert twice.nodes["label"].tolist() == ["Y", "Y"]
    assert any("same label" in note for note in twice.notes)


def test_several_networks_are_layers_and_a_line_may_name_its_relation() -> None:
    tables = read("*Network a\n*Vertices 2\n*Arcs\n1 2\n*Network b\n*Vertices 2\n*Arcs\n2: 2 1 4\n")
    assert tables.ties["layer"].tolist() == ["a", "b 2"]


@pytest.mark.parametrize(
    ("data", "label", "note"),
    [
        ('*Vertices 1\n1 "Café"\n'.encode("cp1252"), "Café", "Windows-1252"),
        ('*Vertices 1\n1 "Café"\n'.encode("utf-8-sig"), "Café", ""),
        ('*Vertices 1\n1 "Café"\n'.encode("utf-16"), "Café", "UTF-16"),
    ],
)
def test_encodings_are_found_strictly_and_reported(data, label, note) -> None:
    tables = read_pajek({"net.net": data})
    assert tables.nodes["label"].tolist() == [label]
    assert (note in " ".join(tables.notes)) if note else not tables.notes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("*Arcs\n1 2\n", "row 1: *arcs stands before *Vertices"),
        ("*Vertices\n", "row 1: it does not say how many vertices there are"),
        ("*Vertices 2\n*Arcs\n1 3\n", "row 3: found '3': it is not the number of one of the 2 vertices"),
        ("*Vertices 2\n*Arcs\n1\n", "row 3: found '1': a tie has one end only"),
        ("*Vertices 2\n*Matrix\n0 1\n0\n", "row 4: the matrix has 3 numbers instead of 2 times 2"),
        ("*Vertices 1\n*Matrix\nx\n", "row 3: found 'x': it is not a number"),
        ("1 2\n", "row 1: found '1 2': a line stands before the first section"),
        ("*Vertices 99999999999\n", "row 1: found '99999999999': it announces more nodes than can be read"),
        ("% nothing\n", "there are no *Vertices in it"),
    ],
)
def test_one_clear_error(text, words) -> None:
    with pytest.raises(StudyError) as caught:
        read(text)
    assert str(caught.value).startswith("net.net")
    assert words in str(caught.value).replace("net.net, ", "")


def test_numbers_of_nodes_make_it_a_project() -> None:
    tables = gather([Node("é", "", None, {"size": 2.0}), Node("b")], [Tie("é", "b")], file="")
    files = write_pajek(fit(tables, FORMAT).tables)
    assert list(files) == ["network.paj"]
    assert files["network.paj"].startswith(b"\xef\xbb\xbf*Network")
    assert "999999998" in files["network.paj"].decode("utf-8-sig")


def test_igraph_reads_what_we_write(tmp_path) -> None:
    igraph = pytest.importorskip("igraph")
    nodes = [Node("Food Bank"), Node("b"), Node("c"), Node("alone")]
    ties = [Tie("Food Bank", "b", "", 3.0), Tie("b", "c", "", 2.0), Tie("c", "Food Bank", "", 1.5)]
    path = tmp_path / "net.net"
    path.write_bytes(write_pajek(gather(nodes, ties, file=""))["network.net"])
    graph = igraph.Graph.Read_Pajek(str(path))
    names = graph.vs["id"] if "id" in graph.vs.attributes() else graph.vs["name"]
    assert names == ["Food Bank", "b", "c", "alone"]
    assert [(e.source, e.target, e["weight"]) for e in graph.es] == [(0, 1, 3.0), (1, 2, 2.0), (2, 0, 1.5)]


# igraph does not read relations (*Arcs :1 "trust"), so they are checked above alone.
MIXED = (
    '% made by hand\n*Vertices 3\n1 "Food Bank" 0.1 0.2\n2 Council\n3 "Youth Hub"\n'
    "*Arcs\n1 2 3\n2 1 1\n*Edges\n2 3 1.5\n"
)


@pytest.mark.parametrize("text", ["*Vertices 4 2\n*Matrix\n1 0\n1 1\n", "*Vertices 3\n*Arcslist\n1 2 3\n", MIXED])
def test_igraph_finds_the_same_ties(tmp_path, text) -> None:
    igraph = pytest.importorskip("igraph")
    path = tmp_path / "net.net"
    path.write_text(text)
    graph, tables = igraph.Graph.Read_Pajek(str(path)), read(text)
    assert (graph.vcount(), graph.ecount()) == (len(tables.nodes), len(tables.ties))
