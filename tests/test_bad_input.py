"""What a person may get wrong on the command line ends in one clear line, and what is merely thin is no error."""

import sys
from pathlib import Path

import pytest
from folder import write_study

from ci_network.cli import main

ROOT = Path(__file__).resolve().parents[1]
RIVERBEND = str(ROOT / "data" / "riverbend")
PEOPLE = "id,name,sector\nfood-bank,Food Bank,health\nhigh-school,High School,schools\nyouth-club,Youth Club,youth"
HEAD = '[study]\ntitle = "Small"\npurpose = "Testing"\nbackbone = ["food-bank"]\n'
NO_CONTACT = "wave,layer,source,target,value\n2025,communication,food-bank,high-school,0"
VERBS = (
    ("gaps",), ("reach",), ("advise",), ("measures",), ("whatif", "--add-tie", "food-bank", "youth-club"),
    ("plan", "--hours", "6"), ("figure", "map", "--out", "map.svg"), ("report", "--out", "out"),
)  # fmt: skip


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> object:
    monkeypatch.setattr(sys, "argv", ["ci-network", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("gaps", RIVERBEND, "--at-least", "hourly"), 1, "There is no level of layer communication called 'hourly'"),
        (("gaps", RIVERBEND, "--layer", "trust"), 1, "called 'monthly'. Known: a number, any."),
        (("whatif", RIVERBEND, "--delegate", "public-library", "city-manager", "-2"), 2, "whole number of 0 or more"),
        (("report", f"{RIVERBEND}/ties.csv", "--out", "x"), 1, "ties.csv: it is not a study."),
        (("plan", RIVERBEND, "--hours", "10", "--months", "0"), 2, "A plan has one month or more"),
        (("plan", RIVERBEND, "--hours", "-5"), 2, "The hours of a plan are above 0"),
    ],
)
def test_one_line_says_what_is_wrong(
    arguments: tuple[str, ...],
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(monkeypatch, *arguments) == code
    printed = capsys.readouterr()
    assert said in printed.err
    assert len(printed.err.splitlines()) == 1
    assert not printed.out


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
@pytest.mark.parametrize("audience", ["internal", "shareable"])
def test_a_coalition_without_any_contact_and_any_consent_is_no_error(
    verb: tuple[str, ...],
    audience: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    study = write_study(tmp_path / "study", {"stakeholders": PEOPLE, "ties": NO_CONTACT}, toml=HEAD)
    monkeypatch.chdir(tmp_path)
    name, *rest = verb
    assert run(monkeypatch, name, study, *rest, "--audience", audience) == 0
    printed = capsys.readouterr()
    assert "Empty DataFrame" not in printed.out
    assert audience == "internal" or "Food Bank" not in printed.out


def test_study_toml_stands_for_its_folder(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "check", f"{RIVERBEND}/study.toml") == 0
    assert not capsys.readouterr().err


def test_an_id_that_is_a_common_word_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The gate tells an id from a word of the text; the name is withheld all the same."""
    people, ties = PEOPLE.replace("food-bank", "a"), NO_CONTACT.replace("food-bank", "a")
    toml = HEAD.replace("food-bank", "a")
    study = write_study(tmp_path / "study", {"stakeholders": people, "ties": ties}, toml=toml)
    assert run(monkeypatch, "measures", study, "--audience", "shareable", "--format", "csv") == 0
    said = capsys.readouterr().out
    assert "Food Bank" not in said
    assert not any(line.startswith("a,") for line in said.splitlines())


def test_a_member_only_thought_of_is_named_to_the_team_with_its_new_sector(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "whatif", RIVERBEND, "--add-member", "Homes First:arts:public-library") == 0
    assert capsys.readouterr().out.startswith("Homes First (arts, a sector that has no member yet) joins, in contact")
