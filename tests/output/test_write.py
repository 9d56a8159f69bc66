"""Files are written whole or not at all, and no cell of a table starts a formula."""

from pathlib import Path

import pandas as pd
import pytest

from ci_network.errors import InputError
from ci_network.output.write import csv_text, write_all, write_text


def test_files_are_written_with_plain_line_ends_in_utf8(tmp_path: Path) -> None:
    path = write_text(tmp_path / "new" / "page.html", "Größe\nline")
    assert path.read_bytes() == "Größe\nline".encode()


def test_nothing_is_left_behind_when_one_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "report.html").write_text("old")
    (tmp_path / "out" / "tables").write_text("a file where a folder is wanted")
    with pytest.raises(InputError, match="cannot be written"):
        write_all(tmp_path / "out", {"report.html": "new", "tables/gaps.csv": "new"})
    assert (tmp_path / "out" / "report.html").read_text() == "old"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["report.html", "tables"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_is_made_inert(start: str) -> None:
    text = csv_text(pd.DataFrame({"name": [f"{start}SUM(A1)"], "value": [-1.5]}))
    assert "'" + start + "SUM" in text
    assert ",-1.5" in text


def test_numbers_are_written_in_full_and_nan_is_blank() -> None:
    text = csv_text(pd.DataFrame({"value": [1 / 3, float("nan"), 2.0]}))
    assert text == 'value\n0.3333333333333333\n""\n2.0\n'
