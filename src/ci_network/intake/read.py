"""The only reader of disk. Everything is read as text first; types come later, from what the study declares."""

import csv
import hashlib
import io
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ci_network.errors import InputError, Problem, StudyError
from ci_network.intake.raw import RawTable, cell_text, raw_table

STUDY_FILE = "study.toml"
MOST_UNPACKED = 500_000_000
SMALLEST_STUDY = (
    '[study]\ntitle = "Our coalition"\npurpose = "What this analysis is for"\nbackbone = ["id-of-the-backbone"]'
)


@dataclass(frozen=True)
class RawStudy:
    """A study folder as text: what ``study.toml`` says, the tables, and a fingerprint of each file read.

    ``exports`` holds, for each survey export that ``study.toml`` names, its files as they are.
    """

    settings: Mapping[str, Any]
    tables: Mapping[str, RawTable]
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    exports: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)


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
    if place.name == STUDY_FILE:
        place = place.parent
    folder = place if place.is_dir() else place.parent
    books = [place] if place.is_file() else sorted(folder.glob("*.xlsx"))
    sheets = [] if place.is_file() else sorted(folder.glob("*.csv"))
    settings_file = folder / STUDY_FILE
    if place.is_file() and place.suffix.casefold() != ".xlsx":
        raise InputError(
            f"{place.name}: it is not a study. A survey export needs a mapping: give --mapping study.toml."
        )
    if not settings_file.exists():
        raise InputError(
            f"{folder}: there is no {STUDY_FILE}. A study is a folder with {STUDY_FILE} and its tables;"
            f" the smallest one reads:\n{SMALLEST_STUDY}"
        )
    settings = _read_settings(settings_file)
    exports = _read_exports(folder, settings)
    taken = {*settings.get("study", {}).get("ignore", ()), *(name for files in exports.values() for name in files)}
    taken |= {Path(name).name for name in exports}
    sheets, books = ([file for file in kind if file.name not in taken] for kind in (sheets, books))
    if sheets and books:
        raise InputError(
            f"{folder}: it holds both CSV tables and a workbook ({books[0].name}), so it is not clear which counts."
            " Keep one of them there."
        )
    return _raw_study(settings, settings_file, (*sheets, *books), exports)


def read_raw_export(export: str | Path, mapping: str | Path, *, tables: Iterable[str]) -> RawStudy:
    """Read a survey export by the mapping in a ``study.toml`` that may lie elsewhere.

    Of the files beside the mapping only the study's own tables (``tables``, as CSV) are read.

    Raises
    ------
    InputError
        When a path is missing, or the mapping describes more than this one export.
    StudyError
        When ``study.toml`` cannot be read.
    """
    settings_file = Path(mapping)
    if not settings_file.is_file():
        raise InputError(
            f"{settings_file}: there is no such file. Give the study.toml that holds the [[survey]] section."
        )
    settings = _read_settings(settings_file)
    surveys = settings.get("survey", [])
    if not isinstance(surveys, list) or len(surveys) != 1:
        raise InputError(f"{settings_file.name}: it must have one [[survey]] section, which says how to read {export}.")
    source = surveys[0].get("source", "") if isinstance(surveys[0], dict) else ""
    named = (source.get("file", "") if isinstance(source, dict) else source) if isinstance(source, str | dict) else ""
    files = read_bytes(export)
    for companion in source.get("companions", ()) if isinstance(source, dict) else ():
        files |= read_bytes(settings_file.parent / companion)
    own = [settings_file.parent / f"{name}.csv" for name in tables]
    beside = [file for file in own if file.exists() and file.resolve() != Path(export).resolve()]
    return _raw_study(settings, settings_file, beside, {named: files})


def read_bytes(path: str | Path) -> dict[str, bytes]:
    """Return files as they are: a file by its name, a folder's files, or what a zip archive holds.

    Raises
    ------
    InputError
        When there is no such file, or an archive holds names that lead out of it or more than 500 MB.
    """
    place = Path(path)
    if not place.exists():
        raise InputError(f"{place}: there is no such file or folder. Check the path.")
    if place.is_dir():
        return {file.name: file.read_bytes() for file in sorted(place.iterdir()) if _is_plain(file)}
    if place.suffix.lower() != ".zip":
        return {place.name: place.read_bytes()}
    try:
        with zipfile.ZipFile(place) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check_archive(place.name, members)
            return {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise InputError(f"{place.name}: it cannot be opened as a zip archive ({error}). Export it again.") from error


def _is_plain(file: Path) -> bool:
    return file.is_file() and not file.name.startswith((".", "~$"))


def _check_archive(name: str, members: list[zipfile.ZipInfo]) -> None:
    for member in members:
        parts = member.filename.replace("\\", "/").split("/")
        if member.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
            raise InputError(f"{name}: it holds a file outside itself ({member.filename}). Do not open this archive.")
    size = sum(member.file_size for member in members)
    if size > MOST_UNPACKED:
        raise InputError(f"{name}: unpacked it is {size / 1e6:.0f} MB; at most {MOST_UNPACKED / 1e6:.0f} MB are read.")


def _read_exports(folder: Path, settings: Mapping[str, Any]) -> dict[str, dict[str, bytes]]:
    """Return the files of every export that ``[[survey]]`` sections name; those that are missing are left empty."""
    exports: dict[str, dict[str, bytes]] = {}
    surveys = settings.get("survey", [])
    for survey in surveys if isinstance(surveys, list) else [surveys]:
        source = survey.get("source", "") if isinstance(survey, dict) else ""
        told = source if isinstance(source, dict) else {"file": source}
        named = told.get("file", "")
        if not isinstance(named, str) or not named:
            continue
        files: dict[str, bytes] = {}
        companions = told.get("companions", ())
        for part in (named, *(companions if isinstance(companions, list) else ())):
            found = sorted(folder.glob(str(part))) if "*" in str(part) else [folder / str(part)]
            for file in found:
                files |= read_bytes(file) if file.exists() else {}
        exports[named] = files
    return exports


def _raw_study(
    settings: dict[str, Any], settings_file: Path, files: Iterable[Path], exports: Mapping[str, Mapping[str, bytes]]
) -> RawStudy:
    every = list(files)
    tables = [table for file in every for table in (_read_csv(file) if file.suffix == ".csv" else _read_workbook(file))]
    prints = {file.name: _fingerprint(file.read_bytes()) for file in (settings_file, *every)}
    prints |= {name: _fingerprint(data) for found in exports.values() for name, data in found.items()}
    return RawStudy(settings, {table.name: table for table in tables}, prints, exports)


def _fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


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
    return [raw_table(file.stem, file.name, rows)]


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
        rows = [(number, [cell_text(value) for value in row]) for number, row in enumerate(values, start=1)]
        tables.append(raw_table(sheet, f"{file.name} sheet {sheet}", rows))
    return tables
