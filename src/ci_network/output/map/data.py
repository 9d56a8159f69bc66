"""All that the page knows, as plain data: members, ties, numbers and words of one release."""

from typing import Any, Final

import numpy as np
import pandas as pd

from ci_network.output.level import ANY, level_name, level_value
from ci_network.output.map import label
from ci_network.output.map.findings import actions_said, by_subject, gaps_said, introductions
from ci_network.output.map.groups import OWN_COLUMNS, groupings
from ci_network.output.map.layouts import MapLayout, layouts
from ci_network.output.map.measured import Measured, measured, numbers_of, own_numbers
from ci_network.output.map.network import MapNetwork
from ci_network.output.map.parts import parts
from ci_network.output.map.wording import (
    amount,
    gap_name,
    is_known,
    kept_until,
    number,
    response_policy,
    sentence,
    share,
)
from ci_network.release import Release

# Above this many members the page opens with its groups, each a bubble.
LARGE: Final = 2000
# A slider has at most so many steps.
_STEPS: Final = 12


def map_data(release: Release, *, rng: int = 0, previous: pd.DataFrame | None = None) -> dict[str, Any]:
    """Return what the page holds, ready for JSON."""
    found = measured(release)
    ways = layouts(release, rng=rng, previous=previous)
    nodes, edges = _network(release, found, ways[0]).data()
    return {
        "about": _about(release),
        "large": len(release.members) > LARGE,
        "nodes": nodes,
        "edges": edges,
        "waves": _waves(release),
        "layers": _layers(release.ties, str(release.about["layer"])),
        "layouts": [layout.as_data() for layout in ways],
        "parts": parts(release, rng=rng),
        "groupings": [one.as_data() for one in groupings(_gaps_named(release.members))],
        "measures": found.said(),
        "numbers": [
            {"key": f"own:{name}", "label": label.plain(name), "sentence": ""} for name in own_numbers(release.members)
        ],
        "headlines": [_headline(row) for row in _rows(release.headlines)],
        "gaps": gaps_said(release),
        "actions": actions_said(release),
        "introductions": introductions(release),
    }


def facts_line(release: Release) -> list[str]:
    """Return what every map states in a line: wave, layer, rule, n, who answered, what was withheld, until when."""
    about = release.about
    withheld = [f"{row['what']} ({number(row['count'])})" for row in _rows(release.withheld)]
    until = kept_until(about["keep_until"])
    facts = [
        f"Wave {about['wave']}" if is_known(about["wave"]) else "",
        f"Layer: {label.shown(about['layer'])}",
        f"A tie is: {label.shown(about['rule'])}",
        f"{len(release.members)} members",
        f"{share(about['response_rate'])} answered" if is_known(about["response_rate"]) else "Who answered: not known",
        f"Withheld: {label.shown(', '.join(withheld))}" if withheld else "Nothing withheld",
        f"Keep until {until}" if until else "",
        f"For {release.audience} use" if release.audience == "internal" else "May be shared",
    ]
    return [fact for fact in facts if fact]


def _about(release: Release) -> dict[str, Any]:
    about = release.about
    policy = response_policy(release)
    name = level_name(release)
    return {
        "title": label.shown(about["title"]),
        "facts": facts_line(release),
        "wave": str(about["wave"]),
        "layer": str(about["layer"]),
        "level": level_value(release),
        "levelName": name,
        "measuredOn": ", ".join(part for part in (str(about["layer"]), str(about["wave"]), _at(name)) if part),
        "beside": f"No tie {'at all' if name == ANY else _at(name)}",
        "policy": policy.shows,
        "policySentence": policy.sentence,
    }


def _gaps_named(members: pd.DataFrame) -> pd.DataFrame:
    return members.assign(gaps=members["gaps"].map(lambda kinds: tuple(gap_name(kind) for kind in kinds)))


def _at(level: str) -> str:
    return level if level == ANY else f"{level} or more"


def _network(release: Release, found: Measured, layout: MapLayout) -> MapNetwork:
    gaps = by_subject(release.gaps)
    actions = by_subject(release.recommendations)
    numbers = own_numbers(release.members).to_numpy()
    network = MapNetwork()
    for place, row in enumerate(_rows(release.members)):
        member = str(row["member"])
        x, y = layout.points[place]
        name = label.shown(row["label"]) or "(no name)"
        facts = _facts(row) | {
            "lines": label.lines(name),
            "numbers": numbers_of(numbers[place]),
            "gaps": gaps.get(member, []),
            "actions": actions.get(member, []),
        }
        network.add_member(member, label=name, place=(float(x), float(y)), facts=facts | found.of(member))
    network.add_ties(_ties(release.ties))
    return network


def _facts(row: dict[str, Any]) -> dict[str, Any]:
    own = [name for name in row if name not in OWN_COLUMNS]
    stated = [(name, _text(row[name])) for name in own]
    return {
        "sector": label.shown(row["sector"]),
        "role": label.shown(row["role"]),
        "backbone": bool(row["is_backbone"]),
        "answered": bool(row["answered"]),
        "aliases": [label.shown(alias) for alias in row["aliases"]],
        "facts": [[label.plain(name), text] for name, text in stated if text],
    }


def _text(value: Any) -> str:
    if isinstance(value, tuple | list):
        return label.shown(", ".join(str(part) for part in value))
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, int | float | np.number):
        return number(value) if is_known(value) else ""
    if isinstance(value, pd.Timestamp):
        return kept_until(value)
    return label.shown(value) if is_known(value) else ""


def _ties(ties: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {
            "from": str(tie["source"]),
            "to": str(tie["target"]),
            "wave": str(tie["wave"]),
            "layer": str(tie["layer"]),
            "strength": float(tie["value"]),
            "reports": int(tie["reports"]) if is_known(tie["reports"]) else 0,
            "arrows": "to" if tie["directed"] else "",
        }
        for tie in _rows(ties[ties["value"] > 0])
    ]


def _waves(release: Release) -> list[str]:
    return sorted({*release.ties["wave"].astype(str), str(release.about["wave"])})


def _layers(ties: pd.DataFrame, main: str) -> list[dict[str, Any]]:
    found = []
    for name in sorted({*ties["layer"].astype(str), main}, key=lambda layer: (layer != main, layer)):
        of_layer = ties[(ties["layer"] == name) & (ties["value"] > 0)]
        found.append({"key": name, "label": label.plain(name), "levels": _levels(of_layer)})
    return found


def _levels(ties: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the levels that ties have, lowest first; of many, such as counts, about a dozen of equal shares."""
    levels = ties.drop_duplicates("value").sort_values("value")
    if len(levels) > _STEPS:
        cuts = np.unique(ties["value"].quantile(np.linspace(0, 1, _STEPS), interpolation="lower"))
        levels = levels[levels["value"].isin(cuts)]
    return [{"value": float(row["value"]), "label": label.shown(row["level"])} for row in _rows(levels)]


def _headline(row: dict[str, Any]) -> dict[str, str]:
    return {
        "label": label.shown(row["label"]),
        "value": amount(row["value"], row["unit"]),
        "any": amount(row["any_contact"], row["unit"]) if is_known(row["any_contact"]) else "",
        "sentence": sentence(label.shown(row["sentence"])),
    }


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
