"""Answers go out through each tool's own file and export, and come back the same with no hand work."""

import csv
import io
import tomllib
from pathlib import Path

import numpy as np
import pytest
from folder import write_study
from questionnaire.answers import WAYS, Response, expected_parts, expected_ties, made_up, refusing, status
from questionnaire.conftest import TABLES, TOML
from questionnaire.tools import as_workbook, kobo_answers, kobo_export, qualtrics_answers, qualtrics_export

import ci_network as ci
from ci_network.intake.surveys import kobo, qualtrics
from ci_network.intake.surveys.apply import Applied, apply_mapping
from ci_network.intake.surveys.declared import read_mapping
from ci_network.intake.surveys.grid import text_grid
from ci_network.intake.surveys.reading import Setting
from ci_network.intake.surveys.roster import Member
from ci_network.intake.surveys.source import Material
from ci_network.intake.surveys.values import Scale
from ci_network.questionnaire.build import questionnaire_files
from ci_network.questionnaire.form import Answer, Form
from ci_network.questionnaire.qualtrics import tags
from ci_network.questionnaire.questions import BLOCKS, form_of
from ci_network.study.declared import read_declared
from ci_network.study.study import Study, read_study
from ci_network.terms import PRECONDITIONS

TOOLS = ("kobo", "qualtrics")


def export_of(tool: str, files: dict[str, bytes], form: Form, responses: list[Response]) -> bytes:
    if tool == "kobo":
        return kobo_export(files["questionnaire.xlsx"], [kobo_answers(form, one) for one in responses])
    text = files["questionnaire_qualtrics.txt"].decode()
    entered = [qualtrics_answers(form, one) for one in responses]
    return qualtrics_export(text, entered, finished=[one.finished for one in responses])


def setting_of(study: Study, settings: dict[str, object]) -> Setting:
    declared, problems = read_declared(settings)
    assert not problems
    things = {
        table: dict(zip(study.table(table)["id"], study.table(table)[column], strict=True))
        for table, column in (("activities", "title"), ("outcomes", "goal"), ("indicators", "id"), ("groups", "id"))
    }
    people = study.table("stakeholders").itertuples()
    return Setting(
        members=tuple(Member(one.id, one.name, one.aliases) for one in people),
        scales={
            name: Scale(layer.scale, layer.low, layer.high)
            for layer in declared.layers.values()
            for name in layer.table_names()
        },
        things=things,
    )


def read_back(tool: str, study: Study, mapping: bytes, export: bytes) -> Applied:
    settings = tomllib.loads(TOML + mapping.decode())
    (survey,), problems = read_mapping(settings)
    assert not problems, problems
    reader = {"kobo": kobo, "qualtrics": qualtrics}[tool]
    read = reader.read(Material((text_grid(export, f"{tool}_export.csv"),)))
    applied = apply_mapping(read, survey, setting_of(study, settings))
    assert not applied.problems, "\n".join(str(problem) for problem in applied.problems[:5])
    return applied


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("seed", range(4))
def test_every_answer_comes_back(study: Study, tool: str, seed: int) -> None:
    form = form_of(study, wave="2027")
    responses = made_up(form, rng=np.random.default_rng(seed), refusing=seed % 2)
    responses[-1].finished = tool == "kobo"
    files = questionnaire_files(study, wave="2027")
    applied = read_back(tool, study, files[f"mapping_{tool}.toml"], export_of(tool, files, form, responses))
    refused = refusing(responses)

    added = {row[1]: row[0] for _, row in applied.tables["stakeholders"].rows if row[1]}
    wanted = {
        ("2027", layer, source, added.get(target, target), value, *ways, source)
        for layer, source, target, value, *ways in expected_ties(form, responses, ways=tool == "kobo")
    }
    ties = [(*row[:4], float(row[4]), *row[5:]) for _, row in applied.tables["ties"].rows]
    assert len(ties) == len(set(ties))
    assert set(ties) == wanted
    assert len(wanted) > 50

    answered = {row[0]: row[1:] for _, row in applied.tables["responses"].rows}
    assert answered == {one.ego.key: ("2027", status(form, one, refused), "1") for one in responses if one.takes_part}
    for name, rows in expected_parts(form, responses).items():
        assert {row for _, row in applied.tables[name].rows} == rows


