"""An organisation's name without what people write in many ways: accents, legal form, articles, abbreviations."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Final

# Legal forms as they stand once punctuation is gone. "Trust" is none of them: a trust is a kind of organisation.
_LEGAL_FORMS: Final = """inc incorporated llc llp lp ltd limited corp corporation plc pc pbc pllc npo nfp 501c3 cic cio
    gmbh ggmbh mbh ag ev eg ug kg ohg se sa sarl sas asbl vzw nv bv srl spa onlus ab aps as asa oy oyj kk pty
    stichting"""
_LEGAL: Final = frozenset(_LEGAL_FORMS.split())
# Forms that also are words or initials of a name: legal only at the end of one that has two words more.
_LEGAL_AT_END: Final = frozenset({"as", "ab", "se", "sa", "ag", "pc", "lp", "spa", "eg", "ug", "bv", "nv", "kg", "co"})
_SMALL: Final = frozenset({"the", "of", "for", "and", "in", "at", "on", "a", "an", "to", "de", "la", "und", "et"})
# One reading each; the ambiguous ones stand in _READINGS.
_ABBREVIATIONS: Final = {
    "dept": "department", "dpt": "department", "univ": "university", "uni": "university", "assn": "association",
    "assoc": "association", "asso": "association", "ctr": "centre", "cntr": "centre", "center": "centre",
    "centers": "centres", "cty": "county", "cnty": "county", "comm": "community", "cmty": "community",
    "govt": "government", "gov": "government", "natl": "national", "nat": "national", "intl": "international",
    "org": "organisation", "orgs": "organisations", "svc": "service", "svcs": "services", "serv": "services",
    "srv": "services", "srvcs": "services", "sch": "school", "elem": "elementary", "hosp": "hospital",
    "found": "foundation", "fdn": "foundation", "fndn": "foundation", "inst": "institute", "lib": "library",
    "mt": "mount", "ft": "fort", "ave": "avenue", "rd": "road", "blvd": "boulevard", "bldg": "building",
    "hlth": "health", "mgmt": "management", "dev": "development", "ed": "education", "edu": "education",
    "educ": "education", "auth": "authority", "agcy": "agency", "cncl": "council", "coop": "cooperative",
    "rec": "recreation", "isd": "independent school district", "usd": "unified school district",
    "sd": "school district", "hs": "high school", "ms": "middle school", "twp": "township", "prog": "programme",
    "program": "programme", "programs": "programmes", "theater": "theatre", "labor": "labour", "no": "number",
    "organization": "organisation", "organizations": "organisations", "pks": "parks", "dist": "district",
    "n": "north", "s": "south", "e": "east", "w": "west",
}  # fmt: skip
_ALONE: Final = frozenset({"hs", "ms", "sd", "no", "ed"})
_SPECIAL: Final = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "&": " and "})
_APOSTROPHES: Final = re.compile(r"['’‘`´]")
_CHARITY: Final = re.compile(r"\b501\s*\(?c\)?\s*\(?3\)?")
_COOP: Final = re.compile(r"\bco-op\b")


@dataclass(frozen=True)
class FoldedName:
    """A name in words.

    Attributes
    ----------
    written
        As it was written.
    words
        Small letters without accents and punctuation, every word.
    core
        Without legal form and small words, abbreviations written out.
    notes
        What was left out or read in, in words, for the reason that a person reads.
    """

    written: str
    words: tuple[str, ...]
    core: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @cached_property
    def ordered(self) -> str:
        """The core by the alphabet, so that the order of words does not count."""
        return " ".join(sorted(self.core))

    @cached_property
    def compact(self) -> str:
        """The core without spaces: "After-School" is "Afterschool"."""
        return "".join(self.core)

    @cached_property
    def firsts(self) -> str:
        """The first letters of the core."""
        return "".join(word[0] for word in self.core)

    @cached_property
    def initials(self) -> tuple[str, ...]:
        """The acronyms that the name may go by: of its words that carry meaning, and of all its words."""
        full = [word for word in self.words if word not in _LEGAL]
        telling = [word for word in full if word not in _SMALL]
        made = ("".join(word[0] for word in telling), "".join(word[0] for word in full))
        return tuple(dict.fromkeys(letters for letters in made if len(letters) >= 2))


def without_accents(text: str) -> str:
    """Return text in small letters, without accents, ligatures and typographic signs."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_SPECIAL))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def name_words(text: str) -> tuple[str, ...]:
    """Return the words of a name: "Y.M.C.A." and "Y M C A" are one word, "Men's" is one."""
    plain = _COOP.sub("coop", _CHARITY.sub(" 501c3 ", _APOSTROPHES.sub("", without_accents(text))))
    plain = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", plain)
    return tuple(_joined(re.findall(r"[^\W_]+", plain)))


