"""One row a respondent, one column a member: matrices, grids, ticked options, adjacency matrices."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ci_network.intake.fates import BLANK, GATED, IGNORED, MISSING, SET_ASIDE, STRUCTURAL, UNRESOLVED, USED, ZERO, Codes
from ci_network.intake.surveys.columns import Picked
from ci_network.intake.surveys.mapping import TieBlock
from ci_network.intake.surveys.reading import Ints, Mask, Reading, View
from ci_network.intake.surveys.roster import AMBIGUOUS, NOBODY, OUTSIDE, REFUSED
from ci_network.intake.surveys.shapes.gates import closed_gates
from ci_network.intake.surveys.shapes.named import read_other
from ci_network.intake.surveys.shapes.question import (
    book_of,
    check_meanings,
    columns_of,
    fill,
    layer_names,
    part_of,
    report_alike,
)
from ci_network.intake.surveys.values import UNKNOWN, AnswerBook, plain_answer

_WAYS = ("item", "label", "name", "choice", "key")


@dataclass(frozen=True)
class _Rules:
    """What the other columns say of a row: gates that said no, exclusive answers, and whether it answered at all."""

    closed: Mapping[int, Mask]
    cancelled: Mask
    answered: Mask


def read_matrix(reading: Reading, block: TieBlock) -> None:
    """Read a block whose columns are members; the cell says how (a matrix) or whether (a ticked option)."""
    view = reading.view(block.sheet, f"{block.place}.sheet")
    picked = columns_of(reading, view, block.columns, f"{block.place}.columns")
    ticks = block.shape == "checkbox_columns"
    check_meanings(reading, block, layer_names(block, picked), picks=ticks)
    other = reading.column(view, block.other, f"{block.place}.other") if block.other else None
    picked = [one for one in picked if one.column is not other]
    exclusive = [one for one in picked if _is_exclusive(one, block)]
    members = [one for one in picked if one not in exclusive]
    cancelled = _exclusive_rows(reading, block, view, exclusive)
    answered = cancelled.copy()
    for one in members if block.meanings.blank == "zero" else ():
        answered |= np.array([bool(text.strip()) for text in view.peek(one.column.place)], dtype=bool)
    rules = _Rules(closed_gates(reading, block, view), cancelled, answered)
    books: dict[object, AnswerBook] = {}
    for one in members:
        layer = fill(block.layer, part_of(block, one))
        key = (layer, one.column.key, one.column.place if ticks else -1)
        if key not in books:
            books[key] = book_of(reading, block, one.column, layer=layer, ticks=ticks)
        _read_column(reading, block, view, one, book=books[key], rules=rules)
    reading.asked = True
    read_other(reading, block, view)


def matrix_alter(reading: Reading, block: TieBlock, view: View, picked: Picked) -> int:
    """Return the member that a column is about, telling a header that names nobody."""
    roster, way = reading.roster, block.alter if block.alter in _WAYS else ""
    named = {plain_answer(text): member for text, member in block.alters.items()}
    written = picked.text(way)
    written = named.get(plain_answer(written), written)
    found = roster.find(written)
    if found == NOBODY and not named:
        found = roster.ending(picked.column.label)
    if found == NOBODY:
        found = roster.meet(written)
    if found in (NOBODY, AMBIGUOUS):
        what, mend = reading.name_fault(found, written)
        header = view.shown[picked.column.place]
        reading.declared_fault(f"{block.place}.columns", written, f"column '{header}' is about nobody: {what}", mend)
    return found


def _is_exclusive(picked: Picked, block: TieBlock) -> bool:
    wanted = {plain_answer(text) for text in block.exclusive}
    column = picked.column
    return bool(wanted & {plain_answer(text) for text in (column.name, column.item, column.label) if text})


def _exclusive_rows(reading: Reading, block: TieBlock, view: View, columns: list[Picked]) -> Mask:
    """Return in which rows an option such as "None of these" is ticked."""
    cancelled = np.zeros(len(view.numbers), dtype=bool)
    for one in columns:
        book = book_of(reading, block, one.column, layer="", ticks=True)
        texts = view.texts(one.column)
        fates: Codes = np.array([book[text].fate for text in texts], dtype=np.uint8)
        _tell_unknown(reading, view, one.column.place, np.asarray((fates == UNKNOWN) & view.kept), block)
        fates[fates == UNKNOWN] = IGNORED
        # Not ticked says nothing of anybody: it is a part of the answer, not a known no.
        view.grid.mark(one.column.place, np.where(fates == ZERO, USED, fates).astype(np.uint8))
        cancelled |= fates == USED
    return cancelled


def _read_column(
    reading: Reading, block: TieBlock, view: View, picked: Picked, *, book: AnswerBook, rules: _Rules
) -> None:
    alter = matrix_alter(reading, block, view, picked)
    texts, place = view.texts(picked.column), picked.column.place
    distinct = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    which: Ints = np.fromiter(map(distinct.__getitem__, texts), dtype=np.int32, count=len(texts))
    outcomes = [book[text] for text in distinct]
    fates: Codes = np.array([outcome.fate for outcome in outcomes] or [BLANK], dtype=np.uint8)[which]
    _tell_unknown(reading, view, place, np.asarray((fates == UNKNOWN) & view.kept), block)
    fates[fates == UNKNOWN] = IGNORED
    if reading.roster.has_refused(alter):
        view.grid.mark(place, SET_ASIDE, REFUSED, where=fates != BLANK)
        view.grid.mark(place, fates)
        return
    denied = _settle(reading, block, view, (alter, place), fates=fates, rules=rules)
    shown, reason = _shown(reading, alter, fates)
    view.grid.mark(place, shown, reason, where=shown == UNRESOLVED)
    view.grid.mark(place, shown)
    kept = view.kept
    if alter < 0:
        return
    if alter not in reading.roster.outsiders:
        reading.want(view, (fates == BLANK) | (fates == MISSING))
    whom = (alter, place, part_of(block, picked))
    for number, outcome in enumerate(outcomes):
        for part in outcome.parts if outcome.fate == USED else ():
            rows = np.flatnonzero((which == number) & (fates == USED) & kept).astype(np.int32)
            report_alike(reading, view, block, rows, part=part, whom=whom)
    no = np.flatnonzero((np.isin(fates, (ZERO, GATED)) | denied) & kept).astype(np.int32)
    for part in book.no():
        report_alike(reading, view, block, no, part=part, whom=whom)


def _settle(
    reading: Reading, block: TieBlock, view: View, where: tuple[int, int], *, fates: Codes, rules: _Rules
) -> Mask:
    """Change the fates by what the rest of the row says; return where an answer is overruled by a no."""
    alter, place = where
    own = reading.own(view, alter)
    _own_row(reading, block, view, place, fates=fates, own=own)
    closed = rules.closed.get(alter, rules.closed.get(-1, np.zeros(len(fates), dtype=bool))) & ~own
    blank = fates == BLANK
    fates[blank & closed] = GATED
    fates[blank & ~closed & ~own & rules.cancelled] = ZERO
    if block.meanings.blank == "zero":
        fates[blank & ~closed & ~own & rules.answered] = ZERO
    against = (fates == USED) & closed & view.kept
    if against.any() and block.gate and block.gate.conflict == "error":
        for row in np.flatnonzero(against):
            reading.cell_fault(
                view, int(row), place, what="the question before it was answered with a no, yet this one is answered",
                mend='Correct one of the two, or say which counts: gate.conflict = "answer" or "gate"',
            )  # fmt: skip
    overruled = against if block.gate and block.gate.conflict == "gate" else np.zeros(len(fates), dtype=bool)
    cancelled = (fates == USED) & rules.cancelled & view.kept
    view.grid.mark(place, IGNORED, "the question before it was answered with a no", where=overruled)
    view.grid.mark(place, IGNORED, "an exclusive answer of the same question cancels it", where=cancelled & ~overruled)
    fates[overruled | cancelled] = IGNORED
    return np.asarray(overruled | cancelled)


def _own_row(reading: Reading, block: TieBlock, view: View, place: int, *, fates: Codes, own: Mask) -> None:
    about_itself = own & (fates == USED) & view.kept
    if block.self_ties == "error":
        for row in np.flatnonzero(about_itself):
            reading.cell_fault(
                view, int(row), place, what="the answer is about the respondent's own organisation",
                mend='Clear the cell, or write self = "drop"',
            )  # fmt: skip
    view.grid.mark(place, IGNORED, "an answer about one's own organisation", where=about_itself)
    fates[own & np.isin(fates, (BLANK, ZERO, MISSING))] = STRUCTURAL
    fates[about_itself] = IGNORED


def _shown(reading: Reading, alter: int, fates: Codes) -> tuple[Codes, str]:
    """Return the fates with answers about nobody on the roster as unresolved, and the reason."""
    outsider = alter in reading.roster.outsiders and bool(reading.roster.members)
    if alter != OUTSIDE and not outsider:
        return fates, ""
    reason = "nobody on the roster; kept as an outsider" if outsider else "nobody on the roster; left out"
    return np.where(fates == USED, UNRESOLVED, fates).astype(np.uint8), reason


def _tell_unknown(reading: Reading, view: View, place: int, where: Mask, block: TieBlock) -> None:
    known = ", ".join(dict.fromkeys((*block.meanings.values, *block.meanings.none, *block.meanings.missing))) or "none"
    for row in np.flatnonzero(where):
        reading.cell_fault(
            view, int(row), place, what="the mapping does not say what this answer means",
            mend=f"Add it to values, none or missing of {block.place} (known: {known}), or to ignore.values",
        )  # fmt: skip
