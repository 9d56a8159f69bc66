"""What can be taken away: picture, drawing, table, link, print; and what an embedding page hears."""

import base64
import csv
import io
import json
import re
import struct
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser.mapping import (
    chips,
    drawn,
    keep,
    pick,
    release_with_changes,
    release_with_introductions,
    saved,
    seen,
    settle,
    slide,
    view,
)
from output.fake_release import fake_release

from ci_network.output.map import draw_map

pytestmark = pytest.mark.browser
Opener = Callable[..., Any]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def html() -> str:
    return draw_map(release_with_introductions()).html


def test_the_picture_is_drawn_at_twice_its_size(open_page: Opener, html: str, tmp_path: Path) -> None:
    page = open_page(html)
    picture = saved(page, "#save-png", tmp_path / "map.png")
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", picture[16:24])
    assert width == 2400
    assert height > 1700
    assert len(picture) > 100_000


def test_the_drawing_is_true_shapes_and_words(open_page: Opener, tmp_path: Path) -> None:
    release = release_with_introductions()
    page = open_page(draw_map(replace(release, ties=release.ties.assign(directed=True))).html)
    root = ET.fromstring(saved(page, "#save-svg", tmp_path / "map.svg"))
    ties = seen(page)["ties"]
    assert len(root.findall(f".//{SVG}line")) >= ties
    assert len(root.findall(f".//{SVG}path[@class='arrowhead']")) == ties
    assert not root.findall(f".//{SVG}image")
    words = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    for wanted in (
        "Riverbend Cradle to Career – Synthetic data",
        "Purpose: Plan the next year",
        "Keep until 31 December 2030",
        *("Food Bank", "Sector:", "Schools (10)", "Did not answer", "Wave 2025", "64 members"),
    ):
        assert wanted in words
    labels = [label["id"] for label in page.evaluate("ciMap.labels()")]
    assert len(labels) == 64
    assert len(root.findall(f".//{SVG}title")) == 65


def test_every_view_can_be_drawn(open_page: Opener, html: str, tmp_path: Path) -> None:
    page = open_page(draw_map(release_with_changes()).html, reduced_motion="reduce")
    for name, words in (("groups", "Ties between groups"), ("reach", "Reached in 1 step"),
                        ("introductions", "Recommended introduction"), ("changes", "Tie lost since 2024")):  # fmt: skip
        view(page, name)
        root = ET.fromstring(saved(page, "#save-svg", tmp_path / f"{name}.svg"))
        assert words in "".join(root.itertext())
        dashed = [line for line in root.iter(f"{SVG}line") if line.get("stroke-dasharray")]
        assert bool(dashed) == (name != "groups")


def test_the_table_that_is_open_is_saved(open_page: Opener, html: str, tmp_path: Path) -> None:
    page = open_page(html)
    rows = _rows(saved(page, "#save-csv", tmp_path / "members.csv"))
    assert len(rows) == 65
    assert rows[0][:6] == ["Member", "Sector", "Role", "Answered", "Partners shown", "Partners"]
    page.click("#drawer")
    page.click("#tabs [data-tab='ties']")
    keep(page, "Sector", "Health")
    keep(page, "Sector", "Schools")
    rows = _rows(saved(page, "#save-csv", tmp_path / "ties.csv"))
    assert rows[0] == ["From", "To", "Kind", "Level", "Wave", "Reported by"]
    assert len(rows) == 1 + seen(page)["ties"]
    assert {row[4] for row in rows[1:]} == {"2025"}


def test_no_saved_cell_starts_a_formula(open_page: Opener, tmp_path: Path) -> None:
    release = fake_release()
    members = release.members.copy()
    starts = ["=1+1", "+1+1", "-1+x", "@SUM(A1)", '=HYPERLINK("http://x","y")']
    members["label"] = [f"{starts[row % 5]} {row}" for row in range(len(members))]
    page = open_page(draw_map(replace(release, members=members)).html)
    rows = _rows(saved(page, "#save-csv", tmp_path / "members.csv"))
    assert all(row[0].startswith("'") for row in rows[1:])
    assert {row[0][1:3] for row in rows[1:]} == {"=1", "+1", "-1", "@S", "=H"}


def _rows(text: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))


