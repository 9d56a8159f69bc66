"""SurveyMonkey exports. All organisations are invented: synthetic data."""

import pytest

from ci_network.errors import InputError
from ci_network.intake.surveys.detect import read_export, recognise
from ci_network.intake.surveys.source import Source

EXPANDED = """\
Respondent ID,Collector ID,Email Address,Custom Data 1,What is your organisation?,\
Which partners do you work with?,,,How often?,,Email Address,Joint work,,,
,,,,Open-Ended Response,Food Bank,City Council,Other (please specify),Food Bank,City Council,Response,\
Food Bank - Training,Food Bank - Money,City Council - Training,City Council - Money
11801,401,a@example.org,o7,Youth Hub,Food Bank,,Scouts,Weekly,,x,1,,,
11802,401,b@example.org,o8,Food Bank,,City Council,,,Never,y,,1,,
"""


def columns(text):
    return read_export({"s.csv": text.encode()}).main.columns


def test_expanded() -> None:
    export = read_export({"s.csv": EXPANDED.encode()})
    assert export.tool == "surveymonkey"
    assert [number for number, _ in export.main.rows] == [3, 4]
    found = export.main.columns
    assert [column.meta for column in found[:5]] == ["response_id", "channel", "email", "token", ""]
    assert (found[4].block, found[4].item) == ("What is your organisation?", "")
    # The same row labels stand in two blocks; the question tells them apart.
    assert [(column.block, column.item) for column in found[5:10]] == [
        ("Which partners do you work with?", "Food Bank"),
        ("Which partners do you work with?", "City Council"),
        ("Which partners do you work with?", "Other (please specify)"),
        ("How often?", "Food Bank"),
        ("How often?", "City Council"),
    ]
    assert len({column.name for column in found}) == len(found) - 1


def test_a_question_called_like_a_column_of_the_tool_stays_a_question() -> None:
    asked = columns(EXPANDED)[10]
    assert (asked.name, asked.meta, asked.item) == ("Email Address", "", "")


def test_a_matrix_of_several_answers() -> None:
    found = columns(EXPANDED)[11:]
    assert [(column.block, column.item, column.choice) for column in found] == [
        ("Joint work - Training", "Food Bank", "Training"),
        ("Joint work - Money", "Food Bank", "Money"),
        ("Joint work - Training", "City Council", "Training"),
        ("Joint work - Money", "City Council", "Money"),
    ]


def test_condensed() -> None:
    export = read_export({"s.csv": b'Respondent ID,Which?,How?\n,Response,Response\n1,"Food Bank, Hub",Weekly\n'})
    assert [column.item for column in export.main.columns] == ["", "", ""]
    assert export.main.rows == ((3, ("1", "Food Bank, Hub", "Weekly")),)
    assert any("condensed" in note for note in export.notes)


def test_one_header_row() -> None:
    export = read_export(
        {"s.csv": b"Respondent ID,Collector ID,How?\n1,2,Weekly\n"}, source=Source(tool="surveymonkey")
    )
    assert export.main.rows == ((2, ("1", "2", "Weekly")),)
    assert [column.block for column in export.main.columns] == ["", "", "How?"]


def test_names_of_today() -> None:
    found = columns("respondent_id,collector_id,date_created,date_modified,Org,\n,,,,Response,Other\n1,2,3,4,Hub,\n")
    assert [column.meta for column in found] == ["response_id", "channel", "started", "ended", "", ""]


def test_without_the_respondents_ids() -> None:
    text = "Your organisation?,Which?,\nOpen-Ended Response,Food Bank,City Council\nHub,Food Bank,\n"
    assert recognise({"s.csv": text.encode()})[0].tool == "surveymonkey"
    assert [column.item for column in columns(text)] == ["", "Food Bank", "City Council"]


def test_markup_and_line_breaks_in_headers() -> None:
    found = columns('Respondent ID,"How<br>often\u00a0?\r\n",\n,Food&nbsp;Bank,Hub\n1,a,b\n')
    assert (found[1].block, found[1].item) == ("How often ?", "Food Bank")


def test_in_a_workbook(book) -> None:
    rows = [line.split(",") for line in EXPANDED.splitlines()]
    found = read_export({"s.xlsx": book({"Sheet": rows})})
    assert [column.item for column in found.main.columns] == [column.item for column in columns(EXPANDED)]


def test_three_header_rows_are_one_too_many() -> None:
    with pytest.raises(InputError, match="one or two"):
        read_export({"s.csv": EXPANDED.encode()}, source=Source(header_rows=(1, 2, 3)))
