"""LimeSurvey exports. All organisations are invented: synthetic data."""

from ci_network.intake.surveys.detect import read_export, recognise

BOTH = """\
id,submitdate,lastpage,startlanguage,token,Q0. Your organisation,\
Q1[SQ001]. How often? [Food Bank],Q1[hub]. How often? [Youth [old] Hub],\
D[SQ001][1]. Rate [Food Bank][Trust],D[SQ001][2]. Rate [Food Bank][Value],E1[SQ001_SQ002]. Table [Food Bank][Money],\
M[other]. Which? [Other],M[SQ001comment]. Which? [Hub][Comment],R[1]. Rank [Rank 1],L[x]. [How open are you?]
1,2024-03-05 10:20:00,4,en,t1,Youth Hub,Weekly,Never,1,2,3,x,y,z,1
2,,2,en,t2,Food Bank,N/A,Weekly,,,,,,,
4,1980-01-01 00:00:00,4,en,t3,Parks,,Weekly,,,,,,,
"""


def parts(text: str) -> list[tuple[str, str]]:
    return [(c.block, c.item) for c in read_export({"l.csv": text.encode()}).main.columns if not c.meta]


def test_codes_and_texts() -> None:
    export = read_export({"l.csv": BOTH.encode()})
    assert export.tool == "limesurvey"
    assert parts(BOTH) == [
        ("Your organisation", ""),
        ("How often?", "Food Bank"),
        ("How often?", "Youth [old] Hub"),
        ("Rate - Trust", "Food Bank"),
        ("Rate - Value", "Food Bank"),
        ("Table - Money", "Food Bank"),
        ("Which?", "Other"),
        ("Which?", "Hub (comment)"),
        ("Rank", "Rank 1"),
        ("L", "How open are you?"),
    ]
    keys = [(column.key, column.choice) for column in export.main.columns if not column.meta]
    assert keys[:5] == [("Q0", ""), ("Q1", "SQ001"), ("Q1", "hub"), ("D", "SQ001#1"), ("D", "SQ001#2")]


def test_what_the_tool_records_and_what_was_not_shown() -> None:
    export = read_export({"l.csv": BOTH.encode()})
    assert [column.meta for column in export.main.columns[:5]] == [
        "response_id", "ended", "progress", "language", "token",
    ]  # fmt: skip
    assert export.main.rows[1][1][6] == "N/A"
    assert any("1980-01-01 means submitted" in note for note in export.notes)


def test_codes_alone() -> None:
    text = "id;submitdate;lastpage;Q0;Q1[SQ001];Q1[SQ002];interviewtime\n1;2024;3;Hub;A1;A2;12\n"
    assert parts(text) == [("Q0", ""), ("Q1", "SQ001"), ("Q1", "SQ002")]
    assert read_export({"l.csv": text.encode()}).main.columns[-1].meta == "duration"


def test_as_statistics_programs_rename_them() -> None:
    text = "id,submitdate,lastpage,Q1.SQ001.,Q1_SQ002,M.other.,E_SQ001_SQ002\n1,2024,3,a,b,c,d\n"
    assert parts(text) == [("Q1", "SQ001"), ("Q1", "SQ002"), ("M", "other"), ("E - SQ002", "SQ001")]


def test_full_texts() -> None:
    text = (
        "Response ID,Date submitted,Last page,Your organisation,How often? [Food Bank],How often? [Hub]\n1,2,3,a,b,c\n"
    )
    assert recognise({"l.csv": text.encode()})[0].tool == "limesurvey"
    assert parts(text) == [("Your organisation", ""), ("How often?", "Food Bank"), ("How often?", "Hub")]


def test_row_numbers_that_another_program_put_first() -> None:
    text = "\n".join(
        f"{number}{line}" for number, line in zip(["", 0, 3, 4], ["," + x for x in BOTH.split("\n")], strict=False)
    )
    assert read_export({"l.csv": text.encode()}).main.columns[0].meta == "index"
