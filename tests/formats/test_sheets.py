import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ci_network.errors import StudyError, UnknownNameError
from ci_network.formats.encoding import as_utf8, decode
from ci_network.formats.sheets import guarded, number, read_csv, unguarded, write_csv


@given(st.text("'=+-@ab1.", max_size=8))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_the_guard_comes_off_again(text) -> None:
    assert unguarded(guarded(text)) == text
    kept = guarded(text)
    assert not kept.startswith(("=", "@", "+", "-")) or number(kept) is not None


@pytest.mark.parametrize(
    ("text", "written"), [("=1+1", "'=1+1"), ("-5", "-5"), ("-a", "'-a"), ("'=x", "''=x"), ("O'Neill", "O'Neill")]
)
def test_what_the_guard_does(text, written) -> None:
    assert guarded(text) == written


def test_foreign_text_with_an_apostrophe_is_restored() -> None:
    sheet = read_csv(b"name,note\na,'=SUM(A1)\nb,'quoted'\n", "x.csv")
    assert [cells[1] for _, cells in sheet.rows] == ["=SUM(A1)", "'quoted'"]


def test_rows_are_numbered_as_a_person_sees_them() -> None:
    sheet = read_csv(b'a,b\n"x\ny",1\n\nz,2\n', "x.csv")
    assert [row for row, _ in sheet.rows] == [2, 5]


def test_separators_are_found_outside_quotes() -> None:
    assert read_csv(b'"a,b";c\n1;2\n', "x.csv").header == ("a,b", "c")
    assert read_csv(b"a\tb\n1\t2\n", "x.csv").header == ("a", "b")
    assert read_csv(write_csv(["a;b;c;d", "e"], [["1", "2"]]), "x.csv").header == ("a;b;c;d", "e")


def test_encodings() -> None:
    assert decode("é".encode(), "x") == ("é", ())
    text, notes = decode("Café".encode("cp1252"), "x.csv")
    assert text == "Café"
    assert "Café" in notes[0]
    with pytest.raises(StudyError, match=r"x\.csv, row 2: a character cannot be read as cp1252"):
        decode(b"a\n\x81\xff", "x.csv")
    with pytest.raises(StudyError, match="it is not a text file"):
        decode(b"a\0b", "x.csv")
    assert as_utf8({"a": "Ż".encode("cp1250")}, "cp1250") == {"a": "Ż".encode()}
    with pytest.raises(UnknownNameError, match="There is no encoding 'klingon'"):
        as_utf8({"a": b""}, "klingon")
