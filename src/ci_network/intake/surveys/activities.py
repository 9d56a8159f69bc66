"""Two-mode answers: who takes part in which activity, group, outcome or indicator."""

from collections.abc import Mapping

import numpy as np

from ci_network.intake.fates import BLANK, IGNORED, MISSING, UNRESOLVED, USED, ZERO
from ci_network.intake.surveys.columns import Picked
from ci_network.intake.surveys.export import SurveyColumn
from ci_network.intake.surveys.mapping import LISTS, THINGS, ThingBlock
from ci_network.intake.surveys.privacy import without_addresses
from ci_network.intake.surveys.reading import Part, Reading, View
from ci_network.intake.surveys.roster import plain_name, slug
from ci_network.intake.surveys.settings import near
from ci_network.intake.surveys.shapes.question import columns_of
from ci_network.intake.surveys.values import UNKNOWN, AnswerBook, Question, Scale, plain_answer, split_cell

_SHARE = Scale(("no", "yes"), 0, 1)


class Things:
    """The things that options may be: those of the study, and those that a mapping lets the survey make."""

    def __init__(self, reading: Reading, block: ThingBlock) -> None:
        self.reading, self.block = reading, block
        self.hours: SurveyColumn | None = None
        self.table = THINGS[block.to][0]
        known = reading.setting.things.get(self.table, {})
        self.known = {plain_name(text): name for name, title in known.items() for text in (title, name) if text}
        self.known |= {plain_name(text): name for text, name in block.things.items()}
        self.options = (*block.things, *(title for title in known.values() if title), *known)

    def find(self, written: str) -> str | None:
        """Return the id of the thing that an option means, "" where it is left out, ``None`` where it is none."""
        found = self.known.get(plain_name(written))
        if found is None and self.block.unknown == "create" and plain_name(written):
            found = self.known[plain_name(written)] = slug(written)
            self.reading.made.setdefault(self.table, {})[found] = written
        return "" if found is None and self.block.unknown == "drop" else found

    def fault(self, written: str) -> tuple[str, str]:
        """Return what is wrong with an option that is no thing, and the mend."""
        mend = near(written, self.options) or f'Add it to things of {self.block.place}, or write unknown = "create"'
        return f"there is no such entry in the {self.table} table", mend


class Words(Things):
    """The words of a list of one's own: options as they stand, or what the mapping calls them."""

    def __init__(self, reading: Reading, block: ThingBlock) -> None:
        self.reading, self.block, self.hours = reading, block, None
        self.known = {plain_name(text): word for text, word in block.things.items()}
        self.options = tuple(block.things)
        # The options behind the codes of the column that is read.
        self.labels: Mapping[str, str] = {}

    def find(self, written: str) -> str | None:
        """Return the word that an option stands for; ``None`` where the mapping names all and not this one."""
        label = self.labels.get(written.strip(), written)
        if self.block.things:
            return self.known.get(plain_name(written), self.known.get(plain_name(label)))
        text = without_addresses(label) if self.reading.mapping.privacy.strip else label
        return " ".join(text.replace("|", "/").split())

    def fault(self, written: str) -> tuple[str, str]:
        """Return what is wrong with an option that has no word, and the mend."""
        mend = near(written, self.options) or f"Add it to values of {self.block.place}"
        return "the mapping does not say what this answer means", mend


def read_things(reading: Reading, block: ThingBlock) -> None:
    """Read one block of two-mode answers, or of a list of one's own."""
    view = reading.view(block.sheet, f"{block.place}.sheet")
    things = Words(reading, block) if block.to == LISTS else Things(reading, block)
    if block.hours:
        things.hours = reading.column(view, block.hours, f"{block.place}.hours")
        if things.hours is not None:
            view.mark_filled(things.hours)
    if block.shape in ("long_edge_list", "repeat_group"):
        column = reading.column(view, block.thing, f"{block.place}.thing")
        if column is not None:
            _read_cells(reading, view, column, things)
        return
    for picked in columns_of(reading, view, block.columns, f"{block.place}.columns"):
        if isinstance(things, Words):
            things.labels = reading.export.choices.get(picked.column.key, {})
        # Where the shape is not said, an option that has a column of its own is told by its part of the question.
        if block.shape == "multiselect_cell" or not (block.shape or picked.column.item):
            _read_cells(reading, view, picked.column, things)
        else:
            _read_ticks(reading, view, picked, things)


