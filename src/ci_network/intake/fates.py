"""The fate of every cell of a sheet: exactly one, counted, and recoverable.

==============  ====================================================================================
used            it became a tie, an attribute, a part of the answer's place (who, when, finished)
zero            it says that there is no contact
blank           nothing was answered; never read as no contact
structural      the respondent's own row: there is nothing to answer
gated           it is blank because an earlier answer already said that there is no contact
missing         an answer that is none: don't know, prefer not to say, -99
dropped         left out for privacy
ignored         the mapping lists it as not wanted
unresolved      it names somebody who is on no roster
set aside       its row is not used; the row's line says why
==============  ====================================================================================
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ci_network.errors import LedgerError

COLUMNS: Final = ("source", "row", "column", "fate", "reason")
# From the strongest to the weakest claim: a cell that serves two purposes keeps the stronger fate.
FATES: Final = (
    "set aside",
    "used",
    "unresolved",
    "zero",
    "gated",
    "missing",
    "structural",
    "blank",
    "ignored",
    "dropped",
)
SET_ASIDE, USED, UNRESOLVED, ZERO, GATED, MISSING, STRUCTURAL, BLANK, IGNORED, DROPPED = range(len(FATES))
_UNSET: Final = 255
# Cells of these fates have a line each; of IGNORED and DROPPED only where not the whole column shares it.
_ONE_LINE_EACH: Final = (MISSING, UNRESOLVED)

Codes = NDArray[np.uint8]


class FateGrid:
    """The fates of one sheet, rows by columns, with the reason of each.

    Columns are given as they are shown to people; a row is known by its number in the file.
    """

    def __init__(self, source: str, columns: Sequence[str], numbers: Sequence[int]) -> None:
        self.source = source
        self.columns = tuple(columns)
        self.numbers = tuple(numbers)
        self.codes: Codes = np.full((len(numbers), len(columns)), _UNSET, dtype=np.uint8)
        self._reason: NDArray[np.uint16] = np.zeros((len(numbers), len(columns)), dtype=np.uint16)
        self._reasons: dict[str, int] = {"": 0}
        self._rows: dict[int, str] = {}

    @property
    def kept(self) -> NDArray[np.bool_]:
        """Which rows are not set aside."""
        mask = np.ones(len(self.numbers), dtype=bool)
        mask[list(self._rows)] = False
        return mask

    def set_aside(self, row: int, reason: str) -> None:
        """Set a whole row aside, whatever its cells were."""
        self._rows.setdefault(row, reason)
        self.codes[row, :] = SET_ASIDE
        self._reason[row, :] = self._code(self._rows[row])

    def mark(
        self, column: int, fates: Codes | int, reason: str = "", *, where: NDArray[np.bool_] | None = None
    ) -> None:
        """Give cells of a column their fates; the stronger of two fates stays."""
        fresh = np.broadcast_to(np.asarray(fates, dtype=np.uint8), len(self.numbers))
        stronger = fresh < self.codes[:, column]
        if where is not None:
            stronger &= where
        self.codes[stronger, column] = fresh[stronger]
        self._reason[stronger, column] = self._code(reason)

    def mark_cell(self, row: int, column: int, fate: int, reason: str = "") -> None:
        """Give one cell its fate; the stronger of two fates stays."""
        if fate < self.codes[row, column]:
            self.codes[row, column] = fate
            self._reason[row, column] = self._code(reason)

    def unset(self) -> NDArray[np.bool_]:
        """Which cells have no fate yet."""
        return np.asarray(self.codes == _UNSET)

    def lines(self) -> pd.DataFrame:
        """Return the ledger: a line a row, a total a column and fate, and a line for each cell to look at.

        Raises
        ------
        LedgerError
            When a cell has no fate.
        """
        if self.unset().any():
            row, column = (int(place[0]) for place in np.nonzero(self.unset()))
            raise LedgerError(f"{self.source}, row {self.numbers[row]}, column '{self.columns[column]}' has no fate.")
        rows = [
            (self.source, str(number), "", FATES[SET_ASIDE if row in self._rows else USED], self._rows.get(row, ""))
            for row, number in enumerate(self.numbers)
        ]
        return pd.DataFrame(rows + self._totals() + self._single_cells(), columns=list(COLUMNS))

    def cells(self) -> pd.DataFrame:
        """Return the fate of every cell, one line each: the ledger at its longest."""
        reasons = np.array(list(self._reasons), dtype=object)
        return pd.DataFrame(
            {
                "source": self.source,
                "row": np.repeat([str(number) for number in self.numbers], len(self.columns)),
                "column": np.tile(np.array(self.columns, dtype=object), len(self.numbers)),
                "fate": np.array(FATES, dtype=object)[self.codes.ravel()],
                "reason": reasons[self._reason.ravel()],
            }
        )

    def _code(self, reason: str) -> int:
        return self._reasons.setdefault(reason, len(self._reasons))

    def _totals(self) -> list[tuple[str, str, str, str, str]]:
        reasons = list(self._reasons)
        lines = []
        for place, name in enumerate(self.columns):
            pairs = self.codes[:, place].astype(np.int64) * len(reasons) + self._reason[:, place]
            for pair, count in zip(*np.unique(pairs, return_counts=True), strict=True):
                fate, reason = divmod(int(pair), len(reasons))
                why = f": {reasons[reason]}" if reason else ""
                lines.append((self.source, "", name, FATES[fate], f"{count} cells{why}"))
        return lines

    def _single_cells(self) -> list[tuple[str, str, str, str, str]]:
        shown = np.isin(self.codes, _ONE_LINE_EACH)
        for fate in (IGNORED, DROPPED):
            mask = self.codes == fate
            shown |= mask & ~(mask | (self.codes == SET_ASIDE)).all(axis=0)
        reasons = list(self._reasons)
        return [
            (
                self.source,
                str(self.numbers[row]),
                self.columns[column],
                FATES[self.codes[row, column]],
                reasons[self._reason[row, column]],
            )
            for row, column in np.argwhere(shown)
        ]


def check_totals(lines: pd.DataFrame, *, rows: int, cells: int, source: str) -> None:
    """Fail when the rows or cells of a source do not add up in its ledger."""
    row_lines = int(((lines["row"] != "") & (lines["column"] == "")).sum())
    counted = int(lines.loc[lines["row"] == "", "reason"].str.split(n=1).str[0].astype(int).sum())
    if row_lines != rows or counted != cells:
        raise LedgerError(
            f"{source}: {rows} rows and {cells} cells were read,"
            f" but {row_lines} rows and {counted} cells are accounted for."
        )
