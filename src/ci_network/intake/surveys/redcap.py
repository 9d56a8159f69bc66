"""REDCap: one file, raw or with labels, in which the rows of repeating instruments stand between the records."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ci_network.intake.surveys.export import Export, Sheet, SurveyColumn
from ci_network.intake.surveys.grid import Grid
from ci_network.intake.surveys.header import plain
from ci_network.intake.surveys.redcap_repeats import split_repeats
from ci_network.intake.surveys.sheet import other_sheets
from ci_network.intake.surveys.source import (
    Codebook,
    Material,
    best_grid,
    column_cells,
    data_start,
    pick_grid,
    sheet_of,
)

TOOL = "redcap"
_META: Final = {
    "redcap_event_name": "wave",
    "redcap_repeat_instrument": "repeat_instrument",
    "redcap_repeat_instance": "repeat_instance",
    "redcap_data_access_group": "other",
    "redcap_survey_identifier": "token",
    "event name": "wave",
    "repeat instrument": "repeat_instrument",
    "repeat instance": "repeat_instance",
    "data access group": "other",
    "survey identifier": "token",
    "survey timestamp": "ended",
}
_RAW_BOX: Final = re.compile(r"(?P<field>[a-z][a-z0-9_]*?)___(?P<code>_?[a-z0-9_]+)")
_LABEL_BOX: Final = re.compile(r"(?P<field>.+?)\s*\(choice=(?P<choice>.*)\)", re.DOTALL)
_LABEL_COMPLETE: Final = re.compile(r"complete\?(_\d+|\.\d+)?", re.IGNORECASE)
_COMPLETE: Final = frozenset({"", "0", "1", "2", "incomplete", "unverified", "complete"})


def recognise(grids: Sequence[Grid]) -> tuple[float, list[str]]:
    """Return how sure it is that a table is of REDCap, and why."""
    return best_grid(grids, _recognise)


def _recognise(grid: Grid) -> tuple[float, list[str]]:
    names = [name.casefold() for name in grid.header]
    reasons, confidence = [], 0.0
    own = [name for name in names if name.startswith("redcap_") or name in ("repeat instrument", "event name")]
    if own:
        confidence, reasons = 0.95, [f"it has REDCap's own columns ({', '.join(own[:3])})"]
    boxes = [name for name in grid.header if _RAW_BOX.fullmatch(name) or _LABEL_BOX.fullmatch(name)]
    if boxes:
        confidence, reasons = max(confidence, 0.6), [*reasons, f"checkboxes are written as {boxes[0]}"]
    forms = [name for name in names[1:] if name.endswith("_complete") or _LABEL_COMPLETE.fullmatch(name)]
    if forms:
        confidence, reasons = max(confidence + 0.25, 0.5), [*reasons, f"forms end in columns such as {forms[0]}"]
    if names and names[0] in ("record_id", "record id") and reasons:
        confidence, reasons = confidence + 0.1, [*reasons, "the first column is the record's id"]
    return min(confidence, 1.0), reasons


def read(material: Material) -> Export:
    """Return a REDCap export: the records, then a sheet for each repeating instrument."""
    grid, others = pick_grid(material, _recognise)
    cells = column_cells(grid, 1)
    columns = [_column(place, name, cells[place], material.book) for place, name in enumerate(grid.cells(0))]
    sheet = sheet_of(grid, columns, data_start(grid, material.source, 1))
    sheets, notes = split_repeats(sheet, material.book)
    choices = {key: labels for key, labels in material.book.choices.items() if labels}
    return Export(TOOL, (*sheets, *other_sheets(others)), choices, (*notes, *_notes(sheet)))


def _column(place: int, name: str, cells: Sequence[str], book: Codebook) -> SurveyColumn:
    text, folded = name.strip(), name.strip().casefold()
    if place == 0:
        return SurveyColumn(place, name, label=book.labels.get(text) or plain(name), key=text, meta="response_id")
    meta = _META.get(folded) or ("complete" if _says_complete(folded, cells, book) else "")
    meta = meta or ("ended" if _is_timestamp(text, book) else "")
    if meta:
        return SurveyColumn(place, name, label=plain(name), meta=meta)
    box = _box(text, book)
    if box:
        field, code, item = box
        block = book.labels.get(field) or plain(field)
        return SurveyColumn(place, name, label=f"{block} - {item}", block=block, item=item, key=field, choice=code)
    label = book.labels.get(text) or plain(name)
    whole = SurveyColumn(place, name, label=label, block=label, key=text if " " not in text else "")
    return replace(whole, block=book.matrices[text], item=label) if text in book.matrices else whole


def _box(name: str, book: Codebook) -> tuple[str, str, str] | None:
    """Return the field, code and label of a checkbox's column."""
    raw = _RAW_BOX.fullmatch(name)
    if raw:
        # REDCap writes the minus of a negative code as one more underscore.
        code = f"-{raw['code'][1:]}" if raw["code"].startswith("_") else raw["code"]
        return raw["field"], code, book.choices.get(raw["field"], {}).get(code) or code
    label = _LABEL_BOX.fullmatch(name)
    if not label:
        return None
    item = plain(label["choice"])
    field = next((key for key, text in book.labels.items() if text == plain(label["field"])), "")
    code = next((code for code, text in book.choices.get(field, {}).items() if text == item), "")
    return field or plain(label["field"]), code, item


def _says_complete(name: str, cells: Sequence[str], book: Codebook) -> bool:
    """Return whether a column tells how far a form is; a question may end in the same word."""
    if name in book.labels or not (name.endswith("_complete") or _LABEL_COMPLETE.fullmatch(name)):
        return False
    return {cell.strip().casefold() for cell in cells} <= _COMPLETE


def _is_timestamp(name: str, book: Codebook) -> bool:
    form = name.removesuffix("_timestamp")
    return form != name and name not in book.labels and (not book.forms or form in set(book.forms.values()))


def _notes(sheet: Sheet) -> list[str]:
    boxes = any(column.choice and _RAW_BOX.fullmatch(column.name.strip()) for column in sheet.columns)
    if not boxes:
        return []
    return [
        f"{sheet.file}: a checkbox of 0 is either not ticked or on a form that was never opened; the forms' _complete"
        " columns may tell which."
    ]
