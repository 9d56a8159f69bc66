"""What the questions of a block mean, column by column, and the reports that their answers become."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from ci_network.intake.surveys.columns import Picked
from ci_network.intake.surveys.export import SurveyColumn
from ci_network.intake.surveys.mapping import Selector, TieBlock
from ci_network.intake.surveys.reading import Ints, Reading, Reports, View
from ci_network.intake.surveys.values import DIRECTIONS, AnswerBook, Part, Question, Scale, plain_answer


def columns_of(reading: Reading, view: View, selector: Selector, place: str) -> list[Picked]:
    """Return the columns that a block means; none at all is a fault of the mapping."""
    picked = view.headers.select(selector)
    if not picked:
        reading.declared_fault(
            place,
            ", ".join(selector.names) or selector.pattern or selector.block or selector.label,
            f"{view.sheet.file} has no such columns",
            "Copy the names from the export's header; * stands for anything",
        )
    return picked


def part_of(block: TieBlock, picked: Picked) -> dict[str, str]:
    """Return what templates such as ``trust.{item}`` are filled with."""
    item = picked.groups.get("item", picked.column.item)
    items = {plain_answer(text): name for text, name in block.items.items()}
    return {
        "item": items.get(plain_answer(item), item),
        "loop": picked.groups.get("loop", ""),
        "alter": picked.groups.get("alter", ""),
    }


def fill(template: str, parts: Mapping[str, str]) -> str:
    """Return a template with its parts in their places."""
    for name, text in parts.items():
        template = template.replace(f"{{{name}}}", text)
    return template


def book_of(
    reading: Reading, block: TieBlock, column: SurveyColumn | None, *, layer: str, ticks: bool = False
) -> AnswerBook:
    """Return the book that says what each answer of a column means."""
    choices = reading.export.choices.get(column.key, {}) if column else {}
    own = (column.item, column.label, choices.get(column.choice, "")) if column and ticks else ()
    return AnswerBook(
        Question(
            scales=reading.setting.scales,
            meanings=block.meanings,
            layer=layer,
            # A relation that has a column of its own is not an answer in this one.
            relations={} if block.relation else block.relations,
            direction=DIRECTIONS.get(block.direction, 0),
            directions=block.directions,
            choices=choices,
            split=block.split if block.shape not in ("multiselect_cell", "long_edge_list", "repeat_group") else None,
            ignored=reading.mapping.ignore.values,
            ticks=ticks,
            options=own,
        )
    )


def check_meanings(reading: Reading, block: TieBlock, layers: tuple[str, ...], *, picks: bool) -> None:
    """Tell each value of a mapping that is not on the scale of the layer that it fills."""
    for layer in layers:
        scale = reading.setting.scales.get(layer, Scale())
        shown = ", ".join(scale.labels) or "a number"
        for answer, value in block.meanings.values.items():
            if scale.value(value) is None:
                reading.declared_fault(
                    f"{block.place}.values.{answer}",
                    value,
                    f"it is not on the scale of layer {layer}",
                    f"Write one of: {shown}",
                )
        if (picks or block.relations or block.directions) and scale.value(block.meanings.picked) is None:
            reading.declared_fault(
                f"{block.place}.picked", block.meanings.picked,
                f"a pick must stand for a value of layer {layer}", f"Write one of: {shown}",
            )  # fmt: skip


def layer_names(block: TieBlock, picked: list[Picked]) -> tuple[str, ...]:
    """Return the layers that a block may fill."""
    if block.relations:
        return tuple(dict.fromkeys(block.relations.values()))
    return tuple(dict.fromkeys(fill(block.layer, part_of(block, one)) for one in picked)) or (block.layer,)


class Gathered:
    """Reports found one by one, to be handed over as columns."""

    def __init__(self, view: View, block: TieBlock, parts: Mapping[str, str]) -> None:
        self._view, self._block, self._parts = view, block, parts
        self._found: defaultdict[tuple[str, int, int], list[tuple[int, int, float]]] = defaultdict(list)

    def add(self, row: int, alter: int, part: Part, place: int) -> None:
        """Take one report of a row, read in the column of this place."""
        self._found[part.layer, part.direction, place].append((row, alter, part.value))

    def hand_over(self, reading: Reading) -> None:
        """Add what was gathered to the reading."""
        for (layer, direction, place), entries in self._found.items():
            rows, alters, values = zip(*entries, strict=True)
            whole = Reports(
                row=np.array(rows, dtype=np.int32),
                alter=np.array(alters, dtype=np.int32),
                value=np.array(values, dtype=float),
                layer=layer,
                direction=direction,
                channel=fill(self._block.channel, self._parts),
                purpose=fill(self._block.purpose, self._parts),
                place=place,
                sheet=self._view.sheet.name,
                parallel=self._block.parallel,
            )
            reading.reports.append(whole)


def report_alike(
    reading: Reading, view: View, block: TieBlock, rows: Ints, *, part: Part, whom: tuple[int, int, Mapping[str, str]]
) -> None:
    """Add one and the same report of many rows; ``whom`` is the other member, the column's place, its parts."""
    alter, place, parts = whom
    if not len(rows):
        return
    reading.reports.append(
        Reports(
            row=rows,
            alter=np.full(len(rows), alter, dtype=np.int32),
            value=np.full(len(rows), part.value),
            layer=part.layer,
            direction=part.direction,
            channel=fill(block.channel, parts),
            purpose=fill(block.purpose, parts),
            place=place,
            sheet=view.sheet.name,
            parallel=block.parallel,
        )
    )
