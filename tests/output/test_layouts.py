import json
from dataclasses import replace
from itertools import pairwise

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from output.fake_release import BACKBONE, fake_release
from output.test_layout import overlapping

import ci_network as ci
from ci_network.output.level import ties_at_level
from ci_network.output.map import positions
from ci_network.output.map.layout_force import _pushes, _pushes_on_mesh
from ci_network.output.map.layout_radial import RING_LABELS
from ci_network.output.map.layouts import MapLayout, layouts
from ci_network.output.map.nudge import covering, nudged
from ci_network.output.map.pack import packed
from ci_network.output.map.room import Boxes
from ci_network.output.map.scene import boxes_of, place_columns, scene_of
from ci_network.output.map.turn import turned_to
from ci_network.release import Release

KEYS = ["readable", "sectors", "radial", "places", "force"]


@pytest.fixture(scope="module")
def release() -> Release:
    return located(fake_release())


@pytest.fixture(scope="module")
def drawn(release: Release) -> dict[str, MapLayout]:
    return {layout.key: layout for layout in layouts(release)}


def located(release: Release) -> Release:
    """Return the release with coordinates for all but the first five members, several of them on one spot."""
    rng = np.random.default_rng(3)
    spots = np.round(rng.normal([40.0, -80.0], 0.05, (len(release.members), 2)), 2)
    spots[:5] = np.nan
    return replace(release, members=release.members.assign(latitude=spots[:, 0], longitude=spots[:, 1]))


def without(release: Release, number: int) -> Release:
    kept = np.arange(len(release.members)) != number
    return replace(release, members=release.members[kept].reset_index(drop=True))


def test_every_layout_is_there_with_its_words(drawn: dict[str, MapLayout]) -> None:
    assert list(drawn) == KEYS
    assert all(layout.label and layout.sentence.endswith(".") for layout in drawn.values())


@pytest.mark.parametrize("key", KEYS)
def test_no_label_covers_another(release: Release, drawn: dict[str, MapLayout], key: str) -> None:
    boxes = boxes_of(release)
    # Places are rounded to a tenth of a pixel.
    roomy = replace(boxes, half=boxes.half - 0.1, above=boxes.above - 0.1, below=boxes.below - 0.1)
    assert overlapping(drawn[key].points, roomy) == []


def test_the_same_release_gives_the_same_bytes(release: Release) -> None:
    first, second = (json.dumps([layout.as_data() for layout in layouts(found)]) for found in (release, release))
    assert first == second
    assert json.dumps([layout.as_data() for layout in layouts(release, rng=1)]) != first


def test_rings_are_steps_from_the_backbone(release: Release, drawn: dict[str, MapLayout]) -> None:
    graph = nx.Graph(list(ties_at_level(release)[["source", "target"]].itertuples(index=False)))
    graph.add_nodes_from(release.members["member"])
    steps = nx.multi_source_dijkstra_path_length(graph, set(BACKBONE), weight=None)
    layout = drawn["radial"]
    edges = {label: radius for _, _, radius, label in layout.rings}
    from_middle = dict(zip(release.members["member"], np.hypot(*layout.points.T), strict=True))
    bounds = [0.0, *edges.values()]
    zone = {member: list(edges)[int(np.searchsorted(bounds, far)) - 1] for member, far in from_middle.items()}
    for member in graph:
        assert zone[member] == (RING_LABELS[min(steps[member], 4)] if member in steps else "not reached")


def test_a_backbone_of_many_stays_inside_its_ring(release: Release) -> None:
    many = replace(release, members=release.members.assign(is_backbone=True))
    layout = {found.key: found for found in layouts(many)}["radial"]
    assert [label for *_, label in layout.rings] == ["backbone"]
    assert np.hypot(*layout.points.T).max() < layout.rings[0][2]


def test_each_sector_is_a_cluster_with_its_name_above(release: Release, drawn: dict[str, MapLayout]) -> None:
    layout = drawn["sectors"]
    sectors = release.members["sector"]
    assert [text for text, *_ in layout.captions] == sorted(set(sectors))
    extents = []
    for name, x, y in layout.captions:
        inside = layout.points[(sectors == name).to_numpy()]
        low, high = inside.min(axis=0), inside.max(axis=0)
        assert y < low[1]
        assert low[0] - 60 <= x <= high[0] + 60
        extents.append((low, high))
    for number, (low, high) in enumerate(extents):
        for other_low, other_high in extents[:number]:
            assert (high < other_low).any() or (other_high < low).any()


