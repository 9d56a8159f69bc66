"""Everything that the main job writes, made in memory first: pages, tables, graphs, provenance."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ci_network.output.graphs import graphml_text
from ci_network.output.map import draw_map
from ci_network.output.report import build_report
from ci_network.output.write import csv_text, write_all
from ci_network.release import Release

TABLES: Final = (
    "node_measures",
    "network_measures",
    "reach",
    "gaps",
    "conditions",
    "conditions_summary",
    "phases",
    "phase_evidence",
    "readiness",
    "readiness_evidence",
    "backbone_roles",
    "governance",
    "stage",
    "network_kinds",
    "readings",
    "recommendations",
    "responses",
    "ledger",
)
Step = Callable[[str], None]


def write_report(release: Release, out: str | Path, *, on_step: Step = lambda _: None) -> list[Path]:
    """Write report, map, tables, graph and provenance of a release into a folder, and return their paths.

    Everything is made before anything is written: where a page cannot be made, the folder stays as it was.

    Parameters
    ----------
    out
        The folder; made where it is missing. Files of the same names in it are replaced.
    on_step
        Called with a few words before each step, for progress.

    Examples
    --------
    >>> import tempfile, ci_network as ci
    >>> release = ci.release(ci.analyse(ci.read_study("data/knoke")))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     sorted(path.name for path in ci.write_report(release, folder) if path.suffix == ".html")
    ['map.html', 'report.html']
    """
    on_step("Drawing the map")
    drawn = draw_map(release)
    on_step("Writing the report")
    pages = {"map.html": drawn.html, "report.html": build_report(release, places=drawn.places)}
    tables = {f"tables/{name}.csv": csv_text(getattr(release, name)) for name in TABLES}
    graphs = {"graphs/network.graphml": graphml_text(release)}
    return write_all(out, pages | tables | graphs | {"provenance.json": provenance_text(release)})


def provenance_text(release: Release) -> str:
    """Return how a release was made, as JSON with sorted keys."""
    return json.dumps(release.provenance, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"
