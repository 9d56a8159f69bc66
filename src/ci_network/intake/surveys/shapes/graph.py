"""Networks that another tool drew: node and edge tables, and graph files, as an export with two sheets."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from ci_network.formats.convert import read_graph
from ci_network.formats.tables import GraphTables, cell_text
from ci_network.intake.fates import BLANK, IGNORED, UNRESOLVED, USED
from ci_network.intake.surveys.detect import read_export
from ci_network.intake.surveys.ego import NODES, Said
from ci_network.intake.surveys.export import Export, Sheet, SurveyColumn
from ci_network.intake.surveys.mapping import SurveyMapping
from ci_network.intake.surveys.reading import Reading, View
from ci_network.intake.surveys.roster import OUTSIDE

GRAPH_SHAPES: Final = ("node_edge_tables", "graph_file")
TIES: Final = "ties"
# What a file's own numbering says is of no use to a person; the tool's word for it.
_OWN_NUMBER: Final = "index"


def read_any_export(files: Mapping[str, bytes], mapping: SurveyMapping) -> Export:
    """Return the export that files hold: a survey's, or a network that another tool drew.

    Raises
    ------
    InputError
        When the files cannot be read as what they are or are declared to be.
    """
    if not is_graph(mapping):
        return read_export(files, source=mapping.source)
    encoding, tool = mapping.source.encoding or None, mapping.source.tool or None
    return graph_export(read_graph(dict(files), source=tool, encoding=encoding), next(iter(files)))


def is_graph(mapping: SurveyMapping) -> bool:
    """Whether a mapping is of a network rather than of a survey."""
    return any(block.shape in GRAPH_SHAPES for block in mapping.ties)


def graph_export(tables: GraphTables, file: str) -> Export:
    """Return a network as an export: a sheet of ties, each end by its label, and a sheet of nodes."""
    labels = dict(zip(tables.nodes["id"], tables.nodes["label"], strict=True))
    ties = tables.ties.assign(
        source=tables.ties["source"].map(labels),
        target=tables.ties["target"].map(labels),
        source_id=tables.ties["source"],
        target_id=tables.ties["target"],
    )
    return Export(
        "graph",
        (_sheet(ties, TIES, f"{file} ({TIES})"), _sheet(tables.nodes, NODES, f"{file} ({NODES})")),
        {},
        tables.notes,
    )


def with_graph_defaults(mapping: SurveyMapping) -> SurveyMapping:
    """Return a mapping of a network with what every network has in common filled in."""
    if not is_graph(mapping):
        return mapping
    ties = tuple(
        replace(
            block,
            alter=block.alter or "target",
            value=block.value or "value",
            relation=block.relation or ("" if block.layer else "layer"),
        )
        for block in mapping.ties
    )
    ego = mapping.ego if mapping.ego.columns else replace(mapping.ego, columns=("source",))
    return replace(mapping, ties=ties, ego=ego, rows=replace(mapping.rows, unit="edge"))


def read_nodes(reading: Reading) -> list[Said]:
    """Meet every node, also those without a tie, and return what the file says of them."""
    view = reading.views.get(NODES)
    if view is None or not is_graph(reading.mapping):
        return []
    label = next(column for column in view.sheet.columns if column.name == "label")
    fates = np.full(len(view.numbers), USED, dtype=np.uint8)
    for row, text in enumerate(view.texts(label)):
        view.ego[row] = reading.member(view, row, label.place, written=text, match=reading.mapping.ego.match)
        outsider = int(view.ego[row]) in reading.roster.outsiders and bool(reading.roster.members)
        fates[row] = UNRESOLVED if view.ego[row] == OUTSIDE or outsider else USED
    view.grid.mark(label.place, fates)
    return [entry for attribute in _node_attributes(reading, view) for entry in attribute]


def _node_attributes(reading: Reading, view: View) -> list[list[Said]]:
    found = []
    for attribute in reading.mapping.ego.attributes:
        column = next((c for c in view.sheet.columns if c.name == attribute.column), None)
        if column is None:
            continue
        texts = view.texts(column)
        fates = np.array([USED if text.strip() else BLANK for text in texts], dtype=np.uint8)
        fates[(view.ego < 0) & (fates == USED)] = IGNORED
        view.grid.mark(column.place, fates)
        found.append(
            [
                Said(int(view.ego[row]), attribute.fills, attribute.values.get(text, text), row, column.place, NODES)
                for row, text in enumerate(texts)
                if fates[row] == USED
            ]
        )
    return found


def _sheet(frame: pd.DataFrame, name: str, file: str) -> Sheet:
    names = [str(column) for column in frame.columns]
    own = ("id", "source_id", "target_id")
    columns = tuple(
        SurveyColumn(place, column, column, meta=_OWN_NUMBER if column in own else "")
        for place, column in enumerate(names)
    )
    cells = [[cell_text(cell) for cell in frame[column].astype(object)] for column in names]
    rows = tuple((number, row) for number, row in enumerate(zip(*cells, strict=True), start=1))
    return Sheet(name, file, columns, rows)
