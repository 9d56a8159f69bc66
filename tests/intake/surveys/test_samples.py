"""Real exports that nobody of this project wrote; they lie beside the checkout and are skipped where absent."""

from pathlib import Path

import pytest

from ci_network.errors import StudyError
from ci_network.intake.surveys.detect import read_export, recognise
from ci_network.intake.surveys.source import Source

SAMPLES = Path(__file__).resolve().parents[3].parent / "shared" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not here")


def files(folder: str, *names: str) -> dict[str, bytes]:
    return {name: (SAMPLES / folder / name).read_bytes() for name in names}


@pytest.mark.parametrize(
    ("folder", "name", "tool"),
    [
        ("05_qualtrics_raw_and_legacy", "sample.csv", "qualtrics"),
        ("05_qualtrics_raw_and_legacy", "sample_legacy.csv", "qualtrics"),
        ("06_surveymonkey_two_header", "StarWars_first120.csv", "surveymonkey"),
        ("07_limesurvey_code_and_text_headers", "public_data_2017_zaf.csv", "limesurvey"),
        ("10_redcap", "repeating-instruments_data.csv", "redcap"),
        ("10_redcap", "vignette-repeating_data.csv", "redcap"),
        ("10_redcap", "checkboxes-1_data.csv", "redcap"),
        ("13_recon_ego_interviews", "nodes.csv", "sheet"),
    ],
)
def test_the_tool_is_named_with_reasons(folder, name, tool) -> None:
    best = recognise(files(folder, name))[0]
    assert best.tool == tool
    assert best.reasons


@pytest.mark.parametrize(("name", "columns"), [("sample.csv", 20), ("sample_legacy.csv", 15)])
def test_qualtrics(name, columns) -> None:
    export = read_export(files("05_qualtrics_raw_and_legacy", name))
    assert (len(export.main.rows), len(export.main.columns)) == (1, columns)
    assert {"response_id", "started", "finished", "ip", "latitude"} <= {c.meta for c in export.main.columns}


def test_surveymonkey() -> None:
    data = files("06_surveymonkey_two_header", "StarWars_first120.csv")
    with pytest.raises(StudyError, match=r"row 1: .*0x8C.*mac_roman"):
        read_export(data)
    for encoding in ("mac_roman", "cp1252", "latin-1"):
        export = read_export(data, source=Source(encoding=encoding))
        assert (len(export.main.rows), len(export.main.columns)) == (120, 38)
    assert export.main.columns[3].item == export.main.columns[9].item
    assert export.main.columns[3].block != export.main.columns[9].block
    assert sum(bool(column.item) for column in export.main.columns) == 26


def test_the_two_bytes_were_a_space_that_two_programs_mangled() -> None:
    """A no-break space in UTF-8, twice read as Windows-1252 and saved as Mac Roman: no one encoding gives it back."""
    once = "\u00a0".encode().decode("cp1252").encode("mac_roman")
    assert once.decode("cp1252").encode("mac_roman") == b"\x8c\xe6"


def test_limesurvey() -> None:
    export = read_export(files("07_limesurvey_code_and_text_headers", "public_data_2017_zaf.csv"))
    assert (len(export.main.rows), len(export.main.columns)) == (22, 277)
    found = {(column.key, column.choice): column for column in export.main.columns}
    assert found["currentEmp13", "1"].item == "Accounting & Finance"
    assert found["likert1", "turnOver3"].item == "How often do you consider leaving your job?"
    assert export.main.columns[0].meta == "index"


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("repeating-instruments", {"repeating-instruments_data": 2, "bp": 4}),
        ("vignette-repeating", {"vignette-repeating_data": 2, "blood_pressure": 6, "laboratory": 4, "image": 5}),
        ("checkboxes-1", {"checkboxes-1_data": 4}),
    ],
)
def test_redcap(name, rows) -> None:
    export = read_export(files("10_redcap", f"{name}_data.csv", f"{name}_dictionary.csv"))
    assert {sheet.name: len(sheet.rows) for sheet in export.sheets} == rows
    bare = read_export(files("10_redcap", f"{name}_data.csv"))
    assert [sheet.rows for sheet in bare.sheets] == [sheet.rows for sheet in export.sheets]


def test_ego_interviews() -> None:
    export = read_export(files("13_recon_ego_interviews", "nodes.csv", "collaboration.csv", "resources.csv"))
    assert [(sheet.name, len(sheet.rows)) for sheet in export.sheets[:2]] == [("nodes", 374), ("collaboration", 1732)]
    assert len({cells[0] for _, cells in export.main.rows}) == 40
