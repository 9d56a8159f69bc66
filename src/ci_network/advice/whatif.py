"""What if: every headline before and after some operations, and what to expect where new ties may not take hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol, Self

import numpy as np
import pandas as pd

from ci_network.advice.assumptions import Assumptions
from ci_network.advice.effect import Effect, effect_of, outcomes
from ci_network.advice.gauges import GAUGES, Ground, at_any_contact
from ci_network.advice.operation import Hours, Operation
from ci_network.advice.standing import Places
from ci_network.advice.whatif_words import changes_table, sentences_of
from ci_network.gaps.situation import FloatArray, Situation
from ci_network.glance import Glance
from ci_network.network.network import BoolArray
from ci_network.wording import counted

ASSUMPTION: Final = "simulated structural change, not a forecast of outcomes"
COLUMNS: Final = ("measure", "threshold", "before", "after", "change", "expected", "low", "high", "unit")
ANY_CONTACT: Final = "any contact"
_FROM_OTHERS: Final = (
    "What is said of the reach of the backbone holds, after the change, of those with whom the message starts, and of"
    " all others in place of partners."
)


class HasSituation(Protocol):
    """What an analysis has: the situation that it is of."""

    @property
    def situation(self) -> Situation:
        """The situation."""


@dataclass(frozen=True, eq=False, repr=False)
class WhatIf(Glance):
    """What some operations would change.

    Attributes
    ----------
    operations, words
        The operations, and each in words.
    table
        ``measure, threshold, before, after, change, expected, low, high, unit``: each measure under the tie rule
        and, where it rests on ties, at any contact. ``after`` and ``change`` are as if every new tie takes hold;
        ``expected`` is the change to expect where each takes hold by chance, ``low`` and ``high`` its 10 % and 90 %
        points. NaN where a measure is undefined.
    hours
        What the operations take, once and a month, all sides together; NaN where one did not say.
    takes_hold
        The chance that a new tie takes hold.
    new_ties
        How many ties would be new, under the rule or at any contact.
    before, after
        The two situations.
    """

    operations: tuple[Operation, ...]
    words: tuple[str, ...]
    table: pd.DataFrame
    hours: Hours
    takes_hold: float
    new_ties: int
    before: Situation
    after: Situation
    assumption: str = ASSUMPTION

    def glance(self) -> tuple[str | pd.DataFrame, ...]:
        """Return the changes, their hours, and what they would change under the tie rule."""
        level = self.before.net.rule.level_name(self.before.net.layer)
        under = self.table[self.table["threshold"].isin(["", level])]
        taken = f"Takes {counted(self.hours.once, 'hour')} once and {self.hours.monthly:g} a month."
        return ("; ".join(self.words), f"{taken} {self.assumption.capitalize()}.", changes_table(under))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What gets better, what gets worse and what merely changes, in plain words; every change is told."""
        told = sentences_of(self.table, takes_hold=self.takes_hold if self.new_ties else None)
        return (*told, _FROM_OTHERS) if self.after.spread_from else told

    def only(self, rows: "pd.Series[bool]") -> Self:
        """Return the same with these rows of the table alone, and what they say."""
        return replace(self, table=self.table[rows].reset_index(drop=True))