def _joined(parts: list[str]) -> list[str]:
    """Return words with runs of two and more single letters made one."""
    words: list[str] = []
    run = ""
    for part in [*parts, ""]:
        if len(part) == 1 and part.isalpha():
            run += part
            continue
        if run:
            words.append(run)
        run = ""
        if part:
            words.append(part)
    return words


def fold_name(text: str) -> tuple[FoldedName, ...]:
    """Return the readings of a name: one, or several where an abbreviation is ambiguous (Co., St, Dr)."""
    words = name_words(text)
    trimmed, dropped = _without_legal(words)
    read: list[list[str]] = [[]]
    for place, word in enumerate(trimmed):
        after_and = place > 0 and trimmed[place - 1] == "and"
        options = ("",) if word == "co" and after_and else _readings(word, place, len(trimmed))
        read = [[*start, *option.split()] for start in read for option in options][:8]
    return tuple(dict.fromkeys(_reading(text, words, tuple(one), dropped) for one in read))


def _reading(text: str, words: tuple[str, ...], read: tuple[str, ...], dropped: tuple[str, ...]) -> FoldedName:
    core = tuple(word for word in read if word not in _SMALL) or read or words
    notes = []
    if dropped:
        notes.append(f"legal form '{' '.join(dropped)}'")
    for short, long in (("co", "county"), ("st", "saint"), ("st", "street"), ("dr", "doctor"), ("dr", "drive")):
        if short in words and long in core and long not in words:
            notes.append(f"'{short}' read as {long}")
    return FoldedName(text, words, core, tuple(notes))


def _without_legal(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    kept = list(words)
    dropped: list[str] = []
    while len(kept) > 1 and kept[-1] in _LEGAL:
        if kept[-1] in _LEGAL_AT_END and len(kept) < 3:
            break
        dropped.insert(0, kept.pop())
    if len(kept) > 1 and kept[0] in {"stichting"}:
        dropped.append(kept.pop(0))
    return tuple(kept), tuple(dropped)


def _readings(word: str, place: int, count: int) -> tuple[str, ...]:
    last = place == count - 1
    if word == "co":
        return ("", "county") if last and place else ("county", "co")
    if word == "company":
        return ("",) if last and place else ("company",)
    if word == "st":
        return ("saint",) if place == 0 else ("street", "saint") if last else ("saint", "street")
    if word == "dr":
        return ("doctor",) if place == 0 else ("drive", "doctor")
    if word in _ALONE and count == 1:
        return (word,)
    return (_ABBREVIATIONS.get(word, word),)


# Words that tell organisations of nearly the same name apart; the members of a set exclude each other.
_OPPOSITES: Final = (
    {"north", "south", "east", "west", "central", "northern", "southern", "eastern", "western", "northeast",
     "northwest", "southeast", "southwest"},
    {"upper", "lower", "middle"},
    {"boys", "girls"},
    {"mens", "womens", "men", "women"},
    {"elementary", "primary", "middle", "high", "secondary", "junior", "senior", "preschool"},
    {"county", "city", "state", "town", "township", "village", "district", "national", "regional", "federal", "parish"},
    {"first", "second", "third", "fourth", "fifth"},
    {"old", "new"},
    {"inner", "outer"},
    {"public", "private"},
    {"adult", "youth", "children", "childrens", "senior", "seniors", "family", "families"},
    {"school", "college", "university", "library", "hospital", "clinic"},
    {"association", "foundation", "council", "commission", "authority", "department", "office", "union", "trust"},
)  # fmt: skip


def telling_difference(one: FoldedName, other: FoldedName) -> tuple[str, str] | None:
    """Return two words by which nearly equal names are two organisations: numbers, or words that exclude each other."""
    mine, theirs = set(one.core) - set(other.core), set(other.core) - set(one.core)
    numbers = sorted(word for word in mine if _is_number(word)), sorted(word for word in theirs if _is_number(word))
    if numbers[0] and numbers[1]:
        return numbers[0][0], numbers[1][0]
    for group in _OPPOSITES:
        if mine & group and theirs & group:
            return min(mine & group), min(theirs & group)
    return None


def _is_number(word: str) -> bool:
    return word.isdigit() or bool(re.fullmatch(r"\d+(st|nd|rd|th)|i{1,3}|iv|vi{0,3}", word))
