"""The head of a DL file: sizes, format, labels; and where the data begin."""

import re
from dataclasses import dataclass
from typing import Final

from ci_network.formats.fault import checked_count, fault
from ci_network.formats.tables import clean

_WORD: Final = re.compile(r'"([^"]*)"|([^\s,"]+)')
_KEYWORDS: Final = re.compile(
    r"""(?im)(?:^|(?<=[\s,]))(?:
        (?P<size>n|nr|nc|nm)\s*=\s*(?P<count>\d+)
      | format\s*=\s*(?P<form>\w+)
      | diagonal\s*=?\s*(?P<diagonal>present|absent)
      | (?:(?P<embedded>row|col|column)\s+)?labels?\s+embedded:?
      | (?P<list>row\s+|column\s+|col\s+|matrix\s+|level\s+)?labels?\s*:
      | (?P<data>data)\s*:
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Head:
    """What a DL file says of itself, and its lines of data with their numbers."""

    file: str
    form: str
    nr: int
    nc: int
    two_mode: bool
    layers: tuple[str, ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    rows_embedded: bool
    columns_embedded: bool
    diagonal: bool
    data: tuple[tuple[int, str], ...]


def read_head(text: str, file: str) -> Head:
    """Return the head of a DL file's text and the lines of its data."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    start = re.match(r"\s*dl\b", text, re.IGNORECASE)
    if start is None:
        found = text.strip()[:20]
        raise fault(file, "it does not begin with DL", "Check that it is UCINET's DL format", row=1, value=found)
    sizes: dict[str, int] = {}
    said: dict[str, str] = {}
    embedded: set[str] = set()
    lists: dict[str, tuple[str, int]] = {}
    places = list(_outside_quotes(text, start.end()))
    data_at = None
    for place, match in enumerate(places):
        if match["size"]:
            sizes[match["size"].casefold()] = checked_count(
                int(match["count"][:12]), file, _line_of(text, match.start())
            )
        elif match["form"] or match["diagonal"]:
            said["form" if match["form"] else "diagonal"] = (match["form"] or match["diagonal"]).casefold()
        elif match["data"]:
            data_at = match.end()
            break
        elif "embedded" in match.group().casefold():
            embedded |= {(match["embedded"] or "row").casefold()[:3], (match["embedded"] or "col").casefold()[:3]}
        else:
            end = places[place + 1].start() if place + 1 < len(places) else len(text)
            lists[(match["list"] or "both").casefold()[:3]] = text[match.end() : end], _line_of(text, match.end())
    if data_at is None:
        raise fault(file, "there is no 'data:' in it", "Put 'data:' before the numbers")
    return _checked(file, sizes, said, (embedded, lists), _lines(text, data_at))


def _checked(
    file: str,
    sizes: dict[str, int],
    said: dict[str, str],
    labels: tuple[set[str], dict[str, tuple[str, int]]],
    data: tuple[tuple[int, str], ...],
) -> Head:
    embedded, lists = labels
    nr, nc = sizes.get("nr", sizes.get("n")), sizes.get("nc", sizes.get("n"))
    if nr is None or nc is None:
        raise fault(file, "it does not say how many nodes there are", "Write n= (or nr= and nc=) in the head", row=1)
    several = sizes.get("nm", 1)
    names = {
        key: _labels(file, found, {"col": nc, "mat": several, "lev": several}.get(key, nr))
        for key, found in lists.items()
    }
    both = names.get("bot", ())
    layers = names.get("mat") or names.get("lev") or ()
    if not layers:
        layers = tuple(str(place) for place in range(1, several + 1)) if several > 1 else ("",)
    return Head(
        file,
        said.get("form", "fullmatrix"),
        nr,
        nc,
        "nr" in sizes or "nc" in sizes,
        layers,
        names.get("row", both),
        names.get("col", both),
        "row" in embedded,
        "col" in embedded,
        said.get("diagonal") != "absent",
        data,
    )


def _labels(file: str, found: tuple[str, int], count: int) -> tuple[str, ...]:
    """Return a list of labels: one a line or between commas where that gives the right count, else one a word."""
    text, row = found
    by_line = [clean(part).strip('"') for part in re.findall(r'[^\n,"]*"[^"]*"|[^\n,]+', text) if part.strip()]
    by_word = [clean(word) for word in words(text.replace("=", " ") if '"' not in text else text)]
    for labels in (by_line, by_word):
        if len(labels) == count:
            folded = [label.casefold() for label in labels]
            twice = next((label for label in labels if folded.count(label.casefold()) > 1), None)
            if twice is not None:
                raise fault(file, "two labels are the same, case aside", "Rename one of them", row=row, value=twice)
            return tuple(labels)
    what = f"there are {len(by_line)} labels instead of {count}"
    raise fault(file, what, "Write one label for each, separated by commas or lines", row=row, value=text.strip())


def words(line: str) -> list[str]:
    """Return the words of a line, which spaces or commas separate; a quoted text is one word."""
    return [bare or quoted for quoted, bare in _WORD.findall(line)]


def _outside_quotes(text: str, start: int) -> list[re.Match[str]]:
    """Return the keywords of a text that do not stand inside quotation marks, up to the data."""
    found, inside, at = [], False, start
    for match in _KEYWORDS.finditer(text, start):
        inside ^= bool(text.count('"', at, match.start()) % 2)
        at = match.start()
        if not inside:
            found.append(match)
            if match["data"]:
                break
    return found


def _line_of(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _lines(text: str, start: int) -> tuple[tuple[int, str], ...]:
    first = _line_of(text, start)
    lines = enumerate(text[start:].split("\n"), start=first)
    return tuple((row, line) for row, line in lines if line.strip())
