"""A proposal for each tool's export, written to disk as it stands, gives the invented truth back."""

import tomllib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proposed_exports import EXPORTS, NAMES, TICKS, book, qualtrics, text, ties, truth

import ci_network as ci
from ci_network.errors import InputError
from ci_network.intake.surveys.declared import read_mapping
from ci_network.intake.surveys.propose import propose_mapping
from ci_network.intake.surveys.propose_result import Line, Proposal
from ci_network.intake.surveys.propose_scales import read_scale, standard_labels
from ci_network.intake.surveys.propose_text import proposal_text
from ci_network.intake.surveys.propose_toml import settings_text
from ci_network.intake.surveys.propose_words import contacts_per_year, read_word
from ci_network.intake.surveys.roster import Member, plain_name

SAMPLES = Path(__file__).resolve().parents[3].parent / "shared" / "samples"
VALUES = truth()


def block(proposal: Proposal, layer: str) -> dict:
    """Return the proposed block of a layer."""
    survey = tomllib.loads(proposal.toml)["survey"][0]
    return next(part for part in survey["ties"] if part.get("layer") == layer)


def layer_ties(proposal: Proposal, layer: str) -> dict[tuple[str, str], float]:
    """Return the previewed ties of a layer by the names of their ends."""
    assert proposal.preview.problems == (), [str(problem) for problem in proposal.preview.problems]
    names = dict(zip(proposal.preview.members["id"], proposal.preview.members["name"], strict=True))
    table = proposal.preview.tables["ties"]
    rows = [dict(zip(table.header, cells, strict=True)) for _, cells in table.rows]
    return {
        (names[row["source"]], names[row["target"]]): float(row["value"])
        for row in rows
        if row["layer"] == layer and float(row["value"]) > 0
    }


def small(header: list[str], *rows: list[str]) -> Proposal:
    """Return the proposal for a small table."""
    return propose_mapping({"small.csv": text([header, *rows])})


def run(proposal: Proposal, files: dict[str, bytes], folder: Path) -> ci.Study:
    """Return the study that a proposal, written down as it stands, makes of its export."""
    export = folder / "export"
    export.mkdir()
    for name, data in files.items():
        (export / name).write_bytes(data)
    (folder / "study.toml").write_text(proposal.toml, encoding="utf-8")
    proposal.stakeholders.to_csv(folder / "stakeholders.csv", index=False)
    proposal.aliases.to_csv(folder / "aliases.csv", index=False)
    return ci.read_study(folder)


def plain_ties(study: ci.Study, layer: str) -> dict[tuple[str, str], int]:
    """Return a layer's ties by the plain names of their ends."""
    names = study.table("stakeholders").set_index("id")["name"].map(plain_name)
    found = study.table("ties").query("layer == @layer and value > 0")
    pairs = zip(found["source"].map(names), found["target"].map(names), strict=True)
    return dict(zip(pairs, found["value"].astype(int), strict=True))


def plain_truth(values: np.ndarray) -> dict[tuple[str, str], int]:
    return {(plain_name(one), plain_name(other)): value for (one, other), value in ties(values).items()}


@pytest.mark.parametrize("seed", [7, 11])
@pytest.mark.parametrize("name", list(EXPORTS))
def test_a_proposal_runs_as_it_stands_and_gives_the_truth(name, seed, tmp_path):
    tool, make = EXPORTS[name]
    files = make(truth(seed))
    proposal = propose_mapping(files, name="export")
    assert proposal.tool == tool
    assert plain_ties(run(proposal, files, tmp_path), "communication") == plain_truth(truth(seed))


@pytest.mark.parametrize("name", list(TICKS))
def test_ticks_and_lists_give_who_named_whom(name, tmp_path):
    tool, make = TICKS[name]
    files = make(VALUES)
    proposal = propose_mapping(files, name="export")
    assert proposal.tool == tool
    assert plain_ties(run(proposal, files, tmp_path), "collaboration") == dict.fromkeys(plain_truth(VALUES), 1)


