"""How near two names of organisations are, from 0 to 100, and why, in words for the person who decides."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final

from ci_network.intake.names_folding import FoldedName, telling_difference

# Words that many organisations share: alike in them says little.
_COMMON_WORDS: Final = """
    association centre centres club coalition committee community company cooperative council county
    city town department district education foundation fund group health hub institute initiative
    national network office organisation partners partnership programme project public school
    schools service services society state team trust union university youth family families
"""
_COMMON: Final = frozenset(_COMMON_WORDS.split())
# Ours: the least score of each kind of likeness, set so that the kinds rank as a person would rank them.
SAME, SPACED, REORDERED, WRITTEN_OUT, INITIALS, SHORT_INITIALS, AMBIGUOUS_READING = 98, 96, 95, 92, 90, 74, 88
# Two different organisations may differ in one such word only: never above this, however alike the rest.
DIFFERENT_AT_MOST: Final = 50
_TYPO_AT_LEAST: Final = 78.0

Score = tuple[float, str]


class WordWeights:
    """How much each word tells: little where many known names share it, or where it is a common one."""

    def __init__(self, names: Iterable[FoldedName]) -> None:
        counts = Counter(word for name in names for word in set(name.core))
        self._weights = {word: _weight(word, count) for word, count in counts.items()}

    def __getitem__(self, word: str) -> float:
        known = self._weights.get(word)
        return _weight(word, 1) if known is None else known

    def total(self, words: Iterable[str]) -> float:
        """Return the weight of several words."""
        return sum(self[word] for word in words)


def _weight(word: str, count: int) -> float:
    return (0.45 if word in _COMMON else 1.0) / (1.0 + math.log(count))


def score_names(one: FoldedName, other: FoldedName, weights: WordWeights) -> Score:
    """Return how near two readings of names are (0-100), and the reason."""
    if one.core == other.core:
        return _same(one, other)
    if one.compact == other.compact:
        return SPACED, "the same but for spaces"
    if one.ordered == other.ordered:
        return REORDERED, "the same words in another order"
    one, other = _apart(one, other), _apart(other, one)
    if one.ordered == other.ordered:
        return REORDERED - 1, "the same words but for order and spaces"
    return max(
        (_initials(one, other), _written_out(one, other, weights), _by_words(one, other, weights)),
        key=lambda found: found[0],
    )


def _apart(one: FoldedName, other: FoldedName) -> FoldedName:
    """Return a name with words parted that the other has as two: "foodbank" beside "food bank"."""
    missing = set(one.core) - set(other.core)
    pairs = {a + b: (a, b) for a, b in pairwise(other.core)} if missing else {}
    if not missing & pairs.keys():
        return one
    core = tuple(part for word in one.core for part in pairs.get(word, (word,)))
    return FoldedName(one.written, one.words, core, one.notes)


def _same(one: FoldedName, other: FoldedName) -> Score:
    notes = tuple(dict.fromkeys((*one.notes, *other.notes)))
    if any(" read as " in note for note in notes):
        return AMBIGUOUS_READING, f"the same if {' and '.join(note for note in notes if ' read as ' in note)}"
    if notes:
        return SAME, f"the same but for {' and '.join(notes)}"
    if one.words == other.words:
        return SAME + 1, "the same but for accents and signs"
    return SAME, "the same but for abbreviations and small words"


def _initials(one: FoldedName, other: FoldedName) -> Score:
    for short, long in ((one, other), (other, one)):
        letters = "".join(short.words)
        if len(short.words) == 1 and len(letters) >= 2 and letters in long.initials and len(long.words) > 1:
            score = INITIALS if len(letters) > 2 else SHORT_INITIALS
            return score, f"{letters.upper()} is the initials of '{long.written}'"
    return 0.0, ""


def _written_out(one: FoldedName, other: FoldedName, weights: WordWeights) -> Score:
    """Compare after one side's acronym is written out by the other side's words: "YMCA of the River Towns"."""
    for short, long in ((one, other), (other, one)):
        for letters in short.words:
            run = _run_of(letters, long)
            if not run or run == long.core:
                continue
            written = [part for word in short.core for part in (run if word == letters else (word,))]
            if sorted(written) == sorted(long.core):
                return WRITTEN_OUT, f"{letters.upper()} written out is '{' '.join(run)}'"
            score, why = _by_words(FoldedName(short.written, (), tuple(written)), long, weights)
            if score > DIFFERENT_AT_MOST:
                return score - 3, f"{letters.upper()} written out is '{' '.join(run)}'; {why}"
    return 0.0, ""


def _run_of(letters: str, name: FoldedName) -> tuple[str, ...]:
    """Return the words of a name, next to each other, whose initials are these letters."""
    if len(letters) < 3 or not letters.isalpha():
        return ()
    place = name.firsts.find(letters)
    return name.core[place : place + len(letters)] if place >= 0 else ()


def _by_words(one: FoldedName, other: FoldedName, weights: WordWeights) -> Score:
    pairs, mine, theirs = _pair_words(one.core, other.core)
    common = sum(weight * alike for weight, alike in ((max(weights[a], weights[b]), r) for a, b, r in pairs.values()))
    every = common + weights.total(mine) + weights.total(theirs)
    every += sum(max(weights[a], weights[b]) * (1 - alike) * 2 for a, b, alike in pairs.values())
    if not every or not common:
        return 0.0, ""
    share = common / every
    slips = [f"'{a}' for '{b}'" for a, b, alike in pairs.values() if alike < 1]
    score, why = _contained(share, mine, theirs) if not (mine and theirs) else (96 * share, _differ(mine, theirs))
    if slips:
        why = "spelling: " + ", ".join(slips) + (f"; {why}" if mine or theirs else "")
    telling = telling_difference(one, other)
    if telling and telling not in {(a, b) for a, b, _ in pairs.values()}:
        return min(score, DIFFERENT_AT_MOST), f"differs in a telling word: '{telling[0]}' and '{telling[1]}'"
    return score, why


def _contained(share: float, mine: list[str], theirs: list[str]) -> Score:
    if not mine and not theirs:
        return 97 * share, ""
    more = mine or theirs
    side = "has more words" if mine else "lacks the words"
    return 46 + 48 * share, f"{side} '{' '.join(more)}'"


def _differ(mine: list[str], theirs: list[str]) -> str:
    return f"'{' '.join(mine)}' where the other has '{' '.join(theirs)}'"


def _pair_words(
    one: tuple[str, ...], other: tuple[str, ...]
) -> tuple[Mapping[int, tuple[str, str, float]], list[str], list[str]]:
    """Pair equal words, then words that differ by a slip; return the pairs and the words left on each side."""
    from rapidfuzz.distance import Indel

    left, pairs = list(other), {}
    open_places = []
    for place, word in enumerate(one):
        if word in left:
            left.remove(word)
            pairs[place] = (word, word, 1.0)
        else:
            open_places.append(place)
    for place in open_places:
        alike = [(Indel.normalized_similarity(one[place], word) * 100, word) for word in left]
        best = max(alike, default=(0.0, ""))
        if best[0] >= _TYPO_AT_LEAST and min(len(one[place]), len(best[1])) >= 3 and not best[1].isdigit():
            left.remove(best[1])
            pairs[place] = (one[place], best[1], best[0] / 100)
    return pairs, [word for place, word in enumerate(one) if place not in pairs], left


def acronym_runs(name: FoldedName, *, shortest: int = 3, longest: int = 7) -> set[str]:
    """Return the initials of every run of a name's words: under these an acronym inside another name finds it."""
    letters = name.firsts
    return {
        letters[start:end]
        for start in range(len(letters))
        for end in range(start + shortest, min(start + longest, len(letters)) + 1)
    }
