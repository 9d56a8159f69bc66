"""An export laid out as questions: what was answered in each column, and which columns are parts of one question."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from ci_network.intake.surveys.columns import select
from ci_network.intake.surveys.export import Export, Sheet, SurveyColumn
from ci_network.intake.surveys.mapping import Selector
from ci_network.intake.surveys.propose_previews import real_rows
from ci_network.intake.surveys.roster import plain_name
from ci_network.intake.surveys.values import plain_answer

_EXCLUSIVE: Final = re.compile(
    r"none( of (these|those|the above|them).*)?|no one|nobody|no organi[sz]ations?.*|not applicable|n/?a"
    r"|(i|we) (did not|do not|don'?t|didn'?t|have not) .*|nothing"
)
_OTHER: Final = re.compile(
    r"others?( \(?(please )?(specify|describe|name|state).*)?|any other.*|somebody else|someone else"
)
_BLANK_PATTERN_NAME: Final = re.compile(r"[\s_.:\-–—\[\]()#/|]+$")


@dataclass(frozen=True)
class Asked:
    """A column, and every answer in it with its number; ``shown`` is the word by which a mapping names it."""

    sheet: str
    column: SurveyColumn
    shown: str
    answers: Mapping[str, int] = field(default_factory=dict)
    rows: int = 0
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> int:
        """The column's place in its sheet."""
        return self.column.place

    @property
    def filled(self) -> int:
        """In how many rows something stands."""
        return sum(self.answers.values())

    @cached_property
    def said(self) -> dict[str, int]:
        """The answers by the labels of their codes."""
        labels = {plain_answer(code): label for code, label in self.choices.items()}
        found: Counter[str] = Counter()
        for text, count in self.answers.items():
            found[labels.get(plain_answer(text), text)] += count
        return dict(found)

    @property
    def text(self) -> str:
        """What was asked, name and label."""
        return f"{self.column.name} {self.column.label}"

    @property
    def order(self) -> tuple[str, ...]:
        """The answers in the order in which the tool lists them; empty where it does not."""
        return tuple(self.choices.values())


@dataclass(frozen=True)
class Block:
    """Columns that are parts of one question; ``names`` says what each is about."""

    sheet: Sheet
    stem: str
    asked: tuple[Asked, ...]
    names: tuple[str, ...]
    # Regular expression of the columns' names, where the part stands in the name and nowhere else.
    pattern: str = ""
    exclusive: tuple[str, ...] = ()
    other: str = ""

    @cached_property
    def answers(self) -> dict[str, int]:
        """All answers of the block, by label."""
        found: Counter[str] = Counter()
        for one in self.asked:
            found.update(one.said)
        return dict(found)

    @property
    def filled(self) -> int:
        """In how many cells something stands."""
        return sum(one.filled for one in self.asked)

    @property
    def places(self) -> tuple[int, ...]:
        """The columns' places."""
        return tuple(one.place for one in self.asked)


@dataclass(frozen=True)
class Questionnaire:
    """An export's columns and blocks."""

    export: Export
    asked: tuple[Asked, ...]
    blocks: tuple[Block, ...]

    def of(self, sheet: str) -> list[Asked]:
        """Return the columns of one sheet."""
        return [one for one in self.asked if one.sheet == sheet]

    @property
    def main(self) -> Sheet:
        """The main sheet."""
        return self.export.main

    def lone(self, sheet: str) -> list[Asked]:
        """Return the columns of a sheet that are no part of a block and no record of the tool's."""
        inside = {(block.sheet.name, place) for block in self.blocks for place in block.places}
        return [one for one in self.of(sheet) if not one.column.meta and (sheet, one.place) not in inside]


def lay_out(export: Export) -> Questionnaire:
    """Return an export as questions; blocks are those that the tool itself tells."""
    asked = tuple(one for sheet in export.sheets for one in _asked(export, sheet))
    blocks = tuple(block for sheet in export.sheets for block in _blocks(sheet, asked))
    return Questionnaire(export, asked, blocks)


def _asked(export: Export, sheet: Sheet) -> Iterable[Asked]:
    count = Counter(plain_answer(column.name) for column in sheet.columns)
    width = len(sheet.columns)
    cells: Sequence[Sequence[str]] = [row[:width] + ("",) * (width - len(row)) for _, row in sheet.rows]
    real = real_rows(sheet)
    columns = list(zip(*cells, strict=True)) if cells else [()] * width
    for column, every in zip(sheet.columns, columns, strict=True):
        texts = every if column.meta else [text for text, counts in zip(every, real, strict=True) if counts]
        answers = Counter(text.strip() for text in texts if text.strip())
        own = column.name.strip() and count[plain_answer(column.name)] == 1
        word = column.name if own else f"column {column.place + 1}"
        yield Asked(sheet.name, column, word, answers, len(texts), export.choices.get(column.key, {}))


def _blocks(sheet: Sheet, asked: Iterable[Asked]) -> list[Block]:
    groups: defaultdict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        if one.sheet == sheet.name and one.column.block and one.column.item and not one.column.meta:
            groups[one.column.block].append(one)
    return [made for stem, group in groups.items() if (made := as_block(sheet, stem, group))]


