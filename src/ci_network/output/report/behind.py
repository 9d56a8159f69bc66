"""The numbers behind a finding, in words: members by name, shares as shares, nothing that the sentence says already."""

import re
from collections.abc import Mapping
from typing import Final

from ci_network.output.map.label import shown
from ci_network.output.words import is_known, number, plain, share
from ci_network.wording import listed

# What the sentence of a finding names in full; here it would be an id.
_SAID: Final = (
    "one", "other", "activity", "activities", "outcome", "indicator", "layer", "group", "sector", "resource",
)  # fmt: skip
_SHARES: Final = (
    "density", "reach_2", "reach_2_at_any_contact", "share", "share_in_steering", "others_in_steering",
    "outcome_overlap", "likeness", "outcomes", "population", "place", "kind", "partners_in_common",
)  # fmt: skip
_WORDS: Final = {
    "around": "gathered around",
    "betweenness": "how much lies in between (betweenness)",
    "betweenness_z": "in between, in standard deviations above the mean",
    "bridgeable": "pairs somebody could introduce",
    "brokers": "in contact with both",
    "committed": "members who chose it",
    "contacts_z": "contacts, in standard deviations above the mean",
    "activities_z": "activities, in standard deviations above the mean",
    "leads_z": "leads, in standard deviations above the mean",
    "cut_off": "would be cut off",
    "density": "pairs in contact",
    "differing": "described at levels far apart",
    "ended": "activities that have ended",
    "expected": "ties expected by chance",
    "fair_shares": "load, in shares of what a member carries on average",
    "frequent": "in frequent contact",
    "funded": "members funded by it alone",
    "funds": "funds",
    "hours_available": "hours it has",
    "hours_given": "hours it gives",
    "kind": "alike in kind of work",
    "likeness": "alike on the whole",
    "low": "with low trust",
    "matched": "could be matched",
    "mean_steps": "steps from the backbone, on average",
    "mean_steps_of_all": "steps of all partners, on average",
    "median_closeness": "their median closeness",
    "median_of_others": "median closeness of others",
    "lower_quartile_of_others": "closeness that three in four of the others exceed",
    "lower_quartile_of_sectors": "the same in sectors, for comparison",
    "members_of_one": "members of the first",
    "members_of_other": "members of the second",
    "nearest_steps": "steps to the nearest",
    "nearest_steps_at_any_contact": "steps to the nearest at any contact",
    "not_known": "pairs nobody could report on",
    "observed": "ties found",
    "of": "activities in all",
    "one_sided": "reported by one end only, or far more often",
    "others_in_steering": "others in steering",
    "outcome_overlap": "outcomes in common",
    "outcomes": "alike in outcomes",
    "p": "probability of so few by chance",
    "p_adjusted": "the same, after looking at all pairs of groups",
    "partners_in_common": "partners in common",
    "parts": "separate parts among them",
    "place": "alike in place",
    "population": "alike in people served",
    "possible": "possible ties",
    "providers": "offered by",
    "reach_2": "reached in two steps",
    "reach_2_at_any_contact": "reached in two steps at any contact",
    "reached_at_any_contact": "members reached at any contact",
    "recall_differences": "differ by one level",
    "reported": "one end says",
    "reported_back": "the other says",
    "required": "pairs who share work",
    "shared": "activities shared",
    "share_in_steering": "of them in steering",
    "signs": "signs that agree",
    "spanned_by": "members in contact with both",
    "unmet": "pairs without regular contact",
    "via": "could introduce them",
    "with_outcome_in_common": "with an outcome in common",
}  # fmt: skip
_SLUG: Final = re.compile(r"[^\W\d_]\w*(-\w+)+")


def numbers_behind(text: object, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Read ``key=value|key=value`` as labels and values for people.

    >>> numbers_behind("ties=3|reach_2=0.5|activity=food-day|via=ymca; homes", {"ymca": "YMCA", "homes": "Homes First"})
    [('ties', '3'), ('reached in two steps', '50\\xa0%'), ('could introduce them', 'YMCA and Homes First')]
    """
    pairs = [part.partition("=") for part in str(text).split("|") if part.strip()] if is_known(text) else []
    return [
        (_WORDS.get(key, plain(shown(key))), _value(key, shown(value), names))
        for key, _, value in pairs
        if key not in _SAID or _figure(value) is not None
    ]


def _value(key: str, text: str, names: Mapping[str, str]) -> str:
    if text.casefold() in ("", "nan", "none"):
        return "not known"
    if text.casefold() in ("true", "false"):
        return "yes" if text.casefold() == "true" else "no"
    figure = _figure(text)
    if figure is not None:
        return share(figure) if key in _SHARES and figure <= 1 else number(figure)
    return listed([_name(part.strip(), names) for part in text.split(";")])


def _name(text: str, names: Mapping[str, str]) -> str:
    return names.get(text) or (text.replace("-", " ") if _SLUG.fullmatch(text) else text)


def _figure(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