def test_sectors_with_many_ties_between_them_stand_nearer(release: Release, drawn: dict[str, MapLayout]) -> None:
    """Three sectors in a row, tied first to second and second to third: the second stands between them."""
    members = release.members.assign(sector=np.repeat(["a", "b", "c", "d"], 16), is_backbone=False)
    ids = members["member"].to_numpy()
    pairs = [(ids[i], ids[j]) for low in (0, 16, 32) for i in range(low, low + 16) for j in range(low + 16, low + 32)]
    ties = release.ties.iloc[[0] * len(pairs)].assign(
        source=[one for one, _ in pairs],
        target=[two for _, two in pairs],
        wave="2025",
        layer="communication",
        value=5.0,
    )
    chain = replace(release, members=members, ties=ties)
    captions = {text: np.array([x, y]) for text, x, y in layouts(chain)[1].captions}
    near = [np.hypot(*(captions[one] - captions[two])) for one, two in pairwise("abcd")]
    assert np.hypot(*(captions["a"] - captions["d"])) > max(near)


def test_places_are_north_above_and_east_to_the_right(release: Release, drawn: dict[str, MapLayout]) -> None:
    layout, members = drawn["places"], release.members
    known = ~layout.beside
    assert np.flatnonzero(layout.beside).tolist() == [0, 1, 2, 3, 4]
    assert np.corrcoef(layout.points[known, 0], members["longitude"][known])[0, 1] > 0.9
    assert np.corrcoef(layout.points[known, 1], -members["latitude"][known])[0, 1] > 0.9
    assert layout.points[layout.beside, 1].min() > layout.points[known, 1].max()
    assert layout.captions[0][0] == "No place known"


@pytest.mark.parametrize("change", ["few", "none", "off the globe"])
def test_no_map_by_place_without_places(release: Release, change: str) -> None:
    members = release.members.copy()
    if change == "few":
        members.loc[20:, "latitude"] = np.nan
    elif change == "none":
        members = members.drop(columns=["latitude", "longitude"])
    else:
        members["latitude"] = 400.0
    assert "places" not in [layout.key for layout in layouts(replace(release, members=members))]


def test_coordinates_stay_inside() -> None:
    analysis = ci.analyse(ci.read_study("data/riverbend"))
    inside = ci.release(analysis, audience="internal")
    assert not inside.members.loc[~inside.members["named"].astype(bool), "latitude"].notna().any()
    assert inside.members["latitude"].notna().sum() > 50
    shareable = ci.release(analysis, audience="shareable", salt="test")
    assert not {"latitude", "longitude", "lat", "lon"} & set(shareable.members.columns)
    assert "places" not in [layout.key for layout in layouts(shareable)]


def test_no_rings_without_a_backbone(release: Release) -> None:
    without_one = replace(release, members=release.members.assign(is_backbone=False))
    assert "radial" not in [layout.key for layout in layouts(without_one)]


@pytest.mark.parametrize("backbone", [False, True])
@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_few_members_and_no_ties(release: Release, count: int, backbone: bool) -> None:
    members = release.members.iloc[:count].assign(is_backbone=backbone)
    few = replace(release, members=members, ties=release.ties.iloc[:0])
    for layout in layouts(few):
        assert layout.points.shape == (count, 2)
        assert np.isfinite(layout.points).all()
        json.dumps(layout.as_data(), allow_nan=False)


def test_members_stand_still_through_the_waves(release: Release) -> None:
    """A map made for the earlier wave, laid over the later one, moves members who are tied in both but little."""
    before = replace(release, about={**release.about, "wave": "2024"})
    now, then = scene_of(release), scene_of(before)
    both = ~now.beside & ~then.beside
    shared = now.near[both][:, both] - then.near[both][:, both]
    assert abs(shared).sum() == 0


@pytest.mark.parametrize("number", [0, 17, 40, 63])
def test_a_member_more_moves_the_others_little(release: Release, number: int) -> None:
    before = without(release, number)
    places = positions(before)
    after = positions(release, previous=places)
    moved = after.merge(places, on="member", suffixes=("", "_before"))
    far = np.hypot(moved["x"] - moved["x_before"], moved["y"] - moved["y_before"])
    spread = np.hypot(*(places[["x", "y"]] - places[["x", "y"]].mean()).to_numpy().T)
    assert len(moved) == 63
    assert np.median(far) < 0.35 * np.median(spread)


def moved(after: pd.DataFrame, before: pd.DataFrame, layout: str) -> np.ndarray:
    """Return how far each member moved, as a share of how far members stand from their middle."""
    axes = list(place_columns(layout))
    both = after.merge(before, on="member", suffixes=("", "_before"))
    old = both[[f"{axis}_before" for axis in axes]].to_numpy()
    size = np.sqrt(((old - old.mean(axis=0)) ** 2).sum(axis=1).mean())
    return np.hypot(*(both[axes].to_numpy() - old).T) / size


