"""Survey exports as a part of a study: joined to its tables, faults told where they stand in the export."""

from pathlib import Path

import pytest
from exported import sheet
from folder import write_study

from ci_network.errors import InputError, StudyError
from ci_network.intake.surveys.export import Export
from ci_network.intake.surveys.shapes import graph
from ci_network.study.study import read_study, study_from_export

SURVEY = """
[study]
title = "Small study"
purpose = "Testing"
backbone = ["bb"]

[[survey]]
source = "answers.csv"
wave = "2026"
ego = { columns = "Org", attributes = { Place = "place" } }
[[survey.ties]]
layer = "communication"
columns = "How often? *"
"""
ANSWERS = "Org,Place,How often? [Alpha],How often? [Beta]\nBackbone,North,weekly,never\nAlpha,South,,daily\n"


@pytest.fixture(autouse=True)
def plain_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read exports as plain tables: which tool wrote them is another room's business."""

    def read(files, mapping):
        (name, data), *_ = files.items()
        return Export("sheet", (sheet(data.decode(), file=name),))

    monkeypatch.setattr(graph, "read_any_export", read)


def with_answers(folder: Path, answers: str = ANSWERS, tables=None, toml: str = SURVEY) -> Path:
    write_study(folder, tables, toml=toml)
    (folder / "answers.csv").write_text(answers, encoding="utf-8")
    return folder


def test_answers_join_the_studys_own_tables(tmp_path: Path) -> None:
    study = read_study(with_answers(tmp_path / "s"))
    ties = study.table("ties", "2026")
    assert list(zip(ties["source"], ties["target"], ties["value"], strict=True)) == [("bb", "a", 4.0), ("a", "b", 5.0)]
    assert len(study.table("ties", "2025")) == 4
    assert list(study.table("responses")["stakeholder"]) == ["bb", "a"]
    people = study.table("stakeholders").set_index("id")
    assert list(people["place"]) == ["North", "South", "", ""]
    assert "answers.csv" in study.sources
    rows = study.ledger[(study.ledger["row"] != "") & (study.ledger["column"] == "")]
    assert rows["source"].value_counts().to_dict() == {"stakeholders.csv": 4, "ties.csv": 4, "answers.csv": 2}


def test_a_study_may_have_a_survey_alone(tmp_path: Path) -> None:
    toml = SURVEY.replace('["bb"]', '["backbone"]') + '[survey.roster]\nboundary = "open"\n'
    folder = tmp_path / "s"
    folder.mkdir()
    (folder / "study.toml").write_text(toml)
    (folder / "answers.csv").write_text(ANSWERS)
    study = read_study(folder)
    assert list(study.table("stakeholders")["name"]) == ["Backbone", "Alpha", "Beta"]
    assert study.backbone == ("backbone",)


def test_a_fault_of_a_joined_row_is_told_where_it_stands(tmp_path: Path) -> None:
    toml = SURVEY.replace('layer = "communication"', 'layer = "talk"') + "[layers.communication]\nkind = 'frequency'\n"
    answers = ANSWERS.replace("weekly", "4").replace("never", "0").replace("daily", "5")
    with pytest.raises(StudyError) as raised:
        read_study(with_answers(tmp_path / "s", answers, toml=toml))
    assert "answers.csv, row 2, column 'How often? [Alpha]': found 'talk': study.toml declares no such layer" in str(
        raised.value
    )


def test_a_tie_told_twice_is_told_with_both_places(tmp_path: Path) -> None:
    with pytest.raises(StudyError) as raised:
        read_study(with_answers(tmp_path / "s", toml=SURVEY.replace('wave = "2026"', 'wave = "2025"')))
    assert "answers.csv, row 2, column 'How often? [Alpha]': found 'bb / a': row 2 already holds this report" in str(
        raised.value
    )


def test_what_a_table_and_a_survey_say_of_a_member_must_agree(tmp_path: Path) -> None:
    people = "id,name,place\nbb,Backbone,East\na,Alpha,\nb,Beta,\nc,Gamma,"
    with pytest.raises(StudyError) as raised:
        read_study(with_answers(tmp_path / "s", tables={"stakeholders": people}))
    assert "answers.csv, row 2, column 'place': found 'North': stakeholders.csv, row 2 says 'East'" in str(raised.value)


