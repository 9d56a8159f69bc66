"""The ledger of a study's own tables, in the one form that ``fates`` gives: it balances or the run fails."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ci_network.errors import LedgerError
from ci_network.intake.fates import BLANK, COLUMNS, USED, FateGrid, check_totals
from ci_network.intake.raw import RawTable

__all__ = ["COLUMNS", "check_balance", "table_ledger"]


def table_ledger(table: RawTable, set_aside: Mapping[int, str]) -> pd.DataFrame:
    """Return the ledger of one table: a line for each row, and for each column how many cells met which fate.

    ``set_aside`` gives, for the numbers of the rows that are not used, the reason. Lines for columns have
    a blank ``row`` and say the number of cells in ``reason``.

    Raises
    ------
    LedgerError
        When a reason names a row that the table does not have: rows would be counted twice.
    """
    numbers = [number for number, _ in table.rows]
    if not set(set_aside) <= set(numbers):
        raise LedgerError(f"{table.file}: rows {sorted(set(set_aside) - set(numbers))} were set aside but never read.")
    grid = FateGrid(table.file, table.header, numbers)
    for place, cells in enumerate(zip(*(cells for _, cells in table.rows), strict=True)):
        grid.mark(place, np.array([USED if cell else BLANK for cell in cells], dtype=np.uint8))
    for row, number in enumerate(numbers):
        if number in set_aside:
            grid.set_aside(row, set_aside[number])
    return grid.lines()


def check_balance(table: RawTable, ledger: pd.DataFrame) -> None:
    """Fail when the rows or cells of a table do not add up in its ledger."""
    check_totals(ledger, rows=len(table.rows), cells=len(table.rows) * len(table.header), source=table.file)
