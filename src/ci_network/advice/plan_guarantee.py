"""How near to the best possible a plan is sure to be, aim by aim; said where nothing is sure."""

from collections.abc import Mapping
from typing import Final

from ci_network.advice.plan_limits import BACKBONE, PARTNERS

NONE: Final = 0.0
_STAR: Final = 1 - 1 / 2.718281828459045
_THIRD: Final = 1 / 3
_HALF: Final = 1 / 2

_SAID: Final = {
    _STAR: "sure to reach at least 63 % (1 - 1/e) of the best possible gain (Nemhauser, Wolsey & Fisher 1978)",
    _HALF: "sure to reach at least half of the best possible gain (Jenkyns 1976): each introduction counts for itself, "
    "and one that is taken rules out at most two others",
    _THIRD: "sure to reach at least a third of the best possible gain (Fisher, Nemhauser & Wolsey 1978): each "
    "introduction is worth less the more are made, and one that is taken rules out at most two others",
}
_TOGETHER: Final = (
    "no share of the best possible gain is sure: an introduction to the backbone and one between partners can be worth "
    "more together than apart"
)
_NOT: Final = {
    "reach": _TOGETHER,
    "even_reach": _TOGETHER,
    "resilience": "no share of the best possible gain is sure: ties that close a gap together are worth more than each "
    "alone",
    "mix": "no share of the best possible gain is sure, since it is not for every aim in it",
}
_SEARCHED: Final = "; exchanges of one introduction for another were tried until none helped or the rounds were over"


def guaranteed_share(part: str, *, who: str, backbone: int) -> float:
    """Return the share of the best possible gain that the greedy choice is sure to reach; 0 where none is.

    The hours allow a number of introductions, all alike, and each member a number of new ties. Sets within such limits
    are a 2-system (of the introductions that one more rules out, two at most have to go), and stay one when their
    number is limited. There the greedy choice reaches 1/2 of the best for gains that add up, and 1/3 for gains that
    are monotone and submodular; where the number alone limits, 1 - 1/e.

    * ``congruence`` adds up: each pair with shared work that comes into contact counts for itself.
    * ``reach`` and ``even_reach`` within two steps cover partners, and are submodular, where all introductions are of
      one kind. One to the backbone covers a partner and its contacts. One between partners covers the end whose other
      end the backbone is in contact with already. Together they are not: after B-u, the tie u-v covers v.
    * ``resilience`` is not: two ties that join three parts join more pairs than the sum of each alone.

    With one member of the backbone and introductions to it alone, every limit is a number: a partner is introduced to
    it once at most.

    References
    ----------
    Nemhauser, Wolsey & Fisher (1978), Mathematical Programming 14:265; Fisher, Nemhauser & Wolsey (1978), Mathematical
    Programming Study 8:73; Jenkyns (1976), Proc. 7th Southeastern Conf. on Combinatorics 341; Calinescu, Chekuri, Pal
    & Vondrak (2011), SIAM J Computing 40:1740 (p-systems); Khuller, Moss & Naor (1999), Information Processing Letters
    70:39 (with unequal costs, which this plan does not have); Leskovec et al. (2007), KDD 420.
    """
    number_alone = who == BACKBONE and backbone == 1
    if part == "congruence":
        return _HALF
    if part in ("reach", "even_reach") and who in (BACKBONE, PARTNERS):
        return _STAR if number_alone else _THIRD
    return NONE


def guarantee_of(parts: tuple[str, ...], *, who: str, backbone: int) -> Mapping[str, str]:
    """Return in words how good the plan is sure to be, for each aim in it, and for all together as "plan"."""
    shares = {part: guaranteed_share(part, who=who, backbone=backbone) for part in parts}
    said = {part: _SAID[share] if share else _NOT[part] for part, share in shares.items()}
    least = min(shares.values())
    whole = said[parts[0]] if len(parts) == 1 else _SAID[least] if least else _NOT["mix"]
    return said | {"plan": whole + _SEARCHED}
