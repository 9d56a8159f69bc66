"""What the answers of a question are likely to mean: their order, which of them are no tie, which are no answer."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ci_network.intake.surveys.propose_words import (
    AGREE,
    CONTINUUM,
    EXTENT,
    LEVEL,
    MISSING,
    NONE,
    NUMBER,
    RATE,
    UNKNOWN,
    VAGUE,
    YES_NO,
    Word,
    read_word,
)
from ci_network.intake.surveys.values import plain_answer
from ci_network.terms import CONTINUUM as CONTINUUM_LABELS
from ci_network.terms import FREQUENCY

# From so many contacts a year on, an answer is the frequency ladder's next label (ours: midway between two labels).
_RATE_FROM: Final = ((0.0, "yearly"), (2.0, "quarterly"), (8.0, "monthly"), (30.0, "weekly"), (230.0, "daily"))
_STEMS: Final = {
    "networking": "networking", "network": "networking", "cooperation": "cooperation", "co-operation": "cooperation",
    "coordination": "coordination", "co-ordination": "coordination", "coalition": "coalition",
    "collaboration": "collaboration",
}  # fmt: skip
_KIND_OF: Final = {
    RATE: "frequency", VAGUE: "frequency", EXTENT: "rating", LEVEL: "rating", AGREE: "rating",
    CONTINUUM: "continuum", YES_NO: "yes_no", NUMBER: "count",
}  # fmt: skip
_MIXES: Final = ({RATE, VAGUE}, {EXTENT, LEVEL, VAGUE})
MANY: Final = 25


@dataclass(frozen=True)
class Scale:
    """A question's answers as they are likely meant.

    Attributes
    ----------
    kind
        The kind of layer that they make (``terms.LAYER_KINDS``); "" where the words are not known.
    family
        The family of words.
    ordered
        The answers that are a tie, the least first.
    none, missing, unknown
        Answers that are no tie, that are no answer, and that were not understood.
    confidence
        From 0 to 1.
    reason
        In words.
    """

    kind: str = ""
    family: str = ""
    ordered: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    confidence: float = 0.0
    reason: str = "no answers to go by"
    ranks: tuple[float, ...] = ()

    @property
    def is_ticks(self) -> bool:
        """Whether every answer is a yes or a no."""
        return self.kind == "yes_no"

    @property
    def in_order(self) -> str:
        """The answers in their order, for a person to look at."""
        return " < ".join(("/".join(self.none), *self.ordered) if self.none else self.ordered)


def read_scale(answers: Mapping[str, int], *, given_order: tuple[str, ...] = ()) -> Scale:
    """Return what a question's answers are likely to mean.

    Parameters
    ----------
    answers
        Each answer and how often it was given.
    given_order
        All answers in the order in which the tool lists them, where it does.
    """
    texts = _distinct((*given_order, *answers))
    if not texts or len(texts) > MANY:
        return Scale(unknown=tuple(texts[:MANY]), reason=f"{len(texts)} different answers" if texts else "no answers")
    words = {text: read_word(text) for text in texts}
    family = _family(words, answers)
    if family == NUMBER:
        return _numbers(words)
    if not family:
        return _by_given_order(words, given_order)
    return _graded(words, family, given_order)


def _distinct(texts: tuple[str, ...]) -> list[str]:
    seen: dict[str, str] = {}
    for text in texts:
        if plain_answer(text):
            seen.setdefault(plain_answer(text), text.strip())
    return list(seen.values())


def _family(words: Mapping[str, Word], answers: Mapping[str, int]) -> str:
    """Return the family to which most answers belong; "" where none does."""
    counts = Counter(word.family for word in words.values() if word.family not in (NONE, MISSING, UNKNOWN))
    if not counts:
        return ""
    if counts[YES_NO] and len(counts) > 1 and all(not words[t].rank for t in words if words[t].family == YES_NO):
        del counts[YES_NO]
    return max(
        counts, key=lambda family: (counts[family], sum(answers.get(t, 0) for t in words if words[t].family == family))
    )


def _graded(words: Mapping[str, Word], family: str, given_order: tuple[str, ...]) -> Scale:
    mixes = set().union(*(mix for mix in _MIXES if family in mix)) | {family}
    none = [text for text, word in words.items() if word.family == NONE or (word.family == YES_NO and not word.rank)]
    levels = [text for text, word in words.items() if word.family in mixes and text not in none]
    if family in (LEVEL, EXTENT):
        mixed = {words[text].family for text in levels}
        family = family if mixed <= {LEVEL, EXTENT, VAGUE} else RATE
    codes = [words[text].code for text in levels]
    by_code = all(code is not None for code in codes) and len(levels) > 1
    key = {text: (words[text].code if by_code else words[text].rank) or 0.0 for text in levels}
    ordered = tuple(sorted(levels, key=lambda text: key[text]))
    ties = len(set(key.values())) < len(key)
    missing = tuple(text for text, word in words.items() if word.family == MISSING)
    unknown = tuple(text for text in words if text not in (*none, *ordered, *missing))
    share = (len(words) - len(unknown)) / len(words)
    mixed_words = len({words[text].family for text in levels}) > 1
    sure = (
        0.95
        * share
        * (0.7 if ties else 1.0)
        * (0.8 if mixed_words and not by_code else 1.0)
        * (0.85 if len(ordered) < 2 and family != YES_NO else 1.0)
    )
    said = "by their numbers" if by_code else "by their words"
    reason = f"{len(words) - len(unknown)} of {len(words)} answers understood {said} ({_NAMES[family]})"
    reason += "; two say the same" if ties else ""
    if unknown and given_order:
        ordered, unknown = _in_given_order(none, missing, given_order), ()
        reason += "; the order is that of the tool's list of answers"
    ranks = tuple(key.get(text, 0.0) for text in ordered)
    return Scale(_KIND_OF[family], family, ordered, tuple(none), missing, unknown, round(sure, 2), reason, ranks)


_NAMES: Final = {
    RATE: "how often", VAGUE: "how often", EXTENT: "how much", LEVEL: "how high", AGREE: "agreement",
    CONTINUUM: "how closely", YES_NO: "yes or no", NUMBER: "numbers",
}  # fmt: skip


def _in_given_order(none: list[str], missing: tuple[str, ...], given_order: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in _distinct(given_order) if text not in none and text not in missing)


def _by_given_order(words: Mapping[str, Word], given_order: tuple[str, ...]) -> Scale:
    none = tuple(text for text, word in words.items() if word.family == NONE)
    missing = tuple(text for text, word in words.items() if word.family == MISSING)
    rest = tuple(text for text in words if text not in (*none, *missing))
    if given_order and rest:
        ordered = tuple(text for text in _distinct(given_order) if text in rest)
        return Scale("rating", "", ordered, none, missing, (), 0.4, "the order is that of the tool's list of answers")
    return Scale("", "", (), none, missing, rest, 0.1, "the words of the answers are not known")


def _numbers(words: Mapping[str, Word]) -> Scale:
    """Return a scale of numbers; one far outside the others' run (77, 99, -1) is likely no answer."""
    numbers = {text: word.rank for text, word in words.items() if word.family == NUMBER}
    run = sorted(value for value in numbers.values() if value >= 0)
    top = max((value for value in run if value <= 10), default=max(run, default=0.0))
    outside = [text for text, value in numbers.items() if value < 0 or (value in (66, 77, 88, 98, 99) and top <= 10)]
    missing = (*(text for text, word in words.items() if word.family == MISSING), *outside)
    none = tuple(
        text for text, word in words.items() if word.family == NONE or (word.family == NUMBER and word.rank == 0)
    )
    ordered = tuple(sorted((t for t in numbers if t not in missing and t not in none), key=lambda t: numbers[t]))
    unknown = tuple(text for text, word in words.items() if text not in (*missing, *none, *ordered))
    if set(numbers.values()) <= {0.0, 1.0}:
        return Scale("yes_no", YES_NO, ordered, none, missing, unknown, 0.85, "the answers are 0 and 1")
    reason = (
        f"the answers are numbers from {numbers[ordered[0]]:g} to {numbers[ordered[-1]]:g}" if ordered else "zeros only"
    )
    sure = 0.55 if not unknown else 0.35
    return Scale("count", NUMBER, ordered, none, missing, unknown, sure, reason, tuple(numbers[t] for t in ordered))


