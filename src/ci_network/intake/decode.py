"""Bytes to text: a byte order mark decides, else the declared encoding, else strict UTF-8. Nothing is guessed."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from ci_network.errors import Problem, StudyError, UnknownNameError

# Encodings that spreadsheet programs of other times and systems still write, the commonest first.
_CANDIDATES: Final = ("cp1252", "mac_roman", "cp1250", "cp1251", "cp850", "shift_jis")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
# Control characters that no text holds: where decoding gives one, the encoding is not the right one.
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_EXCERPT: Final = 24


@dataclass(frozen=True)
class Decoded:
    """The text of a file, and what a person should know of how its bytes were read."""

    text: str
    note: str


def decode(data: bytes, file: str, *, encoding: str = "") -> Decoded:
    """Return the text of a file.

    A byte order mark decides. Without one the declared ``encoding`` is used, strictly; where none is declared, the
    bytes must be UTF-8.

    Raises
    ------
    StudyError
        When the bytes are not in that encoding: with line, byte, and declarations that would read them.
    UnknownNameError
        When the declared encoding is none.
    """
    for mark, codec, shown in _MARKS:
        if data.startswith(mark):
            against = f", not {encoding} as declared" if encoding and not _is_same(encoding, codec) else ""
            return Decoded(
                _strict(data, file, codec), f"{file}: read as {shown}{against}; its byte order mark says so."
            )
    if encoding:
        return Decoded(_strict(data, file, _known(encoding)), f"{file}: read as {encoding}, as declared.")
    if b"\0" in data:
        raise _zero_bytes(data, file)
    return Decoded(_strict(data, file, "utf-8"), f"{file}: read as UTF-8.")


def decode_loosely(data: bytes) -> str:
    """Return text good enough to recognise a tool by its ASCII words; never to be used as answers."""
    for mark, codec, _ in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, errors="replace")
    if b"\0" in data[:200]:
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", errors="replace")
    return data.decode("utf-8", errors="replace")


def _strict(data: bytes, file: str, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise StudyError([_problem(data, file, codec, error)]) from error
    except UnicodeError as error:
        what, mend = f"it cannot be read as {codec}", "Declare the encoding that the file was saved in"
        raise StudyError([Problem(file, None, "", "", what, mend)]) from error


def _problem(data: bytes, file: str, codec: str, error: UnicodeDecodeError) -> Problem:
    line = data[: error.start].count(b"\n") + 1
    where = f"byte {error.start + 1} of the file, 0x{data[error.start]:02X}"
    readings = [f"encoding = \"{name}\" reads '{word}'" for name, word in _readings(data, error.start)]
    offered = f": {'; '.join(readings)}" if readings else ""
    return Problem(
        file,
        line,
        "",
        "",
        f"a character is not {'UTF-8' if codec.startswith('utf-8') else codec} ({where})",
        f"Save the file as UTF-8, or declare in study.toml the encoding that it was saved in{offered}",
    )


def _readings(data: bytes, start: int) -> list[tuple[str, str]]:
    """Return the encodings in which all bytes are characters, each with how it reads the place in question."""
    found: dict[str, str] = {}
    for name in _CANDIDATES:
        try:
            text = data.decode(name)
            before = data[max(0, start - _EXCERPT) : start].decode(name, errors="replace")
            word = before + data[start : start + _EXCERPT].decode(name, errors="replace")
        except UnicodeDecodeError:
            continue
        if not _CONTROLS.search(text):
            found.setdefault(_around(word, len(before)), name)
    return [(name, word) for word, name in found.items()]


def _around(text: str, place: int) -> str:
    """Return the word that stands at a place, without the separators and line ends around it."""
    edges = [match.start() for match in re.finditer(r"[\s,;|\"]", text)]
    left = max((edge + 1 for edge in edges if edge < place), default=0)
    right = min((edge for edge in edges if edge > place), default=len(text))
    return text[left:right]


def _zero_bytes(data: bytes, file: str) -> StudyError:
    start = data.index(b"\0")
    line = data[:start].count(b"\n") + 1
    likely = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    return StudyError(
        [
            Problem(
                file,
                line,
                "",
                "",
                f"it is not plain text: byte {start + 1} is zero",
                f'If it is a text file, declare encoding = "{likely}" in study.toml; else export it as CSV or XLSX',
            )
        ]
    )


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError as error:
        raise UnknownNameError("encoding", encoding, ("utf-8", *_CANDIDATES, "utf-16-le")) from error


def _is_same(encoding: str, codec: str) -> bool:
    name = _known(encoding)
    return name.removesuffix("-sig") == codec.removesuffix("-sig") or (name.startswith("utf-16") and codec == "utf-16")
