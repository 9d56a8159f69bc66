"""Which actions do not go together in one plan, as data: each rule says which way it pulls."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

# Which way a rule may pull. A rule that pulls no way goes with every other.
TO_BACKBONE, FROM_BACKBONE = "to the backbone", "from the backbone"
MORE_CONTACT, LESS_CONTACT = "more contact", "less contact"
MORE_WORK, TALK_FIRST = "more shared work", "a talk first"
LAUNCH, PAUSE = "a start", "a pause"
# Over what two ways are opposed: for a member that both name, for a pair both are about, in the whole plan.
MEMBERS, PAIRS, PLAN = "the same member", "the same pair", "the plan"
_EVERY_PHASE: Final = (1, 2, 3)
_UNSTATED: Final = 2  # a study without a phase is treated as one in the middle


@dataclass(frozen=True)
class Tension:
    """Two ways to pull that do not go together, and which of them stands.

    Attributes
    ----------
    one, other
        The two ways.
    over
        ``MEMBERS``, ``PAIRS`` or ``PLAN``.
    stands
        By phase, the way that stands. Where a phase is not in it the action that stands higher in the plan does.
    """

    one: str
    other: str
    over: str
    stands: Mapping[int, str] = field(default_factory=dict)

    def opposes(self, first: Collection[str], second: Collection[str]) -> bool:
        """Return whether one set of ways holds one side and the other set the other."""
        return (self.one in first and self.other in second) or (self.other in first and self.one in second)

    def loser(self, phase: int | None) -> str:
        """Return the way that gives way in this phase; "" where the order in the plan decides."""
        stands = self.stands.get(phase or _UNSTATED, "")
        return {self.one: self.other, self.other: self.one}.get(stands, "")


TENSIONS: Final = (
    Tension(TO_BACKBONE, FROM_BACKBONE, MEMBERS, {1: TO_BACKBONE, 2: FROM_BACKBONE, 3: FROM_BACKBONE}),
    Tension(LESS_CONTACT, MORE_CONTACT, MEMBERS),
    Tension(TALK_FIRST, MORE_WORK, PAIRS, dict.fromkeys(_EVERY_PHASE, TALK_FIRST)),
    Tension(TALK_FIRST, MORE_CONTACT, PAIRS, dict.fromkeys(_EVERY_PHASE, TALK_FIRST)),
    Tension(PAUSE, LAUNCH, PLAN, dict.fromkeys(_EVERY_PHASE, PAUSE)),
)


def conflicts_table() -> pd.DataFrame:
    """Return which ways of pulling do not go together in one plan, and which of them stands.

    Returns
    -------
    DataFrame
        ``one, other, over, stands``, one row each: two ways, over what they are opposed, and which stands.

    Examples
    --------
    >>> conflicts_table()["over"].tolist()
    ['the same member', 'the same member', 'the same pair', 'the same pair', 'the plan']
    """
    rows = [(one.one, one.other, one.over, _stands_in_words(one)) for one in TENSIONS]
    return pd.DataFrame(rows, columns=["one", "other", "over", "stands"])


def _stands_in_words(tension: Tension) -> str:
    ways = list(dict.fromkeys(tension.stands.values()))
    if not ways:
        return "the action that stands higher"
    if len(ways) == 1:
        return ways[0]
    phases = {way: [str(phase) for phase, stands in tension.stands.items() if stands == way] for way in ways}
    return "; ".join(f"{way} in phase {' and '.join(of)}" for way, of in phases.items())
