"""Columns of forms made as XLSForms: paths of groups, options of a choice, repeats laid side by side."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from ci_network.intake.surveys.export import SurveyColumn
from ci_network.intake.surveys.grid import Grid
from ci_network.intake.surveys.header import plain
from ci_network.intake.surveys.source import Codebook, column_cells

_TICKS: Final = frozenset({"0", "1", "true", "false", ""})
_XML_NAME: Final = re.compile(r"[\w.:\-/\[\]]+")
_NUMBERED: Final = re.compile(r"(?P<path>[^\[\]]+)\[(?P<number>\d+)\](?P<rest>[/.-].+)?")
_POSITION: Final = re.compile(r"_?.+[_-](?P<what>latitude|longitude)", re.IGNORECASE)
# Questions of one group are a matrix where all their answers are from one list no longer than this.
_LONGEST_SCALE: Final = 10

Cells = Sequence[tuple[str, ...]]


def odk_columns(
    grid: Grid, words: Mapping[str, str], book: Codebook, *, separator: str
) -> tuple[list[SurveyColumn], list[str]]:
    """Return the columns of a sheet, and notes.

    ``words`` gives by lower-case header what the tool records there; ``separator`` stands between groups.
    """
    names, cells = [name.strip() for name in grid.cells(0)], column_cells(grid, 1)
    options = _options(names, cells, book)
    columns = []
    for place, name in enumerate(grid.cells(0)):
        whole = _whole(place, name, book, separator)
        meta = words.get(names[place].casefold(), "")
        if meta:
            columns.append(replace(whole, meta=meta, block=""))
        elif place in options:
            columns.append(_option(whole, *options[place], book, separator))
        else:
            columns.append(_repeated(_positioned(whole)))
    return _matrices(columns, cells, book, separator), _notes(names, options)


def _whole(place: int, name: str, book: Codebook, separator: str) -> SurveyColumn:
    last = name.strip().rpartition(separator)[2]
    key = last if _XML_NAME.fullmatch(name.strip()) else ""
    label = book.labels.get(last) or plain(name)
    return SurveyColumn(place, name, label=label, block=label, key=key)


def _options(names: Sequence[str], cells: Cells, book: Codebook) -> dict[int, tuple[str, str]]:
    """Return, by place, the question and option of each column that is one option of a choice of several.

    Such columns stand below the question's own column, or the form knows the question; without either, columns that
    share a path and hold nothing but ticks are options.
    """
    known, found = set(names), dict[int, tuple[str, str]]()
    alone: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, name in enumerate(names):
        cuts = [cut.start() for cut in re.finditer(r"[/.]", name)][::-1]
        ticks = {cell.strip().casefold() for cell in cells[place]} <= _TICKS
        cut = next((cut for cut in cuts if (name[:cut] in known and ticks) or _knows(name[:cut], book)), None)
        if cut is not None:
            found[place] = (name[:cut], name[cut + 1 :])
        elif ticks and any(cells[place]) and "/" in name:
            alone[name.rpartition("/")[0]].append((place, name.rpartition("/")[2]))
    for question, options in alone.items():
        if len(options) > 1:
            found |= {place: (question, option) for place, option in options}
    return found


def _knows(path: str, book: Codebook) -> bool:
    return bool(path) and re.split(r"[/-]", path)[-1] in book.choices


def _option(column: SurveyColumn, question: str, option: str, book: Codebook, separator: str) -> SurveyColumn:
    last = question.rpartition(separator)[2]
    block = book.labels.get(last) or plain(question)
    item = book.choices.get(last, {}).get(option) or plain(option)
    return replace(column, label=f"{block} - {item}", block=block, item=item, key=last, choice=option)


def _positioned(column: SurveyColumn) -> SurveyColumn:
    found = _POSITION.fullmatch(column.name.strip())
    return replace(column, meta=found["what"].casefold(), block="") if found else column


def _repeated(column: SurveyColumn) -> SurveyColumn:
    """Return a column of a repeat laid side by side, ``partners[2]/name``, as the second of its question."""
    found = _NUMBERED.fullmatch(column.name.strip())
    if not found or column.meta:
        return column
    return replace(column, block=found["path"] + (found["rest"] or ""), item=found["number"], choice=found["number"])


def _matrices(columns: Sequence[SurveyColumn], cells: Cells, book: Codebook, separator: str) -> list[SurveyColumn]:
    """Return columns with the questions of a group as one block, where they are asked alike."""
    if book.labels:
        return [
            replace(column, block=book.matrices[column.key], item=column.label)
            if column.key in book.matrices and not column.item and not column.meta
            else column
            for column in columns
        ]
    groups: defaultdict[str, list[SurveyColumn]] = defaultdict(list)
    for column in columns:
        group = column.name.strip().rpartition(separator)[0]
        if group and not column.item and not column.meta:
            groups[group].append(column)
    out = list(columns)
    for group, members in groups.items():
        answers = [cell for column in members for cell in cells[column.place] if cell]
        if len(members) > 1 and len(set(answers)) < min(len(answers), _LONGEST_SCALE + 1):
            for column in members:
                out[column.place] = replace(column, block=plain(group), item=plain(column.name[len(group) + 1 :]))
    return out


def _notes(names: Sequence[str], options: Mapping[int, tuple[str, str]]) -> list[str]:
    spaced = sorted({question for question, option in options.values() if " " in option and question in names})
    return [
        f"the answers of '{question}' are joined by spaces and hold spaces; use its columns of single options."
        for question in spaced
    ]
