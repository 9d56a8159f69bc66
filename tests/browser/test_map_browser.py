from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from browser.mapping import drawn, pick, place_of, seen, settle, slide, view
from output.fake_release import fake_release

from ci_network.output.map import draw_map

pytestmark = pytest.mark.browser
Opener = Callable[..., Any]


@pytest.fixture(scope="module")
def html() -> str:
    return draw_map(fake_release()).html


def apart(labels: list[dict]) -> bool:
    pairs = combinations([label["box"] for label in labels], 2)
    return all(a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3] for a, b in pairs)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 800), (1920, 1080), (390, 844)])
def test_no_label_covers_another_at_the_default_zoom(open_page: Opener, html: str, width: int, height: int) -> None:
    page = open_page(html, width=width, height=height)
    settle(page)
    labels = page.evaluate("ciMap.labels()")
    assert apart(labels)
    if width >= 1440:
        assert len(labels) == 64
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_every_layout_keeps_labels_apart_and_says_what_a_place_means(open_page: Opener, html: str) -> None:
    page = open_page(html, reduced_motion="reduce")
    options = page.locator("#layout option")
    keys = [options.nth(number).get_attribute("value") for number in range(options.count())]
    assert keys[0] == "readable"
    assert {"sectors", "radial", "force"} <= set(keys)
    spots = set()
    for key in keys:
        page.select_option("#layout", key)
        settle(page)
        labels = page.evaluate("ciMap.labels()")
        assert len(labels) > 24
        assert apart(labels)
        assert page.locator("#layout-means").text_content()
        spots.add(place_of(page, "food-bank"))
    assert len(spots) == len(keys)


def test_members_glide_to_a_new_layout_and_arrive(open_page: Opener, html: str) -> None:
    page, still = open_page(html), open_page(html, reduced_motion="reduce")
    choose = """() => { const one = document.getElementById("layout"); one.value = "sectors";
      one.dispatchEvent(new Event("change")); return ciMap.drawn().items.map(({ x, y }) => [x, y]); }"""
    goal = still.evaluate(choose)
    assert page.evaluate(choose) != goal
    settle(page)
    assert [[item["x"], item["y"]] for item in drawn(page)["items"]] == goal


def test_it_opens_at_the_level_of_the_release(open_page: Opener, html: str) -> None:
    page = open_page(html)
    ties = fake_release().about["ties"]
    assert seen(page)["ties"] == ties
    assert "64 of 64 members" in page.inner_text("#status")
    assert page.inner_text("#level-text") == "monthly"
    assert "Measured on communication, 2025, monthly or more" in page.inner_text("#panel")


def test_search_finds_names_and_aliases_and_shows_the_hidden(open_page: Opener, html: str) -> None:
    page = open_page(html)
    page.fill("#search", "hospital")
    assert page.locator("#found li").first.inner_text().startswith("County Hospital")
    page.fill("#search", "no such name")
    assert "No member of this name" in page.inner_text("#found")
    page.locator("#legend button", has_text="Community groups").click()
    assert "riverbend-united" not in seen(page)["members"]
    pick(page, "RU")
    assert seen(page)["picked"] == "riverbend-united"
    assert page.locator("#panel h2").inner_text() == "Riverbend United"


def test_the_panel_tells_of_the_picked_member(open_page: Opener, html: str) -> None:
    page = open_page(html)
    pick(page, "food bank")
    text = page.inner_text("#panel")
    for words in ("Community groups", "Shared work without contact", "one short monthly call", "Partners", "Place"):
        assert words in text
    pick(page, "county hospital")
    link = page.locator("#panel .links .name-button").first
    name = link.inner_text()
    link.click()
    assert page.locator("#panel h2").inner_text() == name
    page.click("#panel .close")
    assert seen(page)["picked"] is None


def test_a_click_on_a_shape_or_on_a_label_picks(open_page: Opener, html: str) -> None:
    page = open_page(html)
    settle(page)
    frame = page.locator("#map").bounding_box()
    for member, below in (("data-trust", 0), ("habitat-builders", 22)):
        spot = page.evaluate(f"ciMap.place('{member}')")
        page.mouse.click(frame["x"] + spot["x"], frame["y"] + spot["y"] + below)
        page.wait_for_timeout(350)
        assert seen(page)["picked"] == member