def test_a_link_brings_the_view_back(open_page: Opener, html: str, tmp_path: Path) -> None:
    page = open_page(html, reduced_motion="reduce")
    keep(page, "Sector", "Health")
    keep(page, "Sector", "Schools")
    page.select_option("#colour", "degree")
    page.select_option("#layout", "sectors")
    slide(page, "#level", 1)
    slide(page, "#wave", 0)
    pick(page, "county hospital")
    page.evaluate("ciMap.redraw()")
    before = (seen(page) | {"cursor": None}, chips(page), drawn(page))
    page.click("#save summary")
    page.click("#save-link")
    page.wait_for_timeout(200)
    assert "link" in page.inner_text("#status") or "address" in page.inner_text("#status")
    link = page.evaluate("location.hash")
    chosen = json.loads(base64.urlsafe_b64decode(link[3:] + "=" * (-len(link[3:]) % 4)))
    assert set(chosen) == {"colour", "layout", "wave", "picked", "only", "levels"}
    again = open_page(html, reduced_motion="reduce")
    again.goto("about:blank")
    again.goto((tmp_path / "page.html").as_uri() + link)
    assert (seen(again), chips(again), drawn(again)) == before
    assert again.locator("#panel h2").inner_text() == "County Hospital"


@pytest.mark.parametrize(
    "chosen",
    [
        {"picked": "nobody", "way": "food-bank", "only": {"sector": ["No such"], "nope": ["x"]}, "layer": "nope"},
        {"view": "nope", "colour": "__proto__", "levels": {"communication": 99}, "without": {"sector": [1, None]}},
        {"only": "x", "without": [1], "levels": None, "steps": "1", "open": -1, "size": {"a": 1}},
        [1, 2],
        "<img src=x onerror=alert(1)>",
    ],
)
def test_what_a_link_holds_that_is_not_known_is_left_out(open_page: Opener, html: str, chosen: Any) -> None:
    page = open_page(html)
    start = (seen(page), chips(page))
    text = base64.urlsafe_b64encode(json.dumps(chosen).encode()).decode().rstrip("=")
    page.evaluate("(text) => { location.hash = `v=${text}`; }", text)
    settle(page)
    assert (seen(page), chips(page)) == start
    page.evaluate("location.hash = 'v=not%20base64'")
    settle(page)
    assert (seen(page), chips(page)) == start


def test_a_printer_gets_map_legend_and_facts_on_one_sheet(open_page: Opener, html: str) -> None:
    page = open_page(html, color_scheme="dark")
    pick(page, "county hospital")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    text = page.locator("#print").text_content()
    for words in ("Schools (10)", "Did not answer", "Wave 2025", "Synthetic data", "Around County Hospital"):
        assert words in text
    assert page.locator("#print rect").first.get_attribute("fill") == "#ffffff"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 21, 27)"


FRAME = """<!doctype html><title>host</title><script>
window.heard = [];
addEventListener("message", (event) => heard.push(event.data));
</script><iframe sandbox="allow-scripts" width="1200" height="700" srcdoc="{map}"></iframe>"""


def test_an_embedding_page_hears_and_picks(open_page: Opener, html: str) -> None:
    from html import escape

    page = open_page(FRAME.replace("{map}", escape(html)))
    frame = page.frames[1]
    frame.wait_for_selector("#legend button")
    page.evaluate("frames[0].postMessage({ ciNetworkMap: 1, pick: 'food-bank' }, '*')")
    frame.wait_for_selector("#panel .close")
    last = page.evaluate("new Promise((done) => setTimeout(() => done(heard.at(-1)), 200))")
    assert last["ciNetworkMap"] == 1
    assert last["picked"] == "food-bank"
    assert len(last["seen"]) == 64
    assert last["filters"] == {"picked": "food-bank"}
    frame.locator("#legend button", has_text="Schools").click()
    last = page.evaluate("new Promise((done) => setTimeout(() => done(heard.at(-1)), 200))")
    assert len(last["seen"]) == 54
    assert last["filters"]["without"] == {"sector": ["Schools"]}
    for message in (
        "{ ciNetworkMap: 1, pick: 'nobody' }",
        "{ pick: 'tech-yard' }",
        "'x'",
        "null",
        "{ ciNetworkMap: 1 }",
    ):
        page.evaluate(f"frames[0].postMessage({message}, '*')")
    page.wait_for_timeout(200)
    assert frame.evaluate("ciMap.seen().picked") == "food-bank"
    page.evaluate("frames[0].postMessage({ ciNetworkMap: 1, pick: null }, '*')")
    page.wait_for_timeout(200)
    assert frame.evaluate("ciMap.seen().picked") is None


def test_only_the_embedding_page_may_pick(open_page: Opener, html: str) -> None:
    page = open_page(html)
    page.evaluate("postMessage({ ciNetworkMap: 1, pick: 'food-bank' }, '*')")
    page.wait_for_timeout(200)
    assert seen(page)["picked"] is None
