"""The answers that a layer allows, in words."""

from collections.abc import Mapping
from typing import Final

from ci_network.questionnaire.form import NOT_SURE, NOTHING, Answer, codes
from ci_network.study.layer import Layer
from ci_network.terms import CONTINUUM, FREQUENCY
from ci_network.wording import capital

CANNOT_SAY: Final = Answer("not_sure", "Not sure", means=NOT_SURE)
_MOST_STEPS: Final = 11

# Longer words for the field's own ladders; a label of the study's own is shown as it is.
_FREQUENCY_WORDS: Final = {
    "never": "Not at all",
    "yearly": "Once a year or less",
    "quarterly": "About every three months",
    "monthly": "About every month",
    "weekly": "About every week",
    "daily": "Every day, or nearly",
}
_CONTINUUM_NOTES: Final = {
    "none": "we do not work together",
    "networking": "we know of each other; little contact; each decides alone",
    "cooperation": "we tell each other what we do; each decides alone",
    "coordination": "we share information and means, in agreed roles; some decisions together",
    "coalition": "we share ideas and means, talk often, and each has a vote",
    "collaboration": "we work as one, with full trust, and decide by agreement",
}
_EXTENT: Final = ("Not at all", "A little", "Mostly", "A great deal")
AGREEMENT: Final = ("Disagree strongly", "Disagree", "Neither nor", "Agree", "Agree strongly")
HELP: Final = ("Not helpful", "A little helpful", "Helpful", "Very helpful")
RUBRIC: Final = ("Not yet", "Begun", "Mostly", "Fully")
CELL: Final = (
    "Not started", "Started, held by one of us", "In place, used by some",
    "In place, used by most, and looked at in the last year",
)  # fmt: skip
ENGAGEMENT: Final = (
    "They are told what is planned", "They are asked what they think", "They help to shape it",
    "They work with us as partners", "They lead it together with us",
)  # fmt: skip


def is_asked(layer: Layer) -> bool:
    """Whether a layer's answers are few enough words to choose from."""
    return bool(layer.scale) or (layer.kind == "rating" and layer.high - layer.low < _MOST_STEPS)


def layer_answers(layer: Layer) -> tuple[Answer, ...]:
    """Return the answers that a layer allows, and "Not sure"."""
    return (*_levels(layer), CANNOT_SAY)


def steps(labels: tuple[str, ...], *, first: int) -> tuple[Answer, ...]:
    """Return numbered steps in words, the lowest first, and "Not sure"."""
    numbered = enumerate(labels, start=first)
    return (*(Answer(f"s{n}", label, str(n)) for n, label in numbered), CANNOT_SAY)


def _levels(layer: Layer) -> tuple[Answer, ...]:
    if not layer.scale:
        return _rating(layer)
    words, notes = _known_words(layer)
    return tuple(
        Answer(
            code=code,
            label=words.get(label, _shown(label)),
            value=str(place),
            means="" if place else NOTHING,
            note=notes.get(label, ""),
        )
        for place, (label, code) in enumerate(zip(layer.scale, codes(list(layer.scale)), strict=True))
    )


def _known_words(layer: Layer) -> tuple[Mapping[str, str], Mapping[str, str]]:
    if layer.scale == FREQUENCY:
        return _FREQUENCY_WORDS, {}
    return {}, _CONTINUUM_NOTES if layer.scale == CONTINUUM else {}


def _shown(label: str) -> str:
    """Return a label as shown; one that is a number says so, so that no tool's own codes are taken for it."""
    return f"Level {label}" if label.strip().isdigit() else capital(label)


def _rating(layer: Layer) -> tuple[Answer, ...]:
    low, high = int(layer.low), int(layer.high)
    numbers = range(low, high + 1)
    if len(numbers) == len(_EXTENT):
        words = list(_EXTENT)
    else:
        words = [f"Level {n}" for n in numbers]
        words[0], words[-1] = f"{words[0]} (not at all)", f"{words[-1]} (a great deal)"
    return tuple(
        Answer(f"s{n}", word, str(n), NOTHING if n == 0 else "") for n, word in zip(numbers, words, strict=True)
    )
