"""Organisation names as written to members: exact ones by rule, all others proposed to a person, never merged alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from ci_network.intake.names_folding import FoldedName
from ci_network.intake.names_index import Candidates, forms_of, parts_of
from ci_network.intake.names_scoring import Score, WordWeights, score_names
from ci_network.intake.surveys.roster import Member, plain_name

ALIAS_COLUMNS: Final = ("written", "stakeholder", "how", "score", "decided")
# Ours: below this a likeness is shown to nobody; a person would only be kept from the real ones.
LEAST_SCORE: Final = 60.0
# Ours: two candidates this close to each other are told as ambiguous.
CLOSE: Final = 8.0
MOST_CANDIDATES: Final = 5
# Ours: a parent or a department counts only where it is somebody's whole name, and stays well below certain.
_WHOLE_PART: Final = 88.0
_PART_AT_MOST: Final = 78.0


@dataclass(frozen=True)
class NamesFound:
    """What became of a list of written names.

    Attributes
    ----------
    resolved
        ``written, stakeholder, how``: an exact id, name or alias, case, spaces and punctuation aside.
    aliases
        ``written, stakeholder, how, score, decided``: the rows of ``aliases.csv``. Proposals have a blank ``decided``
        until a person writes ``yes`` or ``no``; every candidate of an ambiguous name has its row.
    unresolved
        The names that are nobody's as it stands, with or without a proposal: they stay outsiders.
    """

    resolved: pd.DataFrame
    aliases: pd.DataFrame
    unresolved: tuple[str, ...]


def propose_aliases(
    written: Iterable[str],
    known: Sequence[Member],
    *,
    earlier: pd.DataFrame | None = None,
    at_least: float = LEAST_SCORE,
) -> NamesFound:
    """Say whom written organisation names mean, and propose, for those that are nobody's, whom they may mean.

    A name is taken without asking only where it equals an id, a name or an alias of exactly one member, case, spaces
    and punctuation aside. For every other name the members with a score of ``at_least`` or more are proposed,
    best first, each with its reason.

    Parameters
    ----------
    written
        Names as they stand in the answers; doubles and blanks are passed over.
    known
        The members with their names and aliases.
    earlier
        The rows of an ``aliases.csv`` that a person has looked at: a yes resolves, a no is not proposed again.
    at_least
        Lowest score that is shown, from 0 to 100.

    Returns
    -------
    NamesFound
        Names resolved, proposals, and names left.

    Examples
    --------
    >>> from ci_network.intake.surveys.roster import Member
    >>> members = [Member("ymca", "Young Men's Christian Association"), Member("bank", "Riverbend Food Bank")]
    >>> found = propose_aliases(["riverbend food-bank", "YMCA, Inc.", "Y.M.C.A.", "Fod Bank", "Scouts"], members)
    >>> found.resolved["written"].tolist()
    ['riverbend food-bank']
    >>> found.aliases[["written", "stakeholder"]].to_numpy().tolist()
    [['YMCA, Inc.', 'ymca'], ['Y.M.C.A.', 'ymca'], ['Fod Bank', 'bank']]
    >>> found.unresolved
    ('YMCA, Inc.', 'Y.M.C.A.', 'Fod Bank', 'Scouts')
    """
    decisions = _Decisions.of(earlier)
    exact = _exact_names(known, decisions.yes)
    first: dict[str, str] = {}
    for name in written:
        if plain_name(name):
            first.setdefault(plain_name(name), " ".join(name.split()))
    resolved, open_names = [], []
    for key, name in first.items():
        members = exact.get(key, {})
        if len(members) == 1:
            resolved.append((name, *next(iter(members.items()))))
        else:
            open_names.append(name)
    rows = [*decisions.rows, *_proposals(open_names, known, exact, decisions, at_least)]
    return NamesFound(
        pd.DataFrame(resolved, columns=["written", "stakeholder", "how"]),
        pd.DataFrame(rows, columns=list(ALIAS_COLUMNS)),
        tuple(open_names),
    )


def near_twins(known: Sequence[Member], *, at_least: float = 82.0) -> pd.DataFrame:
    """Return pairs of members whose names are so near that a slip may take one for the other.

    Returns
    -------
    DataFrame
        ``one, other, score, how``; members, never merged. Empty where all names are well apart.
    """
    candidates = Candidates(known)
    rows = []
    for one, other, alike in candidates.twins(at_least=at_least):
        score, how = _Written(known[one].name or known[one].id).best(candidates.forms[other], candidates.weights)
        rows.append((known[one].id, known[other].id, float(round(max(score, alike))), how))
    return pd.DataFrame(sorted(rows), columns=["one", "other", "score", "how"])


@dataclass(frozen=True)
class _Decisions:
    """What a person has decided before."""

    rows: tuple[tuple[str, str, str, float, str], ...] = ()
    yes: Mapping[str, str] = field(default_factory=dict)
    no: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, earlier: pd.DataFrame | None) -> "_Decisions":
        if earlier is None:
            return cls()
        rows = [
            (row["written"], row["stakeholder"], row["how"], float(row["score"] or "nan"), row["decided"].strip())
            for row in earlier.astype(str).to_dict("records")
            if row["decided"].strip().casefold() in ("yes", "no")
        ]
        yes = {plain_name(row[0]): row[1] for row in rows if row[4].casefold() == "yes"}
        no = frozenset((plain_name(row[0]), row[1]) for row in rows if row[4].casefold() == "no")
        return cls(tuple(rows), yes, no)


def _exact_names(known: Sequence[Member], decided: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return for each plain name the members that go by it, and how: by id first, then name, then alias."""
    found: dict[str, dict[str, str]] = {}
    for how, names in (
        ("id", [(member.id, member.id) for member in known]),
        ("name", [(member.name, member.id) for member in known]),
        ("alias", [(alias, member.id) for member in known for alias in member.aliases]),
        ("decided", list(decided.items())),
    ):
        fresh: dict[str, dict[str, str]] = {}
        for name, member_id in names:
            if plain_name(name):
                fresh.setdefault(plain_name(name), {})[member_id] = how
        for key, members in fresh.items():
            found.setdefault(key, members)
    return found