def _read_ticks(reading: Reading, view: View, picked: Picked, things: Things) -> None:
    """Read one option's own column: ticked, or holding the part that the organisation has in it."""
    block, column = things.block, picked.column
    texts = view.texts(column)
    written = picked.text()
    exclusive = plain_answer(written) in {plain_answer(text) for text in block.exclusive}
    thing = "" if exclusive else things.find(written)
    if thing is None:
        what, mend = things.fault(written)
        reading.declared_fault(f"{block.place}.columns", written, what, mend)
    book = _book(reading, block, column)
    fates = np.full(len(texts), BLANK, dtype=np.uint8)
    for row in np.flatnonzero(view.kept):
        role = _role(block, texts[row])
        fate = USED if role is not None else book[texts[row]].fate
        if fate == UNKNOWN:
            reading.cell_fault(
                view, int(row), column.place, what="the mapping does not say what this answer means",
                mend=f"Add it to values, roles, none or missing of {block.place}, or to ignore.values",
            )  # fmt: skip
        fates[row] = IGNORED if fate == UNKNOWN else UNRESOLVED if fate == USED and not (thing or exclusive) else fate
        if fates[row] == USED and thing:
            reading.parts.append(_part(view, int(row), column.place, things, (thing, role or block.role)))
    view.grid.mark(column.place, fates)


def _read_cells(reading: Reading, view: View, column: SurveyColumn, things: Things) -> None:
    """Read cells that name one thing or several."""
    block = things.block
    texts = view.texts(column)
    tokens = {plain_answer(text): MISSING for text in block.meanings.missing}
    tokens |= {plain_answer(text): ZERO for text in (*block.meanings.none, *block.exclusive)}
    tokens |= {plain_answer(text): IGNORED for text in reading.mapping.ignore.values if text}
    options = (*things.options, *block.exclusive, *block.meanings.none)
    role = reading.column(view, block.role[1:-1], f"{block.place}.role") if _is_column(block.role) else None
    if role is not None:
        view.mark_filled(role)
    for row in (int(row) for row in np.flatnonzero(view.kept)):
        split = block.split
        names = [part.strip() for part in (split_cell(texts[row], split, options) if split else [texts[row]])]
        fates = []
        for name in dict.fromkeys(name for name in names if name):
            fate = tokens.get(plain_answer(name))
            if fate is None:
                said = view.peek(role.place)[row] if role is not None else block.role
                fate = _one(reading, view, row, (column.place, name, block.roles.get(said, said)), things)
            fates.append(fate)
        view.grid.mark_cell(row, column.place, min(fates, default=BLANK))


def _one(reading: Reading, view: View, row: int, said: tuple[int, str, str], things: Things) -> int:
    place, name, role = said
    thing = things.find(name)
    if thing is None:
        what, mend = things.fault(name)
        reading.cell_fault(view, row, place, what=what, mend=mend)
    if not thing:
        return UNRESOLVED
    reading.parts.append(_part(view, row, place, things, (thing, role)))
    return USED


def _part(view: View, row: int, place: int, things: Things, said: tuple[str, str]) -> Part:
    thing, role = said
    hours = view.peek(things.hours.place)[row].strip() if things.hours else ""
    to = things.block.fills or things.block.to
    return Part(to, int(view.response[row]), thing, role, hours, view.numbers[row], place, view.sheet.name)


def _book(reading: Reading, block: ThingBlock, column: SurveyColumn) -> AnswerBook:
    choices = reading.export.choices.get(column.key, {})
    return AnswerBook(
        Question(
            scales={"": _SHARE},
            meanings=block.meanings,
            choices=choices,
            ignored=reading.mapping.ignore.values,
            ticks=True,
            options=(column.item, column.label, choices.get(column.choice, "")),
        )
    )


def _role(block: ThingBlock, text: str) -> str | None:
    named: Mapping[str, str] = {plain_answer(answer): role for answer, role in block.roles.items()}
    return named.get(plain_answer(text))


def _is_column(role: str) -> bool:
    return role.startswith("{") and role.endswith("}")
