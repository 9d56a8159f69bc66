"""What only a coalition's own team may see: claims about a single member, and a single member's answers."""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from ci_network.disclosure.groups import LEAST_IN_GROUP

NEVER_BY_MEMBER: Final = (
    "Answers about trust and value are never shown by pair or member. Choose another layer with --layer; their means by"
    " sector are in exchange_sectors_table."
)
# Gaps that name one organisation as a point of failure or as burdened, or that show one member's answer.
# Further kinds are named by their sub-kind; all others may be shared.
TEAM_ONLY: Final = frozenset({"G3", "G5", "G13", "G14", "G18"})
# The keys under which evidence names a sector or a working group.
_NAMES_A_GROUP: Final = ("sector", "group", "one", "other")
# Changes that show how much one member matters or carries, or what two members answered of each other; and numbers
# that may tell of a single member or pair.
TEAM_ONLY_OPERATIONS: Final = frozenset({"RemoveMember", "Delegate", "ConfirmTie", "SetFrequency"})
TEAM_ONLY_MEASURES: Final = frozenset({"contact_hours", "largest_load"})
TEAM_ONLY_KINDS: Final = frozenset(
    {"isolated", "effectively_isolated", "peripheral", "only_tie", "stranded", "broker", "thin", "fragile"}
)


def without_team_only(gaps: pd.DataFrame, audience: str, *, sizes: Mapping[str, int]) -> tuple[pd.DataFrame, int]:
    """Return the gaps that an audience may see, and how many were kept back.

    ``sizes`` gives the number of members of each sector and working group: a finding about one that is too small
    to show is a finding about its members.
    """
    if audience == "internal":
        return gaps, 0
    small = {name for name, members in sizes.items() if members < LEAST_IN_GROUP[audience]}
    about_few = pd.Series([bool(_groups_of(text) & small) for text in gaps["evidence"]], index=gaps.index, dtype=bool)
    held = gaps["gap"].isin(TEAM_ONLY) | gaps["kind"].isin(TEAM_ONLY_KINDS) | about_few
    kept = gaps[~held].reset_index(drop=True)
    return kept.assign(evidence=[_without_brokers(text) for text in kept["evidence"]]), int(held.sum())


def without_named_claims(recommendations: pd.DataFrame, audience: str) -> tuple[pd.DataFrame, int]:
    """Return the recommendations that an audience may see, ranked anew, and how many were kept back."""
    if audience == "internal" or recommendations.empty:
        return recommendations, 0
    held = recommendations["named_claim"].astype(bool)
    kept = recommendations[~held].reset_index(drop=True)
    return kept.assign(rank=range(1, len(kept) + 1)), int(held.sum())


def _groups_of(evidence: str) -> set[str]:
    """Return the sectors and groups that a gap's evidence names."""
    told = dict(part.split("=", 1) for part in evidence.split("|") if "=" in part)
    return {told[key] for key in _NAMES_A_GROUP if key in told}


def _without_brokers(evidence: str) -> str:
    return "|".join(part for part in evidence.split("|") if not part.startswith("brokers="))
