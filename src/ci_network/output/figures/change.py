"""What changed from one wave to the next: ties kept, gained and lost, as a whole and by sector."""

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from ci_network.output.figures.sheet import ACCENT, INK, SECOND, SOFT, cut, nothing, sheet
from ci_network.output.level import level_value
from ci_network.output.map.label import shown
from ci_network.output.words import counted
from ci_network.release import Release

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST: Final = 14
_NAMES: Final = 2.0
_ROW: Final = 0.3
_CAUTION: Final = (
    "Counted are ties among today's members; some joined in between, and a tie may seem gained or lost because who "
    "answered changed."
)


def wave_change_figure(release: Release) -> "Figure":
    """Draw the ties gained and lost between the last two waves, by sector."""
    waves = _waves(release)
    title = "What changed between the waves"
    if len(waves) < 2:
        figure, axes = sheet(release, title=title, lead="Ties kept, gained and lost.", size=(7.0, 2.4))
        nothing(axes, f"Only one wave is shown{f' ({waves[0]})' if waves and waves[0] else ''}: nothing to compare.")
        return figure
    before, after = (_pairs(release, wave) for wave in waves[-2:])
    kept, gained, lost = before & after, after - before, before - after
    lead = (
        f"From {waves[-2]} to {waves[-1]}: {counted(len(kept), 'tie')} kept, {len(gained):,} gained, "
        f"{len(lost):,} lost. {_CAUTION}"
    )
    table = _by_sector(release, kept, gained, lost)
    size = (8.0, _ROW * len(table) + 1.05)
    figure, axes = sheet(release, title=title, lead=lead, size=size, inside=(_NAMES, 0.45))
    _draw(axes, table)
    return figure


def _waves(release: Release) -> list[str]:
    """Return the waves that have ties of the release's own layer, up to its own wave."""
    own = release.ties[release.ties["layer"] == release.about["layer"]]
    latest = str(release.about["wave"])
    return [wave for wave in sorted({*own["wave"].astype(str), latest}) if wave <= latest]


def _pairs(release: Release, wave: str) -> set[tuple[str, str]]:
    ties = release.ties
    at_level = (ties["value"] > 0) & (ties["value"] >= level_value(release))
    own = ties[at_level & (ties["layer"] == release.about["layer"]) & (ties["wave"].astype(str) == wave)]
    members = set(release.members["member"].astype(str))
    pairs = zip(own["source"].astype(str), own["target"].astype(str), own["directed"], strict=True)
    return {
        (one, two) if directed else (min(one, two), max(one, two))
        for one, two, directed in pairs
        if one in members and two in members
    }


def _by_sector(
    release: Release, kept: set[tuple[str, str]], gained: set[tuple[str, str]], lost: set[tuple[str, str]]
) -> pd.DataFrame:
    """Return for each sector the ties of its members; a tie between two sectors counts in both."""
    names = release.members["sector"].map(lambda name: shown(name) or "Not stated")
    sector = dict(zip(release.members["member"].astype(str), names, strict=True))
    table = pd.DataFrame(0, index=sorted(set(sector.values()), key=str.casefold), columns=["kept", "gained", "lost"])
    for kind, pairs in (("kept", kept), ("gained", gained), ("lost", lost)):
        counts = pd.Series([name for one, two in pairs for name in {sector[one], sector[two]}], dtype=object)
        table[kind] = counts.value_counts().reindex(table.index, fill_value=0).astype(int)
    if len(table) <= _MOST:
        return table
    largest = table.sum(axis=1).sort_values(ascending=False, kind="stable").index[: _MOST - 1]
    rest = table.drop(index=largest).sum().rename("Other sectors")
    return pd.concat([table.loc[[name for name in table.index if name in set(largest)]], rest.to_frame().T])


def _draw(axes: "Axes", table: pd.DataFrame) -> None:
    rows = np.arange(len(table))
    axes.barh(rows, table["gained"], height=0.62, color=ACCENT)
    # Hatching tells the two apart where colour is lost.
    axes.barh(rows, -table["lost"], height=0.62, facecolor="white", edgecolor=SECOND, hatch="////", linewidth=0.9)
    widest = max(1, int(table[["gained", "lost"]].to_numpy().max(initial=0)))
    for row, (gained, lost) in enumerate(zip(table["gained"], table["lost"], strict=True)):
        axes.text(gained + 0.02 * widest, row, f"+{gained}" if gained else "0", size=8, color=INK, va="center")
        axes.text(-lost - 0.02 * widest, row, f"−{lost}" if lost else "0", size=8, color=INK, va="center", ha="right")
    axes.axvline(0, color=INK, linewidth=0.8)
    axes.set_ylim(len(table) - 0.4, -1.1)
    axes.set_xlim(-1.22 * widest, 1.22 * widest)
    axes.text(0.03 * widest, -0.75, "gained", size=8.5, color=ACCENT, weight="bold", va="center")
    axes.text(-0.03 * widest, -0.75, "lost", size=8.5, color="#9a6100", weight="bold", va="center", ha="right")
    axes.set_yticks(rows, [cut(name, _NAMES - 0.15, 8.5) for name in table.index], size=8.5, color=INK)
    axes.set_xticks([])
    axes.set_xlabel("Ties of a sector's members; one between two sectors counts in both", color=SOFT, size=8)
    axes.tick_params(length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
