"""One clear error for a file that cannot be read: where, what was found, what is wrong, how to mend it."""

from typing import Final

from ci_network.errors import Problem, StudyError

# More nodes than any network of stakeholders has: a count above it is a slip, and would fill the memory.
MOST_NODES: Final = 2_000_000


def fault(
    file: str, what: str, mend: str, *, row: int | None = None, column: str = "", value: object = ""
) -> StudyError:
    """Return the error for one fault of a file; ``row`` is the line as a person sees it (the first is 1)."""
    shown = str(value)
    return StudyError([Problem(file, row, column, shown if len(shown) <= 60 else f"{shown[:57]}...", what, mend)])


def checked_count(count: int, file: str, row: int | None) -> int:
    """Return how many nodes a file announces, or refuse a number that can only be a slip."""
    if count > MOST_NODES:
        mend = f"Mend the number; at most {MOST_NODES} can be read"
        raise fault(file, "it announces more nodes than can be read", mend, row=row, value=count)
    return count
