"""Texts that would like to be more than text: names, sectors, attributes, findings, actions, layers."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser.mapping import keep, pick, saved, seen, settle, view
from output.fake_release import fake_release
from output.test_map import HOSTILE, hostile_release

from ci_network.output.map import draw_map
from ci_network.output.map.label import LONGEST
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


def test_a_label_of_ten_thousand_characters_keeps_the_page_whole(open_page: Opener, tmp_path: Path) -> None:
    release = fake_release()
    members = release.members.assign(label="A" * 10_000, sector="B" * 10_000)
    page = open_page(draw_map(replace(release, members=members)).html, width=1024)
    page.click("#drawer")
    page.locator("#table tbody button").first.click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    panel = page.locator("#panel")
    assert panel.evaluate("(one) => one.scrollWidth <= one.clientWidth + 1")
    assert max(map(len, panel.inner_text().split())) <= LONGEST
    assert max(map(len, page.inner_text("#table").split())) <= LONGEST
    svg = saved(page, "#save-svg", tmp_path / "map.svg").decode()
    assert "A" * (LONGEST - 1) in svg
    assert "A" * (LONGEST + 1) not in svg


def test_marks_that_turn_the_direction_of_writing_reach_no_file(open_page: Opener, tmp_path: Path) -> None:
    release = fake_release()
    turned = release.members.assign(label=[f"\u202eknaB {row}\u202c" for row in range(len(release.members))])
    page = open_page(draw_map(replace(release, members=turned)).html)
    page.click("#drawer")
    files = {"#save-csv": "members.csv", "#save-svg": "map.svg"}
    for button, name in files.items():
        text = saved(page, button, tmp_path / name).decode("utf-8-sig")
        assert "knaB 7" in text
        assert not set(text) & set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


# Names that every JavaScript object answers to: as keys of a plain object they would find or change what is not theirs.
TRAPS = ("__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "__defineGetter__", "prototype")


def test_names_that_objects_answer_to_are_names_like_others(open_page: Opener) -> None:
    release = fake_release()
    renamed = dict(zip(release.members["member"], TRAPS, strict=False))
    members = release.members.assign(member=[renamed.get(one, one) for one in release.members["member"]])
    members["sector"] = members["role"] = [TRAPS[row % len(TRAPS)] for row in range(len(members))]
    members["constructor"] = members["__proto__"] = [("yes", "no")[row % 2] for row in range(len(members))]
    layers = dict(zip(sorted(set(release.ties["layer"])), TRAPS, strict=False))
    ties = release.ties.assign(
        source=release.ties["source"].replace(renamed),
        target=release.ties["target"].replace(renamed),
        layer=release.ties["layer"].map(layers),
        level="constructor",
    )
    about = {**release.about, "layer": layers[release.about["layer"]]}
    gaps = release.gaps.assign(gap="constructor", subjects="|".join(TRAPS))
    page = open_page(draw_map(replace(release, about=about, members=members, ties=ties, gaps=gaps)).html)
    assert len(seen(page)["members"]) == len(members)
    for trap in TRAPS:
        pick(page, members.set_index("member")["label"][trap])
        assert seen(page)["picked"] == trap
        assert page.evaluate("(id) => Number.isFinite(ciMap.place(id).x)", trap)
    assert page.locator("#panel .finding").count() > 0
    page.click("#panel .close")
    for select in ("#colour", "#layout", "#layer"):
        for number in range(page.locator(f"{select} option").count()):
            page.select_option(select, index=number)
    for name in ("groups", "reach", "changes", "members"):
        view(page, name)
    page.select_option("#colour", "sector")
    page.locator("#legend button", has_text="__proto__").click()
    keep(page, "Sector", "constructor")
    settle(page)
    kept = seen(page)["members"]
    assert 0 < len(kept) < len(members)
    page.click("#save summary")
    page.click("#save-link")
    page.reload()
    assert seen(page)["members"] == kept
    assert page.evaluate("({}).constructor === Object && Object.keys(Object.prototype).length === 0")
