"""Every problem of a study at once, each with file, row, column, value and the mend."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from ci_network.errors import Problem, UnknownNameError, did_you_mean
from ci_network.intake.raw import RawTable
from ci_network.intake.read import STUDY_FILE, RawStudy
from ci_network.study import cells
from ci_network.study.declared import Declared
from ci_network.study.schema import BY_NAME, DATE_ORDER, LIST, Table
from ci_network.study.tiecheck import tie_problems

_Row = tuple[int, dict[str, str]]


def find_problems(raw: RawStudy, declared: Declared) -> list[Problem]:
    """Return every fault of the tables and of what the study declares about them, file by file, row by row."""
    problems = [problem for table in raw.tables.values() for problem in table.problems]
    problems += list(_missing_and_unknown_tables(raw))
    readable = {name: table for name, table in raw.tables.items() if name in BY_NAME and table.header}
    known_ids = {name: _first_column(readable.get(name)) for name in BY_NAME}
    for name, raw_table in readable.items():
        problems += _column_problems(raw_table, BY_NAME[name])
        problems += _cell_problems(raw_table, BY_NAME[name], known_ids)
        problems += _repeated_rows(raw_table, BY_NAME[name])
    problems += _date_problems(readable)
    if "ties" in readable:
        problems += tie_problems(readable["ties"], declared)
    problems += _silent_who_reported(readable)
    problems += _declared_problems(declared, known_ids["stakeholders"])
    return problems


def rows_of(table: RawTable) -> Iterator[_Row]:
    """Yield each row's number and its cells by column name."""
    for number, values in table.rows:
        yield number, dict(zip(table.header, values, strict=True))


def _first_column(table: RawTable | None) -> set[str]:
    if table is None or "id" not in table.header:
        return set()
    place = table.header.index("id")
    return {values[place] for _, values in table.rows if values[place]}


def _missing_and_unknown_tables(raw: RawStudy) -> Iterator[Problem]:
    if "stakeholders" not in raw.tables:
        yield Problem(
            "stakeholders", None, "", "", "the table of stakeholders is missing",
            "Add stakeholders.csv with the columns id, name, sector",
        )  # fmt: skip
    for name, table in raw.tables.items():
        if name not in BY_NAME:
            yield Problem(
                table.file, None, "", name, "it is not one of the tables of a study",
                did_you_mean(name, BY_NAME) or f"Rename it, or list it as ignore = [\"{table.file}\"] under [study]",
            )  # fmt: skip


def _column_problems(raw: RawTable, table: Table) -> Iterator[Problem]:
    for column in table.columns:
        if column.required and column.name not in raw.header:
            yield Problem(raw.file, 1, column.name, "", "the column is missing", f"Add a column named {column.name}")
    if table.open:
        return
    for name in raw.header:
        if name and table.column(name) is None:
            yield Problem(
                raw.file, 1, name, name, "the column is not known",
                did_you_mean(name, table.names) or f"Columns are: {', '.join(table.names)}",
            )  # fmt: skip


def _cell_problems(raw: RawTable, table: Table, known_ids: Mapping[str, set[str]]) -> Iterator[Problem]:
    present = [column for column in table.columns if column.name in raw.header]
    for number, row in rows_of(raw):
        for column in present:
            text = row[column.name]
            fault = cells.fault(text, column)
            if fault:
                yield Problem(raw.file, number, column.name, text, *fault)
            elif column.refers_to and text:
                for part in cells.parts(text) if column.holds == LIST else (text,):
                    if part not in known_ids[column.refers_to]:
                        yield _dangling(raw.file, number, column.name, part, known_ids, column.refers_to)


def _dangling(file: str, number: int, column: str, part: str, known_ids: Mapping[str, set[str]], other: str) -> Problem:
    mend = did_you_mean(part, known_ids[other]) or f"Add it to the {other} table, or correct the id"
    return Problem(file, number, column, part, f"there is no such id in the {other} table", mend)


def _repeated_rows(raw: RawTable, table: Table) -> Iterator[Problem]:
    if table.name == "ties":  # told apart by who reported, which needs the layers: see tiecheck
        return
    key = [name for name in table.key if name in raw.header]
    yield from repeated(raw, lambda row: tuple(row[name] for name in key), ", ".join(key))


def repeated(raw: RawTable, key_of: Callable[[dict[str, str]], tuple[str, ...]], shown: str) -> Iterator[Problem]:
    """Yield a problem for each row whose key another row before it has."""
    seen: dict[tuple[str, ...], int] = {}
    for number, row in rows_of(raw):
        key = key_of(row)
        if not any(key):
            continue
        if key in seen:
            yield Problem(
                raw.file, number, shown, " / ".join(part for part in key if part),
                f"row {seen[key]} already says this", "Keep one of the two rows",
            )  # fmt: skip
        seen.setdefault(key, number)


def _date_problems(tables: Mapping[str, RawTable]) -> Iterator[Problem]:
    for name, first, last in DATE_ORDER:
        if name not in tables or not {first, last} <= set(tables[name].header):
            continue
        for number, row in rows_of(tables[name]):
            start, end = cells.date(row[first]), cells.date(row[last])
            if start and end and start > end:
                yield Problem(
                    tables[name].file, number, last, row[last],
                    f"it lies before {first} ({row[first]})", "Swap the two dates, or correct one",
                )  # fmt: skip


def _silent_who_reported(tables: Mapping[str, RawTable]) -> Iterator[Problem]:
    """Yield members who are said not to have answered, but from whom there are reports."""
    if not {"responses", "ties"} <= set(tables):
        return
    reporters = {
        (row.get("wave", ""), row.get("reported_by") or row.get("source", "")) for _, row in rows_of(tables["ties"])
    }
    for number, row in rows_of(tables["responses"]):
        who = row.get("stakeholder", "")
        if row.get("status", "").casefold() == "none" and (row.get("wave", ""), who) in reporters:
            yield Problem(
                tables["responses"].file, number, "status", row["status"],
                f"the ties table has reports by {who} in this wave",
                "Write complete or partial here, or remove those reports",
            )  # fmt: skip


def _declared_problems(declared: Declared, members: Iterable[str]) -> Iterator[Problem]:
    known = set(members)
    for member in declared.backbone:
        if member not in known:
            yield Problem(
                STUDY_FILE, None, "study.backbone", member, "there is no such id in the stakeholders table",
                did_you_mean(member, known) or "Correct the id, or add the member",
            )  # fmt: skip
    at_least = declared.tie_rule.get("at_least")
    if at_least is not None and not any(_has_level(layer_name, at_least, declared) for layer_name in declared.layers):
        scales = [", ".join(layer.scale) for layer in declared.layers.values() if layer.scale]
        yield Problem(
            STUDY_FILE, None, "tie_rule.at_least", str(at_least), "no layer has such a level",
            f"Write any, a number, or a label of a scale: {scales[0] if scales else 'none is declared'}",
        )  # fmt: skip


def _has_level(name: str, at_least: str | float, declared: Declared) -> bool:
    try:
        declared.layers[name].level(at_least)
    except UnknownNameError:
        return False
    return True
