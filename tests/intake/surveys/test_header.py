import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci_network.intake.surveys.header import Part, bracketed, dashed, differing, ended_with, grid_parts, plain, two_way


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("How&nbsp;often?", "How often?"),
        ("How\u00a0often?\r\n ", "How often?"),
        ("<u><strong>yearly</strong></u><br />", "yearly"),
        ("one<br>two", "one two"),
        ('<span style="x">R&amp;D</span>', "R&D"),
        ("<5 staff and >3", "<5 staff and >3"),
        ("<style>p {}</style>Text<!-- no -->", "Text"),
        ("zero\u200bwidth", "zerowidth"),
        ("a &lt; b", "a < b"),
    ],
)
def test_markup_goes_and_text_stays(text, shown) -> None:
    assert plain(text) == shown


def test_brackets() -> None:
    assert bracketed("How often? [Food Bank]") == Part("How often?", "Food Bank")
    assert bracketed("How often?") is None
    assert bracketed("Notes [if any] here") is None


def test_the_question_ends_at_the_last_dash_that_all_share() -> None:
    labels = ["Part 2 - How often? - Food Bank", "Part 2 - How often? - Boys - Girls Club"]
    assert dashed(labels) == [
        Part("Part 2 - How often?", "Food Bank"),
        Part("Part 2 - How often?", "Boys - Girls Club"),
    ]
    assert dashed(["Age", "Name"]) == [Part("Age"), Part("Name")]
    assert dashed(["Q-a", "Q-b"]) == [Part("Q-a"), Part("Q-b")]
    assert dashed(["Q-a", "Q-b"], tight=True) == [Part("Q", "a"), Part("Q", "b")]


def test_a_lone_row_ends_as_known_rows_do() -> None:
    assert ended_with("How? - Boys - Girls Club", ["Girls Club", "Boys - Girls Club"]) == Part(
        "How?", "Boys - Girls Club"
    )
    assert ended_with("How? - Food Bank", []) == Part("How?", "Food Bank")
    assert ended_with("How?", ["Food Bank"]) == Part("How?")


def test_rows_and_columns_with_dashes() -> None:
    items = ["A - B - Joint - work", "A - B - Money", "C - Joint - work", "C - Money"]
    assert two_way(items, "1122", "1212") == [
        ("A - B", "Joint - work"),
        ("A - B", "Money"),
        ("C", "Joint - work"),
        ("C", "Money"),
    ]
    assert two_way(["A - x", "A - y"], "11", "12") == [("A", "x"), ("A", "y")]
    assert two_way(["A", "B"], "12", "12") is None


def test_a_full_grid_is_needed_where_no_ids_say_so() -> None:
    assert grid_parts(["A - x", "A - y", "B - x", "B - y"]) == [("A", "x"), ("A", "y"), ("B", "x"), ("B", "y")]
    assert grid_parts(["A - x", "A - y", "B - x"]) is None
    assert grid_parts(["Food Bank", "City Council"]) is None


def test_one_question_about_several() -> None:
    assert differing(["Food Bank - How often?", "City Council - How often?"]) == [
        Part("How often?", "Food Bank"),
        Part("How often?", "City Council"),
    ]
    assert differing(["Do you trust Food Bank?", "Do you trust Food Pantry?"]) == [
        Part("Do you trust Food …?", "Bank"),
        Part("Do you trust Food …?", "Pantry"),
    ]
    assert differing(["same", "same"]) is None
    assert differing(["How?"]) is None


@given(st.lists(st.text(max_size=20), min_size=1, max_size=6))
def test_no_header_breaks_them(labels) -> None:
    assert len(dashed(labels)) == len(dashed(labels, tight=True)) == len(labels)
    for label in labels:
        plain(label)
        bracketed(label)
    parts = differing(labels)
    assert parts is None or (len(parts) == len(labels) and all(part.item for part in parts))
