"""Gaps, actions and introductions as the page tells them, and which members each is about."""

from typing import Any, Final

import pandas as pd

from ci_network.output.map import label
from ci_network.output.map.wording import gap_name, sentence
from ci_network.release import Release

# A sentence may be longer than a label, but not endless.
_LONGEST: Final = 700


def gaps_said(release: Release) -> list[dict[str, str]]:
    """Return every gap's name, sentence and caveat."""
    rows = release.gaps[["gap", "finding", "caveat"]].itertuples(index=False)
    return [
        {"name": gap_name(str(gap)), "text": _said(finding), "caveat": _said(caveat)} for gap, finding, caveat in rows
    ]


def actions_said(release: Release) -> list[dict[str, str]]:
    """Return every recommended action and why."""
    rows = release.recommendations[["action", "why"]].itertuples(index=False)
    return [{"text": _said(action), "why": _said(why)} for action, why in rows]


def introductions(release: Release) -> list[dict[str, Any]]:
    """Return the pairs of members that the recommendations would bring together, each with its action's place.

    The column ``introductions`` holds pairs of member ids, ``a + b|c + d``; a pair with an id that the release
    does not show is left out, as is a pair that was named before.
    """
    if "introductions" not in release.recommendations:
        return []
    shown = set(release.members["member"].astype(str))
    found: dict[frozenset[str], dict[str, Any]] = {}
    for place, text in enumerate(release.recommendations["introductions"].fillna("").astype(str)):
        for pair in text.split("|"):
            ends = [end.strip() for end in pair.split(" + ")]
            if len(ends) == 2 and ends[0] != ends[1] and shown.issuperset(ends):
                found.setdefault(frozenset(ends), {"from": ends[0], "to": ends[1], "action": place})
    return list(found.values())


def by_subject(frame: pd.DataFrame) -> dict[str, list[int]]:
    """Return, for each member, the rows of a table that name it."""
    found: dict[str, list[int]] = {}
    for place, subjects in enumerate(frame["subjects"].fillna("").astype(str)):
        for subject in dict.fromkeys(subjects.split("|")):
            found.setdefault(subject, []).append(place)
    return found


def _said(text: object) -> str:
    return sentence(label.shown(text, longest=_LONGEST))
