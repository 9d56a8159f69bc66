"""The known name nearest to a slip."""

import difflib
from collections.abc import Iterable


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """Return "Did you mean ...?" with the known name nearest to what was given, or "" where none is near."""
    names = list(known)
    folded = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(given.casefold(), list(folded), n=1, cutoff=0.7)
    return f"Did you mean {folded[near[0]]}?" if near else ""
