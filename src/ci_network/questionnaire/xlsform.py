"""The questionnaire as an XLSForm workbook, for KoboToolbox and ODK.

Each member has a group of its own that opens where its name is ticked. A repeat that follows the ticks would be
shorter, but when a person goes back and takes a tick away, the answers of a repeat move to another name.
"""

import datetime as dt
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from ci_network.questionnaire.form import (
    CONTACT,
    LONG_TEXT,
    MANY,
    NAMES_TO_ADD,
    NUMBER,
    ONE,
    TEXT,
    Answer,
    Block,
    Form,
    Only,
    Question,
    Row,
    codes,
)

Line = dict[str, str]
# Between the name of a question and the code of the thing that it is asked of.
JOINT: Final = "__"
# How often one is in touch by a channel, or for a purpose: the question ticked, and what its columns begin with.
WAYS: Final[Mapping[str, str]] = {"channel": "by", "purpose": "for"}
NOT_SO: Final = "not_so"
NO_MORE: Final = "none"
_SURVEY = (
    "type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "appearance",
    "calculation", "choice_filter",
)  # fmt: skip
_CHOICES = ("list_name", "name", "label", "section")
_SETTINGS = ("form_title", "form_id", "version", "style")
_TYPES = {TEXT: "text", LONG_TEXT: "text", NUMBER: "decimal"}
_TAKES_PART = "${consent_analysis} = 'yes'"
_SAME_DATE = dt.datetime(2000, 1, 1)


def xlsform_workbook(form: Form) -> bytes:
    """Return the questionnaire as an XLSForm workbook; the same form gives the same bytes."""
    import xlsxwriter

    survey, choices = xlsform_sheets(form)
    text = repr((survey, choices)).encode()
    title = codes([form.title])[0]
    settings = [
        {
            "form_title": _plain(form.title),
            "form_id": f"{title}_network",
            "version": hashlib.sha256(text).hexdigest()[:10],
            "style": "pages",
        }
    ]
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(memory, options) as book:
        book.set_properties({"created": _SAME_DATE})
        bold = book.add_format({"bold": True})
        for name, columns, lines in (
            ("survey", _SURVEY, survey), ("choices", _CHOICES, choices), ("settings", _SETTINGS, settings),
        ):  # fmt: skip
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, columns, bold)
            sheet.freeze_panes(1, 0)
            for row, line in enumerate(lines, start=1):
                for place, column in enumerate(columns):
                    if line.get(column):
                        sheet.write_string(row, place, line[column])
    return memory.getvalue()


def xlsform_sheets(form: Form) -> tuple[list[Line], list[Line]]:
    """Return the rows of the sheets survey and choices."""
    lists = _Lists()
    survey = [*_opening(form, lists), *_pages(form.early_blocks, lists)]
    if form.member_questions:
        survey += _roster(form, lists)
        survey += _grouped("about", "Those whom you know", _about_all(form, lists), relevant=_TAKES_PART, appearance="")
    survey += _pages(form.late_blocks, lists)
    return survey, [*_roster_choices(form), *lists.lines()]


@dataclass
class _Lists:
    """The lists of answers, each written once however many questions share it."""

    names: dict[tuple[Answer, ...], str] = field(default_factory=dict)

    def name(self, question: Question) -> str:
        return self.names.setdefault(question.answers, f"{question.name}_answers")

    def lines(self) -> Iterator[Line]:
        for answers, name in self.names.items():
            for answer in answers:
                label = f"{answer.label}: {answer.note}" if answer.note else answer.label
                yield {"list_name": name, "name": answer.code, "label": _plain(label)}


