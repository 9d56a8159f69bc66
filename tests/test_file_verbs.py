"""init, convert and questionnaire on the command line, and a report straight from an export and its mapping."""

import sys
from pathlib import Path

import networkx as nx
import pytest

from ci_network.cli import main

ROOT = Path(__file__).resolve().parents[1]

# A Google Forms export with a grid, as that tool writes it; made up.
EXPORT = """Timestamp,Your organisation,How often? [Food Bank],How often? [City Council],How often? [Youth Hub]
3/5/2026 10:12:33,Food Bank,,Weekly,Monthly
3/5/2026 11:12:33,City Council,Weekly,,Never
3/6/2026 09:00:00,Youth Hub,Monthly,Yearly,
"""
MAPPING = """
[study]
title = "Small coalition (synthetic)"
purpose = "A test"
synthetic = true
backbone = ["food-bank"]

[layers.communication]
kind = "frequency"

[[survey]]
source = "answers.csv"
ego = "Your organisation"
ignore = ["Timestamp"]

[[survey.ties]]
layer = "communication"
shape = "roster_matrix"
columns = { block = "How often?" }
none = ["Never"]
"""
ROSTER = "id,name,sector\nfood-bank,Food Bank,food\ncity-council,City Council,public\nyouth-hub,Youth Hub,youth\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "answers.csv").write_text(EXPORT)
    (tmp_path / "stakeholders.csv").write_text(ROSTER)
    (tmp_path / "study.toml").write_text(MAPPING)
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object, code: int = 0) -> None:
    monkeypatch.setattr(sys, "argv", ["ci-network", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == code


def test_init_names_the_tool_and_writes_drafts_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder / "new"
    run(monkeypatch, "init", folder / "answers.csv", "--out", out)
    assert "Tool: google_forms" in capsys.readouterr().out
    assert {"study.toml", "stakeholders.csv"} <= {path.name for path in out.iterdir()}
    (out / "study.toml").write_text("mended by a person")
    run(monkeypatch, "init", folder / "answers.csv", "--out", out, code=1)
    assert "is there already" in capsys.readouterr().err
    assert (out / "study.toml").read_text() == "mended by a person"


def test_init_uses_a_roster(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    run(monkeypatch, "init", folder / "answers.csv", "--roster", folder / "stakeholders.csv", "--out", folder / "new")
    assert "3 members" in capsys.readouterr().out
    assert not (folder / "new" / "stakeholders.csv").exists()


def test_a_report_from_a_study_with_an_export(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = folder / "out"
    run(monkeypatch, "report", folder, "--out", out, "--at-least", "any")
    graph = nx.read_graphml(out / "graphs" / "network.graphml")
    assert sorted(map(sorted, graph.edges)) == [
        ["city-council", "food-bank"], ["city-council", "youth-hub"], ["food-bank", "youth-hub"],
    ]  # fmt: skip
    ledger = (out / "tables" / "ledger.csv").read_text()
    assert "answers.csv" in ledger


def test_a_report_from_an_export_and_its_mapping(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = folder / "exports"
    elsewhere.mkdir()
    (folder / "answers.csv").rename(elsewhere / "answers.csv")
    out = folder / "out"
    run(monkeypatch, "report", elsewhere / "answers.csv", "--mapping", folder / "study.toml", "--out", out)
    assert (out / "report.html").exists()


def test_convert_says_what_is_not_carried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ties.csv").write_text("Source,Target,Type,Weight,note\na,b,Directed,3,seen\n")
    run(monkeypatch, "convert", tmp_path / "ties.csv", "--to", "vna", "--out", tmp_path / "out")
    shown = capsys.readouterr()
    assert shown.out.strip().endswith(".vna")
    assert "Not carried" in shown.err


def test_convert_refuses_an_unknown_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ties.csv").write_text("Source,Target\na,b\n")
    run(monkeypatch, "convert", tmp_path / "ties.csv", "--to", "dot", "--out", tmp_path / "out", code=1)
    assert "graphml" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_questionnaire_writes_the_survey_to_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch, "questionnaire", ROOT / "data" / "riverbend", "--out", tmp_path, "--wave", "2027")
    assert {path.name for path in tmp_path.iterdir()} == {
        "questionnaire.xlsx", "questionnaire_qualtrics.txt", "questionnaire.html",
        "mapping_kobo.toml", "mapping_qualtrics.toml",
    }  # fmt: skip
