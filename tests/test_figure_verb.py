from pathlib import Path

import pytest
from typer.testing import CliRunner

from ci_network.cli import app

pytest.importorskip("matplotlib")


@pytest.mark.parametrize("kind", ["map", "reach_rings", "mixing_matrix", "centrality_bands", "wave_change"])
def test_the_verb_writes_a_figure(tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"{kind}.svg"
    done = CliRunner().invoke(app, ["figure", "data/knoke", kind, "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert done.output.strip() == str(out)
    assert out.read_text(encoding="utf-8").startswith("<?xml")


def test_a_kind_or_a_form_that_does_not_exist_writes_nothing(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["figure", "data/knoke", "pie", "--out", str(tmp_path / "a.svg")]).exit_code == 2
    done = CliRunner().invoke(app, ["figure", "data/knoke", "map", "--out", str(tmp_path / "a.gif")])
    assert "not as .gif" in str(done.exception)
    assert list(tmp_path.iterdir()) == []


def test_a_shareable_figure_can_be_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    CliRunner().invoke(app, ["figure", "data/riverbend", "map", "--out", str(out), "--audience", "shareable"])
    assert "may be shared" in out.read_text(encoding="utf-8")
