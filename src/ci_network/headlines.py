"""The numbers of page one, each with a sentence that says what it means."""

import math
from collections.abc import Callable
from typing import Final

import pandas as pd

from ci_network.framework.evidence import Evidence
from ci_network.framework.indicators_agenda import outcome_coverage
from ci_network.gaps.situation import Situation
from ci_network.measures.cohesion import net_isolates, net_mean_degree
from ci_network.measures.coordination import net_congruence
from ci_network.measures.reach import net_backbone_reach
from ci_network.measures.reliance import net_pair_loss, net_peer_tie_share
from ci_network.network.network import Network
from ci_network.wording import counted, percent

COLUMNS: Final = ("headline", "label", "value", "any_contact", "unit", "sentence")
NAN: Final = float("nan")
_NO_BACKBONE: Final = "The study does not say who the backbone is, so its reach is not known."


def headlines(situation: Situation) -> pd.DataFrame:
    """Return the numbers to begin with, each under the tie rule and at any contact, and what it says.

    Returns
    -------
    DataFrame
        ``headline, label, value, any_contact, unit, sentence``: ``unit`` is "count", "share" (0-1) or "mean".
        ``any_contact`` is NaN where a number does not depend on ties; ``value`` is NaN where it is not known, and
        the sentence then says why.

    Examples
    --------
    >>> import ci_network as ci
    >>> table = ci.analyse(ci.read_study("data/riverbend")).headlines
    >>> float(table.set_index("headline").at["members", "value"])
    64.0
    """
    rows = [make(situation) for make in _HEADLINES]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"value": float, "any_contact": float})


Row = tuple[str, str, float, float, str, str]


def _both(situation: Situation, measure: Callable[[Network], float]) -> tuple[float, float]:
    return measure(situation.net.weak), measure(situation.any_contact.weak)


def _members(situation: Situation) -> Row:
    net = situation.net
    backbone = len(net.backbone)
    sectors = len(set(net.members["sector"]) - {""})
    part = f", {backbone} of them in the backbone" if backbone else ""
    among = f", from {counted(sectors, 'sector')}" if sectors else ""
    said = f"The coalition has {counted(net.n, 'member')}{part}{among}."
    return ("members", "Members", float(net.n), NAN, "count", said)


def _response_rate(situation: Situation) -> Row:
    net = situation.net
    rate = net.response_rate
    said = (
        "The study does not say who answered, so the response rate is not known."
        if math.isnan(rate)
        else f"{int(net.answered.sum())} of {counted(net.n, 'member')} answered ({percent(rate)}). Ties between"
        " members who did not answer are not known."
    )
    return ("response_rate", "Members who answered", rate, NAN, "share", said)


def _contacts(situation: Situation) -> Row:
    value, any_contact = _both(situation, net_mean_degree)
    level = _level(situation)
    said = (
        "There are no members, so there are no contacts to count."
        if math.isnan(value)
        else f"On average a member is in contact with {value:.1f} others {level}, and with {any_contact:.1f} at any"
        " contact."
    )
    return ("mean_degree", "Contacts of a member, on average", value, any_contact, "mean", said)


def _reach(situation: Situation, steps: int) -> Row:
    value, any_contact = _both(situation, lambda net: net_backbone_reach(net, steps=steps))
    partners = situation.net.n - len(situation.net.backbone)
    how = "directly" if steps == 1 else "within one introduction"
    said = (
        _no_reach(situation)
        if math.isnan(value)
        else f"The backbone reaches {_of(value, partners)} partners {how} ({percent(value)}); at any contact"
        f" {round(any_contact * partners)} ({percent(any_contact)})."
    )
    return (f"reach_{steps}", f"Partners the backbone reaches {how}", value, any_contact, "share", said)


def _reach_1(situation: Situation) -> Row:
    return _reach(situation, 1)


def _reach_2(situation: Situation) -> Row:
    return _reach(situation, 2)


def _peer_ties(situation: Situation) -> Row:
    value, any_contact = _both(situation, net_peer_tie_share)
    said = (
        _no_reach(situation, "No partner has a tie, so there is no share to tell.")
        if math.isnan(value)
        else f"{percent(value)} of partners' ties are with each other and do not need the backbone"
        f" ({percent(any_contact)} at any contact)."
    )
    return ("peer_tie_share", "Ties that do not need the backbone", value, any_contact, "share", said)


def _pair_loss(situation: Situation) -> Row:
    value, any_contact = _both(situation, net_pair_loss)
    said = (
        _no_reach(situation, "No two partners are connected, so there is nothing to lose.")
        if math.isnan(value)
        else f"Without the backbone, {percent(value) if value else 'none'} of the pairs of partners who can reach each"
        f" other now would lose that way ({percent(any_contact)} at any contact)."
    )
    return ("pair_loss", "Pairs of partners who need the backbone", value, any_contact, "share", said)


def _isolates(situation: Situation) -> Row:
    value, any_contact = _both(situation, lambda net: _known_alone(situation, net))
    silent = int(net_isolates(situation.net.weak) - value)
    beside = f" A further {silent} did not answer, and nobody named them." if silent else ""
    answered = "who answered" if situation.net.response_known else "of whom answers are known"
    who = f"Every member {answered} has" if not value else f"{counted(int(value), 'member')} {answered}"
    said = (
        f"{who} a contact {_level(situation)}.{beside}"
        if not value
        else f"{who} {'has' if value == 1 else 'have'} no contact {_level(situation)}; {int(any_contact) or 'none'} of"
        f" them has none at all.{beside}"
    )
    return ("isolates", "Members without a regular contact", value, any_contact, "count", said)


def _work_with_talk(situation: Situation) -> Row:
    required = Evidence(situation).required
    value, any_contact = _both(situation, lambda net: net_congruence(net, required))
    said = (
        "No two partners share an activity on record, so this is not known."
        if math.isnan(value)
        else f"Of the pairs of partners who work on the same activity, {percent(value)} are in contact"
        f" {_level(situation)} ({percent(any_contact)} at any contact)."
    )
    return ("congruence", "Shared work backed by contact", value, any_contact, "share", said)


def _outcome_coverage(situation: Situation) -> Row:
    found = outcome_coverage(Evidence(situation))
    said = (
        "The study names no goals, so it is not known who works on them."
        if math.isnan(found.value)
        else f"{_of(found.value, found.n)} goals have two activities or more by two organisations or more"
        f" ({percent(found.value)})."
    )
    return ("outcome_coverage", "Goals with more than one pair of hands", found.value, NAN, "share", said)


_HEADLINES: Final = (
    _members,
    _response_rate,
    _contacts,
    _reach_1,
    _reach_2,
    _peer_ties,
    _pair_loss,
    _isolates,
    _work_with_talk,
    _outcome_coverage,
)


def _known_alone(situation: Situation, net: Network) -> float:
    """Return how many members who answered have no tie; the silence of others is not known."""
    alone = (net.binary.sum(axis=1) == 0) & situation.net.answered
    return float(alone.sum())


def _no_reach(situation: Situation, otherwise: str = "There are no partners to reach beside the backbone.") -> str:
    return otherwise if situation.net.backbone else _NO_BACKBONE


def _level(situation: Situation) -> str:
    net = situation.net
    value = net.rule.level(net.layer)
    if value == 0:
        return "of any kind"
    return f"{net.rule.level_name(net.layer)} or more" if value < net.layer.high else net.rule.level_name(net.layer)


def _of(share: float, whole: int) -> str:
    return f"{round(share * whole)} of {whole}"
