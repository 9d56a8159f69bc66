import json
from dataclasses import replace

import numpy as np
import pytest
from output.fake_release import fake_release

from ci_network.output.level import ties_at_level
from ci_network.output.map.parts import parts
from ci_network.release import Release


@pytest.fixture(scope="module")
def release() -> Release:
    return fake_release()


def without_a_tie(release: Release) -> int:
    ends = ties_at_level(release)
    return len(set(release.members["member"]) - set(ends["source"]) - set(ends["target"]))


def test_every_member_and_every_tie_is_counted_once(release: Release) -> None:
    found = parts(release)
    assert sum(group["count"] for group in found["groups"]) == len(found["of"]) == 64
    ties = sum(group["ties"] for group in found["groups"]) + sum(link["ties"] for link in found["links"])
    assert ties == len(ties_at_level(release))


def test_links_count_the_ties_between_two_sectors(release: Release) -> None:
    found = parts(release)
    place = {group["label"]: number for number, group in enumerate(found["groups"])}
    sector = release.members.set_index("member")["sector"]
    ends = ties_at_level(release)
    pairs = {frozenset(pair) for pair in (("Schools", "Health"), ("Housing", "Residents"))}
    for pair in pairs:
        one, two = sorted(place[name] for name in pair)
        own = sum({sector[a], sector[b]} == pair for a, b in zip(ends["source"], ends["target"], strict=True))
        assert sum(link["ties"] for link in found["links"] if (link["from"], link["to"]) == (one, two)) == own


def test_members_know_their_bubble(release: Release) -> None:
    found = parts(release)
    labels = [found["groups"][number]["label"] for number in found["of"]]
    assert labels == release.members["sector"].to_list()
    assert found["by"] == "sector"


def test_bubbles_do_not_cover_each_other(release: Release) -> None:
    groups = parts(release)["groups"]
    for number, one in enumerate(groups):
        for two in groups[:number]:
            assert np.hypot(one["x"] - two["x"], one["y"] - two["y"]) > one["r"] + two["r"]


def test_without_sectors_groups_are_communities(release: Release) -> None:
    plain = replace(release, members=release.members.assign(sector=""))
    found = parts(plain)
    assert found["by"] == "community"
    inside = sum(group["ties"] for group in found["groups"])
    assert inside > sum(link["ties"] for link in found["links"]) / 2
    alone = next(group for group in found["groups"] if group["label"] == "No tie at this level")
    assert alone["count"] == without_a_tie(release)
    assert json.dumps(found) == json.dumps(parts(plain))


def test_what_is_left_out_is_said(release: Release) -> None:
    left_out = " ".join(parts(release)["left_out"])
    assert "Ties of communication in wave 2025, monthly or more, are counted" in left_out
    assert f"{without_a_tie(release)} members have no tie at this level." in left_out
    many = replace(release, members=release.members.assign(sector=[f"s{n // 2}" for n in range(64)]))
    found = parts(many)
    assert len(found["groups"]) == 24
    assert "9 small groups are shown as one bubble." in found["left_out"]
    assert sum(group["count"] for group in found["groups"]) == 64


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_members(release: Release, count: int) -> None:
    found = parts(replace(release, members=release.members.iloc[:count], ties=release.ties.iloc[:0]))
    json.dumps(found, allow_nan=False)
    assert sum(group["count"] for group in found["groups"]) == count
    assert found["links"] == []
