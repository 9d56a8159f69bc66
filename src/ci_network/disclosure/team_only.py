"""What only a coalition's own team may see: claims about a single member, and a single member's answers."""

import re
from collections.abc import Mapping
from typing import Final

import pandas as pd

from ci_network.disclosure.groups import LEAST_IN_GROUP

NEVER_BY_MEMBER: Final = (
    "Answers about trust and value are never shown by pair or member. Choose another layer with --layer; their means by"
    " sector are in exchange_sectors_table."
)
# Gaps that name one organisation as a point of failure or as burdened, that show members' own answers, or whose
# two subjects should hear of it first. Further kinds are named by their sub-kind; all others may be shared.
TEAM_ONLY: Final = frozenset({"G3", "G5", "G9", "G13", "G14", "G16", "G18"})
# The keys under which evidence names a sector, a working group or a place, and counts the members of it.
_NAMES_A_GROUP: Final = ("sector", "group", "one", "other")
_COUNTS_MEMBERS: Final = ("members_of_one", "members_of_other", "raters")
# Changes that show how much one member matters or carries, or what two members answered of each other; and numbers
# that may tell of a single member or pair.
TEAM_ONLY_OPERATIONS: Final = frozenset({"RemoveMember", "Delegate", "ConfirmTie", "SetFrequency"})
TEAM_ONLY_MEASURES: Final = frozenset({"contact_hours", "largest_load", "single_carriers"})
TEAM_ONLY_KINDS: Final = frozenset(
    {"isolated", "effectively_isolated", "peripheral", "only_tie", "stranded", "broker", "cluster_hole", "thin"}
    | {"frequent", "fragile", "single_reporter", "match", "unmet_need", "unused_offer"}
)
# Findings about all members of a kind that is nobody else's business: shown for enough of them, without saying who.
_WITHOUT_SUBJECTS: Final = frozenset({"margin"})
# Who stands between two others is the first of several in the order of the study, which would tell a pseudonym's place.
_KNOWS_BOTH: Final = re.compile(r"; (?:(?!; ).)+ knows both\.$")
_IN_COMMON: Final = "; they have a contact in common."


def without_team_only(gaps: pd.DataFrame, audience: str, *, sizes: Mapping[str, int]) -> tuple[pd.DataFrame, int]:
    """Return the gaps that an audience may see, and how many were kept back.

    ``sizes`` gives the number of members of each sector and working group: a finding about one that is too small
    to show is a finding about its members, and so is any whose only subject is one member.
    """
    if audience == "internal":
        return gaps, 0
    least = LEAST_IN_GROUP[audience]
    small = {name for name, members in sizes.items() if members < least}
    told = zip(gaps["kind"], gaps["subjects"], gaps["evidence"], strict=True)
    few = [bool(_groups_of(about) & small) or _is_about_few(kind, who, about, least) for kind, who, about in told]
    held = gaps["gap"].isin(TEAM_ONLY) | gaps["kind"].isin(TEAM_ONLY_KINDS) | pd.Series(few, gaps.index, dtype=bool)
    kept = gaps[~held].reset_index(drop=True)
    subjects = kept["subjects"].mask(kept["kind"].isin(_WITHOUT_SUBJECTS), "")
    evidence = [_without_brokers(text) for text in kept["evidence"]]
    finding = {"finding": kept["finding"].str.replace(_KNOWS_BOTH, _IN_COMMON, regex=True)} if "finding" in kept else {}
    return kept.assign(subjects=subjects, evidence=evidence, **finding), int(held.sum())


def without_named_claims(recommendations: pd.DataFrame, audience: str) -> tuple[pd.DataFrame, int]:
    """Return the recommendations that an audience may see, ranked anew, and how many were kept back."""
    if audience == "internal" or recommendations.empty:
        return recommendations, 0
    held = recommendations["named_claim"].astype(bool)
    kept = recommendations[~held].reset_index(drop=True)
    return kept.assign(rank=range(1, len(kept) + 1)), int(held.sum())


def _groups_of(evidence: str) -> set[str]:
    """Return the sectors and groups that a gap's evidence names."""
    told = _told(evidence)
    return {told[key] for key in _NAMES_A_GROUP if key in told}


def _is_about_few(kind: str, subjects: str, evidence: str, least: int) -> bool:
    """Whether a gap is about one member, about groups of too few, or about too few of a kind that is kept unnamed."""
    told = _told(evidence)
    smallest = min((float(told[key]) for key in _COUNTS_MEMBERS if key in told), default=float(least))
    named = len(subjects.split("|")) if subjects else 0
    return named == 1 or smallest < least or (kind in _WITHOUT_SUBJECTS and named < least)


def _told(evidence: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in evidence.split("|") if "=" in part)


def _without_brokers(evidence: str) -> str:
    return "|".join(part for part in evidence.split("|") if not part.startswith(("brokers=", "via=")))
