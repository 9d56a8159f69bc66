"""REDCap exports. All organisations are invented: synthetic data."""

from ci_network.intake.surveys.detect import read_export, recognise

RAW = b"""\
record_id,redcap_repeat_instrument,redcap_repeat_instance,org,partners___1,partners___2,partners____9,q_freq_1,q_freq_2,members_complete,partner_name,freq,partner_complete
1,,,Food Bank,0,1,0,3,1,2,,,
1,partner,1,,,,,,,,City Council,3,2
1,partner,2,,,,,,,,Youth Hub,1,2
2,,,City Council,1,0,0,,,2,,,
"""
DICTIONARY = b"""\
"Variable / Field Name","Form Name","Section Header","Field Type","Field Label",\
"Choices, Calculations, OR Slider Labels","Matrix Group Name"
record_id,members,,text,"Record ID",,
org,members,,text,"Your <b>organisation</b>",,
partners,members,,checkbox,"Who are your partners?","1, Food Bank | 2, Hub, the youth one | -9, None of these",
q_freq_1,members,"How often?",radio,"Food Bank","1, Never | 3, Weekly",freq
q_freq_2,members,,radio,"Youth Hub","1, Never | 3, Weekly",freq
partner_name,partner,,text,"Name of the partner",,
freq,partner,,dropdown,"How often do you meet?","1, Never | 3, Weekly",
agreed,partner,,yesno,"Agreed?",,
"""


def test_repeats_become_a_sheet_of_their_own() -> None:
    export = read_export({"r.csv": RAW})
    assert export.tool == "redcap"
    main, partner = export.sheets
    assert [number for number, _ in main.rows] == [2, 5]
    assert [number for number, _ in partner.rows] == [3, 4]
    assert (partner.name, partner.parent, partner.join) == ("partner", "r", ("record_id", "record_id"))
    names = [column.name for column in partner.columns]
    assert names == [
        "record_id", "redcap_repeat_instrument", "redcap_repeat_instance", "partner_name", "freq", "partner_complete",
    ]  # fmt: skip
    assert "partner_name" not in [column.name for column in main.columns]
    assert [column.place for column in partner.columns] == list(range(6))
    assert partner.rows[0][1] == ("1", "partner", "1", "City Council", "3", "2")
    assert any("2 rows of the repeating instrument partner" in note for note in export.notes)


def test_no_answer_is_lost_where_a_form_is_where_it_is_not_expected() -> None:
    export = read_export({"r.csv": RAW.replace(b"1,partner,1,,", b"1,partner,1,odd,")})
    assert "org" in [column.name for column in export.sheets[1].columns]


def test_checkboxes_with_and_without_the_dictionary() -> None:
    bare = {column.name: column for column in read_export({"r.csv": RAW}).main.columns}
    assert (bare["partners____9"].key, bare["partners____9"].choice) == ("partners", "-9")
    assert (bare["partners___2"].block, bare["partners___2"].item) == ("partners", "2")
    export = read_export({"r.csv": RAW, "dictionary.csv": DICTIONARY})
    told = {column.name: column for column in export.main.columns}
    assert (told["partners___2"].block, told["partners___2"].item) == ("Who are your partners?", "Hub, the youth one")
    assert told["partners____9"].item == "None of these"
    assert any("dictionary.csv: read as the data dictionary" in note for note in export.notes)
    assert any("never opened" in note for note in export.notes)


def test_the_dictionary_gives_texts_codes_and_matrices() -> None:
    export = read_export({"r.csv": RAW, "dictionary.csv": DICTIONARY})
    told = {column.name: column for column in (*export.main.columns, *export.sheets[1].columns)}
    assert told["org"].label == "Your organisation"
    assert (told["q_freq_2"].block, told["q_freq_2"].item) == ("How often?", "Youth Hub")
    assert told["freq"].block == "How often do you meet?"
    assert export.choices["freq"] == {"1": "Never", "3": "Weekly"}
    assert export.choices["agreed"] == {"1": "Yes", "0": "No"}


def test_the_dictionary_of_the_interface_for_programs() -> None:
    head = b"field_name,form_name,field_type,field_label,select_choices_or_calculations\n"
    export = read_export({"r.csv": RAW, "d.csv": head + b'freq,partner,radio,How often?,"1, Never | 3, Weekly"\n'})
    assert export.choices == {"freq": {"1": "Never", "3": "Weekly"}}


def test_what_the_tool_records() -> None:
    export = read_export({"r.csv": RAW})
    assert [column.meta for column in export.main.columns if column.meta] == [
        "response_id", "repeat_instrument", "repeat_instance", "complete",
    ]  # fmt: skip
    asked = b"record_id,work_complete,redcap_event_name,intake_timestamp\n1,almost,baseline,2024-01-01\n"
    found = read_export({"r.csv": asked}).main.columns
    assert [column.meta for column in found] == ["response_id", "", "wave", "ended"]


def test_labels_in_headers() -> None:
    text = (
        b"Record ID,Event Name,Repeat Instrument,Repeat Instance,Your organisation,Partners (choice=Food Bank),"
        b"Partners (choice=Hub (youth)),Complete?,Name of the partner,Complete?\n"
        b"1,Baseline,,,Food Bank,Unchecked,Checked,Complete,,\n"
        b"1,Baseline,Partner,1,,,,,Hub,Incomplete\n"
    )
    assert recognise({"r.csv": text})[0].tool == "redcap"
    main, partner = read_export({"r.csv": text}).sheets
    assert [(column.block, column.item) for column in main.columns if column.item] == [
        ("Partners", "Food Bank"),
        ("Partners", "Hub (youth)"),
    ]
    assert [column.meta for column in main.columns][-2:] == ["complete", ""] or main.columns[-1].meta == "complete"
    assert partner.rows[0][1][-2:] == ("Hub", "Incomplete")


def test_events_are_told() -> None:
    text = b"record_id,redcap_event_name,org,a_complete\n1,first,Hub,2\n1,second,Hub,2\n"
    assert any("row for each event" in note for note in read_export({"r.csv": text}).notes)
