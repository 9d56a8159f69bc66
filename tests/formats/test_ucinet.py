import math

import pytest

from ci_network.errors import StudyError
from ci_network.formats.tables import Node, Tie, gather
from ci_network.formats.ucinet import read_dl
from ci_network.formats.ucinet_write import write_dl


def read(text: str):
    return read_dl({"net.dl": text.encode()})


def ties(text: str):
    frame = read(text).ties
    values = [None if math.isnan(value) else value for value in frame["value"]]
    return list(zip(frame["source"], frame["target"], frame["layer"], values, strict=True))


def test_full_matrix_with_labels_in_any_writing() -> None:
    for labels in ("labels:\na,b,c\n", "LABELS:\na\nb\nc\n", "labels: a b c\n", 'labels:\n"a" "b"\n"c"\n'):
        found = ties(f"DL N = 3 FORMAT=FullMatrix\n{labels}DATA:\n0 1 0\n0 0 2\n0 0 0\n")
        assert found == [("a", "b", "", 1.0), ("b", "c", "", 2.0)]
    assert read("dl n=2\nlabels:\nFood Bank\nCity Council\ndata:\n0 1\n0 0\n").nodes["id"].tolist() == [
        "Food Bank",
        "City Council",
    ]


def test_embedded_labels_case_aside_and_values_left_out() -> None:
    text = 'DL n=3 format=edgelist1\nlabels embedded:\ndata:\nLarry "Food Bank" 3\nlarry ann\nann LARRY 0\n'
    assert ties(text) == [("Larry", "Food Bank", "", 3.0), ("Larry", "ann", "", None)]
    assert read(text).directed is True
    matrix = "dl n=2 format=fullmatrix\nlabels embedded\ndata:\n  Bill Jan\nBill 0 1\nJan 0 0\n"
    assert ties(matrix) == [("Bill", "Jan", "", 1.0)]


def test_halves_are_undirected_with_or_without_diagonal() -> None:
    lower = read("dl n=3 format=lowerhalf\ndata:\n0\n1 0\n0 2 0\n")
    assert lower.directed is False
    assert ties("dl n=3 format=lowerhalf\ndata:\n0\n1 0\n0 2 0\n") == [("2", "1", "", 1.0), ("3", "2", "", 2.0)]
    assert ties("dl n=3, format=upperhalf, diagonal absent\ndata:\n1 0\n2\n") == [
        ("1", "2", "", 1.0),
        ("2", "3", "", 2.0),
    ]


def test_several_matrices_with_labels() -> None:
    text = "dl n=2 nm=2\nlabels: a,b\nmatrix labels: trust,contact\ndata:\n0 1\n0 0\n0 0\n5 0\n"
    assert ties(text) == [("a", "b", "trust", 1.0), ("b", "a", "contact", 5.0)]
    listed = "dl n=2 nm=2 format=edgelist1\nlabels: a,b\ndata:\n1 2\n!\n2 1 4\n"
    assert ties(listed) == [("a", "b", "1", None), ("b", "a", "2", 4.0)]


def test_nodelists() -> None:
    assert ties("dl n=3 format=nodelist1\ndata:\n1 2 3\n3 1\n") == [
        ("1", "2", "", None),
        ("1", "3", "", None),
        ("3", "1", "", None),
    ]
    text = 'dl nr=2 nc=2 format=nodelist2\nlabels embedded\ndata:\nann fair "market day"\nbob fair\n'
    assert read(text).nodes["mode"].tolist() == [0, 0, 1, 1]
    assert ties(text) == [("ann", "fair", "", None), ("ann", "market day", "", None), ("bob", "fair", "", None)]


def test_two_modes() -> None:
    head = "dl nr=2, nc=3\nrow labels:\nann,bob\ncolumn labels:\nx,y,z\ndata:\n"
    tables = read(head + "1 0 1\n0 1 0\n")
    assert tables.nodes["mode"].tolist() == [0, 0, 1, 1, 1]
    assert tables.directed is False
    assert ties(head + "1 0 1\n0 1 0\n") == [("ann", "x", "", 1.0), ("ann", "z", "", 1.0), ("bob", "y", "", 1.0)]
    pairs = head.replace("dl", "dl format=edgelist2") + "1 1\n2 3 4\n"
    assert ties(pairs) == [("ann", "x", "", None), ("bob", "z", "", 4.0)]
    same = read("dl nr=2, nc=2 format=edgelist2\nlabels embedded\ndata:\na a 1\nb a 2\n")
    assert same.nodes["id"].tolist() == ["a", "b", "a_2"]
    assert any("names a row and a column" in note for note in same.notes)
    assert read("dl nr=1 nc=2\ndata:\n1 1\n").nodes["id"].tolist() == ["row 1", "column 1", "column 2"]


