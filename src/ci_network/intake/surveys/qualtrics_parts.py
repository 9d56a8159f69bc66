"""Which question a Qualtrics column is a part of, and which part: by ImportId or export tag, then by its text."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ci_network.intake.surveys.header import Part, dashed, differing, ended_with, two_way

# Loop, question, side-by-side column, and what follows: row, row and column, TEXT.
_ID: Final = re.compile(r"(?:(?P<loop>\d+)_)?(?P<question>QID\d+)(?:#(?P<side>\d+))?(?:_(?P<rest>.+))?")
_TAG: Final = re.compile(
    r"(?:(?P<loop>\d{1,3})_)?(?P<question>.+?)(?:#(?P<side>\d+))?(?:_(?P<rest>\d+(?:_\d+)*(?:_TEXT)?|TEXT))?"
)
_CHOSEN: Final = "Selected Choice"


@dataclass(frozen=True)
class Tagged:
    """A column's place, export tag, ImportId, choiceId and text."""

    place: int
    tag: str
    key: str
    choice: str
    label: str


@dataclass(frozen=True)
class _Placed:
    """A column with what its id says: the loop, the question, the side-by-side column, and the rest."""

    place: int
    label: str
    loop: str
    question: tuple[str, str]
    rest: str
    choice: str

    @property
    def cell(self) -> tuple[str, str] | None:
        """The row and column in a matrix of several answers; ``None`` elsewhere."""
        if self.choice and self.rest:
            return self.rest, self.choice
        row, dash, column = self.rest.partition("_")
        return (row, column) if dash and row.isdigit() and column.isdigit() else None


def parts_of(columns: Sequence[Tagged], *, tight: bool = False) -> dict[int, Part]:
    """Return, by place, the question and the part that each column is.

    A matrix: rows of one question. Side by side and a matrix of several answers: a question for each column of it.
    A loop: the same question for each thing looped over.
    """
    placed = [_placed(column) for column in columns]
    groups: defaultdict[tuple[str, str], list[_Placed]] = defaultdict(list)
    for one in placed:
        groups[one.question].append(one)
    found: dict[int, Part] = {}
    single: list[_Placed] = []
    for group in groups.values():
        # A lone tag that begins with a number is an author's name, unless an ImportId says that it is a loop.
        if any(one.loop for one in group) and (len(group) > 1 or group[0].question[0].startswith("QID")):
            found |= _looped(group)
        elif len(group) == 1:
            single += group
        else:
            found |= _matrix(group, tight=tight)
    rows = {part.item for part in found.values() if part.item}
    for one in single:
        found[one.place] = ended_with(one.label, rows) if _is_row(one) else Part(one.label)
    return found


def _placed(column: Tagged) -> _Placed:
    found = _ID.fullmatch(column.key) or (None if column.key else _TAG.fullmatch(column.tag))
    if found is None:
        return _Placed(column.place, column.label, "", (f"column {column.place}", ""), "", "")
    question = (found["question"], found["side"] or "")
    return _Placed(column.place, column.label, found["loop"] or "", question, found["rest"] or "", column.choice)


def _is_row(one: _Placed) -> bool:
    """Return whether a lone column is a row of a matrix: a number follows its question."""
    return bool(re.fullmatch(r"\d+", one.rest)) or bool(one.question[1])


def _matrix(group: Sequence[_Placed], *, tight: bool) -> dict[int, Part]:
    parts = dashed([one.label for one in group], tight=tight)
    cells = [one.cell for one in group]
    whole = [(one, part, cell) for one, part, cell in zip(group, parts, cells, strict=True) if cell]
    pairs = None
    if len(whole) > 1:
        pairs = two_way(
            [part.item for _, part, _ in whole], [cell[0] for _, _, cell in whole], [cell[1] for _, _, cell in whole]
        )
    found = {one.place: _whole(part) for one, part in zip(group, parts, strict=True)}
    for (one, part, _), (row, column) in zip(whole, pairs or (), strict=False):
        found[one.place] = Part(f"{part.block} - {column}", row)
    return found


def _whole(part: Part) -> Part:
    """Return a part; the answer itself, beside a text box of the same question, is the whole question."""
    return Part(part.block) if part.item == _CHOSEN else part


def _looped(group: Sequence[_Placed]) -> dict[int, Part]:
    """Return the parts of a question that is asked again for each thing of a loop."""
    rests: defaultdict[tuple[str, str], list[_Placed]] = defaultdict(list)
    for one in group:
        rests[one.rest, one.choice].append(one)
    found: dict[int, Part] = {}
    for same in rests.values():
        parts = differing([one.label for one in same]) or [Part(one.label, one.loop) for one in same]
        found |= {one.place: part for one, part in zip(same, parts, strict=True)}
    return found
