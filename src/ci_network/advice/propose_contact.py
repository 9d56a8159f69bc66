"""What the rules on voice, trust and the load of contact propose."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from ci_network.advice.hours import contact_hours
from ci_network.advice.operations import SetFrequency, apply_all
from ci_network.advice.partners import best_pairs, likeness, people_for
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
from ci_network.advice.propose_links import members_of
from ci_network.advice.rule import Rule
from ci_network.advice.setting import BoolArray, Setting
from ci_network.advice.standing import Measure, Standing, reach, standing_of
from ci_network.advice.targets import hours_of_contact
from ci_network.gaps.gap import Gap
from ci_network.gaps.groups import group_in_words
from ci_network.measures import kernels_paths
from ci_network.network.waves import LOST, REMAINING, common_panel, tie_changes
from ci_network.wording import counted_or_no, listed

Gaps = Sequence[Gap]
_GUESTS, _HOSTS, _PAIRS = 3, 2, 3
_LIGHTER = 2  # quarterly, on the ladder of frequency


def small_meal(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 4: a small meeting of members with lived experience and those who decide, none of whom is short of time."""
    found = []
    for gap in gaps:
        theirs = np.asarray(setting.net.ids.isin(list(gap.subjects)), dtype=bool)
        seated = setting.situation.in_steering & ~theirs
        guests = people_for(setting, theirs, count=_GUESTS, by_contacts=True)
        hosts = people_for(setting, seated if seated.any() else ~theirs, count=_HOSTS, by_contacts=True)
        ties = [pair for pair in product(guests, hosts) if not setting.standing.adjacency[pair]]
        if not ties:
            continue
        words = {"members": listed(setting.named(guests)), "hosts": listed(setting.named(hosts))}
        target = Target("closeness of members with lived experience", _closeness(theirs), 1.0, setting.standing)
        subjects, monthly = setting.ids([*guests, *hosts]), dict.fromkeys([*guests, *hosts], setting.tie_hours)
        found.append(Proposal(rule, subjects, words, weight_of(gap), tuple(ties), target, monthly, meeting=True))
    return found


def _closeness(among: BoolArray) -> Measure:
    """Return the mean of one over the steps from these members to all others, as a measure."""

    def closeness(standing: Standing) -> float:
        n = len(standing.adjacency)
        return float(kernels_paths.inverse(standing.distances[among]).sum() / (among.sum() * (n - 1)))

    return closeness