def test_codes_in_place_of_names_are_to_be_filled_in():
    head = ["id", "submitdate", "lastpage", "startlanguage", "org", "Q1[SQ001]", "Q1[SQ002]"]
    proposal = small(
        head, ["1", "2025-03-05", "4", "en", "Hub", "", "Weekly"], ["2", "2025-03-05", "4", "en", "Bank", "Daily", ""]
    )
    assert block(proposal, "communication")["alters"] == {"SQ001": "", "SQ002": ""}
    assert proposal.preview.problems
    assert proposal.stakeholders["name"].tolist() == ["Hub", "Bank"]


@pytest.mark.parametrize("tool", list(EXPORTS))
def test_every_line_has_its_reason_and_what_changes_the_network_is_to_confirm(tool):
    proposal = propose_mapping(EXPORTS[tool][1](VALUES))
    assert proposal.lines
    for line in proposal.lines:
        assert 0 <= line.confidence <= 1
        assert line.reason
    confirm = {line.key for line in proposal.to_confirm}
    assert any(key.startswith("survey.ego") for key in confirm) or tool in ("edge_list", "dyad_list", "adjacency")
    keys = {line.key for line in proposal.lines}
    assert {key for key in keys if key.endswith((".direction", ".missing", ".none", ".blank", ".split"))} <= confirm
    assert not read_mapping(tomllib.loads(proposal.toml))[1]
    shown = proposal_text(proposal)
    assert shown.startswith("Tool: ")
    assert "Please confirm" in shown
    assert "The first ties" in shown


def test_a_roster_that_the_study_has_is_used():
    roster = [Member(f"m{number}", name) for number, name in enumerate(NAMES)]
    proposal = propose_mapping(qualtrics(VALUES), roster=roster, title="Our coalition")
    assert proposal.stakeholders.empty
    assert tomllib.loads(proposal.toml)["study"]["title"] == "Our coalition"
    assert layer_ties(proposal, "communication") == ties(VALUES)


def test_previews_doubles_and_unanswered_rows_are_proposed_to_be_left_out():
    proposal = propose_mapping(qualtrics(VALUES))
    rows = tomllib.loads(proposal.toml)["survey"][0]["rows"]
    assert rows["drop"] == {"Status": ["Survey Preview"], "DistributionChannel": ["preview"]}
    assert rows["complete"] == {"Finished": ["True"]}
    assert proposal.preview.set_aside["rows"].sum() == 1


def test_misspelt_names_are_proposed_and_stay_outsiders_until_decided():
    head = ["Your organisation", *(f"How often? [{name}]" for name in NAMES[:4])]
    proposal = small(
        head,
        ["Fod Bank", "", "Weekly", "Never", ""],
        ["City Council", "Monthly", "", "Never", "Daily"],
        ["City Council", "Monthly", "", "Daily", "Daily"],
        ["Youth Hub", "Don't know", "Never", "", "N/A"],
    )
    assert proposal.unresolved == ("Fod Bank",)
    assert proposal.aliases[["written", "stakeholder", "decided"]].to_numpy().tolist() == [
        ["Fod Bank", "food-bank", ""]
    ]
    survey = tomllib.loads(proposal.toml)["survey"][0]
    assert survey["roster"]["boundary"] == "open"
    assert survey["rows"]["duplicates"] == "last"
    assert block(proposal, "communication")["missing"] == ["Don't know", "N/A"]
    assert layer_ties(proposal, "communication")["City Council", "Youth Hub"] == 5
    assert "kept as outsiders" not in proposal_text(proposal)
    assert "'Fod Bank' may be food-bank" in proposal_text(proposal)


