"""What a what-if says in plain words: what gets better, what gets worse, what merely changes."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from ci_network.advice.gauges import GAUGES, MORE, NEITHER

BETTER, WORSE, OTHERWISE = "Gets better", "Gets worse", "Changes"
_UNCHANGED: Final = "None of the measures would change."
_TINY: Final = 1e-9
_MOST_DIGITS: Final = 4
Row = Mapping[Any, Any]


def sentences_of(table: pd.DataFrame, *, takes_hold: float | None) -> tuple[str, ...]:
    """Return a sentence for each measure that changes: the better first, then the worse, then the others.

    ``takes_hold`` is the chance that a new tie takes hold; ``None`` where no tie is new.
    """
    told: dict[str, list[str]] = {BETTER: [], WORSE: [], OTHERWISE: []}
    changed = [row for row in table.to_dict("records") if _changes(row)]
    for name in dict.fromkeys(row["measure"] for row in changed):
        rows = [row for row in changed if row["measure"] == name]
        for way, lines in told.items():
            if same := [row for row in rows if _way(row) == way]:
                lines.append(f"{way}: {GAUGES[name].label}, {_parts(same, certain=takes_hold is None)}.")
    found = [sentence for lines in told.values() for sentence in lines] or [_UNCHANGED]
    return (*found, *([_chance(takes_hold)] if takes_hold is not None else []))


def changes_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return the measures that change, in words: ``measure, before, after, to expect``, and which way that is."""
    rows = []
    for row in table.to_dict("records"):
        if _changes(row):
            unit, digits = row["unit"], _digits(row["before"], row["after"], row["unit"])
            seen = {name: _text(row[name], unit, digits) for name in ("before", "after")}
            likely = (_text(row["before"] + row[name], unit, digits) for name in ("expected", "low", "high"))
            expect = "{} ({} to {})".format(*likely)
            rows.append({"measure": GAUGES[row["measure"]].label, **seen, "to expect": expect, "way": _way(row)})
    return pd.DataFrame(rows, columns=["measure", "before", "after", "to expect", "way"])


def _chance(takes_hold: float) -> str:
    return (
        f"The first numbers are as if every new tie takes hold. To expect is what comes of it where each does with a"
        f" chance of {100 * takes_hold:.0f} %; the range is that of four times out of five."
    )


def _changes(row: Row) -> bool:
    unknown = [math.isnan(row[name]) for name in ("before", "after")]
    if any(unknown):
        return not all(unknown)
    return any(abs(row[name]) > _TINY for name in ("change", "expected"))


def _way(row: Row) -> str:
    """Return which way a measure changes; neither where what is to be expected points the other way."""
    better, change = GAUGES[row["measure"]].better, row["change"]
    if better == NEITHER or math.isnan(change) or abs(change) <= _TINY or change * row["expected"] < 0:
        return OTHERWISE
    return BETTER if (change > 0) == (better == MORE) else WORSE


def _parts(rows: Sequence[Row], *, certain: bool) -> str:
    return "; ".join(_part(row, certain=certain) for row in rows)


def _part(row: Row, *, certain: bool) -> str:
    start, unit = row["before"], row["unit"]
    at = {"": "", "any contact": " at any contact"}.get(row["threshold"], f" {row['threshold']}")
    digits = _digits(start, row["after"], unit)
    said = f"from {_text(start, unit, digits)} to {_text(row['after'], unit, digits)}{at}"
    if certain or math.isnan(row["expected"]) or row["low"] == row["high"] == row["change"]:
        return said
    expected, low, high = (_text(start + row[name], unit, digits) for name in ("expected", "low", "high"))
    return f"{said} (expect {expected}, {low} to {high})" if low != high else f"{said} (expect {expected})"


def _digits(before: float, after: float, unit: str) -> int:
    """Return how many decimals tell the two numbers apart."""
    least = 0 if unit == "count" else 1
    return next(
        (d for d in range(least, _MOST_DIGITS) if _text(before, unit, d) != _text(after, unit, d)), _MOST_DIGITS
    )


def _text(value: float, unit: str, digits: int) -> str:
    if math.isnan(value):
        return "not known"
    return f"{100 * value:.{digits}f} %" if unit == "share" else f"{value:.{digits}f}"
