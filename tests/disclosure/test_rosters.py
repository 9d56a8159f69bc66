"""Who joined and left between waves: known to the team by wave, never by date, and to nobody else."""

import pytest

import ci_network as ci
from ci_network.analysis import Analysis


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return ci.analyse(ci.read_study("data/riverbend"), rng=1)


def test_the_team_sees_the_waves_of_members_that_may_be_named(analysis: Analysis) -> None:
    shown = ci.release(analysis, audience="internal", salt="test").members
    rosters = {wave: set(analysis.study.roster(wave).index) for wave in ("2025", "2026")}
    for row in shown.itertuples():
        wanted = tuple(wave for wave, roster in rosters.items() if row.member in roster) if row.named else ()
        assert row.on_roster == wanted
    assert {("2025", "2026"), ("2026",), ()} == set(shown["on_roster"])


def test_those_who_are_not_of_the_analysis_are_counted(analysis: Analysis) -> None:
    before, now = (set(analysis.study.roster(wave).index) for wave in ("2025", "2026"))
    assert ci.release(analysis, audience="internal").about["gone"] == {"2025": len(before - now)}


def test_a_shareable_release_tells_nothing_of_it(analysis: Analysis) -> None:
    shareable = ci.release(analysis, audience="shareable", salt="test")
    assert set(shareable.members["on_roster"]) == {()}
    assert shareable.about["gone"] == {}
    assert '"rosters":["' not in ci.draw_map(shareable).html


@pytest.mark.parametrize("audience", ["internal", "shareable"])
def test_no_date_of_joining_or_leaving_is_on_a_map(analysis: Analysis, audience: str) -> None:
    people = analysis.study.tables["stakeholders"]
    html = ci.draw_map(ci.release(analysis, audience=audience, salt="test")).html
    days = {f"{day:%Y-%m-%d}" for column in ("joined", "left") for day in people[column].dropna()}
    days |= {f"{day.day} {day:%B} {day.year}" for column in ("joined", "left") for day in people[column].dropna()}
    assert len(days) > 60
    assert not [day for day in days if day in html]
