"""What a study says beyond the ties: by which channel the backbone reaches, for what, which groups, and into work."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, TypeAlias

import pandas as pd

from ci_network.measures.backbone_steps import NO_PARTNERS
from ci_network.measures.reach import net_backbone_reach, net_useful_reach
from ci_network.measures.reach_channels import net_broadcast_only
from ci_network.measures.reach_table import WHOLE, Row, as_table, row_of, rows_by_group
from ci_network.network.build import networks_by_level
from ci_network.network.layers import two_mode
from ci_network.network.network import Network
from ci_network.study.study import Study
from ci_network.terms import ROLE_PURPOSES

ALL_CHANNELS: Final = "all channels"
NO_CHANNEL, NO_PURPOSE = "no tie has a channel on record", "no tie has such a purpose on record"
NO_WORK = "no activities or commitments on record"
ByLevel: TypeAlias = dict[str, Network]


def study_reach_table(study: Study, net: Network, any_contact: Network) -> pd.DataFrame:
    """How the backbone reaches by channel and how often, for which purpose and role, into groups and into work.

    Parameters
    ----------
    net, any_contact
        The study's members with the ties under the rule, and with ties of any strength.

    Returns
    -------
    DataFrame
        Columns as :func:`reach_table`. ``reach_1_by_channel``, ``reach_2_by_channel``: one row for each channel (and
        "all channels") and each level of the layer's scale. ``broadcast_only``: partners in direct contact by one-way
        channels alone (the study's ``one_way_channels``; a tie without a channel counts as two-way).
        ``reach_1_by_purpose`` and ``reach_1_by_role``: direct reach by ties for a purpose, and for the purposes that
        serve a role of the backbone (``terms.ROLE_PURPOSES``). ``reach_1_by_working_group``, ``reach_2_by_...``: into
        each group of the study; a member of several counts in each. ``useful_reach``: reached in two steps and with an
        activity or outcome. NaN with a reason where the study does not say.

    Examples
    --------
    >>> import ci_network as ci
    >>> study = ci.read_study("data/riverbend")
    >>> net = ci.build_network(study)
    >>> any_contact = ci.build_network(study, rule=net.rule.any_contact())
    >>> table = study_reach_table(study, net, any_contact).set_index(["measure", "group", "threshold"])["value"]
    >>> bool(table["reach_1_by_channel", "email", "weekly"] <= table["reach_1_by_channel", "all channels", "weekly"])
    True
    """
    levels = {any_contact.rule.level_name(any_contact.layer): any_contact, net.rule.level_name(net.layer): net}
    rows = [*_by_channel(study, net)]
    for part in (_broadcast, _by_purpose, _by_working_group, _useful):
        rows += part(study, levels)
    return as_table(rows)


def _by_channel(study: Study, net: Network) -> Iterator[Row]:
    """Give reach in one and two steps by each channel, and by all, at each level of the scale."""
    # Any contact is the lowest level but none.
    levels = ["any", *range(2, len(net.layer.scale)), _level(net)]
    networks = {name: _at_levels(study, net, levels, channels=(name,)) for name in _named(study, net, "channel")}
    networks[ALL_CHANNELS] = _at_levels(study, net, levels)
    for steps in (1, 2):
        for channel, by_level in networks.items():
            yield from (_reach(f"reach_{steps}_by_channel", channel, at, steps=steps) for at in by_level.values())


def _broadcast(study: Study, levels: ByLevel) -> Iterator[Row]:
    """Give the partners in direct contact by one-way channels alone."""
    net = next(iter(levels.values()))
    channels = _named(study, net, "channel")
    one_way = {channel.casefold() for channel in study.declared.one_way_channels}
    unsaid = () if net.rule.channels else ("",)
    two_way = tuple(channel for channel in (*channels, *unsaid) if channel.casefold() not in one_way)
    names = [_level(at) for at in levels.values()]
    talk = _at_levels(study, net, names, channels=two_way) if channels else {}
    for level, at in levels.items():
        value = net_broadcast_only(at, talk[level]) if channels else math.nan
        yield row_of("broadcast_only", WHOLE, at, (value, _partners(at), NO_CHANNEL))


def _by_purpose(study: Study, levels: ByLevel) -> Iterator[Row]:
    """Give direct reach by the ties for each purpose, and for each role of the backbone that purposes serve."""
    net = next(iter(levels.values()))
    names = [_level(at) for at in levels.values()]
    purposes = _named(study, net, "purpose")
    built: dict[tuple[str, ...], ByLevel] = {
        (purpose,): _at_levels(study, net, names, purposes=(purpose,)) for purpose in purposes
    }
    for purpose in purposes:
        yield from (_reach("reach_1_by_purpose", purpose, at, steps=1) for at in built[purpose,].values())
    for role, serving in ROLE_PURPOSES.items():
        present = tuple(purpose for purpose in purposes if purpose.casefold() in serving)
        if present and present not in built:
            built[present] = _at_levels(study, net, names, purposes=present)
        for level, at in levels.items():
            reached = net_backbone_reach(built[present][level], steps=1) if present else math.nan
            yield row_of("reach_1_by_role", role, at, (reached, _partners(at), NO_PURPOSE))


def _by_working_group(study: Study, levels: ByLevel) -> Iterator[Row]:
    """Give reach into each group of the study."""
    membership = study.table("membership").drop_duplicates(["stakeholder", "group"])
    groups = membership.set_index("stakeholder")["group"]
    for at in levels.values():
        for steps in (1, 2):
            yield from rows_by_group(f"reach_{steps}_by_working_group", at, groups, steps=steps)


def _useful(study: Study, levels: ByLevel) -> Iterator[Row]:
    """Give the partners who are reached and take part in the work."""
    for at in levels.values():
        work = [two_mode(study, what, at.ids, wave=at.wave).matrix for what in ("activities", "commitments")]
        on_record = any(matrix.nnz for matrix in work)
        active = at.ids[sum(matrix.sum(axis=1) for matrix in work) > 0]
        value = net_useful_reach(at, active=active) if on_record else math.nan
        yield row_of("useful_reach", WHOLE, at, (value, _partners(at), NO_WORK))


def _named(study: Study, net: Network, column: str) -> list[str]:
    """Return the channels or purposes that ties of the network's layer and wave have, as far as its rule lets in."""
    rows = study.table("ties", net.wave)
    named = sorted(set(rows.loc[rows["layer"].isin(net.layer.table_names()), column]) - {""})
    allowed = net.rule.channels if column == "channel" else net.rule.purposes
    return [name for name in named if allowed is None or name in allowed]


def _at_levels(
    study: Study,
    net: Network,
    levels: Iterable[str | float],
    *,
    channels: tuple[str, ...] | None = None,
    purposes: tuple[str, ...] | None = None,
) -> ByLevel:
    """Return networks of the same layer and wave at several levels, with the ties of some channels or purposes only."""
    rule = net.rule
    if channels is not None:
        rule = replace(rule, channels=channels)
    if purposes is not None:
        rule = replace(rule, purposes=purposes)
    return networks_by_level(study, net.layer.name, wave=net.wave, rule=rule, levels=levels)


def _reach(measure: str, group: str, net: Network, *, steps: float) -> Row:
    return row_of(measure, group, net, (net_backbone_reach(net, steps=steps), _partners(net), NO_PARTNERS))


def _level(net: Network) -> str | float:
    return net.rule.level(net.layer) or "any"


def _partners(net: Network) -> int:
    return int((~net.is_backbone).sum())
