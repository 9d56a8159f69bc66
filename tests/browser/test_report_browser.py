"""The report in a real browser: quiet, legible, narrow or printed, page one on one page."""

import re
import unicodedata
import zlib
from dataclasses import replace

import pytest
from output.fake_release import fake_release

from ci_network.output.report import build_report

pytestmark = pytest.mark.browser
# What an A4 sheet leaves for text at the page's own margins, in CSS pixels.
PAPER_WIDTH, PAPER_HEIGHT = 680, 1000


def worded(release):
    """The release with sentences as long as those of a real study."""
    headlines = release.headlines.assign(
        sentence="The backbone reaches 41 of 62 partners within one introduction (66 %); at any contact 55 (89 %)."
    )
    long = "They work on the same two activities, nobody has put them in touch, and both have hours to spare this term."
    actions = release.recommendations.iloc[[0, 1, 2, 0]].assign(rank=[1, 2, 3, 4], why=long)
    gaps = release.gaps.assign(
        finding=release.gaps["finding"] + " At any contact it has three ties, all to members of its own sector."
    )
    return replace(release, headlines=headlines, recommendations=actions, gaps=gaps)


@pytest.fixture(scope="module")
def html():
    return build_report(worded(fake_release()))


@pytest.fixture
def open_report(open_page, html):
    """The shared fixture also fails where the page complains or asks for anything."""

    def opened(width=1280, height=900, **settings):
        return open_page(html, width=width, height=height, **settings)

    return opened


def test_the_page_asks_for_nothing_but_itself(open_report):
    page = open_report()
    assert page.evaluate("performance.getEntriesByType('resource').length") == 0


