"""Members and things: activities, outcomes, commitments, indicators, groups; and which pairs must coordinate."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from scipy import sparse

from ci_network.errors import UnknownNameError
from ci_network.network.network import without_diagonal
from ci_network.study.study import Study

REQUIRED_BY: Final = ("same_activity", "dependency", "same_outcome_population")


@dataclass(frozen=True, eq=False)
class TwoMode:
    """A two-mode network: ``matrix`` is members x things with 1 where a member has to do with a thing."""

    matrix: sparse.csr_array
    members: pd.Index
    things: pd.Index

    def shared(self) -> sparse.csr_array:
        """Return the projection on members: entry (i, j) counts the things both have to do with; empty diagonal."""
        return without_diagonal(sparse.csr_array(self.matrix @ self.matrix.T))

    def things_of(self, member: str) -> list[str]:
        """Return the things that a member has to do with."""
        row = self.matrix[[int(self.members.get_indexer(pd.Index([member]))[0])]]
        return [str(thing) for thing in self.things[np.sort(row.indices)]]

    def members_of(self, thing: str) -> list[str]:
        """Return the members that have to do with a thing."""
        column = sparse.csc_array(self.matrix)[:, [int(self.things.get_indexer(pd.Index([thing]))[0])]]
        return [str(member) for member in self.members[np.sort(column.indices)]]


def two_mode(study: Study, what: str, ids: pd.Index, *, wave: str | None = None) -> TwoMode:
    """Return which members have to do with which things.

    Parameters
    ----------
    what
        ``activities`` (takes part or leads), ``outcomes`` (takes part in an activity that serves it),
        ``commitments`` (committed to the outcome), ``indicators`` (reports it), ``uses`` (used the indicator in
        a decision), ``groups`` (is a member of it).
    ids
        The members, in the order wanted; rows that name others are left out.
    wave
        The wave whose participation counts; the latest where none is given.

    Examples
    --------
    >>> import ci_network as ci
    >>> study = ci.read_study("data/riverbend")
    >>> ci.two_mode(study, "activities", study.roster().index).members_of("summer-bridge")[:2]
    ['valley-transit', 'hillcrest-high']
    """
    if what not in _PAIRS:
        raise UnknownNameError("two-mode relation", what, _PAIRS)
    table, pairs = _PAIRS[what]
    things = pd.Index(study.table(table)["id"], name=what)
    found = pairs(study, study.wave(wave)).drop_duplicates()
    rows, columns = ids.get_indexer(pd.Index(found["member"])), things.get_indexer(pd.Index(found["thing"]))
    keep = (rows >= 0) & (columns >= 0)
    ones = np.ones(int(keep.sum()))
    entries = sparse.coo_array((ones, (rows[keep], columns[keep])), shape=(len(ids), len(things)))
    return TwoMode(sparse.csr_array(entries), ids, things)


def required_pairs(
    study: Study,
    ids: pd.Index,
    *,
    wave: str | None = None,
    include: Collection[str] = ("same_activity",),
) -> sparse.csr_array:
    """Return how strongly each pair of members has to coordinate, because of the work they share.

    The coordination requirement of Cataldo, Wagstrom, Herbsleb & Carley (CSCW 2006): ``CR = TA TD TA'`` with ``TA``
    members x activities and ``TD`` the dependencies among activities: the identity, and where ``include`` says so
    a 1 for activities linked by ``depends_on`` ("dependency") or sharing an outcome and the population
    ("same_outcome_population").

    Returns
    -------
    csr_array
        n x n, symmetric, empty diagonal; above 0 is a pair that has to coordinate.

    Examples
    --------
    >>> import ci_network as ci
    >>> study = ci.read_study("data/riverbend")
    >>> required = ci.required_pairs(study, study.roster().index)
    >>> bool((required != required.T).nnz == 0)
    True
    """
    for name in include:
        if name not in REQUIRED_BY:
            raise UnknownNameError("reason to coordinate", name, REQUIRED_BY)
    taking_part = two_mode(study, "activities", ids, wave=wave).matrix
    depends = _dependencies(study.table("activities"), include)
    return without_diagonal(sparse.csr_array(taking_part @ depends @ taking_part.T))


def _dependencies(activities: pd.DataFrame, include: Collection[str]) -> sparse.csr_array:
    n = len(activities)
    depends = np.eye(n)
    places = {activity: place for place, activity in enumerate(activities["id"])}
    if "dependency" in include:
        for activity, needed in zip(activities["id"], activities["depends_on"], strict=True):
            for other in needed:
                depends[places[activity], places[other]] = depends[places[other], places[activity]] = 1
    if "same_outcome_population" in include:
        outcomes = [set(found) for found in activities["outcomes"]]
        people = list(activities["population"])
        for a in range(n):
            for b in range(a):
                if people[a] and people[a] == people[b] and outcomes[a] & outcomes[b]:
                    depends[a, b] = depends[b, a] = 1
    return sparse.csr_array(depends)


def _activities(study: Study, wave: str) -> pd.DataFrame:
    takes_part = _renamed(study.table("participation", wave), "stakeholder", "activity")
    leads = _renamed(study.table("activities"), "lead", "id")
    return pd.concat([takes_part, leads[leads["member"] != ""]], ignore_index=True)


def _outcomes(study: Study, wave: str) -> pd.DataFrame:
    serves = study.table("activities")[["id", "outcomes"]].explode("outcomes").dropna()
    joined = _activities(study, wave).merge(serves, left_on="thing", right_on="id")
    return _renamed(joined, "member", "outcomes")


def _commitments(study: Study, wave: str) -> pd.DataFrame:  # noqa: ARG001 - one shape for all
    return _renamed(study.table("commitments"), "stakeholder", "outcome")


def _indicators(study: Study, wave: str) -> pd.DataFrame:  # noqa: ARG001
    reporting = study.table("reporting")
    return _renamed(reporting[reporting["reports"] == "yes"], "stakeholder", "indicator")


def _uses(study: Study, wave: str) -> pd.DataFrame:  # noqa: ARG001
    reporting = study.table("reporting")
    return _renamed(reporting[reporting["uses"] == "yes"], "stakeholder", "indicator")


def _groups(study: Study, wave: str) -> pd.DataFrame:  # noqa: ARG001
    return _renamed(study.table("membership"), "stakeholder", "group")


def _renamed(frame: pd.DataFrame, member: str, thing: str) -> pd.DataFrame:
    return pd.DataFrame({"member": frame[member].to_numpy(), "thing": frame[thing].to_numpy()})


_PAIRS: Final[dict[str, tuple[str, Callable[[Study, str], pd.DataFrame]]]] = {
    "activities": ("activities", _activities),
    "outcomes": ("outcomes", _outcomes),
    "commitments": ("outcomes", _commitments),
    "indicators": ("indicators", _indicators),
    "uses": ("indicators", _uses),
    "groups": ("groups", _groups),
}
