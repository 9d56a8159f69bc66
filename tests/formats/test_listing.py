"""Lists of nodes and ties: Gephi's spreadsheets and plain lists of ties."""

import pytest

from ci_network.errors import StudyError
from ci_network.formats.edgelist import read_edge_list
from ci_network.formats.gephi import read_gephi

NODES = "Id,Label,sector\no1,Food Bank,food\no2,City Council,public\n"


def gephi(edges: str, nodes: str = NODES):
    return read_gephi({"nodes.csv": nodes.encode(), "edges.csv": edges.encode()})


def edges(text: str):
    return read_edge_list({"ties.csv": text.encode()})


def test_gephi_tables() -> None:
    tables = gephi("Source,Target,Type,Weight,Kind\no1,o2,Directed,3,trust\no2,o1,Undirected,,\n")
    assert tables.nodes["label"].tolist() == ["Food Bank", "City Council"]
    assert tables.ties["directed"].tolist() == [True, False]
    assert tables.ties["layer"].tolist() == ["trust", ""]
    assert tables.ties["value"].isna().tolist() == [False, True]


def test_type_is_a_direction_only_where_it_says_one() -> None:
    tables = gephi("source,target,type,bidirectional\no1,o2,partnership,True\no2,o1,funding,False\n")
    assert tables.ties["layer"].tolist() == ["partnership", "funding"]
    assert tables.ties["directed"].tolist() == [False, True]


def test_several_lists_are_layers_and_ids_that_start_again_are_told_apart() -> None:
    nodes = "interview,id,sector\n1,0,a\n1,1,b\n2,0,c\n"
    files = {"nodes.csv": nodes, "trust.csv": "interview,from,to\n1,0,1\n", "help.csv": "interview,from,to\n2,0,0\n"}
    tables = read_gephi({name: text.encode() for name, text in files.items()})
    assert tables.nodes["id"].tolist() == ["1/0", "1/1", "2/0"]
    assert tables.ties["source"].tolist() == ["1/0", "2/0"]
    assert tables.ties["layer"].tolist() == ["trust", "help"]
    assert any("start again" in note for note in tables.notes)


def test_semicolons_and_decimal_commas() -> None:
    tables = edges("From;To;Weight\na;b;1,5\n")
    assert tables.ties["value"].tolist() == [1.5]
    assert any("semicolons" in note for note in tables.notes)


def test_a_list_without_a_header() -> None:
    tables = edges("a,b,3\nb,c,1\n")
    assert tables.ties["source"].tolist() == ["a", "b"]
    assert any("no header" in note for note in tables.notes)
    assert edges("1;2\n3;4\n").ties["target"].tolist() == ["2", "4"]


def test_words_in_the_column_of_values_stay_words() -> None:
    tables = edges("from,to,value\na,b,weekly\nb,a,monthly\n")
    assert tables.ties["value"].isna().all()
    assert [name for name in tables.ties.columns if name not in ("source", "target", "layer", "directed")] == [
        "value",
        "value_2",
    ]


def test_text_is_kept_as_text() -> None:
    tables = edges("from,to,code\n001,002,007\nNA,null,None\n")
    assert tables.ties["source"].tolist() == ["001", "NA"]
    assert tables.ties["code"].tolist() == ["007", "None"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("from,to\na,\n", "ties.csv, row 2: the second end of a tie is blank"),
        ("from,to,weight\na,b,1\na,c,x\n", "ties.csv, row 3: found 'x': the value of a tie is not a number"),
        ("from,to\na,b,c\n", "ties.csv, row 2: found 'c': the row has more cells than the header's 2"),
        ('from,to\n"a,b\n', "the row cannot be read as CSV"),
        ("alpha,beta,gamma,delta\n1,2,3,4\n", "no list of ties is in it"),
    ],
)
def test_one_clear_error(text, words) -> None:
    with pytest.raises(StudyError) as caught:
        edges(text)
    assert words in str(caught.value)


def test_two_nodes_of_one_name_are_a_fault() -> None:
    with pytest.raises(StudyError, match="found 'o1': two nodes have the same id"):
        gephi("Source,Target\no1,o1\n", "Id\no1\no1\n")
