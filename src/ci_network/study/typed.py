"""From checked tables of text to typed ones: numbers, dates, lists, and ties with their values as numbers."""

import pandas as pd

from ci_network.intake.raw import RawTable
from ci_network.study import cells
from ci_network.study.declared import Declared
from ci_network.study.layer import Layer
from ci_network.study.schema import Column, Table


def typed_table(raw: RawTable, table: Table, set_aside: set[int]) -> pd.DataFrame:
    """Return a table with all its columns, typed; columns that it may have beside them follow, numbers as numbers."""
    rows = [cells_ for number, cells_ in raw.rows if number not in set_aside]
    texts = {name: [row[place] for row in rows] for place, name in enumerate(raw.header)}
    frame = pd.DataFrame(index=range(len(rows)))
    for column in table.columns:
        frame[column.name] = cells.typed(texts.get(column.name, [""] * len(rows)), column)
    for name in (name for name in raw.header if table.column(name) is None):
        numeric = any(texts[name]) and all(cells.number(text) is not None for text in texts[name] if text)
        frame[name] = cells.typed(texts[name], Column(name, "number" if numeric else "text"))
    return frame


def with_values(ties: pd.DataFrame, declared: Declared) -> pd.DataFrame:
    """Return the ties with their values as numbers; a row of a yes/no or count layer without one counts 1."""
    layers = {name: declared.layer_of(name) for name in set(ties["layer"])}
    values = [
        (layers[name] or Layer(name)).value(text) if text else 1.0
        for name, text in zip(ties["layer"], ties["value"], strict=True)
    ]
    reporter = ties["reported_by"].where(ties["reported_by"] != "", ties["source"])
    return ties.assign(value=pd.Series(values, index=ties.index, dtype=float), reported_by=reporter)
