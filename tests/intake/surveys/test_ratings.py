"""Ratings of the whole come in from an export: every shape, every kind of dirt, every cell one fate."""

from collections import defaultdict

import hypothesis.strategies as st
import pytest
from exported import SETTING, apply, fate, faults, mapping_of, rows, sheet, told
from hypothesis import HealthCheck, given, settings

from ci_network.intake.surveys.apply import apply_mapping
from ci_network.intake.surveys.ratings import ends_of
from ci_network.intake.surveys.shapes.graph import read_any_export

HEAD = """
    [[survey]]
    source = "export.csv"
    wave = "2025"
    ego = "Org"
"""
AGENDA = (
    HEAD
    + """
    [[survey.assessments]]
    columns = { block = "Agree?" }
    items = { "Same problem" = "condition.CA.1", "Goals fit" = "condition.CA.2" }
    missing = ["Don't know"]
"""
)


def test_a_matrix_of_agreement_words_becomes_scores() -> None:
    applied = apply(
        """
        Org,Agree? [Same problem],Agree? [Goals fit]
        Food Bank,Strongly agree,Disagree
        Youth Hub,Don't know,
        City Council, neither AGREE nor disagree ,Agree
        """,
        AGENDA,
    )
    assert rows(applied, "assessments") == [
        ("2025", "condition.CA.1", "fb", "5", ""),
        ("2025", "condition.CA.1", "cc", "3", ""),
        ("2025", "condition.CA.2", "fb", "2", ""),
        ("2025", "condition.CA.2", "cc", "4", ""),
    ]
    fates = [fate(applied, row, "Agree? [Same problem]") for row in (2, 3, 4)]
    assert fates == ["used", "missing", "used"]
    assert fate(applied, 3, "Agree? [Goals fit]") == "blank"


def test_who_was_asked_nothing_about_others_has_not_answered_about_them() -> None:
    applied = apply("Org,engagement\nFood Bank,2", HEAD + '[[survey.assessments]]\ncolumns = "engagement"')
    assert set(applied.tables) == {"assessments"}


def test_numbers_codes_and_declared_values() -> None:
    numbers = apply(
        "Org,condition.CA,Q2\nFood Bank,4,0\nYouth Hub,2.0,3",
        HEAD
        + """
        [[survey.assessments]]
        columns = "condition.CA"
        [[survey.assessments]]
        columns = "Q2"
        item = "readiness.capacity"
        """,
    )
    assert [row[1:4] for row in rows(numbers, "assessments")] == [
        ("condition.CA", "fb", "4"),
        ("condition.CA", "yh", "2"),
        ("readiness.capacity", "fb", "0"),
        ("readiness.capacity", "yh", "3"),
    ]
    # Code 1 stands for the highest answer here: the label counts, not the number.
    codes = apply(
        "Org,Agree? [Same problem],Agree? [Goals fit]\nFood Bank,1,5",
        AGENDA,
        choices={"Agree?": {"1": "Strongly agree", "5": "Strongly disagree"}},
    )
    assert [row[3] for row in rows(codes, "assessments")] == ["5", "1"]
    declared = AGENDA + 'values = { "Very much" = 5, "Hardly" = 1 }'
    applied = apply("Org,Agree? [Same problem],Agree? [Goals fit]\nFood Bank,Very much,hardly", declared)
    assert [row[3] for row in rows(applied, "assessments")] == ["5", "1"]


