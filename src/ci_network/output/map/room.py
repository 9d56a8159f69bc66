"""Room for labels: boxes around points, moved so that none covers another."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

Points = npt.NDArray[np.float64]
# Cells for each box (the spare ones leave white space), how far crowds are evened out, the share of
# boxes that a cell is wide enough for, rounds of easing.
_SPARE: Final = 1.12
_EVEN: Final = 0.4
_MOST: Final = 0.6
_ROUNDS: Final = 12
# Above this size the best matching of boxes to cells takes too long: rows are dealt out by height instead.
_MATCHED: Final = 700


@dataclass(frozen=True, eq=False)
class Boxes:
    """The room each point takes: half its width, and its height above and below the point."""

    half: npt.NDArray[np.float64]
    above: npt.NDArray[np.float64]
    below: npt.NDArray[np.float64]

    def of(self, which: npt.NDArray[np.intp]) -> Self:
        """Return the boxes of some points."""
        return type(self)(self.half[which], self.above[which], self.below[which])

    def extent(self, points: Points) -> tuple[Points, Points]:
        """Return the upper left and lower right corner of the sheet that the boxes cover."""
        low = np.array([(points[:, 0] - self.half).min(), (points[:, 1] - self.above).min()])
        high = np.array([(points[:, 0] + self.half).max(), (points[:, 1] + self.below).max()])
        return low, high

    def cell(self) -> Points:
        """Return the width of a cell that holds most of the boxes, and the height of one that holds all."""
        size = 2 * self.size()
        return np.array([np.quantile(size[:, 0], _MOST), size[:, 1].max()])

    def centre(self, points: Points) -> Points:
        """Return the middles of the boxes."""
        return np.column_stack([points[:, 0], points[:, 1] + (self.below - self.above) / 2])

    def size(self) -> Points:
        """Return the half-widths and half-heights of the boxes."""
        return np.column_stack([self.half, (self.above + self.below) / 2])


def apart(points: Points, boxes: Boxes, *, across: float) -> Points:
    """Return the points on a sheet about so wide, placed so that no two boxes cover each other.

    Each point takes the cell of a brick pattern that lies nearest on the whole (an optimal assignment; in a large
    network the rows are filled from above, each from left to right).
    Boxes wider than their cell push their row apart; then each moves back towards where it wished to be
    for as long as it stays clear of the others.
    """
    cells = _bricks(boxes, across)
    wish = _spread(points, cells)
    shift = boxes.centre(points) - points
    if len(points) > _MATCHED:
        return _rows_apart(cells[_dealt(wish, cells)], boxes.half) - shift
    # A sparse matching reads 0 as no edge, hence the 1.
    cost = 1.0 + ((wish[:, None] - cells[None]) ** 2).sum(-1)
    _, taken = min_weight_full_bipartite_matching(csr_array(cost))
    return _ease(_rows_apart(cells[taken], boxes.half), wish, boxes) - shift


def cells_for(count: int) -> int:
    """Return how many cells so many boxes get: few boxes one each, more some to spare."""
    return count if count < 4 else int(np.ceil(count * _SPARE))


def grid(boxes: Boxes, *, across: float) -> Points:
    """Return positions in neat rows, each as wide as ``across`` or, where that is nothing, as a square."""
    count = len(boxes.half)
    cell = 2 * boxes.size().max(axis=0)
    columns = max(1, int(across // cell[0])) if across else int(np.ceil(np.sqrt(count)))
    row, column = np.divmod(np.arange(count), columns)
    return np.column_stack([(column + 0.5) * cell[0], row * cell[1] + boxes.above.max()])


def _dealt(wish: Points, cells: Points) -> npt.NDArray[np.intp]:
    """Return a cell for each point: as many points to each row as it has of all cells, in order of height."""
    rows = np.unique(cells[:, 1])
    lines = np.array_split(np.argsort(wish[:, 1], kind="stable"), len(rows))
    taken = np.zeros(len(wish), dtype=np.intp)
    for level, line in zip(rows, lines, strict=True):
        row = np.flatnonzero(cells[:, 1] == level)
        spaced = row[np.round(np.linspace(0, len(row) - 1, len(line))).astype(int)]
        taken[line[np.argsort(wish[line, 0], kind="stable")]] = spaced[np.argsort(cells[spaced, 0], kind="stable")]
    return taken


def _bricks(boxes: Boxes, across: float) -> Points:
    """Return the middles of a brick pattern of cells, somewhat more than there are boxes."""
    cell = boxes.cell()
    wanted = cells_for(len(boxes.half))
    columns = max(1, round(across / cell[0] - 0.5))
    rows = int(np.ceil(wanted / columns))
    row, column = np.divmod(np.arange(rows * columns), columns)
    middles = np.column_stack([column + 0.5 * (row % 2), row]) * cell
    return np.asarray(middles - middles.mean(axis=0), dtype=np.float64)


def _rows_apart(centre: Points, half: npt.NDArray[np.float64]) -> Points:
    """Push the boxes of each row apart from left to right, and the row as a whole back to where it was."""
    placed = centre.copy()
    for level in np.unique(centre[:, 1]):
        row = np.flatnonzero(centre[:, 1] == level)
        row = row[np.argsort(centre[row, 0])]
        # Between its first box and another lie at least the widths in between.
        room = half[row] + 0.1
        reach = np.cumsum(2 * room) - room
        moved = reach + np.maximum.accumulate(centre[row, 0] - reach)
        placed[row, 0] = moved - (moved - centre[row, 0]).mean()
    return placed


def _spread(points: Points, cells: Points) -> Points:
    """Spread the points over the cells' sheet, evening out crowded middles."""
    low, high = points.min(axis=0), points.max(axis=0)
    unit = (points - low) / np.where(high > low, high - low, 1.0)
    ranks = (np.argsort(np.argsort(points, axis=0, kind="stable"), axis=0, kind="stable") + 0.5) / len(points)
    return np.asarray((_EVEN * ranks + (1 - _EVEN) * unit - 0.5) * np.ptp(cells, axis=0), dtype=np.float64)


def _ease(centre: Points, wish: Points, boxes: Boxes) -> Points:
    """Move each box towards its wish as far as it stays clear of the others."""
    size = boxes.size()
    for _ in range(_ROUNDS):
        for one in range(len(centre)):
            need = size + size[one] + 0.2
            need[one] = 0.0
            for share in (0.5, 0.25, 0.1):
                moved = centre[one] + share * (wish[one] - centre[one])
                if (np.abs(centre - moved) >= need).any(axis=1).all():
                    centre[one] = moved
                    break
    return centre
