"""The plan and its sheets in a real browser: quiet, legible, narrow or printed, each sheet on one A4 page."""

import re
from pathlib import Path

import pytest

import ci_network as ci

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
PAGES = ("plan.html", "sheets/index.html", "sheet")


@pytest.fixture(scope="module")
def files():
    plan = ci.plan_engagement(ci.Situation.of(ci.read_study(ROOT / "data" / "riverbend")), hours=60, objective="mix")
    made = ci.plan_files(ci.release_plan(plan, audience="internal", salt="x"))
    sheets = sorted((name for name in made if name.startswith("sheets/")), key=lambda name: len(made[name]))
    return made | {"sheet": made[sheets[-1] if sheets[-1] != "sheets/index.html" else sheets[-2]]}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_scrolls_sideways(open_page, files, name, width):
    page = open_page(files[name], width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_the_pages_are_accessible(open_page, files, name, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    # The policy lets no program run in the page, the checker's own no more than others: it is set aside for the check.
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", files[name])
    page = open_page(html, color_scheme=scheme)
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == []


def test_every_sheet_prints_on_one_page(open_page, files):
    longest = sorted((name for name in files if name.startswith("sheets/") and "index" not in name),
                     key=lambda name: -len(files[name]))  # fmt: skip
    for name in longest[:6]:
        page = open_page(files[name])
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))) == 1, name


def test_the_style_sheet_passes_its_own_policy(open_page, files):
    page = open_page(files["plan.html"])
    assert page.evaluate("getComputedStyle(document.querySelector('.months')).listStyleType") == "none"
    assert page.evaluate("performance.getEntriesByType('resource').length") == 0
