"""Ratings of the whole: what members say of conditions, phases, readiness and the backbone's roles."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from ci_network.intake.fates import BLANK, IGNORED, MISSING, USED
from ci_network.intake.surveys.columns import Picked
from ci_network.intake.surveys.export import SurveyColumn
from ci_network.intake.surveys.mapping import RatingBlock
from ci_network.intake.surveys.privacy import without_addresses
from ci_network.intake.surveys.reading import Rating, Reading, View
from ci_network.intake.surveys.settings import near
from ci_network.intake.surveys.shapes.question import columns_of
from ci_network.intake.surveys.values import UNKNOWN, plain_answer
from ci_network.terms import ASKED_IN_PARTS, ASSESSED

Ends = tuple[float, float]
Score = tuple[int, float]
# Agreement in words, from 1 to 5; a ladder without a middle leaves out the third.
AGREEMENT: Final = tuple(
    dict(zip(words, (1.0, 2.0, 3.0, 3.0, 3.0, 3.0, 4.0, 5.0), strict=True))
    for low, less, more, high in (
        ("strongly disagree", "disagree", "agree", "strongly agree"),
        ("disagree strongly", "disagree", "agree", "agree strongly"),
        ("strongly disagree", "somewhat disagree", "somewhat agree", "strongly agree"),
        ("completely disagree", "disagree", "agree", "completely agree"),
    )
    for words in [(low, less, "neither agree nor disagree", "neither nor", "neither", "neutral", more, high)]
)
_FIVE_STEPS: Final = (1.0, 5.0)


def ends_of(item: str, own: Ends | None = None) -> Ends | None:
    """Return the lowest and highest score of an item; ``None`` where it is neither the framework's nor given one."""
    known = ASSESSED.get(item)
    if known is None and item.partition(".")[0] in ASKED_IN_PARTS:
        known = ASSESSED.get(item.rpartition(".")[0])
    return (float(known[0]), float(known[1])) if known else own


def read_ratings(reading: Reading, block: RatingBlock) -> None:
    """Read one block of ratings: a column an item, or in long shapes a row an item."""
    view = reading.view(block.sheet, f"{block.place}.sheet")
    found = _long(reading, block, view) if block.shape != "roster_matrix" else _columns(reading, block, view)
    if block.note:
        found = _with_notes(reading, block, view, found)
    reading.ratings += found


class Scores:
    """What each answer of a question is worth on the scale of an item."""

    def __init__(self, reading: Reading, block: RatingBlock, columns: Iterable[tuple[SurveyColumn, View]]) -> None:
        self.block, self.reading = block, reading
        self._told: set[str] = set()
        self.values = {plain_answer(text): float(value) for text, value in _numbers(block).items()}
        self.fates = {plain_answer(text): IGNORED for text in reading.mapping.ignore.values if text}
        self.fates |= {plain_answer(text): MISSING for text in block.missing}
        said = {
            part
            for column, view in columns
            for text in set(view.peek(column.place))
            for part in self._ways(column, text)
        }
        self.words = max(AGREEMENT, key=lambda words: len(said & set(words)))

    def check(self, item: str, ends: Ends) -> None:
        """Tell each declared value that does not lie on the scale of an item, once."""
        for answer, value in self.block.values.items():
            number = _as_number(value)
            if answer not in self._told and (number is None or not ends[0] <= number <= ends[1]):
                self._told.add(answer)
                self.reading.declared_fault(
                    f"{self.block.place}.values.{answer}", value, f"it is not on the scale of {item}",
                    f"Write a number from {ends[0]:g} to {ends[1]:g}",
                )  # fmt: skip

    def read(self, column: SurveyColumn, text: str, ends: Ends) -> Score:
        """Return the fate and the score of an answer."""
        ways = self._ways(column, text)
        if not ways:
            return BLANK, np.nan
        for said in ways:
            if said in self.fates:
                return self.fates[said], np.nan
            if said in self.values:
                return USED, self.values[said]
        if not self.values:
            score = self._own(ways, ends)
            if score is not None and ends[0] <= score <= ends[1]:
                return USED, score
        return UNKNOWN, np.nan

    def tell(self, view: View, row: int, column: SurveyColumn, *, item: str, ends: Ends) -> None:
        """Tell an answer that is no score of the item."""
        number = _as_number(self._ways(column, view.peek(column.place)[row])[-1])
        if number is not None and not self.values:
            what, mend = (
                f"it is not on the scale of {item}, {ends[0]:g} to {ends[1]:g}",
                "Correct it, or say under values of",
            )
        else:
            what, mend = "the mapping does not say what this answer means", "Add it to values or missing of"
        self.reading.cell_fault(view, row, column.place, what=what, mend=f"{mend} {self.block.place}")

    def _own(self, ways: tuple[str, ...], ends: Ends) -> float | None:
        """Return the score of a label, or of a number where no label stands behind it."""
        if ways[-1] in self.words and ends == _FIVE_STEPS:
            return self.words[ways[-1]]
        return _as_number(ways[-1])

    def _ways(self, column: SurveyColumn, text: str) -> tuple[str, ...]:
        """Return an answer as it stands and, where the tool lists its codes, as the label of its code."""
        whole = plain_answer(text)
        if not whole:
            return ()
        choices = self.reading.export.choices.get(column.key, {})
        label = next((plain_answer(words) for code, words in choices.items() if plain_answer(code) == whole), whole)
        return (whole,) if label == whole else (whole, label)