@pytest.mark.parametrize("layout", ["", "sectors", "radial"])
@pytest.mark.parametrize("number", [0, 17, 40, 63])
def test_members_keep_their_places_from_map_to_map(release: Release, layout: str, number: int) -> None:
    before = ci.draw_map(without(release, number)).places
    far = moved(ci.draw_map(release, previous=before).places, before, layout)
    assert len(far) == 63
    assert np.median(far) < 0.1
    assert np.quantile(far, 0.9) < 0.2


@pytest.mark.parametrize("layout", ["", "sectors", "radial"])
def test_the_same_release_stands_where_it_stood(release: Release, layout: str) -> None:
    before = ci.draw_map(release).places
    assert moved(ci.draw_map(release, previous=before).places, before, layout).max() < 0.1


def test_a_readable_place_is_all_that_an_earlier_map_must_say(release: Release, drawn: dict[str, MapLayout]) -> None:
    """Where the other layouts' places are not known they are made anew."""
    again = {layout.key: layout for layout in layouts(release, previous=positions(release))}
    assert set(again) == set(drawn)


def test_pushes_through_a_mesh_are_about_those_of_every_pair() -> None:
    points = 12 * np.random.default_rng(0).normal(size=(300, 2))
    exact, mesh = _pushes(points), _pushes_on_mesh(points)
    assert np.median(np.hypot(*(exact - mesh).T) / np.hypot(*exact.T)) < 0.01


def test_without_an_earlier_map_seeds_draw_a_member_the_same_lot(release: Release) -> None:
    few, every = scene_of(without(release, 5)), scene_of(release)
    assert (few.lots == np.delete(every.lots, 5, axis=0)).all()


@pytest.mark.parametrize("count", [0, 1, 2, 128, 129, 200])
def test_covering_boxes_are_the_same_however_they_are_looked_for(count: int) -> None:
    rng = np.random.default_rng(count)
    centre, size = rng.uniform(0, 20, (count, 2)), rng.uniform(0.2, 1, (count, 2))
    room = size[:, None] + size[None, :] + 0.2
    naive = np.triu((np.abs(centre[:, None] - centre[None, :]) < room).all(axis=2), k=1)
    assert covering(centre, size).tolist() == np.argwhere(naive).tolist()
    assert count < 128 or naive.any()


def test_boxes_on_one_spot_are_nudged_apart_by_little() -> None:
    rng = np.random.default_rng(1)
    boxes = Boxes(half=np.full(12, 40.0), above=np.full(12, 10.0), below=np.full(12, 30.0))
    placed = nudged(np.zeros((12, 2)), boxes, rng.uniform(-1, 1, (12, 2)))
    assert len(covering(boxes.centre(placed), boxes.size())) == 0
    assert np.ptp(placed, axis=0).max() < 12 * 80
    far = np.arange(24.0).reshape(12, 2) * 1000
    assert np.abs(nudged(far, boxes, np.zeros((12, 2))) - far).max() < 1e-9


def test_packed_boxes_are_close_and_clear_of_each_other() -> None:
    rng = np.random.default_rng(5)
    boxes = Boxes(half=rng.uniform(50, 200, 14), above=rng.uniform(50, 150, 14), below=rng.uniform(50, 150, 14))
    placed = packed(rng.normal(size=(14, 2)), boxes, np.zeros((14, 2)))
    assert len(covering(boxes.centre(placed), boxes.size() - 0.11)) == 0
    low, high = boxes.extent(placed)
    assert (high - low).prod() < 3 * (4 * boxes.size().prod(axis=1)).sum()


def test_a_turned_copy_is_turned_back() -> None:
    rng = np.random.default_rng(2)
    points = rng.normal(size=(9, 2))
    mirror = np.array([[0.6, 0.8], [0.8, -0.6]])
    target = 3.0 * points @ mirror + [7.0, -2.0]
    target[0] = np.nan
    assert np.allclose(turned_to(points, target)[1:], target[1:])
    assert np.allclose(turned_to(points, target)[0], 3.0 * points[0] @ mirror + [7.0, -2.0])


def test_a_large_network_is_laid_out_without_all_pairs() -> None:
    release = fake_release()
    rng = np.random.default_rng(4)
    count = 1500
    ids = [f"m{number}" for number in range(count)]
    members = release.members.iloc[rng.integers(0, 64, count)].reset_index(drop=True).assign(member=ids)
    ends = rng.integers(0, count, (3 * count, 2))
    ties = pd.DataFrame(
        {"wave": "2025", "layer": "communication", "source": [ids[i] for i in ends[:, 0]],
         "target": [ids[i] for i in ends[:, 1]], "value": 4.0, "level": "weekly", "directed": False, "reports": 2}
    )  # fmt: skip
    large = replace(release, members=members, ties=ties[ties["source"] != ties["target"]])
    boxes = boxes_of(large)
    for layout in layouts(large):
        assert len(covering(boxes.centre(layout.points), boxes.size() - 0.2)) == 0
