"""Trust and value: how members rate each other, as means over enough raters; never per pair.

Each rating layer has several items of 1-4. A rater's rating of a member is the mean of the items it answered; what a
member receives is the mean over its raters, and is shown from three raters on.
"""

from typing import Final

import numpy as np
import pandas as pd

from ci_network.errors import UsageError
from ci_network.measures.kinds import member_numbers
from ci_network.network.network import AnyNetwork, Network
from ci_network.study.layer import Layer
from ci_network.study.study import Study

ALL_ITEMS: Final = "all items"
# Our default: fewer raters would let a reader work out who said what.
LEAST_RATERS: Final = 3
NOBODY: Final = "no ratings"
TOO_FEW: Final = "too few raters"
COMPLEMENT: Final = "kept back, or another could be worked out from it"
_NUMBERS: Final = ("raters", "ratings", "mean", "normalised", "share_high")
MEMBER_COLUMNS: Final = ("member", "layer", "item", *_NUMBERS, "normalisation", "reason")
SECTOR_COLUMNS: Final = ("sector", "layer", "item", "direction", *_NUMBERS, "normalisation", "reason")
NETWORK_COLUMNS: Final = ("layer", "item", *_NUMBERS, "normalisation", "reason")


def received_table(
    study: Study, layer: str = "trust", *, wave: str | None = None, least: int = LEAST_RATERS
) -> pd.DataFrame:
    """How each member is rated by the others, item by item and in all: PARTNER-style trust and value scores.

    ``mean`` is the mean over raters of x, 1-4 (for all items: of each rater's mean of the items it answered);
    ``normalised`` is (x - 1) / 3, so that 1 is 0 and 4 is 1; ``share_high`` the share of ratings above the middle of
    the scale. Published percentages may be x / 4 instead: never compare the two without saying which is which.

    Parameters
    ----------
    layer
        A rating layer of the study, such as "trust" or "value".
    wave
        The wave; the latest where none is given.
    least
        Raters from which numbers are shown.

    Returns
    -------
    DataFrame
        ``member, layer, item, raters, ratings, mean, normalised, share_high, normalisation, reason``. The numbers are
        NaN with fewer than ``least`` raters, and where showing them would let those kept back be worked out from
        the sector's numbers; ``reason`` says which.

    References
    ----------
    Varda, Chandra, Stern & Lurie (2008), J Public Health Manag Pract 14(5):E1, on PARTNER's three items each.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.measures.exchange import received_table
    >>> table = received_table(ci.read_study("data/riverbend"), "trust")
    >>> table.loc[table["mean"].notna(), "raters"].min().item()
    3
    """
    return _by_member(study, layer, wave, "rated", least)


def given_table(
    study: Study, layer: str = "trust", *, wave: str | None = None, least: int = LEAST_RATERS
) -> pd.DataFrame:
    """How each member rates the others on average; for the analyst alone, since it is about a named rater.

    Returns
    -------
    DataFrame
        The columns of :func:`received_table`; ``raters`` counts the members rated. NaN where a member rated fewer
        than ``least``. Show by sector what is to be shown: see :func:`exchange_sectors_table`.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.measures.exchange import given_table
    >>> given_table(ci.read_study("data/riverbend"), "value")["normalisation"].iat[0]
    '(x - 1) / 3'
    """
    return _by_member(study, layer, wave, "rater", least)