def _columns(reading: Reading, block: RatingBlock, view: View) -> list[Rating]:
    picked = columns_of(reading, view, block.columns, f"{block.place}.columns")
    scores = Scores(reading, block, [(one.column, view) for one in picked])
    met: set[str] = set()
    found: list[Rating] = []
    for one in picked:
        view.texts(one.column)
        item = _item_of(block, one, met)
        if item == "":
            view.grid.mark(one.column.place, IGNORED, "an item that is not wanted")
            continue
        ends = _ends(reading, block, item if item is not None else view.shown[one.column.place], known=item is not None)
        if ends is not None and item is not None:
            found += _scored(block, view, scores, (one.column, item, ends))
    for text in block.items:
        if plain_answer(text) not in met and picked:
            mend = near(text, [one.text() for one in picked]) or "Take it out, or copy the words from the export"
            reading.declared_fault(f"{block.place}.items", text, "no column of the question is called so", mend)
    return found


def _scored(block: RatingBlock, view: View, scores: Scores, asked: tuple[SurveyColumn, str, Ends]) -> list[Rating]:
    column, item, ends = asked
    scores.check(item, ends)
    fates = np.full(len(view.numbers), BLANK, dtype=np.uint8)
    found: list[Rating] = []
    for row in np.flatnonzero(view.kept).tolist():
        fates[row], ratings = _of_cell(block, view, scores, asked, (row, view.peek(column.place)[row]))
        found += ratings
    view.grid.mark(column.place, fates)
    return found


def _of_cell(
    block: RatingBlock, view: View, scores: Scores, asked: tuple[SurveyColumn, str, Ends], cell: tuple[int, str]
) -> tuple[int, list[Rating]]:
    """Return the fate of a cell and the rating it gives, if any; an answer that is no score is told."""
    (column, item, ends), (row, text) = asked, cell
    fate, score = scores.read(column, text, ends)
    if fate == UNKNOWN:
        scores.tell(view, row, column, item=item, ends=ends)
        return IGNORED, []
    return fate, [_rating(block, view, (row, column.place), item, score)] if fate == USED else []


def _long(reading: Reading, block: RatingBlock, view: View) -> list[Rating]:
    names = reading.column(view, block.item, f"{block.place}.item")
    values = reading.column(view, block.value, f"{block.place}.value")
    if names is None or values is None:
        return []
    scores = Scores(reading, block, [(values, view)])
    items = {plain_answer(text): item for text, item in block.items.items()}
    view.mark_filled(names)
    fates = np.full(len(view.numbers), BLANK, dtype=np.uint8)
    found: list[Rating] = []
    for row, text in enumerate(view.texts(values)):
        written = view.peek(names.place)[row].strip()
        item = items.get(plain_answer(written), written)
        ends = ends_of(item, block.scale if item else None)
        if not view.kept[row] or not text.strip():
            continue
        if ends is None:
            what, mend = _unknown(block, written)
            reading.cell_fault(view, row, names.place, what=what, mend=mend)
            continue
        scores.check(item, ends)
        fates[row], ratings = _of_cell(block, view, scores, (values, item, ends), (row, text))
        found += ratings
    view.grid.mark(values.place, fates)
    return found


def _rating(block: RatingBlock, view: View, where: tuple[int, int], item: str, score: float) -> Rating:
    row, place = where
    return Rating(int(view.response[row]), item, score, block.several, row, place, view.sheet.name)


def _item_of(block: RatingBlock, picked: Picked, met: set[str]) -> str | None:
    """Return the item that a column rates, "" where it is not wanted, ``None`` where nothing says it."""
    column = picked.column
    ways = (picked.groups.get("item", ""), picked.groups.get("alter", ""), column.item, column.name, column.label)
    items = {plain_answer(text): item for text, item in block.items.items()}
    for way in (plain_answer(text) for text in ways if text):
        if way in items:
            met.add(way)
            return block.item.replace("{item}", items[way]) if "{item}" in block.item and items[way] else items[way]
    if block.item:
        return block.item.replace("{item}", next(filter(None, ways), ""))
    return next((text.strip() for text in ways if ends_of(text.strip(), None)), None)


def _ends(reading: Reading, block: RatingBlock, item: str, *, known: bool) -> Ends | None:
    """Return the scale of an item, telling a column that rates none."""
    ends = ends_of(item, block.scale) if known else None
    if ends is None:
        what, mend = _unknown(block, item)
        reading.declared_fault(f"{block.place}.items", item, what, mend)
        return None
    return ends


def _unknown(block: RatingBlock, written: str) -> tuple[str, str]:
    mend = near(written, ASSESSED) or f"Say which item it is under items of {block.place}, such as condition.CA.1"
    return (
        "no item of the assessments is called so",
        f"{mend}; an item of your own needs a scale, such as scale = [1, 5]",
    )


def _with_notes(reading: Reading, block: RatingBlock, view: View, found: list[Rating]) -> list[Rating]:
    """Return the ratings with the words beside the question, each with the first item that its row rates."""
    column = reading.column(view, block.note, f"{block.place}.note")
    if column is None:
        return found
    strip = reading.mapping.privacy.strip
    texts = [" ".join((without_addresses(text) if strip else text).split()) for text in view.texts(column)]
    rated = {rating.row for rating in found}
    fates = np.array([BLANK if not text else USED if n in rated else IGNORED for n, text in enumerate(texts)], np.uint8)
    view.grid.mark(column.place, fates, "words beside a question that was not answered", where=fates == IGNORED)
    view.grid.mark(column.place, fates)
    noted: set[int] = set()
    out = []
    for rating in found:
        out.append(rating if rating.row in noted else replace(rating, note=texts[rating.row]))
        noted.add(rating.row)
    return out


def _numbers(block: RatingBlock) -> Mapping[str, float]:
    """Return the declared scores; those that are no numbers are told where the scale is known."""
    found = {text: _as_number(value) for text, value in block.values.items()}
    return {text: number for text, number in found.items() if number is not None}


def _as_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
