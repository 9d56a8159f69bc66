import datetime as dt

import pytest

from ci_network.errors import StudyError
from ci_network.intake.surveys.workbook import cell_text, is_workbook, workbook_grids


def test_cells_are_what_a_person_sees(book) -> None:
    data = book(
        {
            "Form1": [
                ["id", "when", "day", "ok", "share", "code", "big"],
                [1, dt.datetime(2024, 3, 5, 10, 12, 33), dt.date(2024, 3, 5), True, 1.5, "00123", 11801234567],
                [None, None, None, False, "None", "N/A", "x"],
            ]
        }
    )
    (grid,) = workbook_grids(data, "a.xlsx")
    assert grid.file == "a.xlsx sheet Form1"
    assert grid.rows[1] == (2, ("1", "2024-03-05 10:12:33", "2024-03-05", "TRUE", "1.5", "00123", "11801234567"))
    assert grid.rows[2] == (3, ("", "", "", "FALSE", "None", "N/A", "x"))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (46241.5, "46241.5"),
        (dt.time(10, 2), "10:02:00"),
        (dt.datetime(2024, 3, 5, 10, 11, 59, 999_999), "2024-03-05 10:12:00"),
        (-99.0, "-99"),
        (None, ""),
        (1e300, "1e+300"),
    ],
)
def test_single_values(value, text) -> None:
    assert cell_text(value) == text


def test_formulas_without_a_result_are_told(book) -> None:
    (grid,) = workbook_grids(book({"S": [["a", "b"], ["x", "=1+1"]]}), "a.xlsx")
    assert grid.rows[1] == (2, ("x", ""))
    assert "1 formulas have no stored result" in grid.notes[0]


def test_answers_that_became_dates_are_told(book) -> None:
    rows = [["times a month"], ["4-6"], [dt.date(2024, 3, 1)], ["7-9"], ["4-6"]]
    (grid,) = workbook_grids(book({"S": rows}), "a.xlsx")
    assert "column 1 holds 1 dates among 4 answers" in grid.notes[0]
    assert workbook_grids(book({"S": [["day"], [dt.date(2024, 3, 1)]]}), "a.xlsx")[0].notes == ()


def test_what_is_a_workbook(book) -> None:
    assert is_workbook(book({"S": [["a"]]}))
    assert not is_workbook(b"a,b\n")
    assert not is_workbook(b"PK\x03\x04 and no more")


def test_a_damaged_workbook_is_one_clear_error(book) -> None:
    with pytest.raises(StudyError, match=r"a\.xlsx.*workbook"):
        workbook_grids(book({"S": [["a"]]})[:300], "a.xlsx")
