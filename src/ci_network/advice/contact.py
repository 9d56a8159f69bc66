"""How contact is changed: what both ends report is told anew, in the study as in both of its networks."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from ci_network.advice.hours import hours_a_side
from ci_network.advice.operation import member_id
from ci_network.errors import UsageError
from ci_network.gaps.situation import Situation
from ci_network.network import change as networks
from ci_network.study import change as studies

Pair = tuple[str, str]
Ends = tuple[float, float]
Told = Callable[[Ends, float], Ends]


def in_contact(situation: Situation, pairs: Sequence[Pair], value: float, *, channel: str = "") -> Situation:
    """Return the situation in which these pairs are in contact at least so often, whatever they reported before."""
    return retold(
        situation,
        pairs,
        lambda ends, held: (max(ends[0], held, value), max(ends[1], held, value)),
        channel=channel,
    )


def retold(
    situation: Situation, pairs: Sequence[Pair], told: Told, *, instead: Collection[Pair] = (), channel: str = ""
) -> Situation:
    """Return the situation in which both ends of each pair report anew, in the study as in both networks.

    ``told`` works out the two reports from those given and the tie's value; ``instead`` are pairs whose rows go.
    """
    net, rule = situation.net, situation.net.rule
    ends = [told(reports_of(situation, pair), value_of(situation, pair)) for pair in pairs]
    counted_channels = rule.channels or ("",)
    row = {
        "wave": situation.wave,
        "layer": net.layer.table_names()[0],
        "channel": channel or counted_channels[0],
    }
    rows = [
        row | {"source": who, "target": whom, "value": value, "reported_by": who}
        for (one, other), values in zip(pairs, ends, strict=True)
        for who, whom, value in ((one, other, values[0]), (other, one, values[1]))
    ]
    study = studies.with_reports(situation.study, rows, instead=[frozenset(pair) for pair in instead])
    if channel and rule.channels is not None and channel not in rule.channels:
        return replace(situation, study=study)
    return replace(
        situation,
        study=study,
        net=networks.with_reports(net, pairs, ends=ends),
        any_contact=networks.with_reports(situation.any_contact, pairs, ends=ends),
    )


def reports_of(situation: Situation, pair: Pair) -> Ends:
    """Return what the two ends of a pair report of each other; 0 where an end reports no contact."""
    reports = situation.any_contact.reports
    i, j = situation.net.positions(pair)
    return float(reports[i, j]), float(reports[j, i])


def value_of(situation: Situation, pair: Pair) -> float:
    """Return the value of the tie between two members at any contact; 0 without one."""
    i, j = situation.net.positions(pair)
    return float(situation.any_contact.matrix[i, j])


def pair_of(situation: Situation, one: str, other: str) -> Pair:
    """Return the ids of two members given by id or name; the same one twice is an error."""
    pair = member_id(situation, one), member_id(situation, other)
    if pair[0] == pair[1]:
        raise UsageError(f"It takes two members; '{pair[0]}' was given twice.")
    return pair


def both_sides(situation: Situation, then: float, now: float) -> float:
    """Return the hours a month that both ends together give more when a tie goes from one value to another."""
    layer = situation.net.layer
    return 2 * (hours_a_side(layer, then) - hours_a_side(layer, now))
