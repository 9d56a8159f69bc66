"""The map in parts: each sector (or group of close contacts) one bubble, with the ties between them counted."""

from typing import Any, Final

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from ci_network.output.level import ANY, level_name
from ci_network.output.map.label import FONT, shown, width
from ci_network.output.map.layout import readable
from ci_network.output.map.layout_sectors import NOT_STATED, near_each_other
from ci_network.output.map.pack import packed
from ci_network.output.map.room import Boxes
from ci_network.output.map.scene import Scene, scene_of
from ci_network.output.words import counted
from ci_network.release import Release

# More groups than this are no overview; the smallest are put together.
_MOST: Final = 24
NO_TIE: Final = "No tie at this level"
SMALL: Final = "Small groups"
# Pixels: a bubble's radius for one member, white space around it, half a character of its label, a label's height.
_UNIT: Final = 9.0
_WHITE: Final = 22.0
_HALF_MARK: Final = 0.34 * FONT
_LABEL: Final = 34.0


def parts(release: Release, *, rng: int = 0) -> dict[str, Any]:
    """Return the network as groups with the ties between them, ready for JSON: a first view of a large map.

    Groups are sectors; where the study has fewer than two, communities (Louvain) of the ties at the rule's level,
    numbered by size.

    Parameters
    ----------
    release
        What may be shown.
    rng
        Seed of the communities.

    Returns
    -------
    dict
        ``by`` ("sector" or "community") and ``sentence`` say what a group is; ``groups`` holds ``key label count
        ties x y r`` (``ties`` are those inside), ``links`` holds ``from to ties`` between two groups by number,
        ``of`` each member's group in the order of ``release.members``, ``left_out`` what this view does not show.

    References
    ----------
    Blondel, Guillaume, Lambiotte & Lefebvre (2008), Journal of Statistical Mechanics P10008.
    """
    scene = scene_of(release, rng=rng)
    by, every, exact = _groups(scene, rng)
    names, of = _largest(every, exact)
    merged = len(every) - len(names) + 1 if len(every) > len(names) else 0
    ties = _ties(scene.now, of, len(names))
    counts = np.bincount(of, minlength=len(names))
    radius = _UNIT * np.sqrt(counts) + _UNIT
    spots = _spots(scene, of, names, radius)
    groups = [
        {
            "key": f"{by}:{number}",
            "label": name,
            "count": int(counts[number]),
            "ties": int(ties[number, number]),
            **{axis: round(float(value), 1) for axis, value in zip("xy", spots[number], strict=True)},
            "r": round(float(radius[number]), 1),
        }
        for number, name in enumerate(names)
    ]
    one, two = np.nonzero(np.triu(ties, 1))
    links = [{"from": int(a), "to": int(b), "ties": int(ties[a, b])} for a, b in zip(one, two, strict=True)]
    return {
        "by": by,
        "sentence": _sentence(by),
        "groups": groups,
        "links": links,
        "of": [int(number) for number in of],
        "left_out": _left_out(release, scene, int(np.trace(ties)), merged),
    }


def _groups(scene: Scene, seed: int) -> tuple[str, list[str], npt.NDArray[np.intp]]:
    """Return what groups are, their names and each member's group."""
    if len([name for name in scene.sectors if name]) > 1:
        names = [name or NOT_STATED for name in scene.sectors]
        return "sector", names, scene.sector
    return "community", *_communities(scene, seed)


def _communities(scene: Scene, seed: int) -> tuple[list[str], npt.NDArray[np.intp]]:
    of = np.full(len(scene.ids), -1, dtype=np.intp)
    graph = nx.Graph()
    graph.add_edges_from((int(one), int(two)) for one, two in zip(*scene.now.nonzero(), strict=True) if one < two)
    found = nx.community.louvain_communities(graph, seed=seed) if graph.number_of_edges() else []
    for number, inside in enumerate(sorted(found, key=lambda group: (-len(group), min(group)))):
        of[list(inside)] = number
    names = [f"Group {number}" for number in range(1, len(found) + 1)]
    if (of < 0).any():
        of[of < 0] = len(names)
        names.append(NO_TIE)
    return names, of


def _largest(names: list[str], of: npt.NDArray[np.intp]) -> tuple[list[str], npt.NDArray[np.intp]]:
    """Return the largest groups as they are and the others as one."""
    if len(names) <= _MOST:
        return names, of
    order = np.argsort(-np.bincount(of, minlength=len(names)), kind="stable")
    kept = np.sort(order[: _MOST - 1])
    place = np.full(len(names), _MOST - 1, dtype=np.intp)
    place[kept] = np.arange(len(kept))
    return [*(names[number] for number in kept), SMALL], place[of]


def _ties(now: csr_array, of: npt.NDArray[np.intp], count: int) -> npt.NDArray[np.intp]:
    """Return the number of ties between groups, and on the diagonal inside them."""
    one, two = now.nonzero()
    once = one < two
    flat = np.bincount(of[one[once]] * count + of[two[once]], minlength=count * count).reshape(count, count)
    return np.asarray(flat + flat.T - np.diag(np.diag(flat)), dtype=np.intp)


def _spots(
    scene: Scene, of: npt.NDArray[np.intp], names: list[str], radius: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    if not names:
        return np.zeros((0, 2))
    half = np.maximum(radius, [_HALF_MARK * width(name) for name in names]) + _WHITE
    rooms = Boxes(half=half, above=radius + _WHITE, below=radius + _LABEL + _WHITE)
    first = np.array([int(np.argmax(of == number)) for number in range(len(names))], dtype=np.intp)
    return packed(near_each_other(scene, of, readable(scene)), rooms, scene.lots[first])


def _sentence(by: str) -> str:
    if by == "sector":
        return "Each bubble is a sector; lines count the ties between two sectors."
    return "Each bubble is a group of members with more ties inside than out; lines count the ties between groups."


def _left_out(release: Release, scene: Scene, inside: int, merged: int) -> list[str]:
    level = level_name(release)
    wave = f" in wave {shown(release.about['wave'])}" if str(release.about["wave"]).strip() else ""
    found = [
        f"Ties of {shown(release.about['layer'])}{wave}, {shown(level)}{'' if level == ANY else ' or more'}, are "
        "counted; those of other layers, levels and waves are left out of this view."
    ]
    if inside:
        found.append(f"{counted(inside, 'tie')} inside the bubbles {'is' if inside == 1 else 'are'} not drawn.")
    if merged:
        found.append(f"{counted(merged, 'small group')} are shown as one bubble.")
    alone = int(scene.beside.sum())
    if alone:
        found.append(f"{counted(alone, 'member')} {'has' if alone == 1 else 'have'} no tie at this level.")
    return found
