"""One indicator of a condition: what it is called, what it rests on, how it is worked out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from ci_network.framework.evidence import Evidence

NAN: Final = float("nan")
NETWORK: Final = "network"
TABLE: Final = "table"
HIGHER: Final = "higher"
NEITHER: Final = "neither"


class Found(NamedTuple):
    """A value, 0-1 unless said otherwise, the cases behind it, and where it is NaN the reason."""

    value: float
    n: int
    reason: str = ""


def share(part: float, whole: float, reason: str) -> Found:
    """Return a part as a share of a whole; where there is no whole, NaN with the reason."""
    return Found(float(part / whole), int(whole)) if whole else Found(NAN, 0, reason)


def unknown(reason: str) -> Found:
    """Return what is not known, with the reason."""
    return Found(NAN, 0, reason)


def known_or(value: float, n: int, reason: str) -> Found:
    """Return a value; where it is NaN, the reason."""
    return Found(value, n) if value == value else Found(NAN, n, reason)


@dataclass(frozen=True)
class Indicator:
    """One indicator of a condition.

    ``direction`` says which end is better: "higher", "lower" or "neither". ``scored`` false leaves it out of the
    condition's score: it is reported beside.
    """

    id: str
    label: str
    source: str
    basis: str
    work_out: "Callable[[Evidence], Found]"
    direction: str = HIGHER
    scored: bool = True

    @property
    def condition(self) -> str:
        """The condition that it speaks of."""
        return self.id[:2]
