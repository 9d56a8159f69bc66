"""The blocks of a ``[[survey]]`` section: which columns, what their answers mean, what they fill."""

import re
from collections.abc import Mapping
from typing import Final

from ci_network.intake.surveys.mapping import (
    LISTS,
    PARALLEL,
    SHAPES,
    THING_SHAPES,
    THINGS,
    Gate,
    Meanings,
    Selector,
    Split,
    ThingBlock,
    TieBlock,
)
from ci_network.intake.surveys.settings import RANGES, TABLE, TEXTS, Section

SELECTOR_HELP: Final = 'Say which, such as columns = "Q5_*" or columns = { block = "How often?" }'
_NEEDS_ALTER: Final = ("long_edge_list", "repeat_group")
_GRAPHS: Final = ("node_edge_tables", "graph_file")


def read_selector(section: Section, key: str = "columns") -> Selector:
    """Return which columns a section means."""
    if not isinstance(section.given.get(key, ""), Mapping):
        return Selector(section.take(key, TEXTS))
    inner = section.inner(key)
    selector = Selector(
        names=inner.take("names", TEXTS),
        pattern=_pattern(inner),
        block=inner.take("block"),
        label=inner.take("label"),
        items=inner.take("items", TEXTS),
        places=inner.take("places", RANGES),
        key=inner.take("key"),
        choices=inner.take("choices", TEXTS),
    )
    inner.close()
    return selector


def _pattern(section: Section) -> str:
    pattern: str = section.take("pattern")
    try:
        unknown = set(re.compile(pattern).groupindex) - {"alter", "item", "loop"}
    except re.error as error:
        section.fault("pattern", pattern, f"it is not a pattern: {error}", "Mend it; names are matched whole")
        return ""
    for name in sorted(unknown):
        section.fault(
            "pattern", name, "there is no such part", "Name parts (?P<alter>...), (?P<item>...) or (?P<loop>...)"
        )
    return pattern


def _split(section: Section, default: str = "") -> Split | None:
    given = section.given.get("split")
    if given is None or isinstance(given, str):
        section.asked.append("split")
        return Split(given or default) if given or default else None
    inner = section.inner("split")
    split = Split(inner.take("delimiter", default=","), inner.take("options", TEXTS), inner.take("escape"))
    inner.close()
    return split


def _meanings(section: Section) -> Meanings:
    numbers = section.given.get("values") == "numbers"
    values = {} if numbers else section.take("values", TABLE)
    section.asked.append("values")
    return Meanings(
        values=values,
        numbers=numbers,
        none=section.take("none", TEXTS),
        missing=section.take("missing", TEXTS),
        structural=section.take("structural", TEXTS),
        blank=section.choice("blank", ("blank", "zero"), "blank"),
        picked=section.take("picked", default="1"),
    )


def _gate(section: Section) -> Gate | None:
    if "gate" not in section.given:
        section.asked.append("gate")
        return None
    inner = section.inner("gate")
    gate = Gate(
        columns=read_selector(inner),
        no=inner.take("no", TEXTS),
        yes=inner.take("yes", TEXTS),
        split=_split(inner),
        conflict=inner.choice("conflict", ("error", "answer", "gate"), "error"),
    )
    inner.close()
    if not gate.no and gate.split is None:
        inner.fault(
            "no", "", "it does not say which answers are a no", 'Write them, such as no = ["No"]; "" is a blank'
        )
    return gate


def _direction(section: Section) -> tuple[str, Mapping[str, str]]:
    if isinstance(section.given.get("direction"), Mapping):
        table = section.take("direction", TABLE)
        for answer, word in table.items():
            if word not in ("out", "in", "both"):
                section.fault(f"direction.{answer}", word, "it is no direction", "Write out, in or both")
        return "", {answer: word for answer, word in table.items() if word in ("out", "in", "both")}
    return section.choice("direction", ("out", "in", "both"), "out"), {}


