"""What the tests of the map page share: a release with introductions, and ways to ask the page what it shows."""

from dataclasses import replace
from typing import Any

from output.fake_release import fake_release

from ci_network.release import Release

PAIRS = (("food-bank", "homes-first"), ("tech-yard", "mill-works"))


def release_with_introductions(**about: Any) -> Release:
    release = fake_release(**about)
    told = ["food-bank + homes-first", "tech-yard + mill-works|tech-yard + nobody-known", ""]
    return replace(release, recommendations=release.recommendations.assign(introductions=told))


def release_with_changes() -> Release:
    """The made-up release, but some ties of the first wave are gone in the second."""
    release = release_with_introductions()
    ties = release.ties
    gone = (ties["wave"] == "2025") & (ties.groupby("wave").cumcount() % 9 == 0)
    return replace(release, ties=ties[~gone].reset_index(drop=True))


def seen(page: Any) -> dict:
    return page.evaluate("ciMap.seen()")


def drawn(page: Any) -> dict:
    return page.evaluate("ciMap.drawn()")


def place_of(page: Any, member: str) -> tuple[float, float]:
    return next((item["x"], item["y"]) for item in drawn(page)["items"] if item["id"] == member)


def pick(page: Any, name: str) -> None:
    page.fill("#search", name)
    page.keyboard.press("Enter")


def view(page: Any, name: str) -> None:
    page.click(f"#views [data-view='{name}']")


def slide(page: Any, control: str, place: int) -> None:
    page.locator(control).evaluate(
        "(one, place) => { one.value = place; one.dispatchEvent(new Event('input', { bubbles: true })); }", str(place)
    )


def keep(page: Any, dimension: str, value: str) -> None:
    """Add a filter by its words, as in the list of choices."""
    option = page.locator(f"#filter optgroup[label='{dimension}'] option", has_text=value).first
    page.select_option("#filter", option.get_attribute("value"))


def chips(page: Any) -> list[str]:
    return [text.removesuffix("×").strip() for text in page.locator("#chips button").all_inner_texts()]


def settle(page: Any) -> None:
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.wait_for_timeout(450)


def saved(page: Any, button: str, path: Any) -> bytes:
    page.click("#save summary")
    with page.expect_download() as waiting:
        page.click(button)
    waiting.value.save_as(path)
    return path.read_bytes()