def test_long_lists_and_repeats_are_read_too() -> None:
    long = (
        HEAD
        + """
        [survey.rows]
        unit = "dyad"
        [[survey.assessments]]
        shape = "long_edge_list"
        item = "What"
        value = "How much"
        items = { "Vision" = "backbone.vision" }
        missing = ["?"]
        """
    )
    text = "Org,What,How much\nFood Bank,Vision,4\nFood Bank,backbone.policy,1\nYouth Hub,Vision,?\nYouth Hub,,"
    assert [row[1:4] for row in rows(apply(text, long), "assessments")] == [
        ("backbone.vision", "fb", "4"),
        ("backbone.policy", "fb", "1"),
    ]
    assert "no item of the assessments is called so" in told(apply("Org,What,How much\nFood Bank,Visions,4", long))
    main = sheet("Org,KEY\nFood Bank,k1\nYouth Hub,k2")
    again = sheet(
        "parent,What,How much\nk1,Vision,3\nk2,Vision,2", name="again", file="again.csv", parent="main",
        join=("parent", "KEY"),
    )  # fmt: skip
    repeat = (
        HEAD
        + """
        [[survey.assessments]]
        shape = "repeat_group"
        sheet = "again"
        item = "What"
        value = "How much"
        items = { "Vision" = "backbone.vision" }
        """
    )
    assert [row[2:4] for row in rows(apply([main, again], repeat), "assessments")] == [("fb", "3"), ("yh", "2")]


def test_an_item_of_ones_own_needs_a_scale() -> None:
    own = HEAD + '[[survey.assessments]]\ncolumns = "Fair"\nitem = "governance.workload"'
    assert "no item of the assessments is called so" in told(apply("Org,Fair\nFood Bank,3", own))
    scaled = own + "\nscale = [1, 5]"
    assert rows(apply("Org,Fair\nFood Bank,3", scaled), "assessments")[0][1] == "governance.workload"
    assert "not on the scale of governance.workload, 1 to 5" in told(apply("Org,Fair\nFood Bank,6", scaled))


@pytest.mark.parametrize(
    ("text", "extra", "what"),
    [
        ("Food Bank,Perhaps,Agree", "", "found 'Perhaps': the mapping does not say what this answer means"),
        ("Food Bank,7,Agree", "", "found '7': it is not on the scale of condition.CA.1, 1 to 5"),
        ("Food Bank,nan,Agree", "", "found 'nan'"),
        ("Food Bank,Somewhat agree,Agree", "", "the mapping does not say what this answer means"),
        ("Food Bank,5,5", 'values = { 5 = "9" }', "values.5': found '9': it is not on the scale of condition.CA.1"),
        ("Food Bank,5,5", 'values = { 5 = "much" }', "values.5': found 'much': it is not on the scale"),
    ],
)
def test_what_is_no_score_is_told(text: str, extra: str, what: str) -> None:
    assert what in told(apply(f"Org,Agree? [Same problem],Agree? [Goals fit]\n{text}", AGENDA + extra))


def test_slips_of_the_mapping_are_told() -> None:
    header = "Org,Agree? [Same problem],Agree? [Goals fit]\nFood Bank,5,5"
    unknown = told(apply(header, AGENDA.replace("condition.CA.2", "conditon.CA")))
    assert "no item of the assessments is called so. Did you mean condition.CA?" in unknown
    spelt = told(apply(header, AGENDA.replace('"Goals fit" =', '"Gaols fit" =')))
    assert "found 'Gaols fit': no column of the question is called so. Did you mean Goals fit?" in spelt
    assert "it is not the lowest and the highest score" in faults(AGENDA + "scale = [5, 1]")
    # One slip in the values is told once, however many items share them.
    assert told(apply(header, AGENDA + 'values = { 5 = "9" }')).count("'9'") == 1
    assert "the key is not known" in faults(AGENDA + 'gate = "x"')
    assert "assessments[1].columns': it is missing" in faults(HEAD + '[[survey.assessments]]\nitem = "engagement"')
    assert "it maps no question" in faults(HEAD)


def test_an_item_that_is_not_wanted_is_set_aside() -> None:
    applied = apply(
        "Org,Agree? [Same problem],Agree? [Goals fit]\nFood Bank,5,rubbish",
        AGENDA.replace("condition.CA.2", ""),
    )
    assert len(rows(applied, "assessments")) == 1
    assert fate(applied, 2, "Agree? [Goals fit]") == "ignored"


