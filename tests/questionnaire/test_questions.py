import re
from pathlib import Path

import pytest
from folder import write_study
from questionnaire.conftest import TABLES, TOML

import ci_network as ci
from ci_network.errors import UnknownNameError, UsageError
from ci_network.questionnaire.form import Form, codes
from ci_network.questionnaire.questions import BLOCKS, ONLY_WHEN_NAMED, form_of
from ci_network.study.study import Study, read_study
from ci_network.terms import ASSESSED, FORBIDDEN_WORDS


def names(form) -> list[str]:
    return [block.name for block in form.blocks]


def test_blocks_follow_the_study(study: Study, tmp_path: Path) -> None:
    assert names(form_of(study)) == [name for name in BLOCKS if name not in ONLY_WHEN_NAMED]
    assert names(form_of(study, blocks=BLOCKS)) == list(BLOCKS)
    bare = read_study(
        write_study(
            tmp_path / "bare", {"stakeholders": "id\na\nb", "ties": ""}, toml='[study]\ntitle = "T"\npurpose = "P"\n'
        )
    )
    asked = names(form_of(bare))
    assert "activities" not in asked
    assert "backbone" not in asked
    assert "without_backbone" not in asked
    assert "measures" not in asked


def test_every_item_that_the_framework_reads_is_asked_and_none_out_of_its_scale(study: Study) -> None:
    form = form_of(study, blocks=BLOCKS)
    asked = {
        row.key if row else one.fills.part: one
        for one in form.questions()
        if one.fills.table == "assessments"
        for row in one.rows or (None,)
    }
    parts = {item for item in asked if item.startswith("condition.")}
    assert {item.rpartition(".")[0] for item in parts} | (set(asked) - parts) >= set(ASSESSED)
    for item, one in asked.items():
        scores = [int(answer.value) for answer in one.answers if answer.value]
        low, high = ASSESSED.get(item.rpartition(".")[0] if item in parts else item, (1, 5))
        assert scores == list(range(low, high + 1)), item


def test_what_is_asked_of_the_whole_is_short_and_can_be_left_out(study: Study) -> None:
    def statements(form: Form) -> int:
        return sum(len(one.rows) or 1 for one in form.questions() if one.fills.table == "assessments")

    # A row of a grid takes about eight seconds: five minutes, so that ten are left for the members one knows.
    assert statements(form_of(study)) <= 37
    assert statements(form_of(study, blocks=["communication", "resources"])) == 0


def test_offers_and_needs_are_asked_in_the_studys_own_words(study: Study) -> None:
    def words(of: Study) -> list[list[str]]:
        return [[answer.value for answer in one.answers] for one in form_of(of, blocks=["resources"]).questions()][3:]

    assert words(study)[0][:2] == ["Funds", "Data"]
    own = ["data", "expertise", "funds", "interpreting", "referrals", "space", "staff"]
    assert words(ci.read_study("data/riverbend")) == [own, own]


def test_trust_and_value_are_not_asked_by_default_where_results_go_to_everybody(tmp_path: Path) -> None:
    toml = TOML.replace("synthetic = true", 'synthetic = true\naudience = "shareable"')
    open_study = read_study(write_study(tmp_path / "open", TABLES, toml=toml))
    assert not {"trust", "value"} & set(names(form_of(open_study)))
    assert names(form_of(open_study, blocks=["trust"])) == ["trust"]


def test_blocks_are_chosen_and_stand_in_the_order_asked(study: Study) -> None:
    assert names(form_of(study, blocks=["open", "communication"])) == ["communication", "open"]
    with pytest.raises(UnknownNameError, match="no block of questions 'comunication'"):
        form_of(study, blocks=["comunication"])


def test_a_block_without_anything_to_ask_about_is_told(tmp_path: Path) -> None:
    bare = read_study(write_study(tmp_path / "bare", {"ties": ""}, toml='[study]\ntitle = "T"\npurpose = "P"\n'))
    with pytest.raises(UsageError, match="nothing to ask about in: activities"):
        form_of(bare, blocks=["activities", "communication"])


def test_a_study_without_members_is_told(tmp_path: Path) -> None:
    empty = read_study(
        write_study(
            tmp_path / "empty",
            {"stakeholders": "id,name,consent_analysis\na,Alpha,no", "ties": ""},
            toml='[study]\ntitle = "T"\npurpose = "P"\n',
        )
    )
    with pytest.raises(UsageError, match="lists no stakeholders"):
        form_of(empty)


def test_roster_is_grouped_by_sector_and_by_name_within(study: Study) -> None:
    form = form_of(study)
    assert [section.label for section in form.sections] == [
        "Backbone", "Health", "Local government", "Residents", "Others",
    ]  # fmt: skip
    assert [member.number for member in form.members] == list(range(1, 9))
    assert len({member.code for member in form.members}) == 8


def test_a_member_whose_id_is_no_plain_word_goes_by_its_number(study: Study) -> None:
    found = {member.key: member.code for member in form_of(study).members}
    assert found["12"].startswith("member_")
    assert found["ümit"].startswith("member_")
    assert found["food bank"] == "food_bank"


def test_answers_are_the_studys_own_scales(study: Study) -> None:
    asked = {one.name: one for one in form_of(study).member_questions}
    assert [answer.label for answer in asked["tie_referrals"].answers] == ["None", "Some", "Many, often", "Not sure"]
    assert [answer.value for answer in asked["communication"].answers][:6] == ["0", "1", "2", "3", "4", "5"]
    assert asked["trust_reliability"].answers[0].label == "Not at all"
    assert [answer.value for answer in asked["trust_reliability"].answers][:4] == ["1", "2", "3", "4"]


def test_every_closed_question_about_others_can_be_answered_with_not_sure(study: Study) -> None:
    for one in form_of(study).member_questions:
        assert one.kind == "many" or one.answers[-1].label == "Not sure"


def test_names_of_questions_are_told_apart(study: Study) -> None:
    asked = [one.name for one in form_of(study).questions()]
    assert len(asked) == len(set(asked))


def test_more_than_sixty_names_are_too_many_to_rate() -> None:
    assert form_of(ci.read_study("data/riverbend")).is_long


def test_wording_is_kind(study: Study) -> None:
    form = form_of(study)
    texts = [*form.welcome, *(text for one in form.questions() for text in (one.text, one.hint))]
    texts += [answer.label for one in form.questions() for answer in one.answers]
    for word in FORBIDDEN_WORDS:
        assert not any(re.search(rf"\b{word}\b", text, re.IGNORECASE) for text in texts), word


def test_codes_are_plain_and_told_apart() -> None:
    assert codes(["A b", "a-b", "", "1st", "Ümit"]) == ["a_b", "a_b_2", "n3", "n_1st", "mit"]