def exchange_sectors_table(
    study: Study, layer: str = "trust", *, wave: str | None = None, least: int = LEAST_RATERS
) -> pd.DataFrame:
    """How the members of each sector are rated, and how they rate others.

    Returns
    -------
    DataFrame
        ``sector, layer, item, direction, raters, ratings, mean, normalised, share_high, normalisation, reason``;
        ``direction`` is "received" or "given", ``raters`` the number of different raters, each rating counting once.
        NaN as in :func:`received_table`.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.measures.exchange import exchange_sectors_table
    >>> table = exchange_sectors_table(ci.read_study("data/riverbend"), "trust")
    >>> sorted(table["direction"].unique())
    ['given', 'received']
    """
    meaning, people, ratings = read_ratings(study, layer, wave)
    sector = people["sector"].replace("", np.nan)
    names = sorted(set(sector.dropna()))
    found = []
    for direction, end in (("received", "rated"), ("given", "rater")):
        labelled = ratings.assign(sector=ratings[end].map(sector)).dropna(subset="sector")
        numbers = _numbers(labelled, ["sector", "item"], "rater", meaning)
        every = pd.MultiIndex.from_product([names, _items(meaning)], names=["sector", "item"])
        frame = numbers.reindex(every).reset_index()
        found.append(_shown(frame, ["item"], least).assign(direction=direction))
    return _labelled(pd.concat(found, ignore_index=True), meaning)[list(SECTOR_COLUMNS)]


def exchange_network_table(
    study: Study, layer: str = "trust", *, wave: str | None = None, least: int = LEAST_RATERS
) -> pd.DataFrame:
    """How members rate each other in the whole network, item by item and in all.

    Returns
    -------
    DataFrame
        ``layer, item, raters, ratings, mean, normalised, share_high, normalisation, reason``, one row an item; NaN
        with fewer than ``least`` raters. A rating counts once, whoever gave it.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.measures.exchange import exchange_network_table
    >>> exchange_network_table(ci.read_study("data/riverbend"), "trust")["item"].to_list()
    ['all items', 'reliability', 'mission', 'openness']
    """
    meaning, _, ratings = read_ratings(study, layer, wave)
    frame = _numbers(ratings, ["item"], "rater", meaning).reindex(pd.Index(_items(meaning), name="item"))
    return _labelled(_shown(frame.reset_index(), ["item"], least), meaning)[list(NETWORK_COLUMNS)]


def received_standing(study: Study, *, wave: str | None = None, least: int = LEAST_RATERS) -> pd.Series:
    """How highly the others rate each member in trust and value together, 0-1.

    The mean of the normalised trust and value received over all items.

    Returns
    -------
    Series of float
        By member; NaN where either was rated by fewer than ``least``.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.measures.exchange import received_standing
    >>> received_standing(ci.read_study("data/riverbend")).between(0, 1).sum().item() > 10
    True
    """
    parts = []
    for layer in ("trust", "value"):
        table = received_table(study, layer, wave=wave, least=least)
        parts.append(table[table["item"] == ALL_ITEMS].set_index("member")["normalised"])
    return ((parts[0] + parts[1]) / 2).rename("standing")


def node_relative_connectivity(graph: AnyNetwork, *, standing: pd.Series) -> pd.Series:
    """How much each member gets out of the network, beside the member that gets most: PARTNER-style.

    c(v) = degree(v) x standing(v), over the largest c. PARTNER describes its score as based on value, trust and the
    number of connections, relative to the highest member at 100 %; its formula is not published and this one is ours.

    Parameters
    ----------
    standing
        0-1 by member, as of :func:`received_standing`.

    Returns
    -------
    Series of float
        By member, 0 to 1; NaN where ``standing`` is, and where no member has both ties and standing.

    Examples
    --------
    >>> import networkx as nx, pandas as pd
    >>> from ci_network.measures.exchange import node_relative_connectivity
    >>> node_relative_connectivity(nx.path_graph(3), standing=pd.Series([1.0, 1.0, 0.5])).to_list()
    [0.5, 1.0, 0.25]
    """
    net = Network.of(graph)
    degree = np.asarray(net.weak.binary.sum(axis=1), dtype=float).ravel()
    benefit = degree * standing.reindex(net.ids).to_numpy(float)
    highest = float(np.nanmax(benefit, initial=0.0))
    share = benefit / highest if highest else np.full(net.n, np.nan)
    return member_numbers(net, share, "relative_connectivity")


