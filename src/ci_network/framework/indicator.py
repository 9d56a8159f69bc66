"""One indicator of a condition: what it is called, what it rests on, how it is worked out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from ci_network.framework.evidence import Evidence

NAN: Final = float("nan")


class Found(NamedTuple):
    """The value of an indicator, 0-1, the cases behind it, and where it is NaN the reason."""

    value: float
    n: int
    reason: str = ""


def share(part: float, whole: float, reason: str) -> Found:
    """Return a part as a share of a whole; where there is no whole, NaN with the reason."""
    return Found(part / whole, int(whole)) if whole else Found(NAN, 0, reason)


@dataclass(frozen=True)
class Indicator:
    """One indicator; ``scored`` false leaves it out of the condition's score (neither end of it is better)."""

    id: str
    label: str
    source: str
    basis: str
    work_out: "Callable[[Evidence], Found]"
    scored: bool = True

    @property
    def condition(self) -> str:
        """The condition that it speaks of."""
        return self.id[:2]
