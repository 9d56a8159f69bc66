"""SPSS files (.sav): labels of variables and values; needs the extra ``ci-network[spss]``."""

import math
import tempfile
from collections.abc import Mapping, Sequence
from typing import Any, Final

from ci_network.errors import InputError, Problem, StudyError
from ci_network.intake.surveys.export import Export, Sheet, SurveyColumn
from ci_network.intake.surveys.grid import stem
from ci_network.intake.surveys.header import plain
from ci_network.intake.surveys.qualtrics_parts import Tagged, parts_of
from ci_network.intake.surveys.workbook import cell_text

TOOL = "spss"
_MARKS: Final = (b"$FL2", b"$FL3")
_META: Final = {
    "responseid": "response_id",
    "startdate": "started",
    "enddate": "ended",
    "recordeddate": "recorded",
    "status": "status",
    "finished": "finished",
    "progress": "progress",
    "distributionchannel": "channel",
    "ipaddress": "ip",
    "locationlatitude": "latitude",
    "locationlongitude": "longitude",
    "recipientemail": "email",
    "recipientfirstname": "name",
    "recipientlastname": "name",
    "userlanguage": "language",
    "submitdate": "ended",
    "startlanguage": "language",
    "ipaddr": "ip",
}


def is_spss(data: bytes) -> bool:
    """Return whether the bytes are an SPSS file."""
    return data[:4] in _MARKS


def read_spss(data: bytes, file: str, *, encoding: str = "") -> Export:
    """Return an SPSS file as an export: codes as they are, their labels as choices; user-missing codes stay.

    The reading library works on a file, so the bytes go through a temporary one that is gone when this returns.

    Raises
    ------
    InputError
        When the library is not installed.
    StudyError
        When the file is damaged or in another encoding than it says.
    """
    try:
        import pyreadstat
    except ImportError as error:
        raise InputError(
            f"{file}: reading SPSS files needs pyreadstat. Install it with: pip install 'ci-network[spss]';"
            " or export the survey as CSV."
        ) from error
    with tempfile.TemporaryDirectory() as folder:
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".sav", delete=False) as copy:
            copy.write(data)
        try:
            values, about = pyreadstat.read_sav(
                copy.name, output_format="dict", user_missing=True, encoding=encoding or None
            )
        except (pyreadstat.ReadstatError, UnicodeError, ValueError) as error:
            what = f"it cannot be read as an SPSS file ({error})"
            mend = 'Export it again, or declare its encoding, such as encoding = "cp1252"'
            raise StudyError([Problem(file, None, "", "", what, mend)]) from error
    return _export(values, about, file)


def _export(values: Mapping[str, Sequence[Any]], about: Any, file: str) -> Export:
    names = list(about.column_names)
    labels = [plain(about.column_names_to_labels.get(name) or "") or name for name in names]
    metas = [_META.get(name.casefold(), "") for name in names]
    tagged = [Tagged(place, name, "", "", labels[place]) for place, name in enumerate(names) if not metas[place]]
    parts = parts_of(tagged)
    columns = tuple(
        SurveyColumn(
            place,
            name,
            label=labels[place],
            block=parts[place].block if place in parts else "",
            item=parts[place].item if place in parts else "",
            key=name,
            meta=metas[place],
        )
        for place, name in enumerate(names)
    )
    texts = [tuple(map(_text, values[name])) for name in names]
    rows = tuple(enumerate(zip(*texts, strict=True), start=1))
    choices = {
        name: {_text(code): plain(str(label)) for code, label in codes.items()}
        for name, codes in about.variable_value_labels.items()
    }
    notes = [f"{file}: read as an SPSS file in {about.file_encoding}; rows are numbered as cases, from 1."]
    if about.missing_ranges:
        shown = ", ".join(list(about.missing_ranges)[:5])
        notes.append(f"{file}: codes that the file marks as missing stay as they are ({shown}); list them as missing.")
    return Export(TOOL, (Sheet(stem(file), file, columns, rows),), choices, tuple(notes))


def _text(value: object) -> str:
    return "" if isinstance(value, float) and math.isnan(value) else cell_text(value)