def test_the_keyboard_walks_the_map(open_page: Opener, html: str) -> None:
    page = open_page(html)
    page.focus("#map")
    page.keyboard.press("ArrowRight")
    first = seen(page)["cursor"]
    page.keyboard.press("ArrowDown")
    assert first is not None
    page.keyboard.press("Enter")
    assert seen(page)["picked"] == seen(page)["cursor"]
    pick(page, "data trust")
    page.focus("#map")
    page.keyboard.press("n")
    walked = seen(page)["cursor"]
    assert walked in seen(page)["lit"]
    assert "shown" in page.inner_text("#status")
    page.keyboard.press("n")
    page.keyboard.press("p")
    assert seen(page)["cursor"] == walked
    scale = page.evaluate("ciMap.scale()")
    page.keyboard.press("+")
    assert page.evaluate("ciMap.scale()") > scale
    page.keyboard.press("0")
    assert page.evaluate("ciMap.scale()") == pytest.approx(scale)
    page.keyboard.press("Escape")
    assert seen(page)["picked"] is seen(page)["cursor"] is None
    view(page, "groups")
    page.focus("#map")
    page.keyboard.press("ArrowRight")
    assert "Enter opens it" in page.inner_text("#status")
    page.keyboard.press("Enter")
    assert page.locator("#panel .close").count() == 1
    page.keyboard.press("Escape")
    assert page.inner_text("#panel h2") == "Groups"


def test_focus_can_be_seen(open_page: Opener, html: str) -> None:
    page = open_page(html)
    page.focus("#search")
    page.keyboard.press("Tab")
    for _ in range(14):
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Tab")


def test_the_table_sorts_with_unknown_values_last(open_page: Opener, html: str) -> None:
    page = open_page(html)
    page.click("#drawer")
    assert page.locator("#table tbody tr").count() == 64
    head = page.locator("#table thead th", has_text="Constraint")
    place = 1 + page.locator("#table thead th").all_inner_texts().index("Constraint")
    for way in ("descending", "ascending"):
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == way
        cells = page.locator(f"#table tbody tr td:nth-child({place})").all_inner_texts()
        assert cells[-1] == "–" != cells[0]
    page.locator("#table tbody button", has_text="Data Trust").click()
    assert seen(page)["picked"] == "data-trust"


def test_the_table_follows_what_is_seen_and_says_which_numbers_do_not(open_page: Opener, html: str) -> None:
    page = open_page(html)
    page.click("#drawer")
    heads = page.locator("#table thead th").all_inner_texts()

    def column(name: str) -> list[int]:
        cells = page.locator(f"#table tbody tr  > :nth-child({heads.index(name) + 1})").all_inner_texts()
        return [int(text) for text in cells]

    assert column("Partners shown") == column("Partners")
    measured = column("Partners")
    slide(page, "#level", 0)
    assert sum(column("Partners shown")) == 2 * fake_release().about["any_ties"]
    assert column("Partners") == measured
    caption = page.inner_text("#table caption")
    assert "Partners shown follow the filters" in caption
    assert "Other measures belong to communication, 2025, monthly or more" in caption


def test_ties_have_a_table_of_their_own_and_no_row_is_cut_off_in_silence(open_page: Opener, html: str) -> None:
    page = open_page(html)
    page.click("#drawer")
    page.select_option("#layer", "")
    page.click("#tabs [data-tab='ties']")
    ties = seen(page)["ties"]
    assert ties > 200
    assert page.locator("#table tbody tr").count() == 200
    assert f"Rows 1 to 200 of {ties} are listed" in page.inner_text("#table caption")
    page.click("#table .more")
    assert page.locator("#table tbody tr").count() == min(400, ties)
    page.locator("#table thead button", has_text="Level").click()
    assert page.locator("#table tbody td:nth-child(4)").first.inner_text() in ("daily", "collaboration")


def test_light_and_dark(open_page: Opener, html: str) -> None:
    page = open_page(html, color_scheme="dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark


def test_every_text_stands_out(open_page: Opener, html: str) -> None:
    for scheme in ("light", "dark"):
        page = open_page(html, color_scheme=scheme)
        page.click("#drawer")
        pick(page, "food bank")
        assert page.evaluate(CONTRAST) == []


def test_it_works_in_the_frame_of_a_notebook(open_page: Opener, html: str) -> None:
    page = open_page(f"<!doctype html><title>notebook</title>{draw_map(fake_release())._repr_html_()}")
    frame = page.frames[1]
    frame.wait_for_selector("#legend button")
    assert frame.evaluate("ciMap.seen().members.length") == 64


# Texts whose contrast with what lies behind them is under 4.5 to 1.
CONTRAST = """() => {
  const parts = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = (colour) => { const [r, g, b] = parts(colour).slice(0, 3).map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = (one) => { for (; one; one = one.parentElement) { const colour = getComputedStyle(one).backgroundColor;
    if (parts(colour).length === 3 || parts(colour)[3] > 0) return colour; } return "rgb(255, 255, 255)"; };
  const faint = [];
  for (const one of document.querySelectorAll("body *")) {
    const own = [...one.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    if (!own || !one.getClientRects().length || ["SCRIPT", "STYLE", "OPTION"].includes(one.tagName)) continue;
    const [a, b] = [light(getComputedStyle(one).color), light(behind(one))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) faint.push([one.className, one.textContent.slice(0, 30)]);
  }
  return faint;
}"""
