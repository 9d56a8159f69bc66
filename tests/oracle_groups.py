"""Reference networks with the groups that the reference values of groups were made with."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import oracle

from ci_network.network.network import Network


def load(path: Path) -> tuple[Network, dict[str, Any]]:
    """Return a reference network with its groups as sectors ("" where it has none), and its values by measure."""
    net, values = oracle.load(path)
    groups = values.get("group_values")
    if isinstance(groups, list):
        net = replace(net, members=net.members.assign(sector=[str(group) for group in groups]))
    return net, values


def grouped() -> list[Any]:
    """Return each reference network that has groups as a test parameter."""
    return [param for param in oracle.networks() if json.loads(param.values[0].read_text())["group_attribute"]]


def same(ours: Any, theirs: Any, name: str = "") -> None:
    """Check that ours equals the reference, NaN where it has null."""
    found, expected = np.atleast_1d(np.asarray(ours, dtype=float)), oracle.numbers(theirs)
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-8, err_msg=name)
