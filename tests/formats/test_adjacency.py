import pytest

from ci_network.errors import StudyError
from ci_network.formats.adjacency import read_adjacency, write_adjacency
from ci_network.formats.convert import convert

SURVEY = ",Food Bank,City Council,Youth Hub\nFood Bank,,3,1\nCity Council,2,,0\nYouth Hub,NA,NA,NA\n"


def read(text: str):
    return read_adjacency({"net.csv": text.encode()})


def test_a_missing_row_is_not_a_row_of_zeros() -> None:
    tables = read(SURVEY)
    assert len(tables.ties) == 3
    assert tables.nodes["answered"].tolist() == [True, True, False]
    assert any("Youth Hub" in note for note in tables.notes)
    assert tables.directed is True
    again = write_adjacency(tables)["network.csv"].decode()
    assert "Youth Hub,NA,NA,NA" in again
    assert "City Council,2,0,0" in again


def test_without_row_names_and_with_semicolons() -> None:
    tables = read('"A";"B"\n0;0,5\n1;0\n')
    assert tables.ties["value"].tolist() == [0.5, 1.0]
    assert any("rows have no names" in note for note in tables.notes)


def test_other_rows_than_columns_are_two_modes() -> None:
    tables = read(",fair,market\nann,1,0\nbob,1,1\n")
    assert tables.nodes["mode"].tolist() == [0, 0, 1, 1]
    assert tables.directed is False
    assert len(tables.ties) == 3


def test_a_roster_table_with_respondents_alone_as_rows_is_one_mode() -> None:
    tables = read(",a,b,c\na,0,1,1\nb,1,0,0\n")
    assert not tables.is_two_mode
    assert tables.nodes["id"].tolist() == ["a", "b", "c"]


def test_one_file_a_layer() -> None:
    files = {"trust.csv": b",a,b\na,0,1\nb,0,0\n", "contact.csv": b",a,b\na,0,0\nb,2,0\n"}
    assert read_adjacency(files).ties["layer"].tolist() == ["trust", "contact"]
    made = convert(files, target="adjacency-csv")
    assert sorted(made.files) == ["contact.csv", "trust.csv"]
    assert made.lost == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (",a,b\na,0,x\nb,0,0\n", "net.csv, row 2, column 'b': found 'x': it is not a number"),
        (",a,a\na,0,1\n", "net.csv, row 1: found 'a': two columns have the same name"),
        ("a,b\n0,1\n", "it has 2 columns and 1 rows without names"),
    ],
)
def test_one_clear_error(text, words) -> None:
    with pytest.raises(StudyError) as caught:
        read(text)
    assert words in str(caught.value)
