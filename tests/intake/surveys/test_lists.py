"""What is picked from a list fills a list of the stakeholders table, in the shapes of all tools."""

import pytest
from exported import apply, fate, faults, rows, told

HEAD = """
    [[survey]]
    source = "export.csv"
    ego = "Org"
    [[survey.ties]]
    layer = "communication"
    columns = "Q *"
"""
OFFERS = HEAD + '[[survey.lists]]\nfield = "offers"\ncolumns = { block = "Offer?" }\n'


def offered(applied: object) -> dict[str, str]:
    table = applied.tables["stakeholders"]
    place = table.header.index("offers")
    return {row[0]: row[place] for row in rows(applied, "stakeholders")}


@pytest.mark.parametrize(
    ("yes", "no"), [("1", "0"), ("TRUE", "FALSE"), ("Checked", "Unchecked"), ("Staff time", "")]
)  # fmt: skip
def test_a_column_an_option(yes: str, no: str) -> None:
    applied = apply(
        f"Org,Offer? [Staff time],Offer? [Space]\nFood Bank,{yes},{no}\nYouth Hub,{no},{no}",
        OFFERS.replace('[[survey.ties]]\n    layer = "communication"\n    columns = "Q *"\n', ""),
    )
    assert offered(applied) == {"fb": "Staff time"}


def test_one_cell_that_lists_several() -> None:
    mapping = HEAD.replace("Q *", "Q [*") + (
        '[[survey.lists]]\nfield = "offers"\ncolumns = "Offer?"\nsplit = ";"\n'
        'missing = ["?"]\nexclusive = ["Nothing"]\n'
        'values = { "Staff time" = "staff", "Space; rooms" = "space" }'
    )
    text = "Org,Q [Food Bank],Offer?\n"
    applied = apply(text + "Food Bank,,Staff time;Space; rooms;\nYouth Hub,weekly,Nothing\nCity Council,,?", mapping)
    assert offered(applied) == {"fb": "staff|space"}
    assert [fate(applied, row, "Offer?") for row in (2, 3, 4)] == ["used", "zero", "missing"]
    slip = told(apply(text + "Food Bank,,Stuff time", mapping))
    assert "found 'Stuff time': the mapping does not say what this answer means. Did you mean Staff time?" in slip


def test_codes_are_read_by_their_labels() -> None:
    mapping = HEAD.replace("Q *", "Q [*") + '[[survey.lists]]\nfield = "offers"\ncolumns = "Offer?"'
    labels = {"Offer?": {"1": "Staff time", "2": "Space|rooms"}}
    text = 'Org,Q [Food Bank],Offer?\nYouth Hub,weekly,"1,2"'
    # The sign that joins a list cannot stand in one of its words.
    assert offered(apply(text, mapping, choices=labels)) == {"yh": "Staff time|Space/rooms"}
    named = mapping + '\nvalues = { "Staff time" = "staff", "Space|rooms" = "space" }'
    assert offered(apply(text, named, choices=labels)) == {"yh": "staff|space"}


def test_what_several_people_of_one_organisation_pick_stands_together() -> None:
    mapping = OFFERS.replace('ego = "Org"', 'ego = "Org"\n    rows = { several = "max" }').replace("Q *", "Q [*")
    applied = apply(
        "Org,Q [Food Bank],Offer? [Data],Offer? [Space]\nYouth Hub,weekly,1,0\nYouth Hub,weekly,1,1", mapping
    )
    assert offered(applied) == {"yh": "Data|Space"}


def test_slips_are_told() -> None:
    assert "lists[1].field': it is missing" in faults(HEAD + '[[survey.lists]]\ncolumns = "Offer?"')
    assert "lists[1].columns': it is missing" in faults(HEAD + '[[survey.lists]]\nfield = "offers"')