def lighter_contact(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001 - one shape for all
    """Rule 19: fewer meetings for all; the pairs stay unnamed, since they are known from answers about value alone."""
    for gap in gaps[:1]:
        count = int(told(gap, "of_low_value") or 0)
        pairs = f"{counted_or_no(count, 'pair')} of partners {'is' if count == 1 else 'are'}"
        return [Proposal(rule, (), {"pairs": pairs}, weight_of(gap))]
    return []


def small_promise(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 33: a talk between two groups, led by somebody of neither who knows members of both."""
    found = []
    for gap in gaps:
        one, other = (members_of(setting, told(gap, side)) for side in ("one", "other"))
        between = setting.acquainted[one].any(axis=0) & setting.acquainted[other].any(axis=0) & ~one & ~other
        hosts = people_for(setting, between, count=1, by_contacts=True)
        host = setting.named(hosts)[0] if hosts else "somebody of neither"
        words = {side: group_in_words(setting.situation, told(gap, side)) for side in ("one", "other")}
        across = tuple(product(np.flatnonzero(one).tolist(), np.flatnonzero(other).tolist()))
        settles = f"trust between {told(gap, 'one')} and {told(gap, 'other')}"
        found.append(
            Proposal(rule, setting.ids(hosts), words | {"host": host}, weight_of(gap), touches=across, settles=settles)
        )
    return found


def two_views(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 36: a talk of two partners who describe their collaboration at levels far apart."""
    found = []
    for gap in gaps:
        places = setting.places(gap.subjects[:2])
        if len(places) < 2:
            continue
        one, other = sorted(places)
        words = {"one": setting.names[one], "other": setting.names[other]}
        weight = weight_of(gap) * setting.situation.thresholds.opportunity_severity  # a talk of one pair among many
        found.append(Proposal(rule, setting.ids([one, other]), words, weight, pairs=((one, other),)))
    return found


def group_liaison(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 37: one tie from a working group to steering, or where nobody there has room to the backbone."""
    found = []
    seated = setting.situation.in_steering
    for gap in gaps:
        group = members_of(setting, told(gap, "group"))
        hub = seated | setting.net.is_backbone
        ties = best_pairs(setting, np.flatnonzero(group).tolist(), np.flatnonzero(seated & ~group).tolist(), count=1)
        ties = ties or _to_backbone(setting, group)
        if not ties:
            continue
        words = {
            "group": group_in_words(setting.situation, told(gap, "group")),
            "body": "the steering group" if seated.any() else "the backbone",
            "pairs": pairs_in_words(setting, ties, word="with"),
        }
        target = Target("share of the group within two steps of steering", _near(group, hub), 1.0, setting.standing)
        proposal = of_ties(setting, rule, words, ties, weight=weight_of(gap), target=target)
        found.append(replace(proposal, team_only=bool(group.sum() < setting.assumptions.small_group)))
    return found


def _to_backbone(setting: Setting, group: BoolArray) -> list[tuple[int, int]]:
    free = [int(b) for b in np.flatnonzero(setting.net.is_backbone) if setting.ties_that_fit(int(b)) > 0]
    able = [one for one in people_for(setting, group, count=setting.net.n) if setting.ties_that_fit(one) > 0]
    return [(one, other) for one, other in product(able, free) if not setting.standing.adjacency[one, other]][:1]


def _near(group: BoolArray, hub: BoolArray) -> Measure:
    return lambda standing: float((standing.distances[hub][:, group].min(axis=0) <= 2).mean())


def meet_less(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001
    """Rule 40: contacts that could be less often without loss, where contact takes more hours than members have."""
    situation, taken = setting.situation, setting.assumptions
    hours = contact_hours(setting.net.layer, situation.any_contact.weak.matrix.toarray())
    capacity = setting.capacity[situation.is_peer]
    known = capacity[~np.isnan(capacity)]
    if setting.net.layer.kind != "frequency" or 2 * len(known) < len(capacity) or not len(known):
        return []
    spent, have = float(hours[situation.is_peer].sum(axis=1).mean()), float(np.quantile(known, taken.busy_quantile))
    pairs = _spare_contacts(setting, hours) if spent > have else []
    if not pairs:
        return []
    names = [f"{setting.names[one]} and {setting.names[other]}" for one, other in pairs]
    words = {
        "pairs": "; ".join(names),
        "spent": f"{spent:.0f}",
        "have": f"{have:.0f}",
        "common": str(taken.common_contacts),
    }
    fewer = tuple(_lighter(setting, pair) for pair in pairs)
    trial = Trial("hours of contact a month", hours_of_contact, 0.0, fewer)
    subjects = setting.ids(place for pair in pairs for place in pair)
    weight = min(1.0, spent / have - 1) if have else 1.0
    return [Proposal(rule, subjects, words, weight, touches=tuple(pairs), trial=trial)]


def _spare_contacts(setting: Setting, hours: np.ndarray) -> list[tuple[int, int]]:
    """Return up to three contacts of different members that nobody's reach and no shared work needs."""
    ties, peer = setting.standing.adjacency, setting.situation.is_peer
    common = ties.astype(int) @ ties.astype(int)
    spare = ties & (common >= setting.assumptions.common_contacts) & ~setting.standing.required
    spare &= peer[:, None] & peer[None, :] & (hours > contact_hours(setting.net.layer, np.array([_LIGHTER]))[0])
    found = sorted(zip(*np.nonzero(np.triu(spare)), strict=True), key=lambda pair: (-hours[pair], -common[pair], pair))
    chosen: list[tuple[int, int]] = []
    now = setting.standing
    for pair in [(int(one), int(other)) for one, other in found]:
        if len(chosen) == _PAIRS:
            break
        if any(place in one for one in chosen for place in pair):
            continue
        steps = [_lighter(setting, one) for one in (*chosen, pair)]
        after = standing_of(apply_all(setting.situation, steps))
        if not reach(after, 2) < reach(now, 2) and np.isfinite(after.distances[pair]):
            chosen.append(pair)
    return chosen


def _lighter(setting: Setting, pair: tuple[int, int]) -> SetFrequency:
    one, other = setting.ids(pair)
    return SetFrequency(one, other, _LIGHTER)


def call_back(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001
    """Rule 44: a call to members who lost many of their ties since the wave before, and whom they could meet again."""
    if setting.evidence.earlier is None:
        return []
    taken = setting.assumptions
    changes = tie_changes(common_panel(setting.evidence.earlier.net.weak, setting.net))
    ends = [changes["source"], changes["target"]]
    found = []
    for member in map(int, np.flatnonzero(setting.situation.is_peer & setting.net.answered)):
        own = changes[(ends[0] == setting.net.ids[member]) | (ends[1] == setting.net.ids[member])]
        lost, stayed = own[own["change"] == LOST], int(own["change"].isin(REMAINING).sum())
        before = len(lost) + stayed
        if before < taken.least_before or len(lost) / before <= taken.lost_ties:
            continue
        others = [place for place in setting.places([*lost["source"], *lost["target"]]) if place != member]
        ties = best_pairs(setting, [member], others, count=taken.most_new_ties)
        if ties:
            words = {
                "name": setting.names[member],
                "contacts": listed(setting.named(other for _, other in ties)),
                "lost": str(len(lost)),
                "before": str(before),
            }
            target = headline_target(setting, "distance_weighted_fragmentation")
            found.append(of_ties(setting, rule, words, ties, weight=len(lost) / before, target=target))
    return sorted(found, key=lambda one: (-one.weight, one.subjects))


def pairs_by_likeness(setting: Setting, flags: BoolArray, *, count: int) -> list[tuple[int, int]]:
    """Return the flagged pairs, each member in one, that have most in common."""
    pairs = [(int(one), int(other)) for one, other in zip(*np.nonzero(np.triu(flags)), strict=True)]
    ranked = sorted(pairs, key=lambda pair: (tuple(-part for part in likeness(setting, *pair)), pair))
    chosen: list[tuple[int, int]] = []
    for pair in ranked:
        if len(chosen) < count and not any(place in one for one in chosen for place in pair):
            chosen.append(pair)
    return chosen