def test_a_gate_is_seen_by_what_it_closes():
    head = ["Organisation name"]
    head += [f"Do you know them? [{name}]" for name in NAMES[:4]] + [f"How often? [{name}]" for name in NAMES[:4]]
    rows = [
        [NAMES[0], "", "Yes", "No", "No", "", "Weekly", "", ""],
        [NAMES[1], "Yes", "", "Yes", "No", "Daily", "", "Monthly", ""],
        [NAMES[2], "No", "Yes", "", "Yes", "", "Weekly", "", "Never"],
        [NAMES[3], "Yes", "No", "Yes", "", "Daily", "", "Weekly", ""],
    ]
    proposal = small(head, *rows)
    assert block(proposal, "communication")["gate"]["no"] == ["No"]
    assert len(tomllib.loads(proposal.toml)["survey"][0]["ties"]) == 1
    assert len(layer_ties(proposal, "communication")) == 6


def test_ticks_blank_where_not_ticked_and_none_of_these():
    head = ["What is your organisation?", *(f"Which do you work with? [{n}]" for n in (*NAMES[:3], "None of these"))]
    rows = [
        [NAMES[0], "", NAMES[1], "", ""],
        [NAMES[1], NAMES[0], "", NAMES[2], ""],
        [NAMES[2], "", "", "", "None of these"],
    ]
    proposal = small(head, *rows)
    found = block(proposal, "collaboration")
    assert (found["shape"], found["blank"], found["exclusive"]) == ("checkbox_columns", "zero", ["None of these"])
    assert set(layer_ties(proposal, "collaboration")) == {
        (NAMES[0], NAMES[1]), (NAMES[1], NAMES[0]), (NAMES[1], NAMES[2]),
    }  # fmt: skip


def test_lists_in_one_cell_find_names_that_hold_the_delimiter():
    proposal = small(
        ["Your organisation", "Which partners do you work with?"],
        [NAMES[0], f"{NAMES[3]}, {NAMES[1]}"],
        [NAMES[1], NAMES[0]],
        [NAMES[3], "our local scouts"],
    )
    assert set(layer_ties(proposal, "collaboration")) >= {
        (NAMES[0], NAMES[3]), (NAMES[0], NAMES[1]), (NAMES[1], NAMES[0]),
    }  # fmt: skip
    assert proposal.unresolved == ("our local scouts",)


def test_several_answers_in_a_cell_are_kinds_of_ties():
    head = ["Your organisation", *(f"Joint work? [{name}]" for name in NAMES[:3])]
    proposal = small(
        head,
        [NAMES[0], "", "Training, Joint funding", ""],
        [NAMES[1], "Training", "", "Joint funding"],
        [NAMES[2], "", "Training", ""],
    )
    assert set(proposal.preview.layers["layer"]) == {"training", "joint_funding"}
    assert layer_ties(proposal, "joint_funding") == {(NAMES[0], NAMES[1]): 1, (NAMES[1], NAMES[2]): 1}


def test_three_questions_of_trust_are_items_of_one_layer():
    head, rows = ["Your organisation"], [[name] for name in NAMES[:3]]
    for words in ("Is reliable", "Shares our mission", "Is open to discussion"):
        head += [f"{words}: how much do you trust them? [{name}]" for name in NAMES[:3]]
        for number, row in enumerate(rows):
            row += ["" if other == number else ("Not at all", "Somewhat", "A great deal")[other] for other in range(3)]
    proposal = small(head, *rows)
    layers = tomllib.loads(proposal.toml)["layers"]
    assert layers["trust"] == {"kind": "rating", "low": 1, "high": 3, "items": ["reliability", "mission", "openness"]}
    assert layer_ties(proposal, "trust.mission")[NAMES[0], NAMES[2]] == 3
    assert layer_ties(proposal, "trust.mission")[NAMES[1], NAMES[0]] == 1


