"""JSON as hand-made files write it: a comma before a closing bracket is passed over, with a note."""

import json
import math
import re
from typing import Any, Final

from ci_network.formats.encoding import decode
from ci_network.formats.fault import fault
from ci_network.formats.tables import Cell

_COMMA: Final = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])')


def parse_json(data: bytes, file: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the object that a JSON file holds, and notes."""
    text, notes = decode(data, file)
    try:
        found = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        mended = _COMMA.sub(lambda match: match.group(1) or "", text)
        try:
            found = json.loads(mended)
        except (json.JSONDecodeError, RecursionError):
            line = error.lineno if isinstance(error, json.JSONDecodeError) else None
            what = error.msg.casefold() if isinstance(error, json.JSONDecodeError) else "it is nested too deeply"
            raise fault(
                file, f"it is not valid JSON: {what}", "Mend that line, or export it again", row=line
            ) from error
        notes += (f"{file}: it has commas before closing brackets, which JSON does not allow; they were passed over.",)
    if not isinstance(found, dict):
        raise fault(file, "it does not hold one JSON object", "Check that it is the right file")
    return found, notes


def listed(found: dict[str, Any], name: str, file: str) -> list[dict[str, Any]]:
    """Return a list of objects, which may be absent."""
    rows = found.get(name) or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise fault(file, f"'{name}' is not a list of objects", "Write it as [{...}, {...}]", column=name)
    return rows


def cell(value: object) -> Cell:
    """Return a JSON value as a cell: a list joined by bars, an object as JSON text."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, list):
        return "|".join(name_of(part) for part in value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def name_of(value: object) -> str:
    """Return a JSON value as a name: whole numbers without a point, nothing as blank."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def value_of(value: object, file: str, column: str) -> float:
    """Return a tie's value as a number; NaN where it is absent."""
    if value is None or value == "":
        return math.nan
    try:
        return float(str(value))
    except ValueError as error:
        raise fault(file, "the value of a tie is not a number", "Write a number", column=column, value=value) from error


def json_bytes(value: object) -> bytes:
    """Return a JSON file, indented, in UTF-8."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")


def json_value(value: Cell) -> Cell | int:
    """Return a cell as JSON writes it: whole numbers without a point."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
