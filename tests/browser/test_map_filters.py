"""Colour, size, legend, filters that add up, the slider of levels."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from browser.mapping import chips, drawn, keep, seen, slide
from output.fake_release import fake_release

from ci_network.output.map import draw_map
from ci_network.output.map.groups import groupings

pytestmark = pytest.mark.browser
Opener = Callable[..., Any]


@pytest.fixture(scope="module")
def html() -> str:
    return draw_map(fake_release()).html


def test_filters_add_up_and_each_is_a_chip_that_takes_it_away(open_page: Opener, html: str) -> None:
    members = fake_release().members
    health = members[members["sector"] == "Health"]
    page = open_page(html)
    keep(page, "Sector", "Health")
    assert set(seen(page)["members"]) == set(health["member"])
    keep(page, "Answer", "Did not answer")
    assert set(seen(page)["members"]) == set(health.loc[~health["answered"], "member"])
    assert chips(page) == ["Sector: Health", "Answer: Did not answer"]
    keep(page, "Sector", "Schools")
    both = members[members["sector"].isin(["Health", "Schools"]) & ~members["answered"]]
    assert set(seen(page)["members"]) == set(both["member"])
    page.locator("#chips button", has_text="Did not answer").click()
    page.locator("#chips button", has_text="Schools").press("Enter")
    assert set(seen(page)["members"]) == set(health["member"])
    assert "8 of 64 members" in page.inner_text("#status")
    assert "8 of 64 shown" in page.inner_text("#drawer-text")
    page.click("#reset")
    assert chips(page) == []
    assert len(seen(page)["members"]) == 64


@pytest.mark.parametrize(
    ("dimension", "value", "inside"),
    [
        ("Gap", "Members who carry a lot", lambda members: members["member"] == "county-hospital"),
        ("Role", "steering", lambda members: members["role"] == "steering"),
        ("Place", "East", lambda members: members["place"] == "East"),
    ],
)
def test_every_kind_of_filter(open_page: Opener, html: str, dimension: str, value: str, inside: Callable) -> None:
    members = fake_release().members
    page = open_page(html)
    keep(page, dimension, value)
    assert set(seen(page)["members"]) == set(members.loc[inside(members), "member"])


def test_levels_layers_and_waves_change_the_ties_but_no_number(open_page: Opener, html: str) -> None:
    page = open_page(html)
    figures = page.locator("#panel .figure").all_inner_texts()
    slide(page, "#level", 0)
    assert seen(page)["ties"] == fake_release().about["any_ties"]
    assert page.get_attribute("#level", "aria-valuetext") == "any contact"
    slide(page, "#wave", 0)
    assert page.inner_text("#wave-text") == "2024"
    assert seen(page)["ties"] < fake_release().about["any_ties"]
    page.select_option("#layer", "collaboration")
    assert "Collaboration, 2024, any contact" in page.inner_text("#status")
    assert chips(page) == ["Ties: Collaboration", "Wave: 2024"]
    page.select_option("#layer", "")
    assert page.is_disabled("#level")
    assert page.locator("#panel .figure").all_inner_texts() == figures
    assert "filters do not change these numbers" in page.inner_text("#panel")
    page.click("#reset")
    assert seen(page)["ties"] == fake_release().about["ties"]


def test_the_slider_of_levels_counts_as_the_release_does(open_page: Opener, html: str) -> None:
    ties = fake_release().ties
    now = ties[(ties["wave"] == "2025") & (ties["layer"] == "communication")]
    page = open_page(html)
    for place, (least, words) in enumerate([(0, "any contact"), (2, "quarterly"), (3, "monthly"), (4, "weekly")]):
        slide(page, "#level", place)
        assert page.inner_text("#level-text") == words
        assert seen(page)["ties"] == (now["value"] >= least).sum()


def test_the_legend_hides_a_group_and_counts_it(open_page: Opener, html: str) -> None:
    page = open_page(html)
    row = page.locator("#legend button", has_text="Schools")
    count = int(row.locator(".count").inner_text())
    row.click()
    assert len(seen(page)["members"]) == 64 - count
    assert row.get_attribute("aria-pressed") == "false"
    assert chips(page) == ["Without Schools"]
    page.select_option("#colour", "role")
    assert len(seen(page)["members"]) == 64 - count
    page.select_option("#colour", "sector")
    row.press("Enter")
    assert len(seen(page)["members"]) == 64


def test_members_can_be_coloured_by_every_attribute_and_measure(open_page: Opener, html: str) -> None:
    page = open_page(html)
    options = page.locator("#colour option")
    keys = [options.nth(number).get_attribute("value") for number in range(options.count())]
    attributes = [one.key for one in groupings(fake_release().members)]
    assert {"degree", "betweenness", "own:capacity_hours", "own:place", "sector", "role"} <= set(keys)
    assert set(attributes) <= set(keys)
    for key in keys:
        page.select_option("#colour", key)
        counts = page.locator("#legend .count").all_inner_texts()
        assert sum(map(int, counts)) == 64
        pairs = {(item["fill"], item["shape"]) for item in drawn(page)["items"]}
        assert len(pairs) > 1


def test_a_number_is_coloured_in_ordered_bands_with_shapes_beside(open_page: Opener, html: str) -> None:
    release = fake_release()
    degree = release.node_measures[release.node_measures["measure"] == "degree"].set_index("member")["value"]
    page = open_page(html)
    page.select_option("#colour", "degree")
    page.select_option("#size", "")
    labels = page.locator("#legend .name").all_inner_texts()
    lows = [float(label.split(" ")[0]) for label in labels]
    assert lows == sorted(lows)
    assert 3 <= len(labels) <= 5
    shapes = {item["id"]: item["shape"] for item in drawn(page)["items"]}
    assert len(set(shapes.values())) == len(labels)
    ends = [[degree[member] for member, shape in shapes.items() if shape == one] for one in set(shapes.values())]
    ends.sort(key=min)
    assert all(max(low) < min(high) for low, high in pairwise(ends))
    page.select_option("#colour", "constraint")
    assert page.locator("#legend .name").all_inner_texts()[-1] == "Not known"


def test_size_follows_a_number_or_is_the_same_for_all(open_page: Opener, html: str) -> None:
    page = open_page(html)
    page.select_option("#size", "own:capacity_hours")
    hours = fake_release().members.set_index("member")["capacity_hours"]
    sizes = {item["id"]: item["r"] for item in drawn(page)["items"]}
    assert sizes[hours.idxmax()] == max(sizes.values())
    page.select_option("#size", "")
    assert len({item["r"] for item in drawn(page)["items"]}) == 1
