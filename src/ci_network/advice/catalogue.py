"""The catalogue of rules, as data."""

from typing import Final

import pandas as pd

from ci_network.advice import rules_people, rules_work
from ci_network.advice.rule import Rule

CATALOGUE: Final[tuple[Rule, ...]] = tuple(sorted((*rules_people.RULES, *rules_work.RULES), key=lambda rule: rule.id))


def rules_table() -> pd.DataFrame:
    """Return the catalogue: every rule, what it answers and what it rests on.

    Returns
    -------
    DataFrame
        One row a rule: ``rule, version, answers, action, why, change, watch, condition, phases, family, published,
        recalled, hours, least_response``.

    Examples
    --------
    >>> rules_table().set_index("rule").at[16, "published"]
    'CAT06'
    """
    rows = [
        {
            "rule": rule.id,
            "version": rule.version,
            "answers": "|".join(rule.answers),
            "action": rule.action,
            "why": rule.why,
            "change": rule.change,
            "watch": rule.watch,
            "condition": rule.condition,
            "phases": "|".join(str(phase) for phase in rule.phases),
            "family": rule.family,
            "published": "|".join(rule.published),
            "recalled": "|".join(rule.recalled),
            "hours": rule.effort,
            "least_response": rule.least_response,
        }
        for rule in CATALOGUE
    ]
    return pd.DataFrame(rows)
