"""The questionnaire as one printable page: nothing to fetch, nothing to run; it can be filled in on screen too."""

import base64
import hashlib
import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ci_network.questionnaire.form import LONG_TEXT, MANY, NAMES_TO_ADD, NOT_SURE, NUMBER, ONE, Answer, Form, Question

# Blank lines on paper for the ticked names where there are too many names to rate each.
_LINES: Final = 40
_CANNOT_SAY: Final = "?"


@dataclass(frozen=True)
class Sign:
    """What a person writes for an answer where there is room for one sign only."""

    sign: str
    label: str
    note: str


@dataclass(frozen=True)
class Column:
    """One question about members as a column of the table: its letter, and the key to its answers."""

    letter: str
    short: str
    text: str
    hint: str
    several: bool
    key: tuple[Sign, ...]


def questionnaire_page(form: Form) -> str:
    """Return the questionnaire as one HTML document for screen and paper (A4 or Letter, the printer's own)."""
    environment = Environment(
        loader=PackageLoader("ci_network.questionnaire", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    styles = _source(environment, "page.css")
    columns = _columns(form)
    return environment.get_template("page.html.j2").render(
        form=form,
        styles=Markup(styles),
        policy_text=_content_policy(styles),
        columns=columns,
        keys=_keys(columns),
        lines=range(1, _LINES + 1),
        more=range(1, NAMES_TO_ADD + 1),
        kinds={"one": ONE, "many": MANY, "number": NUMBER, "long": LONG_TEXT},
        early=[_block_shown(block.name, block.title, block.questions) for block in form.early_blocks],
        late=[_block_shown(block.name, block.title, block.questions) for block in form.late_blocks],
        consent=_block_shown(form.consent.name, form.consent.title, form.consent.questions),
    )


def signs(answers: tuple[Answer, ...]) -> tuple[Sign, ...]:
    """Return the sign of each answer: its value where that is a number, else a letter; ``?`` where one cannot say."""
    letters = iter(string.ascii_lowercase)
    return tuple(
        Sign(
            _CANNOT_SAY if one.means == NOT_SURE else one.value if one.value.isdigit() else next(letters, one.code),
            one.label,
            one.note,
        )
        for one in answers
    )


def _columns(form: Form) -> tuple[Column, ...]:
    letters = (*string.ascii_uppercase, *(f"A{letter}" for letter in string.ascii_uppercase))
    return tuple(
        Column(
            letter=letter,
            short=one.short or letter,
            text=one.about("X"),
            hint=one.hint,
            several=one.kind == MANY,
            key=signs(one.answers),
        )
        for letter, one in zip(letters, form.member_questions, strict=False)
    )


def _keys(columns: tuple[Column, ...]) -> list[tuple[list[Column], tuple[Sign, ...]]]:
    """Return the columns with their answers, neighbours that share the answers together."""
    found: list[tuple[list[Column], tuple[Sign, ...]]] = []
    for column in columns:
        if found and found[-1][1] == column.key:
            found[-1][0].append(column)
        else:
            found.append(([column], column.key))
    return found


def _block_shown(name: str, title: str, questions: tuple[Question, ...]) -> Mapping[str, Any]:
    """Return a block with its questions; those asked of the same rows stand in one table."""
    tables: dict[tuple[Any, ...], list[Question]] = {}
    order: list[Any] = []
    for one in questions:
        if one.rows not in tables and one.rows:
            tables[one.rows] = []
            order.append(one.rows)
        if one.rows:
            tables[one.rows].append(one)
        else:
            order.append(one)
    parts = [
        {"question": part, "rows": ()} if isinstance(part, Question) else {"questions": tables[part], "rows": part}
        for part in order
    ]
    return {"name": name, "title": title, "parts": parts}


def _source(environment: Environment, name: str) -> str:
    if environment.loader is None:  # pragma: no cover - the environment above always has one
        return ""
    return environment.loader.get_source(environment, name)[0]


def _content_policy(styles: str) -> str:
    """Return a policy that lets the page do nothing but wear this one style sheet."""
    digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