def standard_labels(scale: Scale) -> dict[str, str]:
    """Return each tie answer's label on the field's own ladder, where every one has a label to itself; else empty."""
    if scale.kind == "frequency" and scale.family == RATE and scale.ranks:
        labels = [_rate_label(rank) for rank in scale.ranks]
        if _is_coded(scale):
            labels = [_rate_label(read_word(text).rank) for text in scale.ordered]
        known = FREQUENCY
    elif scale.kind == "continuum":
        labels = [
            _STEMS.get(re.split(r"[\s:(,/-]+(?!op|or)", plain_answer(text), maxsplit=1)[0], "")
            for text in scale.ordered
        ]
        known = CONTINUUM_LABELS
    else:
        return {}
    places = [known.index(label) if label in known else -1 for label in labels]
    if -1 in places or sorted(set(places)) != places:
        return {}
    return dict(zip(scale.ordered, labels, strict=True))


def _is_coded(scale: Scale) -> bool:
    return all(read_word(text).code is not None for text in scale.ordered)


def _rate_label(rate: float) -> str:
    return next(label for start, label in reversed(_RATE_FROM) if rate >= start)


def is_tick(answers: Mapping[str, int], own: str) -> bool:
    """Return whether a column is ticked: yes, 1, checked, or the option's own text, or nothing."""
    ticks = {
        "1",
        "0",
        "true",
        "false",
        "checked",
        "unchecked",
        "yes",
        "no",
        "y",
        "n",
        "x",
        "✓",
        "selected",
        "not selected",
    }
    return all(
        plain_answer(text) in ticks or plain_answer(text) == plain_answer(own) for text in answers if text.strip()
    )
