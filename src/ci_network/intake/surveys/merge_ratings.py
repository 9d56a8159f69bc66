"""From ratings to one score for each organisation and item."""

from typing import Final

import pandas as pd

from ci_network.intake.surveys.merge import Answered, joined
from ci_network.intake.surveys.reading import Rating, Reading
from ci_network.intake.surveys.rows import Responses

_COLUMNS: Final = ["response", "item", "value", "several", "number", "place", "sheet", "note"]


def merged_ratings(reading: Reading, responses: Responses, whose: Answered) -> pd.DataFrame:
    """Return one score for each organisation and item: ``line``, ``item``, ``value``, ``note`` and where it stood.

    Where several people of one organisation answer, the block's own rule or that of the rows holds. Ratings of several
    people that are kept apart elsewhere are averaged: an organisation has one score.
    """
    rules = reading.mapping.rows
    frame = pd.DataFrame(
        [
            (r.response, r.item, r.score, r.several, reading.views[r.sheet].numbers[r.row], r.place, r.sheet, r.note)
            for r in _once(reading)
        ],
        columns=_COLUMNS,
    )
    frame["line"] = whose.line[frame["response"].to_numpy(int)]
    frame = frame[frame["line"] >= 0]
    if frame.empty:
        return frame
    how = frame.groupby("item")["several"].transform("first").replace("", rules.several).replace("keep", "mean")
    frame = _noted(frame.assign(several=how, person=responses.person[frame["response"].to_numpy(int)]))
    if rules.unit == "response" and rules.duplicates in ("union", "max", "mean"):
        frame = joined(frame, ["line", "person", "item"], rules.duplicates)
    parts = [joined(part, ["line", "item"], str(rule)) for rule, part in frame.groupby("several", sort=False)]
    return pd.concat(parts, ignore_index=True)


def _noted(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with all that was noted of one score in each of its rows."""
    if not frame["note"].any():
        return frame
    notes = frame.groupby(["line", "item"], sort=False)["note"]
    return frame.assign(note=notes.transform(lambda texts: " / ".join(dict.fromkeys(text for text in texts if text))))


def _once(reading: Reading) -> list[Rating]:
    """Return the ratings, each item once a response; different scores for one item are told."""
    first: dict[tuple[int, str], Rating] = {}
    for rating in reading.ratings:
        known = first.setdefault((rating.response, rating.item), rating)
        if known.score != rating.score:
            view, other = reading.views[rating.sheet], reading.views[known.sheet]
            reading.cell_fault(
                view, rating.row, rating.place,
                what=f"'{other.shown[known.place]}' in row {other.numbers[known.row]} rates {rating.item} otherwise",
                mend="Correct one of them, or map both to parts of the item, such as condition.CA.1 and condition.CA.2",
            )  # fmt: skip
    return list(first.values())
