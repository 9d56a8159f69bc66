"""The ``[[survey]]`` section that reads an export of this very questionnaire, for each tool that it is written for."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import pandas as pd

from ci_network.questionnaire import qualtrics
from ci_network.questionnaire.about_members import added_layers
from ci_network.questionnaire.form import CONTACT, MANY, NOT_SURE, NOTHING, NUMBER, Answer, Fill, Form, Question, Row
from ci_network.questionnaire.toml import inline, listed, quoted, table
from ci_network.questionnaire.tool import Kobo, Qualtrics, Tool
from ci_network.questionnaire.xlsform import JOINT, NOT_SO, WAYS
from ci_network.study.study import Study
from ci_network.terms import ASSESSED

# Tables whose rows belong to no wave: a second answer would stand beside the first.
_WITHOUT_WAVES: Final = ("commitments", "reporting")
_KEPT_AS_IT_IS: Final = tuple(WAYS)
_MAPPED: Final = ("stakeholders", "ties", "commitments", "participation", "reporting", "assessments")
_INTRO: Final = (
    "# Reads an export of the questionnaire made for {tool}. Add it to the end of study.toml.",
    "# {how}",
    "# Where several people of one organisation answer, the highest answer counts; of ratings the mean.",
)


def has_mapping(form: Form) -> bool:
    """Whether anything is asked that a survey's mapping is for, beside who one is."""
    return any(one.fills.table in _MAPPED[1:] or _is_list(one) for one in form.questions())


def _is_list(one: Question) -> bool:
    return one.fills.table == "stakeholders" and one.kind == MANY


def kobo_mapping(form: Form, study: Study) -> str:
    """Return the mapping of a KoboToolbox or ODK export of the XLSForm."""
    return _mapping(form, study, Kobo(form))


def qualtrics_mapping(form: Form, study: Study) -> str:
    """Return the mapping of a Qualtrics export of the imported text."""
    return _mapping(form, study, Qualtrics(form, qualtrics.tags(form)))


def _mapping(form: Form, study: Study, tool: Tool) -> str:
    held = [one.name for one in form.questions() if _is_held(study, one.fills, form.wave)]
    form = _without(form, held)
    told = f"\n# Not read, because the study's own tables hold it already: {', '.join(held)}." if held else ""
    parts = [
        "\n".join(line.format(tool=tool.name.capitalize(), how=tool.how) for line in _INTRO) + told,
        *_layers(form, study),
        table("[[survey]]", wave=quoted(form.wave)),
        table("[survey.source]", file=quoted(tool.file), tool=quoted(tool.name)),
        table("[survey.rows]", **tool.rows()),
        table("[survey.roster]", boundary=quoted("open"), names=inline(tool.names())),
        table("[survey.ego]", column=quoted("organisation")),
        *_attributes(form, tool),
        *_ties(form, tool),
        *_things(form, tool),
        *_lists(form, tool),
        *_ratings(form, tool),
        table("[survey.ignore]", columns=listed([*tool.ignored(), *_unmapped(form, tool)])),
    ]
    return "\n\n".join(parts) + "\n"


def _is_held(study: Study, fills: Fill, wave: str) -> bool:
    """Whether a study holds already what an answer would fill, so that both would speak of one thing.

    Consent is always read: where an answer differs from the study's table, a person must see it.
    """
    if fills.table in _WITHOUT_WAVES:
        return not study.table(fills.table).empty
    if fills.table == "assessments":
        return wave in set(study.table("assessments")["wave"])
    if fills.table == "stakeholders" and not fills.part.startswith("consent_"):
        known = study.table("stakeholders")[fills.part]
        return any(len(cell) > 0 if isinstance(cell, tuple) else not pd.isna(cell) and cell != "" for cell in known)
    return False


def _without(form: Form, held: Iterable[str]) -> Form:
    """Return the form with these questions filling nothing."""
    names = set(held)
    return replace(
        form,
        blocks=tuple(
            replace(
                block,
                questions=tuple(replace(one, fills=Fill()) if one.name in names else one for one in block.questions),
            )
            for block in form.blocks
        ),
    )


def _layers(form: Form, study: Study) -> Iterator[str]:
    """Yield the layers that the questionnaire adds to the study's own."""
    for name, like in added_layers(form.member_questions).items():
        if name in study.layers:
            continue
        layer = study.layers[like] if like else None
        scale = {"scale": listed(layer.scale)} if layer else {}
        yield table(f"[layers.{name}]", kind=quoted(layer.kind if layer else "yes_no"), **scale)


def _attributes(form: Form, tool: Tool) -> Iterator[str]:
    for one in form.questions():
        if one.fills.table != "stakeholders" or _is_list(one):
            continue
        said = {tool.said(answer): answer.value for answer in one.answers}
        values = {"values": inline(said)} if said else {}
        yield table(f"[survey.ego.attributes.{quoted(tool.single(one))}]", field=quoted(one.fills.part), **values)


