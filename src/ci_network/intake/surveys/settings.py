"""Reading a section of ``study.toml`` against what may stand in it: every fault told, with what was meant."""

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ci_network.errors import Problem
from ci_network.intake.read import STUDY_FILE

TEXT, TEXTS, TABLE, FLAG, NUMBER, NUMBERS, RANGES, FILTER = (
    "text",
    "texts",
    "table",
    "flag",
    "number",
    "numbers",
    "ranges",
    "filter",
)
_WORDS: Final = {
    TEXT: "text",
    TEXTS: "text or a list of texts",
    TABLE: "a table such as { Weekly = 4 }",
    FLAG: "true or false",
    NUMBER: "a whole number",
    NUMBERS: "a list of whole numbers",
    RANGES: "a list of first and last column, such as [[5, 12]]",
    FILTER: 'a table of columns and values, such as { Finished = ["True"] }',
}
_EMPTY: Final[Mapping[str, Any]] = {TEXT: "", TEXTS: (), FLAG: False, NUMBER: None, NUMBERS: (), RANGES: ()}


@dataclass
class Section:
    """One section as given; asking for a key takes it, and what nobody asked for is a fault."""

    given: Any
    place: str
    problems: list[Problem]
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not isinstance(self.given, Mapping):
            self.fault("", self.given, "it is not a section", f"Write it as [{self.place}] with keys below")
            self.given = {}

    def take(self, key: str, holds: str = TEXT, default: Any = None) -> Any:
        """Return the value of a key as the kind that it must be; a faulty one is told and its default given."""
        self.asked.append(key)
        empty = _EMPTY.get(holds, {}) if default is None else default
        if key not in self.given:
            return empty
        value = _CONVERT[holds](self.given[key])
        if value is None:
            self.fault(key, self.given[key], f"it is not {_WORDS[holds]}", f"Write {key} as {_WORDS[holds]}")
            return empty
        return value

    def choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """Return the value of a key that must be one of a few words."""
        value: str = self.take(key, TEXT, default)
        if value in choices:
            return value
        mend = near(value, choices) or f"Write one of: {', '.join(choices)}"
        self.fault(key, value, "it is none of the choices", mend)
        return default

    def inner(self, key: str) -> "Section":
        """Return the section below a key; an empty one where there is none."""
        self.asked.append(key)
        return Section(self.given.get(key, {}), f"{self.place}.{key}", self.problems)

    def inners(self, key: str) -> list["Section"]:
        """Return the sections of a list of them; one alone may stand for a list of one."""
        self.asked.append(key)
        given = self.given.get(key, [])
        if not isinstance(given, list):
            given = [given]
        return [Section(part, f"{self.place}.{key}[{n}]", self.problems) for n, part in enumerate(given, start=1)]

    def close(self) -> None:
        """Tell every key that is none."""
        for key, value in self.given.items():
            if key not in self.asked:
                mend = near(key, self.asked) or f"Keys are: {', '.join(self.asked)}"
                self.fault(key, value if isinstance(value, str) else "", "the key is not known", mend)

    def fault(self, key: str, value: Any, what: str, mend: str) -> None:
        """Tell a fault of this section."""
        shown = "" if isinstance(value, Mapping | list) else str(value)
        self.problems.append(Problem(STUDY_FILE, None, ".".join(filter(None, (self.place, key))), shown, what, mend))


def near(given: str, known: Iterable[str]) -> str:
    """Return "Did you mean ...?" with the nearest known word, or "" where none is near."""
    folded = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(given.casefold(), list(folded), n=1, cutoff=0.7)
    return f"Did you mean {folded[found[0]]}?" if found else ""


def _plain(value: Any) -> str | None:
    """Return text or a number as text: codes are written without quotes as often as with them."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else None


def _texts(value: Any) -> tuple[str, ...] | None:
    parts = [_plain(part) for part in (value if isinstance(value, list) else [value])]
    return None if None in parts else tuple(part for part in parts if part is not None)


def _table(value: Any) -> dict[str, str] | None:
    if not isinstance(value, Mapping):
        return None
    parts = {str(key): _plain(part) for key, part in value.items()}
    return None if None in parts.values() else {key: part for key, part in parts.items() if part is not None}


def _filter(value: Any) -> dict[str, tuple[str, ...]] | None:
    if not isinstance(value, Mapping):
        return None
    parts = {str(key): _texts(part) for key, part in value.items()}
    return None if None in parts.values() else {key: part for key, part in parts.items() if part is not None}


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _numbers(value: Any) -> tuple[int, ...] | None:
    parts = value if isinstance(value, list) else [value]
    return None if any(_number(part) is None for part in parts) else tuple(parts)


def _ranges(value: Any) -> tuple[tuple[int, int], ...] | None:
    if not isinstance(value, list):
        return None
    pairs = [value] if len(value) == 2 and all(_number(part) is not None for part in value) else value
    ends = [(_numbers(part) or ()) if isinstance(part, int | list) else () for part in pairs]
    good = [(part[0], part[-1]) for part in ends if 1 <= len(part) <= 2 and 1 <= part[0] <= part[-1]]
    return tuple(good) if len(good) == len(pairs) and good else None


_CONVERT: Final[Mapping[str, Callable[[Any], Any]]] = {
    TEXT: _plain,
    TEXTS: _texts,
    TABLE: _table,
    FLAG: lambda value: value if isinstance(value, bool) else None,
    NUMBER: _number,
    NUMBERS: _numbers,
    RANGES: _ranges,
    FILTER: _filter,
}
