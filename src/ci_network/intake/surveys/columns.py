"""Finding the columns that a mapping means."""

import fnmatch
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ci_network.intake.surveys.export import Sheet, SurveyColumn
from ci_network.intake.surveys.mapping import Selector
from ci_network.intake.surveys.settings import near
from ci_network.intake.surveys.values import plain_answer

_BY_PLACE = re.compile(r"column (\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Picked:
    """A column that a selector means, with the parts that its pattern found in the name."""

    column: SurveyColumn
    groups: Mapping[str, str] = field(default_factory=dict)

    def text(self, way: str = "") -> str:
        """Return what names the other organisation: the pattern's alter, or the part of the column asked for."""
        if not way and self.groups.get("alter"):
            return self.groups["alter"]
        column = self.column
        found = {
            "": column.item or column.label or column.name,
            "item": column.item,
            "label": column.label,
            "name": column.name,
            "choice": column.choice,
            "key": column.key,
        }
        return found.get(way, "")


def shown_names(sheet: Sheet) -> tuple[str, ...]:
    """Return the shown names of all columns."""
    count: dict[str, int] = {}
    for column in sheet.columns:
        count[column.name] = count.get(column.name, 0) + 1
    return tuple(
        column.name if column.name and count[column.name] == 1 else f"{column.name or 'no name'} (column {place})"
        for place, column in enumerate(sheet.columns, start=1)
    )


def find_column(sheet: Sheet, written: str) -> tuple[SurveyColumn | None, str]:
    """Return the one column that a word means, by name, question, tool's word or "column 7"; else what is wrong."""
    by_place = _BY_PLACE.fullmatch(written.strip())
    if by_place and 1 <= int(by_place[1]) <= len(sheet.columns):
        return sheet.columns[int(by_place[1]) - 1], ""
    wanted = plain_answer(written)
    for part in ("name", "label", "meta", "key"):
        found = [column for column in sheet.columns if plain_answer(getattr(column, part)) == wanted]
        if len(found) > 1:
            places = ", ".join(f"column {column.place + 1}" for column in found)
            return None, f"several columns are called so: write one of {places}"
        if found:
            return found[0], ""
    mend = near(written, [c.name for c in sheet.columns if c.name] + [c.label for c in sheet.columns if c.label])
    return None, mend or 'Copy the name from the export\'s header, or write its place, such as "column 7"'


def select(sheet: Sheet, selector: Selector) -> list[Picked]:
    """Return the columns that satisfy all that a selector says, in the order of the sheet."""
    picked = []
    for column in sheet.columns:
        groups = _groups(column, selector)
        if groups is not None and _is_meant(column, selector):
            picked.append(Picked(column, groups))
    if selector.block and any(one.column.item for one in picked):
        # Beside its options' columns a question may have one that holds all answers joined: it says nothing more.
        return [one for one in picked if one.column.item]
    return picked


def _groups(column: SurveyColumn, selector: Selector) -> Mapping[str, str] | None:
    if not selector.pattern:
        return {}
    found = re.fullmatch(selector.pattern, column.name.strip())
    return None if found is None else {name: text or "" for name, text in found.groupdict().items()}


def _is_meant(column: SurveyColumn, selector: Selector) -> bool:
    tests = (
        not selector.names or any(_is_like(column.name, name) or _is_place(column, name) for name in selector.names),
        not selector.block or any(_is_like(text, selector.block) for text in (column.block, column.key)),
        not selector.label or _is_like(column.label, selector.label),
        not selector.items or any(_is_like(column.item, item) for item in selector.items),
        not selector.places or any(first <= column.place + 1 <= last for first, last in selector.places),
        not selector.key or _is_like(column.key, selector.key),
        not selector.choices or column.choice in selector.choices,
    )
    return all(tests)


def _is_like(text: str, wanted: str) -> bool:
    """Return whether a text is the wanted one; * stands for anything. Brackets in a header stand for themselves."""
    pattern = plain_answer(wanted).replace("[", "[[]")
    return fnmatch.fnmatchcase(plain_answer(text), pattern)


def _is_place(column: SurveyColumn, wanted: str) -> bool:
    found = _BY_PLACE.fullmatch(wanted.strip())
    return bool(found) and int(found[1]) == column.place + 1  # type: ignore[index]
