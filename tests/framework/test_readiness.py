"""Five questions, no total."""

import math
from pathlib import Path

from small_study import small_situation

from ci_network.framework.readiness import COLUMNS, readiness_table
from ci_network.terms import READINESS

MEMBERS = {"bb": "backbone", "a": "health"}
SCORES = """
    wave,item,stakeholder,score
    2025,readiness.backing,a,3
    2025,readiness.backing,bb,1
"""


def test_questions_by_hand(tmp_path: Path) -> None:
    table = readiness_table(small_situation(tmp_path / "s", MEMBERS, {("bb", "a"): 3}, tables={"assessments": SCORES}))
    rows = table.set_index("question")
    assert list(table.columns) == list(COLUMNS)
    assert list(table["question"]) == list(READINESS)
    assert (rows.at["backing", "score"], rows.at["backing", "n"]) == (2.0, 2)
    assert math.isnan(rows.at["capacity", "score"])
    assert rows.at["capacity", "source"] == "not assessed"
