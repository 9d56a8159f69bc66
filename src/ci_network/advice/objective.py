"""What a plan of introductions aims at."""

from dataclasses import asdict, dataclass
from typing import Final, Self

from ci_network.errors import UnknownNameError, UsageError

# What each part of an objective stands for, as a sentence says it after "raises".
PARTS: Final = {
    "reach": "the share of partners within two steps of the backbone",
    "even_reach": "reach into every sector alike: the mean over sectors of the root of the share within two steps",
    "congruence": "the share of pairs with shared work who are in contact",
    "resilience": "what would hold without the backbone: half the share of pairs of partners still connected, half"
    " their mean nearness",
}
OBJECTIVES: Final = ("reach", "even-reach", "congruence", "resilience", "mix")


@dataclass(frozen=True)
class Objective:
    """How much each aim counts in a plan; weights of 0 leave an aim out.

    With one aim alone, gain is counted in its own units. With several, each is the share of its own shortfall that is
    closed, ``(value - value now) / (1 - value now)``, so that aims on different scales compare.

    Attributes
    ----------
    reach
        The share of partners within two steps of the backbone.
    even_reach
        The same in every sector alike: the mean over sectors of the square root of the share within two steps, so that
        the first partners reached in a sector count for most.
    congruence
        The share of pairs of partners with a shared activity who are in contact.
    resilience
        What would hold without the backbone: half the share of pairs of partners that would still be connected, half
        the mean of one over the steps between partners (one minus distance-weighted fragmentation).
    """

    reach: float = 0.0
    even_reach: float = 0.0
    congruence: float = 0.0
    resilience: float = 0.0

    def __post_init__(self) -> None:
        weights = asdict(self).values()
        if any(not weight >= 0 for weight in weights) or not any(weights):
            raise UsageError("The weights of an objective are 0 or more, and one at least is above 0.")

    @classmethod
    def named(cls, name: str) -> Self:
        """Return the objective of a name: "reach", "even-reach", "congruence", "resilience", or "mix" of all alike.

        Examples
        --------
        >>> Objective.named("even-reach").parts
        ('even_reach',)
        """
        if name not in OBJECTIVES:
            raise UnknownNameError("objective", name, OBJECTIVES)
        chosen = PARTS if name == "mix" else (name.replace("-", "_"),)
        return cls(**dict.fromkeys(chosen, 1.0))

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the aims that count."""
        return tuple(name for name, weight in asdict(self).items() if weight)

    @property
    def weights(self) -> dict[str, float]:
        """The weight of each aim that counts; together 1."""
        held = {name: float(weight) for name, weight in asdict(self).items() if weight}
        return {name: weight / sum(held.values()) for name, weight in held.items()}

    def without(self, parts: frozenset[str]) -> Self:
        """Return the objective without some of its aims; one at least must be left."""
        return type(self)(**{name: weight for name, weight in asdict(self).items() if name not in parts})
