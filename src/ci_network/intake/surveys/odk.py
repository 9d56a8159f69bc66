"""ODK Central: a zip of CSV files, responses and repeats joined by KEY and PARENT_KEY."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ci_network.errors import InputError
from ci_network.intake.surveys.export import Export, Sheet
from ci_network.intake.surveys.grid import Grid
from ci_network.intake.surveys.odk_columns import odk_columns
from ci_network.intake.surveys.source import Material, data_start, sheet_of

TOOL = "odk"
_META: Final = {
    "submissiondate": "recorded",
    "start": "started",
    "end": "ended",
    "today": "other",
    "submitterid": "other",
    "submittername": "name",
    "deviceid": "device",
    "username": "name",
    "phonenumber": "device",
    "attachmentspresent": "other",
    "attachmentsexpected": "other",
    "status": "channel",
    "reviewstate": "status",
    "edits": "other",
    "formversion": "other",
    "instanceid": "other",
    "meta-instanceid": "other",
    "meta-instancename": "other",
}
_SYSTEM: Final = ("SubmissionDate", "SubmitterID", "SubmitterName", "AttachmentsPresent", "ReviewState", "FormVersion")


def recognise(grids: Sequence[Grid]) -> tuple[float, list[str]]:
    """Return how sure it is that tables are of ODK, and why."""
    headers = [set(grid.header) for grid in grids]
    mains = [names for names in headers if "KEY" in names and "PARENT_KEY" not in names]
    found = [name for name in _SYSTEM if any(name in names for names in mains)]
    if not mains or not found:
        return 0.0, []
    reasons, confidence = [f"it has a column KEY and the system columns {', '.join(found)}"], 0.9
    if any("PARENT_KEY" in names for names in headers):
        confidence, reasons = 1.0, [*reasons, "further files hang on it by PARENT_KEY"]
    return confidence, reasons


def read(material: Material) -> Export:
    """Return an ODK export; files of repeats are joined to their parents by their keys."""
    grids = [grid for grid in material.grids if grid.rows]
    mains = [grid for grid in grids if "KEY" in grid.header and "PARENT_KEY" not in grid.header]
    named = [grid for grid in mains if not material.source.sheet or grid.name == material.source.sheet]
    if not named:
        raise InputError("The export has no file of responses: one with a column KEY and without PARENT_KEY.")
    ordered = [named[0], *(grid for grid in grids if grid is not named[0])]
    read_all = [_sheet(grid, material) for grid in ordered]
    sheets = [sheet for sheet, _ in read_all]
    keys = {sheet.name: _cells(sheet, "KEY") for sheet in sheets}
    joined = [_joined(sheet, sheets, keys) for sheet in sheets]
    notes = [note for _, more in read_all for note in more]
    notes += [
        f"{sheet.file}: its rows hang on no other file; is a file missing?"
        for sheet in joined
        if not sheet.parent and "PARENT_KEY" in {column.name for column in sheet.columns}
    ]
    return Export(TOOL, tuple(joined), material.book.choices, tuple(notes))


def _sheet(grid: Grid, material: Material) -> tuple[Sheet, list[str]]:
    columns, notes = odk_columns(grid, _META, material.book, separator="-")
    is_repeat = "PARENT_KEY" in grid.header
    keys = {"KEY": "index" if is_repeat else "response_id", "PARENT_KEY": "parent_index"}
    columns = [
        replace(column, meta="other" if column.name.startswith("SET-OF-") else keys[column.name], block="", item="")
        if column.name in keys or column.name.startswith("SET-OF-")
        else column
        for column in columns
    ]
    return sheet_of(grid, columns, data_start(grid, material.source, 1)), [f"{grid.file}: {note}" for note in notes]


def _joined(sheet: Sheet, sheets: Sequence[Sheet], keys: dict[str, set[str]]) -> Sheet:
    """Return a sheet of repeats joined to the sheet whose keys its rows name as their parents'."""
    wanted = _cells(sheet, "PARENT_KEY")
    parent = max(
        (other for other in sheets if other is not sheet),
        key=lambda other: len(wanted & keys[other.name]),
        default=None,
    )
    if parent is None or not wanted & keys[parent.name]:
        return sheet
    return replace(sheet, parent=parent.name, join=("PARENT_KEY", "KEY"))


def _cells(sheet: Sheet, name: str) -> set[str]:
    place = next((column.place for column in sheet.columns if column.name == name), None)
    return set() if place is None else {row[place] for _, row in sheet.rows} - {""}
