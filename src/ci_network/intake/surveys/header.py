"""Headers to questions and their parts: cleaning, and taking "question - row" and "question [row]" apart."""

import html
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

# Known tags alone: "<5 staff" is text. Those inside a line part no words; the others do.
_INLINE: Final = "a|abbr|b|big|code|em|font|i|img|input|label|q|s|small|span|strike|strong|sub|sup|tt|u"
_BREAKING: Final = "blockquote|br|center|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|section|table|tbody|td|th|thead|tr|ul"
_HIDDEN: Final = re.compile(r"<(style|script)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_IN_LINE: Final = re.compile(rf"</?(?:{_INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BREAK: Final = re.compile(rf"</?(?:{_BREAKING})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_UNSEEN: Final = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_BRACKETED: Final = re.compile(r"^(?P<stem>.*?)\s*\[(?P<part>[^\[\]]*)\]$", re.DOTALL)
_DASH: Final = " - "


@dataclass(frozen=True)
class Part:
    """What a column is: a part (``item``) of a question (``block``), or a whole question (no item)."""

    block: str
    item: str = ""


def plain(text: str) -> str:
    """Return a text without tags, entities, line breaks, unseen characters and doubled spaces."""
    if text.isalnum():
        return text
    shown = html.unescape(_IN_LINE.sub("", _BREAK.sub(" ", _HIDDEN.sub(" ", text))))
    return " ".join(_UNSEEN.sub("", shown).split())


def bracketed(text: str) -> Part | None:
    """Return "question [row]" as its parts; ``None`` where the text does not end so.

    >>> bracketed("How often? [Food Bank]")
    Part(block='How often?', item='Food Bank')
    """
    found = _BRACKETED.match(text)
    return Part(found["stem"].strip(), found["part"].strip()) if found else None


def dashed(labels: Sequence[str], *, tight: bool = False) -> list[Part]:
    """Return "question - row" labels of one question as their parts.

    The question is what all of them begin with, up to its last dash: a dash inside a row stays there.
    ``tight`` takes a dash without spaces too, as older exports write it.

    >>> dashed(["How often? - Food Bank", "How often? - Boys - Girls Club"])
    [Part(block='How often?', item='Food Bank'), Part(block='How often?', item='Boys - Girls Club')]
    """
    start = common_start(labels)
    cut, dash = start.rfind(_DASH), _DASH
    if cut < 0 and tight:
        cut, dash = start.rfind("-"), "-"
    if cut < 0 or len(set(labels)) < 2:
        return [Part(label) for label in labels]
    return [Part(label[:cut].strip(), label[cut + len(dash) :].strip()) for label in labels]


def ended_with(label: str, items: Iterable[str]) -> Part:
    """Return a single label as its parts: by a row known from other questions, else at its last dash."""
    known = [item for item in items if item and label.endswith(_DASH + item)]
    longest = max(known, key=len, default="")
    stem, dash, rest = label.rpartition(_DASH)
    if longest:
        return Part(label[: -len(_DASH + longest)].strip(), longest)
    return Part(stem.strip(), rest.strip()) if dash else Part(label)


def two_way(
    items: Sequence[str], rows: Sequence[Hashable], columns: Sequence[Hashable]
) -> list[tuple[str, str]] | None:
    """Return "row - column" items as (row, column), given the ids of each one's row and column.

    A column's text is what all of its items end with, from the first dash there: dashes on either side are kept.
    """
    by_column: defaultdict[Hashable, list[str]] = defaultdict(list)
    by_row: defaultdict[Hashable, list[str]] = defaultdict(list)
    for item, row, column in zip(items, rows, columns, strict=True):
        by_column[column].append(item)
        by_row[row].append(item)
    if len(by_column) < 2 or any(_DASH not in item for item in items):
        return None
    ends = {column: _end_text(texts) for column, texts in by_column.items()}
    if len(by_row) < 2:
        cut = common_start(items).rfind(_DASH)
        return [(item[:cut], item[cut + len(_DASH) :]) for item in items] if cut >= 0 else None
    if any(not end for end in ends.values()):
        return None
    return [(item[: -len(_DASH + ends[column])], ends[column]) for item, column in zip(items, columns, strict=True)]


def grid_parts(items: Sequence[str]) -> list[tuple[str, str]] | None:
    """Return "row - column" items as (row, column) where they fill a whole grid; ``None`` where they do not."""
    for split in (str.rpartition, str.partition):
        pairs = [(part[0], part[2]) for part in (split(item, _DASH) for item in items) if part[1]]
        rows, columns = ({pair[place] for pair in pairs} for place in (0, 1))
        full = len(set(pairs)) == len(items) == len(rows) * len(columns)
        if full and len(rows) > 1 and len(columns) > 1:
            return pairs
    return None


def differing(labels: Sequence[str]) -> list[Part] | None:
    """Return one question asked about several things as (question with "…", thing); ``None`` where nothing differs.

    >>> differing(["How often do you meet Food Bank?", "How often do you meet City Council?"])[0]
    Part(block='How often do you meet …?', item='Food Bank')
    """
    if len(set(labels)) != len(labels) or len(labels) < 2:
        return None
    first = re.match(r"(?s).*[\s\[(]|", common_start(labels))
    start = first[0] if first else ""
    rests = [label[len(start) :] for label in labels]
    end = common_end(rests)
    end = end[next((place for place, sign in enumerate(end) if not sign.isalnum()), len(end)) :]
    items = [rest[: len(rest) - len(end)].strip() for rest in rests]
    if not all(items) or not (start or end):
        return None
    block = end.removeprefix(_DASH) if not start and end.startswith(_DASH) else f"{start}…{end}"
    return [Part(block.strip(), item) for item in items]


def common_start(texts: Sequence[str]) -> str:
    """Return what all texts begin with."""
    low, high = min(texts), max(texts)
    same = next((place for place, pair in enumerate(zip(low, high, strict=False)) if pair[0] != pair[1]), len(low))
    return low[:same]


def common_end(texts: Sequence[str]) -> str:
    """Return what all texts end with."""
    return common_start([text[::-1] for text in texts])[::-1]


def _end_text(texts: Sequence[str]) -> str:
    end = common_end(texts)
    cut = end.find(_DASH)
    return end[cut + len(_DASH) :].strip() if cut >= 0 else ""
