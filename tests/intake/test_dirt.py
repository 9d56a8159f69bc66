"""The dirt of real exports: each kind is read right, or told with its place and the mend. Nothing is guessed."""

from dataclasses import replace

import pytest
from exported import MEMBERS, SETTING, apply, fate, rows, sheet_of, ties, told

from ci_network.intake.surveys.reading import Setting
from ci_network.intake.surveys.roster import Member

C = "communication"
TOML = """
    [[survey]]
    source = "export.csv"
    ego = "Org"
    {more}
    [[survey.ties]]
    layer = "communication"
    columns = "How often? *"
    {block}
"""
HEADER = "Org,How often? [City Council],How often? [Youth Hub]"


def toml(block: str = "", more: str = "") -> str:
    return TOML.format(more=more, block=block)


def with_rows(*lines: str, header: str = HEADER) -> str:
    return "\n".join((header, *lines))


# Answers -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    ["weekly", " Weekly ", "WEEKLY", "<u><strong>weekly</strong></u><br />",
     "\u00a0Weekly\u00a0", "&nbsp;weekly", "weekly\r\n"],
)  # fmt: skip
def test_case_space_tags_and_entities_do_not_matter(written: str) -> None:
    applied = apply(sheet_of(HEADER.split(","), [["Food Bank", written, "never"]]), toml())
    assert ties(applied) == {(C, "fb", "cc", "4")}


def test_none_and_na_are_text_and_none_may_be_the_zero_level() -> None:
    text = with_rows("Food Bank,None,N/A", "Youth Hub,nan,")
    assert "found 'N/A'" in told(apply(text, toml()))
    applied = apply(text, toml('none = ["None"]\n    missing = ["N/A", "nan"]'))
    assert [fate(applied, 2, "How often? [City Council]"), fate(applied, 2, "How often? [Youth Hub]")] == [
        "zero",
        "missing",
    ]
    assert fate(applied, 3, "How often? [City Council]") == "missing"


def test_two_levels_may_both_be_no_tie() -> None:
    block = 'none = ["don\'t know this person", "know, but no contact"]'
    applied = apply(with_rows('Food Bank,Don\'t know this person,"Know, but no contact"'), toml(block))
    assert ties(applied) == set()
    assert rows(applied, "responses")[0][2] == "complete"


@pytest.mark.parametrize("token", ["Don't know", "Prefer not to say", "-99", ".", "-", "77"])
def test_missing_tokens_make_an_answer_partial_never_zero(token: str) -> None:
    applied = apply(with_rows(f"Food Bank,{token},never"), toml(f'missing = ["{token}"]'))
    assert ties(applied) == {(C, "fb", "yh", "0")}
    assert rows(applied, "responses")[0][2] == "partial"
    line = applied.ledger[(applied.ledger["fate"] == "missing") & (applied.ledger["row"] != "")]
    assert list(line["column"]) == ["How often? [City Council]"]


def test_an_unknown_answer_is_told_once_with_how_many() -> None:
    text = told(apply(with_rows("Food Bank,fortnightly,never", "Youth Hub,fortnightly,"), toml()))
    assert text.startswith("export.csv, row 2, column 'How often? [City Council]': found 'fortnightly'")
    assert "(and 1 more rows alike)" in text
    assert text.count("\n") == 0


@pytest.mark.parametrize("written", ["1-3", "2024-03-01", "1,2", "46241.5"])
def test_answers_that_a_spreadsheet_spoilt_are_told(written: str) -> None:
    assert f"found '{written}'" in told(apply(with_rows(f'Food Bank,"{written}",never'), toml()))


def test_a_bare_code_on_a_scale_with_labels_is_no_value_unless_said() -> None:
    text = with_rows("Food Bank,5,2")
    assert "found '5'" in told(apply(text, toml()))
    assert ties(apply(text, toml('values = "numbers"'))) == {(C, "fb", "cc", "5"), (C, "fb", "yh", "2")}
    assert ties(apply(text, toml("values = { 5 = 'weekly', 2 = 'never' }"))) == {(C, "fb", "cc", "4")}


def test_codes_are_read_by_the_code_list_of_the_export() -> None:
    applied = apply(with_rows("Food Bank,5,-1"), toml(), choices={"How often?": {"5": "Weekly", "-1": "Never"}})
    assert ties(applied) == {(C, "fb", "cc", "4")}


def test_a_value_off_the_scale_is_told_in_cell_and_mapping() -> None:
    trust = toml().replace('layer = "communication"', 'layer = "trust.mission"')
    assert "found '7'" in told(apply(with_rows("Food Bank,7,2"), trust))
    assert "not on the scale of layer communication" in told(
        apply(with_rows("Food Bank,x,"), toml("values = { x = 9 }"))
    )


