"""Bytes to text: by what the file declares, else by strict detection that is always reported."""

import codecs
from collections.abc import Mapping

from ci_network.errors import UnknownNameError
from ci_network.formats.fault import fault

Files = Mapping[str, bytes]


def decode(data: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file and a note on its encoding where it was not plain UTF-8.

    A byte order mark decides; without one the text must be UTF-8; where it is not, every byte must be defined in
    Windows-1252, and a note says so and shows a word that depends on it.
    """
    if data.startswith(codecs.BOM_UTF8):
        return _strict(data, file, "utf-8-sig"), ()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(data, file, "utf-16"), (f"{file}: read as UTF-16, as its byte order mark says.",)
    if b"\0" in data:
        raise fault(file, "it is not a text file", "Export it from its program as text (for UCINET: as DL)")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        text = _strict(data, file, "cp1252")
        word = next((w for w in text[max(0, error.start - 30) :].split() if not w.isascii()), "")
        return text, (f"{file}: it is not UTF-8; read as Windows-1252. Check such words as '{word}'.",)


def as_utf8(files: Files, encoding: str) -> dict[str, bytes]:
    """Return files whose encoding the caller declares as UTF-8."""
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        raise UnknownNameError("encoding", encoding, ("utf-8", "cp1252", "utf-16", "mac_roman")) from error
    return {name: _strict(data, name, encoding).encode("utf-8") for name, data in files.items()}


def only(files: Files, what: str) -> tuple[str, bytes]:
    """Return the one file of a format that is one file."""
    if len(files) != 1:
        names = ", ".join(files) or "none"
        raise fault(names, f"{what} is one file, and {len(files)} were given", "Give that one file alone")
    return next(iter(files.items()))


def _strict(data: bytes, file: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = data[:start].count(b"\n") + 1
        what = f"a character cannot be read as {encoding}"
        raise fault(file, what, "Save the file as UTF-8, or declare its encoding", row=line) from error
