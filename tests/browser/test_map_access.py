"""Who cannot see or point can use the map too: axe-core, narrow screens, large zoom, words for what changes."""

from collections.abc import Callable
from typing import Any

import pytest
from browser.mapping import pick, release_with_introductions, seen, settle, slide, view
from output.fake_release import fake_release

from ci_network.output.map import draw_map

pytestmark = pytest.mark.browser
Opener = Callable[..., Any]


@pytest.fixture(scope="module")
def html() -> str:
    return draw_map(release_with_introductions()).html


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(open_page: Opener, html: str, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    # axe is put into the page, which its own policy forbids.
    page = open_page(html, width=width, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")

    def faults() -> list[str]:
        found = axe.run(page).response["violations"]
        return [
            f"{one['id']}: {one['nodes'][0]['html'][:90]}" for one in found if one["impact"] in ("serious", "critical")
        ]

    assert faults() == []
    page.click("#drawer")
    pick(page, "food bank")
    page.click("#save summary")
    page.locator("details.about summary").click()
    assert faults() == []
    page.click("#save summary")
    page.click("#panel .close")
    for name in ("groups", "reach", "introductions", "changes"):
        view(page, name)
        assert faults() == []


def test_at_twice_the_size_nothing_is_lost(open_page: Opener, html: str) -> None:
    # A browser at 200 % shows a page of 1440 by 900 as one of 720 by 450.
    page = open_page(html, width=720, height=450, device_scale_factor=2)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for control in (
        "#search",
        "#filter",
        "#colour",
        "#size",
        "#layer",
        "#level",
        "#wave",
        "#layout",
        "#reset",
        "#drawer",
    ):
        box = page.locator(control).bounding_box()
        assert box["width"] > 40
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 720
    assert page.locator("#map").bounding_box()["height"] >= 300


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280, 1920])
def test_no_width_scrolls_sideways(open_page: Opener, html: str, width: int) -> None:
    page = open_page(html, width=width)
    pick(page, "food bank")
    page.click("#drawer")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_changes_are_told_in_words(open_page: Opener, html: str) -> None:
    page = open_page(html)
    status = page.locator("#status")
    assert status.get_attribute("aria-live") == "polite"
    slide(page, "#level", 0)
    assert "any contact" in status.inner_text()
    view(page, "changes")
    assert "gained" in status.inner_text()
    view(page, "groups")
    assert "9 groups shown; single members are left out until their group opens" in status.inner_text()
    view(page, "members")
    pick(page, "county hospital")
    assert status.inner_text().startswith("County Hospital: ")


def test_everything_can_be_reached_by_tab_and_enter(open_page: Opener, html: str) -> None:
    page = open_page(html)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the map"
    page.keyboard.press("Enter")
    page.locator("#save summary").press("Enter")
    assert page.locator("#save-svg").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#save-svg").is_visible()
    page.locator("#views [data-view='reach']").press("Enter")
    page.locator("#panel .row").first.press("Enter")
    assert seen(page)["lit"] is not None
    page.focus("#map")
    page.keyboard.press("Escape")
    assert seen(page)["lit"] is None


def test_motion_is_reduced_where_asked(open_page: Opener, html: str) -> None:
    page = open_page(html, reduced_motion="reduce")
    page.select_option("#layout", "radial")
    before = page.evaluate("ciMap.drawn().items.map(({ x, y }) => [x, y])")
    settle(page)
    assert page.evaluate("ciMap.drawn().items.map(({ x, y }) => [x, y])") == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_map_without_backbone_answers_or_ties_still_stands(open_page: Opener, scheme: str) -> None:
    from dataclasses import replace

    release = fake_release()
    members = release.members.assign(is_backbone=False, answered=False)
    bare = replace(release, members=members, ties=release.ties.iloc[:0], gaps=release.gaps.iloc[:0])
    page = open_page(draw_map(bare).html, color_scheme=scheme)
    assert seen(page)["ties"] == 0
    assert not page.locator("#views [data-view='reach']").is_visible()
    pick(page, "food bank")
    assert "None is reported; it did not answer" in page.inner_text("#panel")
    empty = replace(bare, members=release.members.iloc[:0], node_measures=release.node_measures.iloc[:0])
    assert seen(open_page(draw_map(empty).html))["members"] == []