def test_multi_code_cells_of_mixed_kinds() -> None:
    block = 'split = ","\n    relations = { 1 = "contact", 2 = "referrals" }'
    applied = apply(with_rows('Food Bank,1,"1, 2"'), toml(block).replace('layer = "communication"', ""))
    assert ties(applied) == {("contact", "fb", "cc", "1"), ("contact", "fb", "yh", "1"), ("referrals", "fb", "yh", "1")}


def test_text_that_could_be_a_formula_is_text() -> None:
    applied = apply(with_rows("Food Bank,'=weekly,never"), toml("values = { '=weekly' = 'weekly', never = 'never' }"))
    assert ties(applied) == {(C, "fb", "cc", "4")}


# Headers -------------------------------------------------------------------------------------------------------------


def test_columns_of_one_name_are_told_apart_by_place() -> None:
    applied = apply(
        with_rows("Food Bank,Weekly,High", header="Org,City Council,City Council"),
        """
        [[survey]]
        source = "export.xlsx"
        ego = "Org"
        [[survey.ties]]
        layer = "communication"
        columns = { places = [[2, 2]] }
        [[survey.ties]]
        layer = "trust.mission"
        columns = "column 3"
        values = { High = 4 }
        """,
    )
    assert ties(applied) == {(C, "fb", "cc", "4"), ("trust.mission", "fb", "cc", "4")}
    assert fate(applied, 2, "City Council (column 3)") == "used"


def test_one_name_for_two_columns_is_no_answer_to_who() -> None:
    assert "several columns are called so: write one of column 1, column 2" in told(
        apply(with_rows("a,b,weekly", header="Org,Org,How often? [City Council]"), toml())
    )


def test_a_header_with_breaks_and_hard_spaces_is_found() -> None:
    header = ["Your\u00a0organisation", "How often?\r\n [City Council]"]
    applied = apply(
        sheet_of(header, [["Food Bank", "weekly"]]),
        toml().replace('"Org"', '"your organisation"').replace("How often? *", "How often?*"),
    )
    assert ties(applied) == {(C, "fb", "cc", "4")}


def test_a_name_that_holds_the_joiner_is_found_from_the_right() -> None:
    setting = Setting((*MEMBERS, Member("bg", "Boys - Girls Club")), SETTING.scales)
    column = "How often? - Boys - Girls Club"
    base = apply(
        with_rows("Food Bank,weekly", header=f"Org,{column}"), toml().replace("How often? *", column), setting=setting
    )
    assert ties(base) == {(C, "fb", "bg", "4")}


def test_a_header_about_nobody_is_told_with_the_nearest_name() -> None:
    text = told(apply(with_rows("Food Bank,weekly", header="Org,How often? [City Counsil]"), toml()))
    assert "is about nobody" in text
    assert "Did you mean City Council?" in text


def test_suffix_numbers_mean_nobody_unless_a_table_says_whom() -> None:
    header = "Org,Q5_1,Q5_14"
    block = "alters = { Q5_1 = 'cc', Q5_14 = 'yh' }"
    ask = toml().replace("How often? *", "Q5_*")
    assert "is about nobody" in told(apply(with_rows("Food Bank,weekly,never", header=header), ask))
    named = toml(block).replace("How often? *", "Q5_*")
    assert ties(apply(with_rows("Food Bank,weekly,never", header=header), named)) == {(C, "fb", "cc", "4")}


def test_the_empty_column_of_a_trailing_comma_is_nothing() -> None:
    applied = apply(with_rows("Food Bank,weekly,never,", header=HEADER + ","), toml())
    assert fate(applied, 2, "no name (column 4)") == "blank"


def test_an_unmapped_column_is_told_until_it_is_listed() -> None:
    text = with_rows("Food Bank,weekly,never,yes", header=HEADER + ",Extra")
    assert "column 'Extra': the mapping does not speak of this column" in told(apply(text, toml()))
    applied = apply(text, toml(more='ignore = ["Ext*"]'))
    assert fate(applied, 2, "Extra") == "ignored"
    assert "the export has no such column" in told(apply(text, toml(more='ignore = ["Extra", "Extar"]')))


def test_what_a_tool_records_needs_no_word() -> None:
    applied = apply(
        with_rows("Food Bank,weekly,never,R_1,10", header=HEADER + ",ResponseId,Duration"), toml(),
        meta={"ResponseId": "response_id", "Duration": "duration"},
    )  # fmt: skip
    assert fate(applied, 2, "Duration") == "ignored"


