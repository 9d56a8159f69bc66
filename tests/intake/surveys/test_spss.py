"""SPSS files. All organisations are invented: synthetic data."""

import datetime as dt
import sys

import pandas as pd
import pytest

from ci_network.errors import InputError, StudyError
from ci_network.intake.surveys.detect import read_export, recognise

pyreadstat = pytest.importorskip("pyreadstat")


@pytest.fixture
def sav(tmp_path) -> bytes:
    frame = pd.DataFrame(
        {
            "ResponseId": ["R_1", "R_2"],
            "StartDate": [dt.datetime(2024, 3, 5, 10, 12), dt.datetime(2024, 3, 6, 9)],
            "Q5_1": [5.0, -99.0],
            "Q5_2": [1.0, float("nan")],
            "Org": ["Food Bank", "Café Nord"],
        }
    )
    path = tmp_path / "made.sav"
    pyreadstat.write_sav(
        frame,
        str(path),
        column_labels=["", "", "How often? - Food Bank", "How often? - Youth Hub", "Your <b>organisation</b>"],
        variable_value_labels={"Q5_1": {1: "Never", 5: "Weekly", -99: "Seen, not answered"}},
        missing_ranges={"Q5_1": [-99]},
    )
    return path.read_bytes()


def test_codes_stay_and_labels_are_choices(sav) -> None:
    assert recognise({"s.sav": sav})[0].tool == "spss"
    export = read_export({"s.sav": sav})
    assert export.tool == "spss"
    assert export.main.rows == (
        (1, ("R_1", "2024-03-05 10:12:00", "5", "1", "Food Bank")),
        (2, ("R_2", "2024-03-06 09:00:00", "-99", "", "Café Nord")),
    )
    assert export.choices == {"Q5_1": {"1": "Never", "5": "Weekly", "-99": "Seen, not answered"}}
    assert any("marks as missing" in note and "Q5_1" in note for note in export.notes)


def test_questions_and_their_parts(sav) -> None:
    found = read_export({"s.sav": sav, "notes.csv": b"a,b\n1,2\n"})
    assert [(c.key, c.block, c.item, c.meta) for c in found.main.columns] == [
        ("ResponseId", "", "", "response_id"),
        ("StartDate", "", "", "started"),
        ("Q5_1", "How often?", "Food Bank", ""),
        ("Q5_2", "How often?", "Youth Hub", ""),
        ("Org", "Your organisation", "", ""),
    ]
    assert any("notes.csv: passed over" in note for note in found.notes)


def test_a_damaged_file_is_one_clear_error(sav) -> None:
    with pytest.raises(StudyError, match=r"s\.sav.*SPSS"):
        read_export({"s.sav": sav[:150]})


def test_two_files_are_one_too_many(sav) -> None:
    with pytest.raises(InputError, match="2 were given"):
        read_export({"a.sav": sav, "b.sav": sav})


def test_the_missing_library_is_told(sav, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    with pytest.raises(InputError, match=r"pip install 'ci-network\[spss\]'"):
        read_export({"s.sav": sav})
