"""Twelve cells, every time."""

import math
from pathlib import Path

from small_study import small_situation

from ci_network.framework.phases import COLUMNS, phases_table

MEMBERS = {"bb": "backbone", "a": "health"}
OWN = ["score", "n", "source"]
SCORES = """
    wave,item,stakeholder,score
    2024,phase.1.planning,a,0
    2025,phase.1.planning,a,3
    2025,phase.1.planning,bb,2
    2025,phase.3.community,,0
"""


def test_cells_by_hand_and_only_of_the_wave(tmp_path: Path) -> None:
    table = phases_table(small_situation(tmp_path / "s", MEMBERS, {("bb", "a"): 3}, tables={"assessments": SCORES}))
    cells = table.set_index(["phase", "component"])
    assert list(table.columns) == list(COLUMNS)
    assert list(table.columns[:5]) == ["phase", "component", "score", "n", "source"]
    assert len(table) == 12
    assert tuple(cells.loc[(1, "planning"), OWN]) == (2.5, 2, "self-assessment")
    assert tuple(cells.loc[(3, "community"), OWN]) == (0.0, 1, "joint self-assessment")


def test_what_nobody_assessed_is_unknown_not_zero(tmp_path: Path) -> None:
    table = phases_table(small_situation(tmp_path / "s", MEMBERS, {("bb", "a"): 3}))
    assert len(table) == 12
    assert all(math.isnan(score) for score in table["score"])
    assert set(table["n"]) == {0}
    assert set(table["source"]) == {"not assessed"}
