"""Reference values from R sna, igraph and networkx beside the checkout; tests that need them skip without."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import sparse

from ci_network.network.network import Network

SHARED = Path(__file__).resolve().parents[2] / "shared"
FILES = [path for path in sorted((SHARED / "oracle").glob("*.json")) if path.stem != "inference"]
needs_oracle = pytest.mark.skipif(not FILES, reason="the reference values are not beside the checkout")


def networks() -> list[Any]:
    """Return each reference network's file as a test parameter."""
    return [pytest.param(path, id=path.stem) for path in FILES]


def load(path: Path) -> tuple[Network, dict[str, Any]]:
    """Return the network of a reference file (weights where it has them) and its values by measure."""
    found = json.loads(path.read_text())
    weights = np.array(found["weights"] or found["adjacency"], dtype=float)
    np.fill_diagonal(weights, 0)
    net = Network.from_scipy(sparse.csr_array(weights), found["nodes"], directed=found["directed"])
    return net, {name: value["value"] for name, value in found["values"].items()}


def numbers(values: Any) -> np.ndarray:
    """Return reference values as floats, null as NaN."""
    return np.array([np.nan if value is None else value for value in np.atleast_1d(values)], dtype=float)