@pytest.mark.parametrize("tool", TOOLS)
def test_consent_and_profile_come_back(study: Study, tool: str) -> None:
    form = form_of(study, wave="2027")
    responses = made_up(form, rng=np.random.default_rng(9), skip=0.0)
    files = questionnaire_files(study, wave="2027")
    applied = read_back(tool, study, files[f"mapping_{tool}.toml"], export_of(tool, files, form, responses))
    table = applied.tables["stakeholders"]
    told = {row[0]: dict(zip(table.header, row, strict=True)) for _, row in table.rows}
    filled = [one for one in form.questions() if one.fills.table == "stakeholders"]
    assert len(filled) == 7
    for response in responses:
        for one in filled:
            answer = response.of(one)
            if not response.takes_part and one.fills.part != "consent_analysis":
                continue
            wanted = (
                picked(answer) if isinstance(answer, tuple) else answer if isinstance(answer, str) else answer.value
            )
            assert told[response.ego.key][one.fills.part] == wanted


def picked(answers: tuple[Answer, ...]) -> str:
    return "|".join(answer.value for answer in answers)


def scores(form: Form, responses: list[Response]) -> dict[str, dict[str, float]]:
    """Return what each organisation that takes part scored each item."""
    found: dict[str, dict[str, float]] = {}
    for response in (response for response in responses if response.takes_part):
        for one in (one for one in form.questions() if one.fills.table == "assessments"):
            for row in one.rows or (None,):
                answer = response.of(one, row)
                if isinstance(answer, Answer) and answer.value:
                    found.setdefault(row.key if row else one.fills.part, {})[response.ego.key] = float(answer.value)
    return found


@pytest.mark.parametrize("tool", TOOLS)
def test_the_framework_shows_the_means_of_what_was_answered(study: Study, tool: str, tmp_path: Path) -> None:
    form = form_of(study, blocks=BLOCKS, wave="2027")
    responses = made_up(form, rng=np.random.default_rng(8), skip=0.3)
    files = questionnaire_files(study, blocks=BLOCKS, wave="2027")
    mapping = files[f"mapping_{tool}.toml"].decode()
    folder = write_study(tmp_path / "coalition", TABLES, toml=f"{TOML}\n{mapping}")
    name = tomllib.loads(mapping)["survey"][0]["source"]["file"]
    export = export_of(tool, files, form, responses)
    (folder / name).write_bytes(as_workbook(export) if tool == "kobo" else export)
    answered = read_study(folder)

    wanted = scores(form, responses)
    table = answered.table("assessments", "2027")
    found = {(one.item, one.stakeholder): one.score for one in table.itertuples()}
    assert found == {(item, who): score for item, given in wanted.items() for who, score in given.items()}
    assert len(found) > 150

    situation = ci.Situation.of(answered)
    shown = {
        f"condition.{one.condition}": one.self_assessment for one in ci.conditions_summary_table(situation).itertuples()
    }
    for condition, mean in shown.items():
        own: dict[str, list[float]] = {}
        for item, given in wanted.items():
            for who, score in given.items() if item.startswith(f"{condition}.") else ():
                own.setdefault(who, []).append(score)
        assert mean == pytest.approx(np.mean([np.mean(parts) for parts in own.values()]))
    rest = {f"readiness.{one.question}": one.score for one in ci.readiness_table(situation).itertuples()}
    rest |= {f"backbone.{one.role}": one.score for one in ci.backbone_roles_table(situation).itertuples()}
    rest |= {f"phase.{one.phase}.{one.component}": one.score for one in ci.phases_table(situation).itertuples()}
    rest |= {f"precondition.{name}": ci.precondition_level(situation, name=name).value for name in PRECONDITIONS}
    rest["engagement"] = ci.engagement_level(situation).value
    assert len(rest) == 5 + 6 + 12 + 3 + 1
    assert rest == pytest.approx({item: np.mean(list(wanted[item].values())) for item in rest})