def test_answers_that_say_who_did_it_give_the_direction():
    head = ["Your organisation", *(f"Mentoring [{name}]" for name in NAMES[:3])]
    proposal = small(
        head,
        [NAMES[0], "", "I mentored them", "No mentoring"],
        [NAMES[1], "They mentored me", "", "We mentored each other"],
        [NAMES[2], "No mentoring", "", ""],
    )
    ties_block = tomllib.loads(proposal.toml)["survey"][0]["ties"][0]
    assert ties_block["direction"] == {
        "I mentored them": "out", "They mentored me": "in", "We mentored each other": "both",
    }  # fmt: skip
    assert any(line.key.endswith("direction") and line.must_confirm for line in proposal.lines)


def test_inward_questions_are_said_to_run_inward():
    head = ["Your organisation", *(f"How often do they refer clients to you? [{name}]" for name in NAMES[:3])]
    proposal = small(
        head, [NAMES[0], "", "Weekly", "Never"], [NAMES[1], "Daily", "", ""], [NAMES[2], "", "Monthly", ""]
    )
    part = tomllib.loads(proposal.toml)["survey"][0]["ties"][0]
    assert part["direction"] == "in"
    assert (NAMES[1], NAMES[0]) in layer_ties(proposal, part["layer"])


def test_activities_are_no_members():
    head = ["Your organisation", *(f"How often? [{name}]" for name in NAMES[:3])]
    head += [f"Which activities do you take part in? [{name}]" for name in ("Home visits", "Reading week")]
    proposal = small(
        head,
        [NAMES[0], "", "Weekly", "Daily", "Yes", ""],
        [NAMES[1], "Daily", "", "Never", "", "Yes"],
        [NAMES[2], "", "", "", "Yes", ""],
    )
    activities = tomllib.loads(proposal.toml)["survey"][0]["activities"]
    assert [part["to"] for part in activities] == ["participation"]
    assert proposal.preview.tables["participation"].rows
    assert len(proposal.stakeholders) == 3


def test_ids_that_start_anew_in_each_interview_are_warned_of():
    rows = [[str(interview), "0", str(alter)] for interview in range(1, 6) for alter in range(1, 5)]
    rows += [[str(interview), "1", "2"] for interview in range(1, 6)]
    proposal = small(["id_interview", "from", "to"], *rows)
    assert any("start anew in each interview" in note for note in proposal.notes)
    assert any(line.key == "survey.ego" and line.confidence < 0.5 for line in proposal.to_confirm)


def test_nodes_beside_ties_are_the_members():
    files = {
        "edges.csv": text([["source", "target", "type", "weight", "mutual"], ["a", "b", "partnership", "2", "True"]]),
        "nodes.csv": text([["id", "name"], ["a", "Food Bank"], ["b", "Youth Hub"], ["c", "Alone"]]),
    }  # fmt: skip
    proposal = propose_mapping(files)
    assert proposal.stakeholders["name"].tolist() == ["Food Bank", "Youth Hub", "Alone"]
    assert layer_ties(proposal, "partnership") == {("Food Bank", "Youth Hub"): 2}
    assert tomllib.loads(proposal.toml)["layers"]["partnership"]["directed"] is False


def test_an_encoding_is_proposed_to_be_confirmed_never_taken():
    data = "Your organisation,How often? [Café],How often? [Hub]\r\nHub,Weekly,\r\nCafé,,Daily\r\n".encode("cp1252")
    proposal = propose_mapping({"old.csv": data})
    line = next(line for line in proposal.lines if line.key == "survey.source.encoding")
    assert line.must_confirm
    assert line.confidence < 0.5


def test_an_export_without_such_questions_says_so():
    proposal = small(["age", "colour"], ["33", "blue"], ["41", "red"])
    assert proposal.preview.problems
    assert "does not run as it stands" in proposal_text(proposal)
    assert any("No question about other organisations" in note for note in proposal.notes)
    with pytest.raises(InputError):
        propose_mapping({"nothing.csv": b""})


