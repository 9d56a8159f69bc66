"""What a response rate permits to be said, in words."""

from dataclasses import dataclass
from typing import Final

from ci_network.output.words import is_known, share
from ci_network.release import Release

ALL, BANDS, COUNTS, UNSTATED = "all", "bands", "counts", "unstated"
# Vendor guidance, not research: there is no agreed threshold (see the methods section of the report).
_ALL_FROM: Final = 0.80
_BANDS_FROM: Final = 0.65
_GROUP_FROM: Final = 0.60
_SMALL: Final = 10

_PERMITS: Final = {
    ALL: "That is enough to read every number in this report, with ordinary care.",
    BANDS: "That is enough for broad patterns. Members' measures are shown in bands, not as figures, "
    "and findings are provisional.",
    COUNTS: "That is too few for claims about who holds the network together. Read counts and groups only, "
    "and ask again before acting on a named member's position.",
    UNSTATED: "Nothing can be said about what is missing: read the findings as questions to ask.",
}


@dataclass(frozen=True)
class Policy:
    """What the answers permit: how members' measures may be shown, and the sentence that says why."""

    shows: str
    sentence: str
    cautions: tuple[str, ...]


def response_policy(release: Release) -> Policy:
    """Return what the response rate of a release permits.

    ``about["response_policy"]`` (all, bands or counts) decides where it is given; else the rate alone.
    """
    rate = release.about.get("response_rate")
    shows = str(release.about.get("response_policy") or _by_rate(rate))
    return Policy(shows, _PERMITS.get(shows, _PERMITS[COUNTS]), tuple(_cautions(release)))


def _by_rate(rate: object) -> str:
    if not is_known(rate):
        return UNSTATED
    value = float(str(rate))
    if value >= _ALL_FROM:
        return ALL
    return BANDS if value >= _BANDS_FROM else COUNTS


def _cautions(release: Release) -> list[str]:
    found = []
    latest = release.responses[release.responses["wave"] == release.about["wave"]]
    grouped = latest[(latest["group"] != "") & latest["rate"].notna()]
    low = grouped[grouped["rate"] < _GROUP_FROM].sort_values("group")
    if len(low):
        names = ", ".join(f"{row.group} ({share(float(str(row.rate)))})" for row in low.itertuples())
        found.append(f"Fewer than {share(_GROUP_FROM)} answered in: {names}.")
    members = release.members
    silent = members.loc[members["is_backbone"].astype(bool) & ~members["answered"].astype(bool), "label"]
    if len(silent) and is_known(release.about.get("response_rate")):
        found.append(f"No answer from the backbone: {', '.join(sorted(silent))}.")
    if 0 < len(members) < _SMALL:
        found.append("In a network this small, one missing answer matters.")
    return found