# Rows ----------------------------------------------------------------------------------------------------------------

META = {"Finished": "finished", "Status": "status"}
FULL = HEADER + ",Finished,Status"


def test_unfinished_and_preview_rows_must_be_spoken_of() -> None:
    text = with_rows("Food Bank,weekly,never,True,IP Address", "test,,,False,Survey Preview", header=FULL)
    lines = told(apply(text, toml(), meta=META))
    assert "some responses are not finished" in lines
    assert "some rows may be previews or tests" in lines


def test_previews_are_set_aside_and_partials_kept_or_dropped() -> None:
    text = with_rows(
        "Food Bank,weekly,never,True,IP Address",
        "Youth Hub,daily,,False,IP Address",
        "test,,,False,Survey Preview",
        header=FULL,
    )
    more = 'rows = { drop = { Status = ["Survey Preview"] }, complete = { Finished = ["True"] } %s }'
    kept = apply(text, toml(more=more % ""), meta=META)
    assert ties(kept) == {(C, "fb", "cc", "4"), (C, "yh", "cc", "5")}
    assert [row[2] for row in rows(kept, "responses")] == ["complete", "partial"]
    assert fate(kept, 4, "Org") == "set aside"
    dropped = apply(text, toml(more=more % ', partial = "drop"'), meta=META)
    assert ties(dropped) == {(C, "fb", "cc", "4")}
    assert set(dropped.ledger.loc[dropped.ledger["row"] == "3", "reason"]) == {"it is not complete (rows.partial)"}


@pytest.mark.parametrize(("said", "kept"), [('["filled"]', True), ('[">=80"]', True), ('["blank"]', False)])
def test_progress_and_dates_decide_by_words(said: str, kept: bool) -> None:
    applied = apply(
        with_rows("Food Bank,weekly,never,90", header=HEADER + ",Progress"),
        toml(more=f"rows = {{ keep = {{ Progress = {said} }} }}"),
    )
    assert bool(ties(applied)) is kept


TWICE = with_rows("Food Bank,weekly,never,p1", "FB,monthly,never,p1", header=HEADER + ",Person")


@pytest.mark.parametrize(
    ("policy", "value"), [("last", "3"), ("first", "4"), ("max", "4"), ("union", "4"), ("mean", "3.5")]
)
def test_a_second_answer_of_one_person(policy: str, value: str) -> None:
    more = f'ignore = ["Person"]\n    rows = {{ duplicates = "{policy}" }}'
    applied = apply(TWICE, toml(more=more))
    assert ties(applied) == {(C, "fb", "cc", value)}
    assert rows(applied, "responses") == [("fb", "", "complete", "1")]


def test_two_answers_of_one_organisation_are_told() -> None:
    text = told(apply(TWICE, toml(more='ignore = ["Person"]')))
    assert "rows 2, 3 are answers of one organisation and rows.duplicates does not say what to do" in text


@pytest.mark.parametrize(
    ("policy", "values"),
    [("max", {"4"}), ("union", {"4"}), ("mean", {"3.333333333"}), ("majority", {"3"}), ("keep", {"4", "3"})],
)
def test_several_people_of_one_organisation(policy: str, values: set[str]) -> None:
    text = with_rows("Food Bank,weekly,never,a", "FB,monthly,never,b", "FB,monthly,,c", header=HEADER + ",Person")
    applied = apply(text, toml(more=f'rows = {{ respondent = "Person", several = "{policy}" }}'))
    assert {value for _, _, _, value in ties(applied)} == values
    assert rows(applied, "responses") == [("fb", "", "complete", "3")]
    if policy == "keep":
        assert {row[6] for row in rows(applied, "ties")} == {"respondent 1", "respondent 2", "respondent 3"}


def test_a_blank_of_one_does_not_undo_the_answer_of_another() -> None:
    text = with_rows("Food Bank,weekly,never,a", "FB,,monthly,b", header=HEADER + ",Person")
    applied = apply(text, toml(more='rows = { respondent = "Person", several = "mean" }'))
    assert ties(applied) == {(C, "fb", "cc", "4"), (C, "fb", "yh", "1.5")}


def test_a_second_answer_and_a_colleague_are_told_apart() -> None:
    text = with_rows("Food Bank,weekly,never,a", "FB,daily,never,a", "FB,yearly,yearly,b", header=HEADER + ",Person")
    applied = apply(text, toml(more='rows = { respondent = "Person", duplicates = "last", several = "max" }'))
    assert ties(applied) == {(C, "fb", "cc", "5"), (C, "fb", "yh", "1")}
    assert rows(applied, "responses") == [("fb", "", "complete", "2")]
    assert fate(applied, 2, "Org") == "set aside"


