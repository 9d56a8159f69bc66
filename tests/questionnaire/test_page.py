import html
import re
from html.parser import HTMLParser

import pytest

import ci_network as ci
from ci_network.questionnaire.page import questionnaire_page
from ci_network.questionnaire.questions import form_of
from ci_network.study.study import Study


class Elements(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], list[str]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs), list(self.open)))
        if tag not in ("meta", "input", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module", params=["short", "long"])
def page(request, study: Study) -> str:
    return questionnaire_page(form_of(study if request.param == "short" else ci.read_study("data/riverbend")))


def test_it_fetches_and_runs_nothing(page: str) -> None:
    assert not re.search(r"https?://|<script|<link|<img|@import|url\(", page)
    assert "default-src 'none'" in html.unescape(page)


def test_every_field_has_a_name_for_those_who_cannot_see_it(page: str) -> None:
    for tag, attributes, inside in Elements(page).found:
        if tag in ("input", "textarea"):
            assert attributes.get("aria-label") or "label" in inside, attributes


def test_headings_and_tables_are_told_to_those_who_cannot_see_them(page: str) -> None:
    found = Elements(page).found
    assert sum(tag == "h1" for tag, _, _ in found) == 1
    assert sum(tag == "table" for tag, _, _ in found) == sum(tag == "caption" for tag, _, _ in found)
    assert all(attributes.get("scope") for tag, attributes, _ in found if tag == "th")
    ids = [attributes["id"] for _, attributes, _ in found if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_names_are_data_never_markup(study: Study) -> None:
    page = questionnaire_page(form_of(study))
    assert "Twelve &lt;b&gt;Bells&lt;/b&gt; &amp; ${Sons}" in page
    assert "<b>Bells" not in page


def test_a_short_list_is_rated_name_by_name_and_a_long_one_on_blank_lines(study: Study) -> None:
    short = questionnaire_page(form_of(study))
    assert 'aria-label="Food Bank: A, Contact"' in short
    assert "Line 1: number" not in short
    assert "Line 40: L, Without" in questionnaire_page(form_of(ci.read_study("data/riverbend")))


def test_it_can_ask_about_nobody(study: Study) -> None:
    assert "Those whom you know" not in questionnaire_page(form_of(study, blocks=["open"]))
