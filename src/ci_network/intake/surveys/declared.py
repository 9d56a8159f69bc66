"""``[[survey]]`` in ``study.toml`` to mappings, with every fault told at once."""

from collections.abc import Mapping
from typing import Any

from ci_network.errors import Problem
from ci_network.intake.surveys.declared_blocks import read_list, read_thing, read_tie
from ci_network.intake.surveys.declared_ratings import read_rating
from ci_network.intake.surveys.mapping import (
    DUPLICATES,
    MATCHES,
    SEVERAL,
    UNITS,
    Attribute,
    EgoRule,
    Ignore,
    Privacy,
    RosterRule,
    RowRules,
    SurveyMapping,
)
from ci_network.intake.surveys.settings import FILTER, FLAG, NUMBER, NUMBERS, TABLE, TEXTS, Section
from ci_network.intake.surveys.source import Source

# Shapes in which the rows say themselves whose they are.
_NO_EGO = ("adjacency_matrix", "node_edge_tables", "graph_file")


def read_mapping(settings: Mapping[str, Any]) -> tuple[tuple[SurveyMapping, ...], list[Problem]]:
    """Return the mappings that a ``study.toml`` declares, one for each export, and every fault in them."""
    problems: list[Problem] = []
    given = settings.get("survey", [])
    parts = given if isinstance(given, list) else [given]
    sections = [Section(part, f"survey[{n}]", problems) for n, part in enumerate(parts, start=1)]
    return tuple(_survey(section) for section in sections), problems


def _survey(section: Section) -> SurveyMapping:
    wave, wave_column, waves = _wave(section)
    file, source = _source(section)
    survey = SurveyMapping(
        file=file,
        source=source,
        wave=wave,
        wave_column=wave_column,
        waves=waves,
        rows=_rows(section.inner("rows")),
        ego=_ego(section),
        roster=_roster(section.inner("roster")),
        ties=tuple(read_tie(part) for part in section.inners("ties")),
        activities=tuple(
            [read_thing(part) for part in section.inners("activities")]
            + [read_list(part) for part in section.inners("lists")]
        ),
        assessments=tuple(read_rating(part) for part in section.inners("assessments")),
        privacy=_privacy(section.inner("privacy")),
        ignore=_ignore(section),
    )
    section.close()
    if not survey.ties and not survey.activities and not survey.assessments:
        section.fault(
            "", "", "it maps no question", f"Add [[{section.place.split('[')[0]}.ties]] with columns and layer"
        )
    if not survey.ego.columns and not any(tie.shape in _NO_EGO for tie in survey.ties):
        section.fault(
            "ego", "", "it does not say whose answer a row is", 'Name the column, such as ego = "Your organisation"'
        )
    return survey


def _source(section: Section) -> tuple[str, Source]:
    if isinstance(section.given.get("source"), str):
        return section.take("source"), Source()
    inner = section.inner("source")
    file = inner.take("file")
    source = Source(
        tool=inner.take("tool"),
        encoding=inner.take("encoding"),
        delimiter=inner.take("delimiter"),
        sheet=inner.take("sheet"),
        header_rows=inner.take("header_rows", NUMBERS),
        first_row=inner.take("first_row", NUMBER),
        companions=inner.take("companions", TEXTS),
    )
    inner.close()
    return file, source


def _wave(section: Section) -> tuple[str, str, Mapping[str, str]]:
    if not isinstance(section.given.get("wave"), Mapping):
        return section.take("wave"), "", {}
    inner = section.inner("wave")
    column, waves = inner.take("column"), inner.take("values", TABLE)
    inner.close()
    if not column:
        inner.fault("column", "", "it is missing", 'Name the column that says the wave, or write wave = "2025"')
    return "", column, waves


def _rows(inner: Section) -> RowRules:
    all_complete = inner.given.get("complete") == "all"
    rules = RowRules(
        unit=inner.choice("unit", UNITS, "response"),
        keep=inner.take("keep", FILTER),
        drop=inner.take("drop", FILTER),
        complete={} if all_complete else inner.take("complete", FILTER),
        all_complete=all_complete,
        partial=inner.choice("partial", ("keep", "drop"), "keep"),
        respondent=inner.take("respondent", TEXTS),
        duplicates=inner.choice("duplicates", ("", *DUPLICATES), ""),
        several=inner.choice("several", ("", *SEVERAL), ""),
    )
    inner.asked.append("complete")
    inner.close()
    if rules.duplicates and rules.several and not rules.respondent:
        inner.fault(
            "respondent", "", "it must tell one person's second answer from a colleague's",
            'Name the column that is the person, such as respondent = "email"',
        )  # fmt: skip
    return rules


def _ego(section: Section) -> EgoRule:
    if not isinstance(section.given.get("ego", ""), Mapping):
        return EgoRule(section.take("ego", TEXTS))
    inner = section.inner("ego")
    rule = EgoRule(
        columns=inner.take("columns", TEXTS) or inner.take("column", TEXTS),
        separator=inner.take("separator", default="_"),
        match=tuple(word for word in inner.take("match", TEXTS, MATCHES) if _is_match(inner, word)),
        attributes=_attributes(inner.inner("attributes")),
    )
    inner.asked.append("column")
    inner.close()
    return rule


def _is_match(section: Section, word: str) -> bool:
    if word not in MATCHES:
        section.fault("match", word, "it is none of the choices", f"Write some of: {', '.join(MATCHES)}")
    return word in MATCHES


def _attributes(section: Section) -> tuple[Attribute, ...]:
    found = []
    for column, given in section.given.items():
        if isinstance(given, str):
            found.append(Attribute(column, section.take(column)))
        else:
            inner = section.inner(column)
            found.append(Attribute(column, inner.take("field"), inner.take("values", TABLE)))
            inner.close()
    return tuple(found)


def _roster(inner: Section) -> RosterRule:
    boundary = inner.choice("boundary", ("closed", "open"), "closed")
    unknown = inner.choice("unknown", ("error", "keep", "drop"), "keep" if boundary == "open" else "error")
    rule = RosterRule(boundary, unknown, inner.take("names", TABLE))
    inner.close()
    if boundary == "closed" and unknown == "keep":
        inner.fault(
            "unknown", "keep", "a closed roster keeps nobody else", 'Write boundary = "open", or unknown = "drop"'
        )
    return rule


def _privacy(inner: Section) -> Privacy:
    privacy = Privacy(inner.take("drop", TEXTS), inner.take("keep", TEXTS), inner.take("strip", FLAG, True))
    inner.close()
    return privacy


def _ignore(section: Section) -> Ignore:
    if not isinstance(section.given.get("ignore", ""), Mapping):
        return Ignore(section.take("ignore", TEXTS))
    inner = section.inner("ignore")
    ignore = Ignore(inner.take("columns", TEXTS), inner.take("values", TEXTS), inner.take("sheets", TEXTS))
    inner.close()
    return ignore
