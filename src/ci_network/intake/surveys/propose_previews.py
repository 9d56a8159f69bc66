"""Which rows of an export are no answers: previews, tests and spam, by the tool's own record."""

import re
from typing import Final

from ci_network.intake.surveys.export import Sheet, SurveyColumn
from ci_network.intake.surveys.values import plain_answer

_REAL: Final = {
    "status": {"0", "16", "ip address", "", "completed", "complete", "approved", "offline",
               "validation_status_approved"},
    "channel": {"anonymous", "email", "link", "sms", "qr", "mobile", "social", "gl", "offline", ""},
}  # fmt: skip
_UNREAL: Final = re.compile(r"preview|test|spam|survey preview|^[128]$|deleted|not approved", re.I)


def is_unreal(column: SurveyColumn, text: str) -> bool:
    """Return whether the tool's record of a row says that it is a preview, a test or spam."""
    real = _REAL.get(column.meta)
    return real is not None and plain_answer(text) not in real and bool(_UNREAL.search(text))


def real_rows(sheet: Sheet) -> list[bool]:
    """Return which rows are answers and no previews or tests; all of them where none would be left."""
    records = [column for column in sheet.columns if column.meta in _REAL]
    real = [
        not any(column.place < len(cells) and is_unreal(column, cells[column.place]) for column in records)
        for _, cells in sheet.rows
    ]
    return real if any(real) else [True] * len(real)
