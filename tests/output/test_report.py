"""The report page: everything a director needs is on it, and nothing that should not be."""

import base64
import hashlib
import re
from dataclasses import fields, replace
from html.parser import HTMLParser
from itertools import pairwise

import pandas as pd
import pytest
from output.fake_release import fake_release

from ci_network.output.map.layout import positions
from ci_network.output.policy import response_policy
from ci_network.output.report import build_report
from ci_network.terms import FORBIDDEN_WORDS

VOID = {"meta", "br", "link", "img", "input", "hr", "line", "path"}
NAN = float("nan")


class Page(HTMLParser):
    """The page as a reader has it: its elements, and its text by the section it stands in."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.heads, self.style, self._open = [], [], "", []
        self.texts = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data):
        inside = [tag for tag, _ in self._open]
        if "style" in inside:
            self.style += data
            return
        names = [attrs.get("aria-labelledby") or attrs.get("id") for _, attrs in self._open]
        self.texts.append((data, [name for name in names if name]))
        if head := next((tag for tag in inside if tag in ("h1", "h2", "h3", "h4")), ""):
            self.heads.append((int(head[1]), data.strip()))

    def text(self, section=None):
        kept = [data for data, names in self.texts if section is None or section in names]
        return re.sub(r"\s+", " ", " ".join(kept).replace("\u00a0", " ")).strip()

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module")
def release():
    return fake_release()


@pytest.fixture(scope="module")
def html(release):
    return build_report(release)


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


def page_one(html):
    return Page(html[: html.index('aria-labelledby="map"')]).text()


def emptied(release, **about):
    frames = [one.name for one in fields(release) if isinstance(getattr(release, one.name), pd.DataFrame)]
    return replace(
        release, about=dict(release.about) | about, **{name: getattr(release, name).iloc[:0] for name in frames}
    )


def answering(rate):
    """The release with this share of members answering."""
    release = fake_release(response_rate=rate)
    members = release.members.assign(answered=[i < rate * len(release.members) for i in range(64)])
    return replace(release, members=members)


# Page one.


def test_page_one_says_what_it_is_and_who_answered(html):
    text = page_one(html)
    for fact in ("Riverbend Cradle to Career", "Plan the next year with the partners", "31 December 2030", "2025"):
        assert fact in text
    assert "54 of 64 members answered (84 %). That is enough to read every number" in text
    assert "Synthetic data" in text
    assert "Internal: for the coalition only" in text


def test_page_one_has_each_headline_at_both_levels_with_its_meaning(release, html):
    text = page_one(html)
    tiles = html.count('class="tile"')
    assert 5 <= tiles <= 7
    for row in release.headlines.head(tiles).itertuples():
        assert row.label in text
        assert row.sentence in text
    assert "74 % monthly" in text
    assert "92 % at any contact" in text


def test_page_one_has_three_findings_of_three_kinds(html):
    text = page_one(html)
    stands_out = text[text.index("What stands out") : text.index("What to do first")]
    assert "safe routes to school" in stands_out
    assert "Elders' Table" in stands_out
    assert "Business and Residents" in stands_out
    assert "Tech Yard" not in stands_out


def test_page_one_has_the_first_actions_with_reason_and_hours(html):
    text = page_one(html)
    assert "Put Food Bank and Homes First on one short monthly call. They share an activity" in text
    assert "About 2 hours." in text


# What the sections hold.


def test_every_finding_is_printed_with_evidence_confidence_and_caveat(release, page):
    text = page.text("findings")
    for sentence in release.gaps["finding"]:
        assert sentence in text
    assert "stranded: 4" in text
    assert "Well observed (confidence 85 %)" in text
    assert "Provisional." in text
    assert {"People and groups", "Ties", "Work and outcomes", "The backbone"} <= {head for _, head in page.heads}


def test_many_findings_of_one_kind_are_counted_not_flooded(release):
    many = pd.concat([release.gaps.iloc[[0]]] * 20, ignore_index=True)
    html = build_report(replace(release, gaps=many))
    findings = html[html.index('<section class="theme"') : html.index('aria-labelledby="reach"')]
    in_the_open, folded = findings.split('<details class="fold">')
    assert in_the_open.count("Tech Yard has contacts") == 3
    assert "<summary>9 more of this kind</summary>" in folded
    assert folded.count("Tech Yard has contacts") == 9
    assert "8 more of this kind in tables/gaps.csv" in folded


def test_pairs_that_a_summary_counts_are_folded_under_it(release):
    pair = release.gaps.iloc[[0]].assign(gap="G7", kind="regular", severity=0.9, finding="One pair.")
    whole = pair.assign(kind="summary", severity=0.1, finding="Five pairs in all.")
    gaps = pd.concat([*[pair] * 5, whole], ignore_index=True)
    html = build_report(replace(release, gaps=gaps))
    theme = html[html.index('<section class="theme"') : html.index('aria-labelledby="reach"')]
    in_the_open, folded = theme.split('<details class="fold">')
    assert "Five pairs in all." in in_the_open
    assert "One pair." not in in_the_open
    assert "<summary>5 of them, one by one</summary>" in folded
    assert folded.count("One pair.") == 5
    assert 'Contact without shared work</a> <span class="count">5</span>' in html


def test_the_index_counts_every_finding_and_leads_to_its_kind(release, page):
    index = page.text("findings").split("People and groups")[1]
    assert "Members at the edge" in index
    shown = [int(n) for n in re.findall(r'</a> <span class="count">(\d+)</span>', build_report(release))]
    assert sum(shown) == len(release.gaps)


def test_numbers_behind_a_finding_name_members_and_spare_ids(release):
    told = "activity=food-day|one=x|shared=2|density=0.25|via=food-bank; homes-first; nobody-known|p=nan"
    html = build_report(replace(release, gaps=release.gaps.iloc[[0]].assign(evidence=told)))
    text = Page(html).text("findings")
    assert "could introduce them: Food Bank, Homes First and nobody known" in text
    assert "pairs in contact: 25 %" in text
    assert "probability of so few by chance: not known" in text
    assert "food-day" not in text
    assert "food-bank" not in text


def test_what_was_thinly_observed_says_so_without_being_opened(release):
    thin = release.gaps.iloc[[0]].assign(confidence=0.3)
    html = build_report(replace(release, gaps=thin))
    assert re.search(r'class="size">.*thinly observed</span></p>', html)


def test_an_unknown_kind_of_gap_is_still_printed(release):
    text = Page(build_report(replace(release, gaps=release.gaps.assign(gap="G99")))).text("findings")
    assert "Other findings" in text


def test_reach_has_steps_levels_sectors_and_what_was_suppressed(page):
    text = page.text("reach")
    assert re.search(r"Directly \d+ % \d+ %", text)
    assert re.search(r"In three steps \d+ % \d+ %", text)
    assert "faith – Not shown. Fewer than 3 members." in text
    assert "Without the backbone, 21 % of the pairs" in text


def with_news(release, **values):
    told = {"cascade_reach": 0.61, "days_to_reach": 23.4, "broadcast_only": 0.1, "useful_reach": 0.5} | values
    rows = [
        (name, "", level, value, 62, "" if value == value else "the levels are other words", 0.0015 * (name[0] == "c"))
        for name, value in told.items()
        for level in ("monthly", "any contact")
    ]
    more = pd.DataFrame(rows, columns=[*release.reach.columns, "standard_error"])
    return replace(release, reach=pd.concat([release.reach, more], ignore_index=True))


def test_how_news_travels_is_said_in_words_and_figures(release):
    text = Page(build_report(with_news(release))).text("reach")
    assert "News that starts at the backbone is expected to get to 61 % of its partners." in text
    assert "it takes about 23 days on average" in text
    assert "10 % of partners hear directly from the backbone by newsletter or other one-way channels alone" in text
    assert "50 % of partners are within one introduction and part of the work" in text
    assert "Simulated; give or take 0.3 points." in text
    assert text.count("Simulated;") == 1
    assert text.index("How news travels") < text.index("What holds with and without")


def test_news_that_is_not_known_gives_its_reason_and_no_sentence(release):
    unknown = with_news(release, cascade_reach=NAN, days_to_reach=NAN, broadcast_only=0.0)
    text = Page(build_report(unknown)).text("reach")
    assert "expected to get to" not in text.split("News and change")[0]
    assert "No partner hears directly from the backbone by newsletter" in text
    assert "The levels are other words." in text


def test_close_variants_of_reach_stay_in_the_tables(release):
    rows = release.reach[release.reach["measure"] == "pair_loss"].assign(measure="two_way_reach_3")
    told = replace(release, reach=pd.concat([release.reach, rows], ignore_index=True))
    assert Page(build_report(told)).text("reach") == Page(build_report(release)).text("reach")


def test_reach_without_a_backbone_says_why(release):
    gone = release.reach.assign(value=NAN, reason="no backbone declared")
    assert "Reach is not known. No backbone declared." in Page(build_report(replace(release, reach=gone))).text("reach")


def test_actions_carry_effect_range_and_the_caution(release):
    told = release.recommendations.assign(effect_on="congruence")
    text = Page(build_report(replace(release, recommendations=told))).text("next")
    assert "Simulated structural change, not a forecast of outcomes." in text
    assert "Pairs at shared work who are in contact: +2 points expected" in text
    assert "(in four of five cases 0 points to +3 points)" in text
    assert "Not simulated" in text
    assert "Bring together Food Bank , Homes First" in text
    assert "Cataldo" in text


def test_network_and_self_assessment_stand_in_separate_columns(page):
    text = page.text("framework")
    assert "Network and tables Self-assessment" in text
    assert "Backbone support – 70 % n = 41" in text
    assert "2. Organise for impact now" in text


def test_self_assessment_far_from_the_network_is_a_finding(release):
    rows = [
        ("CA", "score", "Common agenda", 0.9, 5, "network", "", ""),
        ("CA", "score", "Common agenda", 2.0, 12, "self-assessment", "", ""),
    ]
    conditions = pd.DataFrame(rows, columns=release.conditions.columns)
    summary = pd.DataFrame(
        [{"condition": "CA", "label": "Common agenda", "level": "mature", "disagreement": "yes",
          "sentence": "By the evidence it is mature, but members rate it clearly lower: worth a conversation."}]
    )  # fmt: skip
    changed = replace(release, conditions=conditions, conditions_summary=summary)
    text = Page(build_report(changed)).text("framework")
    assert "Common agenda far apart" in text
    assert "90 % mature" in text
    assert "2.0 of 5" in text
    assert "Members and the evidence lie far apart on Common agenda" in text
    assert "worth a conversation" in text


def test_empty_framework_frames_leave_the_section_out(release):
    bare = replace(
        release,
        conditions=release.conditions.iloc[:0],
        phases=release.phases.iloc[:0],
        readiness=release.readiness.iloc[:0],
    )
    assert 'id="framework"' not in build_report(bare)
    assert "#framework" not in build_report(bare)


def test_members_stand_in_the_order_of_the_alphabet(release, page):
    text = page.text("members")
    places = [text.index(f"{label} ") for label in sorted(release.members["label"], key=str.casefold)[:20]]
    assert places == sorted(places)


def test_provenance_and_what_was_withheld_are_printed(page):
    assert "0" * 64 in page.text("provenance")
    assert "Seed 1" in page.text("provenance")
    assert "No consent to be named." in page.text("methods")
    assert "A pseudonymised network is not anonymous." in page.text("methods")


def test_thresholds_come_with_their_basis(release):
    row = {"name": "hub", "value": 1.5, "meaning": "A burdened member, z from", "basis": "our default, not a benchmark"}
    text = Page(build_report(replace(release, provenance=dict(release.provenance) | {"thresholds": [row]})))
    assert "A burdened member, z from 1.5 Our default, not a benchmark." in text.text("methods")


# What the answers permit.


def test_at_good_response_members_have_figures(page):
    text = page.text("members")
    assert "0.45" in text
    assert "did not answer" in text.casefold()


def test_between_65_and_80_percent_members_have_bands():
    text = Page(build_report(answering(0.7))).text("members")
    assert "upper" in text
    assert "middle" in text
    assert not re.search(r"\d\.\d\d", text)


def test_under_65_percent_members_have_counts_only():
    text = Page(build_report(answering(0.5))).text()
    assert "too few for claims" in text
    assert "Constraint" not in text


def test_the_policy_of_the_release_goes_before_the_rate():
    assert response_policy(fake_release(response_policy="bands")).shows == "bands"
    assert [response_policy(answering(rate)).shows for rate in (0.8, 0.79, 0.65, 0.64)] == [
        "all", "bands", "bands", "counts",
    ]  # fmt: skip


def test_a_group_that_hardly_answered_is_named(release):
    low = release.responses.assign(rate=[0.9] + [0.5] + [0.9] * (len(release.responses) - 2))
    assert "Fewer than 60 % answered in: Business (50 %)." in page_one(build_report(replace(release, responses=low)))


def test_unknown_answers_are_not_no_answers(release):
    unknown = replace(release, about=dict(release.about) | {"response_rate": NAN})
    text = Page(build_report(unknown)).text()
    assert "Who answered is not known" in text
    assert "0 of 64" not in text


# Undefined, empty, large.


def test_nothing_undefined_reaches_the_reader(page):
    words = set(re.findall(r"[A-Za-z]+", page.text()))
    assert not words & {"nan", "NaN", "None", "NaT", "Undefined"}
    assert "not known" in page.text()


def test_an_unknown_headline_keeps_its_reason(release):
    row = release.headlines.iloc[[0]].assign(value=NAN, any_contact=NAN, sentence="No backbone is declared.")
    text = page_one(build_report(replace(release, headlines=row)))
    assert "not known No backbone is declared." in text


def test_an_empty_release_makes_a_page(release):
    html = build_report(
        emptied(release, response_rate=NAN, phase=None, backbone=[], wave="", keep_until=None, purpose="")
    )
    text = Page(html).text()
    assert "Purpose not stated" in text
    assert "No gap was found" in text
    assert "nan" not in text.split()


def test_a_network_too_large_for_paper_points_to_the_map(release):
    many = pd.concat(
        [release.members.assign(member=release.members["member"] + str(k), label="Member") for k in range(7)],
        ignore_index=True,
    )
    places = pd.DataFrame({"member": many["member"], "x": 0.0, "y": 0.0, "beside": False})
    html = build_report(replace(release, members=many), places=places)
    assert 'class="network"' not in html
    assert "interactive map" in html


# The picture.


def test_picture_has_every_member_a_legend_and_words_for_it(release, html, page):
    picture = html[html.index('<svg class="network"') : html.index("</svg>", html.index('<svg class="network"'))]
    assert picture.count('class="mark') == len(release.members)
    assert picture.count(' hollow"') == int((~release.members["answered"]).sum())
    assert picture.count('class="ring"') == 2
    assert picture.count("<line") == release.about["ties"]
    assert "No tie at this level" in picture
    assert f"64 members and {release.about['ties']} ties of communication" in page.text("map")
    for sector in release.members["sector"].unique():
        assert sector in page.text("map")


def test_given_places_are_the_places_of_the_picture(release, html):
    assert build_report(release, places=positions(release)) == html


# Safe, self-contained, accessible.


def test_page_does_nothing_and_fetches_nothing(html, page):
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "iframe", "object", "embed", "img", "link", "form", "base"}
    for _, attrs in page.tags:
        assert not [name for name in attrs if name.startswith("on") or name in ("style", "src", "srcset")]
    assert {attrs["href"] for attrs in page.all("a") if not attrs["href"].startswith("#")} == {"map.html"}
    assert "url(" not in page.style
    assert "@import" not in page.style


def test_content_policy_admits_the_one_style_sheet_only(html, page):
    policy = next(meta["content"] for meta in page.all("meta") if "http-equiv" in meta)
    style = html[html.index("<style>") + 7 : html.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_headings_landmarks_captions_and_names(html, page):
    levels = [level for level, _ in page.heads]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {"main", "nav", "footer", "header"} <= {tag for tag, _ in page.tags}
    assert page.all("html")[0]["lang"] == "en-GB"
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(cell.get("scope") for cell in page.all("th"))
    for svg in page.all("svg"):
        assert svg.get("aria-hidden") == "true" or (svg["role"] == "img" and svg["aria-labelledby"])
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    asked = {name for _, attrs in page.tags for name in (attrs.get("aria-labelledby") or "").split()}
    asked |= {attrs["href"][1:] for attrs in page.all("a") if attrs["href"].startswith("#")}
    assert asked <= set(ids)


def test_text_has_contrast_on_light_and_dark(page):
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w{6})", block)) for block in _root_blocks(page.style))
    for colours in (light, light | dark):
        for ink in ("ink", "soft", "accent"):
            for ground in ("paper", "ground", "wash", "accent-wash"):
                assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


def _root_blocks(style):
    return re.findall(r":root \{(.*?)\}", style, flags=re.S)[:2]


def _contrast(one, other):
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour):
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


HOSTILE = (
    "</title></style></svg><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "\u202egnihton",
    "=HYPERLINK(1)",
    "x" * 10_000,
    '"; } body { display: none } \\',
    "😀\u0000\n\tBank",
)


def test_hostile_labels_do_nothing(release, page):
    labels = [HOSTILE[i % len(HOSTILE)] + str(i) for i in range(len(release.members))]
    members = release.members.assign(label=labels, sector=[HOSTILE[i % 5] for i in range(len(labels))])
    gaps = release.gaps.assign(finding=HOSTILE[0], caveat=HOSTILE[1], evidence=f"{HOSTILE[1]}={HOSTILE[0]}")
    facts = dict(release.about) | {"title": HOSTILE[0], "purpose": HOSTILE[6], "wave": release.about["wave"]}
    html = build_report(replace(release, members=members, gaps=gaps, about=facts))
    hostile = Page(html)
    assert {tag for tag, _ in hostile.tags} <= {tag for tag, _ in page.tags}
    for _, attrs in hostile.tags:
        assert not [name for name in attrs if name.startswith("on") or name == "style"]
    assert html.count("</style>") == html.count("<style>") == 1
    assert "display: none } " not in re.sub(r"\\[0-9a-f]+ ", "", html[html.rindex("@page {") : html.index("</style>")])
    assert "x" * 200 not in html
    assert "\u202e" not in html
    assert "49" not in hostile.text("summary")


def test_foot_of_every_printed_page_names_purpose_keeping_and_audience(html, page):
    content = re.search(r'@bottom-left \{ content: "(.*?)"; \}', html).group(1)
    read = re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code.group(1), 16)), content)
    assert read == (
        "Synthetic data · Purpose: Plan the next year with the partners · Keep until: 31 December 2030 · Internal"
    )
    assert "counter(page)" in page.style
    footer = html[html.index("<footer>") :]
    for part in ("Synthetic data", "Plan the next year", "31 December 2030", "Internal", "54 of 64"):
        assert part in footer


def test_no_badge_on_real_data():
    assert "Synthetic data" not in build_report(fake_release(synthetic=False))


def test_how_many_answered_does_not_hang_on_who_is_shown_to_have_answered(release):
    veiled = replace(
        release, about=dict(release.about) | {"answered": 54}, members=release.members.assign(answered=True)
    )
    text = Page(build_report(veiled)).text()
    assert "54 of 64 members answered" in text
    assert "64 of 64" not in text


def test_shareable_says_so(release):
    assert "Shareable" in page_one(build_report(replace(release, audience="shareable")))


def test_our_own_wording_is_kind(page):
    """The made-up findings are kind already, so every word on the page counts."""
    text = page.text().casefold()
    for word in FORBIDDEN_WORDS:
        assert not re.search(rf"\b{re.escape(word)}\b", text), word


def test_same_release_same_bytes(html):
    assert build_report(fake_release()) == html


def test_link_to_the_map_can_be_left_out(release):
    assert "map.html" not in build_report(release, map_page="")
