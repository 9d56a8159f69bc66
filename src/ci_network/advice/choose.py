"""Which actions go together in one plan: few, spread over members, within their time, and not against each other."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from ci_network.advice.conflicts import MEMBERS, PAIRS, TENSIONS, Tension
from ci_network.advice.effect import Effect
from ci_network.advice.proposal import Proposal
from ci_network.advice.setting import Setting

# Where a class of severity begins: large, moderate (our defaults, as the report names them).
_CLASSES: Final = (0.67, 0.34)


@dataclass(frozen=True, eq=False)
class Weighed:
    """A proposal with its simulated effect and its gain an hour."""

    proposal: Proposal
    effect: Effect
    gain: float


def order(one: Weighed) -> tuple[bool, int, float, float, int]:
    """Return what actions are sorted by; of equals the one that its rule named first stays first."""
    proposal = one.proposal
    level = sum(proposal.weight < start for start in _CLASSES)
    return (not proposal.first, level, -round(one.gain, 9), -proposal.weight, proposal.rule.id)


def choose(weighed: Iterable[Weighed], setting: Setting) -> list[Weighed]:
    """Return the actions that fit together, at most as many as a plan may hold.

    One at a time: of those that still fit, the first in order among the rules that have had fewest turns.
    """
    left = _without_losers(sorted(weighed, key=order), setting.study.phase)
    plan, turns = _Plan(), Counter[int]()
    chosen: list[Weighed] = []
    while len(chosen) < setting.assumptions.most_actions:
        left = [one for one in left if plan.has_room(one.proposal, setting)]
        if not left:
            break
        best = min(left, key=lambda one: turns[one.proposal.rule.id])
        plan.take(best.proposal)
        turns[best.proposal.rule.id] += 1
        chosen.append(best)
        left = [one for one in left if one.proposal.matter != best.proposal.matter]
    return chosen


def _without_losers(weighed: Sequence[Weighed], phase: int | None) -> list[Weighed]:
    """Leave out what gives way in this phase to something else that is proposed."""
    left = list(weighed)
    for tension in TENSIONS:
        loser = tension.loser(phase)
        if loser:
            winners = [one.proposal for one in left if loser not in one.proposal.rule.pulls]
            left = [
                one
                for one in left
                if loser not in one.proposal.rule.pulls
                or not any(_meet(one.proposal, other, tension) for other in winners)
            ]
    return left


def _meet(one: Proposal, other: Proposal, tension: Tension) -> bool:
    """Return whether two proposals pull opposite ways over the same thing."""
    if not tension.opposes(one.rule.pulls, other.rule.pulls):
        return False
    if tension.over == MEMBERS:
        return not set(one.subjects).isdisjoint(other.subjects)
    return tension.over != PAIRS or not one.concerns.isdisjoint(other.concerns)


@dataclass
class _Plan:
    """What the actions chosen so far ask of members: how often named, new ties, hours; and the actions."""

    named: Counter[str] = field(default_factory=Counter)
    ties: Counter[int] = field(default_factory=Counter)
    hours: Counter[int] = field(default_factory=Counter)
    taken: list[Proposal] = field(default_factory=list)

    def has_room(self, proposal: Proposal, setting: Setting) -> bool:
        """Return whether the plan has room for one more action."""
        most = setting.assumptions
        ends = Counter() if proposal.meeting else Counter(place for pair in proposal.ties for place in pair)
        return (
            all(self.named[member] < most.most_per_member for member in proposal.subjects)
            and all(self.ties[place] + more <= setting.ties_that_fit(place) for place, more in ends.items())
            and not any(self.hours[p] + h > setting.hours_left[p] for p, h in proposal.monthly.items())
            and not any(_meet(proposal, other, tension) for other in self.taken for tension in TENSIONS)
        )

    def take(self, proposal: Proposal) -> None:
        """Add an action to the plan."""
        self.named.update(proposal.subjects)
        if not proposal.meeting:
            self.ties.update(place for pair in proposal.ties for place in pair)
        for place, hours in proposal.monthly.items():
            self.hours[place] += hours  # type: ignore[assignment]
        self.taken.append(proposal)
