"""Repeating instruments of REDCap: their rows, taken out from between the records, as sheets of their own."""

from dataclasses import replace
from typing import Final

from ci_network.intake.surveys.export import Sheet
from ci_network.intake.surveys.source import Codebook

# Columns that every sheet keeps, for they say whose a row is.
_SHARED: Final = ("response_id", "wave", "repeat_instrument", "repeat_instance", "token")


def split_repeats(sheet: Sheet, book: Codebook) -> tuple[list[Sheet], list[str]]:
    """Return the records' own sheet, then one for each repeating instrument, joined by the record's id; with notes.

    Every row is in exactly one of them; columns without any answer are left out of the sheets they do not belong to.
    A row of a repeating event stays with the records.
    """
    place = next((column.place for column in sheet.columns if column.meta == "repeat_instrument"), None)
    if place is None:
        return [sheet], _event_notes(sheet)
    instruments = list(dict.fromkeys(row[place] for _, row in sheet.rows if row[place].strip()))
    fields = {name: _fields(sheet, name, book) for name in instruments}
    records = replace(sheet, rows=tuple(row for row in sheet.rows if not row[1][place].strip()))
    everywhere = {column.place for column in sheet.columns}
    main = _part(records, everywhere.difference(*fields.values()))
    record = sheet.columns[0].name
    out, notes = [main], []
    for name in instruments:
        rows = tuple(row for row in sheet.rows if row[1][place] == name)
        # An instrument may be called as the file is; sheets are told apart by name.
        shown = name if name != sheet.name else f"{name} (repeats)"
        part = _part(Sheet(shown, f"{sheet.file}, repeats of {name}", sheet.columns, rows), fields[name])
        out.append(replace(part, parent=sheet.name, join=(record, record)))
        notes.append(f"{sheet.file}: the {len(rows)} rows of the repeating instrument {name} are a sheet of their own.")
    return out, notes + _event_notes(records)


def _fields(sheet: Sheet, instrument: str, book: Codebook) -> set[int]:
    """Return the places of an instrument's columns: by the data dictionary, else those before its form's end."""
    form = instrument.strip().casefold()
    places = {column.place for column in sheet.columns if book.forms.get(column.key, "").casefold() == form}
    start = 0
    for column in sheet.columns:
        if column.meta != "complete":
            continue
        if column.name.strip().casefold() == f"{form}_complete":
            return places | {column.place} if places else set(range(start, column.place + 1))
        start = column.place + 1
    return places


def _part(sheet: Sheet, fields: set[int]) -> Sheet:
    """Return a sheet with the columns that belong to it, those that say whose a row is, and those with any cell."""
    filled = [any(cells) for cells in zip(*(row for _, row in sheet.rows), strict=True)] or [False] * len(sheet.columns)
    kept = [c for c in sheet.columns if c.place in fields or c.meta in _SHARED or filled[c.place]]
    places = [column.place for column in kept]
    columns = tuple(replace(column, place=place) for place, column in enumerate(kept))
    rows = tuple((number, tuple(row[place] for place in places)) for number, row in sheet.rows)
    return replace(sheet, columns=columns, rows=rows)


def _event_notes(sheet: Sheet) -> list[str]:
    """Tell where a record has several rows, one an event: the id alone does not join then."""
    event = next((column.place for column in sheet.columns if column.meta == "wave"), None)
    records = [row[0] for _, row in sheet.rows]
    if event is None or len(set(records)) == len(records):
        return []
    return [f"{sheet.file}: records have a row for each event; repeats belong to the row of the same record and event."]