def test_two_columns_that_rate_one_item_must_agree() -> None:
    both = AGENDA.replace("condition.CA.2", "condition.CA.1")
    assert len(rows(apply("Org,Agree? [Same problem],Agree? [Goals fit]\nFood Bank,5,5", both), "assessments")) == 1
    clash = told(apply("Org,Agree? [Same problem],Agree? [Goals fit]\nFood Bank,5,4", both))
    assert "'Agree? [Same problem]' in row 2 rates condition.CA.1 otherwise" in clash


@pytest.mark.parametrize(
    ("rule", "own", "wanted"),
    [
        ("max", "", "5"), ("mean", "", "3"), ("union", "", "5"), ("majority", "", "2"), ("keep", "", "3"),
        ("max", "mean", "3"),
    ],
)  # fmt: skip
def test_several_people_of_one_organisation_follow_the_rule(rule: str, own: str, wanted: str) -> None:
    mapping = HEAD + f'rows = {{ several = "{rule}" }}\n[[survey.assessments]]\ncolumns = "engagement"\n'
    mapping += f'several = "{own}"\n' if own else ""
    applied = apply("Org,engagement\nFood Bank,2\nFood Bank,5\nFood Bank,2\nYouth Hub,1", mapping)
    assert [row[2:4] for row in rows(applied, "assessments")] == [("fb", wanted), ("yh", "1")]
    assert "rows.several" in told(apply("Org,engagement\nFood Bank,2\nFood Bank,5", mapping.replace(rule, "error")))


def test_notes_stand_with_the_first_item_that_was_rated() -> None:
    applied = apply(
        """
        Org,Agree? [Same problem],Agree? [Goals fit],Why
        Food Bank,,4,ask ann@example.org
        Youth Hub,,,nothing rated
        """,
        AGENDA + 'note = "Why"',
    )
    assert rows(applied, "assessments") == [("2025", "condition.CA.2", "fb", "4", "ask [e-mail removed]")]
    assert (fate(applied, 2, "Why"), fate(applied, 3, "Why")) == ("used", "ignored")


def test_who_refused_analysis_rates_nothing() -> None:
    mapping = HEAD.replace('ego = "Org"', "") + (
        '[survey.ego]\ncolumn = "Org"\nattributes = { OK = "consent_analysis" }\n'
        '[[survey.assessments]]\ncolumns = "engagement"'
    )
    applied = apply("Org,OK,engagement\nFood Bank,no,5\nYouth Hub,yes,2", mapping)
    assert [row[2] for row in rows(applied, "assessments")] == ["yh"]
    assert fate(applied, 2, "engagement") == "set aside"


def test_scales_are_those_of_the_framework() -> None:
    assert ends_of("condition.CA") == ends_of("condition.CA.7") == (1, 5)
    assert ends_of("phase.2.planning") == ends_of("precondition.money") == (0, 3)
    assert ends_of("backbone.vision") == (1, 4)
    # What the framework does not read in parts has none.
    for item in ("backbone.vision.1", "condition", "condition.CA.1.2", "", "agenda"):
        assert ends_of(item) is None


