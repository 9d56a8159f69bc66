"""The error tree.

CiNetworkError                 everything this package raises on purpose
├── InputError                 what was given is at fault: exit 1, nothing written
│   ├── StudyError             a study's tables or ``study.toml``; carries every Problem at once
│   └── UnknownNameError       a layer, wave, member, measure or level that does not exist
├── UsageError                 options that do not go together: exit 2
├── WithheldNameError          a shareable release still holds a withheld name: nothing is written
└── LedgerError                rows or cells do not add up: a fault of ours, never of the input
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

# A longer list of known names hides the one that was meant.
_MOST_LISTED: Final = 20


@dataclass(frozen=True)
class Problem:
    """One fault of an input: where it is, what was found, and how to mend it.

    ``row`` is the row as a person sees it in the file (the header is row 1);
    ``None`` where a fault belongs to a whole file or column.
    """

    file: str
    row: int | None
    column: str
    value: str
    what: str
    mend: str

    def __str__(self) -> str:
        """Return the fault in one line: file, row, column, value, what is wrong, the mend."""
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column:
            place += f", column '{self.column}'"
        found = f": found '{self.value}'" if self.value else ""
        return f"{place}{found}: {self.what}. {self.mend}"


class CiNetworkError(Exception):
    """Everything this package raises on purpose."""


class InputError(CiNetworkError):
    """What was given is at fault."""


class StudyError(InputError):
    """A study cannot be used as it lies there; ``problems`` holds every fault found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownNameError(InputError):
    """A layer, wave, member, measure or level was named that does not exist."""

    def __init__(self, what: str, given: object, known: Iterable[object]) -> None:
        names = [str(name) for name in known]
        near = did_you_mean(str(given), names)
        more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
        choices = f"Known: {', '.join(names[:_MOST_LISTED]) or 'none'}{more}."
        super().__init__(" ".join(part for part in (f"There is no {what} '{given}'.", near, choices) if part))


class UsageError(CiNetworkError):
    """Options that do not go together."""


class WithheldNameError(CiNetworkError):
    """A shareable release still holds the name of a member who has not agreed to be named."""


class LedgerError(CiNetworkError):
    """Rows or cells read do not equal rows or cells used plus set aside."""


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """Return "Did you mean ...?" with the known name nearest to what was given, or "" where none is near."""
    names = list(known)
    folded = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(given.casefold(), list(folded), n=1, cutoff=0.7)
    return f"Did you mean {folded[near[0]]}?" if near else ""
