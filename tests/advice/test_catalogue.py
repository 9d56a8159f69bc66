"""The catalogue as data: complete, kind in its words, every rule worked out by something."""

import re
import string

import pytest
from kind_words import UNKIND

from ci_network.advice.catalogue import CATALOGUE, rules_table
from ci_network.advice.conflicts import TENSIONS
from ci_network.advice.propose import PROPOSERS
from ci_network.advice.rule import FAMILIES, Rule
from ci_network.output.vocabulary import REFERENCES
from ci_network.terms import CONDITIONS, FORBIDDEN_WORDS, PHASES

# What rules answer beside gaps: states of the whole network, of the work, and of what members said.
STATES = {
    "star", "hub", "scattered", "few_answers", "low_engagement", "no_policy_work", "unplaced_work", "low_consensus",
    "aims_without_work", "not_broken_down", "burdened_backbone", "backbone_trust", "much_contact", "message_to_spread",
    "one_kind_of_tie", "lost_ties", "governance_mismatch", "not_ready", "funders_apart", "no_early_win",
}  # fmt: skip
WAYS = {way for tension in TENSIONS for way in (tension.one, tension.other)}


def texts(rule: Rule) -> list[str]:
    return [rule.trigger, rule.action, rule.why, rule.change, rule.watch, rule.what_if]


def test_the_fifty_rules_in_order() -> None:
    assert [rule.id for rule in CATALOGUE] == list(range(1, 51))


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: str(rule.id))
def test_rule_is_complete(rule: Rule) -> None:
    assert rule.condition in CONDITIONS
    assert rule.phases
    assert set(rule.phases) <= set(PHASES)
    assert rule.family in FAMILIES
    assert rule.proposer in PROPOSERS
    assert rule.effort > 0
    assert 0 <= rule.least_response < 1
    assert set(rule.pulls) <= WAYS
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
    assert sorted(rule.proposer for rule in CATALOGUE) == sorted(PROPOSERS)


def test_every_state_is_answered_by_one_rule() -> None:
    answered = [name for rule in CATALOGUE for name in rule.answers if not name.startswith("G")]
    assert sorted(answered) == sorted(STATES)


def test_references_are_told_in_full_in_the_report() -> None:
    keys = {key for rule in CATALOGUE for key in (*rule.published, *rule.recalled)}
    assert keys <= set(REFERENCES)


def test_claims_about_one_member_ask_for_answers() -> None:
    """What says that one member alone holds others together is never said from few answers."""
    structural = {9, 10, 11, 12, 15, 38, 39, 40, 41, 44}
    assert {rule.id for rule in CATALOGUE if rule.least_response} == structural


def test_phase_is_the_own_one_where_it_fits() -> None:
    rule = next(rule for rule in CATALOGUE if rule.phases == (2, 3))
    assert [rule.phase(declared) for declared in (None, 1, 2, 3)] == [2, 2, 2, 3]


def test_table_holds_every_rule_with_trigger_basis_and_what_if() -> None:
    table = rules_table().set_index("rule")
    assert list(table.index) == [rule.id for rule in CATALOGUE]
    assert not table.isna().any().any()
    assert table.at[1, "basis"] == "RET13 (published), KK11 (recalled)"
    assert (table[["trigger", "watch", "what_if", "basis"]] != "").all().all()
    assert table.at[9, "pulls"] == "from the backbone|more contact"


def test_what_is_not_simulated_says_why() -> None:
    for rule in CATALOGUE:
        assert "not simulated: " in rule.what_if or ": " in rule.what_if, rule.id
