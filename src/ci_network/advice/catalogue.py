"""The catalogue of rules, as data."""

from typing import Final

import pandas as pd

from ci_network.advice import rules_agenda, rules_contact, rules_footing, rules_people, rules_work
from ci_network.advice.rule import Rule

_PARTS: Final = (rules_people, rules_work, rules_contact, rules_agenda, rules_footing)
CATALOGUE: Final[tuple[Rule, ...]] = tuple(sorted((rule for part in _PARTS for rule in part.RULES), key=lambda r: r.id))


def rules_table() -> pd.DataFrame:
    """Return the catalogue: every rule, what calls for it, what it rests on, and when to leave it.

    Returns
    -------
    DataFrame
        One row a rule: ``rule, version, trigger, answers, action, why, change, watch, condition, phases, family,
        basis, hours, least_response, what_if, pulls, named_claim``. ``trigger`` is in words, ``answers`` the kinds
        of gap or the state of the network; ``basis`` marks each reference as published (read for this catalogue) or
        recalled; ``watch`` says when not to; ``pulls`` the ways that do not meet their opposites in one plan.

    Examples
    --------
    >>> table = rules_table().set_index("rule")
    >>> len(table), table.at[16, "basis"]
    (50, 'CAT06 (published)')
    """
    rows = [
        {
            "rule": rule.id,
            "version": rule.version,
            "trigger": rule.trigger,
            "answers": "|".join(rule.answers),
            "action": rule.action,
            "why": rule.why,
            "change": rule.change,
            "watch": rule.watch,
            "condition": rule.condition,
            "phases": "|".join(str(phase) for phase in rule.phases),
            "family": rule.family,
            "basis": rule.tagged_basis,
            "hours": rule.effort,
            "least_response": rule.least_response,
            "what_if": rule.what_if,
            "pulls": "|".join(rule.pulls),
            "named_claim": rule.named_claim,
        }
        for rule in CATALOGUE
    ]
    return pd.DataFrame(rows)
