"""One action, before it is ranked against the others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ci_network.advice.operation import Operation
from ci_network.advice.rule import Rule
from ci_network.advice.setting import Setting
from ci_network.advice.standing import MEASURES, Measure, Standing
from ci_network.gaps.gap import Gap
from ci_network.gaps.situation import Situation
from ci_network.wording import listed, sentence

NOT_SIMULATED: Final = "not simulated: "
# The value of each headline measure at which nothing is left to gain.
_BEST = {"pair_loss": 0.0, "distance_weighted_fragmentation": 0.0, "isolates": 0.0}


@dataclass(frozen=True, eq=False)
class Target:
    """The measure that an action of new ties aims at, where it stands, and the value with nothing left to gain."""

    name: str
    measure: Measure
    best: float
    standing: Standing


@dataclass(frozen=True, eq=False)
class Trial:
    """What an action changes beside ties: operations on the situation, and the measure that they should move."""

    name: str
    measure: Callable[[Situation], float]
    best: float
    operations: tuple[Operation, ...]


@dataclass(frozen=True, eq=False)
class Proposal:
    """What a rule proposes for one gap.

    ``ties`` are the new ties, as pairs of places; ``meeting`` says that they come of one meeting, which takes
    each of the ``monthly`` members its hours once. ``pairs`` are those whom it brings together and between whom no
    tie is added; ``touches`` those whom it is about and does not name. ``trial`` is what it changes beside ties.
    ``monthly`` holds hours a month by place. ``team_only`` marks a figure of a group so small that it tells of its
    members. ``settles`` names the matter that it settles: rules may offer several ways to settle one, of which a
    plan takes one. ``first`` puts it before all that rests on it.
    """

    rule: Rule
    subjects: tuple[str, ...]
    words: Mapping[str, str]
    weight: float
    ties: tuple[tuple[int, int], ...] = ()
    target: Target | None = None
    monthly: Mapping[int, float] = field(default_factory=dict)
    meeting: bool = False
    pairs: tuple[tuple[int, int], ...] = ()
    touches: tuple[tuple[int, int], ...] = ()
    trial: Trial | None = None
    team_only: bool = False
    settles: str = ""
    first: bool = False

    @property
    def matter(self) -> str:
        """The matter it settles; its rule and the members it names where it says no other."""
        return self.settles or f"{self.rule.id} {'|'.join(self.subjects)}"

    @property
    def brings_together(self) -> tuple[tuple[int, int], ...]:
        """The pairs whom it brings together, by place."""
        return (*self.ties, *self.pairs)

    @property
    def concerns(self) -> frozenset[frozenset[int]]:
        """The pairs that it is about, named or not."""
        return frozenset(frozenset(pair) for pair in (*self.brings_together, *self.touches))

    @property
    def effect_on(self) -> str:
        """The measure whose change is simulated; "" where none is."""
        if self.target is not None and self.ties:
            return self.target.name
        return self.trial.name if self.trial is not None else ""

    @property
    def hours(self) -> float:
        """Hours that it takes once, and in its first month, all sides together."""
        return self.rule.effort + sum(self.monthly.values())

    @property
    def action(self) -> str:
        """What to do, in a sentence."""
        return sentence(self.rule.action.format_map(self.words))

    @property
    def why(self) -> str:
        """Why, in a sentence or two."""
        return sentence(self.rule.why.format_map(self.words))

    @property
    def change(self) -> str:
        """What it should change."""
        return sentence(self.rule.change.format_map(self.words))

    @property
    def watch(self) -> str:
        """What to look out for."""
        return sentence(self.rule.watch.format_map(self.words))


def headline_target(setting: Setting, name: str) -> Target:
    """Return one of the headline measures as a target."""
    return Target(name, MEASURES[name], _BEST.get(name, 1.0), setting.standing)


def of_ties(
    setting: Setting,
    rule: Rule,
    words: Mapping[str, str],
    ties: Sequence[tuple[int, int]],
    *,
    weight: float,
    target: Target,
) -> Proposal:
    """Return the proposal to make these ties, with the hours a month that they take of each end."""
    ends = [place for pair in ties for place in pair]
    monthly = {place: ends.count(place) * setting.tie_hours for place in dict.fromkeys(ends)}
    return Proposal(rule, setting.ids(monthly), words, weight, tuple(ties), target, monthly)


def pairs_in_words(setting: Setting, ties: Sequence[tuple[int, int]], *, word: str = "to") -> str:
    """Return pairs to introduce, as a sentence has them: "A to B, and C to D"."""
    texts = [f"{setting.names[one]} {word} {setting.names[other]}" for one, other in ties]
    return listed(texts) if len(texts) < 2 else f"{', '.join(texts[:-1])}, and {texts[-1]}"


def simulated_in_words(proposal: Proposal, setting: Setting) -> str:
    """Return in words what is tried out; where nothing is, why not."""
    if proposal.target is not None and proposal.ties:
        if proposal.meeting:
            return f"regular contact in the {len(proposal.ties)} pairs of those who meet that have none yet"
        return "regular contact between " + pairs_in_words(setting, proposal.ties, word="and")
    if proposal.trial is not None:
        return "; ".join(one.words(setting.situation) for one in proposal.trial.operations)
    reason = proposal.rule.what_if
    return reason if reason.startswith(NOT_SIMULATED) else f"{NOT_SIMULATED}what would change is not known yet"


def weight_of(gap: Gap) -> float:
    """Return how much a gap matters: severity times confidence, 0-1."""
    return float(gap.severity) * float(gap.confidence)


def told(gap: Gap, *names: str) -> str:
    """Return the first of these parts of a gap's evidence that is there, as text; "" where none is."""
    return next((str(gap.evidence[name]) for name in names if name in gap.evidence), "")
