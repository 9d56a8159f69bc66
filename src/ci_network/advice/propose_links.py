"""What the rules on links between groups, second ways and the backbone's place propose."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ci_network.advice.partners import best_pairs, best_partners, in_common, with_room
from ci_network.advice.proposal import (
    Proposal,
    Target,
    headline_target,
    of_ties,
    pairs_in_words,
    told,
    weight_of,
)
from ci_network.advice.rule import Rule
from ci_network.advice.setting import BoolArray, Setting
from ci_network.advice.standing import Measure, Standing, cut_off, only_tied_to_backbone, peer_tie_share, reach
from ci_network.framework.stage import is_hub_and_spoke
from ci_network.gaps.gap import Gap
from ci_network.gaps.groups import group_in_words, group_members
from ci_network.wording import counted_or_no, listed, percent, quoted

Gaps = Sequence[Gap]
_PAIRS = 2
_MOST_PAIRS = 3


def second_path(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 12: ties between those whom one member alone holds to the rest and the rest, round that member."""
    found = []
    for gap in gaps:
        for member in setting.places(gap.subjects[:1]):
            if setting.net.is_backbone[member]:
                continue
            without = setting.standing.if_removed([member])
            stranded, rest = _sides(setting, member, without)
            ties = [pair for part in stranded[:_MOST_PAIRS] for pair in best_pairs(setting, part, rest, count=1)]
            if not ties:
                continue
            others = [place for part in stranded for place in part]
            words = {
                "name": setting.names[member],
                "pairs": pairs_in_words(setting, ties),
                "others": listed(setting.named(others[:6])) + (" and others" if len(others) > 6 else ""),
            }
            name = "members who would be cut off"
            found.append(
                of_ties(setting, rule, words, ties, weight=weight_of(gap), target=Target(name, cut_off, 0.0, without))
            )
    return found


def _sides(setting: Setting, member: int, without: Standing) -> tuple[list[list[int]], list[int]]:
    """Return the parts that are left without a member, largest first, and the largest apart from them."""
    left = np.flatnonzero(~without.removed)
    in_contact: BoolArray = np.asarray(setting.standing.adjacency.any(axis=1))
    together: BoolArray = np.isfinite(without.distances_left)
    parts = {tuple(int(place) for place in left[row]) for row in together}
    ranked = sorted((part for part in parts if in_contact[list(part)].all()), key=lambda part: (-len(part), part))
    own = [part for part in ranked[1:] if setting.standing.adjacency[member, list(part)].any()]
    return [list(part) for part in own], list(ranked[0]) if ranked else []


