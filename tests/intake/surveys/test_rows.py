"""Which rows count: filters in words, units, and answers that are joined."""

import pytest
from exported import apply, fate, rows, ties, told

from ci_network.intake.surveys.rows import is_one_of

DYADS = """
    [[survey]]
    source = "dyads.csv"
    ego = "Org"
    rows = {{ unit = "{unit}" {more} }}
    [[survey.ties]]
    shape = "long_edge_list"
    layer = "communication"
    alter = "Partner"
    value = "How"
    {block}
"""
LIST = """
    Org,Person,Partner,How
    Food Bank,a,City Council,weekly
    Food Bank,a,City Council,monthly
    Food Bank,b,City Council,daily
    Food Bank,b,Youth Hub,never
"""


def dyads(unit: str = "dyad", more: str = "", block: str = "") -> str:
    return DYADS.format(unit=unit, more=more and f", {more}", block=block)


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("True", ("true",), True),
        (" yes ", ("Yes", "1"), True),
        ("", ("filled",), False),
        ("x", ("filled",), True),
        ("", ("blank",), True),
        ("80", (">=80",), True),
        ("79.5", (">=80",), False),
        ("most", (">=80",), False),
    ],
)
def test_a_cell_is_one_of_the_values(text: str, values: tuple[str, ...], expected: bool) -> None:
    assert is_one_of(text, values) is expected


def test_rows_of_a_dyad_list_that_disagree_are_told_with_their_numbers() -> None:
    more = 'respondent = "Person", several = "max"'
    assert "rows 2, 3 say different things of one tie (4 and 3)" in told(apply(LIST, dyads(more=more)))


@pytest.mark.parametrize(
    ("policy", "value"), [("last", "3"), ("first", "4"), ("mean", "3.5"), ("max", "4"), ("sum", "7")]
)
def test_parallel_rows_are_joined_as_said(policy: str, value: str) -> None:
    text = "\n".join(LIST.splitlines()[:4])
    applied = apply(text, dyads(more='respondent = "Person", several = "keep"', block=f'parallel = "{policy}"'))
    assert ties(applied) == {("communication", "fb", "cc", value)}


def test_people_of_a_dyad_list_are_counted_and_joined() -> None:
    applied = apply(LIST, dyads(more='respondent = "Person", duplicates = "last", several = "mean"'))
    assert ties(applied) == {("communication", "fb", "cc", "4")}
    assert rows(applied, "responses") == [("fb", "", "complete", "2")]


def test_edges_have_no_respondents_and_no_written_nos() -> None:
    applied = apply(
        LIST, dyads("edge", block='parallel = "max"').replace('ego = "Org"', 'ego = "Org"\n    ignore = "Person"')
    )
    assert ties(applied) == {("communication", "fb", "cc", "5")}
    assert "responses" not in applied.tables
    assert {row[-1] for row in rows(applied, "ties")} == {""}


def test_last_is_the_last_complete_answer() -> None:
    applied = apply(
        "Org,Done,How? [Youth Hub]\nFood Bank,1,weekly\nFood Bank,0,daily",
        """
        [[survey]]
        source = "x.csv"
        ego = "Org"
        rows = { complete = { Done = 1 }, duplicates = "last" }
        [[survey.ties]]
        layer = "communication"
        columns = "How? *"
        """,
    )
    assert ties(applied) == {("communication", "fb", "yh", "4")}
    assert fate(applied, 3, "How? [Youth Hub]") == "set aside"


def test_a_response_broken_off_must_be_spoken_of() -> None:
    toml = """
        [[survey]]
        source = "x.csv"
        ego = "Org"
        {}
        [[survey.ties]]
        layer = "communication"
        columns = "How? *"
    """
    text, meta = (
        "Org,submitdate,How? [Youth Hub]\nFood Bank,2025-01-01,weekly\nCity Council,,daily",
        {"submitdate": "ended"},
    )
    assert "some responses have no end" in told(apply(text, toml.format(""), meta=meta))
    applied = apply(text, toml.format('rows = { complete = "all" }'), meta=meta)
    assert [row[2] for row in rows(applied, "responses")] == ["complete", "complete"]
