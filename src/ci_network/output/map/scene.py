"""What every layout starts from: who is tied to whom, who belongs together, how much room each label takes."""

import hashlib
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array

from ci_network.output.level import level_value, ties_at_level
from ci_network.output.map import label
from ci_network.output.map.room import Boxes
from ci_network.release import Release

Points = npt.NDArray[np.float64]
Which = npt.NDArray[np.intp]
# Pixels at the default zoom: the largest node's radius, and the least room between two boxes.
RADIUS: Final = 11.0
_MARGIN: Final = 3.0
# What a tie below the level, of another layer or of another wave counts beside one at the level.
_OTHER_TIE: Final = 0.15


@dataclass(frozen=True, eq=False)
class Scene:
    """The members to place and what pulls them together.

    Attributes
    ----------
    ids
        The members, in the order of the release.
    now
        Who is tied at the rule's level in the release's own wave (0 or 1, symmetric).
    near
        Who is tied at the rule's level in any wave (0 or 1, symmetric, members of ``beside`` left out): positions
        made from all waves at once stand still when a reader moves through them.
    pull
        How much else pulls two tied members together (0 to 1).
    beside
        Members without a tie at the level in the release's own wave.
    sector, sectors
        Each member's sector as a number, and the sectors' names.
    backbone
        Who is of the backbone.
    boxes
        The room that each member and its label take.
    lots
        Two numbers from -1 to 1 for each member, drawn from its id: they stay as they are when others join.
    held
        Where each member stood on an earlier map; NaN where it is new or there was none.
    """

    ids: tuple[str, ...]
    now: csr_array
    near: csr_array
    pull: csr_array
    beside: npt.NDArray[np.bool_]
    sector: Which
    sectors: tuple[str, ...]
    backbone: npt.NDArray[np.bool_]
    boxes: Boxes
    lots: Points
    held: Points


def scene_of(release: Release, *, rng: int = 0, previous: pd.DataFrame | None = None) -> Scene:
    """Return what the layouts of a release start from; ``previous`` says where members stood: ``member x y``."""
    ids = tuple(release.members["member"].astype(str))
    everybody = np.ones(len(ids), dtype=bool)
    now = _among(_matrix(ties_at_level(release), ids), everybody)
    here = np.diff(now.indptr) > 0
    sector, sectors = pd.factorize(release.members["sector"].map(label.shown), sort=True)
    near = _among(_matrix(_of_any_wave(release), ids), here)
    return Scene(
        ids=ids,
        now=now,
        near=near,
        pull=_pull(release, near, sector),
        beside=~here,
        sector=sector,
        sectors=tuple(str(name) for name in sectors),
        backbone=release.members["is_backbone"].to_numpy(dtype=bool),
        boxes=boxes_of(release),
        lots=_lots(ids, rng),
        held=_held(ids, previous),
    )


def boxes_of(release: Release) -> Boxes:
    """Return the room that each member and its label take: half-widths, and heights above and below."""
    sizes = np.array([label.box(label.shown(text)) for text in release.members["label"]]).reshape(-1, 2)
    return Boxes(
        half=np.maximum(sizes[:, 0] / 2, RADIUS) + _MARGIN,
        above=np.full(len(sizes), RADIUS + _MARGIN),
        below=RADIUS + 4 + sizes[:, 1] + _MARGIN,
    )


def _of_any_wave(release: Release) -> pd.DataFrame:
    ties = release.ties
    at_level = (ties["value"] > 0) & (ties["value"] >= level_value(release))
    return pd.DataFrame(ties[at_level & (ties["layer"] == release.about["layer"])])


def _pull(release: Release, near: csr_array, sector: Which) -> csr_array:
    every = _matrix(release.ties[release.ties["value"] > 0], tuple(release.members["member"].astype(str)))
    soft = every.copy()
    soft.data = np.minimum(1.0, soft.data * _OTHER_TIE)
    rows, columns = near.nonzero()
    same = csr_array((np.where(sector[rows] == sector[columns], 0.5, 0.0), (rows, columns)), shape=soft.shape)
    return csr_array(soft + same)


def _matrix(ties: pd.DataFrame, ids: tuple[str, ...]) -> csr_array:
    """Return how many ties there are between two members, either way."""
    place = pd.Index(ids)
    rows = place.get_indexer(pd.Index(ties["source"].astype(str)))
    columns = place.get_indexer(pd.Index(ties["target"].astype(str)))
    known = (rows >= 0) & (columns >= 0) & (rows != columns)
    rows, columns = rows[known], columns[known]
    ones = np.ones(2 * len(rows))
    return csr_array((ones, (np.r_[rows, columns], np.r_[columns, rows])), shape=(len(ids), len(ids)))


def _among(ties: csr_array, here: npt.NDArray[np.bool_]) -> csr_array:
    """Return 1 for each tie among some of the members, 0 elsewhere."""
    rows, columns = ties.nonzero()
    kept = here[rows] & here[columns]
    return csr_array((np.ones(int(kept.sum())), (rows[kept], columns[kept])), shape=ties.shape)


def _held(ids: tuple[str, ...], previous: pd.DataFrame | None) -> Points:
    if previous is None:
        return np.full((len(ids), 2), np.nan)
    stood = previous.assign(member=previous["member"].astype(str)).drop_duplicates("member").set_index("member")
    return stood[["x", "y"]].reindex(list(ids)).to_numpy(dtype=float)


def _lots(ids: tuple[str, ...], seed: int) -> Points:
    drawn = [hashlib.blake2b(f"{seed}\0{member}".encode("utf-8", "replace"), digest_size=8).digest() for member in ids]
    numbers = np.frombuffer(b"".join(drawn), dtype="<u4").astype(float).reshape(-1, 2)
    return np.asarray(2 * numbers / 2**32 - 1, dtype=np.float64)
