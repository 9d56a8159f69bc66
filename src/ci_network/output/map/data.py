"""All that the page knows, as plain data: members, ties, numbers and words of one release."""

from typing import Any

import numpy as np
import pandas as pd

from ci_network.output.bands import BANDS_IN_ORDER, bands_table
from ci_network.output.level import ANY, level_name, level_value
from ci_network.output.map import label
from ci_network.output.map.groups import OWN_COLUMNS, groupings
from ci_network.output.map.layout import lay_out
from ci_network.output.map.network import MapNetwork
from ci_network.output.map.wording import (
    ALL,
    BANDS,
    amount,
    gap_name,
    is_known,
    kept_until,
    measure_order,
    measure_value,
    measure_words,
    number,
    response_policy,
    sentence,
    share,
)
from ci_network.release import Release

UNKNOWN = "–"
_THIRDS = ("lower third", "middle third", "upper third")


def map_data(release: Release, *, rng: int = 0) -> dict[str, Any]:
    """Return what the page holds, ready for JSON."""
    measures = _measures(release)
    nodes, edges = _network(release, measures, rng).data()
    return {
        "about": _about(release),
        "nodes": nodes,
        "edges": edges,
        "waves": _waves(release),
        "layers": _layers(release.ties, str(release.about["layer"])),
        "groupings": [one.as_data() for one in groupings(_gaps_named(release.members))],
        "measures": [
            {"key": key, "label": measure_words(key)[0], "sentence": measure_words(key)[1]} for key in measures
        ],
        "headlines": [_headline(row) for row in _rows(release.headlines)],
        "gaps": [_gap(row) for row in _rows(release.gaps)],
        "actions": [_action(row) for row in _rows(release.recommendations)],
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


def _network(release: Release, measures: list[str], rng: int) -> MapNetwork:
    layout = lay_out(release, rng=rng)
    values, texts = _measured(release, measures)
    reasons = _reasons(release, measures)
    gaps = _by_subject(release.gaps)
    actions = _by_subject(release.recommendations)
    network = MapNetwork()
    for number_, row in enumerate(_rows(release.members)):
        member = str(row["member"])
        x, y = layout.points[number_]
        name = label.shown(row["label"]) or "(no name)"
        facts = _facts(row) | {
            "lines": label.lines(name),
            "beside": bool(layout.beside[number_]),
            "values": values.get(member, [None] * len(measures)),
            "texts": texts.get(member, [UNKNOWN] * len(measures)),
            "reasons": reasons.get(member, {}),
            "gaps": gaps.get(member, []),
            "actions": actions.get(member, []),
        }
        network.add_member(member, label=name, place=(float(x), float(y)), facts=facts)
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
        levels = _rows(of_layer.drop_duplicates("value").sort_values("value"))
        steps = [{"value": float(row["value"]), "label": label.shown(row["level"])} for row in levels]
        found.append({"key": name, "label": label.plain(name), "levels": steps if len(steps) <= 12 else []})
    return found


def _measures(release: Release) -> list[str]:
    """Return the measures that may be shown of a member: none where too few answered."""
    if response_policy(release).shows not in (ALL, BANDS):
        return []
    return measure_order(list(release.node_measures["measure"].astype(str).unique()))


def _measured(release: Release, measures: list[str]) -> tuple[dict[str, list[float | None]], dict[str, list[str]]]:
    """Return each member's measures as numbers to draw and sort by, and as they are read."""
    if not measures:
        return {}, {}
    table = release.node_measures.pivot_table(
        index="member", columns="measure", values="value", aggfunc="first", dropna=False
    )
    table = table.reindex(columns=measures).astype(float)
    if response_policy(release).shows == BANDS:
        order = {band: float(place) for place, band in enumerate(BANDS_IN_ORDER, start=1)}
        thirds = bands_table(release).reindex(columns=measures).apply(lambda bands: bands.map(order)).astype(float)
        texts = {
            str(member): [_THIRDS[int(v) - 1] if v == v else UNKNOWN for v in row]
            for member, row in zip(thirds.index, thirds.to_numpy(), strict=True)
        }
        return _numbers(thirds), texts
    texts = {
        str(member): [measure_value(key, v) for key, v in zip(measures, row, strict=True)]
        for member, row in zip(table.index, table.to_numpy(), strict=True)
    }
    return _numbers(table), texts


def _reasons(release: Release, measures: list[str]) -> dict[str, dict[str, str]]:
    """Return why a measure of a member is not known, where the release says so."""
    table = release.node_measures
    stated = table[table["value"].isna() & table["measure"].isin(measures) & (table["reason"].fillna("") != "")]
    found: dict[str, dict[str, str]] = {}
    for row in stated.itertuples():
        found.setdefault(str(row.member), {})[str(row.measure)] = label.shown(row.reason)
    return found


def _numbers(table: pd.DataFrame) -> dict[str, list[float | None]]:
    rows = table.round(6).to_numpy()
    return {
        str(member): [float(value) if np.isfinite(value) else None for value in row]
        for member, row in zip(table.index, rows, strict=True)
    }


def _by_subject(frame: pd.DataFrame) -> dict[str, list[int]]:
    """Return, for each member, the rows of a table that name it."""
    found: dict[str, list[int]] = {}
    for number_, subjects in enumerate(frame["subjects"].fillna("").astype(str)):
        for subject in dict.fromkeys(subjects.split("|")):
            found.setdefault(subject, []).append(number_)
    return found


def _headline(row: dict[str, Any]) -> dict[str, str]:
    return {
        "label": label.shown(row["label"]),
        "value": amount(row["value"], row["unit"]),
        "any": amount(row["any_contact"], row["unit"]) if is_known(row["any_contact"]) else "",
        "sentence": sentence(label.shown(row["sentence"])),
    }


def _gap(row: dict[str, Any]) -> dict[str, str]:
    caveat = sentence(label.shown(row["caveat"]))
    return {"name": gap_name(str(row["gap"])), "text": sentence(label.shown(row["finding"])), "caveat": caveat}


def _action(row: dict[str, Any]) -> dict[str, str]:
    return {"text": sentence(label.shown(row["action"])), "why": sentence(label.shown(row["why"]))}


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