TOOLS = {
    "qualtrics": (
        "StartDate,Finished,ResponseId,Org,Q3_1,Q3_2\nStart Date,Finished,Response ID,Org,Agree? - Same problem,"
        "Agree? - Goals fit\n"
        '"{""ImportId"":""startDate""}","{""ImportId"":""finished""}","{""ImportId"":""_recordId""}",'
        '"{""ImportId"":""QID1_TEXT""}","{""ImportId"":""QID3_1""}","{""ImportId"":""QID3_2""}"\n'
        "2024-03-05 10:12:00,True,R_a,Food Bank,Agree,Strongly disagree\n",
        'columns = "Q3_*"',
    ),
    "surveymonkey": (
        "Respondent ID,Collector ID,Org,Agree?,\n,,Open-Ended Response,Same problem,Goals fit\n"
        "11,4,Food Bank,Agree,Strongly disagree\n",
        'columns = { block = "Agree?" }',
    ),
    "google_forms": (
        "Timestamp,Org,Agree? [Same problem],Agree? [Goals fit]\n3/5/2024 10:12:33,Food Bank,4,1\n",
        'columns = "Agree?*"',
    ),
    "limesurvey": (
        "id,submitdate,lastpage,startlanguage,Q0. Org,Q1[SQ001]. Agree? [Same problem],Q1[SQ002]. Agree? [Goals fit]\n"
        "1,2024-03-05 10:20:00,4,en,Food Bank,Agree,Strongly disagree\n",
        'columns = { key = "Q1" }',
    ),
    "kobo": (
        "org,g/same,g/fit,_id,_uuid,_submission_time,_validation_status,_index\nFood Bank,s4,s1,1,u1,2024-03-05,,1\n",
        'columns = { pattern = "g/(?P<item>.+)" }\nvalues = { s1 = 1, s4 = 4 }',
    ),
    "redcap": (
        "record_id,redcap_repeat_instrument,redcap_repeat_instance,org,same,fit\n1,,,Food Bank,4,1\n",
        'columns = ["same", "fit"]',
    ),
}


@pytest.mark.parametrize("tool", list(TOOLS))
def test_a_matrix_in_the_way_of_each_tool(tool: str) -> None:
    text, columns = TOOLS[tool]
    names = ("same", "fit") if tool in ("kobo", "redcap") else ("Same problem", "Goals fit")
    toml = f"""
        [[survey]]
        source = {{ file = "export.csv", tool = "{tool}" }}
        ego = "{"org" if tool in ("kobo", "redcap") else "Org"}"
        rows = {{ complete = "all" }}
        [[survey.assessments]]
        {columns}
        items = {{ "{names[0]}" = "condition.CA.1", "{names[1]}" = "condition.CA.2" }}
    """
    mapping = mapping_of(toml.replace("\n", "\n"))
    applied = apply_mapping(read_any_export({"export.csv": text.encode()}, mapping), mapping, SETTING)
    assert [row[1:4] for row in rows(applied, "assessments")] == [
        ("condition.CA.1", "fb", "4"),
        ("condition.CA.2", "fb", "1"),
    ]


ANSWERS = ("", "1", "2", "5", "Agree", "disagree", "Don't know", " STRONGLY agree ")
WORTH = {"1": 1.0, "2": 2.0, "5": 5.0, "agree": 4.0, "disagree": 2.0, "strongly agree": 5.0}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Food Bank", "Youth Hub", "cc"]), st.sampled_from(ANSWERS), st.sampled_from(ANSWERS)
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(["max", "mean"]),
)
def test_random_answers_against_a_slow_twin(answers: list[tuple[str, str, str]], rule: str) -> None:
    text = "Org,Agree? [Same problem],Agree? [Goals fit]\n" + "\n".join(",".join(row) for row in answers)
    applied = apply(text, AGENDA.replace("[[survey.assess", f'rows = {{ several = "{rule}" }}\n[[survey.assess'))
    given_: dict[tuple[str, str], list[float]] = defaultdict(list)
    ids = {member.name: member.id for member in SETTING.members} | {"cc": "cc"}
    for org, *both in answers:
        for item, said in zip(("condition.CA.1", "condition.CA.2"), both, strict=True):
            worth = WORTH.get(said.strip().casefold())
            if worth is not None:
                given_[item, ids[org]].append(worth)
    wanted = {key: max(said) if rule == "max" else sum(said) / len(said) for key, said in given_.items()}
    found = {(row[1], row[2]): float(row[3]) for row in rows(applied, "assessments")}
    assert found == pytest.approx(wanted)
    counts = applied.ledger[applied.ledger["row"] == ""]["reason"].str.split().str[0].astype(int)
    assert counts.sum() == 3 * len(answers)
