"""Microsoft Forms exports. All organisations are invented: synthetic data."""

import datetime as dt

from ci_network.intake.surveys.detect import read_export

START, END = dt.datetime(2024, 3, 5, 10, 12), dt.datetime(2024, 3, 5, 10, 20)
HEADER = ["ID", "Start time", "Completion time", "Email", "Name", "Your\u00a0organisation", "Which partners?\r\n"]


def read(book, header, *rows):
    return read_export({"f.xlsx": book({"Form1": [header, *rows]})})


def test_two_likert_questions_over_one_roster(book) -> None:
    header = [*HEADER, "Food Bank", "Area 2", "City Council", "Food Bank2", "Area 22", "City Council2", "Age", "Name2"]
    export = read(book, header, [1, START, END, "anonymous", "", "Hub", "Food Bank;Area 2;", "Weekly"])
    assert export.tool == "microsoft_forms"
    found = export.main.columns
    assert [column.meta for column in found[:6]] == ["response_id", "started", "ended", "email", "name", ""]
    assert (found[5].label, found[5].name) == ("Your organisation", "Your\u00a0organisation")
    assert [(column.block, column.item) for column in found[7:]] == [
        ("columns 8 to 10", "Food Bank"),
        ("columns 8 to 10", "Area 2"),
        ("columns 8 to 10", "City Council"),
        ("columns 11 to 13", "Food Bank"),
        ("columns 11 to 13", "Area 2"),
        ("columns 11 to 13", "City Council"),
        ("Age", ""),
        ("Name2", ""),
    ]
    assert found[10].name == "Food Bank2"
    assert any("columns 8 to 10, columns 11 to 13" in note for note in export.notes)


def test_three_blocks(book) -> None:
    header = [*HEADER, "A", "B", "A2", "B2", "A3", "B3"]
    found = read(book, header, [1, START, END]).main.columns[7:]
    assert [column.item for column in found] == ["A", "B"] * 3
    assert len({column.block for column in found}) == 3


def test_an_organisation_with_a_number_is_no_block(book) -> None:
    export = read(book, [*HEADER, "Area", "Area2"], [1, START, END, "anonymous", "", "Hub", "", "x", "y"])
    assert [column.item for column in export.main.columns[7:]] == ["", ""]
    assert any("'Area2' may repeat" in note for note in export.notes)


def test_dates_and_several_answers_are_text(book) -> None:
    cells = read(book, HEADER, [1, START, END, "anonymous", "", "Hub", "Food Bank;City Council;"]).main.rows[0][1]
    assert cells == (
        "1",
        "2024-03-05 10:12:00",
        "2024-03-05 10:20:00",
        "anonymous",
        "",
        "Hub",
        "Food Bank;City Council;",
    )


def test_dates_saved_as_numbers_are_told(book) -> None:
    export = read(book, HEADER, [1, 46241.5, 46241.6, "anonymous", "", "Hub", ""])
    assert export.main.rows[0][1][1] == "46241.5"
    assert any("day numbers" in note for note in export.notes)


def test_the_forms_own_question_of_that_name_stays_a_question(book) -> None:
    found = read(book, [*HEADER, "Email"], [1, START, END]).main.columns
    assert (found[3].meta, found[7].meta) == ("email", "")