def test_a_workbook_with_repeated_statements_has_a_layer_for_each():
    head = ["ID", "Start time", "Completion time", "Email", "Name", "Your organisation", "Hub", "Bank", "Hub2", "Bank2"]
    rows = [
        [1, "2025-03-05 10:12", "2025-03-05 10:20", "anonymous", "", "Hub", "", "Weekly", "", "High trust"],
        [2, "2025-03-05 10:12", "2025-03-05 10:20", "anonymous", "", "Bank", "Daily", "", "Low trust", ""],
    ]
    proposal = propose_mapping({"forms.xlsx": book({"Form1": [head, *rows]})})
    assert set(proposal.preview.layers["layer"]) == {"communication", "trust"}


@pytest.mark.parametrize(
    ("answers", "kind", "order"),
    [
        (("Weekly", "Never", "Monthly", "Daily", "Don't know"), "frequency", ("Monthly", "Weekly", "Daily")),
        (("A great deal", "Somewhat", "Not at all", "A little"), "rating", ("A little", "Somewhat", "A great deal")),
        (("Collaboration", "None", "Networking"), "continuum", ("Networking", "Collaboration")),
        (("always", "rarely", "often", "sometimes", "never"), "frequency", ("rarely", "sometimes", "often", "always")),
        (("2 - Often", "1 - Now and then", "0 - Never"), "frequency", ("1 - Now and then", "2 - Often")),
        (("High trust", "Low trust", "Some trust"), "rating", ("Low trust", "Some trust", "High trust")),
        (("Yes", "No"), "yes_no", ("Yes",)),
        (("5", "0", "3", "99"), "count", ("3", "5")),
        (("Twice a month", "Once a year or less", "Every two weeks or more", "no contact"), "frequency",
         ("Once a year or less", "Twice a month", "Every two weeks or more")),
        (("Blue", "Red"), "", ()),
    ],
)  # fmt: skip
def test_scales_are_read_by_their_words_in_any_order(answers, kind, order):
    scale = read_scale(dict.fromkeys(answers, 2))
    assert (scale.kind, scale.ordered) == (kind, order)


def test_labels_of_the_ladder_are_used_only_where_each_answer_has_its_own():
    scale = read_scale(dict.fromkeys(("Once a month", "Every other week", "Daily"), 1))
    assert standard_labels(scale) == {}
    scale = read_scale(dict.fromkeys(("Once a month", "Every week", "Annually"), 1))
    assert standard_labels(scale) == {"Annually": "yearly", "Once a month": "monthly", "Every week": "weekly"}


@pytest.mark.parametrize(
    ("words", "rate"),
    [
        ("2-3 times a month", 30),
        ("every three months", 4),
        ("bi-weekly", 26),
        ("less than monthly", 6),
        ("Food Bank", None),
    ],
)
def test_contacts_a_year(words, rate):
    assert contacts_per_year(words.lower()) == rate


@pytest.mark.parametrize(
    ("answer", "family"),
    [
        ("I don't know this organisation", "none"), ("Don't know", "missing"), ("-99", "missing"), ("n/a", "missing"),
        ("know them but no contact", "none"), ("<u><strong>yearly</strong></u><br />", "rate"), ("Parks", "unknown"),
        ("Prefer not to say", "missing"), ("3 = Monthly", "rate"), ("Not connected", "none"),
    ],
)  # fmt: skip
def test_nothing_and_no_idea_are_two_answers(answer, family):
    assert read_word(answer).family == family


