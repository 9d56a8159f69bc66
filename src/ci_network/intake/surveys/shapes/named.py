"""Answers in which the other organisation is named in a cell: lists, name generators, picks, repeats."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ci_network.intake.fates import BLANK, IGNORED, MISSING, SET_ASIDE, UNRESOLVED, USED, ZERO
from ci_network.intake.surveys.export import SurveyColumn
from ci_network.intake.surveys.mapping import TieBlock
from ci_network.intake.surveys.reading import Reading, View
from ci_network.intake.surveys.roster import OUTSIDE, REFUSED
from ci_network.intake.surveys.shapes.question import Gathered, book_of
from ci_network.intake.surveys.values import BOTH, UNKNOWN, AnswerBook, Outcome, Part, plain_answer, split_cell

_WIDE = ("roster_matrix", "checkbox_columns")
_NOT_SAID = "the mapping does not say what this answer means"


@dataclass(frozen=True)
class Naming:
    """Which columns name the other organisation, say how strong the tie is, and of which kind.

    ``closed_list``: a name that is not in an answered cell is a known no, as in a pick from a list.
    """

    alter: SurveyColumn
    value: SurveyColumn | None = None
    relation: SurveyColumn | None = None
    layer: str = ""
    closed_list: bool = False
    # A column that says "false" where a tie goes both ways.
    directed: SurveyColumn | None = None


def read_named(reading: Reading, block: TieBlock, view: View, naming: Naming, parts: Mapping[str, str]) -> None:
    """Read one column of names, each with its value where there is a column for it."""
    reader = _Reader(reading, block, view, naming, parts)
    layers = _layers(reading, block, view, naming)
    for row in np.flatnonzero(view.kept):
        reader.read(int(row), layers[row])
    reader.into.hand_over(reading)


def read_other(reading: Reading, block: TieBlock, view: View) -> None:
    """Read the free text beside a block in which further organisations are named, one a line or parted by ``;``."""
    column = reading.column(view, block.other, f"{block.place}.other") if block.other else None
    if column is not None:
        read_named(reading, block, view, Naming(column, layer=block.layer), {})


def _layers(reading: Reading, block: TieBlock, view: View, naming: Naming) -> list[str]:
    """Return the layer of each row; a relation that the mapping does not know is told."""
    if naming.relation is None:
        return [naming.layer or block.layer] * len(view.numbers)
    view.mark_filled(naming.relation)
    named = {plain_answer(text): layer for text, layer in block.relations.items()}
    layers = []
    for row, text in enumerate(view.texts(naming.relation)):
        said = named.get(plain_answer(text), "" if named else text.strip())
        layers.append(said or ("" if text.strip() else block.layer))
        if not layers[-1] and view.kept[row]:
            reading.cell_fault(
                view, row, naming.relation.place, what="the mapping does not say which layer this is",
                mend=f"Add it to relations of {block.place}",
            )  # fmt: skip
    return layers


class _Reader:
    """Reads the cells of one column of names."""

    def __init__(self, reading: Reading, block: TieBlock, view: View, naming: Naming, parts: Mapping[str, str]) -> None:
        self.reading, self.block, self.view, self.naming = reading, block, view, naming
        self.into = Gathered(view, block, parts)
        self.texts = view.texts(naming.alter)
        self.values = view.texts(naming.value) if naming.value else None
        self.one_way = view.texts(naming.directed) if naming.directed else None
        if naming.directed is not None:
            view.mark_filled(naming.directed)
        self.books: dict[str, AnswerBook] = {}
        self.named = {plain_answer(text): member for text, member in block.alters.items()}
        self.exclusive = {plain_answer(text) for text in block.exclusive}
        meanings = block.meanings
        self.tokens = {plain_answer(text): MISSING for text in meanings.missing}
        self.tokens |= {plain_answer(text): ZERO for text in (*meanings.none, *block.exclusive)}
        self.tokens |= {plain_answer(text): IGNORED for text in reading.mapping.ignore.values if text}
        options = block.split.options if block.split else ()
        self.known = (*reading.roster.names(), *block.alters, *options, *block.exclusive, *meanings.none)

    def read(self, row: int, layer: str) -> None:
        """Read one row: its names, its value, its fates, its reports."""
        if layer not in self.books:
            self.books[layer] = book_of(self.reading, self.block, self.naming.value or self.naming.alter, layer=layer)
        book = self.books[layer]
        outcome = book[self.values[row]] if self.values is not None else Outcome(USED, book.picked())
        if self.values is None and not outcome.parts:
            outcome = Outcome(UNKNOWN)
        if self.one_way is not None and plain_answer(self.one_way[row]) == "false":
            parts = tuple(Part(part.layer, part.value, BOTH) for part in outcome.parts)
            outcome = Outcome(outcome.fate, parts)
        fate = self._cell(row, outcome)
        self.view.grid.mark_cell(row, self.naming.alter.place, fate, self._why(fate))
        if self.naming.value is not None:
            self._mark_value(self.naming.value, row, outcome.fate, fate)

    def _split(self, text: str) -> dict[str, str]:
        block = self.block
        if block.split is not None and block.shape not in _WIDE:
            parts = split_cell(text, block.split, self.known)
        elif block.shape in _WIDE:
            parts = re.split(r"[;\n|]", text)
        else:
            parts = [text]
        return {plain_answer(part): part.strip() for part in parts if part.strip()}

    def _cell(self, row: int, outcome: Outcome) -> int:
        """Return the fate of a cell of names, taking its reports."""
        said = self._split(self.texts[row])
        tokens = {self.tokens[text] for text in said if text in self.tokens}
        names = [name for text, name in said.items() if text not in self.tokens]
        if not names or self.exclusive & set(said):
            fate = ZERO if ZERO in tokens else min(tokens, default=BLANK)
            if self.naming.closed_list:
                self._without_names(row, fate, outcome)
            return fate
        met = [self._name(row, name) for name in names]
        for alter in dict.fromkeys(alter for alter, fate in met if fate in (USED, UNRESOLVED) and alter >= 0):
            self._report(row, alter, outcome)
        if self.naming.closed_list:
            self._no_to_the_rest(row, {alter for alter, _ in met}, outcome)
        found = {fate for _, fate in met}
        return next(fate for fate in (UNRESOLVED, SET_ASIDE, USED, IGNORED) if fate in found)

    def _without_names(self, row: int, fate: int, outcome: Outcome) -> None:
        if fate == ZERO:
            self._no_to_the_rest(row, set(), outcome)
        elif fate in (BLANK, MISSING):
            self.reading.wanting[self.view.response[row]] = True

    def _report(self, row: int, alter: int, outcome: Outcome) -> None:
        column = self.naming.value or self.naming.alter
        if outcome.fate == UNKNOWN:
            mend = f'Add it to values, none or missing of {self.block.place}, or say what a pick is: picked = "..."'
            self.reading.cell_fault(self.view, row, column.place, what=_NOT_SAID, mend=mend)
        elif outcome.fate in (BLANK, MISSING) and alter not in self.reading.roster.outsiders:
            self.reading.wanting[self.view.response[row]] = True
        for part in outcome.parts:
            self.into.add(row, alter, part, column.place)

    def _name(self, row: int, name: str) -> tuple[int, int]:
        """Return the member that a name means, and the fate of the name."""
        roster, place = self.reading.roster, self.naming.alter.place
        written = self.named.get(plain_answer(name), name)
        alter = self.reading.member(self.view, row, place, written=written)
        if alter == OUTSIDE or (alter in roster.outsiders and roster.members):
            return alter, UNRESOLVED
        if alter < 0:
            return alter, IGNORED
        if roster.has_refused(alter):
            return alter, SET_ASIDE
        if alter != self.view.ego[row]:
            return alter, USED
        if self.block.self_ties == "error":
            self.reading.cell_fault(
                self.view, row, place, what="the answer names the respondent's own organisation",
                mend='Clear the cell, or write self = "drop"',
            )  # fmt: skip
        return alter, IGNORED

    def _no_to_the_rest(self, row: int, named: set[int], outcome: Outcome) -> None:
        """Take a known no about every member of the roster whom an answered list does not name."""
        roster, place = self.reading.roster, self.naming.alter.place
        for member in range(len(roster.members)):
            if member not in named and member != self.view.ego[row] and not roster.has_refused(member):
                for part in outcome.parts:
                    self.into.add(row, member, Part(part.layer, 0.0, part.direction), place)

    def _mark_value(self, column: SurveyColumn, row: int, own: int, name: int) -> None:
        """Give the cell of the value its fate: the name's where nothing comes of the name."""
        if name == BLANK and own not in (BLANK, MISSING, IGNORED):
            self.reading.cell_fault(
                self.view, row, column.place, what="it is answered, but no organisation is named",
                mend="Name the organisation, or clear the cell",
            )  # fmt: skip
        shared = name in (SET_ASIDE, IGNORED, UNRESOLVED) and own in (USED, ZERO)
        fate = name if shared else IGNORED if own == UNKNOWN else own
        self.view.grid.mark_cell(row, column.place, fate, self._why(fate))

    def _why(self, fate: int) -> str:
        if fate == UNRESOLVED:
            kept = self.reading.mapping.roster.unknown == "keep"
            return "names somebody on no roster; " + ("kept as an outsider" if kept else "left out")
        return {SET_ASIDE: REFUSED, IGNORED: "not about another organisation, or listed to be ignored"}.get(fate, "")
