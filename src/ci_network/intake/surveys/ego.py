"""Whose answer a row is, and what it says of the organisation itself."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ci_network.intake.fates import BLANK, IGNORED, USED
from ci_network.intake.surveys.mapping import Attribute
from ci_network.intake.surveys.privacy import without_addresses
from ci_network.intake.surveys.reading import Mask, Reading
from ci_network.intake.surveys.roster import OUTSIDE, REFUSED
from ci_network.intake.surveys.shapes.matrix import matrix_alter
from ci_network.intake.surveys.shapes.question import columns_of
from ci_network.intake.surveys.values import plain_answer

# The sheet of a network's nodes.
NODES = "nodes"
_NO = ("no", "n", "false", "0")


@dataclass(frozen=True)
class Said:
    """What an answer says of the organisation that gave it: a column of the stakeholders table, and where it stood."""

    member: int
    fills: str
    text: str
    row: int
    place: int
    sheet: str


def read_egos(reading: Reading, kept: Mask) -> None:
    """Find whose each row is; rows of members who refused analysis, or of nobody on the roster, are set aside."""
    view, rule = reading.main, reading.mapping.ego
    columns = [reading.column(view, written, "ego.columns") for written in rule.columns]
    found = [column for column in columns if column is not None]
    if not rule.columns:
        _egos_by_order(reading)
    if not found:
        return
    texts = [view.texts(column) for column in found]
    for column in found:
        view.mark_filled(column)
    for row in np.flatnonzero(kept).tolist():
        parts = [part[row].strip() for part in texts]
        written = rule.separator.join(part for part in parts if part)
        if not written:
            reading.cell_fault(
                view, row, found[0].place,
                what="the row does not say whose answer it is", mend="Fill it in, or leave the row out with rows.keep",
            )  # fmt: skip
            continue
        view.ego[row] = reading.member(view, row, found[0].place, written=written, match=rule.match)
        if view.ego[row] == OUTSIDE:
            view.grid.set_aside(row, "it is the answer of nobody on the roster")
        elif reading.roster.has_refused(int(view.ego[row])):
            view.grid.set_aside(row, REFUSED)


def _egos_by_order(reading: Reading) -> None:
    """Take the rows of a matrix without row names for the members of its columns, in their order."""
    block = next((tie for tie in reading.mapping.ties if tie.shape == "adjacency_matrix"), None)
    if block is None:
        return
    view = reading.main
    picked = columns_of(reading, view, block.columns, f"{block.place}.columns")
    if len(picked) != len(view.numbers):
        reading.declared_fault(
            f"{block.place}.columns", str(len(picked)),
            f"the matrix has {len(view.numbers)} rows, and no column that says whose each is",
            "Name that column as ego, or choose as many columns as there are rows",
        )  # fmt: skip
        return
    view.ego[:] = [matrix_alter(reading, block, view, one) for one in picked]


def read_attributes(reading: Reading) -> list[Said]:
    """Return what the kept rows say of their own organisations; a refusal of analysis takes its rows out."""
    said = [entry for attribute in _of_responses(reading) for entry in _column(reading, attribute)]
    refusing = [entry.member for entry in said if entry.fills == "consent_analysis" and plain_answer(entry.text) in _NO]
    if refusing:
        reading.roster.refuse(reading.roster.ids[member] for member in refusing)
        view = reading.main
        for row in np.flatnonzero(view.kept & np.isin(view.ego, refusing)):
            view.grid.set_aside(int(row), REFUSED)
            view.response[row] = -1
    return [entry for entry in said if entry.member not in refusing or entry.fills == "consent_analysis"]


def _of_responses(reading: Reading) -> list[Attribute]:
    """Return the attributes that stand with the responses; in a network's file others stand with its nodes."""
    elsewhere = {column.name for name, view in reading.views.items() if name == NODES for column in view.sheet.columns}
    names = {column.name for column in reading.main.sheet.columns}
    return [one for one in reading.mapping.ego.attributes if one.column in names or one.column not in elsewhere]


def _column(reading: Reading, attribute: Attribute) -> list[Said]:
    view = reading.main
    column = reading.column(view, attribute.column, "ego.attributes")
    if column is None:
        return []
    values = {plain_answer(text): value for text, value in attribute.values.items()}
    ignored = {plain_answer(text) for text in reading.mapping.ignore.values}
    fates = np.full(len(view.numbers), BLANK, dtype=np.uint8)
    said = []
    for row in range(len(view.numbers)):
        text = view.texts(column)[row].strip()
        if not text or not view.kept[row]:
            continue
        fates[row] = IGNORED if plain_answer(text) in ignored else USED
        value = _value(reading, text, values)
        if fates[row] == USED and value is None:
            reading.cell_fault(
                view, row, column.place,
                what="the mapping does not say what this answer means",
                mend=f"Add it under ego.attributes.\"{attribute.column}\".values",
            )  # fmt: skip
        elif fates[row] == USED and value:
            said.append(Said(int(view.ego[row]), attribute.fills, value, row, column.place, view.sheet.name))
    view.grid.mark(column.place, fates)
    return said


def _value(reading: Reading, text: str, values: Mapping[str, str]) -> str | None:
    if values:
        return values.get(plain_answer(text))
    return without_addresses(text) if reading.mapping.privacy.strip else text
