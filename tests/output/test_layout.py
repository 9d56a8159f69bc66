from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from output.fake_release import fake_release

from ci_network.output.map import label
from ci_network.output.map.layout import lay_out, positions
from ci_network.output.map.room import Boxes, apart, grid
from ci_network.output.map.scene import boxes_of
from ci_network.output.map.stress import stress_layout
from ci_network.release import Release


@pytest.fixture(scope="module")
def release() -> Release:
    return fake_release()


def overlapping(points: np.ndarray, boxes: Boxes) -> list[tuple[int, int]]:
    centre, size = boxes.centre(points), boxes.size()
    pairs = combinations(range(len(points)), 2)
    return [(i, j) for i, j in pairs if (np.abs(centre[i] - centre[j]) < size[i] + size[j] - 1e-6).all()]


def test_no_label_covers_another(release: Release) -> None:
    layout = lay_out(release)
    assert len(overlapping(layout.points, boxes_of(release))) == 0


def test_the_same_release_stands_in_the_same_places(release: Release) -> None:
    pd.testing.assert_frame_equal(positions(release), positions(fake_release()))
    assert not positions(release)[["x", "y"]].equals(positions(release, rng=1)[["x", "y"]])


def test_members_without_a_tie_stand_below_all_others(release: Release) -> None:
    places = positions(release).set_index("member")
    assert places.loc[["tech-yard", "elders-table", "keystone-rentals"], "beside"].all()
    assert places.loc[places["beside"], "y"].min() > places.loc[~places["beside"], "y"].max()


def test_partners_stand_nearer_than_others(release: Release) -> None:
    places = positions(release).set_index("member")
    spot = places[["x", "y"]]
    ties = release.ties[(release.ties["wave"] == "2025") & (release.ties["layer"] == "communication")]
    ties = ties[ties["value"] >= 3]
    far = np.hypot(*(spot.loc[ties["source"]].to_numpy() - spot.loc[ties["target"]].to_numpy()).T).mean()
    main = spot[~places["beside"]].to_numpy()
    assert far < 0.8 * np.hypot(*(main[:, None] - main[None]).reshape(-1, 2).T).mean()


def test_parts_that_do_not_hang_together_stand_apart(release: Release) -> None:
    layout = lay_out(release)
    pair = [layout.members.index("tenants-union"), layout.members.index("homes-first")]
    main = layout.members.index("riverbend-united")
    lowest = layout.points[[i for i, m in enumerate(layout.members) if m == "library-service"], 1].max()
    assert layout.points[pair, 1].min() > lowest > layout.points[main, 1]


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_few_members_and_no_ties(release: Release, count: int) -> None:
    few = replace(release, members=release.members.iloc[:count], ties=release.ties.iloc[:0])
    places = positions(few)
    assert list(places.columns) == ["member", "x", "y", "beside"]
    assert len(places) == count
    assert places["beside"].all()


def test_ties_of_unknown_members_are_left_out(release: Release) -> None:
    few = replace(release, members=release.members.iloc[:20])
    assert np.isfinite(positions(few)[["x", "y"]].to_numpy()).all()


def test_boxes_that_start_on_one_spot_come_apart() -> None:
    boxes = Boxes(half=np.full(30, 40.0), above=np.full(30, 10.0), below=np.full(30, 30.0))
    placed = apart(np.zeros((30, 2)), boxes, across=500.0)
    assert len(overlapping(placed, boxes)) == 0


def test_a_grid_is_as_wide_as_it_may_be() -> None:
    boxes = Boxes(half=np.full(7, 50.0), above=np.full(7, 10.0), below=np.full(7, 30.0))
    placed = grid(boxes, across=300.0)
    assert placed[:, 0].max() + 50 <= 300
    assert len(np.unique(placed[:, 1])) == 3


def test_a_path_is_laid_out_in_its_order() -> None:
    from scipy.sparse import csr_array

    path = csr_array(np.diag(np.ones(5), 1) + np.diag(np.ones(5), -1))
    points = stress_layout(path, csr_array((6, 6)), np.zeros((6, 2)))
    steps = np.hypot(*(points - points[0]).T)
    assert (np.diff(steps) > 0).all()


def test_labels_are_shown_without_marks_that_mislead() -> None:
    assert label.shown("\u202egnirts\u0000\x1b") == "gnirts"
    assert label.shown("\ud800lone") == "lone"
    assert label.shown(float("nan")) == ""
    assert len(label.shown("A" * 10_000)) == label.LONGEST
    assert label.lines("A" * 50)[0].endswith("…")