def read_tie(section: Section) -> TieBlock:
    """Return the block that a ``[[survey.ties]]`` section declares."""
    shape = section.choice("shape", SHAPES, "roster_matrix")
    direction, directions = _direction(section)
    block = TieBlock(
        place=section.place,
        layer=section.take("layer"),
        shape=shape,
        sheet=section.take("sheet"),
        columns=read_selector(section),
        alter=section.take("alter"),
        alters=section.take("alters", TABLE),
        value=section.take("value"),
        relation=section.take("relation"),
        relations=section.take("relations", TABLE),
        items=section.take("items", TABLE),
        direction=direction,
        directions=directions,
        meanings=_meanings(section),
        gate=_gate(section),
        exclusive=section.take("exclusive", TEXTS),
        other=section.take("other"),
        self_ties=section.choice("self", ("drop", "error"), "drop"),
        split=_split(section, "," if shape == "multiselect_cell" else ""),
        channel=section.take("channel"),
        purpose=section.take("purpose"),
        parallel=section.choice("parallel", PARALLEL, "error"),
    )
    section.close()
    _check_tie(section, block)
    return block


def _check_tie(section: Section, block: TieBlock) -> None:
    if not (block.layer or block.relations or block.relation or block.shape in _GRAPHS):
        section.fault(
            "layer", "", "it is missing", 'Write which layer the answers fill, such as layer = "communication"'
        )
    if block.shape == "two_mode":
        section.fault("shape", "two_mode", "ties join members, not things", "Write it under [[survey.activities]]")
    elif block.shape in _NEEDS_ALTER:
        if not block.alter:
            section.fault("alter", "", "it is missing", "Name the column that holds the other organisation")
    elif block.columns.is_empty and block.shape not in _GRAPHS:
        section.fault("columns", "", "it is missing", SELECTOR_HELP)
    if block.shape == "repeat_group" and not block.sheet:
        section.fault("sheet", "", "it is missing", "Name the sheet of the repeats")


def read_thing(section: Section) -> ThingBlock:
    """Return the block that a ``[[survey.activities]]`` section declares."""
    shape = section.choice("shape", THING_SHAPES, "checkbox_columns")
    block = ThingBlock(
        place=section.place,
        to=section.choice("to", tuple(THINGS), "participation"),
        shape=shape,
        sheet=section.take("sheet"),
        columns=read_selector(section),
        thing=section.take("thing"),
        things=section.take("things", TABLE),
        unknown=section.choice("unknown", ("error", "create", "drop"), "error"),
        role=section.take("role"),
        roles=section.take("roles", TABLE),
        hours=section.take("hours"),
        meanings=_meanings(section),
        exclusive=section.take("exclusive", TEXTS),
        split=_split(section, "," if shape == "multiselect_cell" else ""),
    )
    section.close()
    if shape in ("long_edge_list", "repeat_group"):
        if not block.thing:
            section.fault("thing", "", "it is missing", "Name the column that holds the activity")
    elif block.columns.is_empty:
        section.fault("columns", "", "it is missing", SELECTOR_HELP)
    return block


def read_list(section: Section) -> ThingBlock:
    """Return the block that a ``[[survey.lists]]`` section declares: what is picked fills a list of one's own."""
    block = ThingBlock(
        place=section.place,
        to=LISTS,
        fills=section.take("field"),
        shape=section.choice("shape", ("", "checkbox_columns", "multiselect_cell"), ""),
        sheet=section.take("sheet"),
        columns=read_selector(section),
        things=section.take("values", TABLE),
        meanings=Meanings(missing=section.take("missing", TEXTS)),
        exclusive=section.take("exclusive", TEXTS),
        split=_split(section, ","),
    )
    section.close()
    if not block.fills:
        section.fault(
            "field", "", "it is missing", 'Name the column of the stakeholders table, such as field = "offers"'
        )
    if block.columns.is_empty:
        section.fault("columns", "", "it is missing", SELECTOR_HELP)
    return block
