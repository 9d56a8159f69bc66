"""The verb plan: a table, or pages in a folder."""

import json
import sys
from pathlib import Path

import pandas as pd
import pytest

from ci_network.cli import main

ROOT = Path(__file__).resolve().parents[1]
RIVERBEND = ROOT / "data" / "riverbend"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> object:
    monkeypatch.setattr(sys, "argv", ["ci-network", "plan", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def test_it_prints_the_introductions(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, RIVERBEND, "--hours", 12) == 0
    printed = capsys.readouterr()
    assert "keystone-homes" in printed.out
    assert printed.err.startswith("Simulated structural change, not a forecast of outcomes. No share")


def test_csv_and_json_hold_every_column(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    options = (RIVERBEND, "--hours", 30, "--objective", "mix", "--per-member", 1, "--months", 3)
    assert run(monkeypatch, *options, "--format", "json") == 0
    rows = json.loads(capsys.readouterr().out)
    ends = [row[end] for row in rows for end in ("one", "other")]
    partners = [end for end in ends if end not in ("riverbend-united", "data-trust")]
    assert len(set(partners)) == len(partners)
    assert max(row["month"] for row in rows) <= 3
    assert {"introducer", "why", "gain", "expected", "low", "high", "hours"} <= set(rows[0])


def test_out_writes_pages_and_tables(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    options = (RIVERBEND, "--hours", 12, "--between", "backbone")
    assert run(monkeypatch, *options, "--out", tmp_path / "a") == 0
    assert capsys.readouterr().err.splitlines()[-1] == str(tmp_path / "a" / "plan.html")
    table = pd.read_csv(tmp_path / "a" / "introductions.csv")
    assert len(table) == 4
    assert (
        table["one"].isin(["riverbend-united", "data-trust"]).sum()
        + table["other"].isin(["riverbend-united", "data-trust"]).sum()
        == 4
    )
    assert len(list((tmp_path / "a" / "sheets").iterdir())) > 50
    assert run(monkeypatch, *options, "--audience", "shareable", "--out", tmp_path / "b") == 0
    assert sorted(path.name for path in (tmp_path / "b").iterdir()) == ["curve.csv", "introductions.csv", "plan.html"]


def test_what_cannot_be_planned_is_one_clear_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(monkeypatch, RIVERBEND, "--hours", 0, "--out", tmp_path / "x") == 2
    assert "above 0" in capsys.readouterr().err
    assert run(monkeypatch, ROOT / "data" / "knoke", "--hours", 9, "--objective", "congruence") == 1
    assert "Choose another objective" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
