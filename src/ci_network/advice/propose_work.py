"""What the rules on shared work and outcomes propose."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from ci_network.advice.operations import AddActivity, AddCoLead, JoinActivity, ShareMeasure
from ci_network.advice.partners import in_common, likeness
from ci_network.advice.proposal import (
    Proposal,
    Target,
    Trial,
    headline_target,
    of_ties,
    pairs_in_words,
    told,
    weight_of,
)
from ci_network.advice.rule import Rule
from ci_network.advice.setting import BoolArray, Setting
from ci_network.advice.standing import Measure
from ci_network.advice.targets import at_work_on, goals_at_work, is_at_work_on, joint_activities, single_carriers
from ci_network.gaps.gap import Gap
from ci_network.wording import counted_or_no, listed, quoted

Gaps = Sequence[Gap]
_MOST_ON_A_CALL = 8
_OWNERS = 4
_PAIRS = 2


def call(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 16: one call for the partners of an activity who share work and seldom talk.

    A call takes each partner its hours once, however many it meets there: the limit on new one-to-one ties does
    not apply to it, that on time does.
    """
    found = []
    for gap in gaps:
        activity = told(gap, "activity")
        if activity not in setting.activities.things:
            continue
        taking_part = setting.doing[:, setting.activities.things.get_loc(activity)] & ~setting.net.is_backbone
        apart = setting.standing.required & ~setting.standing.adjacency & taking_part[:, None] & taking_part[None, :]
        able = [int(p) for p in np.flatnonzero(apart.any(axis=1)) if not setting.hours_left[p] < setting.tie_hours]
        ties = [pair for pair in combinations(able, 2) if apart[pair]]
        if len(able) > _MOST_ON_A_CALL or len(ties) < _PAIRS:
            continue
        pairs = int(taking_part.sum())
        words = {
            "activity": str(setting.titles[activity]),
            "partners": listed(setting.named(able)),
            "required": str(pairs * (pairs - 1) // 2),
            "unmet": str(int(apart.sum()) // 2),
        }
        target = headline_target(setting, "congruence")
        monthly = dict.fromkeys(able, setting.tie_hours)
        found.append(
            Proposal(rule, setting.ids(able), words, weight_of(gap), tuple(ties), target, monthly, meeting=True)
        )
    return found


def common_contact(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 17: introductions by a common contact for pairs who share work; two pairs at a time."""
    pairs: list[tuple[int, int, int]] = []
    weight = 0.0
    for gap in gaps:
        places = setting.places(gap.subjects[:2])
        if len(places) < 2 or len(pairs) == _PAIRS:
            continue
        between = next(iter(setting.places([told(gap, "via")])), _between(setting, *places))
        used = {place for pair in pairs for place in pair}
        fits = all(setting.ties_that_fit(place) > 0 for place in places)
        if between is not None and fits and not used & {*places, between}:
            pairs.append((places[0], places[1], between))
            weight = max(weight, weight_of(gap))
    if not pairs:
        return []
    ties = [(one, other) for one, other, _ in pairs]
    words = {
        "contacts": listed(setting.named(between for *_, between in pairs)),
        "pairs": pairs_in_words(setting, ties) + (", in that order" if len(pairs) > 1 else ""),
    }
    return [of_ties(setting, rule, words, ties, weight=weight, target=headline_target(setting, "congruence"))]


def _between(setting: Setting, one: int, other: int) -> int | None:
    """Return the common contact of two members with most time left; the backbone only where there is no other."""
    both = np.flatnonzero(setting.standing.adjacency[one] & setting.standing.adjacency[other])
    able = [int(place) for place in both if not setting.burdened[place]]
    return min(able, key=lambda p: (setting.net.is_backbone[p], setting.standing.adjacency[p].sum(), p), default=None)


def try_together(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 18: something small for two members in contact who chose the same goal and share no activity."""
    found = []
    for gap in gaps:
        places = setting.places(gap.subjects[:2])
        goals = np.flatnonzero(setting.chosen[places].all(axis=0)) if places else np.zeros(0, int)
        if (
            len(places) < 2
            or not len(goals)
            or setting.burdened[places].any()
            or (setting.hours_left[places] < 1).any()
        ):
            continue
        words = {
            "one": setting.names[places[0]],
            "other": setting.names[places[1]],
            "goal": quoted(str(setting.goals.iloc[goals[0]])),
        }
        goal = str(setting.goals.index[goals[0]])
        now = joint_activities(setting.situation)
        begun = AddActivity(goal, setting.ids(places))
        trial = Trial("activities of two organisations or more", joint_activities, now + 1, (begun,))
        pair = ((places[0], places[1]),)
        found.append(Proposal(rule, setting.ids(places), words, weight_of(gap), pairs=pair, trial=trial))
    return found


def find_owner(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 20: who should decide on a goal that nobody works on: those who chose it, with time left."""
    found = []
    for gap in gaps:
        outcome = told(gap, "outcome")
        if outcome not in setting.goals.index:
            continue
        committed = setting.chosen[:, setting.goals.index.get_loc(outcome)] & ~setting.burdened
        able = [int(p) for p in np.flatnonzero(committed) if not setting.hours_left[p] < 2 * setting.tie_hours]
        sector = _main_sector(setting, committed)
        ranked = sorted(
            able, key=lambda p: (setting.sectors[p] != sector, not setting.may_be_named[p], -_time(setting, p), p)
        )[:_OWNERS]
        if not ranked:
            ranked = [int(place) for place in np.flatnonzero(setting.net.is_backbone)][:1]
        words = {
            "people": listed(setting.named(ranked)),
            "goal": str(setting.goals[outcome]),
            "state": "No activity serves this goal" if gap.kind == "orphan" else "All work on this goal has ended",
            "standing": f"{counted_or_no(int(committed.sum()), 'member')} said they are committed to it".capitalize(),
        }
        trial = Trial(
            "share of goals with work behind them", goals_at_work, 1.0, (AddActivity(outcome, setting.ids(ranked)),)
        )
        found.append(Proposal(rule, setting.ids(ranked), words, weight_of(gap), trial=trial))
    return found


def second_organisation(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 21: a second organisation for a goal that one alone works on."""
    found = []
    for gap in gaps:
        outcome = told(gap, "outcome")
        owners = setting.places(gap.subjects)
        if outcome not in setting.goals.index or not owners:
            continue
        wanted = setting.chosen[:, setting.goals.index.get_loc(outcome)] & ~is_at_work_on(setting.situation, outcome)
        helper = _helper(setting, owners[0], wanted)
        if helper is None:
            continue
        words = {
            "helper": setting.names[helper],
            "owner": setting.names[owners[0]],
            "goal": str(setting.goals[outcome]),
            "reason": "chose the same goal" + _and_time(setting, helper),
        }
        monthly = {helper: setting.tie_hours, owners[0]: setting.tie_hours}
        pair = (helper, owners[0])
        joined = JoinActivity(str(setting.net.ids[helper]), _work_on(setting, outcome, owners[0]))
        at_work = at_work_on(outcome)
        best = at_work(setting.situation) + 1
        trial = Trial("organisations at work on the goal", at_work, best, (joined,))
        found.append(
            Proposal(rule, setting.ids(pair), words, weight_of(gap), pairs=(pair,), trial=trial, monthly=monthly)
        )
    return found


def second_carrier(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 13: somebody to share an activity or a measure that one member alone carries."""
    found = []
    for gap in gaps:
        carriers = setting.places(gap.subjects[:1])
        thing = told(gap, "activity", "measure", "indicator")
        activity = "activity" in gap.evidence
        known = setting.activities.things if activity else setting.situation.indicators.things
        if not carriers or thing not in known:
            continue
        helper = _helper(setting, carriers[0], np.ones(setting.net.n, bool))
        if helper is None:
            continue
        words = {
            "colead": setting.names[helper],
            "name": setting.names[carriers[0]],
            "what": "the activity" if activity else "the measure",
            "thing": str((setting.titles if activity else setting.measures)[thing]),
            "reason": in_common(setting, carriers[0], helper) or "has time for it",
        }
        pair = (helper, carriers[0])
        who, settles = str(setting.net.ids[helper]), "" if activity else f"measure {thing}"
        kind = "activities" if activity else "indicators"
        shared = AddCoLead(thing, who) if activity else ShareMeasure(who, thing)
        trial = Trial(f"{_CARRIED[kind]} that one member carries", single_carriers(kind), 0.0, (shared,))
        found.append(
            Proposal(rule, setting.ids(pair), words, weight_of(gap), pairs=(pair,), trial=trial, settles=settles)
        )
    return found


_CARRIED = {"activities": "activities", "indicators": "measures"}


def _work_on(setting: Setting, outcome: str, owner: int) -> str:
    """Return the id of an activity for a goal that a member takes part in and that has not ended."""
    table = setting.study.table("activities")
    serving = [str(one) for one, goals in zip(table["id"], table["outcomes"], strict=True) if outcome in goals]
    own = [one for one in serving if setting.doing[owner, setting.activities.things.get_loc(one)]]
    return next((one for one in own if one not in setting.situation.ended), own[0])


def compare_notes(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 23: the leads of two activities that may overlap, to compare what they do."""
    found = []
    leads = [places for gap in gaps if len(places := setting.places(gap.subjects[:2])) == 2]
    for gap in gaps:
        places = setting.places(gap.subjects[:2])
        first, second = told(gap, "activity"), told(gap, "other")
        if len(places) < 2 or setting.burdened[places].any():
            continue
        one, other = places
        alike = [words for part, words in _ALIKE.items() if float(told(gap, part) or 0) > 0]
        words = {
            "one": setting.names[one],
            "other": setting.names[other],
            "first": str(setting.titles.get(first, first)),
            "second": str(setting.titles.get(second, second)),
            "alike": listed(alike) or "in goals and people served",
        }
        target = Target("possible overlaps that nobody talked over", _not_talked_over(leads), 0.0, setting.standing)
        found.append(of_ties(setting, rule, words, [(one, other)], weight=weight_of(gap), target=target))
    return found


def _not_talked_over(leads: Sequence[Sequence[int]]) -> Measure:
    """Return how many of these pairs of leads are not in contact, as a measure."""
    return lambda standing: float(sum(not standing.adjacency[tuple(pair)] for pair in leads))


_ALIKE = {
    "outcomes": "the same goals",
    "population": "the same people served",
    "place": "the same place",
    "kind": "the same kind of work",
}


def _helper(setting: Setting, owner: int, wanted: BoolArray) -> int | None:
    """Return who could best share work with a member: in touch with it, then alike, among those wanted with room."""
    able = [
        int(place)
        for place in np.flatnonzero(wanted & ~setting.net.is_backbone)
        if place != owner and setting.ties_that_fit(int(place)) > 0
    ]
    return max(
        able,
        key=lambda p: (setting.standing.adjacency[owner, p], setting.net.answered[p], *likeness(setting, owner, p), -p),
        default=None,
    )


def _main_sector(setting: Setting, members: BoolArray) -> str:
    """Return the sector of which most chose a goal, by share of the sector; "" where nobody did."""
    sectors = sorted({str(sector) for sector in setting.sectors[members]})
    return max(sectors, key=lambda one: float(members[setting.sectors == one].mean()), default="")


def _time(setting: Setting, place: int) -> float:
    return float(np.nan_to_num(setting.hours_left[place], nan=0.0))


def _and_time(setting: Setting, place: int) -> str:
    left = setting.hours_left[place]
    return f" and has about {left:.0f} hours a month to spare" if left >= 1 else ""
