"""advise and whatif on the command line."""

import json
import sys
from pathlib import Path

import pytest

from ci_network.cli import main
from ci_network.cli_whatif import FLAGS

ROOT = Path(__file__).resolve().parents[1]
RIVERBEND = ROOT / "data" / "riverbend"
# One of each, in Riverbend's words.
EXAMPLES = {
    "--add-tie": ("Riverbend United", "housing-authority"),
    "--set-frequency": ("riverbend-united", "data-trust", "weekly"),
    "--confirm-tie": ("riverbend-united", "data-trust"),
    "--add-member": ("Homes First:housing:housing-authority,public-health",),
    "--remove-member": ("data-trust",),
    "--join-activity": ("public-health", "summer-bridge"),
    "--set-lead": ("summer-bridge", "public-health"),
    "--add-co-lead": ("summer-bridge", "public-health"),
    "--link-activities": ("summer-bridge", "school-countdown"),
    "--merge-activities": ("summer-bridge", "school-countdown"),
    "--adopt-outcome": ("public-health", "OUTCOME"),
    "--add-activity": ("OUTCOME", "public-health,housing-authority"),
    "--share-measure": ("public-health", "school-readiness"),
    "--delegate": ("riverbend-united", "nutrition-project", "2"),
    "--delegate-activities": ("public-health", "youth-council", "1"),
    "--convene": ("public-health,housing-authority,school-district",),
    "--seed-from": ("public-health,school-district",),
    "--enlarge-backbone": ("public-health",),
}


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object, code: int = 0) -> None:
    monkeypatch.setattr(sys, "argv", ["ci-network", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == code


@pytest.fixture(scope="module")
def outcome() -> str:
    return (RIVERBEND / "outcomes.csv").read_text(encoding="utf-8").splitlines()[1].split(",")[0]


def test_every_flag_has_an_example() -> None:
    assert set(EXAMPLES) == set(FLAGS)


@pytest.mark.parametrize("flag", FLAGS)
def test_every_operation_is_reachable(
    flag: str, outcome: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    values = [outcome if value == "OUTCOME" else value for value in EXAMPLES[flag]]
    run(monkeypatch, "whatif", RIVERBEND, flag, *values, "--audience", "internal", "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert len(told["changes"]) == 1
    assert told["assumption"] == "simulated structural change, not a forecast of outcomes"
    assert {"measure", "threshold", "before", "after", "expected"} <= set(told["measures"][0])


def test_operations_follow_one_another_in_the_order_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    new = ["--add-member=Homes First:housing:", "--format", "csv", "--add-tie", "Homes First", "public-health"]
    run(monkeypatch, "whatif", *new, RIVERBEND, "--audience", "internal", "--level", "weekly")
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "measure,threshold,before,after,change,expected,low,high,unit"
    assert "Simulated structural change" in err
    assert "members,,64" in out
    run(monkeypatch, "whatif", RIVERBEND, *new[3:], new[0], code=1)
    assert "There is no member 'Homes First'" in capsys.readouterr().err


def test_a_table_says_it_in_words_first(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    run(monkeypatch, "whatif", RIVERBEND, "--audience", "internal", "--add-tie", *EXAMPLES["--add-tie"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Put Riverbend United and Alder County Housing Authority in monthly contact."
    assert lines[2] == "Simulated structural change, not a forecast of outcomes."
    assert "Hours a month, all sides together: 2." in lines
    assert any(line.startswith("- Gets worse: ") for line in lines)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "Say what to change"),
        (["--add-tie", "public-health"], 2, "--add-tie takes 2: --add-tie A B."),
        (["--add-tie", "public-health", "--seed"], 2, "--add-tie takes 2"),
        (["--add-member", "a:b:c:d"], 2, "NAME:SECTOR:TIES"),
        (["--delegate", "public-health", "youth-council", "two"], 2, "whole number"),
        (["--remove-member", "data-trust", "--audience", "shareable"], 2, "coalition's own team"),
        (["--add-tie", "public-helth", "data-trust"], 1, "Did you mean public-health?"),
        (["--set-lead", "summer-brige", "data-trust"], 1, "Did you mean summer-bridge?"),
        (["--remove-member", "data-trust", "--layer", "trust", "--at-least", "any"], 2, "never shown"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    arguments: list[str], code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "whatif", RIVERBEND, *arguments, code=code)
    out, err = capsys.readouterr()
    assert said in err
    assert len(err.splitlines()) == 1
    assert not out


def test_the_help_names_every_operation(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    run(monkeypatch, "whatif", "--help")
    shown = capsys.readouterr().out
    assert all(f"{' '.join((flag, *spec.values))}: " in shown for flag, spec in FLAGS.items())


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_advise_prints_the_actions(
    form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "advise", RIVERBEND, "--audience", "internal", "--format", form)
    printed = capsys.readouterr().out
    if form == "table":
        assert printed.startswith("1. ")
        assert "   Why: " in printed
    elif form == "csv":
        assert printed.startswith("rank,rule,subjects,action")
    else:
        assert json.loads(printed)[0]["rank"] == 1


def test_advise_keeps_claims_about_single_members_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "advise", RIVERBEND, "--audience", "shareable", "--format", "json")
    assert not any(row["named_claim"] for row in json.loads(capsys.readouterr().out))
