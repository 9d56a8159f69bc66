import pytest

from ci_network.errors import StudyError
from ci_network.formats.tables import Node, Tie, gather
from ci_network.formats.vna import read_vna, write_vna

SMALL = """*Node data
ID sector "size of staff"
"Food Bank" food 3
Council "" 12
*Node properties
ID x y color shape size shortlabel
"Food Bank" 10 20 255 1 10 "The Food Bank"
Council 10 20 255 1 10 Council
*Tie data
from to trust contact
"Food Bank" Council 3 0
Council "Food Bank" 0 1
"""


def read(text: str):
    return read_vna({"net.vna": text.encode()})


def test_sections_labels_and_columns_as_layers() -> None:
    tables = read(SMALL)
    assert tables.nodes["label"].tolist() == ["The Food Bank", "Council"]
    assert tables.nodes["sector"].tolist() == ["food", ""]
    assert tables.nodes["size of staff"].tolist() == ["3", "12"]
    assert tables.ties["layer"].tolist() == ["trust", "contact"]
    assert tables.ties["value"].tolist() == [3.0, 1.0]
    assert tables.directed is None


def test_ties_alone_with_or_without_a_value() -> None:
    assert read("*tie data\nfrom to strength\na b 2\n").ties["layer"].tolist() == [""]
    bare = read("*Tie data\nfrom to\na b\n")
    assert bare.ties["value"].isna().all()
    assert bare.nodes["id"].tolist() == ["a", "b"]
    noted = read("*Tie data\nfrom to trust note\na b 2 often\n")
    assert noted.ties["note"].tolist() == ["often"]


def test_it_is_written_as_netdraw_reads_it() -> None:
    tables = gather([Node("Food Bank"), Node("b")], [Tie("Food Bank", "b", "trust", 2.0)], file="")
    assert write_vna(tables)["network.vna"].decode() == (
        '*Node data\nID label\n"Food Bank" "Food Bank"\nb b\n*Tie data\nfrom to trust\n"Food Bank" b 2\n'
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a b\n", "row 1: a line stands before the first section"),
        ("*tie data\na b\n", "row 2: the tie data do not begin with from and to"),
        ("*tie data\nfrom to x\nFood Bank b 1 2\n", "row 3: found 'Food Bank b 1 2': the row has 5 words"),
        ("*node data\nID x\na b c\n", "row 3: found 'c': the row has more words"),
        ('*node data\nID x\n"a b\n', "row 3: found '\"a b': a quotation mark is not closed"),
    ],
)
def test_one_clear_error(text, words) -> None:
    with pytest.raises(StudyError) as caught:
        read(text)
    assert words in str(caught.value)
