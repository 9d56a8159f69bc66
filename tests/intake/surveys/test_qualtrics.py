"""Qualtrics exports. All organisations are invented: synthetic data."""

import csv
import io
import json

import pytest

from ci_network.errors import InputError
from ci_network.intake.surveys.detect import read_export, recognise
from ci_network.intake.surveys.export import Export
from ci_network.intake.surveys.source import Source

# export tag, question text, ImportId, choiceId
COLUMNS = [
    ("StartDate", "Anfangsdatum", "startDate", ""),
    ("Finished", "Beendet", "finished", ""),
    ("DistributionChannel", "Verteilungskanal", "distributionChannel", ""),
    ("ResponseId", "Antwort-ID", "_recordId", ""),
    ("QORG", "Your\norganisation", "QID1_TEXT", ""),
    ("Q5_1", "How <b>often</b>? - Food Bank", "QID5_1", ""),
    ("Q5_2", "How <b>often</b>? - Boys - Girls Club", "QID5_2", ""),
    ("Q6_1", "Do you - or not - rely on them? - Boys - Girls Club", "QID6_1", ""),
    ("Q7_1_1", "Joint work - Food Bank - Training", "QID7_1", "1"),
    ("Q7_1_2", "Joint work - Food Bank - Joint - funding", "QID7_1", "2"),
    ("Q7_2_1", "Joint work - Boys - Girls Club - Training", "QID7_2", "1"),
    ("Q7_2_2", "Joint work - Boys - Girls Club - Joint - funding", "QID7_2", "2"),
    ("Q8#1_1", "Side - Trust - Food Bank", "QID8#1_1", ""),
    ("Q8#1_2", "Side - Trust - Youth Hub", "QID8#1_2", ""),
    ("Q8#2_1", "Side - Value - Food Bank", "QID8#2_1", ""),
    ("Q8#2_2", "Side - Value - Youth Hub", "QID8#2_2", ""),
    ("Q9", "Pick one - Selected Choice", "QID9", ""),
    ("Q9_4_TEXT", "Pick one - Other - Text", "QID9_4_TEXT", ""),
    ("1_Q10_1", "Food Bank - How reliable?", "1_QID10_1", ""),
    ("2_Q10_1", "Youth Hub - How reliable?", "2_QID10_1", ""),
    ("1_Q11", "How open? ${lm://Field/1}", "1_QID11", ""),
    ("2_Q11", "How open? ${lm://Field/1}", "2_QID11", ""),
    ("Q12_1", "Which? - Food Bank", "QID12", "1"),
    ("Q12_2", "Which? - Youth Hub", "QID12", "2"),
    ("SortID", "SortID", "SortID", ""),
    ("Q1 - Topics", "Q1 - Topics", "QID1_TEXT_0123456789abcdef01234567Topics", ""),
]


def export_bytes(columns=COLUMNS, rows=1, *, delimiter=",", above=()) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows(above)
    writer.writerow([tag for tag, _, _, _ in columns])
    writer.writerow([text for _, text, _, _ in columns])
    ids = [{"ImportId": key} | ({"choiceId": choice} if choice else {}) for _, _, key, choice in columns]
    writer.writerow([json.dumps(id_) for id_ in ids])
    writer.writerows([f"{row}.{place}" for place in range(len(columns))] for row in range(rows))
    return out.getvalue().encode()


def parts(export: Export) -> dict[str, tuple[str, str]]:
    return {column.name: (column.block, column.item) for column in export.main.columns if not column.meta}


def test_questions_and_their_parts() -> None:
    export = read_export({"q.csv": export_bytes()})
    assert export.tool == "qualtrics"
    found = parts(export)
    assert found["QORG"] == ("Your organisation", "")
    assert found["Q5_1"] == ("How often?", "Food Bank")
    assert found["Q5_2"] == ("How often?", "Boys - Girls Club")
    assert found["Q6_1"] == ("Do you - or not - rely on them?", "Boys - Girls Club")
    assert found["Q7_1_2"] == ("Joint work - Joint - funding", "Food Bank")
    assert found["Q7_2_1"] == ("Joint work - Training", "Boys - Girls Club")
    assert found["Q8#1_2"] == ("Side - Trust", "Youth Hub")
    assert found["Q8#2_1"] == ("Side - Value", "Food Bank")
    assert found["Q9"] == ("Pick one", "")
    assert found["Q9_4_TEXT"] == ("Pick one", "Other - Text")
    assert found["1_Q10_1"] == ("How reliable?", "Food Bank")
    assert found["2_Q11"] == ("How open? ${lm://Field/1}", "2")
    assert found["Q12_2"] == ("Which?", "Youth Hub")
    assert found["SortID"] == ("SortID", "")


