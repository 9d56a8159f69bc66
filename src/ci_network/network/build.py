"""Study and tie rule to one Network."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from ci_network.network.network import Network, with_names, without_diagonal
from ci_network.network.tierule import TieRule
from ci_network.study.layer import Layer
from ci_network.study.study import Study

FloatArray = NDArray[np.float64]


def build_network(
    study: Study, layer: str = "communication", *, wave: str | None = None, rule: TieRule | None = None
) -> Network:
    """Build the network of one layer and wave of a study.

    Reports become ties by the rule (see :class:`TieRule`): the two ends' reports are joined, then compared
    with the level. Blank is not zero: for a member who answered in full, no row about another means no contact;
    for one who answered in part or not at all it means not known, and the other end's report stands alone.

    Parameters
    ----------
    layer
        A layer of the study. A rating of several items is the mean of those answered.
    wave
        The wave; the latest where none is given.
    rule
        The tie rule; the study's own where none is given.

    Returns
    -------
    Network
        All members on the wave's roster, in the order of the stakeholders table; those without a tie included.

    Raises
    ------
    UnknownNameError
        For a layer, wave or level that does not exist.

    Examples
    --------
    >>> import ci_network as ci
    >>> study = ci.read_study("data/riverbend")
    >>> net = ci.build_network(study, "communication", rule=ci.TieRule(at_least="weekly"))
    >>> net.n, net.directed
    (..., False)
    """
    name = study.wave(wave)
    meaning = study.layer(layer)
    used = rule or TieRule.declared(study.tie_rule)
    level = used.level(meaning)
    members = with_names(study.roster(name))
    rows = _rows(study, meaning, name, used)
    rows = rows[rows["source"].isin(members.index) & rows["target"].isin(members.index)]
    answered, complete, known = _who_answered(study, members.index, name, rows, meaning)
    reports, given = _reports(rows, members.index, meaning)
    if used.symmetrise == "none" and meaning.directed:
        matrix = _at_level(_arrows(rows, members.index, used.min_reports, level), level)
    else:
        matrix = _joined(reports, given, complete, used, level)
    return Network(
        members=members,
        matrix=matrix,
        directed=used.symmetrise == "none" and meaning.directed,
        reports=without_diagonal(reports),
        answered=answered,
        response_known=known,
        backbone=tuple(member for member in study.backbone if member in set(members.index)),
        layer=meaning,
        rule=used,
        wave=name,
    )


def networks_by_level(
    study: Study, layer: str, *, wave: str, rule: TieRule, levels: Iterable[str | float]
) -> dict[str, Network]:
    """Return the networks of one layer at several levels, by the level in words; the answers are joined only once.

    Whatever way two reports are joined, a tie at a level is a joint value of that level or more; but for a rule that
    wants both ends to report the tie *at the level*, which is built level by level.
    """
    rules = [replace(rule, at_least=level) for level in levels]
    if rule.min_reports > 1:
        built = [build_network(study, layer, wave=wave, rule=one) for one in rules]
    else:
        whole = build_network(study, layer, wave=wave, rule=rule.any_contact())
        built = [replace(whole, matrix=_at_level(whole.matrix, one.level(whole.layer)), rule=one) for one in rules]
    return {net.rule.level_name(net.layer): net for net in built}


def _rows(study: Study, layer: Layer, wave: str, rule: TieRule) -> pd.DataFrame:
    """Return one row a report: ``source, target, reported_by, value``; the highest of its channels and purposes."""
    ties = study.table("ties", wave)
    ties = ties[ties["layer"].isin(layer.table_names())]
    if rule.channels is not None:
        ties = ties[ties["channel"].isin(rule.channels)]
    ends = ["source", "target", "reported_by"]
    if rule.purposes is not None:
        ties = ties[ties["purpose"].isin(rule.purposes)]
    if len(layer.table_names()) == 1:
        return ties.groupby(ends, sort=False)["value"].max().reset_index()
    items = ties.groupby([*ends, "layer"], sort=False)["value"].max()
    return items.groupby(level=ends, sort=False).mean().rename("value").reset_index()


def _who_answered(
    study: Study, ids: pd.Index, wave: str, rows: pd.DataFrame, layer: Layer
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], bool]:
    """Return who answered, who answered in full, and whether the study says so.

    Where it does not, the members who reported anything are taken to have answered in full; where it is not
    known who reported what, all are.
    """
    responses = study.table("responses", wave)
    if responses.empty:
        seen = np.ones(len(ids), bool) if not layer.directed else np.asarray(ids.isin(rows["reported_by"]), bool)
        return seen, seen, False
    status = responses.drop_duplicates("stakeholder", keep="last").set_index("stakeholder")["status"].reindex(ids)
    complete = (status == "complete").to_numpy(bool)
    return complete | (status == "partial").to_numpy(bool), complete, True


def _reports(rows: pd.DataFrame, ids: pd.Index, layer: Layer) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Return what each member said of each other, and (as ones) of whom it said anything, zero included."""
    other = rows["source"].where(rows["source"] != rows["reported_by"], rows["target"])
    who, whom = ids.get_indexer(pd.Index(rows["reported_by"])), ids.get_indexer(pd.Index(other))
    values = rows["value"].to_numpy(float)
    if not layer.directed:
        who, whom, values = np.r_[who, whom], np.r_[whom, who], np.r_[values, values]
    n = len(ids)
    return _highest(values, who, whom, n), _highest(np.ones_like(values), who, whom, n)


