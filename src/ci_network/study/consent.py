"""Refusal of analysis removes a member and every row that names it, before anything is computed."""

from collections.abc import Mapping

from ci_network.intake.raw import RawTable
from ci_network.study import cells
from ci_network.study.schema import BY_NAME
from ci_network.terms import YES_NO

# The reason never names the member: the ledger is an output.
REFUSED = "names a member who refused analysis"


def refused_rows(tables: Mapping[str, RawTable]) -> tuple[int, dict[str, dict[int, str]]]:
    """Return how many members refused analysis and, by table, the numbers of the rows to set aside with the reason."""
    refused = _who_refused(tables["stakeholders"])
    if not refused:
        return 0, {}
    aside = {name: _rows_naming(table, refused) for name, table in tables.items() if name in BY_NAME}
    return len(refused), {name: rows for name, rows in aside.items() if rows}


def _who_refused(stakeholders: RawTable) -> set[str]:
    if "consent_analysis" not in stakeholders.header:
        return set()
    member, consent = stakeholders.header.index("id"), stakeholders.header.index("consent_analysis")
    return {row[member] for _, row in stakeholders.rows if cells.choice(row[consent], YES_NO) == "no"}


def _rows_naming(table: RawTable, refused: set[str]) -> dict[int, str]:
    schema = BY_NAME[table.name]
    places = [
        place
        for place, name in enumerate(table.header)
        if (column := schema.column(name)) is not None
        and (column.refers_to == "stakeholders" or (table.name == "stakeholders" and name == "id"))
    ]
    return {number: REFUSED for number, row in table.rows if any(row[place] in refused for place in places)}