def test_a_row_of_nobody_is_told() -> None:
    assert "the row does not say whose answer it is" in told(apply(with_rows(",weekly,never"), toml()))


def test_waves_in_a_column() -> None:
    text = with_rows("Food Bank,weekly,never,spring", "Food Bank,daily,never,autumn", header=HEADER + ",Round")
    more = 'wave = { column = "Round", values = { spring = "2025-1", autumn = "2025-2" } }'
    applied = apply(text, toml(more=more))
    assert [(row[0], row[4]) for row in rows(applied, "ties")] == [("2025-1", "4"), ("2025-2", "5")]
    assert "it names no wave" in told(apply(text, toml(more=more.replace("autumn", "winter"))))


# Names ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written", ["Food Bank", "food  bank", "Food-Bank", "FB", "fb", "FOOD BANK.", "\u00a0Food Bank"]
)
def test_names_are_compared_without_case_space_and_punctuation(written: str) -> None:
    assert ties(apply(with_rows(f"{written},weekly,never"), toml())) == {(C, "fb", "cc", "4")}


def test_a_slip_is_told_never_taken_for_a_member() -> None:
    text = told(apply(with_rows("Food Bnak,weekly,never"), toml()))
    assert "column 'Org': found 'Food Bnak': it is no member's id, name or alias. Did you mean Food Bank?" in text


def test_an_alias_that_a_person_agreed_to_counts() -> None:
    setting = replace(SETTING, aliases={"Fod Bank": "fb"})
    assert ties(apply(with_rows("Fod Bank,weekly,never"), toml(), setting=setting)) == {(C, "fb", "cc", "4")}
    more = "roster = { names = { 'Fod Bank' = 'fb' } }"
    assert ties(apply(with_rows("Fod Bank,weekly,never"), toml(more=more))) == {(C, "fb", "cc", "4")}


def test_a_name_of_two_members_means_neither() -> None:
    setting = Setting((*MEMBERS, Member("fb2", "Food bank")), SETTING.scales)
    assert "two members go by this name" in told(apply(with_rows("Food Bank,weekly,never"), toml(), setting=setting))
    assert ties(apply(with_rows("fb2,weekly,never"), toml(), setting=setting)) == {(C, "fb2", "cc", "4")}


OUTSIDE = with_rows("Food Bank,weekly,Scouts Troop 9", header="Org,How often? [City Council],Others")


@pytest.mark.parametrize(
    ("roster", "expected"),
    [
        ('{ boundary = "open" }', {(C, "fb", "cc", "4"), (C, "fb", "scouts-troop-9", "1")}),
        ('{ unknown = "drop" }', {(C, "fb", "cc", "4")}),
    ],
)
def test_names_on_no_roster(roster: str, expected: set[tuple[str, ...]]) -> None:
    applied = apply(OUTSIDE, toml('other = "Others"', more=f"roster = {roster}"))
    assert ties(applied) == expected
    assert fate(applied, 2, "Others") == "unresolved"


def test_a_name_on_no_roster_is_told_where_nothing_is_said() -> None:
    assert "found 'Scouts Troop 9': it is no member's" in told(apply(OUTSIDE, toml('other = "Others"')))


def test_an_outsiders_own_answer_is_kept_or_set_aside() -> None:
    text = with_rows("Scouts,weekly,never")
    assert ties(apply(text, toml(more='roster = { boundary = "open" }'))) == {(C, "scouts", "cc", "4")}
    applied = apply(text, toml(more='roster = { unknown = "drop" }'))
    assert fate(applied, 2, "How often? [City Council]") == "set aside"


def test_a_composite_key_is_joined() -> None:
    setting = Setting((Member("GBIF_121"), Member("eLTER_Turkey")), SETTING.scales)
    applied = apply(
        "Body,Country,How often? [eLTER_Turkey]\nGBIF,121,weekly\neLTER_Turkey,,",
        toml().replace('ego = "Org"', 'ego = ["Body", "Country"]'),
        setting=setting,
    )
    assert ties(applied) == {(C, "GBIF_121", "eLTER_Turkey", "4")}


# Own row, gates, contradictions ---------------------------------------------------------------------------------------


def test_the_own_row_is_structural_and_a_report_on_oneself_is_left_out() -> None:
    applied = apply(with_rows("City Council,,weekly", "Youth Hub,never,daily"), toml())
    assert fate(applied, 2, "How often? [City Council]") == "structural"
    assert fate(applied, 3, "How often? [Youth Hub]") == "ignored"
    assert ties(applied) == {(C, "cc", "yh", "4")}
    assert [row[2] for row in rows(applied, "responses")] == ["complete", "complete"]
    assert "own organisation" in told(apply(with_rows("Youth Hub,never,daily"), toml('self = "error"')))


