"""What of tables goes beyond the coalition's own team: nothing that tells who answered, or how often two meet."""

import math
from typing import TYPE_CHECKING, Final

import pandas as pd

from ci_network.disclosure.groups import LEAST_IN_GROUP

if TYPE_CHECKING:
    from ci_network.analysis import Analysis
    from ci_network.gaps.situation import Situation

# The sum of how often a member meets others: of a member with one contact, it is that contact's answer.
_OF_STRENGTH: Final = frozenset({"strength"})
# Where ties keep their direction, these tell what each member said itself.
_OF_DIRECTION: Final = frozenset({"degree_in", "degree_out", "closeness", "closeness_in", "pagerank"})
_FOR_TEAM: Final = "kept back: it tells of single answers"
_AMONG_ANSWERS: Final = "_among_respondents"
_SOME_GROUPS: Final = "some groups have too few answers"


def measures_beyond(analysis: "Analysis") -> pd.DataFrame:
    """Return members' measures without those from which a single answer follows."""
    node_measures, directed = analysis.node_measures, analysis.network.directed
    held = node_measures["measure"].isin(_OF_STRENGTH | (_OF_DIRECTION if directed else frozenset()))
    told = node_measures.assign(
        value=node_measures["value"].mask(held), reason=node_measures["reason"].mask(held, _FOR_TEAM)
    )
    return told.assign(band=told["band"].mask(held, "")) if "band" in told else told


def reach_beyond(reach: pd.DataFrame, analysis: "Analysis") -> pd.DataFrame:
    """Return reach without that among respondents where, with the reach of all, it would tell of the silent few."""
    silent = int((~analysis.network.answered).sum())
    if not 0 < silent < LEAST_IN_GROUP["shareable"]:
        return reach
    held = reach["measure"].str.endswith(_AMONG_ANSWERS)
    return reach.assign(value=reach["value"].mask(held), reason=reach["reason"].mask(held, _FOR_TEAM))


def headlines_beyond(analysis: "Analysis") -> pd.DataFrame:
    """Return page one's numbers with members without contact counted all together, whether they answered or not."""
    measures = analysis.network_measures
    at_rule = measures["threshold"] == analysis.network.rule.level_name(analysis.network.layer)
    told, alone = (
        analysis.headlines.copy(),
        int(measures.loc[at_rule & (measures["measure"] == "isolates"), "value"].sum()),
    )
    row = told["headline"] == "isolates"
    told.loc[row, "value"], told.loc[row, "any_contact"] = float(alone), math.nan
    who = "1 member" if alone == 1 else f"{alone} members"
    said = f"Of {who} no regular contact is known; some may not have answered."
    told.loc[row, "label"] = "Members of whom no regular contact is known"
    told.loc[row, "sentence"] = said if alone else "Of every member a regular contact is known."
    return told


def ledger_beyond(ledger: pd.DataFrame) -> pd.DataFrame:
    """Return the ledger with rows counted, not told one by one: a row of a table is often a member."""
    keys = ["source", "column", "fate", "reason"]
    counts = ledger.groupby(keys, sort=False, dropna=False).size().rename("rows").reset_index()
    counted = [f"{n} rows" if n > 1 else "1 row" for n in counts["rows"]]
    reason = [
        f"{why}: {rows}" if why else rows for why, rows in zip(counts["reason"].astype(str), counted, strict=True)
    ]
    return counts.assign(row="", reason=reason)[list(ledger.columns)]


def hushed_beyond(situation: "Situation") -> dict[str, str]:
    """Return turns of phrase that tell who did not answer, each with what is said in its place."""
    policy = situation.policy
    enough = policy.rate >= situation.thresholds.response_full
    return {policy.reason: _SOME_GROUPS} if enough and policy.reason else {}