@pytest.mark.parametrize("columns", ["both", "joined", "apart"])
@pytest.mark.parametrize("skip", [0.1, 1.0])
def test_offers_and_needs_come_back_however_kobo_exports_them(study: Study, columns: str, skip: float) -> None:
    form = form_of(study, blocks=["resources"], wave="2027")
    responses = made_up(form, rng=np.random.default_rng(2), skip=skip)
    if skip == 1.0:
        for one in responses:
            one.said = {key: answer for key, answer in one.said.items() if key[0] not in ("offers", "needs")}
    files = questionnaire_files(study, blocks=["resources"], wave="2027")
    rows = list(csv.reader(io.StringIO(export_of("kobo", files, form, responses).decode()), delimiter=";"))
    joined = [name in ("offers", "needs") for name in rows[0]]
    apart = [name.startswith(("offers/", "needs/")) for name in rows[0]]
    left_out = {"both": [False] * len(rows[0]), "joined": apart, "apart": joined}[columns]
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(
        [cell for cell, gone in zip(row, left_out, strict=True) if not gone] for row in rows
    )
    applied = read_back("kobo", study, files["mapping_kobo.toml"], out.getvalue().encode())
    table = applied.tables["stakeholders"]
    place = table.header.index("offers") if "offers" in table.header else 1
    found = {row[0]: row[place] for _, row in table.rows}
    wanted = {one.ego.key: picked(one.said.get(("offers", "")) or ()) for one in responses if one.takes_part}
    assert {who: words for who, words in found.items() if words} == {w: words for w, words in wanted.items() if words}


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("blocks", [["communication"], ["trust", "goals"], ["activities", "profile"]])
def test_a_part_of_the_questionnaire_comes_back(study: Study, tool: str, blocks: list[str]) -> None:
    form = form_of(study, blocks=blocks, wave="2027")
    responses = made_up(form, rng=np.random.default_rng(3))
    files = questionnaire_files(study, blocks=blocks, wave="2027")
    applied = read_back(tool, study, files[f"mapping_{tool}.toml"], export_of(tool, files, form, responses))
    found = {row[1] for _, row in applied.tables["ties"].rows} if "ties" in applied.tables else set()
    assert found == {one.fills.part for one in form.member_questions if one.name not in WAYS}
    for name, rows in expected_parts(form, responses).items():
        assert {row for _, row in applied.tables[name].rows} == rows if rows else name not in applied.tables


@pytest.mark.parametrize("tool", TOOLS)
def test_where_nobody_is_asked_about_there_is_no_mapping(study: Study, tool: str) -> None:
    assert f"mapping_{tool}.toml" not in questionnaire_files(study, blocks=["open", "profile"])


@pytest.mark.parametrize("tool", TOOLS)
def test_the_mapping_and_the_export_beside_the_study_are_all_that_it_takes(
    study: Study, tool: str, tmp_path: Path
) -> None:
    form = form_of(study, wave="2027")
    responses = made_up(form, rng=np.random.default_rng(5))
    files = questionnaire_files(study, wave="2027")
    mapping = files[f"mapping_{tool}.toml"].decode()
    folder = write_study(tmp_path / "coalition", TABLES, toml=f"{TOML}\n{mapping}")
    export = export_of(tool, files, form, responses)
    name = tomllib.loads(mapping)["survey"][0]["source"]["file"]
    (folder / name).write_bytes(as_workbook(export) if tool == "kobo" else export)
    answered = read_study(folder)

    assert answered.refused == 1
    assert answered.waves == ("2027",)
    ties = answered.table("ties")
    outsiders = set(answered.table("stakeholders").query("role == 'outsider'")["id"])
    known = ties[~ties["target"].isin(outsiders)]
    found = set(known[["layer", "source", "target", "value", "channel", "purpose"]].itertuples(index=False, name=None))
    people = {member.key for member in form.members}
    wanted = expected_ties(form, responses, ways=tool == "kobo")
    assert found == {tie for tie in wanted if tie[2] in people}
    assert len(outsiders) == sum(len(one.added) for one in responses)
    told = answered.table("stakeholders").set_index("id")["consent_named_public"]
    for response in (response for response in responses if response.takes_part):
        assert told[response.ego.key] == response.said["consent_named_public", ""].value


def test_choices_carried_forward_in_qualtrics_come_back_too(study: Study) -> None:
    form = form_of(study, wave="2027")
    responses = made_up(form, rng=np.random.default_rng(6))
    files = questionnaire_files(study, wave="2027")
    text = files["questionnaire_qualtrics.txt"].decode()
    known = tags(form)
    export = qualtrics_export(
        text,
        [qualtrics_answers(form, one) for one in responses],
        finished=[True] * len(responses),
        carried=tuple(known[one.name] for one in form.member_questions),
    )
    assert b"communication_x3" in export
    applied = read_back("qualtrics", study, files["mapping_qualtrics.toml"], export)
    found = {(row[1], row[2], row[3], float(row[4])) for _, row in applied.tables["ties"].rows}
    people = {member.key for member in form.members}
    wanted = {tie[:4] for tie in expected_ties(form, responses, ways=False) if tie[2] in people}
    assert {tie for tie in found if tie[2] in people} == wanted


def test_a_name_that_is_hard_to_parse_is_nobody_elses(study: Study) -> None:
    labels = [member.label for member in form_of(study).members]
    assert "City of X, Parks - Recreation and Culture" in labels
    assert {"Community Clinic (clinic-1)", "Community Clinic (clinic-2)"} <= set(labels)
