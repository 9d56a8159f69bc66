"""Each of the fifty rules speaks in a coalition made for it, from tables to action, and is silent in its neighbour."""

import math
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from calm_study import calm
from rule_studies import CASES

from ci_network.advice.assumptions import Assumptions
from ci_network.advice.catalogue import CATALOGUE
from ci_network.advice.proposal import NOT_SIMULATED, Proposal, simulated_in_words
from ci_network.advice.propose import proposals
from ci_network.advice.rank import recommend
from ci_network.advice.setting import Setting
from ci_network.framework.phase_gap import find_every_gap

RULES = {rule.id: rule for rule in CATALOGUE}
# Whom these are about stays unnamed: who did not answer, what two answered of each other.
NOBODY_NAMED = {19, 45}


@cache
def coalition(rule: int, speaks: bool) -> tuple[Setting, list[Proposal]]:
    """Return the setting of a rule's coalition, or of its neighbour, and what is proposed there; worked out once."""
    with TemporaryDirectory() as folder:
        situation = calm(Path(folder) / "study", **dict(CASES[rule].speaks if speaks else CASES[rule].silent))
        setting = Setting(situation, tuple(find_every_gap(situation)), Assumptions())
        return setting, proposals(setting)


def spoken(rule: int, *, speaks: bool = True) -> list[Proposal]:
    return [one for one in coalition(rule, speaks)[1] if one.rule.id == rule]


def test_every_rule_has_its_coalition() -> None:
    assert set(CASES) == set(RULES)


@pytest.mark.parametrize("rule", CASES)
def test_rule_speaks_where_it_is_called_for(rule: int) -> None:
    found = spoken(rule)
    assert found
    for one in found:
        assert 0 < one.weight <= 1
        assert one.hours > 0
        for text in (one.action, one.why, one.change, one.watch):
            assert text.endswith((".", "?"))
            assert not re.search(r"[{}]|\bnan\b|\bNone\b(?! of)|  |\.\.| ,|\(\)", text), text


@pytest.mark.parametrize("rule", CASES)
def test_rule_is_silent_in_the_neighbour(rule: int) -> None:
    assert not spoken(rule, speaks=False)


@pytest.mark.parametrize("rule", CASES)
def test_action_names_the_people_to_bring_together(rule: int) -> None:
    for one in spoken(rule):
        assert bool(one.subjects) == (rule not in NOBODY_NAMED)
        said = one.action + one.why
        for member in one.subjects:
            assert member.title() in said, (member, said)


@pytest.mark.parametrize("rule", CASES)
def test_what_is_simulated_moves_and_what_is_not_says_why(rule: int) -> None:
    """An operation is tried on the study; what it should move is moved. Elsewhere the effect is unknown, in words."""
    setting, found = coalition(rule, True)
    own = [one for one in found if one.rule.id == rule]
    plan = recommend(setting.evidence, setting.gaps, rng=1)
    says_not = RULES[rule].what_if.startswith(NOT_SIMULATED)
    for one in own:
        words = simulated_in_words(one, setting)
        assert bool(one.effect_on) != words.startswith(NOT_SIMULATED)
        assert not (says_not and one.effect_on)
        if one.trial is not None:
            after = setting.situation
            for operation in one.trial.operations:
                after = operation.apply(after)
            change = one.trial.measure(after) - one.trial.measure(setting.situation)
            assert change * (one.trial.best - one.trial.measure(setting.situation)) > 0, (one.trial.name, change)
    for row in plan[plan["rule"] == rule].to_dict("records"):
        assert math.isnan(row["effect"]) == (row["effect_on"] == "")
        assert row["low"] <= row["effect"] <= row["high"] or math.isnan(row["effect"])


@pytest.mark.parametrize("rule", CASES)
def test_introductions_are_pairs_of_members(rule: int) -> None:
    setting, found = coalition(rule, True)
    for one in (one for one in found if one.rule.id == rule):
        for pair in one.brings_together:
            assert len(set(pair)) == 2
            assert set(setting.ids(pair)) <= set(one.subjects)


def test_answers_about_value_and_trust_name_no_pair() -> None:
    for rule in (19, 33):
        for one in spoken(rule):
            assert not one.brings_together
            assert one.rule.named_claim
            assert len(one.subjects) <= 1


def test_a_measure_that_nobody_reports_is_answered(tmp_path: Path) -> None:
    reporting = "stakeholder,indicator,reports,uses\na1,m1,yes,yes\nb2,m1,yes,no\nb1,m2,yes,yes\nb3,m2,yes,no"
    titled = "id,title,outcome\nm1,,o1\nm2,,o2\nm3,Families who moved,o3"
    situation = calm(tmp_path / "study", tables={"reporting": reporting, "indicators": titled})
    setting = Setting(situation, tuple(find_every_gap(situation)), Assumptions())
    (found,) = [one for one in proposals(setting) if one.rule.id == 28]
    assert found.action.startswith('Ask C1 and C2 to report the measure "Families who moved". ')
    assert found.why == "Nobody reports it yet. C1 and C2 chose or work on the same goal."
    assert simulated_in_words(found, setting).count('reports the measure "Families who moved"') == 2


def test_a_trial_holds_as_a_whole() -> None:
    """A trial takes hold as a whole: in four of five cases its effect is nothing or all of the change."""
    setting, _ = coalition(27, True)
    plan = recommend(setting.evidence, setting.gaps, rng=1).set_index("rule")
    assert plan.at[27, "effect"] == pytest.approx(0.6 / 3)
    assert (plan.at[27, "low"], plan.at[27, "high"]) == (0.0, pytest.approx(1 / 3))
    assert plan.at[27, "operations"] == 'Agree a measure for "Stay healthy"'
    assert np.isfinite(plan["hours"]).all()
