"""A survey export as read: every cell as text, every column with all that the tool says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SurveyColumn:
    """One column of an export.

    Attributes
    ----------
    place
        Its position in the sheet, from 0. Names may repeat; places never do.
    name
        The header that names it (Qualtrics' export tag, the XML name, the only header row), as it stands.
    label
        The question's text, tags and line breaks taken out; the name where the tool gives no other.
    block
        The question that the column is a part of: columns of one matrix or one multiple answer share it.
    item
        The part of the question: a matrix row, an option, an organisation of the roster. Blank for a whole question.
    key, choice
        The tool's own ids of question and choice (ImportId and choiceId, field and code, code and subquestion).
    meta
        What the tool itself recorded here, in one vocabulary for all tools: ``response_id started ended recorded
        finished progress status channel duration email name ip device latitude longitude language token wave
        repeat_instrument repeat_instance parent_index index complete other``; blank for an answer.
    """

    place: int
    name: str
    label: str = ""
    block: str = ""
    item: str = ""
    key: str = ""
    choice: str = ""
    meta: str = ""


@dataclass(frozen=True)
class Sheet:
    """One table of an export. ``rows`` hold each row's number in the file, as a person counts, and its cells."""

    name: str
    file: str
    columns: tuple[SurveyColumn, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    # For a sheet of repeats: the sheet it hangs on, and the columns that join them (here, there).
    parent: str = ""
    join: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Export:
    """A whole export: its tool, its sheets (the main one first), code lists, and what a person should know.

    ``choices`` maps a question's key to its codes and their labels, where the tool or a companion file gives them.
    ``notes`` says in plain words what was decided in reading (encoding, delimiter, header rows).
    """

    tool: str
    sheets: tuple[Sheet, ...]
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def main(self) -> Sheet:
        """The main sheet: one row a response."""
        return self.sheets[0]
