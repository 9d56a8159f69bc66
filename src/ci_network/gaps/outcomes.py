"""Gaps about outcomes nobody works on (G8), and about work that one organisation alone carries (G5)."""

from collections.abc import Iterator

import pandas as pd

from ci_network.gaps.funders import find_lone_funders
from ci_network.gaps.gap import Evidence, Gap
from ci_network.gaps.situation import Situation
from ci_network.gaps.titles import activity_titles, measure_titles, outcome_goals
from ci_network.wording import counted, either


def find_outcomes_with_few_hands(situation: Situation) -> list[Gap]:
    """Find outcomes that nobody, one organisation or one activity works on, and people nobody works for (G8).

    Activities that had ended by ``situation.as_of`` no longer count, but where all have, the outcome is "lapsed"
    and not an "orphan". These rest on the study's tables alone.
    """
    activities = situation.study.table("activities")
    outcomes = situation.study.table("outcomes")
    found = [gap for row in outcomes.itertuples() for gap in _of_outcome(situation, str(row.id), activities)]
    return [*found, *_populations(situation, activities)]


def find_single_carriers(situation: Situation) -> list[Gap]:
    """Find activities, outcomes and measures that rest on one organisation, and members on one funder (G5)."""
    return [
        *_activity_carriers(situation),
        *_outcome_carriers(situation),
        *_measure_carriers(situation),
        *find_lone_funders(situation),
    ]


def _of_outcome(situation: Situation, outcome: str, activities: pd.DataFrame) -> Iterator[Gap]:
    cuts, goal = situation.thresholds, outcome_goals(situation)[outcome]
    serving = [
        str(one) for one, served in zip(activities["id"], activities["outcomes"], strict=True) if outcome in served
    ]
    live = [one for one in serving if one not in situation.ended]
    who = _partners_in(situation, live)
    evidence: dict[str, Evidence] = {
        "outcome": outcome,
        "activities": len(live),
        "ended": len(serving) - len(live),
        "organisations": len(who),
    }
    if not live:
        evidence["committed"] = len(situation.commitments.members_of(outcome))
    chosen = situation.commitments.members_of(outcome)
    committed = f" {counted(len(chosen), 'member')} chose it." if chosen else ""
    names = situation.net.members["name"]
    if not serving:
        words = f"No activity serves {goal}.{committed}"
        yield Gap("G8", "orphan", words, (), cuts.orphan_severity, evidence=evidence)
    elif not live:
        words = f"All work on {goal} has ended.{committed}"
        yield Gap("G8", "lapsed", words, (), cuts.lapsed_severity, evidence=evidence)
    elif len(who) == 1:
        words = f"{names[who[0]]} is the only organisation at work on {goal}."
        yield Gap("G8", "fragile", words, tuple(who), cuts.fragile_severity, evidence=evidence)
    elif len(live) == 1 and len(who) > 1:
        words = f"One activity alone serves {goal}: {activity_titles(situation)[live[0]]}."
        evidence["activity"] = live[0]
        yield Gap("G8", "single_activity", words, (), cuts.single_activity_severity, evidence=evidence)


def _populations(situation: Situation, activities: pd.DataFrame) -> Iterator[Gap]:
    """Yield the people whom members name as served (a column "population") and whom no live activity is for."""
    members = situation.net.members
    column = next((name for name in ("population", "populations") if name in members), None)
    if column is None:
        return
    served = {text.strip().casefold() for text in activities.loc[~activities["id"].isin(situation.ended), "population"]}
    named: dict[str, list[str]] = {}
    for member, text in members[column].items():
        for part in str(text).split("|"):
            named.setdefault(part.strip(), []).append(str(member))
    for people, who in sorted(named.items()):
        if people and people.casefold() not in served:
            serve = either("serves", "serve", len(who))
            words = f"No activity is for {people}, whom {counted(len(who), 'member')} {serve}."
            evidence: dict[str, Evidence] = {"population": people, "members": len(who)}
            yield Gap(
                "G8", "population", words, tuple(who), situation.thresholds.population_severity, evidence=evidence
            )


def _activity_carriers(situation: Situation) -> Iterator[Gap]:
    titles, names = activity_titles(situation), situation.net.members["name"]
    for activity in (str(thing) for thing in situation.activities.things):
        who = situation.activities.members_of(activity)
        if len(who) == 1 and activity not in situation.ended:
            words = f"{names[who[0]]} alone carries the activity {titles[activity]}."
            size = situation.thresholds.activity_carrier_severity
            yield Gap("G5", "single_activity_carrier", words, tuple(who), size, evidence={"activity": activity})


def _outcome_carriers(situation: Situation) -> Iterator[Gap]:
    activities, names = situation.study.table("activities"), situation.net.members["name"]
    for outcome, goal in outcome_goals(situation).items():
        live = activities[~activities["id"].isin(situation.ended)]
        serving = [str(one) for one, served in zip(live["id"], live["outcomes"], strict=True) if outcome in served]
        who = _partners_in(situation, serving)
        if len(who) == 1:
            words = f"All work on {goal} rests on {names[who[0]]}."
            size = situation.thresholds.outcome_carrier_severity
            yield Gap("G5", "single_outcome_carrier", words, tuple(who), size, evidence={"outcome": outcome})


def _measure_carriers(situation: Situation) -> Iterator[Gap]:
    """Yield measures that one member reports and others use: those would lose it. Without other users it is G10."""
    names, titles = situation.net.members["name"], measure_titles(situation)
    for indicator in (str(thing) for thing in situation.indicators.things):
        who = situation.indicators.members_of(indicator)
        others = [member for member in situation.uses.members_of(indicator) if member not in who]
        if len(who) == 1 and others:
            words = f"{names[who[0]]} alone reports the measure {titles[indicator]}, which "
            words += f"{counted(len(others), 'other')} {either('uses', 'use', len(others))}."
            evidence: dict[str, Evidence] = {"indicator": indicator, "other_users": len(others)}
            size = situation.thresholds.measure_carrier_severity
            yield Gap("G5", "single_measure_carrier", words, tuple(who), size, evidence=evidence)


def _partners_in(situation: Situation, activities: list[str]) -> list[str]:
    """Return the members that take part in any of these activities, in the network's order."""
    columns = situation.activities.things.get_indexer(pd.Index(activities, dtype=object))
    any_ = situation.activities.matrix[:, columns].sum(axis=1) > 0
    return [str(member) for member in situation.ids[any_]]
