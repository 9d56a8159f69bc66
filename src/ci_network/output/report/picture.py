"""The network as one still picture: labels that never cover each other, a legend, those without a tie beside."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from markupsafe import Markup

from ci_network.output.figure import element, glyph, shape
from ci_network.output.level import ties_at_level
from ci_network.output.map.groups import Grouping, grouping
from ci_network.output.map.label import lines, shown
from ci_network.output.map.scene import boxes_of
from ci_network.output.words import counted
from ci_network.release import Release
from ci_network.wording import listed

# Pixels of the layout, in which the room for labels was measured.
_SMALLEST: Final = 6.0
_LARGEST: Final = 13.0
_LINE: Final = 13.5
_CAPTION: Final = 30.0
# A small network is not blown up until its labels shout.
_MOST_ENLARGED: Final = 1.2
# Beyond this a still picture is a blot on paper; the interactive map is the place to look.
MOST_MEMBERS: Final = 400


@dataclass(frozen=True)
class LegendEntry:
    """One line of the legend: its mark, what it stands for, how many members."""

    mark: Markup
    label: str
    count: int


@dataclass(frozen=True)
class Picture:
    """The picture, its legend and what it shows in words; ``svg`` is empty where there are too many members."""

    svg: Markup
    legend: tuple[LegendEntry, ...]
    summary: str
    silent: int


def draw_picture(release: Release, places: pd.DataFrame) -> Picture:
    """Return the still picture of a release's network.

    Parameters
    ----------
    release
        What may be shown.
    places
        Where members stand: ``member x y beside``, as ``positions`` gives it.
    """
    members = _placed(release, places)
    ties = ties_at_level(release)
    sectors = grouping("sector", "Sector", release.members["sector"])
    members["category"] = sectors.of
    members["shape"] = [str(sectors.groups[which]["shape"]) for which in sectors.of]
    summary = _summary(release, members, len(ties))
    silent = int((~members["answered"]).sum())
    legend = tuple(_legend(sectors))
    if not len(members) or len(members) > MOST_MEMBERS:
        return Picture(Markup(""), legend, summary, silent)
    return Picture(_svg(release, members, ties, summary), legend, summary, silent)


def _placed(release: Release, places: pd.DataFrame) -> pd.DataFrame:
    """Return the members with their place, number of ties and radius."""
    members = release.members.join(places.astype({"member": str}).set_index("member"), on="member")
    ties = ties_at_level(release)
    degree = pd.concat([ties["source"], ties["target"]]).value_counts()
    members["degree"] = members["member"].map(degree).fillna(0).astype(int)
    most = max(1, int(members["degree"].max())) if len(members) else 1
    members["radius"] = _SMALLEST + (_LARGEST - _SMALLEST) * np.sqrt(members["degree"] / most)
    members["is_backbone"] = members["is_backbone"].astype(bool)
    members["answered"] = members["answered"].astype(bool)
    return members


def _svg(release: Release, members: pd.DataFrame, ties: pd.DataFrame, summary: str) -> Markup:
    low, high = boxes_of(release).extent(members[["x", "y"]].to_numpy(dtype=float))
    low, high = low - 10, high + 10
    beside = members[members["beside"].astype(bool)]
    caption = Markup("")
    if len(beside):
        top = float(beside["y"].min()) - 38
        low[1] = min(low[1], top - _CAPTION)
        caption = element("text", "No tie at this level", class_="aside", x=float(low[0]) + 6, y=top)
    return element(
        "svg",
        element("title", "Map of the network", id="picture-title"),
        element("desc", summary, id="picture-summary"),
        element("g", *_ties(members, ties)),
        caption,
        element("g", *_marks(members)),
        class_="network",
        viewBox=" ".join(f"{value:.0f}" for value in (*low, *(high - low))),
        width=round(_MOST_ENLARGED * float(high[0] - low[0])),
        role="img",
        aria_labelledby="picture-title picture-summary",
    )


def _ties(members: pd.DataFrame, ties: pd.DataFrame) -> list[Markup]:
    place = members.set_index("member")[["x", "y"]].astype(float)
    ends = ties.join(place, on="source").join(place.add_suffix("2"), on="target").dropna(subset=["x", "x2"])
    levels = {value: rank for rank, value in enumerate(sorted(ends["value"].unique()), start=1)}
    return [
        element(
            "line",
            class_=f"tie level-{min(levels[tie.value], 4)}{' one-end' if tie.reports == 1 else ''}",
            x1=float(str(tie.x)),
            y1=float(str(tie.y)),
            x2=float(str(tie.x2)),
            y2=float(str(tie.y2)),
        )
        for tie in ends.sort_values(["value", "source", "target"]).itertuples()
    ]


def _marks(members: pd.DataFrame) -> list[Markup]:
    return [_mark(row) for _, row in members.sort_values(["degree", "member"]).iterrows()]


def _mark(member: "pd.Series[Any]") -> Markup:
    x, y, radius = (float(str(member[name])) for name in ("x", "y", "radius"))
    label = shown(member["label"])
    parts = [element("title", f"{label}, {shown(member['sector'])}: {counted(int(str(member['degree'])), 'tie')}")]
    if member["is_backbone"]:
        parts.append(element("circle", class_="ring", cx=x, cy=y, r=radius + 5))
    which = int(str(member["category"]))
    colour = _colour(which, answered=bool(member["answered"]))
    parts.append(shape(str(member["shape"]), x=x, y=y, radius=radius, class_=colour))
    below = y + radius + (19 if member["is_backbone"] else 14)
    rows = [element("tspan", line, x=x, dy=None if number == 0 else _LINE) for number, line in enumerate(lines(label))]
    name = "name backbone" if member["is_backbone"] else "name"
    return element("g", *parts, element("text", *rows, class_=name, x=x, y=below))


def _colour(which: int, *, answered: bool) -> str:
    return f"mark c{which}{'' if answered else ' hollow'}"


def _legend(sectors: Grouping) -> list[LegendEntry]:
    return [
        LegendEntry(glyph(str(group["shape"]), _colour(which, answered=True)), str(group["label"]), int(group["count"]))
        for which, group in enumerate(sectors.groups)
    ]


def colour_rules(release: Release) -> str:
    """Return the style rules that give each sector the colour it has on the map, on light and dark pages."""
    groups = grouping("sector", "Sector", release.members["sector"]).groups
    light = "".join(f".c{which}{{--mark:{group['light']}}}" for which, group in enumerate(groups))
    dark = "".join(f".c{which}{{--mark:{group['dark']}}}" for which, group in enumerate(groups))
    return f"{light}\n@media screen and (prefers-color-scheme:dark){{{dark}}}\n"


def _summary(release: Release, members: pd.DataFrame, ties: int) -> str:
    """Say in words what the picture shows."""
    parts = [
        f"{counted(len(members), 'member')} and {counted(ties, 'tie')} "
        f"of {shown(release.about['layer'])}, {shown(release.about['rule'])}."
    ]
    backbone = sorted(shown(label) for label in members.loc[members["is_backbone"], "label"])
    if backbone:
        parts.append(f"The backbone is ringed: {listed(backbone[:6])}.")
    alone = sorted(shown(label) for label in members.loc[members["degree"] == 0, "label"])
    if alone:
        more = f" and {len(alone) - 6} more" if len(alone) > 6 else ""
        parts.append(f"Without a tie at this level: {listed(alone[:6]) if not more else ', '.join(alone[:6]) + more}.")
    silent = int((~members["answered"]).sum())
    if silent:
        parts.append(f"{counted(silent, 'member')} did not answer and {'is' if silent == 1 else 'are'} drawn hollow.")
    return " ".join(parts)
