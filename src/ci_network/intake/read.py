"""The only reader of disk. Everything is read as text first; types come later, from what the study declares."""

import csv
import hashlib
import io
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ci_network.errors import InputError, Problem, StudyError

STUDY_FILE = "study.toml"
SMALLEST_STUDY = (
    '[study]\ntitle = "Our coalition"\npurpose = "What this analysis is for"\nbackbone = ["id-of-the-backbone"]'
)


@dataclass(frozen=True)
class RawTable:
    """One table as text: the header and, for each row that is not blank, its number in the file and its cells."""

    name: str
    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class RawStudy:
    """A study folder as text: what ``study.toml`` says, the tables, and a fingerprint of each file read."""

    settings: Mapping[str, Any]
    tables: Mapping[str, RawTable]
    fingerprints: Mapping[str, str] = field(default_factory=dict)


def read_raw_study(path: str | Path) -> RawStudy:
    """Read a study folder, or one workbook with ``study.toml`` beside it, as text.

    Raises
    ------
    InputError
        When the path is missing or is not a study.
    StudyError
        When ``study.toml`` cannot be read.
    """
    place = Path(path)
    if not place.exists():
        raise InputError(f"{place}: there is no such folder or file. Check the path.")
    folder = place if place.is_dir() else place.parent
    books = [place] if place.is_file() else sorted(folder.glob("*.xlsx"))
    sheets = [] if place.is_file() else sorted(folder.glob("*.csv"))
    settings_file = folder / STUDY_FILE
    if not settings_file.exists():
        raise InputError(
            f"{folder}: there is no {STUDY_FILE}. A study is a folder with {STUDY_FILE} and its tables;"
            f" the smallest one reads:\n{SMALLEST_STUDY}"
        )
    if sheets and books:
        raise InputError(
            f"{folder}: it holds both CSV tables and a workbook ({books[0].name}), so it is not clear which counts."
            " Keep one of them there."
        )
    settings = _read_settings(settings_file)
    ignored = set(settings.get("study", {}).get("ignore", ()))
    files = [file for file in (*sheets, *books) if file.name not in ignored]
    tables = [table for file in files for table in (_read_csv(file) if file.suffix == ".csv" else _read_workbook(file))]
    fingerprints = {file.name: _fingerprint(file) for file in (settings_file, *files)}
    return RawStudy(settings, {table.name: table for table in tables}, fingerprints)


def _fingerprint(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _read_settings(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problem = Problem(file.name, None, "", "", f"it cannot be read as TOML: {error}", "Mend that place in the file")
        raise StudyError([problem]) from error


def _read_csv(file: Path) -> list[RawTable]:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        problem = Problem(
            file.name,
            line,
            "",
            "",
            "a character is not UTF-8",
            "Save the file as 'CSV UTF-8' from the spreadsheet program",
        )
        return [RawTable(file.stem, file.name, (), (), (problem,))]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        start = 1
        for cells in reader:
            rows.append((start, cells))
            start = reader.line_num + 1
    except csv.Error as error:
        problem = Problem(
            file.name, reader.line_num, "", "", f"the row cannot be read as CSV: {error}", "Check the quotes in it"
        )
        return [RawTable(file.stem, file.name, (), (), (problem,))]
    return [_raw_table(file.stem, file.name, rows)]


def _read_workbook(file: Path) -> list[RawTable]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(file))
    except CalamineError as error:
        raise InputError(
            f"{file.name}: it cannot be opened as a workbook ({error}). Save it again as .xlsx."
        ) from error
    tables = []
    for sheet in book.sheet_names:
        values = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        rows = [(number, [_cell_text(value) for value in row]) for number, row in enumerate(values, start=1)]
        tables.append(_raw_table(sheet, f"{file.name} sheet {sheet}", rows))
    return tables


def _cell_text(value: object) -> str:
    """Return a workbook's cell as the text a person sees: whole numbers without a point, dates as ISO dates."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    return text.removesuffix(" 00:00:00")


def _raw_table(name: str, file: str, rows: list[tuple[int, list[str]]]) -> RawTable:
    filled = [
        (number, tuple(cell.strip() for cell in cells)) for number, cells in rows if any(c.strip() for c in cells)
    ]
    if not filled:
        problem = Problem(file, None, "", "", "the table is empty", "Give it a header row, or remove it")
        return RawTable(name, file, (), (), (problem,))
    header = _trimmed(filled[0][1])
    problems = _header_problems(file, header)
    body = []
    for number, cells in filled[1:]:
        if any(cells[len(header) :]):
            problems.append(
                Problem(
                    file,
                    number,
                    "",
                    next(cell for cell in cells[len(header) :] if cell),
                    f"the row has more cells than the header's {len(header)}",
                    "Quote cells that hold a comma, or name the column in the header",
                )
            )
        padded = cells[: len(header)] + ("",) * (len(header) - len(cells))
        body.append((number, padded))
    return RawTable(name, file, header, tuple(body), tuple(problems))


def _trimmed(header: tuple[str, ...]) -> tuple[str, ...]:
    """Return the header without the empty columns that a spreadsheet leaves at its right edge."""
    last = max((place for place, name in enumerate(header, start=1) if name), default=0)
    return header[:last]


def _header_problems(file: str, header: tuple[str, ...]) -> list[Problem]:
    problems = []
    for place, name in enumerate(header):
        if not name:
            problems.append(
                Problem(file, 1, f"number {place + 1}", "", "the column has no name", "Name it, or remove the column")
            )
        elif name in header[:place]:
            problems.append(
                Problem(file, 1, name, name, "two columns have the same name", "Rename or remove one of them")
            )
    return problems
