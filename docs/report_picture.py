"""Draw docs/images/report.png: page one of the report on the synthetic coalition.

Run from the top of the repository: ``python docs/report_picture.py``. Needs playwright and a Chromium.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import ci_network as ci

HERE = Path(__file__).resolve().parent
WIDTH, LONGEST = 1280, 2000
# Where page one ends: just above the map.
END = "document.querySelector('section[aria-labelledby=map]').getBoundingClientRect().top + scrollY - 24"


def main() -> None:
    """Write the report to a folder that is thrown away, and take its picture as far as page one goes."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    study = ci.read_study(HERE.parent / "data" / "riverbend")
    release = ci.release(ci.analyse(study, rng=1), salt="the picture in the docs")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ci.write_report(release, folder)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 900}, color_scheme="light", offline=True)
        page.goto((Path(folder) / "report.html").as_uri())
        height = min(LONGEST, int(page.evaluate(END)))
        clip = {"x": 0, "y": 0, "width": WIDTH, "height": height}
        page.screenshot(path=HERE / "images" / "report.png", full_page=True, clip=clip)
        browser.close()


if __name__ == "__main__":
    main()
