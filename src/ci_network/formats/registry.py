"""The formats there are, and which of them a file is in."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import pandas as pd

from ci_network.errors import InputError, UnknownNameError
from ci_network.formats import (
    adjacency,
    edgelist,
    gephi,
    gexf,
    graphml,
    kumu_json,
    kumu_sheets,
    node_link,
    nodexl,
    pajek_write,
    ucinet_write,
    vna,
)
from ci_network.formats.encoding import Files, decode
from ci_network.formats.fault import fault
from ci_network.formats.format import CARRIES, Format
from ci_network.formats.jsontext import parse_json
from ci_network.formats.listing import is_node_list, is_tie_list
from ci_network.formats.sheets import Sheet, number, read_csv
from ci_network.formats.workbook import read_sheets

_ALL: Final = (
    graphml.FORMAT,
    gexf.FORMAT,
    pajek_write.FORMAT,
    ucinet_write.FORMAT,
    vna.FORMAT,
    kumu_json.FORMAT,
    kumu_sheets.WORKBOOK_FORMAT,
    kumu_sheets.CSV_FORMAT,
    gephi.FORMAT,
    nodexl.FORMAT,
    adjacency.FORMAT,
    node_link.FORMAT,
    edgelist.FORMAT,
)
FORMATS: Final[Mapping[str, Format]] = MappingProxyType({form.name: form for form in _ALL})


def format_named(name: str) -> Format:
    """Return the format of that name, case aside.

    Raises
    ------
    UnknownNameError
        When there is none.
    """
    if name.casefold() not in FORMATS:
        raise UnknownNameError("format", name, FORMATS)
    return FORMATS[name.casefold()]


def formats_table() -> pd.DataFrame:
    """Return what each format can carry: a row a format, a yes/no column for each thing."""
    rows = [
        {"format": form.name, "title": form.title} | {what: what in form.carries for what in CARRIES} for form in _ALL
    ]
    return pd.DataFrame(rows)


def detect(filename: str, data: bytes) -> Format:
    """Return the format of one file, by what is in it.

    Raises
    ------
    StudyError
        When it is none of the formats; the message says what was looked for.
    """
    return detect_files({filename: data})


def detect_files(files: Files) -> Format:
    """Return the format of a file, or of several that belong together (nodes and ties, or one table a layer)."""
    if not files:
        raise InputError("No file was given.")
    if len(files) > 1:
        return _detect_tables(files)
    file, data = next(iter(files.items()))
    if not data.strip():
        raise fault(file, "the file is empty", "Give it a network")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return FORMATS["nodexl" if "edges" in _folded(read_sheets(data, file)) else "kumu-workbook"]
    text = _head(data, file)
    if text.startswith("<"):
        return _detect_xml(text, file)
    if text.startswith("{"):
        return _detect_json(data, file)
    if re.match(r"dl\b", text, re.IGNORECASE):
        return FORMATS["dl"]
    if text.startswith(("*", "%")):
        return FORMATS["vna" if re.search(r"(?im)^\*\s*(node|tie)[ _]?(data|properties)", text) else "pajek"]
    return _detect_tables(files)


def _head(data: bytes, file: str) -> str:
    # Enough for a root element below a long comment; cut at a line's end so that no character is split.
    head = data[:20000]
    cut = head.rfind(b"\n") + 1 if len(data) > len(head) and not data.startswith((b"\xff\xfe", b"\xfe\xff")) else 0
    return decode(head[:cut] if cut else data, file)[0].lstrip()


def _detect_xml(text: str, file: str) -> Format:
    found = re.search(r"<(?:\w+:)?(graphml|gexf)\b", text)
    if found is None:
        raise fault(file, "it is XML, but neither GraphML nor GEXF", "Export it as one of these")
    return FORMATS[found.group(1)]


def _detect_json(data: bytes, file: str) -> Format:
    found, _ = parse_json(data, file)
    if "elements" in found or "connections" in found:
        return FORMATS["kumu-json"]
    if "nodes" in found and ("links" in found or "edges" in found):
        return FORMATS["node-link-json"]
    mend = "It needs elements and connections (Kumu), or nodes and edges (node-link)"
    raise fault(file, "it is JSON, but holds no network that is known", mend, value=", ".join(found))


def _detect_tables(files: Files) -> Format:
    sheets = [read_csv(data, name) for name, data in files.items()]
    if kumu_sheets.is_kumu(sheets):
        return FORMATS["kumu-csv"]
    if all(_is_matrix(sheet) and not sheet.header[0] for sheet in sheets):
        return FORMATS["adjacency-csv"]
    if any(is_tie_list(sheet.header) for sheet in sheets):
        lists = any(is_node_list(sheet.header) for sheet in sheets)
        return FORMATS["gephi-csv" if lists else "edge-list"]
    if all(_is_matrix(sheet) for sheet in sheets):
        return FORMATS["adjacency-csv"]
    if len(sheets) == 1 and 2 <= len(sheets[0].header) <= 3 and not is_node_list(sheets[0].header):
        return FORMATS["edge-list"]
    if all(is_node_list(sheet.header) for sheet in sheets):
        return FORMATS["gephi-csv"]
    header = ", ".join(sheets[0].header)
    mend = "Name the format, or name the columns of a list of ties Source and Target"
    raise fault(sheets[0].file, "it is in no format that is known", mend, row=1, value=header)


def _is_matrix(sheet: Sheet) -> bool:
    """Return whether a sheet is a table of numbers, with names in its first column or as many rows as columns."""
    if not sheet.header or not sheet.rows:
        return False
    named = not sheet.header[0] or {str(cells[0]) for _, cells in sheet.rows} == set(sheet.header[1:])
    start = 1 if named or len(sheet.rows[0][1]) > len(sheet.header) else 0
    numbers = all(
        number(cell, decimal_comma=sheet.decimal_comma) is not None
        for _, cells in sheet.rows[:50]
        for cell in cells[start:]
    )
    headed = all(number(name) is None for name in sheet.header) if not start else True
    return numbers and headed and (start == 1 or len(sheet.rows) == len(sheet.header))


def _folded(names: Mapping[str, object]) -> set[str]:
    return {name.casefold() for name in names}
