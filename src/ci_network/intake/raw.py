"""One table as text, whatever file it came from: its header, its rows, and what is wrong with either."""

from dataclasses import dataclass

from ci_network.errors import Problem


@dataclass(frozen=True)
class RawTable:
    """One table as text: the header and, for each row that is not blank, its number in the file and its cells."""

    name: str
    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    problems: tuple[Problem, ...] = ()


def cell_text(value: object) -> str:
    """Return a workbook's cell as the text a person sees: whole numbers without a point, dates as ISO dates."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    return text.removesuffix(" 00:00:00")


def raw_table(name: str, file: str, rows: list[tuple[int, list[str]]]) -> RawTable:
    """Return a table of its numbered rows of cells: blank rows left out, cells trimmed, the first row its header."""
    filled = [
        (number, tuple(cell.strip() for cell in cells)) for number, cells in rows if any(c.strip() for c in cells)
    ]
    if not filled:
        problem = Problem(file, None, "", "", "the table is empty", "Give it a header row, or remove it")
        return RawTable(name, file, (), (), (problem,))
    header = _trimmed(filled[0][1])
    problems = _header_problems(file, header)
    body = []
    for number, cells in filled[1:]:
        if any(cells[len(header) :]):
            problems.append(
                Problem(
                    file,
                    number,
                    "",
                    next(cell for cell in cells[len(header) :] if cell),
                    f"the row has more cells than the header's {len(header)}",
                    "Quote cells that hold a comma, or name the column in the header",
                )
            )
        padded = cells[: len(header)] + ("",) * (len(header) - len(cells))
        body.append((number, padded))
    return RawTable(name, file, header, tuple(body), tuple(problems))


def _trimmed(header: tuple[str, ...]) -> tuple[str, ...]:
    """Return the header without the empty columns that a spreadsheet leaves at its right edge."""
    last = max((place for place, name in enumerate(header, start=1) if name), default=0)
    return header[:last]


def _header_problems(file: str, header: tuple[str, ...]) -> list[Problem]:
    problems = []
    for place, name in enumerate(header):
        if not name:
            problems.append(
                Problem(file, 1, f"number {place + 1}", "", "the column has no name", "Name it, or remove the column")
            )
        elif name in header[:place]:
            problems.append(
                Problem(file, 1, name, name, "two columns have the same name", "Rename or remove one of them")
            )
    return problems
