"""Lists of members in a sentence, in an order that does not tell the study's own."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Runs:
    """Finds lists of labels, such as "A, B and C", in a text that holds a pseudonym, and sorts them: pseudonyms last.

    A study is often in the order of the alphabet: the place of a pseudonym in a list would tell its name's letters.
    """

    pattern: "re.Pattern[str] | None"
    label: "re.Pattern[str] | None"
    order: Mapping[str, tuple[bool, str]]
    last: tuple[str, ...] = ()

    @classmethod
    def of(cls, labels: Iterable[str], *, last: Iterable[str]) -> "Runs":
        """Return what finds lists of these labels; ``last`` are pseudonyms."""
        every, hidden = sorted({label for label in labels if label}, key=lambda label: (-len(label), label)), set(last)
        if not hidden:
            return cls(None, None, {})
        one = rf"(?<!\w)(?:{'|'.join(map(re.escape, every))})(?!\w)"
        pattern = re.compile(rf"{one}(?:(?:, | and ){one})+")
        order = {label: (label in hidden, label.casefold()) for label in every}
        return cls(pattern, re.compile(one), order, tuple(sorted(hidden)))

    def sorted_in(self, text: str) -> str:
        """Return a text with its lists of members sorted."""
        if self.pattern is None or not any(label in text for label in self.last):
            return text
        return self.pattern.sub(lambda found: self._sorted(found[0]), text)

    def _sorted(self, run: str) -> str:
        assert self.label is not None
        found = self.label.findall(run)
        ranked = iter(sorted(found, key=lambda label: self.order[label]))
        return self.label.sub(lambda _: next(ranked), run)