def as_block(sheet: Sheet, stem: str, group: Sequence[Asked], *, pattern: str = "") -> Block | None:
    """Return a block of columns: exclusive options and the text box of "Other" told apart; ``None`` for one column."""
    named = [(one, part_name(one, pattern)) for one in group]
    exclusive = [one for one, name in named if _EXCLUSIVE.fullmatch(plain_answer(name))]
    other = [one for one, name in named if one not in exclusive and _is_other(one, name)]
    parts = [(one, name) for one, name in named if one not in exclusive and one not in other]
    if len(parts) < 2:
        return None
    return Block(
        sheet,
        stem,
        tuple(one for one, _ in parts),
        tuple(name for _, name in parts),
        pattern,
        tuple(one.column.item or one.shown for one in exclusive),
        other[-1].shown if other else "",
    )


def part_name(one: Asked, pattern: str = "") -> str:
    """Return what a column of a block is about."""
    found = re.fullmatch(pattern, one.column.name.strip()) if pattern else None
    if found:
        return found["alter"]
    return one.column.item or one.column.label or one.column.name


def _is_other(one: Asked, name: str) -> bool:
    text_box = one.column.name.upper().endswith("_TEXT") or plain_answer(name).endswith("- text")
    return text_box or bool(_OTHER.fullmatch(plain_answer(name)))


def selector_for(sheet: Sheet, block: Block) -> Any:
    """Return the shortest words that select exactly a block's columns and the exclusive ones beside them."""
    extra = [c.place for c in sheet.columns if c.item in block.exclusive and c.block == block.stem and c.item]
    wanted = sorted({*block.places, *extra})
    if block.pattern:
        return {"pattern": block.pattern}
    names = [sheet.columns[place].name for place in wanted]
    for said in _ways(sheet, block, wanted, names):
        if [one.column.place for one in select(sheet, _selector(said))] == wanted:
            return said
    return {"places": [list(run) for run in runs(wanted)]}


def _ways(sheet: Sheet, block: Block, wanted: list[int], names: list[str]) -> Iterable[Any]:
    stem = _common_start(names)
    if len(stem) > 1 and not any(sign in stem for sign in "*?"):
        yield stem + "*"
    keys = {sheet.columns[place].key for place in wanted}
    if len(keys) == 1 and "" not in keys:
        yield {"key": next(iter(keys))}
    if block.stem and len(block.stem) <= 160:
        yield {"block": block.stem}
    if len(wanted) <= 6 and all(names) and len(set(names)) == len(names):
        yield names


def _selector(said: Any) -> Selector:
    if isinstance(said, str):
        return Selector((said,))
    if isinstance(said, list):
        return Selector(tuple(said))
    return Selector(block=said.get("block", ""), key=said.get("key", ""))


def _common_start(names: Sequence[str]) -> str:
    first, last = min(names), max(names)
    length = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    start = first[:length]
    # "Q5_1" and "Q5_12" share "Q5_1": go back to the sign that parts.
    while start and start[-1].isdigit():
        start = start[:-1]
    return start


def runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Return places as runs of first and last, counted from 1 as a person counts."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place + 1, place + 1))
    return found


def header_blocks(paper: Questionnaire, names: Collection[str]) -> Questionnaire:
    """Return the questionnaire with blocks also where headers hold organisations' names and the tool tells no block.

    ``names`` are plain names of organisations (see ``plain_name``).
    """
    found = list(paper.blocks)
    longest = max((len(name.split()) for name in names), default=0)
    for sheet in paper.export.sheets:
        groups: defaultdict[tuple[str, str], list[tuple[Asked, str]]] = defaultdict(list)
        for one in paper.lone(sheet.name):
            parts = _around(one.column.name.strip(), names, longest)
            if parts:
                groups[parts[0], parts[2]].append((one, parts[1]))
        for (before, after), group in groups.items():
            # One organisation inside a sentence is chance; one after the same words again and again is a question.
            if len(group) < (3 if " " in before + after else 2):
                continue
            made = _header_block(sheet, before, after, [one for one, _ in group])
            if made is not None:
                found.append(made)
    return Questionnaire(paper.export, paper.asked, tuple(found))


def _header_block(sheet: Sheet, before: str, after: str, group: list[Asked]) -> Block | None:
    pattern = f"{re.escape(before)}(?P<alter>.+){re.escape(after)}" if before or after else ""
    if pattern and len(select(sheet, Selector(pattern=pattern))) != len(group):
        pattern = ""
    stem = _BLANK_PATTERN_NAME.sub("", before) or after.strip("_ .-") or sheet.name
    return as_block(sheet, stem, group, pattern=pattern)


def _around(header: str, names: Collection[str], longest: int) -> tuple[str, str, str] | None:
    """Return a header as what stands before an organisation's name, the name, and what stands after it."""
    if plain_name(header) in names:
        return "", header, ""
    pieces = list(re.finditer(r"[^\W_]+", header))
    for size in range(min(len(pieces), longest), 0, -1):
        for start in range(len(pieces) - size + 1):
            low, high = pieces[start].start(), pieces[start + size - 1].end()
            if plain_name(header[low:high]) in names:
                return header[:low], header[low:high], header[high:]
    return None
