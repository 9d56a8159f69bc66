"""Take the pictures of the map that the documentation shows: `python docs/map_pictures.py`."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

import ci_network as ci

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
WIDTH, HEIGHT = 1440, 900


def ego(page: Any) -> None:
    page.fill("#search", "Riverbend School District")
    page.keyboard.press("Enter")
    page.evaluate("document.activeElement.blur()")


def waves(page: Any) -> None:
    page.click("#views [data-view='changes']")
    page.locator("#panel .gained summary").click()


def groups(page: Any) -> None:
    page.click("#views [data-view='groups']")


def reach(page: Any) -> None:
    page.select_option("#layout", "radial")
    page.click("#views [data-view='reach']")


def still(page: Any) -> None:
    """The map as it opens."""


PICTURES: dict[str, tuple[Callable[[Any], None], str]] = {
    "map": (still, "light"),
    "map_focus": (ego, "light"),
    "map_waves": (waves, "light"),
    "map_groups": (groups, "light"),
    "map_dark": (reach, "dark"),
}


def main() -> None:
    # Pseudonyms are drawn from the salt: with one salt the pictures stay the same.
    release = ci.release(ci.analyse(ci.read_study(ROOT / "data" / "riverbend"), rng=1), salt="pictures")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        path = ci.draw_map(release).save(Path(folder) / "map.html")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"],
        )
        for name, (prepare, scheme) in PICTURES.items():
            page = browser.new_page(
                viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme, reduced_motion="reduce"
            )
            page.goto(path.as_uri())
            prepare(page)
            page.wait_for_timeout(500)
            page.screenshot(path=IMAGES / f"{name}.png")
            Image.open(IMAGES / f"{name}.png").convert("RGB").save(IMAGES / f"{name}.png", optimize=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
