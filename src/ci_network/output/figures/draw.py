"""Draw a release as a still figure: one function, one kind of figure a name."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

import pandas as pd

from ci_network.errors import UnknownNameError
from ci_network.output.figures.bands import centrality_bands_figure
from ci_network.output.figures.change import wave_change_figure
from ci_network.output.figures.curve import gain_curve_figure
from ci_network.output.figures.mixing import mixing_matrix_figure
from ci_network.output.figures.networks import map_figure, reach_rings_figure
from ci_network.output.figures.save import styled
from ci_network.release import Release

if TYPE_CHECKING:
    from matplotlib.figure import Figure

KINDS: Final = ("map", "reach_rings", "mixing_matrix", "centrality_bands", "gain_curve", "wave_change")
_FROM_THE_RELEASE: Final[Mapping[str, Callable[[Release], "Figure"]]] = {
    "mixing_matrix": mixing_matrix_figure,
    "centrality_bands": centrality_bands_figure,
    "wave_change": wave_change_figure,
}


def figure(release: Release, kind: str = "map", *, curve: pd.DataFrame | None = None, rng: int = 0) -> "Figure":
    """Draw a still figure for print: a map, rings of reach, a matrix of sectors, standing in thirds, gain, change.

    Every figure states what it rests on: n, who answered, the wave, the tie rule, and whether the data are made up.
    It obeys the same rules as the report: where too few answered no member's standing is shown.

    Parameters
    ----------
    release
        What may be shown.
    kind
        ``map`` who is in contact with whom; ``reach_rings`` who is how many steps from the backbone;
        ``mixing_matrix`` ties within and between sectors; ``centrality_bands`` each member's third in the measures
        of standing; ``gain_curve`` what a plan gains for its hours; ``wave_change`` ties gained and lost.
    curve
        For ``gain_curve``: the plan's table with columns ``hours`` and ``gain``, and ``expected low high`` where known.
    rng
        Seed of the layout: the same release and seed give the same figure.

    Returns
    -------
    matplotlib.figure.Figure
        It shows itself in a notebook; ``.save("figure.svg")`` writes it as SVG, PDF or PNG, each time the same bytes.

    Raises
    ------
    UnknownNameError
        For a kind that does not exist.
    UsageError
        Where matplotlib is not installed.

    Notes
    -----
    Where there is nothing to draw (no backbone, one wave, no plan) the figure says so in words.

    Examples
    --------
    >>> import pytest; _ = pytest.importorskip("matplotlib")
    >>> import ci_network as ci
    >>> release = ci.release(ci.analyse(ci.read_study("data/knoke")))
    >>> ci.figure(release, "mixing_matrix").texts[0].get_text()
    'Ties within and between sectors'
    """
    if kind not in KINDS:
        raise UnknownNameError("kind of figure", kind, KINDS)
    with styled():
        if kind == "gain_curve":
            return gain_curve_figure(release, curve)
        if kind in _FROM_THE_RELEASE:
            return _FROM_THE_RELEASE[kind](release)
        return (map_figure if kind == "map" else reach_rings_figure)(release, rng=rng)