def _by_member(study: Study, layer: str, wave: str | None, end: str, least: int) -> pd.DataFrame:
    meaning, people, ratings = read_ratings(study, layer, wave)
    other = "rater" if end == "rated" else "rated"
    numbers = _numbers(ratings, [end, "item"], other, meaning)
    every = pd.MultiIndex.from_product([people.index, _items(meaning)], names=["member", "item"])
    frame = numbers.rename_axis(["member", "item"]).reindex(every).reset_index()
    frame = frame.assign(sector=frame["member"].map(people["sector"]))
    return _labelled(_shown(frame, ["item", "sector"], least), meaning)[list(MEMBER_COLUMNS)]


def read_ratings(study: Study, layer: str, wave: str | None) -> tuple[Layer, pd.DataFrame, pd.DataFrame]:
    """Return the layer, who was on the roster, and every rating ``rater, rated, item, value``, the means included."""
    meaning, name = study.layer(layer), study.wave(wave)
    if meaning.kind != "rating":
        raise UsageError(f"Layer '{layer}' holds no ratings.")
    people = study.roster(name)
    ties = study.table("ties", name)
    ties = ties[ties["layer"].isin(meaning.table_names()) & ties["value"].notna() & meaning.directed]
    rated = ties["target"].where(ties["reported_by"] == ties["source"], ties["source"])
    item = ties["layer"].str.removeprefix(f"{meaning.name}.")
    rows = pd.DataFrame({"rater": ties["reported_by"], "rated": rated, "item": item, "value": ties["value"]})
    rows = rows[rows["rater"].isin(people.index) & rows["rated"].isin(people.index)]
    single = rows.groupby(["rater", "rated", "item"], as_index=False)["value"].max()
    whole = single.groupby(["rater", "rated"], as_index=False)["value"].mean().assign(item=ALL_ITEMS)
    parts = [whole, single] if meaning.items else [whole]
    return meaning, people, pd.concat(parts, ignore_index=True)


def _items(layer: Layer) -> list[str]:
    return [ALL_ITEMS, *layer.items]


def _numbers(ratings: pd.DataFrame, by: list[str], count: str, layer: Layer) -> pd.DataFrame:
    middle = (layer.low + layer.high) / 2
    grouped = ratings.assign(high=ratings["value"] > middle).groupby(by)
    return grouped.agg(
        raters=(count, "nunique"),
        ratings=("value", "size"),
        mean=("value", "mean"),
        share_high=("high", "mean"),
        who=(count, frozenset),
    )


def _shown(frame: pd.DataFrame, blocks: list[str], least: int) -> pd.DataFrame:
    """Return the numbers with those of too few raters blank, and one more where it would give another away."""
    held = frame.assign(raters=frame["raters"].fillna(0).astype(int), ratings=frame["ratings"].fillna(0).astype(int))
    shown = held["raters"] >= least
    reason = pd.Series(np.select([shown, held["raters"] == 0], ["", NOBODY], TOO_FEW), index=held.index)
    others: list[object] = []
    for _, block in held.groupby(blocks, sort=False):
        # What is kept back is the whole less what is shown: it too must rest on enough raters.
        behind = frozenset().union(*block.loc[~shown[block.index], "who"].dropna())
        left = block[shown[block.index]]
        if 0 < len(behind) < least and len(left):
            others.append(left["ratings"].idxmin())
    reason = reason.mask(reason.index.isin(others), COMPLEMENT)
    blank = reason != ""
    return held.assign(
        mean=held["mean"].mask(blank), share_high=held["share_high"].astype(float).mask(blank), reason=reason
    )


def _labelled(frame: pd.DataFrame, layer: Layer) -> pd.DataFrame:
    span = layer.high - layer.low
    normalised = (frame["mean"] - layer.low) / span
    how = f"(x - {layer.low:g}) / {span:g}"
    return frame.assign(layer=layer.name, normalised=normalised, normalisation=how)
