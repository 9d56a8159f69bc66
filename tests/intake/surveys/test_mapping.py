"""What ``[[survey]]`` may say: short for a plain survey, and every slip told with what was meant."""

import tomllib

import pytest
from exported import faults, mapping_of

from ci_network.intake.surveys.declared import read_mapping
from ci_network.intake.surveys.mapping import Selector, Split

PLAIN = """
[[survey]]
source = "export.csv"
wave = "2025"
ego = "Your organisation"

[survey.rows]
drop = { Status = ["Survey Preview"] }
complete = { Finished = ["True"] }
duplicates = "last"

[[survey.ties]]
layer = "communication"
columns = "Q5_*"
missing = ["Don't know"]
"""


def test_a_plain_survey_takes_a_few_lines() -> None:
    assert len(PLAIN.strip().splitlines()) <= 15
    mapping = mapping_of(PLAIN)
    assert mapping.file == "export.csv"
    assert mapping.ego.columns == ("Your organisation",)
    assert mapping.ties[0].columns == Selector(("Q5_*",))
    assert (mapping.roster.boundary, mapping.roster.unknown) == ("closed", "error")


def test_everything_may_be_said_at_length() -> None:
    mapping = mapping_of(
        """
        [[survey]]
        source = { file = "x.csv", tool = "qualtrics", delimiter = ";", header_rows = [1, 2], companions = ["d.csv"] }
        wave = { column = "Round", values = { a = "2025" } }
        ignore = { columns = ["A"], values = ["test"], sheets = ["Groups"] }
        [survey.ego]
        columns = ["A", "B"]
        separator = "-"
        match = ["id"]
        attributes = { Sector = "sector", Size = { field = "kind", values = { 1 = "small" } } }
        [[survey.ties]]
        layer = "trust.{item}"
        columns = { pattern = "Q(?P<item>.)_(?P<alter>.*)", places = [[2, 9], 12], block = "Trust?" }
        split = { delimiter = "|", options = ["a|b"], escape = "^" }
        direction = { "They helped us" = "in" }
        """
    )
    assert mapping.source.header_rows == (1, 2)
    assert mapping.ties[0].columns.places == ((2, 9), (12, 12))
    assert mapping.ties[0].split == Split("|", ("a|b",), "^")
    assert mapping.ego.attributes[1].values == {"1": "small"}


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ('wafe = "2025"', "survey[1].wafe' found '2025': the key is not known. Did you mean wave?"),
        ("ego = 7.5\nignore = [[1]]", "survey[1].ignore': it is not text or a list of texts"),
        (
            "rows = { complete = { Finished = true }, partial = 'maybe' }",
            "survey[1].rows.partial' found 'maybe': it is none",
        ),
        ("rows = { duplicates = 'last', several = 'max' }", "rows.respondent"),
        ("rows = { unit = 'respons' }", "Did you mean response?"),
        ("roster = { unknown = 'keep' }", "a closed roster keeps nobody else"),
        ("wave = { values = { a = 'b' } }", "survey[1].wave.column': it is missing"),
        ("rows = 3", "it is not a section"),
        ("ego = { columns = 'Org', match = ['nmae'] }", "survey[1].ego.match' found 'nmae'"),
    ],
)
def test_slips_are_told(slip: str, told: str) -> None:
    text = faults(
        f"[[survey]]\nsource='x'\nego='Org'\n{slip}\n[[survey.ties]]\nlayer='a'\ncolumns='b'".replace(
            "ego='Org'\nego", "ego"
        )
    )
    assert told in text.replace(", column '", " '").replace("': found", "' found")


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ("columns = 'x'", "survey[1].ties[1].layer"),
        ("layer = 'a'", "survey[1].ties[1].columns"),
        ("layer = 'a'\ncolumns = { pattern = '(' }", "it is not a pattern"),
        ("layer = 'a'\ncolumns = { pattern = '(?P<who>.)' }", "there is no such part"),
        ("layer = 'a'\ncolumns = { places = 'x' }", "[[5, 12]]"),
        ("layer = 'a'\nshape = 'long_edge_list'", "ties[1].alter"),
        ("layer = 'a'\nshape = 'repeat_group'\nalter = 'b'", "ties[1].sheet"),
        ("layer = 'a'\nshape = 'two_mode'", "survey.activities"),
        ("layer = 'a'\ncolumns = 'x'\ndirection = { a = 'up' }", "it is no direction"),
        ("layer = 'a'\ncolumns = 'x'\ngate = { columns = 'y' }", "gate.no"),
        ("layer = 'a'\ncolumns = 'x'\nvalues = { a = [1] }", "ties[1].values"),
    ],
)
def test_slips_in_a_block_are_told(slip: str, told: str) -> None:
    assert told in faults(f"[[survey]]\nsource='x'\nego='Org'\n[[survey.ties]]\n{slip}")


def test_all_faults_are_told_at_once() -> None:
    text = faults("[[survey]]\nsorce='x'\n[[survey.ties]]\nlayr='a'\n[[survey.activities]]\nto='participaton'")
    assert text.count("\n") >= 5


def test_no_survey_is_no_fault() -> None:
    assert read_mapping({}) == ((), [])
    assert read_mapping(tomllib.loads("survey = 3"))[1]