def _highest(values: FloatArray, rows: NDArray[np.intp], columns: NDArray[np.intp], n: int) -> sparse.csr_array:
    """Return the sparse matrix of the highest value at each place; values of zero leave no entry."""
    above = np.flatnonzero(values > 0)
    order = above[np.lexsort((values[above], columns[above], rows[above]))]
    row, column = rows[order], columns[order]
    last = np.r_[(row[1:] != row[:-1]) | (column[1:] != column[:-1]), True][: len(order)]
    entries = (values[order][last], (row[last], column[last]))
    return sparse.csr_array(sparse.coo_array(entries, shape=(n, n)))


def _arrows(rows: pd.DataFrame, ids: pd.Index, min_reports: int, level: float) -> sparse.csr_array:
    """Return the directed ties from source to target, kept where enough ends report them at the level."""
    at_level = rows[(rows["value"] >= level) & (rows["value"] > 0)]
    kept = at_level.groupby(["source", "target"], as_index=False).agg(
        value=("value", "max"), ends=("reported_by", "nunique")
    )
    kept = kept[kept["ends"] >= min_reports]
    places = (ids.get_indexer(pd.Index(kept["source"])), ids.get_indexer(pd.Index(kept["target"])))
    return _highest(kept["value"].to_numpy(float), *places, len(ids))


def _joined(
    reports: sparse.csr_array,
    given: sparse.csr_array,
    complete: NDArray[np.bool_],
    rule: TieRule,
    level: float,
) -> sparse.csr_array:
    """Return the symmetric ties that the two ends' reports make under the rule."""
    pairs = sparse.coo_array(sparse.triu(given + given.T, k=1))
    i, j = pairs.row, pairs.col
    if not len(i):
        return sparse.csr_array(reports.shape, dtype=float)
    forward = _known_value(reports, given, complete, i, j)
    back = _known_value(reports, given, complete, j, i)
    values = tie_values(np.vstack([forward, back]), rule, level)
    tie = values > 0
    upper = sparse.coo_array((values[tie], (i[tie], j[tie])), shape=reports.shape)
    return sparse.csr_array(upper + upper.T)


def tie_values(ends: FloatArray, rule: TieRule, level: float) -> FloatArray:
    """Return the value of the tie that each pair's two reports (2 x pairs, NaN not known) make; 0 where none."""
    values = _join(ends, rule.symmetrise)
    enough = np.nansum((ends >= level) & (ends > 0), axis=0) >= rule.min_reports
    return np.where((values >= level) & enough, values, 0.0)


def _join(ends: FloatArray, how: str) -> FloatArray:
    """Return one value for each pair from its two ends' reports; where one is not known the other stands alone."""
    if how in ("both", "min"):
        return np.asarray(np.nanmin(ends, axis=0))
    if how == "mean":
        return np.asarray(np.nanmean(ends, axis=0))
    return np.asarray(np.nanmax(ends, axis=0))


def _known_value(
    reports: sparse.csr_array,
    given: sparse.csr_array,
    complete: NDArray[np.bool_],
    who: NDArray[np.intp],
    whom: NDArray[np.intp],
) -> FloatArray:
    """Return what each ``who`` said of each ``whom``: the value, 0 for a known no, NaN where it is not known."""
    value = np.asarray(reports[who, whom], dtype=float).ravel()
    said = np.asarray(given[who, whom]).ravel() > 0
    return np.where(said | complete[who], value, np.nan)


def _at_level(matrix: sparse.csr_array, level: float) -> sparse.csr_array:
    kept = matrix.copy()
    kept.data[kept.data < level] = 0
    kept.eliminate_zeros()
    return kept