@pytest.mark.skipif(not SAMPLES.exists(), reason="the sample files lie beside the checkout")
@pytest.mark.parametrize(
    ("files", "tool"),
    [
        (["05_qualtrics_raw_and_legacy/sample.csv"], "qualtrics"),
        (["05_qualtrics_raw_and_legacy/sample_legacy.csv"], "qualtrics"),
        (["06_surveymonkey_two_header/StarWars_first120.csv"], "surveymonkey"),
        (["07_limesurvey_code_and_text_headers/public_data_2017_zaf.csv"], "limesurvey"),
        (["10_redcap/checkboxes-1_data.csv", "10_redcap/checkboxes-1_dictionary.csv"], "redcap"),
        (["10_redcap/repeating-instruments_data.csv"], "redcap"),
        (["10_redcap/vignette-repeating_data.csv", "10_redcap/vignette-repeating_dictionary.csv"], "redcap"),
        (["13_recon_ego_interviews/collaboration.csv"], "sheet"),
        (["13_recon_ego_interviews/resources.csv", "13_recon_ego_interviews/nodes.csv"], "sheet"),
    ],
)  # fmt: skip
def test_real_files_name_their_tool_with_reasons(files, tool):
    proposal = propose_mapping({Path(name).name: (SAMPLES / name).read_bytes() for name in files})
    assert proposal.tool == tool
    assert proposal.tool_reasons
    assert proposal_text(proposal)


_TEXT = st.text(max_size=12)
_PARTS = st.one_of(
    _TEXT, st.integers(0, 99), st.booleans(), st.lists(_TEXT, max_size=4), st.dictionaries(_TEXT, _TEXT, max_size=3)
)


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(_TEXT, _PARTS, max_size=4), st.dictionaries(_TEXT, _PARTS, max_size=4), _TEXT)
def test_any_text_of_an_export_stays_text_in_the_toml(layer, block, reason):
    given_settings = {"layers": {"a": layer}, "survey": [{"ego": reason, "ties": [block, {"layer": "b"}]}]}
    lines = {"survey.ego": Line("survey.ego", reason, 0.5, reason, True)}
    assert tomllib.loads(settings_text(given_settings, lines)) == given_settings


def test_an_export_cannot_steer_the_terminal():
    head = ["Your organisation", *(f"How often? [{name}]" for name in NAMES[:3])]
    proposal = small(
        head, ["\x1b[31mEvil\x1b[0m", "Weekly", "", ""], [NAMES[0], "", "Daily", ""], [NAMES[1], "", "", "Never"]
    )
    assert "\x1b" not in proposal_text(proposal)


def test_the_same_export_gives_the_same_proposal():
    one, other = (propose_mapping(qualtrics(truth(3))) for _ in range(2))
    assert one.toml == other.toml
    assert proposal_text(one) == proposal_text(other)
    assert np.array_equal(truth(3), truth(3))


def test_columns_called_after_items_become_assessments() -> None:
    text = (
        "Timestamp,Your organisation,How often? [Food Bank],How often? [Hub],condition.CA,backbone.vision,engagement\n"
        "1,Hub,Weekly,,4,3,Don't know\n2,Food Bank,,Never,Agree,2,5\n3,Clinic,Monthly,Never,2,1,1\n"
    ).replace(",Agree,", ",5,")
    found = propose_mapping({"answers.csv": text.encode()})
    survey = tomllib.loads(found.toml)["survey"][0]
    assert survey["assessments"] == [
        {"columns": ["condition.CA", "backbone.vision", "engagement"], "missing": ["Don't know"]}
    ]
    assert not found.preview.problems
    assert len(found.preview.tables["assessments"].rows) == 8


def test_agreement_about_statements_is_told_and_offers_are_proposed() -> None:
    text = (
        "Timestamp,Your organisation,How often? [Food Bank],How often? [Hub],How far do you agree? [We share goals],"
        "How far do you agree? [We hear in time],What could you offer? [Space],What could you offer? [Data]\n"
        "1,Hub,Weekly,,Agree,Strongly agree,TRUE,FALSE\n2,Food Bank,,Never,Disagree,Agree,FALSE,TRUE\n"
        "3,Clinic,Weekly,Never,Disagree,Agree,FALSE,TRUE\n"
    )
    found = propose_mapping({"answers.csv": text.encode()})
    survey = tomllib.loads(found.toml)["survey"][0]
    assert "assessments" not in survey
    assert any("How far do you agree?" in note and "is not mapped" in note for note in found.notes)
    assert [part["field"] for part in survey["lists"]] == ["offers"]
    assert not found.preview.problems