def test_aliases_count_only_after_a_yes(tmp_path: Path) -> None:
    answers = ANSWERS.replace("Backbone,", "The Bakcbone,")
    aliases = "written,stakeholder,how,score,decided\nThe Bakcbone,bb,spelling,90,{}\nAlfa,a,spelling,80,no\n"
    with pytest.raises(StudyError, match="The Bakcbone"):
        read_study(with_answers(tmp_path / "s", answers, {"aliases": aliases.format("")}))
    study = read_study(with_answers(tmp_path / "t", answers, {"aliases": aliases.format("yes")}))
    assert set(study.table("ties", "2026")["source"]) == {"bb", "a"}
    lines = study.ledger[(study.ledger["source"] == "aliases.csv") & (study.ledger["row"] != "")]
    assert list(lines["fate"]) == ["used", "set aside"]
    wrong = aliases.format("yes").replace(",bb,", ",zz,")
    with pytest.raises(StudyError, match="'stakeholder': found 'zz'"):
        read_study(with_answers(tmp_path / "u", answers, {"aliases": wrong}))


def test_a_missing_export_is_told(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"survey\[1\].source.*answers.csv.*no such file"):
        read_study(write_study(tmp_path / "s", toml=SURVEY))


def test_an_export_with_its_mapping_elsewhere(tmp_path: Path) -> None:
    folder = write_study(tmp_path / "s", {"ties": ""}, toml=SURVEY)
    (tmp_path / "download.csv").write_text(ANSWERS)
    (folder / "not_a_table.csv").write_text("x\n1\n")
    study = study_from_export(tmp_path / "download.csv", folder / "study.toml")
    assert set(study.table("ties")["source"]) == {"bb", "a"}
    assert "download.csv" in study.sources
    with pytest.raises(InputError, match="one \\[\\[survey\\]\\] section"):
        study_from_export(tmp_path / "download.csv", write_study(tmp_path / "t") / "study.toml")
    with pytest.raises(InputError, match="no such file"):
        study_from_export(tmp_path / "download.csv", tmp_path / "none.toml")


def test_an_export_alone_is_no_study(tmp_path: Path) -> None:
    (tmp_path / "download.csv").write_text(ANSWERS)
    with pytest.raises(InputError, match="--mapping"):
        read_study(tmp_path / "download.csv")


RATED = (
    SURVEY
    + """
[[survey]]
source = "rated.csv"
wave = "2026"
ego = "Org"
[[survey.assessments]]
columns = "engagement"
[[survey.lists]]
field = "offers"
columns = "Offers"
split = ";"
"""
)


def rated(folder: Path, answers: str, tables=None) -> Path:
    with_answers(folder, tables=tables, toml=RATED)
    (folder / "rated.csv").write_text(answers, encoding="utf-8")
    return folder


def test_a_self_assessment_may_be_a_survey_of_its_own_in_the_same_wave(tmp_path: Path) -> None:
    study = read_study(rated(tmp_path / "s", "Org,engagement,Offers\nBackbone,2,data; space\nBeta,5,\n"))
    scores = study.table("assessments", "2026")
    assert list(zip(scores["stakeholder"], scores["score"], strict=True)) == [("bb", 2.0), ("b", 5.0)]
    # Beta rated the whole, and was not asked about others: it is no respondent of the network survey.
    assert list(study.table("responses")["stakeholder"]) == ["bb", "a"]
    assert study.table("stakeholders").set_index("id")["offers"]["bb"] == ("data", "space")


def test_a_list_of_the_studys_own_may_stand_in_another_order_and_must_agree(tmp_path: Path) -> None:
    tables = {"stakeholders": "id,name,offers\nbb,Backbone,space|data\na,Alpha,\nb,Beta,\nc,Gamma,\n"}
    answers = "Org,engagement,Offers\nBackbone,2,data;space\n"
    study = read_study(rated(tmp_path / "s", answers, tables))
    assert study.table("stakeholders").set_index("id")["offers"]["bb"] == ("space", "data")
    with pytest.raises(StudyError, match=r"rated.csv, row 2.*says 'space\|data'"):
        read_study(rated(tmp_path / "t", answers.replace("data;", "money;"), tables))


def test_a_score_given_by_a_table_and_a_survey_is_told_with_its_place(tmp_path: Path) -> None:
    tables = {"assessments": "wave,item,stakeholder,score\n2026,engagement,bb,3\n"}
    with pytest.raises(StudyError, match=r"rated.csv, row 2.*row 2 already says this"):
        read_study(rated(tmp_path / "s", "Org,engagement,Offers\nBackbone,2,\n", tables))
