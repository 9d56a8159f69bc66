"""The map as a widget of a notebook: what a reader picks and filters comes back to Python."""

from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

from ci_network.errors import UnknownNameError, UsageError
from ci_network.output.map.draw import draw_map
from ci_network.release import Release


class Selection:
    """What a reader sees and has picked, as tables; the widget's other half keeps the ids."""

    picked_ids: list[str]
    seen_ids: list[str] | None
    wish: dict[str, Any]
    _members: pd.DataFrame

    def __repr__(self) -> str:
        sizes = f"{len(self._members)} members, {len(self.picked)} picked, {len(self.seen)} seen"
        return f"MapWidget: {sizes}; a notebook shows the map"

    @property
    def picked(self) -> pd.DataFrame:
        """The members picked on the map, as rows of the release's members."""
        return self._rows(self.picked_ids)

    @property
    def seen(self) -> pd.DataFrame:
        """The members that pass the map's filters; all of them before the map has been opened."""
        return self._members.copy() if self.seen_ids is None else self._rows(self.seen_ids)

    def pick(self, member: str | None) -> None:
        """Pick a member on the map by id; ``None`` picks nobody."""
        if member is not None and member not in set(self._members["member"]):
            raise UnknownNameError("member", member, self._members["member"].head(5))
        # A count, so that the same member can be picked again after the reader has moved on.
        self.wish = {"pick": member, "count": int(self.wish.get("count", 0)) + 1}

    def _rows(self, ids: list[str]) -> pd.DataFrame:
        known = self._members.set_index("member", drop=False)
        rows = known.loc[[member for member in dict.fromkeys(ids) if member in known.index]]
        return pd.DataFrame(rows).reset_index(drop=True)


def map_widget(release: Release, *, rng: int = 0, height: int = 760) -> Any:
    """Show the network map in a notebook so that what is picked and filtered comes back to Python.

    The map is the same page as :func:`draw_map` gives, in the same isolated frame; it needs no server and asks the
    net for nothing.

    Parameters
    ----------
    release
        What may be shown.
    rng
        Seed of the layouts: the same release and seed give the same map.
    height
        Height of the map in pixels.

    Returns
    -------
    widget
        An anywidget with ``.picked`` and ``.seen`` (DataFrames of members: those picked, those that pass the
        filters), ``.filters`` (the map's state as a dict) and ``.pick(member)``; ``.observe(call, "picked_ids")``
        calls a function at each change.

    Raises
    ------
    UsageError
        Where anywidget is not installed.

    Examples
    --------
    >>> import pytest; _ = pytest.importorskip("anywidget")
    >>> import ci_network as ci
    >>> widget = ci.map_widget(ci.release(ci.analyse(ci.read_study("data/knoke"))))
    >>> len(widget.picked), len(widget.seen)
    (0, 10)
    """
    widget = _widget_class()(html=draw_map(release, rng=rng).html, height=height)
    widget._members = release.members.assign(member=release.members["member"].astype(str)).reset_index(drop=True)
    return widget


@cache
def _widget_class() -> Any:
    """Return the widget's class; anywidget is an extra, so it is looked for only here."""
    try:
        import anywidget
        import traitlets
    except ImportError as missing:
        raise UsageError('the widget needs an optional package: pip install "ci-network[widget]"') from missing

    class MapWidget(Selection, anywidget.AnyWidget):
        """The map in its frame, with what was picked and seen in it."""

        _esm = (files("ci_network.output.map") / "widget.js").read_text(encoding="utf-8")
        html = traitlets.Unicode().tag(sync=True)
        height = traitlets.Int(760).tag(sync=True)
        picked_ids = traitlets.List(traitlets.Unicode()).tag(sync=True)
        seen_ids = traitlets.List(traitlets.Unicode(), default_value=None, allow_none=True).tag(sync=True)
        filters = traitlets.Dict().tag(sync=True)
        wish = traitlets.Dict().tag(sync=True)

    return MapWidget
