"""How to read the report: rule, thresholds, what was withheld, where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ci_network.output.map.label import shown
from ci_network.output.words import is_known, number, plain, share
from ci_network.release import Release
from ci_network.wording import sentence

# What this page itself decides by; those of the findings come with the release.
_PAGE_THRESHOLDS: Final = (
    ("Answers for every output", "80 %", "Vendor guidance, not research; no threshold is agreed."),
    ("Answers for bands and broad patterns", "65 %", "Vendor guidance, not research; no threshold is agreed."),
    ("Answers within a sector", "60 %", "Our default, not a benchmark."),
    ("Broad reach, narrow reach", "80 %, 50 %", "Our default, not a benchmark."),
    ("Woven, or hub with spokes", "50 % of ties between partners", "Our default, not a benchmark."),
    ("Size of a gap: large, moderate", "0.67, 0.34 of 1", "Our default, not a benchmark."),
    ("A condition is mature, emerging", "0.67, 0.33 of 1", "Three steps as published; the cuts are our default."),
)
_SECTIONS: Final = ("inputs", "thresholds", "withheld")


@dataclass(frozen=True)
class Threshold:
    """One cut-off: what it is for, its value, where it comes from."""

    name: str
    value: str
    basis: str


def thresholds(release: Release) -> list[Threshold]:
    """Return every cut-off with its basis: the page's own and those in ``provenance["thresholds"]``."""
    given = release.provenance.get("thresholds") or ()
    found = [Threshold(*row) for row in _PAGE_THRESHOLDS]
    for row in given:
        name = shown(row.get("meaning") or plain(str(row.get("name", ""))))
        found.append(Threshold(sentence(name).rstrip("."), _cell(row.get("value")), sentence(shown(row.get("basis")))))
    return found


def withheld(release: Release) -> list[tuple[str, str, str]]:
    """Return what was kept back: what, how many, why."""
    return [
        (shown(row.what).capitalize(), number(row.count_), sentence(shown(row.why)))
        for row in release.withheld.rename(columns={"count": "count_"}).itertuples()
    ]


def answered_by_group(release: Release) -> list[tuple[str, str, str, str]]:
    """Return who answered by group, for the wave of the report: group, members, answered, rate."""
    table = release.responses
    table = table[(table["wave"] == release.about["wave"]) & (table["group"] != "")]
    return [
        (shown(row.group), number(row.members), number(row.answered), share(float(str(row.rate))))
        for row in table.sort_values("group").itertuples()
    ]


def set_aside(release: Release) -> list[tuple[str, int]]:
    """Return the reasons for which rows were set aside, with how many."""
    aside = release.ledger[(release.ledger["fate"] == "set aside") & (release.ledger["row"].astype(str) != "")]
    counts = aside.groupby("reason").size().sort_index()
    return [(shown(reason), int(count)) for reason, count in counts.items()]


def provenance(release: Release) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the input files with their hashes, and every other fact of how the report was made."""
    inputs = release.provenance.get("inputs") or {}
    facts = [
        (label, value)
        for key, given in release.provenance.items()
        if key not in _SECTIONS
        for label, value in _flat(str(key), given)
    ]
    return [(shown(name), shown(given)) for name, given in sorted(inputs.items())], facts


def _flat(name: str, value: Any) -> list[tuple[str, str]]:
    """Return a value as labelled lines; what is nested deeper stays in provenance.json."""
    label = sentence(plain(shown(name))).rstrip(".")
    if isinstance(value, Mapping):
        return [
            (f"{label}: {plain(shown(key))}", _cell(given))
            for key, given in value.items()
            if not isinstance(given, (Mapping, list))
        ]
    if isinstance(value, (list, tuple)) and any(isinstance(one, Mapping) for one in value):
        return []
    return [(label, _cell(value))]


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(_cell(one) for one in value) or "none"
    if isinstance(value, float):
        return number(value)
    return shown(value) if is_known(value) else "not known"
