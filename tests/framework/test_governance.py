"""Governance by hand: four rows, three forms, what is not known counted for none."""

import math
from pathlib import Path

from small_study import small_situation

from ci_network.framework.governance import governance_fit, governance_table

PEOPLE = {"bb": "backbone", "a": "health", "b": "health", "c": "schools"}


def trust(pairs: dict[tuple[str, str], int]) -> str:
    rows = [f"2025,trust.reliability,{a},{b},{value},{a}" for (a, b), value in pairs.items()]
    contact = ["2025,communication,a,b,4,a", "2025,communication,b,c,4,b"]
    return "\n".join(["wave,layer,source,target,value,reported_by", *rows, *contact])


ALL = {(a, b): 4 for a in PEOPLE for b in PEOPLE if a != b}
GOALS = "\n".join(["stakeholder,outcome", "a,o1", "b,o1", "c,o1"])
OUTCOMES = "id,goal\no1,Read"


def test_shared_by_hand(tmp_path: Path) -> None:
    tables = {"ties": trust(ALL), "commitments": GOALS, "outcomes": OUTCOMES,
              "activities": "id,title,lead,outcomes\nx,X,a,o1"}  # fmt: skip
    fit = governance_fit(small_situation(tmp_path / "s", PEOPLE, {}, tables=tables))
    assert (fit.values["trust"].value, fit.values["trust"].n) == (1.0, 4)
    assert (fit.values["members"].value, fit.values["consensus"].value, fit.values["need"].value) == (4, 1, 0)
    assert fit.matches == {"shared": 4, "lead organisation": 0, "separate backbone": 1}
    assert (fit.current, fit.looks_like, fit.is_mismatch) == ("separate backbone", "shared", True)
    assert "more like shared, because trust is widely spread, members are few" in fit.sentence


def test_a_backbone_that_leads_the_work_is_a_lead_organisation(tmp_path: Path) -> None:
    tables = {"activities": "id,title,lead\nx,X,bb\ny,Y,a"}
    fit = governance_fit(small_situation(tmp_path / "s", PEOPLE, {("bb", "a"): 3}, tables=tables))
    assert fit.current == "lead organisation"


def test_trust_of_too_few_raters_is_not_told(tmp_path: Path) -> None:
    ties = trust({("a", "b"): 4, ("b", "a"): 4})
    found = governance_fit(small_situation(tmp_path / "s", PEOPLE, {}, tables={"ties": ties})).values["trust"]
    assert math.isnan(found.value)
    assert found.reason == "too few raters"


def test_little_known_gives_no_form_and_twelve_rows_all_the_same(tmp_path: Path) -> None:
    situation = small_situation(tmp_path / "s", PEOPLE, {("a", "b"): 3}, settings="")
    fit, table = governance_fit(situation), governance_table(situation)
    assert (fit.current, fit.looks_like, fit.is_mismatch) == ("not known", "not known", False)
    assert "too little is known" in fit.sentence
    assert len(table) == 12
    assert (table.loc[table["value"].isna(), "reason"] != "").all()
    assert (table.loc[table["value"].isna(), "matches"] == "").all()
