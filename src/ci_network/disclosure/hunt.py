"""Finding names in texts, however they are written: capitals, accents as one sign or two, hyphens, apostrophes."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

_SPACES: Final = re.compile(r"[\s_\-\u00ad\u2010-\u2015]+")
_APOSTROPHES: Final = re.compile("['`\u2018\u2019\u201b\u02bc]")
# Where a name is found that only the eye of the pattern takes for one that is known.
_SOMEBODY: Final = "a member not named"


def folded(text: str) -> str:
    """Return a text as names are compared: without regard to capitals, to how accents are coded, to kinds of hyphen.

    >>> folded("St. Mary\u2019s-Weißer_Ring") == folded("st. mary's  WEISSER ring")
    True
    """
    once = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _APOSTROPHES.sub("'", _SPACES.sub(" ", once)).strip()


@dataclass(frozen=True, eq=False)
class Hunt:
    """Finds words in texts and puts others in their place; whole words only, and not inside a longer one ``spared``."""

    pattern: "re.Pattern[str] | None"
    replacements: Mapping[str, str]
    spared: frozenset[str] = frozenset()

    @classmethod
    def of(cls, words: Mapping[str, str], *, spared: Iterable[str] = ()) -> "Hunt":
        """Return the hunt for these words, each with what stands in its place."""
        said = {folded(word): instead for word, instead in words.items()}
        kept = {folded(word): word for word in spared if folded(word) not in said}
        forms = {form for word in (*words, *kept.values()) for form in _forms(word)}
        ordered = sorted(forms, key=lambda form: (-len(form), form))
        if not words:
            return cls(None, {})
        choice = "|".join(dict.fromkeys(_loosely(form) for form in ordered))
        pattern = re.compile(rf"(?<![^\W_])(?:{choice})(?![^\W_])", re.IGNORECASE)
        return cls(pattern, said, frozenset(kept))

    def finds(self, text: str) -> bool:
        """Whether one of the words is in a text."""
        if self.pattern is None:
            return False
        return any(folded(found[0]) not in self.spared for found in self.pattern.finditer(text))

    def replaced(self, text: str) -> str:
        """Return a text with the words replaced."""
        return text if self.pattern is None else self.pattern.sub(self._instead, text)

    def _instead(self, found: "re.Match[str]") -> str:
        word = folded(found[0])
        return found[0] if word in self.spared else self.replacements.get(word, _SOMEBODY)


def _forms(word: str) -> Iterable[str]:
    """Give the ways to write a word that the pattern, which ignores capitals, would not find by itself."""
    if word.isascii():
        yield word.strip()
        return
    for text in (word, word.casefold(), word.upper(), folded(word)):
        for form in ("NFC", "NFD", "NFKC"):
            if normal := unicodedata.normalize(form, text).strip():
                yield normal


def _loosely(form: str) -> str:
    """Return the pattern of a word in which any space or hyphen, and any apostrophe, stands for the others."""
    parts = [_APOSTROPHES.sub("'", part) for part in _SPACES.split(form)]
    signs = "['`\u2018\u2019\u201b\u02bc]"
    return r"[\s_\-\u00ad\u2010-\u2015]+".join(re.escape(part).replace("'", signs) for part in parts if part) or "(?!)"
