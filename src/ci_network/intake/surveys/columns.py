"""Finding the columns that a mapping means."""

import fnmatch
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final

from ci_network.intake.surveys.export import Sheet, SurveyColumn
from ci_network.intake.surveys.mapping import Selector
from ci_network.intake.surveys.settings import near
from ci_network.intake.surveys.values import plain_answer

_BY_PLACE: Final = re.compile(r"column (\d+)", re.IGNORECASE)
# The parts of a column that a word may mean, in this order, and those that a selector looks at.
_CALLED: Final = ("name", "label", "meta", "key")
_FOLDED: Final = (*_CALLED, "block", "item")


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


class Headers:
    """A sheet's columns by what they are called, each text folded once: a wide export is asked for many of them."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._folded = {
            part: tuple(plain_answer(getattr(column, part)) for column in sheet.columns) for part in _FOLDED
        }

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, list[int]]]:
        found: dict[str, dict[str, list[int]]] = {part: {} for part in _CALLED}
        for part, places in found.items():
            for place, text in enumerate(self._folded[part]):
                places.setdefault(text, []).append(place)
        return found

    def find(self, written: str) -> tuple[SurveyColumn | None, str]:
        """Return the one column that a word means, by name, question, tool's word or "column 7"; else what is wrong."""
        columns = self.sheet.columns
        by_place = _BY_PLACE.fullmatch(written.strip())
        if by_place and 1 <= int(by_place[1]) <= len(columns):
            return columns[int(by_place[1]) - 1], ""
        wanted = plain_answer(written)
        for part in _CALLED:
            found = self._places[part].get(wanted, [])
            if len(found) > 1:
                places = ", ".join(f"column {place + 1}" for place in found)
                return None, f"several columns are called so: write one of {places}"
            if found:
                return columns[found[0]], ""
        mend = near(written, [c.name for c in columns if c.name] + [c.label for c in columns if c.label])
        return None, mend or 'Copy the name from the export\'s header, or write its place, such as "column 7"'

    def select(self, selector: Selector) -> list[Picked]:
        """Return the columns that satisfy all that a selector says, in the order of the sheet."""
        picked = []
        for place, column in enumerate(self.sheet.columns):
            groups = _groups(column, selector)
            if groups is not None and self._is_meant(place, selector):
                picked.append(Picked(column, groups))
        if selector.block and any(one.column.item for one in picked):
            # Beside its options' columns a question may have one that holds all answers joined: it says nothing more.
            return [one for one in picked if one.column.item]
        return picked

    def _is_meant(self, place: int, selector: Selector) -> bool:
        def like(part: str, wanted: str) -> bool:
            return _is_like(self._folded[part][place], wanted)

        return (
            (not selector.names or any(like("name", name) or _is_place(place, name) for name in selector.names))
            and (not selector.block or any(like(part, selector.block) for part in ("block", "key")))
            and (not selector.label or like("label", selector.label))
            and (not selector.items or any(like("item", item) for item in selector.items))
            and (not selector.places or any(first <= place + 1 <= last for first, last in selector.places))
            and (not selector.key or like("key", selector.key))
            and (not selector.choices or self.sheet.columns[place].choice in selector.choices)
        )


def select(sheet: Sheet, selector: Selector) -> list[Picked]:
    """Return the columns of a sheet that satisfy all that a selector says; see :meth:`Headers.select`."""
    return Headers(sheet).select(selector)


def _groups(column: SurveyColumn, selector: Selector) -> Mapping[str, str] | None:
    if not selector.pattern:
        return {}
    found = re.fullmatch(selector.pattern, column.name.strip())
    return None if found is None else {name: text or "" for name, text in found.groupdict().items()}


def _is_like(folded: str, wanted: str) -> bool:
    """Return whether a folded text is the wanted one; * stands for anything. Brackets stand for themselves."""
    return fnmatch.fnmatchcase(folded, _pattern(wanted))


@lru_cache(maxsize=256)
def _pattern(wanted: str) -> str:
    return plain_answer(wanted).replace("[", "[[]")


def _is_place(place: int, wanted: str) -> bool:
    found = _BY_PLACE.fullmatch(wanted.strip())
    return bool(found) and int(found[1]) == place + 1  # type: ignore[index]