def test_the_style_sheet_passes_its_own_policy(open_report):
    page = open_report()
    assert page.evaluate("document.styleSheets.length") == 1
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_no_page_scrolls_sideways(open_report, width):
    page = open_report(width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_endless_names_do_not_stretch_the_page(open_page):
    release = fake_release()
    members = release.members.assign(label="n" * 5_000, sector="s" * 5_000)
    reach = release.reach.assign(group=release.reach["group"].where(release.reach["group"] == "", "g" * 5_000))
    page = open_page(build_report(replace(release, members=members, reach=reach)), width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_lines_are_no_longer_than_a_reader_likes(open_report):
    page = open_report(width=1920)
    longest = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll('section:not(.brief) > p')].map(p => {
            const em = parseFloat(getComputedStyle(p).fontSize);
            return p.getBoundingClientRect().width / em;
        }))"""
    )
    # 74 ch of the usual system fonts are about 41 em.
    assert longest <= 42


def test_no_two_labels_of_the_map_cover_each_other(open_report):
    page = open_report()
    covering = page.evaluate(
        """() => {
            const texts = [...document.querySelectorAll('.network text')];
            const boxes = texts.map(t => [t.textContent, t.getBoundingClientRect()]);
            const found = [];
            for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
                const [a, b] = [boxes[i][1], boxes[j][1]];
                if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
                    found.push([boxes[i][0], boxes[j][0]]);
            }
            return found;
        }"""
    )
    assert covering == []


def test_all_labels_of_the_map_lie_within_it(open_report):
    page = open_report()
    outside = page.evaluate(
        """() => {
            const map = document.querySelector('.network').getBoundingClientRect();
            return [...document.querySelectorAll('.network text')].filter(t => {
                const box = t.getBoundingClientRect();
                return box.left < map.left - 1 || box.right > map.right + 1 || box.bottom > map.bottom + 1;
            }).map(t => t.textContent);
        }"""
    )
    assert outside == []


def test_dark_pages_follow_the_readers_wish(open_report):
    colour = "getComputedStyle(document.querySelector('main')).backgroundColor"
    assert open_report(color_scheme="light").evaluate(colour) == "rgb(255, 255, 255)"
    assert open_report(color_scheme="dark").evaluate(colour) == "rgb(23, 27, 30)"


def test_page_one_fits_on_one_sheet_of_paper(open_report):
    page = open_report(width=PAPER_WIDTH, height=PAPER_HEIGHT)
    page.emulate_media(media="print")
    end = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.brief')].map(b => b.getBoundingClientRect().bottom))"
    )
    assert end <= PAPER_HEIGHT


def test_the_printed_map_fits_the_sheet(open_report):
    page = open_report(width=PAPER_WIDTH, height=PAPER_HEIGHT)
    page.emulate_media(media="print")
    box = page.locator(".network").bounding_box()
    assert box["width"] <= PAPER_WIDTH
    assert box["height"] <= PAPER_HEIGHT


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_printed_page_has_its_number_and_foot(open_report, paper):
    texts = pdf_pages(open_report().pdf(format=paper))
    assert len(texts) > 5
    assert "What to do first" in texts[0]
    assert "The map" in texts[1]
    for number, text in enumerate(texts, start=1):
        assert f"{number} / {len(texts)}" in text
        assert "Purpose: Plan the next year with the partners" in text
        assert "Keep until: 31 December 2030" in text


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("opened", [False, True])
def test_axe_finds_no_serious_fault(open_report, width, scheme, opened):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    # axe is put into the page, which its own policy forbids.
    page = open_report(width=width, color_scheme=scheme, bypass_csp=True)
    page.evaluate("open => document.querySelectorAll('details').forEach(one => one.open = open)", opened)
    found = axe.run(page).response["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert [f"{one['id']}: {one['nodes'][0]['html'][:90]}" for one in serious] == []


@pytest.mark.parametrize("width", [390, 1280])
def test_with_everything_open_no_page_scrolls_sideways(open_report, width):
    page = open_report(width=width)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_folded_on_screen_is_printed(open_report):
    page = open_report()
    assert page.evaluate("document.querySelectorAll('details').length") > 10
    assert page.evaluate("document.querySelectorAll('details[open]').length") == 0
    assert not page.get_by_text("Measures of each member").is_visible()
    printed = " ".join(pdf_pages(page.pdf(format="A4")))
    for text in ("Measures of each member", "Every cut-off used", "The numbers behind it", "SHA-256", "stranded: 4"):
        assert text in printed
    assert "closed on screen" not in printed


def test_a_finding_opens_by_key_and_by_click(open_report):
    page = open_report()
    first = page.locator("details.behind").first
    first.locator("summary").press("Enter")
    assert first.locator(".note").is_visible()
    first.locator("summary").click()
    assert not first.locator(".note").is_visible()


def test_closed_it_is_short_enough_to_be_read(open_report):
    page = open_report(width=1280)
    assert page.evaluate("document.documentElement.scrollHeight") < 13_000


def test_the_keyboard_reaches_the_report_first(open_report):
    page = open_report()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"


def pdf_pages(data):
    """Return the text of each page of a PDF that Chromium made."""
    parts = {int(m[1]): m[2] for m in re.finditer(rb"(\d+) 0 obj(.*?)endobj", data, re.S)}
    fonts = {
        number: _characters(_stream(parts[int(found[1])]).decode("latin1"))
        for number, part in parts.items()
        if (found := re.search(rb"/ToUnicode (\d+) 0 R", part))
    }
    pages = [part for part in parts.values() if re.search(rb"/Type\s*/Page\b", part)]
    return [_text(part, parts, fonts) for part in pages]


def _text(part, parts, fonts):
    named = {m[1].decode(): fonts.get(int(m[2]), {}) for m in re.finditer(rb"/(F\d+) (\d+) 0 R", part)}
    drawn = _stream(parts[int(re.search(rb"/Contents (\d+) 0 R", part)[1])]).decode("latin1")
    characters, text = {}, ""
    for token in re.finditer(r"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>", drawn):
        if token[1]:
            characters = named.get(token[1], {})
        else:
            codes = [int(token[2][k : k + 4], 16) for k in range(0, len(token[2]), 4)]
            text += "".join(characters.get(code, "?") for code in codes)
    # Ligatures become letters and hard spaces spaces.
    return unicodedata.normalize("NFKC", text)


def _stream(part):
    # The end of line before "endstream" may belong to the data or not: the decompressor knows where they end.
    body = re.search(rb"stream\r?\n(.*?)endstream", part, re.S)[1]
    return zlib.decompressobj().decompress(body) if b"FlateDecode" in part else body


def _characters(text):
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
        for code, character in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(character).decode("utf-16-be", "replace")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
        for first, last, character in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = chr(int(character, 16) + code - int(first, 16))
    return found
