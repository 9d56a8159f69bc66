"""The network that a mapping would give, as small tables to look at before it is believed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from ci_network.errors import Problem
from ci_network.intake.fates import FATES, SET_ASIDE
from ci_network.intake.raw import RawTable
from ci_network.intake.surveys.apply import Applied, apply_mapping
from ci_network.intake.surveys.declared import read_mapping
from ci_network.intake.surveys.export import Export
from ci_network.intake.surveys.reading import Setting
from ci_network.intake.surveys.roster import Member
from ci_network.intake.surveys.values import Scale
from ci_network.terms import CONTINUUM, FREQUENCY, YES_NO

FIRST_TIES: Final = 10
_LABELS: Final = {"frequency": FREQUENCY, "continuum": CONTINUUM, "yes_no": YES_NO}


@dataclass(frozen=True)
class Preview:
    """What a mapping makes of an export.

    Attributes
    ----------
    members
        ``id, name, status``: everybody on the roster, and who answered (complete, partial, none, outsider).
    layers
        ``layer, ties``: how many reports of a tie each layer holds.
    response
        ``members, answered, partial, rate``: one row.
    first_ties
        ``layer, source, target, value``: the first few.
    set_aside
        ``reason, rows``: rows that would not count.
    problems
        What would stop the mapping from running as it stands.
    tables
        The whole tables as text, for whoever wants more.
    """

    members: pd.DataFrame
    layers: pd.DataFrame
    response: pd.DataFrame
    first_ties: pd.DataFrame
    set_aside: pd.DataFrame
    problems: tuple[Problem, ...] = ()
    tables: Mapping[str, RawTable] = field(default_factory=dict)


def preview_mapping(export: Export, settings: Mapping[str, Any], members: Sequence[Member]) -> Preview:
    """Return what the first ``[[survey]]`` of the settings makes of an export.

    Parameters
    ----------
    export
        The export as read.
    settings
        What a ``study.toml`` says, as a table.
    members
        The stakeholders.
    """
    mappings, problems = read_mapping(settings)
    if problems or not mappings:
        return _empty(members, tuple(problems))
    applied = apply_mapping(export, mappings[0], Setting(tuple(members), layer_scales(settings)))
    undirected = {name for name, given in settings.get("layers", {}).items() if given.get("directed") is False}
    return _shown(applied, members, undirected)


def layer_scales(settings: Mapping[str, Any]) -> dict[str, Scale]:
    """Return the scale of each layer, and of each item of a layer, that the settings declare."""
    scales: dict[str, Scale] = {}
    for name, given in settings.get("layers", {}).items():
        kind = given.get("kind", "count")
        labels = tuple(given.get("scale", _LABELS.get(kind, ())))
        low, high = (1.0, 4.0) if kind == "rating" else (0.0, float("inf"))
        if labels:
            low, high = 0.0, float(len(labels) - 1)
        scale = Scale(labels, float(given.get("low", low)), float(given.get("high", high)))
        items = given.get("items", ())
        scales |= {f"{name}.{item}": scale for item in items} if items else {name: scale}
    return scales


def as_frame(table: RawTable | None, columns: Sequence[str]) -> pd.DataFrame:
    """Return a table as text, with these columns in any case."""
    if table is None:
        return pd.DataFrame(columns=list(columns), dtype=str)
    return pd.DataFrame([cells for _, cells in table.rows], columns=list(table.header), dtype=str)


def _empty(members: Sequence[Member], problems: tuple[Problem, ...]) -> Preview:
    return Preview(
        _members(
            members, pd.DataFrame(columns=["stakeholder", "status"]), pd.DataFrame(columns=["id", "name", "role"])
        ),
        pd.DataFrame(columns=["layer", "ties"]),
        pd.DataFrame(columns=["members", "answered", "partial", "rate"]),
        pd.DataFrame(columns=["layer", "source", "target", "value"]),
        pd.DataFrame(columns=["reason", "rows"]),
        problems,
    )


def _shown(applied: Applied, members: Sequence[Member], undirected: Collection[str]) -> Preview:
    ties = as_frame(applied.tables.get("ties"), ("layer", "source", "target", "value"))
    responses = as_frame(applied.tables.get("responses"), ("stakeholder", "wave", "status"))
    people = as_frame(applied.tables.get("stakeholders"), ("id", "name", "role"))
    if applied.problems:
        return _empty(members, applied.problems)
    ties = _once(ties, undirected)
    value = pd.to_numeric(ties["value"], errors="coerce")
    real = ties.loc[value > 0]
    layers = real.groupby("layer").size().rename("ties").reset_index()
    everybody = _members(members, responses, people)
    return Preview(
        everybody,
        layers,
        _response(members, everybody),
        real[["layer", "source", "target", "value"]].head(FIRST_TIES).reset_index(drop=True),
        _set_aside(applied),
        (),
        applied.tables,
    )


def _once(ties: pd.DataFrame, undirected: Collection[str]) -> pd.DataFrame:
    """Return ties with those of layers without direction once, whichever end they were read from."""
    pair = [tuple(sorted(ends)) for ends in zip(ties["source"], ties["target"], strict=True)]
    again = pd.DataFrame({"layer": ties["layer"], "pair": pair}).duplicated()
    return ties[~(again & ties["layer"].isin(list(undirected)))]


def _members(members: Sequence[Member], responses: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    status = dict(zip(responses["stakeholder"], responses["status"], strict=True))
    rows = [(member.id, member.name, status.get(member.id, "none")) for member in members]
    known = {member.id for member in members}
    rows += [
        (row["id"], row.get("name", ""), "outsider") for row in people.to_dict("records") if row["id"] not in known
    ]
    return pd.DataFrame(rows, columns=["id", "name", "status"])


def _response(members: Sequence[Member], everybody: pd.DataFrame) -> pd.DataFrame:
    count = everybody["status"].value_counts()
    complete, partial = int(count.get("complete", 0)), int(count.get("partial", 0))
    rate = (complete + partial) / len(members) if members else float("nan")
    return pd.DataFrame(
        [(len(members), complete + partial, partial, rate)], columns=["members", "answered", "partial", "rate"]
    )


def _set_aside(applied: Applied) -> pd.DataFrame:
    if applied.ledger.empty:
        return pd.DataFrame(columns=["reason", "rows"])
    ledger = applied.ledger
    rows = ledger[(ledger["fate"] == FATES[SET_ASIDE]) & (ledger["row"] != "") & (ledger["column"] == "")]
    return rows.groupby("reason").size().rename("rows").reset_index()
