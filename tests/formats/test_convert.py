import pytest

from ci_network.errors import StudyError
from ci_network.formats.convert import convert, read_graph
from ci_network.formats.registry import FORMATS

NET = (
    b'*Vertices 3\n1 "Food Bank"\n2 "City Council"\n3 "Youth Hub"\n*Arcs :1 "trust"\n1 2 3\n*Edges :2 "contact"\n2 3\n'
)


@pytest.mark.parametrize("target", FORMATS)
def test_every_format_can_be_made_from_a_pajek_file_and_read_again(target) -> None:
    made = convert({"net.net": NET}, target=target)
    back = read_graph(made.files)
    names = {"Food Bank", "City Council", "Youth Hub"}
    assert set(back.nodes["label"]) == names
    undirected = "undirected" in FORMATS[target].carries and "mixed" in FORMATS[target].carries
    assert len(back.ties) == (2 if undirected else 3)


def test_nothing_is_lost_in_silence() -> None:
    made = convert({"net.net": NET}, target="dl")
    assert made.lost == (
        "1 undirected ties become two directed ones each, one in each direction.",
        "2 ties without a value get the value 1.",
    )


def test_a_source_that_does_not_say_its_direction_is_told() -> None:
    made = convert({"ties.csv": b"from,to\na,b\n"}, target="graphml")
    assert made.lost == ("The source does not say whether ties have a direction; here they are written as directed.",)
    assert "does not say" in made.notes[0]


def test_an_attribute_whose_name_means_something_else_is_renamed_and_told() -> None:
    files = {
        "nodes.csv": b"Id,Label,vertex\na,A,x\n",
        "edges.csv": b"Source,Target,Type,relationship,Kind\na,a,Directed,y,t\n",
    }
    made = convert(files, target="nodexl")
    assert made.lost == (
        "The attribute 'vertex' is renamed 'own vertex', as its name means something else there.",
        "The attribute 'relationship' is renamed 'own relationship', as its name means something else there.",
    )
    assert read_graph(made.files).ties["own relationship"].tolist() == ["y"]


def test_a_declared_encoding_and_a_declared_format() -> None:
    data = '*Vertices 1\n1 "Żak"\n'.encode("cp1250")
    assert read_graph({"net.net": data}, encoding="cp1250").nodes["id"].tolist() == ["Żak"]
    with pytest.raises(StudyError, match="does not begin with DL"):
        read_graph({"net.net": NET}, source="dl")
    with pytest.raises(StudyError, match="Pajek is one file, and 2 were given"):
        read_graph({"a.net": NET, "b.net": NET}, source="pajek")


def test_infinite_numbers_are_missing_and_it_is_said() -> None:
    data = b'{"nodes":[{"id":"a","size":1e999}],"edges":[{"source":"a","target":"a","weight":1e999}]}'
    tables = read_graph({"net.json": data})
    assert tables.ties["value"].isna().all()
    assert any("infinite" in note for note in tables.notes)
    assert convert({"net.json": data}, target="kumu-json").files
