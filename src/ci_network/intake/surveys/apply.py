"""An export and its mapping to rows of a study's tables, with the fate of every cell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from ci_network.errors import Problem
from ci_network.intake.fates import BLANK, DROPPED, IGNORED, FateGrid, check_totals
from ci_network.intake.raw import RawTable
from ci_network.intake.surveys.activities import read_things
from ci_network.intake.surveys.ego import Said, read_attributes
from ci_network.intake.surveys.export import Export, SurveyColumn
from ci_network.intake.surveys.mapping import RatingBlock, Selector, SurveyMapping, ThingBlock, TieBlock
from ci_network.intake.surveys.merge import answered, merged
from ci_network.intake.surveys.merge_ratings import merged_ratings
from ci_network.intake.surveys.privacy import is_personal
from ci_network.intake.surveys.ratings import read_ratings
from ci_network.intake.surveys.reading import Reading, Setting, View
from ci_network.intake.surveys.rows import Responses, read_rows
from ci_network.intake.surveys.settings import near
from ci_network.intake.surveys.shapes.graph import read_nodes, with_graph_defaults
from ci_network.intake.surveys.shapes.lists import hang_on_parent, read_generator, read_list, read_picks
from ci_network.intake.surveys.shapes.matrix import read_matrix
from ci_network.intake.surveys.tables import Made, Origin, add_ratings, make_tables

_READERS: Final[Mapping[str, Callable[[Reading, TieBlock], None]]] = {
    "roster_matrix": read_matrix,
    "checkbox_columns": read_matrix,
    "adjacency_matrix": read_matrix,
    "multiselect_cell": read_picks,
    "name_generator_columns": read_generator,
    "long_edge_list": read_list,
    "repeat_group": read_list,
    "node_edge_tables": read_list,
    "graph_file": read_list,
}


@dataclass(frozen=True)
class Applied:
    """What an export says under a mapping.

    Attributes
    ----------
    tables, origins
        Rows as text for the study's tables, and along them where in the export each stood.
    problems
        Every fault, of the mapping and of the cells; where there is one, the tables are not to be used.
    ledger
        The fate of every row and cell; empty where there are problems.
    grids
        By sheet, the fate of each cell (``FateGrid.cells`` lists them all).
    """

    tables: Mapping[str, RawTable]
    origins: Mapping[str, list[Origin]]
    problems: tuple[Problem, ...]
    ledger: pd.DataFrame
    grids: Mapping[str, FateGrid]


def apply_mapping(export: Export, mapping: SurveyMapping, setting: Setting) -> Applied:
    """Return what an export says under a mapping: rows of a study's tables, and the fate of every cell.

    Parameters
    ----------
    export
        The export as read: text, column by column.
    mapping
        What its columns and answers mean.
    setting
        What the study knows: members, scales, activities.

    Returns
    -------
    Applied
        The tables and the ledger, or every fault at once.

    Raises
    ------
    LedgerError
        When a cell has no fate, or more than one: a fault of ours, never of the export.
    """
    reading = Reading(export, with_graph_defaults(mapping), setting)
    responses, said = _read(reading)
    _leave_out(reading)
    made = Made()
    if not reading.problems:
        whose = answered(reading, responses)
        ratings = merged_ratings(reading, responses, whose)
        made = make_tables(reading, whose, merged(reading, responses, whose), said)
        add_ratings(reading, whose, ratings, made)
    grids = {name: view.grid for name, view in reading.views.items()}
    problems = tuple(reading.all_problems())
    ledger = pd.DataFrame() if problems else _ledger(reading)
    return Applied(made.tables, made.origins, problems, ledger, grids)


def _read(reading: Reading) -> tuple[Responses, list[Said]]:
    responses = read_rows(reading)
    reading.wanting = np.zeros(len(responses), dtype=bool)
    reading.said = np.zeros(len(responses), dtype=bool)
    said = [*read_attributes(reading), *read_nodes(reading)]
    mapping = reading.mapping
    blocks: tuple[TieBlock | ThingBlock | RatingBlock, ...] = (
        *mapping.ties, *mapping.activities, *mapping.assessments
    )  # fmt: skip
    for block in blocks:
        if block.sheet in reading.views:
            hang_on_parent(reading, reading.views[block.sheet])
    for tie in mapping.ties:
        _READERS[tie.shape](reading, tie)
    for thing in mapping.activities:
        read_things(reading, thing)
    for rating in mapping.assessments:
        read_ratings(reading, rating)
    for part in reading.reports:
        reading.said[reading.views[part.sheet].response[part.row]] = True
    return responses, said


def _leave_out(reading: Reading) -> None:
    """Give a fate to columns of which the mapping does not speak; one neither listed nor the tool's is told."""
    ignore = reading.mapping.ignore
    for name, view in reading.views.items():
        if name in ignore.sheets:
            for place in range(len(view.shown)):
                view.grid.mark(place, IGNORED, "the sheet is listed to be ignored")
            continue
        ignored = {one.column.place for one in view.headers.select(Selector(ignore.columns)) if ignore.columns}
        for written in ignore.columns:
            column, _ = view.headers.find(written)
            if column is not None:
                ignored.add(column.place)
        for column in view.sheet.columns:
            _leave_column(reading, view, column, listed=column.place in ignored)
    _tell_unmet(reading)


def _leave_column(reading: Reading, view: View, column: SurveyColumn, *, listed: bool) -> None:
    place = column.place
    if place in view.claimed:
        return
    empty = not any(text.strip() for text in view.peek(place))
    if is_personal(column, reading.mapping.privacy):
        view.grid.mark(place, DROPPED, "left out for privacy")
    elif listed:
        view.grid.mark(place, IGNORED, "listed to be ignored")
    elif column.meta:
        view.grid.mark(place, IGNORED, "recorded by the tool")
    elif empty:
        view.grid.mark(place, BLANK)
    else:
        mend = near(column.name, []) or "Map it, or list it under ignore (privacy.drop where it is personal)"
        reading.problems.append(
            Problem(view.sheet.file, None, view.shown[place], "", "the mapping does not speak of this column", mend)
        )


def _tell_unmet(reading: Reading) -> None:
    """Tell words of ``ignore`` and ``privacy`` that no column answers to: a slip there hides nothing, but misleads."""
    headers = [view.headers for view in reading.views.values()]
    names = [column.name for one in headers for column in one.sheet.columns]
    for key, words in (("ignore", reading.mapping.ignore.columns), ("privacy.drop", reading.mapping.privacy.drop)):
        for written in words:
            if not any(one.select(Selector((written,))) or one.find(written)[0] for one in headers):
                mend = near(written, names) or "Take it out of the list"
                reading.declared_fault(key, written, "the export has no such column", mend)
    for name in reading.mapping.ignore.sheets:
        if name not in reading.views:
            reading.declared_fault("ignore.sheets", name, "the export has no such sheet", near(name, reading.views))


def _ledger(reading: Reading) -> pd.DataFrame:
    ledgers = []
    for view in reading.views.values():
        lines = view.grid.lines()
        rows, columns = len(view.numbers), len(view.shown)
        check_totals(lines, rows=rows, cells=rows * columns, source=view.sheet.file)
        ledgers.append(lines)
    return pd.concat(ledgers, ignore_index=True)
