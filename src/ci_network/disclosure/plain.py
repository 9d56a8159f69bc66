"""The words that outputs use of themselves, whoever is a member."""

from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Final

import pandas as pd

from ci_network.terms import AUDIENCES

if TYPE_CHECKING:
    from ci_network.network.network import Network
    from ci_network.study.study import Study

# Columns that hold the words of a table, not of a member.
_CODES: Final = ("measure", "threshold", "gap", "kind", "condition", "component", "fate", "unit", "sector", "layer")
_SMALL_WORDS: Final = (
    *("a", "an", "and", "any", "all", "are", "as", "at", "be", "but", "by", "do", "each", "for", "from", "has", "he"),
    *("her", "his", "how", "i", "if", "in", "is", "it", "its", "may", "me", "member", "members", "more", "most", "my"),
    *("no", "none", "not", "of", "on", "one", "or", "other", "others", "our", "out", "over", "she", "so", "some"),
    *("that", "the", "their", "them", "there", "they", "this", "those", "to", "two", "up", "us", "was", "we", "were"),
    *("what", "who", "why", "will", "with", "you", "your"),
)


def plain_words(study: "Study", net: "Network", frames: Iterable[pd.DataFrame]) -> frozenset[str]:
    """Return words that stand in every output, so that finding one in a text names nobody."""
    words: set[str] = {*_SMALL_WORDS, *AUDIENCES, *study.layers_present(), *study.waves}
    words.update(map(str, net.layer.scale), _of(net.members, ("sector",)))
    for frame in frames:
        words.update(map(str, frame.columns), _of(frame, _CODES))
    return frozenset(words)


def frames_of(*holders: object) -> list[pd.DataFrame]:
    """Return every table that these hold."""
    parts = [getattr(holder, part.name) for holder in holders for part in fields(holder)]  # type: ignore[arg-type]
    return [part for part in parts if isinstance(part, pd.DataFrame)]


def _of(frame: pd.DataFrame, names: Iterable[str]) -> Iterable[str]:
    return {str(word) for name in names if name in frame for word in frame[name].unique()}
