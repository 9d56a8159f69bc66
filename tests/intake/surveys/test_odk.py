"""ODK Central exports. All organisations are invented: synthetic data."""

import pytest

from ci_network.errors import InputError
from ci_network.intake.surveys.detect import read_export, recognise
from ci_network.intake.surveys.source import Source

FILES = {
    "Form-partners.csv": b"name,PARENT_KEY,KEY\nFood Bank,uuid:1,uuid:1/partners[1]\nHub,uuid:1,uuid:1/partners[2]\n",
    "Form-partners-work.csv": b"what,PARENT_KEY,KEY\ntraining,uuid:1/partners[1],uuid:1/partners[1]/work[1]\n",
    "Form.csv": b"SubmissionDate,about-org,acts/a,acts/b,SET-OF-partners,meta-instanceID,KEY,"
    b"SubmitterName,ReviewState\n2024-03-05,Hub,1,0,uuid:1/partners,uuid:1,uuid:1,Ana,approved\n",
    "media/photo.jpg": b"\xff\xd8",
}


def test_files_are_joined_by_their_keys() -> None:
    assert recognise(FILES)[0].tool == "odk"
    export = read_export(FILES)
    assert export.tool == "odk"
    assert [(sheet.name, sheet.parent, sheet.join) for sheet in export.sheets] == [
        ("Form", "", ("", "")),
        ("Form-partners", "Form", ("PARENT_KEY", "KEY")),
        ("Form-partners-work", "Form-partners", ("PARENT_KEY", "KEY")),
    ]
    assert any("media/photo.jpg: passed over" in note for note in export.notes)


def test_what_the_tool_records() -> None:
    export = read_export(FILES)
    found = {column.name: column for column in export.main.columns}
    assert [found[name].meta for name in ("SubmissionDate", "KEY", "SubmitterName", "ReviewState")] == [
        "recorded", "response_id", "name", "status",
    ]  # fmt: skip
    assert (found["acts/b"].block, found["acts/b"].item) == ("acts", "b")
    assert (found["about-org"].label, found["about-org"].key) == ("about-org", "org")
    assert [column.meta for column in export.sheets[1].columns] == ["", "parent_index", "index"]


def test_a_missing_file_is_told() -> None:
    files = {name: data for name, data in FILES.items() if name != "Form-partners.csv"}
    export = read_export(files)
    assert export.sheets[1].parent == ""
    assert any("Form-partners-work.csv: its rows hang on no other file" in note for note in export.notes)


def test_no_file_of_responses_is_one_clear_error() -> None:
    with pytest.raises(InputError, match="no file of responses"):
        read_export({"Form-partners.csv": FILES["Form-partners.csv"]}, source=Source(tool="odk"))