def _opening(form: Form, lists: _Lists) -> Iterator[Line]:
    notes = [
        {"type": "note", "name": f"welcome_{n}", "label": _plain(line)} for n, line in enumerate(form.welcome, start=1)
    ]
    who = {
        "type": "select_one members",
        "name": "organisation",
        "label": "For which organisation do you answer?",
        "required": "yes",
        "appearance": "minimal autocomplete",
    }
    first, *others = (next(_single(one, lists)) for one in form.consent.questions)
    asked = [who, first, *(line | {"relevant": _TAKES_PART} for line in others)]
    thanks = {
        "type": "note",
        "name": "not_taking_part",
        "label": "Thank you for telling us. There is nothing more to answer: please send the form.",
        "relevant": "${consent_analysis} = 'no'",
    }
    yield from _grouped("opening", form.title, [*notes, *asked, thanks])


def _roster(form: Form, lists: _Lists) -> Iterator[Line]:
    ticks = [f"know_{section.code}" for section in form.sections]
    intro = "Tick everybody whom your organisation has had to do with. You will then be asked about these only."
    lines: list[Line] = [{"type": "note", "name": "know_intro", "label": intro}]
    lines += [
        {
            "type": "select_multiple members",
            "name": name,
            "label": _plain(section.label),
            "choice_filter": f"section = '{section.code}' and name != ${{organisation}}",
        }
        for name, section in zip(ticks, form.sections, strict=True)
    ]
    lines.append({"type": "select_multiple know_nobody_answers", "name": "know_nobody", "label": "Or:"})
    counted = " + ".join(f"count-selected(${{{name}}})" for name in (*ticks, "know_nobody"))
    lines.append({"type": "calculate", "name": "know_answered", "calculation": f"if({counted} > 0, 'yes', '')"})
    # One plain column for each name, whichever way the tool writes ticks; blank until anything is ticked at all.
    for name, section in zip(ticks, form.sections, strict=True):
        lines += [_knows(name, member) for member in section.members]
    yield from _grouped("know", "Whom do you know?", [*lines, *_more_names(form, lists)], relevant=_TAKES_PART)


def _knows(ticks: str, member: Row) -> Line:
    ticked = f"if(selected(${{{ticks}}}, '{member.code}'), 'yes', if(${{know_answered}} = 'yes', 'no', ''))"
    return {
        "type": "calculate",
        "name": f"knows{JOINT}{member.code}",
        "calculation": f"if(${{organisation}} = '{member.code}', '', {ticked})",
    }


def _more_names(form: Form, lists: _Lists) -> Iterator[Line]:
    contact = next((one for one in form.member_questions if one.name == CONTACT), None)
    for n in range(1, NAMES_TO_ADD + 1):
        before = {"relevant": f"${{missing_{n - 1}}} != ''"} if n > 1 else {}
        label = "Is anybody missing from the list? Write one name." if n == 1 else "Another name"
        yield {"type": "text", "name": f"missing_{n}", "label": label} | before
        if contact is not None:
            yield {
                "type": f"select_one {lists.name(contact)}",
                "name": f"missing_{n}_contact",
                "label": _plain(contact.about(f"${{missing_{n}}}"), reference=f"${{missing_{n}}}"),
                "relevant": f"${{missing_{n}}} != ''",
                "appearance": "minimal",
            }


def _pages(blocks: Iterable[Block], lists: _Lists) -> Iterator[Line]:
    for block in blocks:
        yield from _grouped(block.name, block.title, _questions(block, lists), relevant=_TAKES_PART)


def _about_all(form: Form, lists: _Lists) -> Iterator[Line]:
    for member in form.members:
        lines = [line for block in form.member_blocks for line in _about(block, member, lists)]
        lines += _by_way(form, member)
        yield from _grouped(
            f"about{JOINT}{member.code}", member.label, lines, relevant=f"${{knows{JOINT}{member.code}}} = 'yes'"
        )


def _by_way(form: Form, member: Row) -> Iterator[Line]:
    """Yield how often one is in touch by each channel and for each purpose: a column of its own for each."""
    contact = f"${{{CONTACT}{JOINT}{member.code}}}"
    for one in form.member_questions if form.tells_channels_apart else ():
        for answer in one.answers if one.name in WAYS else ():
            ticked = f"selected(${{{one.name}{JOINT}{member.code}}}, '{answer.code}')"
            yield {
                "type": "calculate",
                "name": f"{WAYS[one.name]}_{answer.code}{JOINT}{member.code}",
                "calculation": f"if({contact} = '', '', if({ticked}, {contact}, '{NOT_SO}'))",
            }