def test_what_the_tool_records_in_whatever_language() -> None:
    columns = {column.name: column for column in read_export({"q.csv": export_bytes()}).main.columns}
    metas = ("StartDate", "Finished", "DistributionChannel", "ResponseId", "SortID", "Q1 - Topics")
    assert [columns[name].meta for name in metas] == ["started", "finished", "channel", "response_id", "", "other"]
    assert (columns["Q7_2_1"].key, columns["Q7_2_1"].choice) == ("QID7_2", "1")
    assert columns["Q5_1"].label == "How often? - Food Bank"


def test_rows_are_numbered_below_three_headers() -> None:
    export = read_export({"q.csv": export_bytes(rows=2)})
    assert [number for number, _ in export.main.rows] == [4, 5]
    assert export.main.rows[1][1][:2] == ("1.0", "1.1")


def test_tabs_in_utf16() -> None:
    data = export_bytes(delimiter="\t").decode().encode("utf-16")
    assert parts(read_export({"q.tsv": data})) == parts(read_export({"q.csv": export_bytes()}))


def test_in_a_workbook(book) -> None:
    rows = list(csv.reader(io.StringIO(export_bytes().decode(), newline="")))
    assert parts(read_export({"q.xlsx": book({"Sheet0": rows})})) == parts(read_export({"q.csv": export_bytes()}))


def test_its_own_columns_may_be_deleted() -> None:
    data = export_bytes(COLUMNS[4:7])
    assert recognise({"q.csv": data})[0].tool == "qualtrics"
    assert parts(read_export({"q.csv": data}))["Q5_2"] == ("How often?", "Boys - Girls Club")


def test_a_row_put_above_the_header() -> None:
    data = export_bytes(above=[["", "", "", "", "", "food", "boys"]])
    export = read_export({"q.csv": data})
    assert parts(export)["Q5_1"] == ("How often?", "Food Bank")
    assert any("rows 1 stand above the header" in note for note in export.notes)
    declared = read_export({"q.csv": data}, source=Source(tool="qualtrics", header_rows=(2, 3, 4), first_row=5))
    assert declared.main == export.main


LEGACY = (
    "V1,V2,V3,V5,V10,Q1_1,Q1_2,Q2,LocationAccuracy,\r\n"
    "ResponseID,ResponseSet,Name,EmailAddress,Finished,How often?-Food Bank,How often?-Youth Hub,Notes,"
    "LocationAccuracy,\r\n"
    "R_1,Default,Anonymous,,1,5,2,Hello,-1,\r\n"
)


def test_the_form_before_2017() -> None:
    export = read_export({"old.csv": LEGACY.encode("utf-8-sig")})
    assert export.tool == "qualtrics"
    assert [column.name for column in export.main.columns][-1] == "LocationAccuracy"
    assert [column.meta for column in export.main.columns] == [
        "response_id", "other", "name", "email", "finished", "", "", "", "other",
    ]  # fmt: skip
    assert parts(export)["Q1_2"] == ("How often?", "Youth Hub")
    assert export.main.rows[0][0] == 3


def test_without_the_row_of_import_ids() -> None:
    lines = ["StartDate,EndDate,Finished,ResponseId,Q5_1,Q5_2,emailaddress", "2024-01-01,2024-01-01,True,R_1,a,b,c"]
    export = read_export({"q.csv": "\n".join(lines).encode()})
    assert (export.tool, len(export.main.rows)) == ("qualtrics", 1)
    assert export.main.columns[-1].meta == ""
    lines.insert(1, "Start Date,End Date,Finished,Response ID,How? - Food Bank,How? - Youth Hub,Your address")
    export = read_export({"q.csv": "\n".join(lines).encode()})
    assert parts(export)["Q5_1"] == ("How?", "Food Bank")
    assert len(export.main.rows) == 1


def test_four_header_rows_are_one_too_many() -> None:
    with pytest.raises(InputError, match="at most three"):
        read_export({"q.csv": export_bytes(rows=3)}, source=Source(tool="qualtrics", header_rows=(1, 2, 3, 4)))