def what_if(
    situation: Situation | HasSituation,
    operations: Sequence[Operation],
    *,
    rng: int | np.random.Generator | None = 1,
    assumptions: Assumptions | None = None,
) -> WhatIf:
    """What some changes would do to every headline measure: simulated structural change, not a forecast of outcomes.

    A change may raise one measure and lower another; all are told. Operations are applied one after another. A new
    tie takes hold on its own with probability ``assumptions.takes_hold``: up to ten new ties every combination is
    tried, beyond that combinations are drawn. All else, such as a contact lost, is taken as certain; so is, at any
    contact, that two who know each other already meet more often.

    Parameters
    ----------
    situation
        A situation, or an analysis.
    operations
        The changes, such as ``AddTie("a", "b")``.
    rng
        The seed of the draws.
    assumptions
        What is taken for granted; see :func:`assumptions_table`.

    Returns
    -------
    WhatIf
        The table, the sentences and the hours.

    Raises
    ------
    UnknownNameError
        When an operation names what is not there.
    UsageError
        When an operation cannot be done.

    Examples
    --------
    >>> import ci_network as ci
    >>> analysis = ci.analyse(ci.read_study("data/riverbend"))
    >>> found = ci.what_if(analysis, [ci.AddTie("riverbend-united", "housing-authority")])
    >>> found.words
    ('Put Riverbend United and Alder County Housing Authority in monthly contact',)
    >>> found.sentences[0][:11]
    'Gets better'
    """
    before = situation if isinstance(situation, Situation) else situation.situation
    held = assumptions or Assumptions()
    after, words, hours = before, [], Hours()
    for operation in operations:
        words.append(operation.words(after))
        hours += operation.hours(after, held)
        after = operation.apply(after)
    seed = int(np.random.default_rng(rng).integers(2**31))
    level = before.net.rule.level_name(before.net.layer)
    thresholds = {level: (before, after)}
    if level != ANY_CONTACT:
        thresholds[ANY_CONTACT] = (at_any_contact(before), at_any_contact(after))
    frames = [
        _compared(*pair, threshold=threshold, assumptions=held, seed=seed) for threshold, pair in thresholds.items()
    ]
    table = _without_repeats(pd.concat(frames, ignore_index=True))
    new = {pair for one, other in thresholds.values() for pair in _new_ties(one, other)}
    return WhatIf(
        operations=tuple(operations),
        words=tuple(words),
        table=table,
        hours=hours,
        takes_hold=held.takes_hold,
        new_ties=len(new),
        before=before,
        after=after,
    )


def _compared(
    before: Situation, after: Situation, *, threshold: str, assumptions: Assumptions, seed: int
) -> pd.DataFrame:
    """Return every measure before and after, and its expected change, of the ties of one threshold."""
    was, would_be = Ground(before), Ground(after)
    first = {name: gauge.read(was, was.standing) for name, gauge in GAUGES.items()}
    last = {name: gauge.read(would_be, would_be.standing) for name, gauge in GAUGES.items()}
    effects = _effects(would_be, first, last, _new_ties(before, after), assumptions=assumptions, seed=seed)
    rows = [
        (name, threshold, first[name], last[name], last[name] - first[name], effect.expected, effect.low, effect.high,
         GAUGES[name].unit)
        for name, effect in effects.items()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _effects(
    ground: Ground,
    first: Mapping[str, float],
    last: Mapping[str, float],
    new: Places,
    *,
    assumptions: Assumptions,
    seed: int,
) -> dict[str, Effect]:
    """Return the change of each measure to expect; where no tie is new, or ties do not matter, it is certain."""
    certain = {name: last[name] - first[name] for name in GAUGES}
    effects = {name: Effect(change, change, change) for name, change in certain.items()}
    if not new:
        return effects
    of_ties = {name: gauge.of_ties for name, gauge in GAUGES.items() if gauge.of_ties is not None}
    floor = ground.standing.without_ties(new)
    chances, values = [], []
    for chance, standing in outcomes(floor, new, assumptions=assumptions, rng=np.random.default_rng(seed)):
        chances.append(chance)
        values.append([measure(ground, standing) for measure in of_ties.values()])
    columns: FloatArray = np.array(values).T
    for name, column in zip(of_ties, columns, strict=True):
        effects[name] = effect_of(column, np.array(chances), first[name])
    return effects


def _new_ties(before: Situation, after: Situation) -> Places:
    """Return the ties, as pairs of places in ``after``, that were not there before."""
    places = before.ids.get_indexer(after.ids)
    known = places >= 0
    there: BoolArray = np.zeros((len(places), len(places)), bool)
    there[np.ix_(known, known)] = before.ties[np.ix_(places[known], places[known])]
    rows, columns = np.nonzero(np.triu(after.ties & ~there))
    return list(zip(rows.tolist(), columns.tolist(), strict=True))


def _without_repeats(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table without the second rows of measures that do not rest on ties, and measures side by side."""
    of_tables = table["measure"].map(lambda name: GAUGES[name].of_ties is None)
    repeated = of_tables & table.duplicated("measure")
    order = table["measure"].map({name: place for place, name in enumerate(GAUGES)})
    kept = table.assign(threshold=table["threshold"].mask(of_tables, ""), order=order)[~repeated]
    return kept.sort_values("order", kind="stable").drop(columns="order").reset_index(drop=True)
