"""What one answer says in the words that surveys use: how often, how much, how closely, yes or no, nothing, no idea."""

import re
from dataclasses import dataclass
from typing import Final

from ci_network.intake.surveys.values import plain_answer

RATE, VAGUE, EXTENT, LEVEL, AGREE, CONTINUUM, YES_NO, NUMBER = (
    "rate",
    "vague",
    "extent",
    "level",
    "agree",
    "continuum",
    "yes_no",
    "number",
)
NONE, MISSING, UNKNOWN = "none", "missing", "unknown"


@dataclass(frozen=True)
class Word:
    """An answer as read: its family, its rank within the family (a rate is contacts a year), the code before it."""

    family: str
    rank: float = 0.0
    code: float | None = None


_MISSING: Final = re.compile(
    r"(i |we )?(do ?n.?t|do not) know|dk|unsure|not sure|uncertain|no (opinion|answer|response|idea)"
    r"|(i |we )?prefer not( to)?( say| answer)?.*|refused|rather not say|n ?/ ?a|not applicable|does not apply"
    r"|(can.?t|cannot|unable to) (say|tell|answer|rate|judge).*|too (early|soon) to (say|tell)|unknown|skipped"
    r"|not (answered|displayed|shown|asked)|-9+|-?[789]{2,3}|[.?–-]+"
)
_NONE: Final = re.compile(
    r"never|none|nothing|not at all|no|zero|not (connected|linked|in touch|involved|aware|in contact)( .*)?"
    r"|none (at all|of (these|those|the above|them).*)|no (\w+ )?(contact|interaction|relationship|communication"
    r"|collaboration|connection|tie|ties|link|links|partnership|involvement|cooperation|exchange|dealings)s?( .*)?"
    r"|(i |we )?(do ?n.?t|do not|have not|haven.?t|did not|didn.?t|never) (know|work|worked|have|had|communicate"
    r"|communicated|interact|interacted|collaborate|collaborated|met|meet|talk|share|engage|engaged)\b.+"
    r"|(aware of|know|know of|heard of)\b.*\b(but|no|not)\b.*|unfamiliar|never heard.*|not yet"
)
_YES: Final = re.compile(r"yes(,.*)?|y|true|checked|selected|x|✓|✔|on")
_NO: Final = re.compile(r"no|n|false|unchecked|not selected|off")

_PER_YEAR: Final = {
    "hour": 2000,
    "day": 250,
    "week": 52,
    "fortnight": 26,
    "month": 12,
    "quarter": 4,
    "term": 3,
    "year": 1,
}
_ADVERBS: Final = (
    (r"hourly", 2000), (r"twice daily", 500), (r"daily", 250), (r"bi-?weekly|fortnightly", 26), (r"weekly", 52),
    (r"bi-?monthly", 6), (r"monthly", 12), (r"quarterly", 4), (r"semi-?annually|bi-?annually|half[- ]yearly", 2),
    (r"yearly|annual(ly)?|per annum", 1),
)  # fmt: skip
_COUNTS: Final = {
    "once": 1.0, "one": 1.0, "a": 1.0, "twice": 2.0, "two": 2.0, "couple": 2.0, "three": 3.0, "few": 3.0,
    "several": 4.0, "multiple": 4.0, "four": 4.0, "five": 5.0, "six": 6.0, "many": 6.0, "other": 2.0, "": 1.0,
}  # fmt: skip
_UNIT: Final = r"(hour|day|week|fortnight|month|quarter|term|year)s?\b"
_COUNT: Final = (
    r"(?:about |around )?(?:a )?(once|one|twice|two|couple|three|few|several|multiple|four|five|six|many|\d+(?:\.\d+)?)"
)
_RANGE: Final = r"(?:\s*(?:-|–|to|or)\s*(\d+|twice|two|three|four|five|six))?"
_TIMES: Final = re.compile(
    rf"{_COUNT}{_RANGE}\s*\+?(?: of)?(?: or more)?(?: times?| x)?(?: or more)?\s*"
    rf"(?:a|an|per|each|every|/|in a|in the)\s*{_UNIT}"
)
_EVERY: Final = re.compile(
    rf"(?:once )?(?:every|each)\s+(?:a )?(other|couple of|few|several|two|three|four|five|six|\d+)?{_RANGE}\s*{_UNIT}"
)

