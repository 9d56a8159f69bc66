"""What the rules on members and groups propose."""

from collections.abc import Sequence

import numpy as np

from ci_network.advice.operations import JoinActivity, SetLead
from ci_network.advice.partners import best_pairs, best_partners, in_common
from ci_network.advice.proposal import Proposal, Trial, headline_target, of_ties, pairs_in_words, told, weight_of
from ci_network.advice.rule import Rule
from ci_network.advice.setting import Setting
from ci_network.advice.targets import indicator, led_by
from ci_network.gaps.gap import Gap
from ci_network.gaps.roles import is_steering
from ci_network.wording import counted_or_no, listed, percent, quoted

Gaps = Sequence[Gap]
_EDGE_HOSTS = 2


def invite(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 1: invite organisations of a missing sector, by those whom most members know and who have time."""
    contacts = setting.acquainted.sum(axis=1)
    able = [place for place in range(setting.net.n) if setting.ties_that_fit(place) > 0]
    hosts = sorted((p for p in able if not setting.net.is_backbone[p]), key=lambda p: (-contacts[p], p))[:_EDGE_HOSTS]
    if not hosts:
        return []
    words = {"hosts": listed(setting.named(hosts))}
    return [
        Proposal(rule, setting.ids(hosts), words | {"sector": told(gap, "sector", "group")}, weight_of(gap))
        for gap in gaps
    ]


def second_voice(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 2: a second member for a sector that has one."""
    found = []
    for gap in gaps:
        sector = told(gap, "sector", "group")
        members = [int(place) for place in np.flatnonzero(setting.sectors == sector)]
        if members:
            words = {"sector": sector, "members": listed(setting.named(members))}
            found.append(Proposal(rule, setting.ids(members), words, weight_of(gap)))
    return found


def seat(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 3: a steering seat for a sector without one, offered to its member with most time and contacts."""
    groups = setting.study.table("groups")
    steering = groups.loc[groups["kind"].map(is_steering).to_numpy(bool), "id"]
    body = str(steering.iloc[0]).replace("-", " ") if len(steering) else "steering group"
    contacts = setting.acquainted.sum(axis=1)
    found = []
    for gap in gaps:
        sector = told(gap, "sector", "group")
        members = [int(p) for p in np.flatnonzero((setting.sectors == sector) & ~setting.burdened)]
        able = [p for p in members if not setting.hours_left[p] < setting.tie_hours]
        able.sort(key=lambda p: (not setting.may_be_named[p], not setting.net.answered[p], -contacts[p], p))
        for place in able:
            words = {"sector": sector, "name": setting.names[place], "body": body}
            hours = {place: setting.tie_hours}
            found.append(
                Proposal(rule, setting.ids([place]), words, weight_of(gap), monthly=hours, settles=f"seat {sector}")
            )
    return found


def buddy(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 6: a contact for a member without any: who shares most with it, has time, and is near the backbone."""
    found = []
    for gap in gaps:
        for member in setting.places(gap.subjects):
            buddies = best_partners(setting, member, count=1, close=True)
            if not buddies:
                continue
            ties = [(member, other) for other in buddies]
            seldom = setting.acquainted[member].any()
            words = {
                "name": setting.names[member],
                "buddies": listed(setting.named(buddies)),
                "contact": "contact only now and then" if seldom else "no contact with anybody yet",
                "reason": in_common(setting, member, buddies[0]) or "has time for a new contact",
            }
            target = headline_target(setting, "isolates")
            found.append(of_ties(setting, rule, words, ties, weight=weight_of(gap), target=target))
    return found


def join_activity(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 7: an activity for a member at the edge, which serves a goal it chose, and somebody in it to bring it in."""
    table = setting.study.table("activities")
    found = []
    for gap in gaps:
        for member in setting.places(gap.subjects):
            if not setting.ties_that_fit(member):
                continue
            goals = set(setting.goals.index[setting.chosen[member]])
            open_to = [
                place
                for place, served in enumerate(table["outcomes"])
                if goals & set(served) and not setting.doing[member, place] and setting.doing[:, place].any()
            ]
            open_to = [place for place in open_to if table["id"].iloc[place] not in setting.situation.ended]
            if open_to:
                found.append(_joining(setting, rule, gap, member, open_to))
    return [one for one in found if one is not None]


def _joining(setting: Setting, rule: Rule, gap: Gap, member: int, open_to: list[int]) -> Proposal | None:
    hosts = {place: best_partners(setting, member, count=1, among=setting.doing[:, place]) for place in open_to}
    chosen = next((place for place in open_to if hosts[place]), None)
    if chosen is None:
        return None
    host = hosts[chosen][0]
    title = str(setting.titles.iloc[chosen])
    words = {"name": setting.names[member], "activity": title, "host": setting.names[host]}
    monthly = {member: setting.tie_hours, host: setting.tie_hours}
    joined = JoinActivity(str(setting.net.ids[member]), str(setting.activities.things[chosen]))
    new_there = not setting.doing[member].any()
    trial = Trial("share of partners in an activity", indicator("MR1"), 1.0, (joined,)) if new_there else None
    pair = (member, host)
    return Proposal(rule, setting.ids(pair), words, weight_of(gap), pairs=(pair,), trial=trial, monthly=monthly)


def share_load(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 31: what a member who carries a great deal might pass on, and to whom."""
    found = []
    for gap in gaps:
        for member in setting.places(gap.subjects):
            handover, heir, passed = _handover(setting, member)
            words = {"name": setting.names[member], "handover": handover, "load": _load(setting, member)}
            trial = _fewer_leads(setting, member, passed)
            pairs = tuple((member, other) for other in heir)
            subjects = setting.ids([member, *heir])
            found.append(Proposal(rule, subjects, words, weight_of(gap), pairs=pairs, trial=trial))
    return found


def _handover(setting: Setting, member: int) -> tuple[str, list[int], tuple[SetLead, ...]]:
    """Return what could be passed on, in words, and to whom: a lead, to who takes part in it and has most time."""
    led = np.flatnonzero((setting.study.table("activities")["lead"] == setting.net.ids[member]).to_numpy(bool))
    options = [
        (float(np.nan_to_num(setting.hours_left[place], nan=0.0)), -int(place), int(activity))
        for activity in led
        for place in np.flatnonzero(setting.doing[:, activity])
        if place != member and setting.ties_that_fit(int(place)) > 0 and not setting.net.is_backbone[place]
    ]
    if not options:
        return "Help it pass on a lead or two contacts to somebody with time", [], ()
    _, place, activity = max(options)
    heir, title = -place, quoted(str(setting.titles.iloc[activity]))
    time = " and has time left" if setting.hours_left[heir] > 0 else ""
    lead = SetLead(str(setting.activities.things[activity]), str(setting.net.ids[heir]))
    return f"{setting.names[heir]} takes part in {title}{time}, and could take on the lead of it", [heir], (lead,)


def _fewer_leads(setting: Setting, member: int, passed: tuple[SetLead, ...]) -> Trial | None:
    """Return the trial of passing on a lead; ``None`` where it is not known which."""
    if not passed:
        return None
    return Trial(f"activities that {setting.names[member]} leads", led_by(member), setting.leads[member] - 1, passed)


def _load(setting: Setting, member: int) -> str:
    parts = [
        f"is in regular contact with {counted_or_no(int(setting.standing.adjacency[member].sum()), 'member')}",
        f"takes part in {counted_or_no(int(setting.doing[member].sum()), 'activity', 'activities')}",
    ]
    if setting.leads[member]:
        parts.append(f"leads {setting.leads[member]:.0f} of them")
    if setting.hours_left[member] < 0:
        given = setting.hours_given[member]
        parts.append(f"gives {given:.0f} hours a month where it has {given + setting.hours_left[member]:.0f}")
    return listed(parts)


def one_sided(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:
    """Rule 35: a talk with a member with whom several others report contact that it does not report."""
    towards: dict[str, list[Gap]] = {}
    for gap in gaps:
        if len(gap.subjects) == 2:
            towards.setdefault(gap.subjects[1], []).append(gap)
    found = []
    for member, reports in sorted(towards.items()):
        if len(reports) >= setting.assumptions.one_sided:
            place = setting.places([member])[0]
            words = {"name": setting.names[place], "count": str(len(reports))}
            found.append(Proposal(rule, (member,), words, max(weight_of(gap) for gap in reports)))
    return found


def ask_again(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001 - one shape for all
    """Rule 45: ask again where too few have answered, of all or of a sector the coalition needs."""
    rate, cuts = setting.net.response_rate, setting.situation.thresholds
    if np.isnan(rate):
        return []
    thin = [
        sector
        for sector in setting.study.required_sectors
        if (setting.sectors == sector).any()
        and setting.net.answered[setting.sectors == sector].mean() < cuts.response_sector
    ]
    if rate >= cuts.response_full and not thin:
        return []
    missing = cuts.response_full - rate
    words = {
        "sectors": f", first of all from {listed(thin)}" if thin else "",
        "answered": f"{int(setting.net.answered.sum())} of {setting.net.n} members ({percent(rate)})",
    }
    thin_map = rate < cuts.response_bands
    return [Proposal(rule, (), words, float(np.clip(0.5 + missing, 0, 1)), first=thin_map)]


def join_parts(setting: Setting, rule: Rule, gaps: Gaps) -> list[Proposal]:  # noqa: ARG001
    """Rule 38: one link from the largest part of a scattered network to each of the next largest."""
    together = np.isfinite(setting.standing.distances)
    if not len(together):
        return []
    share = float(together.sum(axis=1).max()) / len(together)
    if share >= setting.situation.thresholds.stage_largest:
        return []
    parts = sorted({tuple(np.flatnonzero(row)) for row in together}, key=lambda part: (-len(part), part))
    parts = [part for part in parts if len(part) > 1]
    ties = [
        pair
        for part in parts[1 : 1 + setting.assumptions.most_new_ties * 2]
        for pair in best_pairs(setting, [int(p) for p in parts[0]], [int(p) for p in part], count=1)
    ]
    if not ties:
        return []
    words = {"pairs": pairs_in_words(setting, ties), "share": percent(share)}
    target = headline_target(setting, "distance_weighted_fragmentation")
    return [of_ties(setting, rule, words, ties, weight=1 - share, target=target)]
