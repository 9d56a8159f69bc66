"""A figure as bytes that are the same each time, and as a file; matplotlib is loaded only where it is used."""

import io
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ci_network.errors import UsageError
from ci_network.output.write import write_all

if TYPE_CHECKING:  # an extra: the type alone
    from matplotlib.figure import Figure

# What each kind of file says about itself: nothing that changes from one day or version to the next.
_ABOUT: Final[Mapping[str, Mapping[str, str | None]]] = {
    "svg": {"Date": None, "Creator": "ci_network"},
    "pdf": {"CreationDate": None, "Creator": "ci_network", "Producer": "ci_network"},
    "png": {"Software": None},
}
# Typed loosely: which settings there are changes from one matplotlib to the next.
_STYLE: Final[Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9.0,
    "text.parse_math": False,  # a name is text, whatever signs it holds
    "svg.fonttype": "none",
    "svg.hashsalt": "ci_network",
    "pdf.fonttype": 42,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#8a8f98",
    "axes.linewidth": 0.8,
    "path.simplify": False,
    "savefig.bbox": "standard",
    "figure.facecolor": "white",
    "axes.facecolor": "white",
}


@contextmanager
def styled() -> Iterator[None]:
    """Draw and save in the house's style, whatever the user's own settings are."""
    try:
        import matplotlib as mpl
    except ImportError as missing:
        raise UsageError('figures need an optional package: pip install "ci-network[figures]"') from missing
    with mpl.rc_context(), warnings.catch_warnings():
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        # An SVG keeps its text as text: the reader's own fonts show what ours lacks.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        yield


@cache
def figure_class() -> "type[Figure]":
    """Return matplotlib's figure with two things more: it shows itself in a notebook, and saves itself whole."""
    from matplotlib.figure import Figure

    class StillFigure(Figure):
        """A figure of a release: shows itself as SVG in a notebook; ``.save(path)`` writes it."""

        def save(self, path: str | Path) -> Path:
            """Write the figure as .svg, .pdf or .png (by the name) and return its path."""
            return save_figure(self, path)

        def _repr_svg_(self) -> str:
            return figure_bytes(self, "svg").decode("utf-8")

    return StillFigure


def figure_bytes(figure: "Figure", form: str) -> bytes:
    """Return a figure as the bytes of an SVG, PDF or PNG file: the same figure gives the same bytes."""
    if form not in _ABOUT:
        raise UsageError(f"A figure is saved as .svg, .pdf or .png, not as .{form}.")
    written = io.BytesIO()
    with styled():
        figure.savefig(written, format=form, metadata=dict(_ABOUT[form]), dpi=200)
    return written.getvalue()


def save_figure(figure: "Figure", path: str | Path) -> Path:
    """Write a figure as .svg, .pdf or .png, by the name of the file, and return its path."""
    target = Path(path)
    write_all(target.parent, {target.name: figure_bytes(figure, target.suffix.removeprefix(".").lower())})
    return target
