"""Labels as they are shown: cleaned of what could mislead, broken into short lines, measured."""

import unicodedata
from typing import Any, Final

from ci_network.wording import capital

LONGEST: Final = 160
LINE: Final = 13
LINES: Final = 2
FONT: Final = 12.0
LINE_HEIGHT: Final = 14.0
# Mean advance of a character in ems: wider than most system fonts, so that room is never short.
_ADVANCE: Final = 0.58
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def shown(text: object, *, longest: int = LONGEST) -> str:
    """Return a text fit to be shown: one line, no control or direction-changing marks, not endless.

    >>> shown("Food\\u202eBank\\n")
    'FoodBank'
    """
    if text is None or text != text:
        return ""
    flat = " ".join(str(text).split())
    # Categories Cc, Cf, Cs: control characters, direction marks, lone surrogates. Joiners keep emoji whole.
    kept = "".join(mark for mark in flat if unicodedata.category(mark)[0] != "C" or mark == "\u200d")
    return kept if len(kept) <= longest else kept[: longest - 1] + "…"


def plain(name: object) -> str:
    """Return a column's or a layer's name as words.

    >>> plain("lived_experience")
    'Lived experience'
    """
    text = shown(name).replace("_", " ").replace(".", " ")
    return capital(text)


def lines(text: str) -> list[str]:
    """Return a label broken into at most two short lines; what does not fit ends in an ellipsis.

    >>> lines("Riverbend Credit Union")
    ['Riverbend', 'Credit Union']
    """
    words = text.split()
    if width(text) <= LINE or not words:
        return [text]
    cuts = range(1, len(words))
    halves = [[" ".join(words[:cut]), " ".join(words[cut:])] for cut in cuts] or [[text]]
    best = min(halves, key=lambda half: max(width(line) for line in half))
    return [_cut(line) for line in best[:LINES]]


def width(text: str) -> float:
    """Return the width of a text in characters, wide (such as Chinese) ones counting as nearly two."""
    return sum(1.75 if unicodedata.east_asian_width(mark) in "WF" else 1.0 for mark in text)


def box(text: str) -> tuple[float, float]:
    """Return the width and height, in pixels at the default zoom, that a label takes."""
    parts = lines(text)
    return FONT * _ADVANCE * max(width(part) for part in parts), LINE_HEIGHT * len(parts)


def kept_until(day: Any) -> str:
    """Return a date as it is read, whether it came as a date or as text.

    >>> kept_until("2030-12-31")
    '31 December 2030'
    """
    text = shown(day)
    try:
        year, month, date = (int(part) for part in text[:10].split("-"))
        return f"{date} {_MONTHS[month - 1]} {year}"
    except (ValueError, IndexError):
        return text if text != "NaT" else ""


def _cut(line: str) -> str:
    longest = LINE + 6
    return line if width(line) <= longest else line[: longest - 1].rstrip() + "…"
