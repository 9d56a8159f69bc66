"""Plain tables. All organisations are invented: synthetic data."""

import pytest

from ci_network.errors import InputError, StudyError
from ci_network.intake.surveys.detect import read_export
from ci_network.intake.surveys.source import Source


def test_one_header_row() -> None:
    export = read_export({"t.csv": b"\xef\xbb\xbfOrg,Org,00 <b>x</b>\nFood Bank,,None\n"})
    assert export.tool == "sheet"
    assert [(c.place, c.name, c.label) for c in export.main.columns] == [
        (0, "Org", "Org"),
        (1, "Org", "Org"),
        (2, "00 <b>x</b>", "00 x"),
    ]
    assert export.main.rows == ((2, ("Food Bank", "", "None")),)
    assert any("first row is read as the header" in note for note in export.notes)


def test_declared_header_rows() -> None:
    text = b"Survey 2025,,\n,o1,o2\nq0,q1,q2\nYour organisation,Food Bank,Youth Hub\nexample,x,x\nHub,3,\n"
    export = read_export({"t.csv": text}, source=Source(header_rows=(3, 4), first_row=6))
    assert [(c.name, c.label) for c in export.main.columns] == [
        ("q0", "Your organisation"),
        ("q1", "Food Bank"),
        ("q2", "Youth Hub"),
    ]
    assert export.main.rows == ((6, ("Hub", "3", "")),)
    assert any("rows 1, 2, 5 are no answers as declared" in note for note in export.notes)


def test_a_question_over_its_parts() -> None:
    text = b"Org,How often?,,Notes\n,Food Bank,Youth Hub,\nHub,3,,x\n"
    export = read_export({"t.csv": text}, source=Source(header_rows=(1, 2)))
    assert [(c.name, c.block, c.item) for c in export.main.columns] == [
        ("Org", "Org", ""),
        ("How often? - Food Bank", "How often?", "Food Bank"),
        ("How often? - Youth Hub", "How often?", "Youth Hub"),
        ("Notes", "Notes", ""),
    ]


def test_rows_that_are_too_short_or_too_long() -> None:
    assert read_export({"t.csv": b"a,b\n1\n1,2,\n"}).main.rows == ((2, ("1", "")), (3, ("1", "2")))
    with pytest.raises(StudyError) as raised:
        read_export({"t.csv": b"a,b\n1,2,3\n1,2\n4,5,6\n"})
    assert [(problem.row, problem.value) for problem in raised.value.problems] == [(2, "3"), (4, "6")]


def test_an_empty_column_at_the_edge_goes_and_one_with_answers_stays() -> None:
    assert len(read_export({"t.csv": b"a,b,\n1,2,\n"}).main.columns) == 2
    assert [c.name for c in read_export({"t.csv": b"a,,b,\n1,2,3,4\n"}).main.columns] == ["a", "", "b", ""]


def test_several_tables(book) -> None:
    files = {"t.xlsx": book({"nodes": [["id"], ["a"]], "ties": [["from", "to"], ["a", "b"]], "empty": []})}
    assert [sheet.name for sheet in read_export(files).sheets] == ["nodes", "ties"]
    assert [sheet.name for sheet in read_export(files, source=Source(sheet="ties")).sheets] == ["ties", "nodes"]
    with pytest.raises(InputError, match="Sheets are: nodes, ties"):
        read_export(files, source=Source(sheet="edges"))


def test_a_header_row_that_is_not_there() -> None:
    with pytest.raises(InputError, match="header row 9"):
        read_export({"t.csv": b"a,b\n1,2\n"}, source=Source(header_rows=(9,)))


def test_a_header_without_rows_is_an_empty_export() -> None:
    export = read_export({"t.csv": b"a,b\n"})
    assert (len(export.main.columns), export.main.rows) == (2, ())
