"""Qualtrics: three header rows (export tag, question text, ImportId), or two as before 2017."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ci_network.errors import InputError
from ci_network.intake.surveys.export import Export, SurveyColumn
from ci_network.intake.surveys.grid import Grid
from ci_network.intake.surveys.header import plain
from ci_network.intake.surveys.qualtrics_parts import Tagged, parts_of
from ci_network.intake.surveys.sheet import other_sheets
from ci_network.intake.surveys.source import (
    Material,
    best_grid,
    data_start,
    declared_rows,
    pick_grid,
    rows_above,
    sheet_of,
)

TOOL = "qualtrics"
# By ImportId, which neither the survey's language nor its author changes.
_META: Final = {
    "startDate": "started",
    "endDate": "ended",
    "recordedDate": "recorded",
    "status": "status",
    "ipAddress": "ip",
    "progress": "progress",
    "duration": "duration",
    "finished": "finished",
    "_recordId": "response_id",
    "recipientLastName": "name",
    "recipientFirstName": "name",
    "recipientEmail": "email",
    "externalDataReference": "token",
    "locationLatitude": "latitude",
    "locationLongitude": "longitude",
    "distributionChannel": "channel",
    "userLanguage": "language",
}
# By the words of a header without an ImportId: the tags of today, and the second row of the old exports.
_TAGS: Final = {name.casefold(): meta for name, meta in _META.items()} | {
    "duration (in seconds)": "duration",
    "responseid": "response_id",
    "externalreference": "token",
    "responseset": "other",
    "name": "name",
    "emailaddress": "email",
    "locationaccuracy": "other",
}
_OLD_TAG: Final = re.compile(r"V\d+")
_ANALYSED: Final = re.compile(r"QID\d+_TEXT_[0-9a-f]{20,}.*")
_SEARCHED: Final = 8


@dataclass(frozen=True)
class _Headers:
    tags: tuple[str, ...]
    texts: tuple[str, ...]
    ids: tuple[str, ...]
    first: int
    above: int
    old: bool = False


def recognise(grids: Sequence[Grid]) -> tuple[float, list[str]]:
    """Return how sure it is that a table is of Qualtrics, and why."""
    return best_grid(grids, _recognise)


def _recognise(grid: Grid) -> tuple[float, list[str]]:
    place = _id_row(grid)
    if place is not None:
        return 1.0, [f"row {grid.rows[place][0]} holds an ImportId for each column"]
    tags, texts = grid.header, grid.cells(1)
    known = {text.strip().casefold() for text in texts}
    if sum(bool(_OLD_TAG.fullmatch(tag)) for tag in tags) >= 3 and known & {"responseid", "responseset"}:
        return 0.95, ["columns are called V1, V2, ... and the second row says ResponseID"]
    found = [tag for tag in tags if tag.casefold() in _TAGS]
    if len(found) >= 4 and any(tag.casefold() in ("responseid", "recordeddate") for tag in found):
        return 0.7, [f"it has Qualtrics' own columns ({', '.join(found[:4])}), but no row of ImportIds"]
    return 0.0, []


def read(material: Material) -> Export:
    """Return a Qualtrics export."""
    grid, others = pick_grid(material, _recognise)
    headers = _headers(grid, material)
    metas = [_meta(tag, text, id_) for tag, text, id_ in zip(headers.tags, headers.texts, headers.ids, strict=True)]
    columns = _columns(headers, metas)
    sheet = sheet_of(grid, columns, data_start(grid, material.source, headers.first))
    count = sum(bool(row) for row in (headers.tags, headers.texts, headers.ids if any(headers.ids) else ()))
    notes = [f"{grid.file}: {count} header rows{' of the form before 2017' if headers.old else ''}."]
    notes += filter(None, [rows_above(grid, headers.above)])
    return Export(TOOL, (sheet, *other_sheets(others)), material.book.choices, tuple(notes))


def _headers(grid: Grid, material: Material) -> _Headers:
    if material.source.header_rows:
        rows = declared_rows(grid, material.source)
        if len(rows) > 3:
            raise InputError(f"{grid.file}: Qualtrics has at most three header rows; {len(rows)} are declared.")
        numbers = [number for number, _ in grid.rows]
        first = numbers.index(max(material.source.header_rows)) + 1
        above = numbers.index(min(material.source.header_rows))
        return _even(*(*rows, (), ())[:3], first=first, above=above)
    place = _id_row(grid)
    if place is not None and place > 1:
        return _even(grid.cells(place - 2), grid.cells(place - 1), grid.cells(place), first=place + 1, above=place - 2)
    if place is not None:
        return _even(grid.cells(0), (), grid.cells(place), first=place + 1, above=0)
    old = sum(bool(_OLD_TAG.fullmatch(tag)) for tag in grid.header) >= 3
    texts = grid.cells(1) if old or _is_text_row(grid) else ()
    return _even(grid.cells(0), texts, (), first=2 if texts else 1, above=0, old=old)


def _even(
    tags: Sequence[str], texts: Sequence[str], ids: Sequence[str], *, first: int, above: int, old: bool = False
) -> _Headers:
    width = max(len(tags), len(texts), len(ids))
    even = [tuple(row) + ("",) * (width - len(row)) for row in (tags, texts, ids)]
    return _Headers(even[0], even[1], even[2], first, above, old)


def _id_row(grid: Grid) -> int | None:
    """Return the place of the row of ImportIds among the first rows: the only row that nobody translates or edits."""
    for place in range(min(_SEARCHED, len(grid.rows))):
        filled = [cell for cell in grid.cells(place) if cell.strip()]
        if filled and 2 * sum(bool(_import_id(cell)[0]) for cell in filled) >= len(filled):
            return place
    return None


def _is_text_row(grid: Grid) -> bool:
    """Return whether the second row is text under tags and not a response: a response has an id and dates."""
    for tag, cell in zip(grid.header, grid.cells(1), strict=False):
        if tag.casefold() in ("responseid", "finished", "progress") and cell.strip():
            return not re.fullmatch(r"R_\w+|\d+|true|false", cell.strip(), re.IGNORECASE)
    return False


def _import_id(cell: str) -> tuple[str, str]:
    """Return the ImportId and choiceId of a cell of the third row; blanks where it holds none."""
    if not cell.lstrip().startswith("{"):
        return "", ""
    try:
        said = json.loads(cell)
    except json.JSONDecodeError:
        return "", ""
    return str(said.get("ImportId", "")), str(said.get("choiceId", ""))


def _meta(tag: str, text: str, cell: str) -> str:
    key = _import_id(cell)[0]
    if key:
        return "other" if _ANALYSED.fullmatch(key) else _META.get(key, "")
    if _OLD_TAG.fullmatch(tag.strip()):
        return _TAGS.get(text.strip().casefold(), "other" if text.strip() else "")
    # Today's exports have no columns of these tags: where they occur, the author asked.
    asked = tag.strip().casefold() in ("name", "emailaddress")
    return "" if asked else _TAGS.get(tag.strip().casefold(), "")


def _columns(headers: _Headers, metas: Sequence[str]) -> list[SurveyColumn]:
    ids = [_import_id(cell) for cell in headers.ids]
    labels = [plain(text) or plain(tag) for tag, text in zip(headers.tags, headers.texts, strict=True)]
    tagged = [
        Tagged(place, headers.tags[place].strip(), key, choice, labels[place])
        for place, (key, choice) in enumerate(ids)
        if not metas[place]
    ]
    parts = parts_of(tagged, tight=headers.old)
    return [
        SurveyColumn(
            place,
            tag,
            label=labels[place],
            block=parts[place].block if place in parts else "",
            item=parts[place].item if place in parts else "",
            key=ids[place][0],
            choice=ids[place][1],
            meta=metas[place],
        )
        for place, tag in enumerate(headers.tags)
    ]
