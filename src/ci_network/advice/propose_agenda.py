"""What the rules on goals, activities and money propose."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from ci_network.advice.operations import AddActivity, AdoptOutcome
from ci_network.advice.partners import or_backbone, people_for
from ci_network.advice.proposal import Proposal, Trial
from ci_network.advice.rule import Rule
from ci_network.advice.setting import BoolArray, Setting
from ci_network.advice.steps import SameGoals
from ci_network.advice.targets import (
    aligned_pairs,
    funded_goals,
    indicator,
    joint_work_of_aligned,
    working_together,
)
from ci_network.gaps.gap import Gap
from ci_network.gaps.roles import funder_flags
from ci_network.wording import listed, percent, quoted

Gaps = Sequence[Gap]
_FEW, _SOME = 3, 4


def add_policy_work(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001 - one shape for all
    """Rule 22: an activity on a policy or practice, where all on record are programmes."""
    kinds, goal = setting.study.table("activities")["kind"], most_chosen(setting)
    balance = indicator("MR6")
    recorded = len(kinds) >= setting.assumptions.least_activities and (kinds != "").all()
    if goal is None or not recorded or balance(setting.situation) > 0:
        return []
    people = people_for(setting, setting.chosen[:, goal], count=_FEW)
    if not people:
        return []
    words = {"goal": goal_in_words(setting, goal), "people": listed(setting.named(people)), "count": str(len(kinds))}
    start = AddActivity(str(setting.goals.index[goal]), setting.ids(people), kind="policy")
    trial = Trial("share of activities on policies and practices", balance, 1.0, (start,))
    weight = setting.assumptions.state_weight
    return [Proposal(rule, setting.ids(people), words, weight, trial=trial, settles="policy work")]


def place_activities(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001
    """Rule 24: a workshop to place activities that serve no goal on record, with those who lead them."""
    table = setting.study.table("activities")
    live = table[~table["id"].isin(list(setting.situation.ended))]
    apart = live[[not goals for goals in live["outcomes"]]]
    if not len(live) or not len(setting.goals) or len(apart) / len(live) <= setting.assumptions.unplaced:
        return []
    bring: dict[int, str] = {}
    for activity, lead in zip(apart["id"], apart["lead"], strict=True):
        column = setting.doing[:, setting.activities.things.get_loc(activity)]
        who = setting.places([lead]) or people_for(setting, column, count=1)
        if who and who[0] not in bring and not setting.burdened[who[0]]:
            bring[who[0]] = quoted(str(setting.titles[activity]))
    people = list(bring)[:_SOME]
    if not people:
        return []
    words = {
        "people": listed(setting.named(people)),
        "activities": listed([bring[place] for place in people]),
        "count": str(len(apart)),
        "all": str(len(live)),
    }
    return [Proposal(rule, setting.ids(people), words, len(apart) / len(live))]


def word_the_problem(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001
    """Rule 25: members who chose different goals go back to the problem, where chosen goals overlap little."""
    consensus = indicator("CA3")
    alike = consensus(setting.situation)
    if not alike < setting.assumptions.consensus:
        return []
    goals = by_choice(setting)[:_SOME]
    people: list[int] = []
    for goal in goals:
        others = people_for(setting, setting.chosen[:, goal], count=setting.net.n)
        people += [place for place in others if place not in people][:1]
    if len(people) < 2:
        return []
    words = {
        "people": listed(setting.named(people)),
        "overlap": percent(alike),
        "goals": listed([quoted(str(setting.goals.iloc[goal])) for goal in goals[:2]]),
    }
    same = SameGoals(tuple(str(setting.goals.index[goal]) for goal in goals[:2]))
    trial = Trial("overlap of partners' goals, a share", consensus, 1.0, (same,))
    return [Proposal(rule, setting.ids(people), words, 1 - alike, trial=trial)]


def small_group(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001
    """Rule 26: an activity for a few in contact who chose one goal, where few such pairs work together."""
    taken, situation = setting.assumptions, setting.situation
    aligned = indicator("CA4")(situation)
    joint, pairs = joint_work_of_aligned(situation), aligned_pairs(situation)
    enough = pairs.sum() / 2 >= taken.aligned_pairs and aligned >= taken.aligned
    if not enough or not joint < taken.joint_work:
        return []
    apart = pairs & ~working_together(situation)
    for goal in by_choice(setting):
        chose = setting.chosen[:, goal]
        inside = apart & chose[:, None] & chose[None, :]
        people = _in_contact(inside, people_for(setting, np.asarray(inside.any(axis=1)), count=setting.net.n))
        if len(people) < _FEW:
            continue
        words = {"goal": goal_in_words(setting, goal), "people": listed(setting.named(people)), "share": percent(joint)}
        start = AddActivity(str(setting.goals.index[goal]), setting.ids(people))
        trial = Trial("share of pairs with a goal in common who work together", joint_work_of_aligned, 1.0, (start,))
        joined = tuple(pair for pair in combinations(people, 2) if inside[pair])
        return [Proposal(rule, setting.ids(people), words, (1 - joint) / 2, pairs=joined, trial=trial)]
    return []


def _in_contact(ties: BoolArray, able: list[int]) -> list[int]:
    """Return the first of those able and up to three who have a tie to one chosen before."""
    chosen = able[:1]
    for _ in range(_FEW):
        chosen += next(([one] for one in able if one not in chosen and ties[one, chosen].any()), [])
    return chosen


def align_funders(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001
    """Rule 49: funders whose goals and work are not on the agenda, and who could make the case with them."""
    funders = funder_flags(setting.net.members)
    apart = [int(place) for place in np.flatnonzero(funders & ~setting.chosen.any(axis=1) & ~setting.burdened)][:2]
    goal = most_chosen(setting)
    if goal is None or not apart:
        return []
    chose = setting.chosen[:, goal] & ~funders
    near = np.asarray(chose & setting.acquainted[apart].any(axis=0))
    hosts = people_for(setting, near, count=1) or people_for(setting, chose, count=1, by_contacts=True)
    if not hosts:
        return []
    words = {
        "funders": listed(setting.named(apart)),
        "have": "has" if len(apart) == 1 else "have",
        "host": setting.names[hosts[0]],
        "goal": goal_in_words(setting, goal),
        "count": str(int(chose.sum())),
    }
    adopted = tuple(AdoptOutcome(one, str(setting.goals.index[goal])) for one in setting.ids(apart))
    trial = Trial("share of goals with a funder", funded_goals(funders), 1.0, adopted)
    pairs = tuple((hosts[0], one) for one in apart)
    weight = setting.assumptions.state_weight
    return [Proposal(rule, setting.ids([*apart, *hosts]), words, weight, pairs=pairs, trial=trial)]


def early_win(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001
    """Rule 50: something that can be done in 90 days, where an early phase has nothing to show yet."""
    study, situation = setting.study, setting.situation
    measures, goal = study.table("indicators"), most_chosen(setting)
    shown = len(situation.ended) or measures["last_report"].notna().any()
    early = study.phase in (1, 2) and situation.as_of is not None and len(study.table("activities"))
    if goal is None or not early or shown:
        return []
    working = setting.chosen[:, goal] & setting.doing.any(axis=1)
    people = people_for(setting, working if working.any() else setting.chosen[:, goal], count=_FEW)
    if not people:
        return []
    words = {
        "goal": goal_in_words(setting, goal),
        "people": listed(setting.named(or_backbone(setting, people))),
        "state": f"{_none_of(len(study.table('activities')))} is finished, and no measure has been reported yet",
    }
    return [Proposal(rule, setting.ids(people), words, setting.assumptions.state_weight)]


def _none_of(activities: int) -> str:
    return f"None of the {activities} activities" if activities > 1 else "No activity"


def by_choice(setting: Setting) -> list[int]:
    """Return the goals that members chose or work on, those of most first."""
    counts = setting.chosen.sum(axis=0)
    return [int(goal) for goal in np.lexsort((np.arange(len(counts)), -counts)) if counts[goal]]


def most_chosen(setting: Setting) -> int | None:
    """Return the goal that most members chose or work on; ``None`` where there is none."""
    return next(iter(by_choice(setting)), None)


def goal_in_words(setting: Setting, goal: int) -> str:
    """Return a goal as its text has it."""
    return str(setting.goals.iloc[goal])
