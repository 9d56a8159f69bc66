import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci_network.errors import StudyError, UnknownNameError
from ci_network.intake.surveys.grid import sniffed_delimiter, spelt_delimiter, stem, text_grid


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1;2\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("alone\n1\n", ","),
        ("", ","),
        # Commas in quotes are not counted, nor is a line break there the header's end.
        ('"one, two, three";b\n1;2\n', ";"),
        ('"one,\ntwo, three";b\n1;2\n', ";"),
        # Commas in a header that is not quoted: the rows decide.
        ("Which, if any, and how;b\nx;2\ny;3\n", ";"),
    ],
)
def test_the_header_shows_the_delimiter(text, delimiter) -> None:
    assert sniffed_delimiter(text) == delimiter


def test_the_choice_is_told() -> None:
    assert (
        text_grid(b"a;b\n1;2\n", "x.csv").notes[1] == "x.csv: cells are separated by semicolons, as its header shows."
    )
    assert text_grid(b"a;b\n1;2\n", "x.csv", delimiter="comma").rows[0] == (1, ("a;b",))


def test_cells_stay_as_they_are() -> None:
    grid = text_grid(b"a,b,c,d,e\nNone,N/A,00123, x ,null\n", "x.csv")
    assert grid.rows[1] == (2, ("None", "N/A", "00123", " x ", "null"))


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    grid = text_grid(b'a,"b\nc"\n\n1,2\n, \n3,4\n', "x.csv")
    assert [number for number, _ in grid.rows] == [1, 3, 5]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end(end) -> None:
    assert [row for _, row in text_grid(f"a,b{end}1,2".encode(), "x.csv").rows] == [("a", "b"), ("1", "2")]


def test_broken_quotes_are_one_clear_error() -> None:
    with pytest.raises(StudyError, match=r"x\.csv, row 2.*quotes"):
        text_grid(b'a,b\n"1"2,3\n', "x.csv")
    with pytest.raises(StudyError, match="quotes"):
        text_grid(b'a,b\n"1,3\n', "x.csv")


def test_a_delimiter_may_be_spelt() -> None:
    assert [spelt_delimiter(word) for word in ("tab", "semicolon", "\\t", ",", "")] == ["\t", ";", "\t", ",", ""]
    with pytest.raises(UnknownNameError):
        spelt_delimiter("spaces")


def test_a_name_without_its_ending() -> None:
    assert [stem(name) for name in ("a.csv", "folder/a.b.csv", "plain")] == ["a", "a.b", "plain"]


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8).filter(str.strip)


@given(st.integers(2, 4).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1)))
def test_what_the_csv_module_writes_is_read_back(rows) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    grid = text_grid(out.getvalue().encode(), "x.csv", delimiter="comma", encoding="utf-8")
    assert [list(cells) for _, cells in grid.rows] == rows
