"""A member of the coalition who wants to know more than was agreed finds nothing, in any file of any output."""

import random
import re
from pathlib import Path

import pandas as pd
import pytest
from leak_study import Made, everything, is_in, study_on, texts_of

import ci_network as ci


@pytest.fixture(scope="module", params=["shareable", "internal"])
def outputs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Made, str, Path, ci.Release]:
    folder = tmp_path_factory.mktemp("leaks")
    made = study_on(folder / "study")
    return made, request.param, folder / "out", everything(made, request.param, folder / "out")


def test_no_byte_holds_a_withheld_name(outputs: tuple[Made, str, Path, ci.Release]) -> None:
    made, audience, out, _ = outputs
    found = {(word, where) for where, text in texts_of(out) for word in made.hidden[audience] if is_in(word, text)}
    assert not found


def test_no_coordinate_note_or_own_column_leaves_the_team(outputs: tuple[Made, str, Path, ci.Release]) -> None:
    made, audience, out, _ = outputs
    text = "".join(text for _, text in texts_of(out))
    assert "noteoforg" not in text, "free text of an assessment"
    people = pd.read_csv(made.folder / "stakeholders.csv", dtype=str, keep_default_na=False)
    column = "consent_named_internal" if audience == "internal" else "consent_named_public"
    for row in people.to_dict("records"):
        if audience == "shareable" or row[column] != "yes":
            assert row["secret_note"] not in text
            assert row["latitude"][:8] not in text
    if audience == "shareable":
        assert "sha256:" not in (out / "report" / "provenance.json").read_text()


def test_no_order_of_rows_follows_the_study(tmp_path: Path) -> None:
    """The same coalition in two orders of the table of stakeholders gives the same rows, name by name."""
    made = study_on(tmp_path / "one")
    people = pd.read_csv(made.folder / "stakeholders.csv", dtype=str, keep_default_na=False)
    other = tmp_path / "two"
    other.mkdir()
    for path in made.folder.iterdir():
        (other / path.name).write_bytes(path.read_bytes())
    people.sample(frac=1, random_state=3).to_csv(other / "stakeholders.csv", index=False)
    first, second = (
        ci.release(ci.analyse(ci.read_study(folder)), audience="shareable", salt="s") for folder in (made.folder, other)
    )
    for name in ("members", "ties", "node_measures", "gaps"):
        keys = [
            key
            for key in ("member", "measure", "source", "target", "gap", "kind", "subjects")
            if key in getattr(first, name)
        ]
        pd.testing.assert_frame_equal(getattr(first, name)[keys], getattr(second, name)[keys])
    told = [[text for text in release.gaps["finding"] if "Member " in text] for release in (first, second)]
    assert told[0] == told[1]


def test_nothing_tells_beyond_the_team_who_did_not_answer(tmp_path: Path) -> None:
    made = study_on(tmp_path / "study")
    release = everything(made, "shareable", tmp_path / "out")
    assert release.members["answered"].all()
    groups = release.responses[release.responses["group"] != ""]
    assert not (groups["answered"] == 0).any()
    for page in (tmp_path / "out").rglob("*.html"):
        text = re.sub(r"<script.*?</script>", "", page.read_text(), flags=re.DOTALL)
        for said in ("Did not answer", "who answered has a contact", "No answer from the backbone", "further 1"):
            assert said not in text, (page, said)


def test_a_silent_backbone_is_not_told_beyond_the_team(tmp_path: Path) -> None:
    made = study_on(tmp_path / "study", answered=1.0)
    responses = (made.folder / "responses.csv").read_text().replace("org-00,2025,complete", "org-00,2025,none")
    (made.folder / "responses.csv").write_text(responses)
    ties = pd.read_csv(made.folder / "ties.csv", dtype=str)
    ties[ties["source"] != "org-00"].to_csv(made.folder / "ties.csv", index=False)
    release = everything(made, "shareable", tmp_path / "out")
    assert release.about["response_policy"] == "bands"
    for where, text in texts_of(tmp_path / "out"):
        assert "no answer from the backbone" not in text.casefold(), where


def test_answers_about_trust_are_in_no_output(tmp_path: Path) -> None:
    """Turning every answer about trust and value round changes no pair's row of any table."""
    made = study_on(tmp_path / "one")
    other = tmp_path / "two"
    other.mkdir()
    for path in made.folder.iterdir():
        (other / path.name).write_bytes(path.read_bytes())
    ties = pd.read_csv(made.folder / "ties.csv", dtype=str)
    rated = ties["layer"].str.startswith(("trust", "value"))
    rng = random.Random(9)
    ties.loc[rated, "value"] = [str(rng.randint(1, 4)) for _ in range(int(rated.sum()))]
    ties.to_csv(other / "ties.csv", index=False)
    for audience in ("internal", "shareable"):
        first, second = (
            ci.release(ci.analyse(ci.read_study(folder)), audience=audience, salt="s")
            for folder in (made.folder, other)
        )
        pd.testing.assert_frame_equal(first.ties, second.ties)
        pd.testing.assert_frame_equal(first.node_measures, second.node_measures)
        pd.testing.assert_frame_equal(first.members, second.members)
        told = [
            release.gaps.loc[release.gaps["subjects"] != "", ["gap", "kind", "subjects"]] for release in (first, second)
        ]
        pd.testing.assert_frame_equal(*told)


def test_ids_that_are_words_or_numbers_can_be_released(tmp_path: Path) -> None:
    made = study_on(tmp_path / "study", plain_ids=True)
    release = everything(made, "shareable", tmp_path / "out")
    assert set(release.members.loc[~release.members["named"], "member"].str[:7]) == {"member-"}
    assert not {"health", "monthly", "17", "degree", "a"} & {
        part for cell in release.gaps["subjects"] for part in cell.split("|")
    }
    found = {
        (word, where)
        for where, text in texts_of(tmp_path / "out")
        for word in made.hidden["shareable"]
        if is_in(word, text)
    }
    assert not found


def test_the_same_salt_gives_the_same_bytes_and_another_only_other_pseudonyms(tmp_path: Path) -> None:
    made = study_on(tmp_path / "study")
    for run in ("one", "two"):
        for audience in ("internal", "shareable"):
            everything(made, audience, tmp_path / run / audience)
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert len(files) > 40
    for path in files:
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes(), path
