"""Google Forms exports. All organisations are invented: synthetic data."""

import pytest

from ci_network.intake.surveys.detect import read_export, recognise

SHEET = """\
Timestamp,Email Address,Your organisation,Which partners? ,How often? [Food Bank],How often? [City Council],Notes [any]
3/5/2024 10:12:33,a@example.org,Youth Hub,"Food Bank, City Council",Weekly,,
13/03/2024 08:01:00,c@example.org,City Counsil,"Parks, Recreation and Culture, Hub",,Never,3/25/2024
3/25/2024 08:01:00,c@example.org,City Council,,,Never,
"""
DOWNLOADED = """\
"Timestamp","Your organisation","Which partners?"
"2024/03/05 10:12:33 AM GMT+1","Youth Hub","Food Bank;City Council"
"""


def test_grids_and_whole_questions() -> None:
    export = read_export({"g.csv": SHEET.encode()})
    assert export.tool == "google_forms"
    assert [(column.block, column.item, column.meta) for column in export.main.columns] == [
        ("", "", "recorded"),
        ("", "", "email"),
        ("Your organisation", "", ""),
        ("Which partners?", "", ""),
        ("How often?", "Food Bank", ""),
        ("How often?", "City Council", ""),
        # A bracket that no other question shares is a part of the question's own words.
        ("Notes [any]", "", ""),
    ]
    assert export.main.columns[3].name == "Which partners? "


def test_cells_with_several_answers_stay_whole_and_the_joiner_is_told() -> None:
    export = read_export({"g.csv": SHEET.encode()})
    assert export.main.rows[1][1][3] == "Parks, Recreation and Culture, Hub"
    assert any("joined by ', '" in note for note in export.notes)
    downloaded = read_export({"g.csv": DOWNLOADED.encode()})
    assert downloaded.main.rows[0][1][2] == "Food Bank;City Council"
    assert any("joined by ';'" in note for note in downloaded.notes)


def test_two_orders_of_day_and_month_are_told() -> None:
    assert any("day first" in note for note in read_export({"g.csv": SHEET.encode()}).notes)
    assert not any("day first" in note for note in read_export({"g.csv": DOWNLOADED.encode()}).notes)


@pytest.mark.parametrize("first", ["Timestamp", "Zeitstempel", "Horodateur", "Marca temporal"])
def test_recognised_in_other_languages(first) -> None:
    guess = recognise({"g.csv": f"{first},Org,How? [A],How? [B]\n1,2,3,4\n".encode()})[0]
    assert (guess.tool, guess.confidence) == ("google_forms", 0.9)


def test_the_same_title_twice_is_told_apart_by_place() -> None:
    found = read_export({"g.csv": b"Timestamp,Org,Org\n1,a,b\n"}).main.columns
    assert [(column.name, column.place) for column in found[1:]] == [("Org", 1), ("Org", 2)]
