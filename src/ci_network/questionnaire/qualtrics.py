"""The questionnaire as text that Qualtrics imports (its Advanced Format).

The format carries questions but no logic, so what a person must still switch on stands in a first block of notes.
Members are asked about in one matrix a question: choices can be carried forward from one question only.
"""

from collections.abc import Iterable, Iterator, Mapping
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
    Question,
    Row,
)

NOBODY: Final = "We have had to do with none of them"
_NOBODY_NUMBER: Final = 9999
# Longer tags are said to make an import fail; one place is left for a digit that tells two apart.
_LONGEST_TAG: Final = 14
_RATED: Final = "those whom you ticked"
# Data export tags that are not the names of questions of the form.
ORGANISATION, KNOW, MISSING, MISSING_CONTACT = "organisation", "know", "missing", "missingoften"


def qualtrics_text(form: Form) -> str:
    """Return the questionnaire as Advanced Format text."""
    known = tags(form)
    parts = ["[[AdvancedFormat]]", *_notes(form), *_opening(form), *_pages(form.early_blocks, known), *_roster(form)]
    for block in form.member_blocks:
        parts += [_block(block.title), *(_about_members(one, form.members, known) for one in block.questions)]
    parts += _pages(form.late_blocks, known)
    return "\n\n".join(parts) + "\n"


def tags(form: Form) -> Mapping[str, str]:
    """Return the data export tag of each question: short letters and digits, each of them once."""
    taken = {ORGANISATION, KNOW, MISSING, MISSING_CONTACT}
    found: dict[str, str] = {}
    for one in form.questions():
        stem = "".join(sign for sign in one.name if sign.isalnum())[:_LONGEST_TAG]
        tag, count = stem, 1
        while tag in taken:
            count += 1
            tag = f"{stem}{count}"
        taken.add(tag)
        found[one.name] = tag
    return found


def member_label(member: Row) -> str:
    """Return how a member stands in a list that cannot be parted by sector."""
    return _plain(f"{member.section}: {member.label}" if member.section else member.label)


def shown(label: str) -> str:
    """Return a label as it stands in the text, and so in the export."""
    return _plain(label)


def _notes(form: Form) -> Iterator[str]:
    if not form.member_questions:
        return
    known = tags(form)
    matrices = ", ".join(known[one.name] for one in form.member_questions)
    must = "The list is long, so this step is needed" if form.is_long else "Without this step every name is shown"
    lines = (
        "Notes for whoever sets this survey up. Delete this block before you publish.",
        f"1. In each of the questions {matrices}: Question behaviour, Carry forward choices, from the question"
        f' "{KNOW}", Selected choices. {must}.',
        "2. After the first consent question: Skip logic, if No is chosen, end of survey.",
        "3. To read the answers back: Data and analysis, Export, CSV, Use choice text; leave"
        ' "Split multi-value fields into columns" off. The file mapping_qualtrics.toml fits this export.',
    )
    yield _block("Notes - delete before you publish")
    yield _text("setupnotes", "<br>".join(_plain(line) for line in lines))


def _opening(form: Form) -> Iterator[str]:
    yield _block(form.consent.title)
    yield _text("welcome", "<br><br>".join(_plain(line) for line in (form.title, *form.welcome)))
    options = ((member.number, _plain(member.label)) for member in form.members)
    yield _choices("MC:DropDown", ORGANISATION, "For which organisation do you answer?", options)
    known = tags(form)
    yield from (_asked(one, known) for one in form.consent.questions)


def _pages(blocks: Iterable[Block], known: Mapping[str, str]) -> Iterator[str]:
    for block in blocks:
        yield _block(block.title)
        yield from (_asked(one, known) for one in block.questions)


def _roster(form: Form) -> Iterator[str]:
    if not form.member_questions:
        return
    yield _block("Whom do you know?")
    options = [*((member.number, member_label(member)) for member in form.members), (_NOBODY_NUMBER, NOBODY)]
    text = "Tick everybody whom your organisation has had to do with. You will then be asked about these only."
    yield _choices("MC:MultipleAnswer:Vertical", KNOW, text, options)
    contact = next((one for one in form.member_questions if one.name == CONTACT), None)
    for n in range(1, NAMES_TO_ADD + 1):
        text = "Is anybody missing from the list? Write one name." if n == 1 else "Another name that is missing"
        yield _question("TE:SingleLine", f"{MISSING}{n}", text)
        if contact is not None:
            text = contact.about("this organisation")
            yield _choices("MC:SingleAnswer:Vertical", f"{MISSING_CONTACT}{n}", text, _numbered(contact.answers))


def _about_members(one: Question, members: Iterable[Row], known: Mapping[str, str]) -> str:
    text = _with_hint(one.about("each of them"), one) + f" (Answer for {_RATED}.)"
    rows = [(member.number, member_label(member)) for member in members]
    return _matrix(one, known[one.name], text, rows)


def _asked(one: Question, known: Mapping[str, str]) -> str:
    text, tag = _with_hint(one.text, one), known[one.name]
    rows = [(row.number, _plain(row.label)) for row in one.rows]
    if rows and one.kind == NUMBER:
        return _choices("TE:Form", tag, text, rows)
    if rows:
        return _matrix(one, tag, text, rows)
    if one.kind in (ONE, MANY):
        kind = "MC:SingleAnswer:Vertical" if one.kind == ONE else "MC:MultipleAnswer:Vertical"
        return _choices(kind, tag, text, _numbered(one.answers))
    return _question({TEXT: "TE:SingleLine", LONG_TEXT: "TE:Essay", NUMBER: "TE:SingleLine"}[one.kind], tag, text)


def _matrix(one: Question, tag: str, text: str, rows: Iterable[tuple[int, str]]) -> str:
    kind = "Matrix:MultipleAnswer" if one.kind == MANY else "Matrix:SingleAnswer"
    answers = [line for number, label in _numbered(one.answers) for line in (f"[[Answer:{number}]]", label)]
    return "\n".join([_choices(kind, tag, text, rows), "[[AdvancedAnswers]]", *answers])


def _choices(kind: str, tag: str, text: str, options: Iterable[tuple[int, str]]) -> str:
    lines = [line for number, label in options for line in (f"[[Choice:{number}]]", label)]
    return "\n".join([_question(kind, tag, text), "[[AdvancedChoices]]", *lines])


def _question(kind: str, tag: str, text: str) -> str:
    return f"[[Question:{kind}]]\n[[ID:{tag}]]\n{_plain(text)}"


def _text(tag: str, text: str) -> str:
    return f"[[Question:DB]]\n[[ID:{tag}]]\n{text}"


def _block(title: str) -> str:
    return f"[[Block:{_plain(title).replace(':', ' ')}]]"


def _numbered(answers: Iterable[Answer]) -> list[tuple[int, str]]:
    return [(number, _plain(answer.label)) for number, answer in enumerate(answers, start=1)]


def _with_hint(text: str, one: Question) -> str:
    notes = "; ".join(f"{answer.label}: {answer.note}" for answer in one.answers if answer.note)
    return " ".join(part for part in (text, one.hint, f"({notes}.)" if notes else "") if part)


def _plain(text: str) -> str:
    """Return a text on one line that is neither markup, nor a tag of the format, nor piped text.

    Angle brackets become quotation marks of that shape: entities come back from some exports and not from others.
    """
    line = " ".join(text.split()).replace("[[", "[ [").replace("]]", "] ]").replace("${", "$ {")
    return line.replace("<", "‹").replace(">", "›")