def _proposals(
    names: list[str],
    known: Sequence[Member],
    exact: Mapping[str, Mapping[str, str]],
    decisions: _Decisions,
    at_least: float,
) -> list[tuple[str, str, str, float, str]]:
    if not names or not known:
        return []
    candidates = Candidates(known)
    rows: list[tuple[str, str, str, float, str]] = []
    for name, places in zip(names, candidates.near(names), strict=True):
        reading = _Written(name)
        shared = exact.get(plain_name(name), {})
        scored = [(100.0, f"the same name as {len(shared) - 1} other", member) for member in shared]
        scored += [
            (*reading.best(candidates.forms[place], candidates.weights), known[place].id)
            for place in places
            if known[place].id not in shared
        ]
        kept = [one for one in scored if one[0] >= at_least and (plain_name(name), one[2]) not in decisions.no]
        kept.sort(key=lambda one: (-one[0], one[2]))
        rows += [(name, member, how, float(round(score)), "") for score, how, member in _told(kept[:MOST_CANDIDATES])]
    return rows


def _told(scored: list[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """Return candidates with, in the reason, how many others come close."""
    told = []
    for score, how, member in scored:
        rivals = sum(abs(score - other[0]) <= CLOSE for other in scored) - 1
        told.append((score, f"{how}; ambiguous: {rivals + 1} members come close" if rivals else how, member))
    return told


class _Written:
    """A written name in all its readings."""

    def __init__(self, name: str) -> None:
        self.forms = forms_of(name)
        self.parts = parts_of(name)

    def best(self, known: Sequence[FoldedName], weights: WordWeights) -> Score:
        """Return the best score of any reading of the name against any name of a member."""
        scored = [score_names(mine, theirs, weights) for mine in self.forms for theirs in known]
        if scored and max(scored)[0] < _WHOLE_PART:
            scored += [_part_score(part, theirs, weights) for part in self.parts for theirs in known]
            scored += [self._department(theirs, weights) for theirs in known]
        return max(scored, key=lambda one: one[0], default=(0.0, ""))

    def _department(self, known: FoldedName, weights: WordWeights) -> Score:
        """Score "City of X - Parks" beside "X Parks and Recreation": the department, and a word of the parent."""
        if len(self.parts) < 2:
            return 0.0, ""
        last, words = self.parts[-1], set(known.core)
        parent = {word for part in self.parts[:-1] for word in part.core} & words
        if not parent or not set(last.core) <= words:
            return 0.0, ""
        share = weights.total(parent | set(last.core)) / weights.total(words)
        return LEAST_SCORE + 18 * share, f"its department '{last.written}', and '{' '.join(sorted(parent))}'"


def _part_score(part: FoldedName, known: FoldedName, weights: WordWeights) -> Score:
    """Score a parent or department alone: only where it is the member's whole name, and never near certain."""
    score, how = score_names(part, known, weights)
    if score < _WHOLE_PART:
        return 0.0, ""
    return _PART_AT_MOST * score / 100, f"only the part '{part.written}' of it, parent or department: {how}"
