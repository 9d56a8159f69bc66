"""The table of every measure beside the reference: no difference without a stated convention, and as written."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import oracle
import pandas as pd
import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("oracle_table", DOCS / "oracle_table.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclass looks its module up
    spec.loader.exec_module(module)
    return module


@oracle.needs_oracle
@pytest.mark.slow
def test_the_table_is_as_written(script: ModuleType) -> None:
    found, written = script.oracle_table(), pd.read_csv(DOCS / "oracle_table.csv")
    names = ["measure", "network", "reference", "values", "note"]
    pd.testing.assert_frame_equal(found[names], written[names].fillna(""), check_dtype=False)
    plain = written[written["note"].isna()]
    assert not (plain["difference"] > script.TOLERANCE).any()


@oracle.needs_oracle
@pytest.mark.parametrize("name", ["knoke_money", "florentine_business"])
def test_a_difference_has_a_convention(script: ModuleType, name: str) -> None:
    path = next(path for path in oracle.FILES if path.stem == name)
    table = pd.DataFrame(script.rows(path))
    apart = (table["difference"] > script.TOLERANCE) | table["unequal"]
    assert (table.loc[apart, "note"] != "").all()
    assert (table.loc[~apart, "note"] == "").all()
    assert len(table) > 70


def test_a_difference_that_nobody_explains_has_no_note(script: ModuleType) -> None:
    assert script.note("net_density", 0.1, unequal=False) == ""
    assert script.note("network_brokerage_table z itinerant", 0.1, unequal=False) == ""
    assert script.note("node_closeness", 0.1, unequal=True) == ""
    assert script.note("network_brokerage_table z total", 0.1, unequal=False) != ""