def _ties(form: Form, tool: Tool) -> Iterator[str]:
    for one in form.member_questions:
        if one.name in _KEPT_AS_IT_IS:
            continue
        yield table(
            "[[survey.ties]]",
            layer=quoted(one.fills.part), columns=tool.each_selector(one), gate=tool.gate(),
            **_meanings(tool, one.answers),
        )  # fmt: skip
        if one.name == CONTACT:
            yield from _by_way(form, tool, one)
            columns, value = tool.missing()
            yield table(
                "[[survey.ties]]",
                layer=quoted(one.fills.part), shape=quoted("name_generator_columns"), columns=columns, value=value,
                parallel=quoted("max"), **_meanings(tool, one.answers),
            )  # fmt: skip


def _by_way(form: Form, tool: Tool, contact: Question) -> Iterator[str]:
    """Yield the blocks of how often one is in touch by each channel and for each purpose, where a tool can tell."""
    if tool.name != "kobo" or not form.tells_channels_apart:
        return
    for one in form.member_questions:
        if one.name in WAYS:
            codes = "|".join(answer.code for answer in one.answers)
            pattern = f"{WAYS[one.name]}_(?P<item>{codes}){JOINT}(?P<alter>.+)"
            meanings = _meanings(tool, contact.answers, also_none=[NOT_SO])
            way: dict[str, str] = {one.name: quoted("{item}")}
            yield table(
                "[[survey.ties]]",
                layer=quoted(contact.fills.part), columns=inline({"pattern": pattern}), gate=tool.gate(), **way,
                items=inline({answer.code: answer.value for answer in one.answers}), **meanings,
            )  # fmt: skip


def _things(form: Form, tool: Tool) -> Iterator[str]:
    for one in form.questions():
        if one.fills.table == "commitments":
            things = {tool.said(answer): answer.value for answer in one.answers}
            yield table(
                "[[survey.activities]]",
                to=quoted(one.fills.table), shape=quoted("multiselect_cell"), columns=quoted(tool.single(one)),
                role=quoted(str(one.fills.rank)), things=inline(things),
            )  # fmt: skip
        elif one.fills.table in ("participation", "reporting") and one.kind != NUMBER:
            hours = next((other for other in form.questions() if other.rows == one.rows and other.kind == NUMBER), None)
            yield from (_of_thing(tool, one, row, hours) for row in one.rows)


def _of_thing(tool: Tool, one: Question, row: Row, hours: Question | None) -> str:
    beside = {"hours": quoted(tool.of_row(hours, row))} if hours else {}
    return table(
        "[[survey.activities]]",
        to=quoted(one.fills.table), columns=tool.row_selector(one, row), **beside,
        roles=inline({tool.said(answer): answer.value for answer in one.answers if not answer.means}),
        none=listed([tool.said(answer) for answer in one.answers if answer.means == NOTHING]),
        things=inline({tool.row_word(row): row.key}),
    )  # fmt: skip


def _lists(form: Form, tool: Tool) -> Iterator[str]:
    for one in (one for one in form.questions() if _is_list(one)):
        values = inline({tool.said(answer): answer.value for answer in one.answers})
        yield table("[[survey.lists]]", field=quoted(one.fills.part), **tool.picks(one), values=values)


def _ratings(form: Form, tool: Tool) -> Iterator[str]:
    """Yield the blocks of what is asked of the whole; an item that the framework does not know needs its scale."""
    for one in (one for one in form.questions() if one.fills.table == "assessments"):
        if one.rows:
            items = {tool.row_word(row): row.key for row in one.rows}
            asked = {"columns": tool.each_selector(one), "items": inline(items)}
        else:
            items = {one.name: one.fills.part}
            asked = {"columns": quoted(tool.single(one)), "item": quoted(one.fills.part)}
        if not all(_is_the_frameworks(item) for item in items.values()):
            values = [int(answer.value) for answer in one.answers if answer.value]
            asked["scale"] = f"[{min(values)}, {max(values)}]"
        yield table("[[survey.assessments]]", **asked, **_meanings(tool, one.answers), several=quoted("mean"))


def _is_the_frameworks(item: str) -> bool:
    return item in ASSESSED or item.rpartition(".")[0] in ASSESSED


def _meanings(tool: Tool, answers: Iterable[Answer], *, also_none: Iterable[str] = ()) -> dict[str, str]:
    every = list(answers)
    told = {
        "none": [tool.said(one) for one in every if one.means == NOTHING] + list(also_none),
        "missing": [tool.said(one) for one in every if one.means == NOT_SURE],
    }
    values = inline({tool.said(one): one.value for one in every if not one.means})
    return {"values": values} | {key: listed(words) for key, words in told.items() if words}


def _unmapped(form: Form, tool: Tool) -> Iterator[str]:
    """Yield the columns whose answers stay in the export: words of one's own, and what no table holds."""
    for one in form.questions():
        if one.name in _KEPT_AS_IT_IS:
            yield tool.of_row(one, None)
        elif one.fills.table in _MAPPED:
            continue
        elif one.rows:
            yield tool.of_row(one, None)
        else:
            yield tool.several(one) if one.kind == MANY else tool.single(one)
