"""Which tool wrote an export, and the export read by that tool's reader."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from ci_network.errors import InputError, UnknownNameError
from ci_network.intake.surveys import (
    google_forms,
    kobo,
    limesurvey,
    microsoft_forms,
    network_canvas,
    odk,
    qualtrics,
    redcap,
    sheet,
    spss,
    surveymonkey,
)
from ci_network.intake.surveys.export import Export
from ci_network.intake.surveys.files import Sorted, looked_at, read_tables, sort_files
from ci_network.intake.surveys.grid import Grid
from ci_network.intake.surveys.source import Guess, Material, Reader, Source

_READERS: Final = (
    qualtrics,
    surveymonkey,
    google_forms,
    microsoft_forms,
    kobo,
    odk,
    redcap,
    limesurvey,
    network_canvas,
    sheet,
)
READERS: Final[Mapping[str, Reader]] = {module.TOOL: Reader(module.recognise, module.read) for module in _READERS}
TOOLS: Final = (*READERS, spss.TOOL)
_ONE_HEADER: Final = (kobo.TOOL, odk.TOOL, redcap.TOOL, limesurvey.TOOL, network_canvas.TOOL)
# Below this a table is read as a table; two tools closer than the margin are for a person to tell apart.
_SURE, _MARGIN = 0.5, 0.1


def recognise(files: Mapping[str, bytes]) -> list[Guess]:
    """Return the tools that may have written an export, the likeliest first, each with what speaks for it.

    A file in an undeclared encoding is recognised too: the words that tell a tool apart are ASCII.

    >>> recognise({"answers.csv": b"Timestamp,Org,How often? [Food Bank],How often? [Hub]"})[0].tool
    'google_forms'
    """
    found = sort_files(files)
    if found.spss:
        return [Guess(spss.TOOL, 1.0, ("the file is an SPSS file",))]
    return _guesses(looked_at(found.tables))


def read_export(files: Mapping[str, bytes], *, source: Source | None = None) -> Export:
    """Return a survey export with every cell as text and every column with all that its tool says of it.

    Parameters
    ----------
    files
        The export's files by name, companions among them.
    source
        What is declared of them; all else is read off the files, and the notes say what was decided.

    Returns
    -------
    The export, its main sheet first.

    Raises
    ------
    InputError
        When the files hold no table, or two tools are equally likely.
    StudyError
        When a file cannot be read as it is declared; each problem with its file and row.

    Examples
    --------
    >>> export = read_export({"answers.csv": b"Organisation,How often?\\nFood Bank,weekly\\n"})
    >>> export.main.rows
    ((2, ('Food Bank', 'weekly')),)
    """
    declared = source or Source()
    if declared.tool and declared.tool not in TOOLS:
        raise UnknownNameError("survey tool", declared.tool, TOOLS)
    missing = [name for name in declared.companions if name not in files]
    if missing:
        raise InputError(f"The companion '{missing[0]}' is not among the files: {', '.join(files)}.")
    found = sort_files(files)
    if found.spss and declared.tool in ("", spss.TOOL):
        return _read_spss(found, declared)
    tables = read_tables(found.tables, declared)
    tool, reasons = _chosen(tables.grids, declared)
    if tool in _ONE_HEADER and len(declared.header_rows) > 1:
        raise InputError(f"An export of {tool} has one header row; {len(declared.header_rows)} are declared.")
    material = Material((*tables.grids, *tables.companions), declared, tables.book)
    export = READERS[tool].read(material)
    return replace(export, notes=(reasons, *found.notes, *tables.notes, *export.notes))


def _guesses(grids: Sequence[Grid]) -> list[Guess]:
    found = ((tool, *reader.recognise(grids)) for tool, reader in READERS.items())
    guesses = [Guess(tool, round(sure, 2), tuple(reasons)) for tool, sure, reasons in found if sure > 0]
    return sorted(guesses, key=lambda guess: -guess.confidence)


def _chosen(grids: Sequence[Grid], source: Source) -> tuple[str, str]:
    """Return the tool whose reader is used, and a note that says why."""
    if source.tool and source.tool != spss.TOOL:
        return source.tool, f"Read as {source.tool}, as declared."
    if source.tool:
        raise InputError(f"The export is declared as {spss.TOOL}, but no file is an SPSS file.")
    best, *rest = _guesses(grids)
    if best.confidence < _SURE:
        return sheet.TOOL, "No survey tool is recognised; read as a plain table."
    if rest and best.confidence - rest[0].confidence < _MARGIN:
        raise InputError(
            f"The export may be of {best.tool} ({'; '.join(best.reasons)}) or of {rest[0].tool}"
            f' ({"; ".join(rest[0].reasons)}). Declare which: tool = "{best.tool}".'
        )
    return best.tool, f"Read as {best.tool}: {'; '.join(best.reasons)}."


def _read_spss(files: Sorted, source: Source) -> Export:
    main = {name: data for name, data in files.spss.items() if name not in source.companions}
    if len(main) != 1:
        raise InputError(f"An export is one SPSS file; {len(main)} were given: {', '.join(main)}.")
    name, data = next(iter(main.items()))
    export = spss.read_spss(data, name, encoding=source.encoding)
    passed = tuple(f"{table}: passed over; the SPSS file holds the answers." for table in files.tables)
    return replace(export, notes=(*files.notes, *passed, *export.notes))
