"""How each survey tool calls the columns and answers of the questionnaire in its export."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from ci_network.questionnaire import qualtrics
from ci_network.questionnaire.form import Answer, Form, Question, Row
from ci_network.questionnaire.toml import inline, listed, quoted
from ci_network.questionnaire.xlsform import JOINT


class Tool(Protocol):
    """What a mapping must know of a tool. What is called a selector is TOML; the rest are plain words."""

    @property
    def name(self) -> str:
        """The tool's name, as the readers of exports know it."""

    @property
    def how(self) -> str:
        """How to export, in one line."""

    @property
    def file(self) -> str:
        """The name under which the export is looked for."""

    def rows(self) -> Mapping[str, str]:
        """Which rows count, as TOML by key."""

    def gate(self) -> str:
        """The ticks of the roster as the gate of what is asked about members, as TOML."""

    def names(self) -> Mapping[str, str]:
        """What the tool calls members where that is neither their id nor their name."""

    def said(self, answer: Answer) -> str:
        """What a cell holds for an answer."""

    def single(self, one: Question) -> str:
        """The column of a question asked once."""

    def several(self, one: Question) -> str:
        """The columns of a question with several answers, with ``*``."""

    def of_row(self, one: Question, row: Row | None) -> str:
        """The column of a question asked of a thing; of no thing: of all of them, with ``*``."""

    def row_selector(self, one: Question, row: Row) -> str:
        """The same as a selector that says which thing it is."""

    def row_word(self, row: Row) -> str:
        """What the selector finds as the word for a thing."""

    def each_selector(self, one: Question) -> str:
        """The columns of a question asked of members or of things, as a selector."""

    def picks(self, one: Question) -> Mapping[str, str]:
        """The columns of a question with several answers, and what parts them in one cell, as TOML by key."""

    def missing(self) -> tuple[str, str]:
        """The columns of names that a person adds, and of how often one is in touch with each, as TOML."""

    def ignored(self) -> list[str]:
        """Columns that the tool adds of which nothing is read."""


@dataclass(frozen=True)
class Kobo:
    """KoboToolbox and ODK, from the XLSForm."""

    form: Form
    name: str = "kobo"
    how: str = 'In Kobo: Data, Downloads, "XML values and headers", without groups in the headers.'
    file: str = "kobo_export.xlsx"

    def rows(self) -> Mapping[str, str]:
        """Only forms that were sent come with an export."""
        return {"complete": quoted("all"), "several": quoted("max")}

    def gate(self) -> str:
        """Each member's tick has a column of its own, worked out in the form."""
        pattern = quoted(f"knows{JOINT}(?P<alter>.+)")
        return f'{{ columns = {{ pattern = {pattern} }}, no = ["no"], conflict = "answer" }}'

    def names(self) -> Mapping[str, str]:
        """Members that go by their number."""
        return {one.code: one.key for one in self.form.members if one.code == f"member_{one.number}"}

    def said(self, answer: Answer) -> str:
        """Its code."""
        return answer.code

    def single(self, one: Question) -> str:
        """Its name."""
        return one.name

    def several(self, one: Question) -> str:
        """One column for all answers, or one for each, or both, as the export is made."""
        return f"{one.name}*"

    def of_row(self, one: Question, row: Row | None) -> str:
        """Its name and the code of the thing."""
        return f"{one.name}{JOINT}{row.code if row else '*'}"

    def row_selector(self, one: Question, row: Row) -> str:
        """The code is found by pattern."""
        return inline({"pattern": f"{one.name}{JOINT}(?P<alter>{row.code})"})

    def row_word(self, row: Row) -> str:
        """Its code."""
        return row.code

    def each_selector(self, one: Question) -> str:
        """The code is found by pattern."""
        return inline({"pattern": f"{one.name}{JOINT}(?P<alter>.+)"})

    def picks(self, one: Question) -> Mapping[str, str]:
        """All options of the question, whether the export parts them or not."""
        return {"columns": inline({"pattern": f"{one.name}(/.+)?"}), "split": quoted(" ")}

    def missing(self) -> tuple[str, str]:
        """Columns ``missing_1`` and ``missing_1_contact``."""
        return inline({"pattern": r"missing_(?P<loop>\d+)"}), quoted("missing_{loop}_contact")

    def ignored(self) -> list[str]:
        """The ticks as the tool writes them: the form has worked them out already."""
        if not self.form.member_questions:
            return []
        return ["know_*", *([] if self.form.asks_contact else ["missing_*"])]


@dataclass(frozen=True)
class Qualtrics:
    """Qualtrics, from the imported text.

    Things are known by their words: the tool numbers them anew where choices are carried forward.
    """

    form: Form
    tags: Mapping[str, str]
    name: str = "qualtrics"
    how: str = 'In Qualtrics: Data and analysis, Export, CSV, "Use choice text"; do not split multi-value fields.'
    file: str = "qualtrics_export.csv"

    def rows(self) -> Mapping[str, str]:
        """Previews, tests and spam do not count; a response is finished where the tool says so."""
        previews = listed(["Survey Preview", "Survey Test", "Spam", "1", "2", "8"])
        return {
            "drop": f"{{ Status = {previews} }}",
            "complete": f"{{ Finished = {listed(['True', '1'])} }}",
            "several": quoted("max"),
        }

    def gate(self) -> str:
        """All ticks stand in one cell."""
        nobody = listed([qualtrics.NOBODY])
        return f'{{ columns = "{qualtrics.KNOW}", split = ",", no = {nobody}, conflict = "answer" }}'

    def names(self) -> Mapping[str, str]:
        """Members as they stand in lists: with their sector, and without."""
        return {
            label: one.key
            for one in self.form.members
            for label in (qualtrics.member_label(one), qualtrics.shown(one.label))
        }

    def said(self, answer: Answer) -> str:
        """Its words."""
        return qualtrics.shown(answer.label)

    def single(self, one: Question) -> str:
        """Its tag."""
        return self.tags[one.name]

    def several(self, one: Question) -> str:
        """All answers in one column."""
        return self.tags[one.name]

    def of_row(self, one: Question, row: Row | None) -> str:
        """Its tag and the number of the thing."""
        return f"{self.tags[one.name]}_{row.number if row else '*'}"

    def row_selector(self, one: Question, row: Row) -> str:
        """The column; its words are in the second header row."""
        return quoted(self.of_row(one, row))

    def row_word(self, row: Row) -> str:
        """Its words."""
        return qualtrics.shown(row.label)

    def each_selector(self, one: Question) -> str:
        """The columns; who is meant stands in the second header row."""
        return quoted(self.of_row(one, None))

    def picks(self, one: Question) -> Mapping[str, str]:
        """All stand in one cell."""
        return {"columns": quoted(self.tags[one.name]), "split": quoted(",")}

    def missing(self) -> tuple[str, str]:
        """Columns ``missing1`` and ``missingoften1``."""
        pattern = rf"{qualtrics.MISSING}(?P<loop>\d+)"
        return inline({"pattern": pattern}), quoted(f"{qualtrics.MISSING_CONTACT}{{loop}}")

    def ignored(self) -> list[str]:
        """Names that a person adds, where nothing is asked about them."""
        asked = bool(self.form.member_questions) and not self.form.asks_contact
        return [f"{qualtrics.MISSING}*"] if asked else []
