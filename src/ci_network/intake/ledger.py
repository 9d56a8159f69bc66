"""The fate of every row and cell: used, blank, or set aside with a reason. It balances or the run fails."""

from collections.abc import Mapping

import pandas as pd

from ci_network.errors import LedgerError
from ci_network.intake.read import RawTable

COLUMNS = ("source", "row", "column", "fate", "reason")
USED, BLANK, SET_ASIDE = "used", "blank", "set aside"


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
    rows = [
        (table.file, str(number), "", SET_ASIDE if number in set_aside else USED, set_aside.get(number, ""))
        for number in numbers
    ]
    return pd.DataFrame(rows + _cell_lines(table, set_aside), columns=list(COLUMNS))


def check_balance(table: RawTable, ledger: pd.DataFrame) -> None:
    """Fail when the rows or cells of a table do not add up in its ledger."""
    rows = int((ledger["row"] != "").sum())
    cells = int(ledger.loc[ledger["row"] == "", "reason"].str.split().str[0].astype(int).sum())
    expected = len(table.rows) * len(table.header)
    if rows != len(table.rows) or cells != expected:
        raise LedgerError(
            f"{table.file}: {len(table.rows)} rows and {expected} cells were read,"
            f" but {rows} rows and {cells} cells are accounted for."
        )


def _cell_lines(table: RawTable, set_aside: Mapping[int, str]) -> list[tuple[str, str, str, str, str]]:
    lines = []
    for place, column in enumerate(table.header):
        counts = dict.fromkeys((USED, BLANK, SET_ASIDE), 0)
        for number, cells in table.rows:
            fate = SET_ASIDE if number in set_aside else USED if cells[place] else BLANK
            counts[fate] += 1
        lines += [(table.file, "", column, fate, f"{count} cells") for fate, count in counts.items() if count]
    return lines
