"""The main job, end to end: files, contracts, same bytes, names kept back; on the bundled and the real coalition."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import networkx as nx
import numpy as np
import oracle
import pandas as pd
import pytest

import ci_network as ci
from ci_network.cli import main

ROOT = Path(__file__).resolve().parents[1]
RIVERBEND = ROOT / "data" / "riverbend"
TOBACCO = oracle.SHARED / "real" / "indiana-tobacco"
CONTRACT = {
    "node_measures": ["member", "measure", "value", "reason", "band"],
    "network_measures": ["measure", "threshold", "value", "low", "high", "reason"],
    "reach": ["measure", "group", "threshold", "value", "n", "reason", "standard_error"],
    "gaps": ["gap", "kind", "subjects", "severity", "confidence", "evidence", "caveat", "finding"],
    "recommendations": [
        "rank", "rule", "subjects", "action", "why", "condition", "phase", "effect", "low", "high", "hours", "basis",
        "effect_on", "change", "watch", "named_claim", "introductions", "operations",
    ],
    "conditions": ["condition", "indicator", "label", "value", "n", "source", "basis", "reason", "direction", "scored"],
    "conditions_summary": [
        "condition", "label", "network_score", "level", "self_assessment", "n", "evidence_coverage", "disagreement",
        "sentence", "self_reading", "source", "reason",
    ],
    "phases": [
        "phase", "component", "score", "n", "source", "network_score", "evidence_coverage", "disagreement", "present",
        "reason",
    ],
    "phase_evidence": ["phase", "component", "evidence", "label", "value", "n", "source", "basis", "reason"],
    "readiness": ["question", "label", "score", "n", "source", "answer", "evidence_coverage", "basis", "reason"],
    "readiness_evidence": ["question", "evidence", "label", "value", "unit", "n", "source", "basis", "reason"],
    "backbone_roles": ["role", "label", "score", "n", "covered", "note", "source", "basis", "reason"],
    "governance": [
        "form", "criterion", "label", "value", "observed", "expected", "matches", "n", "basis", "reason",
    ],
    "stage": ["metric", "label", "value", "cut", "stage", "basis", "reason"],
    "network_kinds": ["kind", "label", "value", "n", "basis", "reason"],
    "readings": ["reading", "label", "sentence", "source", "basis", "caveat"],
    "responses": ["wave", "group", "members", "answered", "rate"],
    "ledger": ["source", "row", "column", "fate", "reason"],
}  # fmt: skip


@cache
def analysis() -> ci.Analysis:
    return ci.analyse(ci.read_study(RIVERBEND), rng=1)


def run(*arguments: object) -> None:
    """Run the command line in this process; it ends without raising when all is well."""
    sys.argv = ["ci-network", *map(str, arguments)]
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0


@pytest.fixture
def _arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", [])


@pytest.mark.usefixtures("_arguments")
def test_the_main_job_writes_everything_and_ends_with_the_two_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("report", RIVERBEND, "--out", tmp_path)
    printed = capsys.readouterr().out.splitlines()
    assert printed[-2:] == [str(tmp_path / "map.html"), str(tmp_path / "report.html")]
    for name, columns in CONTRACT.items():
        assert list(pd.read_csv(tmp_path / "tables" / f"{name}.csv").columns) == columns, name
    graph = nx.read_graphml(tmp_path / "graphs" / "network.graphml")
    assert (len(graph), graph.number_of_edges()) == (64, len(analysis().network.ties()))
    record = json.loads((tmp_path / "provenance.json").read_text())
    assert record["settings"]["seed"] == 1
    assert set(record["inputs"]) == {path.name for path in RIVERBEND.iterdir() if path.suffix in (".csv", ".toml")}
    for page in ("report.html", "map.html"):
        text = (tmp_path / page).read_text()
        assert "ynthetic" in text, "made-up data are labelled so"
        assert "http-equiv" in text


SAME_AGAIN = """
import sys, ci_network as ci
analysis = ci.analyse(ci.read_study(sys.argv[1]), rng=7)
ci.write_report(ci.release(analysis, salt="fixed, so that pseudonyms are too"), sys.argv[2])
"""


def test_same_input_same_seed_same_bytes(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        command = [sys.executable, "-c", SAME_AGAIN, str(RIVERBEND), str(tmp_path / seed)]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run(command, check=True, capture_output=True, env=environment)
    files = sorted(path.relative_to(tmp_path / "1") for path in (tmp_path / "1").rglob("*") if path.is_file())
    assert len(files) == 22
    for file in files:
        assert (tmp_path / "1" / file).read_bytes() == (tmp_path / "2" / file).read_bytes(), file


@pytest.mark.usefixtures("_arguments")
@pytest.mark.parametrize("verb", ["measures", "gaps", "reach"])
@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_each_step_prints_its_table(verb: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(verb, ROOT / "data" / "knoke", "--format", form, "--layer", "money")
    printed = capsys.readouterr().out
    if form == "json":
        assert isinstance(json.loads(printed), list)
    assert ("measure" in printed) or verb == "gaps"


@pytest.mark.usefixtures("_arguments")
def test_check_says_that_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    run("check", RIVERBEND)
    assert "no problems" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        (["report", str(RIVERBEND), "--out", "x", "--layer", "gossip"], "There is no layer 'gossip'", 1),
        (["report", str(RIVERBEND), "--out", "x", "--wave", "1999"], "There is no wave '1999'", 1),
        (["report", str(RIVERBEND), "--out", "x", "--at-least", "often"], "'often'", 1),
        (["report", "/nowhere", "--out", "x"], "there is no such folder", 1),
        (["report", str(RIVERBEND)], "Missing option", 2),
        (["report", str(RIVERBEND), "--out", "x", "--audience", "everyone"], "everyone", 2),
    ],
)
def test_misuse_and_bad_input_end_without_a_traceback(
    arguments: list[str], words: str, code: int, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ci_network", *arguments], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


# What data/riverbend/README.md says was planted, and the gap that must find it.
PLANTED = {
    "an unreached sector": ("G1", "unreached", "subjects", "housing-authority"),
    "the same as a group that the backbone does not reach": ("G11", "", "subjects", "housing-authority"),
    "a burdened member": ("G13", "", "subjects", "millrace-family-centre"),
    "an orphan outcome": ("G8", "orphan", "evidence", "stable-homes"),
    "work without talk": ("G6", "activity", "evidence", "summer-bridge"),
    "a single point of failure": ("G5", "articulation_point", "subjects", "interfaith-table"),
}


@pytest.mark.parametrize("feature", PLANTED)
def test_planted_features_are_among_the_gaps(feature: str) -> None:
    gap, kind, column, words = PLANTED[feature]
    gaps = analysis().gaps
    gaps = gaps[(gaps["gap"] == gap) & (gaps["kind"].str.contains(kind))]
    assert gaps[column].str.contains(words).any()


def test_recommendations_keep_their_caps() -> None:
    table = analysis().recommendations
    assert 3 <= len(table) <= 7
    members = table["subjects"].str.split("|").explode()
    members = members[members.isin(analysis().network.ids)]
    assert members.value_counts().max() <= 2
    assert (table["hours"] >= 0).all()


def test_an_internal_release_names_nobody_who_declined() -> None:
    study = analysis().study
    people = study.table("stakeholders").set_index("id")
    declined = people[people["consent_named_internal"] == "no"]
    assert len(declined) > 0
    shown = ci.release(analysis(), audience="internal")
    assert not set(declined.index) & set(shown.members["member"])


@pytest.mark.parametrize("audience", ["internal", "shareable"])
def test_no_withheld_name_is_in_any_byte(audience: str, tmp_path: Path) -> None:
    people = analysis().study.table("stakeholders").set_index("id")
    column = "consent_named_internal" if audience == "internal" else "consent_named_public"
    withheld = people[people[column] != "yes"]
    paths = ci.write_report(ci.release(analysis(), audience=audience), tmp_path)
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths).casefold()
    for member, row in withheld.iterrows():
        for name in (str(member), row["name"], *row["aliases"]):
            if len(name) > 4:  # a short alias such as "PTA" is part of other words
                assert name.casefold() not in text, (audience, name)


def test_a_shareable_release_shows_no_single_answer() -> None:
    shown = ci.release(analysis(), audience="shareable", salt="s")
    assert set(shown.ties["layer"]) == {"communication"}
    assert shown.ties["value"].nunique() == 1
    assert (shown.ties["reports"] == 0).all()
    assert not shown.gaps["gap"].isin(["G3", "G5", "G13"]).any()
    assert set(shown.members["role"]) == {""}
    assert shown.members["answered"].all()


@pytest.mark.parametrize("verb", ["gaps", "measures", "compare"])
def test_ratings_are_refused_by_every_verb(verb: str) -> None:
    options = ["--layer", "trust", "--at-least", "any"]
    command = [sys.executable, "-m", "ci_network", verb, str(RIVERBEND), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "never shown by pair or member" in done.stderr


@pytest.mark.usefixtures("_arguments")
def test_compare_keeps_members_out_of_a_shareable_table(capsys: pytest.CaptureFixture[str]) -> None:
    run("compare", RIVERBEND, "--audience", "shareable", "--format", "csv")
    lines = capsys.readouterr().out.splitlines()
    assert {line.split(",")[0] for line in lines[1:]} == {"network", "sector"}
    assert not any(",housing," in line for line in lines), "four members are too few"


def test_few_answers_are_shown_as_bands() -> None:
    study = analysis().study
    responses = study.tables["responses"].copy()
    silent = responses["wave"].eq("2026") & responses["stakeholder"].isin(list(responses["stakeholder"].unique()[5:18]))
    responses.loc[silent, "status"] = "none"
    tables = {**study.tables, "responses": responses}
    few = ci.analyse(replace(study, tables=tables))
    assert few.situation.policy.level == "bands"
    between = few.node_measures[few.node_measures["measure"] == "betweenness"]
    assert between["value"].isna().all()
    assert set(between["band"]) <= {"lower", "middle", "upper"}


def test_trust_and_value_are_never_in_a_release() -> None:
    for audience in ("internal", "shareable"):
        shown = ci.release(analysis(), audience=audience)
        assert not set(shown.ties["layer"]) & {"trust", "value"}


@oracle.needs_oracle
@pytest.mark.usefixtures("_arguments")
def test_the_real_coalition_as_it_lies_there(tmp_path: Path) -> None:
    run("report", TOBACCO, "--out", tmp_path, "--at-least", "any")
    table = pd.read_csv(tmp_path / "tables" / "node_measures.csv").pivot(
        index="member", columns="measure", values="value"
    )
    reference = json.loads((oracle.SHARED / "oracle" / "tobacco_contact.json").read_text())
    names = pd.read_csv(TOBACCO / "stakeholders.csv").set_index("name")["id"]
    table = table.loc[[names[name] for name in reference["nodes"]]]
    for ours, theirs in {
        "degree": "degree_total",
        "betweenness": "betweenness",
        "constraint": "constraint",
        "effective_size": "effective_size",
        "core_number": "coreness_all",
    }.items():
        expected = oracle.numbers(reference["values"][theirs]["value"])
        np.testing.assert_allclose(table[ours], expected, rtol=0, atol=1e-9, err_msg=ours)


def test_knoke_has_no_backbone_and_says_so() -> None:
    found = ci.analyse(ci.read_study(ROOT / "data" / "knoke"))
    assert (
        found.reach["value"].isna().all() or found.reach.loc[found.reach["measure"] == "reach_2", "value"].isna().all()
    )
    assert (found.reach["reason"].str.contains("backbone")).any()
    assert ci.release(found).about["backbone"] == "none declared"
