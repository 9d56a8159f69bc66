"""Draw a release as a map that shows itself in a notebook and saves itself as one file."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

import pandas as pd

from ci_network.output.map import label
from ci_network.output.write import write_text
from ci_network.release import Release


@dataclass(frozen=True)
class Map:
    """A network map as one HTML document that needs nothing else and asks the net for nothing."""

    html: str

    def save(self, path: str | Path) -> Path:
        """Write the map to a file and return its path."""
        return write_text(Path(path), self.html)

    def _repr_html_(self) -> str:
        return (
            '<iframe title="Network map" width="100%" height="760" style="border:0" '
            f'sandbox="allow-scripts allow-downloads" srcdoc="{escape(self.html)}"></iframe>'
        )


def draw_map(release: Release, *, rng: int = 0, previous: pd.DataFrame | None = None) -> Map:
    """Draw a network map of a release: who works with whom, who is at the edge, where the backbone reaches.

    Members who work together stand together; members without a tie at the rule's level stand beside the
    rest. The page lets a reader search, colour, filter and walk the network; its numbers are those of the
    release and do not change with a filter.

    Parameters
    ----------
    release
        What may be shown.
    rng
        Seed of the layouts: the same release and seed give the same bytes.
    previous
        Where members stood on an earlier map, as :func:`positions` gives it: who was there stays about there.

    Returns
    -------
    Map
        ``.html`` is the page, ``.save(path)`` writes it; in a notebook it shows itself.

    Examples
    --------
    >>> import ci_network as ci
    >>> ci.draw_map(ci.release(ci.analyse(ci.read_study("data/knoke")))).html[:15]
    '<!doctype html>'
    """
    # pyvis brings IPython with it, which only a map needs; the report's words import this package.
    from ci_network.output.map.data import facts_line, map_data
    from ci_network.output.map.page import map_page
    from ci_network.output.map.wording import response_policy

    about = {
        "title": label.shown(release.about["title"]) or "Network map",
        "purpose": label.shown(release.about["purpose"]),
        "notice": label.shown(release.about["notice"]),
        "synthetic": release.about["synthetic"] is True,
        "facts": facts_line(release),
        "policy": response_policy(release),
        "withheld": [
            {name: label.shown(row[name]) for name in ("what", "why")} | {"count": row["count"]}
            for row in release.withheld.to_dict("records")
        ],
    }
    return Map(map_page(map_data(release, rng=rng, previous=previous), about=about))
