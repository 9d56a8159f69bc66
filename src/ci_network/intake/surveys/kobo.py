"""KoboToolbox: one sheet of responses and a sheet for each repeat group; paths of groups in the headers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ci_network.errors import InputError
from ci_network.intake.surveys.export import Export, Sheet
from ci_network.intake.surveys.grid import Grid
from ci_network.intake.surveys.odk_columns import odk_columns
from ci_network.intake.surveys.source import Material, data_start, sheet_of

TOOL = "kobo"
_META: Final = {
    "_uuid": "response_id",
    "_id": "other",
    "start": "started",
    "end": "ended",
    "today": "other",
    "_submission_time": "recorded",
    "_validation_status": "status",
    "_status": "channel",
    "_submitted_by": "name",
    "username": "name",
    "deviceid": "device",
    "phonenumber": "device",
    "subscriberid": "device",
    "simserial": "device",
    "__version__": "other",
    "_notes": "other",
    "_tags": "other",
    "_index": "index",
    "_parent_index": "parent_index",
    "_parent_table_name": "other",
    "_xform_id_string": "other",
    "_attachments": "other",
    "meta/instanceid": "other",
    "meta/rootuuid": "other",
    "formhub/uuid": "other",
}
_SYSTEM: Final = ("_id", "_uuid", "_submission_time", "_validation_status", "_index", "__version__")
_LONGEST_SHEET_NAME: Final = 31


def recognise(grids: Sequence[Grid]) -> tuple[float, list[str]]:
    """Return how sure it is that tables are of KoboToolbox, and why."""
    headers = [set(grid.header) for grid in grids]
    main = max(headers, key=lambda names: len(names & set(_SYSTEM)), default=set())
    found = [name for name in _SYSTEM if name in main]
    if len(found) < 2 or not {"_uuid", "_submission_time", "_validation_status"} & set(found):
        return 0.0, []
    reasons, confidence = [f"it has the system columns {', '.join(found)}"], min(0.6 + 0.1 * len(found), 0.95)
    if any("_parent_index" in names for names in headers):
        confidence, reasons = 1.0, [*reasons, "further sheets hang on it by _parent_index"]
    return confidence, reasons


def read(material: Material) -> Export:
    """Return a KoboToolbox export; sheets of repeats are joined to their parents."""
    grids = [grid for grid in material.grids if grid.rows]
    mains = [grid for grid in grids if "_parent_index" not in grid.header]
    named = [grid for grid in mains if not material.source.sheet or grid.name == material.source.sheet]
    if not named:
        raise InputError(
            "The export has no sheet of responses (one without _parent_index)"
            + (f" called '{material.source.sheet}'." if material.source.sheet else ".")
        )
    main = max(named, key=lambda grid: sum(name in _SYSTEM for name in grid.header))
    ordered = [main, *(grid for grid in grids if grid is not main)]
    read_all = [_sheet(grid, material) for grid in ordered]
    joined, notes = _joined([sheet for sheet, _ in read_all])
    return Export(
        TOOL, tuple(joined), material.book.choices, tuple(notes + [note for _, more in read_all for note in more])
    )


def _sheet(grid: Grid, material: Material) -> tuple[Sheet, list[str]]:
    columns, notes = odk_columns(grid, _META, material.book, separator="/")
    # A sheet of repeats copies what the tool records of the response: "_submission__uuid" and its like.
    copied = [column.name.strip().startswith("_submission_") and not column.meta for column in columns]
    columns = [
        replace(column, meta="other", block="", item="") if is_copy else column
        for column, is_copy in zip(columns, copied, strict=True)
    ]
    return sheet_of(grid, columns, data_start(grid, material.source, 1)), [f"{grid.file}: {note}" for note in notes]


def _joined(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[str]]:
    """Return sheets with those of repeats joined to their parents, and notes on what does not join."""
    main, notes, out = sheets[0], [], [sheets[0]]
    for sheet in sheets[1:]:
        here = _cells(sheet, "_parent_index")
        if here is None:
            out.append(sheet)
            continue
        parent = _parent(sheet, main, sheets)
        join = ("_parent_index", "_index")
        uuids, theirs = _cells(sheet, "_submission__uuid"), _cells(parent, "_uuid")
        # The response's own id holds even where sheets of two exports were put together; the number does not.
        if parent is main and uuids and theirs and all(uuids) and len(set(theirs)) == len(theirs):
            join = ("_submission__uuid", "_uuid")
        out.append(replace(sheet, parent=parent.name, join=join))
        notes += _lost(sheet, parent, join)
    return out, notes


def _parent(sheet: Sheet, main: Sheet, sheets: Sequence[Sheet]) -> Sheet:
    """Return the sheet that a sheet of repeats hangs on: by the table it names, whose name a sheet may cut short."""
    said = next(iter(filter(None, _cells(sheet, "_parent_table_name") or ())), "")
    others = [other for other in sheets if other is not sheet and other is not main]
    for other in others:
        if _is_sheet_name(other.name, said):
            return other
    return main


def _is_sheet_name(name: str, said: str) -> bool:
    """Return whether a sheet is called as a table is, or as a workbook would cut that name."""
    shown = "".join("_" if sign in "[]:*?/\\" else sign for sign in said)
    if name in (said, shown):
        return True
    cut = name.removesuffix("...")
    return len(name) == _LONGEST_SHEET_NAME and len(cut) > 20 and any(text.startswith(cut) for text in (said, shown))


def _lost(sheet: Sheet, parent: Sheet, join: tuple[str, str]) -> list[str]:
    here, there = _cells(sheet, join[0]) or (), set(_cells(parent, join[1]) or ())
    lost = sum(key not in there for key in here)
    if not lost:
        return []
    return [f"{sheet.file}: {lost} of {len(here)} rows hang on no row of {parent.name} by {join[0]}; is it one export?"]


def _cells(sheet: Sheet, name: str) -> list[str] | None:
    place = next((column.place for column in sheet.columns if column.name.strip() == name), None)
    return None if place is None else [row[place].strip() for _, row in sheet.rows]
