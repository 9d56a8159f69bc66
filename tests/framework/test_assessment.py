"""Mean scores of what members said."""

from pathlib import Path

from small_study import small_situation

from ci_network.framework.assessment import mean_scores

SCORES = """
    wave,item,stakeholder,score
    2025,x,a,1
    2025,x,bb,2
    ,y,a,4
"""


def test_means_in_the_order_asked_with_blank_waves_counted(tmp_path: Path) -> None:
    study = small_situation(
        tmp_path / "s", {"bb": "backbone", "a": "health"}, {("bb", "a"): 3}, tables={"assessments": SCORES}
    ).study
    found = mean_scores(study, ["z", "y", "x"], wave="2025")
    assert list(found.index) == ["z", "y", "x"]
    assert list(found["n"]) == [0, 1, 2]
    assert found.loc["x", "score"] == 1.5
    assert found.loc["y", "score"] == 4
