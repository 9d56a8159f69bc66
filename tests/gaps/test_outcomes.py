"""Outcomes with few hands, and work that one organisation carries."""

import datetime as dt
from dataclasses import replace

from folder import write_study
from toy import toy_study

from ci_network.gaps.outcomes import find_outcomes_with_few_hands, find_single_carriers
from ci_network.gaps.shared_measures import find_measures_few_share
from ci_network.gaps.situation import Situation
from ci_network.study.study import read_study

TABLES = {
    "stakeholders": "id,name,population\nbb,Backbone,\na,Alpha,families\nb,Beta,elders|families\nc,Gamma,",
    "outcomes": "id,goal\norphan,Homes\nlapsed,Jobs\nfragile,Reading\nsingle,Health\ngood,School",
    "activities": """
        id,title,end,outcomes,population
        old,Old,2024-01-31,lapsed|fragile,
        solo,Solo,,fragile,Families
        duo,Duo,,single|good,
        trio,Trio,,good,
    """,
    "participation": "stakeholder,activity\na,old\nb,old\na,solo\na,duo\nb,duo\nb,trio\nc,trio",
    "commitments": "stakeholder,outcome\na,orphan\nb,orphan",
    "indicators": "id,outcome\none,good\ntwo,good\nnone,good",
    "reporting": "stakeholder,indicator,reports,uses\na,one,yes,\na,two,yes,\nb,two,yes,\nb,none,no,\nc,one,no,yes",
}


def of(tmp_path, **tables):
    return Situation.of(read_study(write_study(tmp_path, TABLES | tables)))


def kinds(gaps, *, by="outcome"):
    return {(gap.kind, gap.evidence.get(by), *gap.subjects) for gap in gaps}


def test_each_kind_fires_on_its_own_outcome(tmp_path):
    assert kinds(find_outcomes_with_few_hands(of(tmp_path))) == {
        ("orphan", "orphan"),
        ("lapsed", "lapsed"),
        ("fragile", "fragile", "a"),
        ("single_activity", "single"),
        ("population", None, "b"),
    }


def test_the_severities_are_those_of_the_definition(tmp_path):
    severities = {gap.kind: gap.severity for gap in find_outcomes_with_few_hands(of(tmp_path))}
    assert severities == {"orphan": 1, "lapsed": 0.8, "fragile": 0.5, "single_activity": 0.3, "population": 0.6}


def test_what_had_not_ended_by_then_still_counts(tmp_path):
    then = replace(of(tmp_path), as_of=dt.date(2024, 1, 1))
    found = kinds(find_outcomes_with_few_hands(then))
    assert ("single_activity", "lapsed") in found
    assert not {kind for kind, outcome, *_ in found if outcome == "fragile"}


def test_without_a_day_nothing_has_ended(tmp_path):
    undated = replace(of(tmp_path), as_of=None)
    assert "lapsed" not in {gap.kind for gap in find_outcomes_with_few_hands(undated)}


def test_who_chose_an_orphan_is_counted(tmp_path):
    orphan = next(gap for gap in find_outcomes_with_few_hands(of(tmp_path)) if gap.kind == "orphan")
    assert orphan.finding == 'No activity serves "Homes". 2 members chose it.'
    assert (orphan.confidence, orphan.caveat) == (1.0, "")


def test_the_worked_example(tmp_path):
    gaps = find_outcomes_with_few_hands(Situation.of(toy_study(tmp_path)))
    assert kinds(gaps) == {("orphan", "O3"), ("single_activity", "O2")}


def test_single_carriers(tmp_path):
    gaps = find_single_carriers(of(tmp_path))
    found = {(gap.kind, next(iter(gap.evidence.values())), *gap.subjects) for gap in gaps}
    assert found == {
        ("single_activity_carrier", "solo", "a"),
        ("single_outcome_carrier", "fragile", "a"),
        ("single_measure_carrier", "one", "a"),
    }


def test_measures_are_named_by_their_title_else_by_their_id(tmp_path):
    titled = "id,title,outcome\none,Test scores,good\ntwo,,good\nnone,Days missed,good"
    situation = of(tmp_path, indicators=titled)
    found = [*find_measures_few_share(situation), *find_single_carriers(situation)]
    said = [gap.finding for gap in found if "indicator" in gap.evidence]
    assert 'Alpha alone reports the measure "Test scores", which 1 other uses.' in said
    assert 'Nobody reports the measure "Days missed" yet.' in said
    assert any('the measure "two"' in text for text in said)


def test_without_work_there_is_nothing_to_carry(tmp_path):
    blank = dict.fromkeys(["outcomes", "activities", "participation", "commitments", "indicators", "reporting"], "")
    situation = of(tmp_path, **blank)
    assert not find_single_carriers(situation)
    assert not [gap for gap in find_outcomes_with_few_hands(situation) if gap.kind != "population"]
