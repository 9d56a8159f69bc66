"""Stand-in until the real one."""

from typing import Any

import numpy as np

from ci_network.output.map import label
from ci_network.release import Release


def parts(release: Release) -> dict[str, Any]:
    """Return sectors as bubbles."""
    sectors = release.members["sector"].map(lambda s: label.shown(s) or "Not stated")
    names = sorted(set(sectors))
    of = [names.index(s) for s in sectors]
    counts = np.bincount(of, minlength=len(names)) if of else []
    groups = []
    for k, name in enumerate(names):
        a = 2 * np.pi * k / max(1, len(names))
        groups.append({"key": name, "label": name, "count": int(counts[k]), "x": round(380 * np.cos(a), 1), "y": round(260 * np.sin(a), 1), "r": round(20 + 10 * counts[k] ** 0.5, 1)})
    return {"groups": groups, "links": [], "of": of}
