"""The members and ties of a release, as an audience may see them."""

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from scipy import sparse

from ci_network.disclosure.groups import coarse_sectors
from ci_network.disclosure.names import Veil
from ci_network.network.build import build_network
from ci_network.network.network import Network
from ci_network.network.tierule import TieRule

if TYPE_CHECKING:
    from ci_network.analysis import Analysis
    from ci_network.study.study import Study

TIE_COLUMNS: Final = ("wave", "layer", "source", "target", "value", "level", "directed", "reports")
# Answers about a partner's person or worth: never shown per pair, to nobody.
_NEVER_PER_PAIR: Final = frozenset({"rating"})
# Where a member is, by the names that studies give it: never in a shareable release, since a place identifies.
_PLACE: Final = {"latitude": ("latitude", "lat"), "longitude": ("longitude", "lon", "lng", "long")}
# The study's own columns that are not attributes to colour a map by, or that tell too much.
_NOT_ATTRIBUTES: Final = frozenset(
    {
        "name", "aliases", "joined", "left", "capacity_hours", "lived_experience", "offers", "needs", "sector", "role",
        "kind", "consent_analysis", "consent_named_internal", "consent_named_public",
        *_PLACE["latitude"], *_PLACE["longitude"],
    }
)  # fmt: skip


def members_shown(
    analysis: "Analysis", veil: Veil, named: pd.Series, audience: str, gaps: pd.DataFrame
) -> pd.DataFrame:
    """Return one row a member as the audience may see it, in the order of labels.

    A shareable release shows sector, role in the backbone and whether the member answered at all to nobody
    but by its sector, coarsened; an internal one shows the study's own attributes, the place (``latitude``,
    ``longitude``) and the waves on the roster (``on_roster``; never a date) of members that may be named.
    """
    net = analysis.network
    ids = [str(member) for member in net.ids]
    by_member = _gaps_by_member(gaps)
    frame = pd.DataFrame(
        {
            "member": [veil.ids[member] for member in ids],
            "label": [veil.labels[member] for member in ids],
            "sector": veil.frame(net.members[["sector"]])["sector"].to_list(),
            "role": _text_column(net.members, "role"),
            "is_backbone": net.is_backbone,
            "answered": net.answered,
            "named": named.to_numpy(bool),
            "aliases": [tuple(a) if show else () for a, show in zip(_aliases(net.members), named, strict=True)],
            "gaps": [by_member.get(member, ()) for member in ids],
        }
    )
    frame["sector"] = coarse_sectors(frame["sector"], audience, named=frame["named"])
    if audience == "shareable":
        frame = frame.assign(role="", answered=True, on_roster=pd.Series([()] * len(frame), dtype=object))
    else:
        frame["role"] = frame["role"].where(frame["named"], "")
        for name in (str(name) for name in net.members.columns if str(name).casefold() not in _NOT_ATTRIBUTES):
            frame[name] = net.members[name].where(named).to_numpy()
        frame = frame.assign(**_places(net.members, named), on_roster=_rosters(analysis.study, ids, named))
    return frame.sort_values("label", key=lambda labels: labels.str.casefold(), ignore_index=True)


def _rosters(study: "Study", ids: list[str], named: pd.Series) -> pd.Series:
    """Return on the rosters of which waves each member is; nothing of a member that may not be named."""
    rosters = {wave: set(study.roster(wave).index) for wave in study.waves}
    waves = [
        tuple(wave for wave, roster in rosters.items() if member in roster) if show else ()
        for member, show in zip(ids, named, strict=True)
    ]
    return pd.Series(waves, dtype=object)


def _places(members: pd.DataFrame, named: pd.Series) -> dict[str, np.ndarray]:
    """Return latitude and longitude of the members that may be named; nothing where the study has not both."""
    by_name = {str(name).casefold(): name for name in members.columns}
    columns = {axis: next((by_name[name] for name in names if name in by_name), None) for axis, names in _PLACE.items()}
    if None in columns.values():
        return {}
    return {
        axis: pd.to_numeric(members[column], errors="coerce").where(named).to_numpy(dtype=float)
        for axis, column in columns.items()
    }


def ties_shown(analysis: "Analysis", audience: str) -> tuple[pd.DataFrame, int]:
    """Return the ties as the audience may see them, and how many layers were kept back.

    Internal: every layer and wave, at any contact, but never a rating. Shareable: the ties of the analysis' own
    layer and wave at its rule; their strength, their direction and who reported them are left out.
    """
    study, net = analysis.study, analysis.network
    present = study.layers_present()
    if audience == "shareable":
        frame = _ties_of(net.weak)
        level = net.rule.level(net.layer)
        shown = frame.assign(value=level or 1.0, level=net.rule.level_name(net.layer), reports=0)
        return shown, len(present) - 1
    layers = [name for name in present if study.layer(name).kind not in _NEVER_PER_PAIR]
    rule = TieRule(at_least="any", symmetrise=net.rule.symmetrise)
    frames = [
        _ties_of(_within(build_network(study, name, wave=wave, rule=rule), net))
        for wave in study.waves
        for name in layers
    ]
    frames = [frame for frame in frames if not frame.empty]
    shown = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(TIE_COLUMNS))
    return shown, len(present) - len(layers)


def _within(other: Network, net: Network) -> Network:
    """Return a network of another layer or wave with only the members that the analysis has."""
    return other.among(other.ids[other.ids.isin(net.ids)])


def _ties_of(net: Network) -> pd.DataFrame:
    ties = net.ties()
    level = net.rule.level(net.layer)
    reported = sparse.csr_array(net.reports >= max(level, np.nextafter(0, 1)))
    ends = reported.astype(int) + reported.T.astype(int)
    rows, columns = net.positions(ties["source"]), net.positions(ties["target"])
    known = net.layer.directed and not ties.empty
    return pd.DataFrame(
        {
            "wave": net.wave,
            "layer": net.layer.name,
            "source": ties["source"],
            "target": ties["target"],
            "value": ties["value"],
            "level": [net.layer.label(value) for value in ties["value"]],
            "directed": net.directed,
            "reports": np.asarray(ends[rows, columns]).ravel() if known else 0,
        },
        columns=list(TIE_COLUMNS),
    )


def _gaps_by_member(gaps: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for gap, subjects in zip(gaps["gap"], gaps["subjects"], strict=True):
        for subject in str(subjects).split("|"):
            found.setdefault(subject, set()).add(str(gap))
    return {member: tuple(sorted(kinds, key=lambda kind: int(kind[1:]))) for member, kinds in found.items()}


def _text_column(members: pd.DataFrame, name: str) -> list[str]:
    return [str(text) for text in members[name]] if name in members else [""] * len(members)


def _aliases(members: pd.DataFrame) -> list[tuple[str, ...]]:
    return list(members["aliases"]) if "aliases" in members else [()] * len(members)
