"""The ``[[survey.assessments]]`` sections: which items a question rates, and what its answers mean."""

from typing import Final

from ci_network.intake.surveys.declared_blocks import SELECTOR_HELP, read_selector
from ci_network.intake.surveys.mapping import RATING_SHAPES, SEVERAL, RatingBlock
from ci_network.intake.surveys.settings import NUMBERS, TABLE, TEXTS, Section

_LONG: Final = ("long_edge_list", "repeat_group")


def read_rating(section: Section) -> RatingBlock:
    """Return the block that a ``[[survey.assessments]]`` section declares."""
    shape = section.choice("shape", RATING_SHAPES, "roster_matrix")
    block = RatingBlock(
        place=section.place,
        shape=shape,
        sheet=section.take("sheet"),
        columns=read_selector(section),
        item=section.take("item"),
        items=section.take("items", TABLE),
        value=section.take("value"),
        scale=_scale(section),
        values=section.take("values", TABLE),
        missing=section.take("missing", TEXTS),
        note=section.take("note"),
        several=section.choice("several", ("", *(word for word in SEVERAL if word not in ("error", "keep"))), ""),
    )
    section.close()
    _check(section, block)
    return block


def _scale(section: Section) -> tuple[float, float] | None:
    ends = section.take("scale", NUMBERS)
    if len(ends) == 2 and ends[0] < ends[1]:
        return float(ends[0]), float(ends[1])
    if ends:
        section.fault("scale", ends, "it is not the lowest and the highest score", "Write them, such as scale = [1, 5]")
    return None


def _check(section: Section, block: RatingBlock) -> None:
    if block.shape in _LONG:
        for key, holds in (("item", "what is rated"), ("value", "the rating")):
            if not getattr(block, key):
                section.fault(key, "", "it is missing", f"Name the column that holds {holds}")
    elif block.columns.is_empty:
        section.fault("columns", "", "it is missing", SELECTOR_HELP)
    if block.shape == "repeat_group" and not block.sheet:
        section.fault("sheet", "", "it is missing", "Name the sheet of the repeats")
