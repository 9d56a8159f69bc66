"""A network file of another program as the export of a study: two-mode Pajek among them."""

from pathlib import Path

from ci_network.intake.surveys.start import drafts, propose_for
from ci_network.study.study import read_study

TWO_MODE = """*Vertices 4 2
1 "Food Bank"
2 "Youth Hub"
3 "Summer fair"
4 "Homework club"
*Edges
1 3 1
2 3 1
2 4 1
"""


def test_a_two_mode_pajek_file_runs_by_the_mapping_that_is_proposed_for_it(tmp_path: Path) -> None:
    (tmp_path / "fair.paj").write_text(f"*Network fair\n{TWO_MODE}")
    for name, text in drafts(propose_for(tmp_path / "fair.paj")).items():
        (tmp_path / name).write_text(text)
    study = read_study(tmp_path)
    assert sorted(study.table("stakeholders")["name"]) == ["Food Bank", "Homework club", "Summer fair", "Youth Hub"]
    ties = study.table("ties")
    assert {frozenset(pair) for pair in zip(ties["source"], ties["target"], strict=True)} == {
        frozenset({"Food Bank", "Summer fair"}), frozenset({"Youth Hub", "Summer fair"}),
        frozenset({"Youth Hub", "Homework club"}),
    }  # fmt: skip
