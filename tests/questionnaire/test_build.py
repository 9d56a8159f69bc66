import tomllib

import ci_network as ci
from ci_network.questionnaire.build import questionnaire_files
from ci_network.study.study import Study


def test_files_are_all_there_and_the_same_each_time(study: Study) -> None:
    files = questionnaire_files(study, wave="2027")
    assert sorted(files) == [
        "mapping_kobo.toml", "mapping_qualtrics.toml", "questionnaire.html", "questionnaire.xlsx",
        "questionnaire_qualtrics.txt",
    ]  # fmt: skip
    assert files == questionnaire_files(study, wave="2027")


def test_what_the_study_holds_already_is_not_read_twice_but_consent_is() -> None:
    read = questionnaire_files(ci.read_study("data/riverbend"), wave="2027")["mapping_kobo.toml"].decode()
    held = "capacity_hours, lived_experience, goal_1, goal_2, goal_3, measure, offers, needs."
    assert f"# Not read, because the study's own tables hold it already: {held}" in read
    (survey,) = tomllib.loads(read)["survey"]
    assert list(survey["ego"]["attributes"]) == ["consent_analysis", "consent_named_internal", "consent_named_public"]
    assert "lists" not in survey
    assert {"capacity_hours", "goal_1", "measure__*", "offers*"} <= set(survey["ignore"]["columns"])
    assert {part["to"] for part in survey["activities"]} == {"participation"}


def test_ratings_of_a_wave_that_the_study_has_rated_already_are_not_read_twice() -> None:
    study = ci.read_study("data/riverbend")
    rated = [
        tomllib.loads(questionnaire_files(study, wave=wave)["mapping_kobo.toml"].decode())["survey"][0]
        for wave in ("2026", "2027")
    ]
    assert "assessments" not in rated[0]
    assert "conditions__*" in rated[0]["ignore"]["columns"]
    assert len(rated[1]["assessments"]) == 5
    own = [part for part in rated[1]["assessments"] if "scale" in part]
    assert [set(part["items"].values()) & {"governance.worth"} for part in own] == [{"governance.worth"}]


def test_mappings_declare_the_layers_that_the_study_lacks(study: Study) -> None:
    for tool in ("kobo", "qualtrics"):
        read = tomllib.loads(questionnaire_files(study)[f"mapping_{tool}.toml"].decode())
        assert read["layers"]["collaboration_right"]["kind"] == "continuum"
        assert read["layers"]["without_backbone"] == {"kind": "yes_no"}
        assert read["survey"][0]["source"]["tool"] == tool
