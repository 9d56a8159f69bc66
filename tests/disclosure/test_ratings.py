"""Nothing that rests on too few people's ratings passes the gate."""

from pathlib import Path

import pandas as pd
import pytest
from small_study import small_situation

import ci_network as ci
from ci_network.analysis import analyse

PEOPLE = {"q9": "backbone"} | {f"m{place}": "health" for place in range(6)}
TIES = {("q9", "m0"): 4} | {(f"m{place}", f"m{place + 1}"): 4 for place in range(5)}


def released(folder: Path, raters: int, audience: str, *, joint: bool = False) -> ci.Release:
    items = ("condition.BB", "phase.1.planning", "readiness.backing", "backbone.vision", "engagement")
    who = [""] if joint else [f"m{place}" for place in range(raters)]
    scores = [f"2025,{item},{one},2" for item in items for one in who]
    ties = [f"2025,communication,{a},{b},{value},{a}" for (a, b), value in TIES.items()]
    trust = [f"2025,trust.{item},m{place},q9,4,m{place}" for place in range(raters)
             for item in ("reliability", "mission", "openness")]  # fmt: skip
    tables = {
        "assessments": "\n".join(["wave,item,stakeholder,score", *scores]),
        "ties": "\n".join(["wave,layer,source,target,value,reported_by", *ties, *trust]),
    }
    study = small_situation(folder, PEOPLE, TIES, settings='backbone = ["q9"]', tables=tables).study
    return ci.release(analyse(study), audience=audience, salt="s")


def shown(release: ci.Release) -> list[bool]:
    conditions = release.conditions.set_index(["condition", "indicator", "source"])["value"]
    return [
        bool(pd.notna(value))
        for value in (
            conditions.get(("BB", "score", "self-assessment"), 1),
            release.conditions_summary.set_index("condition").at["BB", "self_assessment"],
            release.phases.set_index(["phase", "component"]).at[(1, "planning"), "score"],
            release.readiness.set_index("question").at["backing", "score"],
            release.backbone_roles.set_index("role").at["vision", "score"],
            release.readiness_evidence.set_index("evidence").at["engagement_level", "value"],
        )
    ]


@pytest.mark.parametrize(
    ("raters", "audience", "expected"), [(2, "internal", False), (3, "internal", True), (4, "shareable", False),
                                         (5, "shareable", True)]
)  # fmt: skip
def test_few_raters_are_kept_back(tmp_path: Path, raters: int, audience: str, expected: bool) -> None:
    release = released(tmp_path / "s", raters, audience)
    assert set(shown(release)) == {expected}
    kept = "kept back" in " ".join(release.conditions["reason"].astype(str))
    assert kept is not expected
    assert ("figures that rest on ratings" in set(release.withheld["what"])) is not expected


def test_a_mean_of_trust_goes_with_the_score_that_would_tell_it(tmp_path: Path) -> None:
    for raters, hidden in ((4, True), (5, False)):
        release = released(tmp_path / str(raters), raters, "shareable")
        rows = release.conditions[release.conditions["condition"] == "BB"].set_index(["indicator", "source"])["value"]
        assert pd.isna(rows["BB5", "network"]) == hidden
        assert pd.isna(rows["score", "network"]) == hidden
        summary = release.conditions_summary.set_index("condition").loc["BB"]
        assert pd.isna(summary["network_score"]) == hidden


def test_what_the_group_agreed_together_is_no_single_answer(tmp_path: Path) -> None:
    release = released(tmp_path / "s", 0, "shareable", joint=True)
    assert set(shown(release)) == {True}
