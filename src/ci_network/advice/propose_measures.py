"""What the rules on shared measures propose."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ci_network.advice.operations import ShareMeasure
from ci_network.advice.partners import people_for, with_room
from ci_network.advice.proposal import Proposal, Trial, told, weight_of
from ci_network.advice.propose_agenda import by_choice
from ci_network.advice.rule import Rule
from ci_network.advice.setting import BoolArray, Setting
from ci_network.advice.steps import NewMeasure, UseMeasure
from ci_network.advice.targets import indicator
from ci_network.gaps.gap import Gap
from ci_network.wording import listed

Gaps = Sequence[Gap]
_HELPERS, _FEW, _SOME = 2, 3, 4


def choose_measure(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 27: who chooses a measure for a goal without one: those who chose the goal, first who report others."""
    found = []
    reports = setting.situation.indicators.matrix.toarray().any(axis=1)
    for gap in gaps:
        outcome = told(gap, "outcome")
        if outcome not in setting.goals.index:
            continue
        chose = setting.chosen[:, setting.goals.index.get_loc(outcome)]
        people = people_for(setting, chose & reports, count=_FEW)
        people += [one for one in people_for(setting, chose, count=_SOME) if one not in people][: _FEW - len(people)]
        if people:
            words = {"goal": str(setting.goals[outcome]), "people": listed(setting.named(people))}
            trial = Trial("share of goals with a measure", indicator("SM1"), 1.0, (NewMeasure(outcome),))
            settles = f"measure for {outcome}"
            found.append(Proposal(rule, setting.ids(people), words, weight_of(gap), trial=trial, settles=settles))
    return found


def share_a_measure(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 28: who could report a measure too: partners at work on the same goal, with room."""
    found = []
    for gap in gaps:
        measure, reporters = told(gap, "indicator", "measure"), setting.places(gap.subjects)
        goal = _goal_of(setting, measure)
        if goal is None or (gap.kind == "stale" and len(reporters) > 1):
            continue
        wanted = setting.chosen[:, goal].copy()
        wanted[reporters] = False
        room = with_room(setting, np.flatnonzero(wanted))
        helpers = [one for one in people_for(setting, wanted, count=setting.net.n) if one in room][:_HELPERS]
        if not helpers:
            continue
        words = {
            "helpers": listed(setting.named(helpers)),
            "measure": str(setting.measures[measure]),
            "beside": f" too, beside {listed(setting.named(reporters))}" if reporters else "",
            "state": _state(setting, gap, reporters),
            "reason": "chose or works on the same goal" if len(helpers) == 1 else "chose or work on the same goal",
        }
        asked = tuple(ShareMeasure(one, measure) for one in setting.ids(helpers))
        two = len(helpers) + len(reporters) > 1
        trial = Trial("share of measures that two report", indicator("SM2"), 1.0, asked) if two else None
        subjects, settles = setting.ids([*helpers, *reporters]), f"measure {measure}"
        pairs = tuple((one, other) for one in helpers for other in reporters[:1])
        found.append(Proposal(rule, subjects, words, weight_of(gap), pairs=pairs, trial=trial, settles=settles))
    return found


def _state(setting: Setting, gap: Gap, reporters: Sequence[int]) -> str:
    if gap.kind == "stale":
        return "This measure has no recent report"
    return f"{setting.names[reporters[0]]} alone reports it today" if reporters else "Nobody reports it yet"


def data_walk(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 29: who looks together at a measure that nobody used: those who report it, and who chose its goal."""
    found = []
    for gap in gaps:
        measure = told(gap, "indicator", "measure")
        goal = _goal_of(setting, measure)
        if goal is None:
            continue
        people = people_for(setting, _flags(setting, gap.subjects), count=_HELPERS)
        others = people_for(setting, setting.chosen[:, goal], count=setting.net.n)
        people += [one for one in others if one not in people][: _SOME - len(people)]
        if len(people) < _HELPERS:
            continue
        words = {"measure": str(setting.measures[measure]), "people": listed(setting.named(people))}
        used = UseMeasure(setting.ids(people), measure)
        trial = Trial("share of partners who used a measure", indicator("SM4"), 1.0, (used,))
        found.append(
            Proposal(rule, setting.ids(people), words, weight_of(gap), trial=trial, settles=f"use of {measure}")
        )
    return found


def break_down(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001 - one shape for all
    """Rule 30: the measure of the goal most have chosen, broken down by group, with those who report it."""
    table, share = setting.study.table("indicators"), indicator("SM6")(setting.situation)
    if not share < setting.assumptions.broken_down:
        return []
    whole = table[table["disaggregated_by"] == ""].set_index("outcome")["id"]
    for goal in by_choice(setting):
        outcome = str(setting.goals.index[goal])
        if outcome not in whole.index:
            continue
        measure = str(whole[[outcome]].iloc[0])
        reporters = _flags(setting, setting.situation.indicators.members_of(measure))
        people = people_for(setting, reporters, count=_FEW) or people_for(setting, setting.chosen[:, goal], count=_FEW)
        if people:
            done = int((table["disaggregated_by"] != "").sum())
            words = {
                "measure": str(setting.measures[measure]),
                "people": listed(setting.named(people)),
                "count": str(done or "None"),
                "all": f"the {len(table)}",
                "are": "is" if done < 2 else "are",
            }
            return [Proposal(rule, setting.ids(people), words, (1 - share) / 2)]
    return []


def _goal_of(setting: Setting, measure: str) -> int | None:
    table = setting.study.table("indicators").set_index("id")["outcome"]
    if measure not in table.index or table[measure] not in setting.goals.index:
        return None
    return int(setting.goals.index.get_indexer(pd.Index([table[measure]]))[0])


def _flags(setting: Setting, ids: Sequence[str]) -> BoolArray:
    return np.asarray(setting.net.ids.isin(list(ids)), dtype=bool)
