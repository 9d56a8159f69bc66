"""A questionnaire as data: blocks of questions, the roster they ask about, and what each answer fills."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

ONE, MANY, TEXT, LONG_TEXT, NUMBER = "one", "many", "text", "long text", "number"
# What an answer says beside a value: that there is nothing, or that the person cannot say.
NOTHING, NOT_SURE = "nothing", "not sure"


@dataclass(frozen=True)
class Answer:
    """One answer to choose: the code that a tool stores, the words shown, and what it means in the study."""

    code: str
    label: str
    value: str = ""
    means: str = ""
    note: str = ""


@dataclass(frozen=True)
class Row:
    """One row of a question asked of several things: a member, an activity, a statement.

    ``key`` is its id in the study; ``number`` is what it goes by where a tool counts, unique over all members.
    """

    code: str
    label: str
    key: str
    number: int
    section: str = ""


@dataclass(frozen=True)
class Fill:
    """Where an answer goes: a table of the study, the part of it, and what it depends on. No table: kept as it is.

    ``part`` is the column of the table, or the layer of the ties.
    """

    table: str = ""
    part: str = ""
    rank: int = 0


@dataclass(frozen=True)
class Only:
    """The answers to an earlier question after which this one is asked; with ``but`` those after which it is not."""

    question: str
    codes: tuple[str, ...]
    but: bool = False


@dataclass(frozen=True)
class Question:
    """One question. With ``rows`` it is asked once for each; with ``of_members`` for each member whom one knows."""

    name: str
    text: str
    kind: str = ONE
    answers: tuple[Answer, ...] = ()
    hint: str = ""
    rows: tuple[Row, ...] = ()
    of_members: bool = False
    required: bool = False
    only: Only | None = None
    fills: Fill = field(default_factory=Fill)
    # A question of the same rows and answers under one stem, such as the three of trust, shares this.
    family: str = ""
    # On paper a few letters or digits must do: what heads the column.
    short: str = ""

    def about(self, name: str) -> str:
        """Return the text as asked of a member of this name."""
        return self.text.replace("{name}", name)


@dataclass(frozen=True)
class Block:
    """Questions that belong together, on a page of their own."""

    name: str
    title: str
    intro: str = ""
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Section:
    """The members of one sector, in the order of their names."""

    code: str
    label: str
    members: tuple[Row, ...]


# The question how often one is in touch.
CONTACT: Final = "communication"
# The blocks asked before the roster.
_EARLY: Final = ("profile",)
# Above this many names a form with a column for each channel and purpose of each would open too slowly.
_MOST_NAMES_BY_CHANNEL: Final = 150
# Above this many names nobody can be asked about each: the tools then ask about ticked names only.
MOST_NAMES_TO_RATE: Final = 60
# How many names missing from the list a person can add.
NAMES_TO_ADD: Final = 5


@dataclass(frozen=True)
class Form:
    """The whole questionnaire. ``blocks`` stand in the order asked; those of ``of_members`` follow the roster."""

    title: str
    purpose: str
    welcome: tuple[str, ...]
    synthetic: bool
    sections: tuple[Section, ...]
    consent: Block
    blocks: tuple[Block, ...]
    backbone: tuple[str, ...] = ()
    wave: str = ""

    @property
    def members(self) -> tuple[Row, ...]:
        """Every member, sector by sector."""
        return tuple(member for section in self.sections for member in section.members)

    @property
    def is_long(self) -> bool:
        """Whether there are too many names to rate each."""
        return len(self.members) > MOST_NAMES_TO_RATE

    @property
    def member_blocks(self) -> tuple[Block, ...]:
        """The blocks that ask about each member whom one knows."""
        return tuple(block for block in self.blocks if any(one.of_members for one in block.questions))

    @property
    def other_blocks(self) -> tuple[Block, ...]:
        """The blocks that ask of one's own organisation and of the whole."""
        return tuple(block for block in self.blocks if block not in self.member_blocks)

    @property
    def early_blocks(self) -> tuple[Block, ...]:
        """The blocks that are asked before the roster."""
        return tuple(block for block in self.other_blocks if block.name in _EARLY)

    @property
    def late_blocks(self) -> tuple[Block, ...]:
        """The blocks that are asked after the roster and what is asked about members."""
        return tuple(block for block in self.other_blocks if block.name not in _EARLY)

    @property
    def tells_channels_apart(self) -> bool:
        """Whether the list is short enough to keep how often one is in touch for each channel and purpose."""
        return self.asks_contact and len(self.members) <= _MOST_NAMES_BY_CHANNEL

    @property
    def asks_contact(self) -> bool:
        """Whether it asks how often one is in touch; then also for the names that a person adds."""
        return any(one.name == CONTACT for one in self.member_questions)

    @property
    def member_questions(self) -> tuple[Question, ...]:
        """The questions asked of each member whom one knows, in order."""
        return tuple(one for block in self.member_blocks for one in block.questions)

    def questions(self) -> Iterator[Question]:
        """Yield every question but the roster itself."""
        for block in (self.consent, *self.blocks):
            yield from block.questions


def codes(texts: list[str]) -> list[str]:
    """Return a code for each text: small letters, digits and ``_``, beginning with a letter, each of them once."""
    taken: set[str] = set()
    found = []
    for place, text in enumerate(texts, start=1):
        letters = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in text.casefold())
        stem = "_".join(letters.split()) or f"n{place}"
        code = stem = stem if stem[0].isalpha() else f"n_{stem}"
        count = 1
        while code in taken:
            count += 1
            code = f"{stem}_{count}"
        taken.add(code)
        found.append(code)
    return found
