"""The catalogue as data: complete, kind in its words, every rule worked out by something."""

import re
import string

import pytest

from ci_network.advice.catalogue import CATALOGUE, rules_table
from ci_network.advice.propose import PROPOSERS
from ci_network.advice.rule import FAMILIES, FROM_BACKBONE, TO_BACKBONE, Rule
from ci_network.terms import CONDITIONS, FORBIDDEN_WORDS, PHASES

STATES = {"star", "hub", "scattered", "few_answers"}
# Words that would judge a member or its work.
UNKIND = (
    "poor", "poorly", "fail", "fails", "failed", "failure", "worse", "underperforming", "underperforms", "inactive",
    "passive", "lagging", "laggard", "unreliable", "neglect", "neglected", "blame", "guilty", "incompetent",
    "deficient", "inferior", "disappointing", "unwilling", "resistant", "useless", "bottleneck", "freeloader",
)  # fmt: skip


def texts(rule: Rule) -> list[str]:
    return [rule.action, rule.why, rule.change, rule.watch]


def test_at_least_twenty_rules_with_ids_of_their_own() -> None:
    ids = [rule.id for rule in CATALOGUE]
    assert len(ids) >= 20
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: str(rule.id))
def test_rule_is_complete(rule: Rule) -> None:
    assert rule.condition in CONDITIONS
    assert rule.phases
    assert set(rule.phases) <= set(PHASES)
    assert rule.family in FAMILIES
    assert rule.what_if in PROPOSERS
    assert rule.effort > 0
    assert 0 <= rule.least_response < 1
    assert rule.pulls in ("", TO_BACKBONE, FROM_BACKBONE)
    assert rule.published or rule.recalled
    assert all(re.fullmatch(r"G\d+(/\w+)?", name) or name in STATES for name in rule.answers)
    assert all(texts(rule))


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: str(rule.id))
def test_words_are_kind(rule: Rule) -> None:
    for text in texts(rule):
        for word in (*FORBIDDEN_WORDS, *UNKIND):
            assert not re.search(rf"\b{word}\b", text, re.IGNORECASE), (rule.id, word)


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: str(rule.id))
def test_watch_and_change_stand_after_a_colon(rule: Rule) -> None:
    for text in texts(rule):
        assert not text.endswith(".")
        assert all(name for _, name, *_ in string.Formatter().parse(text) if name is not None)


def test_every_working_is_used_once() -> None:
    assert sorted(rule.what_if for rule in CATALOGUE) == sorted(PROPOSERS)


def test_claims_about_one_member_ask_for_answers() -> None:
    """What says that one member alone holds others together is never said from few answers."""
    structural = {9, 10, 11, 12, 15, 38, 39}
    assert {rule.id for rule in CATALOGUE if rule.least_response} == structural


def test_phase_is_the_own_one_where_it_fits() -> None:
    rule = next(rule for rule in CATALOGUE if rule.phases == (2, 3))
    assert [rule.phase(declared) for declared in (None, 1, 2, 3)] == [2, 2, 2, 3]


def test_table_holds_every_rule() -> None:
    table = rules_table()
    assert list(table["rule"]) == [rule.id for rule in CATALOGUE]
    assert not table.isna().any().any()
