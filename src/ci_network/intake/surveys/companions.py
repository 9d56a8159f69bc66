"""Companion files: the XLSForm of a form, the data dictionary of a REDCap project, a plain codebook."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from ci_network.intake.surveys.grid import Grid
from ci_network.intake.surveys.header import plain
from ci_network.intake.surveys.source import Codebook
from ci_network.intake.surveys.xlsform import is_xlsform, read_xlsform

# A data dictionary's columns, as downloaded from REDCap's pages and from its interface for programs.
_FIELD: Final = ("variable / field name", "field_name")
_FORM: Final = ("form name", "form_name")
_KIND: Final = ("field type", "field_type")
_TEXT: Final = ("field label", "field_label")
_CHOICES: Final = ("choices, calculations, or slider labels", "select_choices_or_calculations")
_MATRIX: Final = ("matrix group name", "matrix_group_name")
_SECTION: Final = ("section header", "section_header")
_YES_NO: Final = {"yesno": {"1": "Yes", "0": "No"}, "truefalse": {"1": "True", "0": "False"}}
_QUESTION: Final = ("question", "variable", "field", "key")
_CODE: Final = ("code", "value")
_LABEL: Final = ("label", "text", "meaning")


def is_dictionary(grid: Grid) -> bool:
    """Return whether a table is a REDCap data dictionary."""
    names = {name.casefold() for name in grid.header}
    return all(names & set(words) for words in (_FIELD, _KIND, _TEXT))


def read_companions(books: Sequence[Sequence[Grid]]) -> tuple[Codebook, list[Grid], list[str]]:
    """Return what companion files say of questions, the tables that say nothing of them, and notes.

    ``books`` holds the tables of each file; a table that is no form, dictionary or codebook (a contact list) is
    handed back to be a sheet of its own.
    """
    said, rest, notes = Codebook(), list[Grid](), list[str]()
    for grids in books:
        if is_xlsform(grids):
            said = _merged(said, read_xlsform(grids))
            notes.append(f"{_file(grids[0])}: read as the XLSForm; it gives texts and code lists.")
            continue
        for grid in grids:
            kind, book = _book(grid)
            if book is None:
                rest.append(grid)
                continue
            said = _merged(said, book)
            notes.append(f"{grid.file}: read as the {kind}; it gives code lists.")
    return said, rest, notes


def _book(grid: Grid) -> tuple[str, Codebook | None]:
    if is_dictionary(grid):
        return "data dictionary", read_dictionary(grid)
    names = [name.casefold() for name in grid.header]
    places = [
        next((names.index(word) for word in words if word in names), None) for words in (_QUESTION, _CODE, _LABEL)
    ]
    question, code, label = places
    if question is None or code is None or label is None:
        return "", None
    choices: dict[str, dict[str, str]] = {}
    for _, cells in grid.rows[1:]:
        said = cells + ("",) * (len(names) - len(cells))
        choices.setdefault(said[question].strip(), {})[said[code].strip()] = plain(said[label])
    return "codebook", Codebook(choices)


def read_dictionary(grid: Grid) -> Codebook:
    """Return what a REDCap data dictionary says: choices, labels, forms, and matrices under their section headers."""
    names = [name.casefold() for name in grid.header]
    choices: dict[str, Mapping[str, str]] = {}
    labels: dict[str, str] = {}
    forms: dict[str, str] = {}
    matrices: dict[str, str] = {}
    titles: dict[str, str] = {}
    for _, cells in grid.rows[1:]:
        row = dict(zip(names, (cell.strip() for cell in cells), strict=False))
        field, kind = _of(row, _FIELD), _of(row, _KIND)
        labels[field] = plain(_of(row, _TEXT))
        forms[field] = _of(row, _FORM)
        given = _YES_NO.get(kind) or (_listed(_of(row, _CHOICES)) if kind in ("radio", "dropdown", "checkbox") else {})
        choices |= {field: given} if given else {}
        group = _of(row, _MATRIX)
        if group:
            # The matrix's question stands above its first row, as a section header.
            matrices[field] = titles.setdefault(group, plain(_of(row, _SECTION)) or group)
    return Codebook(choices, labels, forms, matrices)


def _listed(written: str) -> dict[str, str]:
    """Return "1, one | 2, two" as codes and labels."""
    pairs = (part.partition(",") for part in re.split(r"\s*\|\s*", written) if part.strip())
    return {code.strip(): plain(label) for code, _, label in pairs}


def _of(row: Mapping[str, str], words: Sequence[str]) -> str:
    return next((row[word] for word in words if word in row), "")


def _merged(one: Codebook, other: Codebook) -> Codebook:
    return replace(
        one,
        choices={**one.choices, **other.choices},
        labels={**one.labels, **other.labels},
        forms={**one.forms, **other.forms},
        matrices={**one.matrices, **other.matrices},
    )


def _file(grid: Grid) -> str:
    return grid.file.partition(" sheet ")[0]