_VAGUE: Final = (
    ("hardly ever", 0.5), ("almost never", 0.5), ("very rarely", 0.7), ("rarely", 1), ("seldom", 1),
    ("infrequently", 1.2),
    ("occasionally", 2), ("now and then", 2.5), ("from time to time", 2.5), ("sometimes", 3), ("regularly", 4),
    ("very frequently", 6), ("frequently", 5), ("very often", 6), ("often", 5), ("usually", 5.5),
    ("most of the time", 6), ("almost always", 6.5), ("always", 7), ("constantly", 7),
)  # fmt: skip
_EXTENT: Final = (
    ("very little", 1), ("to a very small extent", 1), ("minimal(ly)?", 1), ("little", 1.2), ("a little( bit)?", 1.5),
    ("slight(ly)?", 1.5), ("(to a )?(small|limited) (extent|degree|amount)", 1.5), ("somewhat", 2.5),
    ("some", 2.5), ("(to )?some (extent|degree)", 2.5), ("moderate(ly)?", 3),
    ("(to a )?moderate (extent|degree|amount)", 3),
    ("a fair (amount|bit)", 3.5), ("quite a (bit|lot)", 3.8), ("a lot", 4), ("considerabl[ey]", 4),
    ("substantial(ly)?", 4),
    ("(to a )?large (extent|degree|amount)", 4), ("a good deal", 4), ("very much", 4.5), ("mostly", 4.5),
    ("a great deal", 5), ("(to a )?(very )?great (extent|degree)", 5), ("extremely", 5.2), ("completely", 5.5),
    ("fully", 5.5), ("entirely", 5.5),
)  # fmt: skip
_NOUN: Final = (
    r"( (trust|level|value|influence|power|involvement|confidence|importance|priority|quality|degree|amount|support))?"
)
_LEVEL: Final = (
    ("no (trust|value|influence|power|confidence|importance)", 0.5),
    (f"very (low|poor){_NOUN}", 1), (f"(low|poor|weak){_NOUN}", 2), (f"(some|fair|medium|average|moderate){_NOUN}", 3),
    (f"(high|good|strong){_NOUN}", 4), (f"(very (high|good|strong)|excellent|full|complete|total){_NOUN}", 5),
)  # fmt: skip
_AGREE: Final = (
    ("(strongly|totally|completely) disagree", 1), ("(somewhat|slightly|tend to) disagree", 2.5), ("disagree", 2),
    ("neither( agree)? n?or( disagree)?|neutral|undecided|neither agree nor disagree", 3),
    ("(somewhat|slightly|tend to) agree", 3.5), ("agree", 4), ("(strongly|totally|completely) agree", 5),
)  # fmt: skip
_CONTINUUM: Final = (
    (r"(just )?(aware(ness)?( of.*)?|know of.*|co-?exist(ence|ing)?)", 0.5),
    (r"(network(ing)?|communicat(e|ion)|information (sharing|exchange).*)", 1),
    (r"(share|exchange|sharing|exchanging) (of )?information.*", 1),
    (r"(co-?operat(e|ion|ing)|collaborate informally|informal (collaboration|cooperation).*)", 2),
    (r"(co-?ordinat(e|ion|ing)|align(ment|ing)?|joint planning)", 3),
    (r"(coalition|partner(ship|ing)?|alliance|collaborate formally)", 4),
    (r"(collaborat(e|ion|ing)|full collaboration|collaborate formally (on|in) .*)", 5),
    (r"((fully )?(integrat(ed|ion)|merged?|linked)|full integration)", 6),
)  # fmt: skip
_LADDERS: Final = ((VAGUE, _VAGUE), (AGREE, _AGREE), (CONTINUUM, _CONTINUUM), (EXTENT, _EXTENT), (LEVEL, _LEVEL))
_CODED: Final = re.compile(r"(-?\d+)\s*[-–=:.)]+\s*((?!\d)\S.*)|(\S.*?)\s*[(\[](-?\d+)[)\]]")


def read_word(text: str) -> Word:
    """Return what an answer says; ``unknown`` where its words are none of those that surveys use."""
    plain = plain_answer(text).strip(" .,!*").replace("’", "'") or plain_answer(text)
    coded = _CODED.fullmatch(plain)
    if coded:
        code, rest = float(coded[1] or coded[4]), coded[2] or coded[3]
        inner = read_word(rest)
        if inner.family not in (UNKNOWN, NUMBER):
            return Word(inner.family, inner.rank, code)
        return Word(NUMBER, code, code)
    if _MISSING.fullmatch(plain):
        return Word(MISSING)
    if re.fullmatch(r"-?\d+(\.\d+)?", plain):
        return Word(NUMBER, float(plain))
    if _NO.fullmatch(plain):
        return Word(YES_NO, 0.0)
    if _NONE.fullmatch(plain):
        return Word(NONE)
    return _graded(plain)


def _graded(plain: str) -> Word:
    if _YES.fullmatch(plain):
        return Word(YES_NO, 1.0)
    rate = contacts_per_year(plain)
    if rate is not None:
        return Word(RATE, rate)
    for family, ladder in _LADDERS:
        for pattern, rank in ladder:
            if re.fullmatch(pattern, plain):
                return Word(family, float(rank))
    return _first_part(plain)


def _first_part(plain: str) -> Word:
    """Return what the words before an explanation say: "Coordination: we plan together", "Weekly (or so)"."""
    head = re.split(r"\s*[:(–;]\s*|\s+-\s+", plain, maxsplit=1)[0].strip()
    if head and head != plain:
        return read_word(head)
    return Word(UNKNOWN)


def contacts_per_year(plain: str) -> float | None:
    """Return how many contacts a year an answer says ("2-3 times a month" is 30), or ``None`` where it says none."""
    times, every = _TIMES.search(plain), _EVERY.search(plain)
    if times:
        rate = _mean(times[1], times[2]) * _PER_YEAR[times[3]]
    elif every:
        rate = _PER_YEAR[every[3]] / _mean((every[1] or "").removesuffix(" of"), every[2])
    else:
        found = next((rate for word, rate in _ADVERBS if re.search(rf"\b(?:{word})\b", plain)), None)
        if found is None or len(plain.split()) > 7:
            return None
        rate = float(found)
    return rate * _leaning(plain)


def _mean(low: str, high: str | None) -> float:
    first = _number(low)
    return first if not high else (first + _number(high)) / 2


def _number(text: str) -> float:
    return _COUNTS[text] if text in _COUNTS else float(text)


def _leaning(plain: str) -> float:
    if re.search(r"\b(less|fewer|under|not even)\b|<", plain):
        return 0.5
    if re.search(r"\bmore (often |frequently )?than\b|\bover\b|>|\bmost\b", plain):
        return 1.5
    if re.search(r"\bor more\b|\bat least\b|\+", plain):
        return 1.1
    return 0.95 if re.search(r"\b(almost|nearly|about|around)\b", plain) else 1.0
