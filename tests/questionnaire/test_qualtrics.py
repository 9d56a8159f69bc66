import re

import ci_network as ci
from ci_network.questionnaire.qualtrics import qualtrics_text, shown, tags
from ci_network.questionnaire.questions import form_of
from ci_network.study.study import Study

KNOWN = (
    r"AdvancedFormat|Block:[^\[\]:]+|ID:[a-z0-9]{1,15}|AdvancedChoices|AdvancedAnswers|Choice:\d+|Answer:\d+|Question:"
    r"(DB|MC:SingleAnswer:Vertical|MC:MultipleAnswer:Vertical|MC:DropDown|Matrix:SingleAnswer|Matrix:MultipleAnswer"
    r"|TE:SingleLine|TE:Essay|TE:Form)"
)


def test_every_tag_is_one_of_the_formats(study: Study) -> None:
    text = qualtrics_text(form_of(study))
    assert text.startswith("[[AdvancedFormat]]\n")
    for tag in re.findall(r"\[\[(.*?)\]\]", text):
        assert re.fullmatch(KNOWN, tag), tag


def test_export_tags_occur_once(study: Study) -> None:
    used = re.findall(r"\[\[ID:(\w+)\]\]", qualtrics_text(form_of(study)))
    assert len(used) == len(set(used))
    assert set(tags(form_of(study)).values()) <= set(used)


def test_no_export_tag_begins_another_ones_columns(study: Study) -> None:
    assert not any("_" in tag for tag in tags(form_of(study)).values())


def test_a_matrix_has_rows_and_answers() -> None:
    text = qualtrics_text(form_of(ci.read_study("data/riverbend")))
    for part in re.split(r"\[\[Question:", text):
        if part.startswith("Matrix"):
            assert part.count("[[Choice:") >= 1
            assert part.count("[[Answer:") >= 2


def test_names_are_neither_markup_nor_tags_nor_piped_text() -> None:
    assert shown("<script> [[Block:x]]\n${e://Field/x}") == "‹script› [ [Block:x] ] $ {e://Field/x}"


def test_what_the_format_cannot_carry_stands_in_notes(study: Study) -> None:
    text = qualtrics_text(form_of(study))
    assert "Carry forward choices" in text
    assert "Skip logic" in text