def test_missing_cells_are_not_zero() -> None:
    tables = read("dl n=3\nlabels: a,b,c\ndata:\n0 1 0\n. . .\nNA 1 0\n")
    assert len(tables.ties) == 2
    assert tables.nodes["answered"].tolist() == [True, False, True]
    assert any("missing, not 0" in note for note in tables.notes)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("n=3\ndata:\n", "row 1: found 'n=3 data:': it does not begin with DL".replace(" data:", "\ndata:")),
        ("dl n=2\n0 1\n", "there is no 'data:' in it"),
        ("dl\ndata:\n0\n", "it does not say how many nodes there are"),
        ("dl n=2\ndata:\n0 1\n0\n", "row 4: the data end before the matrix is full"),
        ("dl n=2\ndata:\n0 1\n0 1 1\n", "row 4: found '1': there are more numbers"),
        ("dl n=2\ndata:\n0 x\n0 0\n", "row 3: found 'x': it is not a number"),
        ("dl n=3\nlabels: a,b\ndata:\n", "row 2: found 'a,b': there are 2 labels instead of 3"),
        ("dl\nn=99999999999\ndata:\n0\n", "row 2: found '99999999999': it announces more nodes than can be read"),
        ("dl n=2\nlabels: a,A\ndata:\n0 0 0 0\n", "two labels are the same"),
        ("dl n=2 format=edgelist1\ndata:\n1 3\n", "row 3: found '3': it is not a number from 1 to 2"),
        ("dl n=2 format=edgelist1\nlabels embedded\ndata:\nFood Bank a 3\n", "the line has 4 words"),
        ("dl n=2 format=edgelist1\ndata:\n1 2 x\n", "row 3: found 'x': the value of a tie is not a number"),
        ("dl n=2 format=blockmatrix\ndata:\n1 2 x\n", "found 'blockmatrix': this DL format is not read"),
    ],
)
def test_one_clear_error(text, words) -> None:
    with pytest.raises(StudyError) as caught:
        read(text)
    assert words in str(caught.value)


def test_igraph_reads_what_we_write(tmp_path) -> None:
    igraph = pytest.importorskip("igraph")
    made = [Node("ann"), Node("bob"), Node("cyd"), Node("alone")]
    tables = gather(made, [Tie("ann", "bob", "", 3.0), Tie("bob", "ann", "", 1.0), Tie("cyd", "bob", "", 2.5)], file="")
    path = tmp_path / "net.dl"
    path.write_bytes(write_dl(tables)["network.dl"])
    graph = igraph.Graph.Read_DL(str(path))
    assert graph.vs["name"] == ["ann", "bob", "cyd", "alone"]
    assert [(e.source, e.target, e["weight"]) for e in graph.es] == [(0, 1, 3.0), (1, 0, 1.0), (2, 1, 2.5)]


@pytest.mark.parametrize(
    "text",
    [
        "DL n=3\nformat = fullmatrix\nlabels:\na,b,c\ndata:\n0 1 1\n0 0 1\n1 0 0\n",
        "DL n=3\nformat = edgelist1\nlabels:\na,b,c\ndata:\n1 2 4\n3 1 2\n",
        "DL n=3\nformat = edgelist1\nlabels embedded:\ndata:\nann bob 4\nbob cyd 2\n",
        "DL n=3\nformat = nodelist1\nlabels:\na,b,c\ndata:\n1 2 3\n3 1\n",
        "DL n=3\nformat = fullmatrix\nlabels embedded:\ndata:\na b c\na 0 1 0\nb 0 0 1\nc 1 0 0\n",
    ],
)
def test_igraph_finds_the_same_ties(tmp_path, text) -> None:
    igraph = pytest.importorskip("igraph")
    path = tmp_path / "net.dl"
    path.write_text(text)
    graph = igraph.Graph.Read_DL(str(path))
    found = sorted((graph.vs[e.source]["name"].casefold(), graph.vs[e.target]["name"].casefold()) for e in graph.es)
    assert found == sorted((source.casefold(), target.casefold()) for source, target, *_ in ties(text))
