"""The plan beside simpler choices at equal hours: as written, and better than each, for every aim."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
OTHERS = ["best_connected_together", "best_to_least_connected", "random_mean", "random_best"]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("plan_table", DOCS / "plan_table.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_plan_is_better_than_every_simpler_choice() -> None:
    written = pd.read_csv(DOCS / "plan_table.csv")
    assert len(written) == 10
    for other in OTHERS:
        assert (written["plan"] > written[other]).all(), other


def test_the_page_gives_the_figures_of_the_table() -> None:
    written, text = pd.read_csv(DOCS / "plan_table.csv"), (DOCS / "plan.md").read_text("utf-8")
    for row in written.to_dict("records"):
        figures = " | ".join(f"{100 * row[name]:.1f}" for name in ("plan", *OTHERS))
        assert f"| {row['coalition']} | {row['objective']} | {figures} |" in text


def test_the_synthetic_coalition_is_as_written(script: ModuleType) -> None:
    import ci_network as ci

    found = pd.DataFrame(script.rows("Riverbend (synthetic)", ci.Situation.of(ci.read_study(script.SYNTHETIC)), 24.0))
    written = pd.read_csv(DOCS / "plan_table.csv")
    same = written[written["coalition"] == "Riverbend (synthetic)"].reset_index(drop=True)
    pd.testing.assert_frame_equal(found, same, atol=1e-6, check_dtype=False)


def test_the_real_coalition_is_as_written(script: ModuleType) -> None:
    if not script.REAL.exists():
        pytest.skip("the real coalition is not beside the checkout")
    name = "Indiana tobacco control (real)"
    found = pd.DataFrame(script.rows(name, script.real_situation(), 54.0))
    written = pd.read_csv(DOCS / "plan_table.csv")
    same = written[written["coalition"] == name].reset_index(drop=True)
    pd.testing.assert_frame_equal(found, same, atol=1e-6, check_dtype=False)