def _about(block: Block, member: Row, lists: _Lists) -> Iterator[Line]:
    families: dict[str, list[Question]] = {}
    for one in block.questions:
        families.setdefault(one.family or one.name, []).append(one)
    for stem, questions in families.items():
        lines = [_of_row(one, member, lists, text=one.about(member.label)) for one in questions]
        if not questions[0].family:
            yield from lines
        else:
            name = f"{codes([block.name + ' ' + questions[0].fills.part.split('.')[0]])[0]}{JOINT}{member.code}"
            yield from _grouped(f"g_{name}", stem, lines, appearance="table-list")


def _questions(block: Block, lists: _Lists) -> Iterator[Line]:
    for one in block.questions:
        if not one.rows:
            yield from _single(one, lists)
        else:
            lines = [_of_row(one, row, lists, text=row.label) for row in one.rows]
            appearance = "table-list" if one.kind == ONE else ""
            yield from _grouped(f"g_{one.name}", one.text, lines, appearance=appearance)


def _single(one: Question, lists: _Lists) -> Iterator[Line]:
    line = _line(one, lists, name=one.name, text=one.text)
    if one.required:
        line["required"] = "yes"
    if one.only is not None:
        line["relevant"] = f"${{{one.only.question}}} != ''"
        if one.fills.rank > 1:
            earlier = (f"name != ${{goal_{rank}}}" for rank in range(1, one.fills.rank))
            line["choice_filter"] = " and ".join(earlier)
    yield line


def _of_row(one: Question, row: Row, lists: _Lists, *, text: str) -> Line:
    line = _line(one, lists, name=f"{one.name}{JOINT}{row.code}", text=text)
    if one.only is not None:
        line["relevant"] = _condition(one.only, f"${{{one.only.question}{JOINT}{row.code}}}")
    return line


def _condition(only: Only, reference: str) -> str:
    if only.but:
        return " and ".join([f"{reference} != ''", *(f"{reference} != '{code}'" for code in only.codes)])
    return " or ".join(f"{reference} = '{code}'" for code in only.codes)


def _line(one: Question, lists: _Lists, *, name: str, text: str) -> Line:
    line = {"name": name, "label": _plain(text), "hint": _plain(one.hint)}
    if one.kind in (ONE, MANY):
        word = "select_one" if one.kind == ONE else "select_multiple"
        line["type"] = f"{word} {lists.name(one)}"
    else:
        line["type"] = _TYPES[one.kind]
        line["appearance"] = "multiline" if one.kind == LONG_TEXT else ""
    if one.kind == NUMBER:
        line |= {"constraint": ". >= 0", "constraint_message": "A number of hours, 0 or more"}
    return line


def _grouped(
    name: str, label: str, lines: Iterable[Line], *, relevant: str = "", appearance: str = "field-list"
) -> Iterator[Line]:
    yield {
        "type": "begin_group", "name": name, "label": _plain(label), "relevant": relevant, "appearance": appearance,
    }  # fmt: skip
    yield from lines
    yield {"type": "end_group"}


def _roster_choices(form: Form) -> Iterator[Line]:
    for section in form.sections:
        for member in section.members:
            yield {
                "list_name": "members",
                "name": member.code,
                "label": _plain(member.label),
                "section": section.code,
            }
    yield {"list_name": "know_nobody_answers", "name": NO_MORE, "label": "We have had to do with none of them"}


def _plain(text: str, *, reference: str = "") -> str:
    """Return a text as a label that refers to no question, but to the one that it is meant to."""
    parts = text.split(reference) if reference else [text]
    return reference.join(part.replace("${", "$ {") for part in parts)
