"""Recognising tools. All organisations are invented: synthetic data."""

import pytest

from ci_network.errors import CiNetworkError, InputError, StudyError, UnknownNameError
from ci_network.intake.surveys.detect import TOOLS, read_export, recognise
from ci_network.intake.surveys.source import Source


def test_any_table_is_a_table() -> None:
    guesses = recognise({"t.csv": b"a,b\n1,2\n"})
    assert [(guess.tool, guess.confidence) for guess in guesses] == [("sheet", 0.1)]
    assert guesses[0].reasons


def test_nothing_to_recognise() -> None:
    assert recognise({}) == []
    assert recognise({"a.jpg": b"\xff"}) == []
    for files in ({}, {"a.jpg": b"\xff"}, {"a.csv": b""}, {"a.csv": b"\n\n"}):
        with pytest.raises(InputError, match="No table"):
            read_export(files)


def test_recognised_in_an_undeclared_encoding_but_not_read() -> None:
    data = "Timestamp,Organisation,Fréquence [École],Fréquence [Café]\n1,2,3,4\n".encode("cp1252")
    assert recognise({"g.csv": data})[0].tool == "google_forms"
    with pytest.raises(StudyError, match="cp1252"):
        read_export({"g.csv": data})
    export = read_export({"g.csv": data}, source=Source(encoding="cp1252"))
    assert [column.item for column in export.main.columns[2:]] == ["École", "Café"]


def test_a_declared_tool_is_used() -> None:
    export = read_export({"t.csv": b"when,How? [A]\n1,2\n"}, source=Source(tool="google_forms"))
    assert (export.tool, export.notes[0]) == ("google_forms", "Read as google_forms, as declared.")
    with pytest.raises(UnknownNameError, match="qualtrics"):
        read_export({"t.csv": b"a\n"}, source=Source(tool="qualtrix"))
    with pytest.raises(InputError, match="no file is an SPSS file"):
        read_export({"t.csv": b"a,b\n1,2\n"}, source=Source(tool="spss"))


def test_two_tools_alike_are_for_a_person_to_tell_apart(monkeypatch) -> None:
    text = b"Timestamp,submitdate,lastpage,startlanguage\n1,2,3,4\n"
    assert [guess.tool for guess in recognise({"t.csv": text})][:2] == ["limesurvey", "google_forms"]
    text = b"Timestamp,Email Address,submitdate,lastpage\n1,2,3,4\n"
    with pytest.raises(InputError, match=r"may be of limesurvey .* or of google_forms"):
        read_export({"t.csv": text})


def test_the_files_of_the_system_and_the_study_are_left_alone() -> None:
    files = {"t.csv": b"a,b\n1,2\n", "__MACOSX/._t.csv": b"\0\5", "study.toml": b"[study]", "._t.csv": b"\0"}
    assert len(read_export(files).sheets) == 1
    assert recognise(files)[0].tool == "sheet"


@pytest.mark.parametrize("tool", [tool for tool in TOOLS if tool != "spss"])
@pytest.mark.parametrize(
    "data", [b"a\n", b"a,b\n1\n", b",\n,x\n", b'"a\nb",c\n\n1,2\n', b"a,a,a\n1,2,3\n", "é;ß\n1;2\n".encode()]
)
def test_no_table_breaks_a_reader(tool, data) -> None:
    """Whatever is declared of whatever table: an export whose rows fit its columns, or one clear error."""
    try:
        export = read_export({"t.csv": data}, source=Source(tool=tool))
    except CiNetworkError:
        return
    for sheet in export.sheets:
        assert all(len(cells) == len(sheet.columns) for _, cells in sheet.rows)
        assert [column.place for column in sheet.columns] == list(range(len(sheet.columns)))


def test_large_exports_are_read_at_once() -> None:
    size = 400
    header = ",".join(f"q{place}" for place in range(size))
    rows = "\n".join(",".join(["weekly"] * size) for _ in range(size))
    export = read_export({"t.csv": f"{header}\n{rows}\n".encode()})
    cells = {id(cell) for _, row in export.main.rows for cell in row}
    # One copy of an answer that comes again and again.
    assert len(cells) == 1


def test_rows_above_a_declared_header_are_no_hindrance() -> None:
    text = b"Our survey,,\nid,submitdate,lastpage,Q1[a]\n1,2024,3,x\n"
    export = read_export({"t.csv": text}, source=Source(header_rows=(2,)))
    assert (export.tool, len(export.main.rows)) == ("limesurvey", 1)
    assert any("rows 1 are no answers" in note for note in export.notes)
    with pytest.raises(InputError, match="has one header row; 2 are declared"):
        read_export({"t.csv": text}, source=Source(header_rows=(2, 3)))
    with pytest.raises(InputError, match="the header reaches further down"):
        read_export({"t.csv": text}, source=Source(header_rows=(2,), first_row=2))


def test_header_rows_of_one_of_several_tables(book) -> None:
    files = {"t.xlsx": book({"notes": [["read me"]], "data": [["title"], ["a", "b"], ["1", "2"]]})}
    with pytest.raises(InputError, match="say which by sheet"):
        read_export(files, source=Source(header_rows=(2,)))
    export = read_export(files, source=Source(header_rows=(2,), sheet="data"))
    assert [column.name for column in export.main.columns] == ["a", "b"]
    assert export.sheets[1].name == "notes"


def test_tables_of_one_name_are_told_apart() -> None:
    files = {"2024/t.csv": b"a,b\n1,2\n", "2025/t.csv": b"a,b\n3,4\n"}
    assert [sheet.name for sheet in read_export(files).sheets] == ["2024/t.csv", "2025/t.csv"]
