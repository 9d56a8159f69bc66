"""The grid of fates: one for each cell, the stronger stays, totals add up."""

import numpy as np
import pytest

from ci_network.errors import LedgerError
from ci_network.intake.fates import BLANK, DROPPED, IGNORED, MISSING, USED, ZERO, FateGrid, check_totals


def grid() -> FateGrid:
    return FateGrid("x.csv", ("a", "b"), (2, 3, 4))


def test_a_cell_without_a_fate_is_our_fault() -> None:
    made = grid()
    made.mark(0, USED)
    with pytest.raises(LedgerError, match=r"x.csv, row 2, column 'b' has no fate"):
        made.lines()


def test_the_stronger_fate_stays() -> None:
    made = grid()
    made.mark(0, USED)
    made.mark(0, np.array([ZERO, BLANK, DROPPED], dtype=np.uint8))
    made.mark(1, BLANK)
    made.mark_cell(1, 1, MISSING, "don't know")
    assert list(made.cells()["fate"]) == ["used", "blank", "used", "missing", "used", "blank"]


def test_lines_for_rows_totals_and_the_cells_to_look_at() -> None:
    made = grid()
    made.mark(0, DROPPED, "left out for privacy")
    made.mark(1, np.array([USED, MISSING, IGNORED], dtype=np.uint8))
    made.set_aside(0, "a preview")
    lines = made.lines().to_numpy().tolist()
    assert lines == [
        ["x.csv", "2", "", "set aside", "a preview"],
        ["x.csv", "3", "", "used", ""],
        ["x.csv", "4", "", "used", ""],
        ["x.csv", "", "a", "set aside", "1 cells: a preview"],
        ["x.csv", "", "a", "dropped", "2 cells: left out for privacy"],
        ["x.csv", "", "b", "set aside", "1 cells: a preview"],
        ["x.csv", "", "b", "missing", "1 cells"],
        ["x.csv", "", "b", "ignored", "1 cells"],
        ["x.csv", "3", "b", "missing", ""],
        ["x.csv", "4", "b", "ignored", ""],
    ]
    check_totals(made.lines(), rows=3, cells=6, source="x.csv")
    with pytest.raises(LedgerError, match="3 rows and 5 cells were read, but 3 rows and 6 cells are accounted for"):
        check_totals(made.lines(), rows=3, cells=5, source="x.csv")


def test_a_sheet_without_rows_balances() -> None:
    made = FateGrid("x.csv", ("a",), ())
    check_totals(made.lines(), rows=0, cells=0, source="x.csv")
