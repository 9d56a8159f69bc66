"""Companion files. All organisations are invented: synthetic data."""

import pytest

from ci_network.errors import InputError
from ci_network.intake.surveys.detect import read_export
from ci_network.intake.surveys.source import Source

TABLE = b"org,freq\nFood Bank,2\n"


def test_a_codebook_gives_code_lists() -> None:
    files = {"t.csv": TABLE, "codes.csv": b"Variable,Value,Label\nfreq,1,Never\nfreq,2,Every <b>week</b>\n"}
    export = read_export(files, source=Source(companions=("codes.csv",)))
    assert export.choices == {"freq": {"1": "Never", "2": "Every week"}}
    assert export.main.columns[1].key == "freq"
    assert len(export.sheets) == 1
    assert any("codes.csv: read as the codebook" in note for note in export.notes)


def test_another_companion_is_a_sheet_of_its_own() -> None:
    files = {"contacts.csv": b"id,organisation\n7,Food Bank\n", "t.csv": TABLE}
    export = read_export(files, source=Source(companions=("contacts.csv",), sheet="t"))
    assert [sheet.name for sheet in export.sheets] == ["t", "contacts"]


def test_a_companion_that_is_not_there() -> None:
    with pytest.raises(InputError, match=r"codes\.csv"):
        read_export({"t.csv": TABLE}, source=Source(companions=("codes.csv",)))
