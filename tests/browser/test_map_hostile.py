"""Texts that would like to be more than text: names, sectors, attributes, findings, actions, layers."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser.mapping import saved, settle
from output.fake_release import fake_release
from output.test_map import HOSTILE, hostile_release

from ci_network.output.map import draw_map
from ci_network.release import Release

pytestmark = pytest.mark.browser
Opener = Callable[..., Any]
MORE = (
    *HOSTILE,
    "👩‍👩‍👧‍👦 Family 🏳️‍🌈",
    "\u2067rtl\u2069 عربى",
    "javascript:window.fired=3",
    "]]><svg onload=window.fired=4>",
)


def cycled(values: Any) -> list[str]:
    return [MORE[row % len(MORE)] for row in range(len(values))]


def hostile_everywhere() -> Release:
    release = hostile_release()
    layers = {name: HOSTILE[place] for place, name in enumerate(sorted(set(release.ties["layer"])))}
    ties = release.ties.assign(layer=release.ties["layer"].map(layers), level=cycled(release.ties))
    advice = release.recommendations.assign(introductions="food-bank + homes-first")
    return replace(
        release,
        about={**release.about, "layer": layers["communication"], "wave": "2025"},
        members=release.members.assign(role=cycled(release.members), label=cycled(release.members)),
        ties=ties,
        gaps=release.gaps.assign(finding=cycled(release.gaps), caveat=HOSTILE[1], gap=cycled(release.gaps)),
        recommendations=advice.assign(action=HOSTILE[0], why=HOSTILE[1]),
        headlines=release.headlines.assign(label=HOSTILE[0], sentence=HOSTILE[1]),
    )


@pytest.mark.parametrize("bypass", [False, True], ids=["policy on", "policy off"])
def test_hostile_texts_do_nothing(open_page: Opener, tmp_path: Path, bypass: bool) -> None:
    page = open_page(draw_map(hostile_everywhere()).html, bypass_csp=bypass, reduced_motion="reduce")
    page.click("#drawer")
    for tab in ("ties", "members"):
        page.click(f"#tabs [data-tab='{tab}']")
    for one in page.locator("#views button").all():
        if one.is_visible():
            one.click()
            settle(page)
    page.click("#views [data-view='members']")
    for select in ("#colour", "#size", "#layout", "#layer"):
        for number in range(page.locator(f"{select} option").count()):
            page.select_option(select, index=number)
    page.select_option("#filter", index=1)
    page.locator("#chips button").first.click()
    page.fill("#search", "a")
    page.keyboard.press("Enter")
    page.fill("#way", "i")
    page.keyboard.press("Enter")
    settle(page)
    svg = saved(page, "#save-svg", tmp_path / "map.svg").decode()
    assert "<img" not in svg
    assert "<script" not in svg
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("window.fired") is None
    assert page.locator("img, [onerror], [onload]").count() == 0
    assert page.locator("script").count() == 3
    assert page.locator("h1 bdi").inner_text() == HOSTILE[0]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    text = saved(page, "#save-csv", tmp_path / "members.csv").decode("utf-8-sig")
    assert "\"'=HYPERLINK" in text


def test_a_label_of_ten_thousand_characters_keeps_the_page_whole(open_page: Opener) -> None:
    release = fake_release()
    members = release.members.assign(label="A" * 10_000, sector="B" * 10_000)
    page = open_page(draw_map(replace(release, members=members)).html, width=1024)
    page.click("#drawer")
    page.locator("#table tbody button").first.click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    panel = page.locator("#panel")
    assert panel.evaluate("(one) => one.scrollWidth <= one.clientWidth + 1")
