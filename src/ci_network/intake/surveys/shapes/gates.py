"""The question before the question: after its no, a blank is a known no."""

from collections.abc import Mapping

import numpy as np

from ci_network.intake.fates import BLANK, USED, ZERO, Codes
from ci_network.intake.surveys.columns import Picked
from ci_network.intake.surveys.mapping import Gate, TieBlock
from ci_network.intake.surveys.reading import Mask, Reading, View
from ci_network.intake.surveys.shapes.question import columns_of
from ci_network.intake.surveys.values import plain_answer, split_cell


def closed_gates(reading: Reading, block: TieBlock, view: View) -> Mapping[int, Mask]:
    """Return, by member, in which rows the gate said no; by -1 where one gate stands before the whole block."""
    gate = block.gate
    if gate is None:
        return {}
    picked = columns_of(reading, view, gate.columns, f"{block.place}.gate.columns")
    if gate.split is not None:
        return _from_picks(reading, gate, view, picked)
    alters = [_alter(reading, block, one) for one in picked]
    whole = len(picked) == 1 and alters[0] < 0
    told = [_column(reading, gate, view, one) for one in picked]
    answered = np.zeros(len(view.numbers), dtype=bool)
    for fates in told:
        answered |= (fates == USED) | (fates == ZERO)
    closed: dict[int, Mask] = {}
    for alter, fates in zip(alters, told, strict=True):
        shut = fates == ZERO
        if any(not text.strip() for text in gate.no):
            shut |= (fates == BLANK) & answered
        # A column about nobody ("None of these") says only that the question was answered.
        if whole or alter >= 0:
            closed[-1 if whole else alter] = shut
    return closed


def _alter(reading: Reading, block: TieBlock, picked: Picked) -> int:
    written = picked.text(block.alter if block.alter in ("item", "label", "name", "choice", "key") else "")
    named = {plain_answer(text): member for text, member in block.alters.items()}
    found = reading.roster.find(named.get(plain_answer(written), written))
    return found if found >= 0 else reading.roster.ending(picked.column.label)


def _column(reading: Reading, gate: Gate, view: View, picked: Picked) -> Codes:
    texts = view.texts(picked.column)
    no = {plain_answer(text) for text in gate.no} - {""}
    yes = {plain_answer(text) for text in gate.yes}
    fates = np.full(len(texts), USED, dtype=np.uint8)
    for row, text in enumerate(texts):
        folded = plain_answer(text)
        fates[row] = BLANK if not folded else ZERO if folded in no else USED
        if fates[row] == USED and yes and folded not in yes and view.kept[row]:
            reading.cell_fault(
                view, row, picked.column.place,
                what="the gate does not say whether this is a yes or a no", mend="Add it to gate.yes or gate.no",
            )  # fmt: skip
    view.grid.mark(picked.column.place, fates)
    return fates


def _from_picks(reading: Reading, gate: Gate, view: View, picked: list[Picked]) -> Mapping[int, Mask]:
    """Return who was not among the names picked in the gate's one cell, in rows where it was answered."""
    members = range(len(reading.roster.members))
    closed = {member: np.zeros(len(view.numbers), dtype=bool) for member in members}
    no = {plain_answer(text) for text in gate.no}
    for one in picked:
        view.mark_filled(one.column)
        for row, text in enumerate(view.texts(one.column)):
            if not text.strip() or gate.split is None or not view.kept[row]:
                continue
            names = split_cell(text, gate.split, (*reading.roster.names(), *gate.no))
            named = {reading.roster.find(name) for name in names if plain_answer(name) not in no}
            for member in members:
                closed[member][row] |= member not in named
    return closed
