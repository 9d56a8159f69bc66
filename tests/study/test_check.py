"""Each kind of broken study gives one clear message for each fault: file, row, column, value, mend."""

from pathlib import Path

import pytest
from folder import TABLES, TOML, write_study

from ci_network.cli import main
from ci_network.errors import InputError, StudyError
from ci_network.study.study import read_study

ROSTER = TABLES["stakeholders"].rstrip()
TIES = TABLES["ties"].rstrip()


def stakeholders(*lines: str) -> dict[str, str]:
    return {"stakeholders": "\n".join(["id,name,sector,joined,left,capacity_hours,lived_experience", *lines])}


PEOPLE = ("bb,Backbone,backbone,,,,", "a,Alpha,health,,,,", "b,Beta,health,,,,", "c,Gamma,schools,,,,")

# What is broken: tables, study.toml, and what the one message must hold (file, row, column, value, and a word of it).
BROKEN = {
    "unknown column": (
        {"ties": TIES.replace("value", "valeu")},
        TOML,
        [("ties.csv", "row 1", "'valeu'", "Did you mean value?"), ("ties.csv", "row 2", "communication", "no value")],
    ),
    "missing column": (
        {"stakeholders": "name,sector\nBackbone,backbone", "ties": ""},
        TOML.replace('backbone = ["bb"]', ""),
        [("stakeholders.csv", "'id'", "missing")],
    ),
    "duplicate id": (
        stakeholders(*PEOPLE, "a,Alpha again,health,,,,"),
        TOML,
        [("stakeholders.csv", "row 6", "'id'", "'a'", "row 3 already says this")],
    ),
    "dangling reference": (
        {"ties": TIES + "\n        2025,communication,a,nobody,3"},
        TOML,
        [("ties.csv", "row 6", "'target'", "'nobody'", "no such id in the stakeholders table")],
    ),
    "value off the scale": (
        {"ties": TIES.replace("bb,a,3", "bb,a,9")},
        TOML,
        [("ties.csv", "row 2", "'value'", "'9'", "off the scale", "0 to 5")],
    ),
    "label not on the scale": (
        {"ties": TIES.replace("monthly", "sometimes")},
        TOML,
        [("ties.csv", "row 5", "'value'", "'sometimes'", "never, yearly")],
    ),
    "self-tie": (
        {"ties": TIES + "\n        2025,communication,a,a,3"},
        TOML,
        [("ties.csv", "row 6", "'target'", "'a'", "to itself")],
    ),
    "two rows for one report": (
        {"ties": TIES + "\n        2025,communication,a,b,5"},
        TOML,
        [("ties.csv", "row 6", "a / b", "row 3 already holds this report")],
    ),
    "dates the wrong way round": (
        stakeholders(*PEOPLE[:-1], "c,Gamma,schools,2025-06,2024,,"),
        TOML,
        [("stakeholders.csv", "row 5", "'left'", "'2024'", "before joined")],
    ),
    "not a number": (
        stakeholders(*PEOPLE[:-1], "c,Gamma,schools,,,ten,"),
        TOML,
        [("stakeholders.csv", "row 5", "'capacity_hours'", "'ten'", "not a number")],
    ),
    "below what is possible": (
        stakeholders(*PEOPLE[:-1], "c,Gamma,schools,,,-1,"),
        TOML,
        [("stakeholders.csv", "row 5", "'capacity_hours'", "'-1'", "below 0")],
    ),
    "none of the answers": (
        stakeholders(*PEOPLE[:-1], "c,Gamma,schools,,,,maybe"),
        TOML,
        [("stakeholders.csv", "row 5", "'lived_experience'", "'maybe'", "no, yes")],
    ),
    "not a date": (
        stakeholders(*PEOPLE[:-1], "c,Gamma,schools,05/03/2024,,,"),
        TOML,
        [("stakeholders.csv", "row 5", "'joined'", "'05/03/2024'", "not a date")],
    ),
    "blank value": (
        {"ties": TIES.replace("bb,a,3", "bb,a,")},
        TOML,
        [("ties.csv", "row 2", "'value'", "blank is not zero")],
    ),
    "reported by a third": (
        {"ties": "layer,source,target,value,reported_by\ncommunication,bb,a,3,c"},
        TOML,
        [("ties.csv", "row 2", "'reported_by'", "'c'", "neither end")],
    ),
    "layer not declared": (
        {"ties": TIES.replace("communication", "communicaton")},
        TOML + '[layers.communication]\nkind = "frequency"\n',
        [("ties.csv", f"row {row}", "'communicaton'", "Did you mean communication?") for row in (2, 3, 4, 5)],
    ),
    "silent member with reports": (
        {"responses": "stakeholder,wave,status\na,2025,none\nc,2025,complete"},
        TOML,
        [("responses.csv", "row 2", "'status'", "'none'", "reports by a")],
    ),
    "unknown table": (
        {"stakeholder": "id\nx"},
        TOML,
        [("stakeholder.csv", "Did you mean stakeholders?")],
    ),
    "missing stakeholders": (
        {"stakeholders": "", "ties": ""},
        TOML.replace('backbone = ["bb"]', ""),
        [("stakeholders", "missing", "Add stakeholders.csv")],
    ),
    "unknown backbone": (
        {},
        TOML.replace('"bb"', '"bbb"'),
        [("study.toml", "'study.backbone'", "'bbb'", "Did you mean bb?")],
    ),
    "unknown key": (
        {},
        TOML + 'purpos = "typo"\n',
        [("study.toml", "'study.purpos'", "Keys are: title")],
    ),
    "unknown level": (
        {},
        TOML + '[tie_rule]\nat_least = "fortnightly"\n',
        [("study.toml", "'tie_rule.at_least'", "'fortnightly'", "yearly")],
    ),
    "wrong type": (
        {},
        TOML + 'phase = "two"\n',
        [("study.toml", "'study.phase'", "'two'", "whole number")],
    ),
    "wrong choice": (
        {},
        TOML + 'audience = "public"\n',
        [("study.toml", "'study.audience'", "'public'", "internal, shareable")],
    ),
    "more cells than headers": (
        {"ties": TIES + "\n        2025,communication,bb,c,3,extra"},
        TOML,
        [("ties.csv", "row 6", "'extra'", "more cells than the header")],
    ),
    "duplicate header": (
        {"stakeholders": "id,name,name\nbb,x,y\na,x,y\nb,x,y\nc,x,y"},
        TOML,
        [("stakeholders.csv", "row 1", "'name'", "two columns have the same name")],
    ),
    "unclosed quote": (
        {"ties": 'wave,layer,source,target,value\n2025,communication,"bb,a,3'},
        TOML,
        [("ties.csv", "cannot be read as CSV", "quotes")],
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_study_gives_one_message_for_each_fault(kind: str, tmp_path: Path) -> None:
    tables, toml, expected = BROKEN[kind]
    study = write_study(tmp_path / "study", tables, toml=toml)
    with pytest.raises(StudyError) as caught:
        read_study(study)
    messages = [str(problem) for problem in caught.value.problems]
    if kind != "unknown column":
        assert len(messages) == len(expected), messages
    for words, message in zip(expected, messages, strict=False):
        for word in words:
            assert word in message, (word, messages)


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_study_ends_with_exit_1_and_writes_nothing(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tables, toml, _ = BROKEN[kind]
    study = write_study(tmp_path / "study", tables, toml=toml)
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.html").write_text("the last good report")
    monkeypatch.setattr("sys.argv", ["ci-network", "report", str(study), "--out", str(out)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert [path.name for path in out.iterdir()] == ["report.html"]
    assert (out / "report.html").read_text() == "the last good report"
    shown = capsys.readouterr().err
    assert "nothing was written" in shown
    assert "Traceback" not in shown


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    tables = {
        "stakeholders": ROSTER + "\n        a,Twice,health",
        "ties": TIES.replace("bb,a,3", "bb,bb,9") + "\n        2025,communication,zz,a,3",
    }
    with pytest.raises(StudyError) as caught:
        read_study(write_study(tmp_path, tables))
    assert [(problem.file, problem.row) for problem in caught.value.problems] == [
        ("stakeholders.csv", 6),
        ("ties.csv", 6),
        ("ties.csv", 2),
        ("ties.csv", 2),
    ]


def test_not_utf8_is_told_with_its_row(tmp_path: Path) -> None:
    study = write_study(tmp_path)
    (study / "stakeholders.csv").write_bytes(b"id,name\nbb,x\na,Caf\xe9\n")
    with pytest.raises(StudyError, match=r"stakeholders.csv, row 3.*UTF-8"):
        read_study(study)


def test_a_folder_without_study_toml_shows_the_smallest_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no study.toml[\s\S]*\[study\]"):
        read_study(tmp_path)


def test_broken_toml_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"study.toml.*TOML"):
        read_study(write_study(tmp_path, toml="[study\ntitle = "))


def test_a_sound_study_has_no_problem(tmp_path: Path) -> None:
    assert read_study(write_study(tmp_path)).title == "Small study"
