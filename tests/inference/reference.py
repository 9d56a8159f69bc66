"""The reference values of R sna and numpy for permutation tests, beside the checkout."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

ORACLE = Path(__file__).resolve().parents[3] / "shared" / "oracle"
needs_inference = pytest.mark.skipif(not (ORACLE / "inference.json").exists(), reason="no reference values here")


def results(software: str = "R") -> dict[str, Any]:
    """Return the reference results of one program, empty where the file is not there."""
    path = ORACLE / "inference.json"
    return json.loads(path.read_text())[software]["results"] if path.exists() else {}


def matrix(network: str, *, weights: bool = False) -> np.ndarray:
    """Return a reference network's ties, or their values."""
    found = json.loads((ORACLE / f"{network}.json").read_text())
    return np.array(found["weights" if weights else "adjacency"], dtype=float)


def attribute(network: str, name: str) -> np.ndarray:
    """Return an attribute of a reference network's members."""
    return np.array(json.loads((ORACLE / f"{network}.json").read_text())["attributes"][name])


def same(values: np.ndarray) -> np.ndarray:
    return (values[:, None] == values[None, :]).astype(float)


def apart(values: np.ndarray) -> np.ndarray:
    return np.abs(values[:, None] - values[None, :]).astype(float)


def assert_p_agree(frame: pd.DataFrame, row: int, expected: dict[str, float], replicates: int) -> None:
    """Hold the three p values within four Monte-Carlo errors of the difference of two samples."""
    ours = frame.iloc[row]
    count = int(ours["replicates"])
    for side, name in {"greater": "p_ge", "less": "p_le", "two_sided": "p_two_abs"}.items():
        pooled = (ours[f"p_{side}"] * count + expected[name] * replicates) / (count + replicates)
        error = np.sqrt(max(pooled * (1 - pooled), 0) * (1 / count + 1 / replicates))
        assert abs(ours[f"p_{side}"] - expected[name]) <= 4 * error + 1 / count, (side, ours["term"])
