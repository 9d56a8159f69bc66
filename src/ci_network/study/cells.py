"""What one cell means: text to number, date, choice or list, and what is wrong with it where it is none."""

import datetime as dt
import math

import pandas as pd

from ci_network.study.schema import CHOICE, DATE, LIST, NUMBER, Column

_YES = {"yes": "yes", "y": "yes", "true": "yes", "1": "yes", "no": "no", "n": "no", "false": "no", "0": "no"}


def number(text: str) -> float | None:
    """Return a number, or ``None`` where the text is none; a comma is never taken for a decimal point."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def date(text: str) -> dt.date | None:
    """Return the date of ``2026-03-05``, ``2026-03`` or ``2026`` (its first day), or ``None``."""
    parts = text.split("-")
    try:
        year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
        return dt.date(year, month, day) if len(parts) <= 3 and len(parts[0]) == 4 else None
    except ValueError:
        return None


def choice(text: str, choices: tuple[str, ...]) -> str | None:
    """Return the choice that the text is, case aside (yes/no also as true/false and 1/0), or ``None``."""
    folded = text.casefold()
    if choices == ("no", "yes"):
        folded = _YES.get(folded, folded)
    return next((known for known in choices if known.casefold() == folded), None)


def parts(text: str) -> tuple[str, ...]:
    """Return the parts of a list cell, which are joined by ``|``."""
    return tuple(part.strip() for part in text.split("|") if part.strip())


def fault(text: str, column: Column) -> tuple[str, str] | None:
    """Return what is wrong with a cell's text and how to mend it, or ``None`` where nothing is."""
    if not text:
        return ("the cell is blank", f"Fill in {column.name}, or remove the row") if column.required else None
    if column.holds == NUMBER:
        value = number(text)
        if value is None:
            return ("it is not a number", "Write it with digits and a point, such as 12.5")
        if column.low is not None and value < column.low:
            return (f"it is below {column.low:g}", f"Write a number of {column.low:g} or more, or leave it blank")
    if column.holds == DATE and date(text) is None:
        return ("it is not a date", "Write it as 2026-03-05, 2026-03 or 2026")
    if column.holds == CHOICE and choice(text, column.choices) is None:
        return ("it is none of the answers there are", f"Write one of: {', '.join(column.choices)}")
    return None


def typed(texts: list[str], column: Column) -> pd.Series:
    """Return the texts of a column as what they mean: blank numbers are NaN, blank dates NaT, other blanks ""."""
    if column.holds == NUMBER:
        return pd.Series([float(text) if text else math.nan for text in texts], dtype=float)
    if column.holds == DATE:
        return pd.Series(
            [pd.Timestamp(day) if (day := date(text)) else pd.NaT for text in texts], dtype="datetime64[us]"
        )
    if column.holds == LIST:
        return pd.Series([parts(text) for text in texts], dtype=object)
    if column.holds == CHOICE:
        return pd.Series([choice(text, column.choices) or "" for text in texts], dtype=str)
    return pd.Series(texts, dtype=str)
