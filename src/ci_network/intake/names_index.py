"""Which members a written name may mean: few candidates for each, found without comparing every pair at length."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ci_network.intake.names_folding import FoldedName, fold_name
from ci_network.intake.names_scoring import WordWeights, acronym_runs
from ci_network.intake.surveys.roster import Member

_PART: Final = re.compile(r"\s+[-–—/|]\s+|\s*[:;,|]\s+|\s+/\s*")
_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_NEAR_IN_SIGNS: Final = 66.0
_MOST: Final = 6
# A table of this many rows by all known names is made at a time, to bound the memory.
_ROWS_AT_ONCE: Final = 500
_LEAST_SHARE: Final = 0.25
# What a part leads to comes after what the whole name leads to.
_PART_WEIGHT: Final = 0.5
# A word that this many members share leads to none of them.
_TOO_COMMON: Final = 60


def forms_of(name: str) -> list[FoldedName]:
    """Return the readings of a name: as it stands, then without what is in brackets, and that alone."""
    texts = [name]
    outside = _BRACKETS.sub(" ", name).strip()
    if outside and outside != name:
        texts += [outside, *_BRACKETS.findall(name)]
    return [form for text in dict.fromkeys(texts) for form in fold_name(text) if form.core]


def parts_of(name: str) -> list[FoldedName]:
    """Return the readings of a name's parts, parent and department; empty where it has one part."""
    parts = [part for part in _PART.split(name) if part]
    return [form for part in parts for form in fold_name(part) if form.core] if len(parts) > 1 else []


class Candidates:
    """The members' names, laid out to be found by word, by initials and by signs."""

    def __init__(self, known: Sequence[Member]) -> None:
        names = [(member.name or member.id, *member.aliases) for member in known]
        self.forms = [[form for name in given for form in fold_name(name) if form.core] for given in names]
        self.weights = WordWeights(forms[0] for forms in self.forms if forms)
        self._flat = [(form, place) for place, forms in enumerate(self.forms) for form in forms]
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)
        self._by_letters: defaultdict[str, set[int]] = defaultdict(set)
        for form, place in self._flat:
            for word in form.core:
                self._by_word[word].add(place)
            for letters in (*form.initials, *acronym_runs(form)):
                self._by_letters[letters].add(place)

    def near(self, names: Sequence[str]) -> list[list[int]]:
        """Return for each name the places of the members it may mean, the likeliest first."""
        forms = [forms_of(name) for name in names]
        likely = [self._by_shared_words(given) for given in forms]
        for found, name in zip(likely, names, strict=True):
            for place, share in self._by_shared_words(parts_of(name)).items():
                found[place] = max(found.get(place, 0.0), _PART_WEIGHT * share)
        for row, place, alike in self._by_signs(forms):
            likely[row][place] = max(likely[row].get(place, 0.0), alike)
        return [_first_of(found) for found in likely]

    def _by_shared_words(self, forms: Sequence[FoldedName]) -> dict[int, float]:
        found: dict[int, float] = {}
        for form in forms:
            total = self.weights.total(form.core) or 1.0
            here: defaultdict[int, float] = defaultdict(float)
            for word in set(form.core):
                places = self._by_word.get(word, set())
                if len(places) <= _TOO_COMMON:
                    for place in places:
                        here[place] += self.weights[word] / total
            for letters in {*form.words, *form.initials, *acronym_runs(form)}:
                for place in self._letters(letters, form):
                    here[place] += 1.0
            for place, share in here.items():
                found[place] = max(found.get(place, 0.0), share)
        return found

    def _letters(self, letters: str, form: FoldedName) -> set[int]:
        """Return the members that initials lead to: an acronym to the long name, a long name to its acronym."""
        if letters in form.words:
            places = self._by_letters.get(letters, set())
            return places if len(places) <= _TOO_COMMON else set()
        return self._by_word.get(letters, set())

    def twins(self, *, at_least: float) -> list[tuple[int, int, float]]:
        """Return pairs of members whose names read nearly alike, and how alike (0-100)."""
        found: dict[tuple[int, int], float] = {}
        places = [place for place, forms in enumerate(self.forms) if forms]
        texts = [" ".join(self.forms[place][0].core) for place in places]
        for row, other, alike in alike_texts(texts, texts, at_least):
            if row < other:
                found[places[row], places[other]] = alike * 100
        return [(*pair, alike) for pair, alike in found.items()]

    def _by_signs(self, forms: Sequence[Sequence[FoldedName]]) -> list[tuple[int, int, float]]:
        rows = [(row, form.ordered) for row, given in enumerate(forms) for form in given]
        known = [form.ordered for form, _ in self._flat]
        found = alike_texts([text for _, text in rows], known, _NEAR_IN_SIGNS)
        return [(rows[here][0], self._flat[place][1], alike) for here, place, alike in found]


def alike_texts(texts: Sequence[str], known: Sequence[str], at_least: float) -> list[tuple[int, int, float]]:
    """Return pairs of texts that are written nearly alike: place here, place there, how alike (0-1)."""
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    found: list[tuple[int, int, float]] = []
    for start in range(0, len(texts) if known else 0, _ROWS_AT_ONCE):
        alike: NDArray[Any] = process.cdist(
            texts[start : start + _ROWS_AT_ONCE],
            known,
            scorer=Indel.normalized_similarity,
            score_cutoff=at_least / 100,
            dtype=np.float32,
        )
        rows, places = np.nonzero(alike)
        values = alike[rows, places].tolist()
        found += zip((rows + start).tolist(), places.tolist(), values, strict=True)
    return found


def _first_of(found: dict[int, float]) -> list[int]:
    kept = [(-share, place) for place, share in found.items() if share >= _LEAST_SHARE]
    return [place for _, place in sorted(kept)[:_MOST]]