def bridge_groups(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 14: pairs across two groups that seldom meet, chosen by the goals they share."""
    found = []
    for gap in gaps:
        one, other = _groups(setting, gap)
        ties = best_pairs(setting, np.flatnonzero(one).tolist(), np.flatnonzero(other).tolist(), count=_PAIRS)
        if not ties:
            continue
        names = told(gap, "one"), told(gap, "other")
        expected = float(told(gap, "expected") or "nan")
        words = {
            "one": group_in_words(setting.situation, names[0]),
            "other": group_in_words(setting.situation, names[1]),
            "topic": _topic(setting, ties),
            "pairs": pairs_in_words(setting, ties, word="with"),
            "observed": counted_or_no(int(setting.standing.adjacency[np.ix_(one, other)].sum()), "regular tie"),
            "expected": f"{expected:.0f}",
        }
        target = Target(
            f"ties between {names[0]} and {names[1]}",
            _ties_between(one, other),
            expected,
            setting.standing,
        )
        chance = float(told(gap, "p_adjusted") or 0)  # so few ties may have come about by chance
        proposal = of_ties(setting, rule, words, ties, weight=weight_of(gap) * (1 - chance), target=target)
        found.append(replace(proposal, team_only=_is_small(setting, one, other)))
    return sorted(found, key=lambda one: -one.weight)


def widen_bridge(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 15: a second link between two groups that one member alone is in touch with both of."""
    found = []
    for gap in gaps:
        places = setting.places(gap.subjects)
        one, other = _groups(setting, gap)
        if len(places) != 1:
            continue
        near = setting.standing.adjacency[places[0]]
        ties = best_pairs(setting, np.flatnonzero(one & near).tolist(), np.flatnonzero(other & near).tolist(), count=1)
        if not ties:
            continue
        names = told(gap, "one"), told(gap, "other")
        words = {
            "name": setting.names[places[0]],
            "one": group_in_words(setting.situation, names[0]),
            "other": group_in_words(setting.situation, names[1]),
            "pairs": pairs_in_words(setting, ties),
        }
        target = headline_target(setting, "distance_weighted_fragmentation")
        found.append(of_ties(setting, rule, words, ties, weight=weight_of(gap), target=target))
    return found


def liaison(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 8: the one tie to the backbone that brings most of a group within one introduction of it."""
    found = []
    seeds = [place for place in np.flatnonzero(setting.net.is_backbone).tolist() if setting.ties_that_fit(place) > 0]
    for gap in gaps:
        group = members_of(setting, told(gap, "group", "sector"))
        pairs = _liaisons(setting, seeds, group)
        if not pairs:
            continue
        (seed, member), after = pairs
        now = reach(setting.standing, 2, group)
        if not after > now:
            continue
        name = told(gap, "group", "sector")
        words = {
            "backbone": setting.names[seed],
            "group": group_in_words(setting.situation, name),
            "liaison": setting.names[member],
            "reached": "none" if now == 0 else percent(now),
            "reason": _why_liaison(setting, seed, member),
        }
        target = Target(f"reach_2 of {name}", _reach_of(group), 1.0, setting.standing)
        proposal = of_ties(setting, rule, words, [(seed, member)], weight=weight_of(gap), target=target)
        found.append(replace(proposal, team_only=_is_small(setting, group), settles=f"reach {name}"))
    return found


def _liaisons(setting: Setting, seeds: Sequence[int], group: BoolArray) -> tuple[tuple[int, int], float] | None:
    """Return the pair of backbone and group member to bring together, and the reach it would give.

    The pair that reaches most of the group; that the two know each other, or did a wave ago, counts as much as one
    more member reached.
    """
    knew = setting.acquainted | setting.once_in_touch
    options = [
        (
            round(after * group.sum()) + int(knew[seed, member]),
            knew[seed, member],
            setting.may_be_named[member],
            setting.net.answered[member],
            float(np.nan_to_num(setting.hours_left[member], nan=0.0)),
            float(np.nan_to_num(setting.hours_left[seed], nan=0.0)),
            -seed,
            -member,
            after,
        )
        for seed in seeds
        for member in with_room(setting, np.flatnonzero(group).tolist())
        if not setting.standing.adjacency[seed, member]
        for after in [reach(setting.standing.with_ties([(seed, member)]), 2, group)]
    ]
    if not options:
        return None
    best = max(options)
    return (-best[6], -best[7]), best[8]


def _why_liaison(setting: Setting, seed: int, member: int) -> str:
    if setting.acquainted[seed, member]:
        return f"and {setting.names[seed]} speak now and then already"
    if setting.once_in_touch[seed, member]:
        return f"and {setting.names[seed]} were in touch in an earlier wave"
    return "has time for it, and most of the others within one step"


def introduce(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 11: partners for a member whose only regular contact is the backbone."""
    found = []
    for gap in gaps:
        for member in setting.places(gap.subjects[:1]):
            partners = best_partners(setting, member, count=setting.assumptions.most_new_ties)
            if not partners:
                continue
            plural = len(partners) > 1
            words = {
                "name": setting.names[member],
                "contacts": listed(setting.named(partners)),
                "reason": in_common(setting, member, partners[0], plural=plural)
                or ("have time for it" if plural else "has time for it"),
            }
            ties = [(member, other) for other in partners]
            target = Target("partners tied to the backbone only", only_tied_to_backbone, 0.0, setting.standing)
            found.append(of_ties(setting, rule, words, ties, weight=weight_of(gap), target=target))
    return found


def close_triangles(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001 - one shape for all
    """Rule 9: where the backbone reaches most partners directly and few through them, introduce them to each other."""
    direct, second = reach(setting.standing, 1), reach(setting.standing, 2)
    star = direct >= setting.assumptions.hub_reach and second - direct < setting.assumptions.star_gain
    share = peer_tie_share(setting.standing)
    if not star or not share < setting.situation.thresholds.hub_peer_ties:
        return []
    near = [int(place) for place in np.flatnonzero(setting.standing.adjacency[setting.net.is_backbone].any(axis=0))]
    ties = best_pairs(setting, near, near, count=_MOST_PAIRS)
    if not ties:
        return []
    words = {"pairs": pairs_in_words(setting, ties), "direct": percent(direct)}
    target = headline_target(setting, "peer_tie_share")
    return [of_ties(setting, rule, words, ties, weight=1 - share, target=target)]


def partner_hosts(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 10: partners who could host a standing meeting, each with one who would lose touch without the backbone."""
    if not gaps:
        return []
    near = setting.standing.adjacency[setting.net.is_backbone].any(axis=0) & ~setting.net.is_backbone
    left = np.flatnonzero(~setting.net.is_backbone)
    sizes = np.isfinite(setting.standing.distances_left).sum(axis=1)
    in_largest = np.zeros(setting.net.n, bool)
    in_largest[left[sizes == sizes.max()]] = True
    guests = near & ~in_largest
    ties = best_pairs(setting, np.flatnonzero(in_largest).tolist(), np.flatnonzero(guests).tolist(), count=_PAIRS)
    if not ties:
        return []
    words = {
        "hosts": listed(list(dict.fromkeys(setting.names[host] for host, _ in ties))),
        "guests": listed(list(dict.fromkeys(setting.names[guest] for _, guest in ties))),
        "loss": percent(headline_target(setting, "pair_loss").measure(setting.standing)),
    }
    target = headline_target(setting, "pair_loss")
    return [of_ties(setting, rule, words, ties, weight=max(weight_of(gap) for gap in gaps), target=target)]


def weavers(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001
    """Rule 39: members of different sectors with time and contacts, to make introductions where one hub does now.

    In the first phase a hub is usual, and the rule is silent.
    """
    if setting.study.phase == 1 or not setting.net.is_backbone.any() or not is_hub_and_spoke(setting.evidence):
        return []
    able = with_room(setting, range(setting.net.n))
    ranked = sorted(able, key=lambda place: (-setting.acquainted[place].sum(), place))
    by_sector = {str(setting.sectors[place]): place for place in reversed(ranked)}
    chosen = sorted(by_sector.values(), key=ranked.index)[:_MOST_PAIRS]
    words = {"weavers": listed(setting.named(chosen))}
    monthly = dict.fromkeys(chosen, setting.tie_hours)
    share = float(np.nan_to_num(peer_tie_share(setting.standing), nan=0.0))
    return [Proposal(rule, setting.ids(chosen), words, 1 - share, monthly=monthly)] if chosen else []


def _is_small(setting: Setting, *groups: BoolArray) -> bool:
    return any(group.sum() < setting.assumptions.small_group for group in groups)


def _ties_between(one: BoolArray, other: BoolArray) -> Measure:
    return lambda standing: float(standing.adjacency[np.ix_(one, other)].sum())


def _reach_of(group: BoolArray) -> Measure:
    return lambda standing: reach(standing, 2, group)


def _groups(setting: Setting, gap: Gap) -> tuple[BoolArray, BoolArray]:
    one, other = told(gap, "one"), told(gap, "other")
    return members_of(setting, one), members_of(setting, other)


def members_of(setting: Setting, group: str) -> BoolArray:
    """Return the flags of the members of a sector, a working group or a place; the backbone left out."""
    inside = np.zeros(setting.net.n, dtype=bool)
    inside[list(group_members(setting.situation, group))] = True
    return inside & ~setting.net.is_backbone


def _topic(setting: Setting, ties: Sequence[tuple[int, int]]) -> str:
    goals = np.flatnonzero(np.logical_and.reduce([setting.chosen[place] for pair in ties for place in pair]))
    first = np.flatnonzero(setting.chosen[ties[0][0]] & setting.chosen[ties[0][1]])
    shared = goals if len(goals) else first
    return quoted(str(setting.goals.iloc[shared[0]])) if len(shared) else "one goal that both care about"