def test_a_carried_forward_question_is_a_no_not_missing() -> None:
    text = with_rows("Food Bank,weekly,never,coalition,", header=HEADER + ",Work? [City Council],Work? [Youth Hub]")
    second = """
    [[survey.ties]]
    layer = "collaboration"
    columns = "Work? *"
    gate = { columns = "How often? *", no = ["Never"] }
    """
    applied = apply(text, toml() + second)
    assert fate(applied, 2, "Work? [Youth Hub]") == "gated"
    assert rows(applied, "responses")[0][2] == "complete"
    assert fate(apply(text, toml() + second.split("gate")[0]), 2, "Work? [Youth Hub]") == "blank"


def test_two_questions_that_disagree_are_told() -> None:
    text = with_rows("Food Bank,weekly,never", header="Org,How often? [City Council],How often? [The Council]")
    assert "say different things of one tie (4 and 0)" in told(apply(text, toml()))
    assert ties(apply(text, toml('parallel = "max"'))) == {(C, "fb", "cc", "4")}


def test_a_value_without_a_name_is_told() -> None:
    block = """
    [[survey]]
    source = "export.csv"
    ego = "Org"
    [[survey.ties]]
    shape = "name_generator_columns"
    layer = "communication"
    columns = "p1"
    value = "+1"
    """
    assert "no organisation is named" in told(apply("Org,p1,f1\nFood Bank,,weekly", block))


# Privacy --------------------------------------------------------------------------------------------------------------

PERSONAL = HEADER + ",IPAddress,LocationLatitude,RecipientEmail,Note"


def test_personal_columns_are_dropped_and_free_text_is_stripped() -> None:
    note = '"Ask jo@example.org or +44 (0)20 7946 0000, since 2019-2021"'
    text = with_rows(f"Food Bank,weekly,never,192.0.2.1,52.1,a@example.org,{note}", header=PERSONAL)
    more = "ego = { columns = 'Org', attributes = { Note = 'remark' } }"
    applied = apply(text, toml(more=more).replace('ego = "Org"\n', ""), meta={"LocationLatitude": "latitude"})
    assert [fate(applied, 2, name) for name in PERSONAL.split(",")[3:6]] == ["dropped"] * 3
    assert rows(applied, "stakeholders") == [
        ("fb", "", "", "Ask [e-mail removed] or [number removed], since 2019-2021")
    ]
    assert "192.0.2.1" not in str(applied.tables) + applied.ledger.to_csv()


def test_a_column_may_be_dropped_or_kept_by_name() -> None:
    text = with_rows("Food Bank,weekly,never,x,y", header=HEADER + ",username,Diary")
    applied = apply(text, toml(more='privacy = { drop = ["Diary"], keep = ["username"] }\n    ignore = ["username"]'))
    assert [fate(applied, 2, "username"), fate(applied, 2, "Diary")] == ["ignored", "dropped"]


def test_a_refusal_in_the_survey_takes_its_row_and_what_others_said() -> None:
    text = with_rows("Food Bank,weekly,daily,Yes", "Youth Hub,weekly,,No", header=HEADER + ",Consent")
    more = "ego = { columns = 'Org', attributes = { Consent = 'consent_analysis' } }"
    applied = apply(text, toml(more=more).replace('ego = "Org"\n', ""))
    assert ties(applied) == {(C, "fb", "cc", "4")}
    assert fate(applied, 2, "How often? [Youth Hub]") == "set aside"
    assert fate(applied, 3, "How often? [City Council]") == "set aside"
    assert ("yh", "", "", "No") in rows(applied, "stakeholders")


def test_a_refusal_in_the_table_does_the_same() -> None:
    setting = replace(SETTING, refused=frozenset({"yh"}))
    applied = apply(with_rows("Food Bank,weekly,daily", "Youth Hub,weekly,"), toml(), setting=setting)
    assert ties(applied) == {(C, "fb", "cc", "4")}


def test_attributes_that_disagree_are_told() -> None:
    text = with_rows("Food Bank,weekly,never,a,Food", "FB,weekly,never,b,Health", header=HEADER + ",Person,Sector")
    more = "ego = { columns = 'Org', attributes = { Sector = 'sector' } }\n"
    more += "    rows = { respondent = 'Person', several = 'max' }"
    assert "row 2 of the same organisation says 'Food'" in told(
        apply(text, toml(more=more).replace('ego = "Org"\n', ""))
    )
