"""What only a coalition's own team may see: claims about a single member, and a single member's answers."""

from typing import Final

import pandas as pd

# Gaps that name one organisation as a point of failure or as burdened, or that show one member's answer.
# Further kinds are named by their sub-kind; all others may be shared.
TEAM_ONLY: Final = frozenset({"G3", "G5", "G13", "G14", "G18"})
TEAM_ONLY_KINDS: Final = frozenset({"isolated", "effectively_isolated", "peripheral", "only_tie", "stranded", "broker"})


def without_team_only(gaps: pd.DataFrame, audience: str) -> tuple[pd.DataFrame, int]:
    """Return the gaps that an audience may see, and how many were kept back."""
    if audience == "internal":
        return gaps, 0
    held = gaps["gap"].isin(TEAM_ONLY) | gaps["kind"].isin(TEAM_ONLY_KINDS)
    return gaps[~held].reset_index(drop=True), int(held.sum())


def without_named_claims(recommendations: pd.DataFrame, audience: str) -> tuple[pd.DataFrame, int]:
    """Return the recommendations that an audience may see, ranked anew, and how many were kept back."""
    if audience == "internal" or recommendations.empty:
        return recommendations, 0
    held = recommendations["named_claim"].astype(bool)
    kept = recommendations[~held].reset_index(drop=True)
    return kept.assign(rank=range(1, len(kept) + 1)), int(held.sum())
