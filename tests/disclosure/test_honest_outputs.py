"""With few answers no output claims anything of a single member's place, and silence is never called isolation."""

import re
from pathlib import Path

import pytest
from leak_study import Made, everything, study_on
from toy import write_toy

import ci_network as ci
from ci_network.output.plan import write_plan
from ci_network.terms import FORBIDDEN_WORDS

ROOT = Path(__file__).resolve().parents[2]

# What is said of a member's place in the network, and may only be said where enough answered.
CLAIMS = (
    "holds the network together", "single link", "only link", "would be cut off", "key connector", "broker",
    "is not in contact with any member", "backbone alone", "steps from the backbone",
)  # fmt: skip
AUDIENCES = ("internal", "shareable")


def told(out: Path) -> dict[str, str]:
    """Return the texts of all pages and tables, by file; programs and styles left out."""
    found = {}
    for path in out.rglob("*"):
        if path.suffix in (".html", ".csv", ".txt", ".svg"):
            text = path.read_text("utf-8")
            found[str(path.relative_to(out))] = re.sub(r"<(script|style).*?</\1>", "", text, flags=re.DOTALL)
    return found


def about_members(release: ci.Release) -> set[str]:
    single = release.gaps[~release.gaps["subjects"].str.contains("|", regex=False) & (release.gaps["subjects"] != "")]
    return set(single["kind"])


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return study_on(tmp_path_factory.mktemp("few") / "study", answered=0.55)


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return study_on(tmp_path_factory.mktemp("some") / "study", answered=0.7)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_under_65_percent_nothing_is_claimed_of_a_member(few: Made, audience: str, tmp_path: Path) -> None:
    release = everything(few, audience, tmp_path)
    assert release.about["response_policy"] == "counts"
    counts = {"degree", "degree_in", "degree_out", "strength"}
    assert set(release.node_measures.dropna(subset="value")["measure"]) <= counts
    assert not about_members(release) & {
        "articulation_point", "key_connector", "broker", "peripheral", "isolated", "effectively_isolated", "only_tie",
        "stranded",
    }  # fmt: skip
    silent = set(release.members.loc[~release.members["answered"], "member"])
    for where, text in told(tmp_path).items():
        plain = re.sub(r"<[^>]+>", " ", text)
        for claim in CLAIMS:
            for found in re.finditer(claim, plain):
                around = plain[max(0, found.start() - 120) : found.end()]
                names = [label for label in release.members["label"] if label in around]
                assert not names, (where, around)
    assert not silent & set(release.gaps.loc[release.gaps["gap"] == "G2", "subjects"])


@pytest.mark.parametrize("audience", AUDIENCES)
def test_from_65_to_80_percent_there_are_bands_and_the_word_provisional(
    some: Made, audience: str, tmp_path: Path
) -> None:
    release = everything(some, audience, tmp_path)
    assert release.about["response_policy"] == "bands"
    between = release.node_measures[release.node_measures["measure"] == "betweenness"]
    assert between["value"].isna().all()
    assert set(between["band"]) <= {"lower", "middle", "upper", ""}
    resting = release.gaps[release.gaps["gap"].isin(["G2", "G4", "G11", "G12"])]
    assert resting["caveat"].str.contains("provisional").all()
    pages = told(tmp_path)
    for page in ("report/report.html", "plan/plan.html"):
        assert re.search("provisional|of members answered|answered", pages[page], re.IGNORECASE), page
    silent = set(release.members.loc[~release.members["answered"], "member"])
    assert not silent & set(release.gaps.loc[release.gaps["gap"] == "G2", "subjects"])


@pytest.mark.parametrize("study", ["riverbend", "toy", "../shared/real/indiana-tobacco"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_output_judges_a_member(study: str, audience: str, tmp_path: Path) -> None:
    folder = ROOT / study if study.startswith("..") else ROOT / "data" / study
    if study == "toy":
        folder = write_toy(tmp_path / "toy")
    if not folder.exists():
        pytest.skip("the study is not here")
    found = ci.read_study(folder)
    analysis = ci.analyse(found, rng=1)
    ci.write_report(ci.release(analysis, audience=audience, salt="s"), tmp_path / "out")
    plan = ci.plan_engagement(analysis.situation, hours=20)
    write_plan(ci.release_plan(plan, audience=audience, salt="s"), tmp_path / "out" / "plan")
    for where, text in told(tmp_path / "out").items():
        plain = re.sub(r"<[^>]+>", " ", text).casefold()
        said = [word for word in FORBIDDEN_WORDS if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain)]
        assert not said, (where, said)


def test_an_unknown_response_is_said_to_be_unknown(tmp_path: Path) -> None:
    made = study_on(tmp_path / "study")
    (made.folder / "responses.csv").unlink()
    release = everything(made, "internal", tmp_path / "out")
    assert release.about["response_policy"] == "unstated"
    assert "not known" in told(tmp_path / "out")["report/report.html"]
