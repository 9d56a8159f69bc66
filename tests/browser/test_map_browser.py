from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from output.fake_release import fake_release
from output.test_map import HOSTILE, hostile_release

from ci_network.output.map import draw_map

pytestmark = pytest.mark.browser
Opener = Callable[..., Any]


@pytest.fixture(scope="module")
def html() -> str:
    return draw_map(fake_release()).html


def seen(page: Any) -> dict:
    return page.evaluate("ciMap.seen()")


def pick(page: Any, name: str) -> None:
    page.fill("#search", name)
    page.keyboard.press("Enter")


def settle(page: Any) -> None:
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 800), (1920, 1080), (390, 844)])
def test_no_label_covers_another_at_the_default_zoom(open_page: Opener, html: str, width: int, height: int) -> None:
    page = open_page(html, width=width, height=height)
    settle(page)
    labels = page.evaluate("ciMap.labels()")
    for one, two in combinations([label["box"] for label in labels], 2):
        assert one[0] >= two[2] or two[0] >= one[2] or one[1] >= two[3] or two[1] >= one[3]
    if width >= 1440:
        assert len(labels) == 64
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_opens_at_the_level_of_the_release(open_page: Opener, html: str) -> None:
    page = open_page(html)
    ties = fake_release().about["ties"]
    assert seen(page)["ties"] == ties
    assert "64 of 64 members" in page.inner_text("#status")
    assert page.input_value("#level") == "3"
    assert "Measured on communication, 2025, monthly or more" in page.inner_text("#panel")


def test_levels_layers_and_waves_change_the_ties_but_no_number(open_page: Opener, html: str) -> None:
    page = open_page(html)
    figures = page.locator("#panel .figure").all_inner_texts()
    page.select_option("#level", "0")
    assert seen(page)["ties"] == fake_release().about["any_ties"]
    page.select_option("#wave", "2024")
    assert seen(page)["ties"] < fake_release().about["any_ties"]
    page.select_option("#layer", "collaboration")
    assert "Collaboration, 2024, any contact" in page.inner_text("#status")
    page.select_option("#layer", "")
    assert page.is_disabled("#level")
    assert page.locator("#panel .figure").all_inner_texts() == figures
    assert "filters do not change these numbers" in page.inner_text("#panel")
    page.click("#reset")
    assert seen(page)["ties"] == fake_release().about["ties"]


def test_the_legend_hides_a_group_and_counts_it(open_page: Opener, html: str) -> None:
    page = open_page(html)
    row = page.locator("#legend button", has_text="Schools")
    count = int(row.locator(".count").inner_text())
    row.click()
    assert len(seen(page)["members"]) == 64 - count
    assert row.get_attribute("aria-pressed") == "false"
    page.select_option("#colour", "role")
    assert len(seen(page)["members"]) == 64 - count
    page.select_option("#colour", "sector")
    row.press("Enter")
    assert len(seen(page)["members"]) == 64


def test_a_sector_can_be_seen_alone(open_page: Opener, html: str) -> None:
    page = open_page(html)
    page.select_option("#sector", "Health")
    assert len(seen(page)["members"]) == 8
    assert "8 of 64 members" in page.inner_text("#status")
    assert "8 of 64 shown" in page.inner_text("#drawer-text")


def test_search_finds_names_and_aliases_and_shows_the_hidden(open_page: Opener, html: str) -> None:
    page = open_page(html)
    page.fill("#search", "hospital")
    assert page.locator("#found li").first.inner_text().startswith("County Hospital")
    page.fill("#search", "no such name")
    assert "No member of this name" in page.inner_text("#found")
    page.select_option("#sector", "Health")
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
    link = page.locator("#panel .links button").first
    name = link.inner_text()
    link.click()
    assert page.locator("#panel h2").inner_text() == name
    page.click("#panel .close")
    assert seen(page)["picked"] is None


def test_surroundings_grow_with_the_steps(open_page: Opener, html: str) -> None:
    page = open_page(html)
    pick(page, "county hospital")
    sizes = [len(seen(page)["lit"])]
    for step in ("2", "3"):
        page.locator(".steps button", has_text=step).click()
        sizes.append(len(seen(page)["lit"]))
    assert sizes[0] == 1 + page.locator("#panel .links button").count()
    assert sizes == sorted(sizes)
    page.locator(".steps button", has_text="All").click()
    assert seen(page)["lit"] is None


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


def test_focus_can_be_seen(open_page: Opener, html: str) -> None:
    page = open_page(html)
    page.focus("#search")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


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


def test_picture_and_table_can_be_saved(open_page: Opener, html: str, tmp_path: Any) -> None:
    page = open_page(html)
    with page.expect_download() as waiting:
        page.click("#save-png")
    waiting.value.save_as(tmp_path / "map.png")
    assert (tmp_path / "map.png").read_bytes()[:4] == b"\x89PNG"
    with page.expect_download() as waiting:
        page.click("#save-csv")
    waiting.value.save_as(tmp_path / "members.csv")
    rows = (tmp_path / "members.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 65
    assert rows[0].startswith("Member,Sector,Role,Answered,Partners shown,Partners,")


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


def test_hostile_labels_do_nothing(open_page: Opener, tmp_path: Any) -> None:
    page = open_page(draw_map(hostile_release()).html)
    page.click("#drawer")
    page.locator("#table tbody button").nth(5).click()
    page.fill("#search", "a")
    assert page.evaluate("window.fired") is None
    assert page.locator("img").count() == 0
    assert page.locator("h1 bdi").inner_text() == HOSTILE[0]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with page.expect_download() as waiting:
        page.click("#save-csv")
    waiting.value.save_as(tmp_path / "members.csv")
    text = (tmp_path / "members.csv").read_text(encoding="utf-8-sig")
    assert "\"'=HYPERLINK" in text


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
