"""Numbers and texts as people read them."""

import math
from typing import Any, Final

UNKNOWN: Final = "not known"
_SPACE: Final = "\u00a0"
_MINUS: Final = "\u2212"


def is_known(value: Any) -> bool:
    """Return whether there is a value: not NaN, not NaT, not ``None``, not blank."""
    return value is not None and value == value and str(value).strip() not in ("", "NaT", "<NA>")


def share(value: float) -> str:
    """Return a share as a percentage without decimals; all but none, and all but all, are told apart.

    >>> share(0.661), share(0.001), share(float("nan"))
    ('66\\xa0%', 'under 1\\xa0%', 'not known')
    """
    if not is_known(value):
        return UNKNOWN
    if 0 < value < 0.005:
        return f"under 1{_SPACE}%"
    if 0.995 <= value < 1:
        return f"over 99{_SPACE}%"
    return f"{_signed(100 * value, 0)}{_SPACE}%"


def number(value: Any) -> str:
    """Return a number: whole where it is whole, else with one decimal, two figures where it is less than one.

    >>> number(54.0), number(5.2381), number(0.1429), number(0.0042), number(-2.0)
    ('54', '5.2', '0.14', '0.0042', '−2')
    """
    if not is_known(value):
        return UNKNOWN
    value = float(value)
    if math.isinf(value):
        return "without limit"
    if value == int(value):
        return _signed(value, 0)
    return _signed(value, _decimals(value))


def amount(value: Any, unit: str) -> str:
    """Return a value in its unit: a share as a percentage, a mean with one decimal, else a number."""
    if unit == "share":
        return share(value)
    if unit == "mean" and is_known(value):
        return _signed(float(value), 1)
    return number(value)


def change(value: float, unit: str) -> str:
    """Return a change with its sign: of a share in percentage points, else as a number.

    >>> change(0.021, "share"), change(-1.0, "count"), change(0.004, "share")
    ('+2 points', '−1', '+0.4 points')
    """
    if not is_known(value):
        return UNKNOWN
    size = 100 * value if unit == "share" else value
    text = _signed(size, 0) if unit == "share" and abs(size) >= 1 else number(size)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    plus = "+" if size > 0 else ""
    points = "point" if text.strip(_MINUS) == "1" else "points"
    return f"{plus}{text} {points}" if unit == "share" else f"{plus}{text}"


def span(low: str, high: str) -> str:
    """Return a range in words that do not read as a subtraction."""
    return f"{low} to {high}"


def hours(value: float) -> str:
    """Return an effort in hours.

    >>> hours(1.0), hours(2.5), hours(float("nan"))
    ('about 1 hour', 'about 2.5 hours', 'effort not known')
    """
    if not is_known(value):
        return "effort not known"
    return f"about {number(value)} hour{'' if value == 1 else 's'}"


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun.

    >>> counted(1, "member"), counted(3, "activity", "activities")
    ('1 member', '3 activities')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def plain(name: str) -> str:
    """Return a column name as words.

    >>> plain("mean_distance")
    'mean distance'
    """
    return name.replace("_", " ").strip()


def _decimals(value: float) -> int:
    """Return how many decimals show a number that is not whole: two figures where it is less than one."""
    size = abs(value)
    return 1 if size >= 1 else min(6, 1 - math.floor(math.log10(size)))


def _signed(value: float, decimals: int) -> str:
    text = f"{abs(value):,.{decimals}f}"
    nothing = not text.strip("0.,")
    return f"{_MINUS}{text}" if value < 0 and not nothing else text
