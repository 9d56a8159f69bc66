"""KoboToolbox exports. All organisations are invented: synthetic data."""

import pytest

from ci_network.errors import InputError
from ci_network.intake.surveys.detect import read_export, recognise
from ci_network.intake.surveys.source import Source

FORM = "Coalition survey 2024 wave one: all partners"
CUT = "Coalition survey 2024 wave o..."
MAIN = [
    ["start", "deviceid", "org", "activities", "activities/training", "activities/joint_funding", "place",
     "_place_latitude", "freq/food_bank", "freq/city_council", "_id", "_uuid", "_submission_time",
     "_validation_status", "_index"],
    ["2024-03-05T10:12:00+01:00", "d1", "food_bank", "training joint_funding", 1, 1, "1 2", 1, "weekly", "never",
     901, "u-1", "2024-03-05", "", 1],
    ["2024-03-06T10:12:00+01:00", "d2", "city_council", "training", 1, 0, "", "", "weekly", "weekly",
     902, "u-2", "2024-03-06", "", 2],
]  # fmt: skip
PARTNERS = [
    ["partners/partner_name", "partners/freq", "_index", "_parent_table_name", "_parent_index", "_submission__uuid",
     "_submission__id"],
    ["city_council", "weekly", 1, FORM, 1, "u-1", 901],
    ["other", "monthly", 2, FORM, 1, "u-1", 901],
    ["nan", "monthly", 3, FORM, 2, "u-2", 902],
]  # fmt: skip
WORK = [["work/what", "_parent_table_name", "_parent_index"], ["training", "partners", 2]]


def read(book, sheets, **more):
    return read_export({"k.xlsx": book(sheets), **more})


def test_repeats_are_joined(book) -> None:
    export = read(book, {CUT: MAIN, "partners": PARTNERS, "work": WORK})
    assert export.tool == "kobo"
    assert recognise({"k.xlsx": book({CUT: MAIN, "partners": PARTNERS})})[0].confidence == 1
    main, partners, work = export.sheets
    assert (main.name, main.parent) == (CUT, "")
    assert (partners.parent, partners.join) == (CUT, ("_submission__uuid", "_uuid"))
    assert (work.parent, work.join) == ("partners", ("_parent_index", "_index"))
    assert partners.rows[2][1][0] == "nan"
    assert [column.meta for column in partners.columns[2:]] == ["index", "other", "parent_index", "other", "other"]


def test_joined_by_number_where_the_responses_ids_are_not_there(book) -> None:
    partners = [row[:5] for row in PARTNERS]
    export = read(book, {CUT: MAIN, "partners": partners})
    assert export.sheets[1].join == ("_parent_index", "_index")


def test_rows_that_hang_on_nothing_are_told(book) -> None:
    lost = [*[row[:5] for row in PARTNERS], ["x", "weekly", 4, FORM, 77]]
    export = read(book, {CUT: MAIN, "partners": lost})
    assert any("1 of 4 rows hang on no row" in note for note in export.notes)


def test_options_matrices_and_system_columns(book) -> None:
    found = {column.name: column for column in read(book, {CUT: MAIN}).main.columns}
    training = found["activities/training"]
    assert (training.block, training.item, training.key, training.choice) == (
        "activities", "training", "activities", "training",
    )  # fmt: skip
    assert (found["freq/food_bank"].block, found["freq/food_bank"].item) == ("freq", "food_bank")
    assert (found["org"].block, found["org"].item) == ("org", "")
    metas = ("start", "deviceid", "_place_latitude", "_id", "_uuid", "_submission_time", "_validation_status", "_index")
    assert [found[name].meta for name in metas] == [
        "started", "device", "latitude", "other", "response_id", "recorded", "status", "index",
    ]  # fmt: skip


def test_semicolons_and_labels() -> None:
    text = (
        '"Your organisation";"Joint work?";"Joint work?/Health/Care";"Joint work?/Food Bank";"_id";"_uuid";"_index"\n'
        '"Hub";"Health/Care Food Bank";"1";"1";"1";"u-1";"1"\n'
        '"Bank";"";"";"";"2";"u-2";"2"\n'
    )
    export = read_export({"k.csv": text.encode()})
    assert export.tool == "kobo"
    assert [(column.block, column.item) for column in export.main.columns[2:4]] == [
        ("Joint work?", "Health/Care"),
        ("Joint work?", "Food Bank"),
    ]
    assert export.main.rows[1][1][2] == ""
    assert any("joined by spaces" in note for note in export.notes)


def test_repeats_laid_side_by_side() -> None:
    text = "_uuid,_submission_time,partners[1]/name,partners[2]/name\nu-1,2024,Food Bank,Hub\n"
    found = read_export({"k.csv": text.encode()}).main.columns[2:]
    assert [(column.block, column.item) for column in found] == [("partners/name", "1"), ("partners/name", "2")]


def test_the_form_gives_texts_and_codes(book) -> None:
    form = {
        "survey": [
            ["type", "name", "label::English (en)", "label::French (fr)"],
            ["text", "org", "Your organisation", "Votre organisation"],
            ["select_multiple acts", "activities", "Joint <b>work</b>", ""],
            ["begin_group", "freq", "How often?", ""],
            ["select_one scale", "food_bank", "Food Bank", ""],
            ["select_one scale", "city_council", "City Council", ""],
            ["end_group", "", "", ""],
        ],
        "choices": [
            ["list_name", "name", "label::English (en)"],
            ["acts", "training", "Training"],
            ["acts", "joint_funding", "Joint funding"],
            ["scale", "never", "Never"],
            ["scale", "weekly", "Every week"],
        ],
    }
    export = read(book, {CUT: MAIN}, **{"form.xlsx": book(form)})
    found = {column.name: column for column in export.main.columns}
    assert found["activities/joint_funding"].block == "Joint work"
    assert found["activities/joint_funding"].item == "Joint funding"
    assert (found["freq/city_council"].block, found["freq/city_council"].item) == ("How often?", "City Council")
    assert found["org"].label == "Your organisation"
    assert export.choices["food_bank"] == {"never": "Never", "weekly": "Every week"}
    assert found["freq/food_bank"].key == "food_bank"
    assert any("form.xlsx: read as the XLSForm" in note for note in export.notes)


def test_no_sheet_of_responses_is_one_clear_error(book) -> None:
    with pytest.raises(InputError, match="no sheet of responses"):
        read_export({"k.xlsx": book({"partners": PARTNERS})}, source=Source(tool="kobo"))
