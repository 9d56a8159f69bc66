"""Small figures drawn as inline SVG: no script, no style attribute, every text escaped."""

import math
from typing import Final

from markupsafe import Markup, escape

# The palette's shapes as points for a radius of 1; a circle where empty.
_SQUARE: Final = 0.88
_UNIT: Final = {
    "dot": (),
    "square": ((-_SQUARE, -_SQUARE), (_SQUARE, -_SQUARE), (_SQUARE, _SQUARE), (-_SQUARE, _SQUARE)),
    "triangle": ((0.0, -1.15), (1.1, 0.8), (-1.1, 0.8)),
    "diamond": ((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)),
    "triangleDown": ((0.0, 1.15), (1.1, -0.8), (-1.1, -0.8)),
    "hexagon": tuple((1.08 * math.cos(k * math.pi / 3), 1.08 * math.sin(k * math.pi / 3)) for k in range(6)),
}


def element(name: str, *inside: Markup | str, **attributes: object) -> Markup:
    """Return one element; texts and attribute values are escaped, ``None`` leaves an attribute out.

    >>> str(element("text", "R & D", class_="label", x=1.50))
    '<text class="label" x="1.5">R &amp; D</text>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    body = "".join(escape(part) for part in inside)
    return Markup(f"<{name}{written}>{body}</{name}>")


def shape(which: str, *, x: float, y: float, radius: float, class_: str) -> Markup:
    """Return a mark of the palette's shape ``which``, centred on a point."""
    unit = _UNIT[which]
    if not unit:
        return element("circle", class_=class_, cx=x, cy=y, r=radius)
    points = " ".join(f"{_plain(x + radius * dx)},{_plain(y + radius * dy)}" for dx, dy in unit)
    return element("polygon", class_=class_, points=points)


def glyph(which: str, class_: str) -> Markup:
    """Return the mark of a category as it stands in a legend; the words beside it say what it is."""
    return _still(shape(which, x=9, y=9, radius=6, class_=class_), box="0 0 18 18", class_="glyph")


def bar(value: float, class_: str = "") -> Markup:
    """Return a bar for a share, filled from the left; the number stands beside it, so it is decoration.

    A share that is not known gives an empty string: no bar is not a bar of length nought.
    """
    if math.isnan(value):
        return Markup("")
    length = 100 * min(1.0, max(0.0, float(value)))
    track = element("rect", class_="track", x=0, y=0, width=100, height=8)
    fill = element("rect", class_="fill", x=0, y=0, width=length, height=8)
    return _still(track, fill, box="0 0 100 8", class_=f"bar {class_}".strip(), preserveAspectRatio="none")


def _still(*inside: Markup, box: str, class_: str, **attributes: object) -> Markup:
    return element("svg", *inside, class_=class_, viewBox=box, aria_hidden="true", focusable="false", **attributes)


def _plain(value: object) -> str:
    return f"{round(value, 1):g}" if isinstance(value, float) else str(value)
