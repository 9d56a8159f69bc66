"""Who answered, how far the two ends agree, and what may be said of it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from ci_network.network.network import AnyNetwork, BoolArray, Network
from ci_network.study.study import Study
from ci_network.wording import percent

FULL: Final = "all"
BANDS: Final = "bands"
COUNTS: Final = "counts"
UNSTATED: Final = "unstated"
COLUMNS: Final = ("wave", "group", "members", "answered", "rate")


class Bounds(NamedTuple):
    """The least and the most that a number could be."""

    low: float
    high: float


@dataclass(frozen=True)
class ResponsePolicy:
    """What the answers permit to be said.

    ``level`` is "all", "bands" (broad patterns; findings about members are provisional), "counts" (no claim about
    a single member's place) or "unstated" (the study does not say who answered). ``reason`` says why it is not "all".
    """

    level: str
    rate: float
    reason: str = ""


def response_policy(
    net: Network, *, required_sectors: Iterable[str] = (), full: float, bands: float, sector: float
) -> ResponsePolicy:
    """Say what the response to a survey permits to be claimed.

    Parameters
    ----------
    required_sectors
        Sectors each of which should have answered.
    full, bands, sector
        The shares of answers from which all is shown, from which bands are, and that each required sector needs.

    Returns
    -------
    ResponsePolicy
        "all" where ``full`` is met overall, ``sector`` in each required sector, and the backbone answered.

    Notes
    -----
    There is no published threshold; see Smith, Moody & Morgan (2017), Social Networks 48:78, on how the bias depends
    on the measure and on who is missing.
    """
    rate = net.response_rate
    if math.isnan(rate):
        return ResponsePolicy(UNSTATED, rate, "who answered is not known")
    if rate < bands:
        return ResponsePolicy(COUNTS, rate, f"only {percent(rate)} of members answered")
    if rate < full:
        return ResponsePolicy(BANDS, rate, f"{percent(rate)} of members answered")
    silent = [str(net.members["name"].iloc[place]) for place in np.flatnonzero(net.is_backbone & ~net.answered)]
    if silent:
        return ResponsePolicy(BANDS, rate, f"no answer from the backbone ({', '.join(silent)})")
    low = [name for name, share in _sector_rates(net, required_sectors).items() if share < sector]
    if low:
        return ResponsePolicy(BANDS, rate, f"few answers from {', '.join(low)}")
    return ResponsePolicy(FULL, rate)


def complete_answers(net: Network, study: Study) -> BoolArray:
    """Return one flag a member: it answered in full, so that its silence about another is a known no.

    Where the study does not say who answered, those who reported anything are taken to have answered in full.
    """
    responses = study.table("responses", net.wave)
    if responses.empty:
        return net.answered
    status = responses.drop_duplicates("stakeholder", keep="last").set_index("stakeholder")["status"]
    return (status.reindex(net.ids) == "complete").to_numpy(bool)


def responses_table(study: Study) -> pd.DataFrame:
    """How many answered, in all and by sector, wave by wave.

    Returns
    -------
    DataFrame
        ``wave, group, members, answered, rate``; ``group`` is blank for all members and a sector otherwise.
        ``answered`` and ``rate`` (0-1) are NaN in a wave for which the study does not say who answered. An answer
        in part is an answer.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.measures.response import responses_table
    >>> table = responses_table(ci.read_study("data/riverbend"))
    >>> table.loc[table["group"] == "", ["wave", "members", "answered"]].to_numpy().tolist()
    [['2025', 60, 49.0], ['2026', 64, 52.0]]
    """
    rows: list[tuple[str, str, int, float, float]] = []
    for wave in study.waves:
        people, responses = study.roster(wave), study.table("responses", wave)
        latest = responses.drop_duplicates("stakeholder", keep="last").set_index("stakeholder")["status"]
        gave = latest.reindex(people.index).isin(["complete", "partial"])
        known = not responses.empty
        sectors = people["sector"].astype(str)
        groups = {"": gave} | {name: gave[sectors == name] for name in sorted(set(sectors) - {""})}
        rows += [
            (wave, name, len(part), *((float(part.sum()), float(part.mean())) if known and len(part) else _UNKNOWN))
            for name, part in groups.items()
        ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"answered": float, "rate": float})


def net_confirmation_rate(net: Network) -> float:
    """The share of ties that both ends report, among those of which both ends were asked and answered.

    Pairs where both report the tie at the rule's level, over pairs where both answered and at least one reports it.

    Returns
    -------
    float
        0 to 1; NaN where no such pair is, and where it is not known who reported what.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.measures.response import net_confirmation_rate
    >>> round(net_confirmation_rate(ci.build_network(ci.read_study("data/riverbend"))), 2)
    0.72
    """
    if not net.layer.directed:
        return math.nan
    said = reported_at_level(net)
    both = sparse.diags_array(net.answered.astype(float))
    asked = sparse.csr_array(both @ said @ both)
    once = float((asked + asked.T > 0).sum())
    return float((asked.multiply(asked.T) > 0).sum()) / once if once else math.nan


def reported_at_level(net: Network) -> sparse.csr_array:
    """Return as 0 and 1 what each member reported of each other at the rule's level or above."""
    level = net.rule.level(net.layer)
    said = net.reports.copy()
    said.data = ((said.data >= level) & (said.data > 0)).astype(float)
    said.eliminate_zeros()
    return said


def density_bounds(graph: AnyNetwork) -> Bounds:
    """The least and the most that the density could be, whatever those who did not answer would have said.

    Of m ties found among N possible ones, u possible ones are not known, because neither end answered (where ties
    have a direction: because the source did not): from m / N to (m + u) / N.

    Returns
    -------
    Bounds
        ``low`` and ``high``, 0 to 1; both NaN for fewer than two members and where it is not known who answered.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.measures.response import density_bounds
    >>> net = ci.build_network(ci.read_study("data/riverbend"))
    >>> low, high = density_bounds(net)
    >>> low == ci.net_density(net), high > low
    (True, True)
    """
    net = Network.of(graph)
    if net.n < 2 or not net.response_known:
        return Bounds(math.nan, math.nan)
    possible, silent = net.n * (net.n - 1), ~net.answered
    blank = float(silent.sum())
    not_asked = blank * (net.n - 1) if net.directed else blank * (blank - 1)
    quiet = sparse.diags_array(silent.astype(float))
    told = quiet @ net.binary if net.directed else quiet @ net.binary @ quiet
    ties = float(net.binary.sum())
    return Bounds(ties / possible, (ties + not_asked - float(told.sum())) / possible)


_UNKNOWN: Final = (math.nan, math.nan)


def _sector_rates(net: Network, sectors: Iterable[str]) -> dict[str, float]:
    """Return the share of answers in each of these sectors that has members."""
    labels = net.members["sector"].astype(str).str.casefold().to_numpy()
    found = {name: net.answered[labels == name.casefold()] for name in sectors}
    return {name: float(part.mean()) for name, part in found.items() if len(part)}
