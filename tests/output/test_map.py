import base64
import hashlib
import json
import re
from dataclasses import replace
from html import unescape
from importlib.resources import files
from pathlib import Path

import pandas as pd
import pytest
from output.fake_release import fake_release

import ci_network as ci
from ci_network.disclosure.names import may_be_named
from ci_network.output.level import level_name, level_value, ties_at_level
from ci_network.output.map import Map, draw_map
from ci_network.output.map.groups import grouping, groupings
from ci_network.output.map.network import vis_script
from ci_network.output.map.page import PROGRAMS, json_text
from ci_network.output.map.palette import GROUP_STYLES
from ci_network.output.map.wording import measure_value
from ci_network.release import Release

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@pytest.fixture(scope="module")
def release() -> Release:
    return fake_release()


@pytest.fixture(scope="module")
def html(release: Release) -> str:
    return draw_map(release).html


def data_of(html: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)[1])


def test_the_same_release_gives_the_same_bytes(html: str) -> None:
    assert draw_map(fake_release()).html == html


def test_it_is_a_whole_document(html: str) -> None:
    assert html.startswith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">')
    assert "<title>Riverbend Cradle to Career – network map</title>" in html
    assert vis_script() in html


def test_nothing_but_its_own_programs_may_run_and_nothing_may_load(html: str) -> None:
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1])
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    digests = [hashlib.sha256(text.encode()).digest() for text in SCRIPT.findall(html)]
    assert rules["script-src"] == " ".join(f"'sha256-{base64.b64encode(one).decode()}'" for one in digests)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert rules["style-src"] == f"'sha256-{digest}'"
    own = html.replace(vis_script(), "")
    assert not re.search(r'\s(on\w+|style)="|(src|href)="(?!data:|#)', own)
    assert re.findall(r"https?://[^\"' ]+", own) == ["http://www.w3.org/2000/svg"]


def test_every_map_says_what_it_is(html: str) -> None:
    facts = re.search(r'<footer class="facts">(.*?)</footer>', html, re.DOTALL)[1]
    for fact in ("Wave 2025", "Layer: communication", "A tie is: monthly or more, reported by either end",
                 "64 members", "answered", "Withheld: names (2), trust answers (212)",
                 "Keep until 31 December 2030", "For internal use"):  # fmt: skip
        assert fact in facts
    assert "Synthetic data" in html
    assert "Purpose: <bdi>Plan the next year with the partners</bdi>" in html
    assert "Synthetic data" not in draw_map(fake_release(synthetic=False)).html


def test_nodes_and_ties_are_those_of_the_release(release: Release, html: str) -> None:
    data = data_of(html)
    assert [node["id"] for node in data["nodes"]] == list(release.members["member"])
    assert len(data["edges"]) == len(release.ties)
    node = next(node for node in data["nodes"] if node["id"] == "riverbend-united")
    assert node["backbone"] is True
    assert node["aliases"] == ["RU", "the backbone"]
    assert [data["gaps"][place]["name"] for place in node["gaps"]] == ["Much resting on one link"]
    degree = [measure["key"] for measure in data["measures"]].index("degree")
    table = release.node_measures
    of_member = table[(table["member"] == "riverbend-united") & (table["measure"] == "degree")]
    assert node["values"][degree] == of_member["value"].item()


def test_parallel_ties_of_layers_and_waves_are_all_kept(release: Release, html: str) -> None:
    pairs = [(tie["from"], tie["to"]) for tie in data_of(html)["edges"]]
    assert len(set(pairs)) < len(pairs) == len(release.ties)


def test_the_level_is_that_of_the_release(release: Release) -> None:
    assert level_name(release) == "monthly"
    assert level_value(release) == 3
    assert len(ties_at_level(release)) == release.about["ties"]


@pytest.mark.parametrize(("rate", "first"), [(0.9, "6"), (0.7, "upper third"), (0.5, None)])
def test_what_few_answers_do_not_permit_is_not_in_the_page(rate: float, first: str | None) -> None:
    release = fake_release(response_rate=rate)
    data = data_of(draw_map(release).html)
    if first is None:
        assert data["measures"] == []
        assert all(node["texts"] == [] for node in data["nodes"])
        return
    node = next(node for node in data["nodes"] if node["id"] == "habitat-builders")
    assert node["texts"][0] == first
    if rate < 0.8:
        assert {value for one in data["nodes"] for value in one["values"]} <= {None, 1.0, 2.0, 3.0}


HOSTILE = (
    "</script><script>window.fired = 1</script>", "<img src=x onerror='window.fired = 2'>", "<!--<script>",
    "\u202egnirts", "A" * 10_000, '=HYPERLINK("http://x")', "{{ 7 * 7 }}{% raw %}", "\u2028line", "\ud800", "",
)  # fmt: skip


def hostile_release() -> Release:
    release = fake_release(title=HOSTILE[0], purpose=HOSTILE[1], rule=HOSTILE[0], notice=HOSTILE[1])
    members = release.members.copy()
    members["label"] = [HOSTILE[row % len(HOSTILE)] for row in range(len(members))]
    members["sector"] = [HOSTILE[row % 4] for row in range(len(members))]
    members["aliases"] = [(HOSTILE[row % 3],) for row in range(len(members))]
    members["place"] = [HOSTILE[row % 2] for row in range(len(members))]
    members[HOSTILE[1]] = "yes"
    return replace(release, members=members)


def test_hostile_labels_stay_text() -> None:
    html = draw_map(hostile_release()).html
    assert html.count("</script>") == 3
    assert "<img" not in html.replace(vis_script(), "")
    html.encode("utf-8")
    data = data_of(html)
    assert max(len(node["label"]) for node in data["nodes"]) <= 160
    assert "\u202e" not in html


def test_json_refuses_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text({"value": float("nan")})


def test_a_notebook_shows_it_in_a_frame_of_its_own(html: str) -> None:
    frame = Map(html)._repr_html_()
    assert 'sandbox="allow-scripts allow-downloads"' in frame
    assert unescape(re.search(r'srcdoc="([^"]*)"', frame)[1]) == html


def test_it_saves_itself(tmp_path: Path) -> None:
    path = Map("<!doctype html>–\n").save(tmp_path / "deep" / "map.html")
    assert path.read_bytes() == "<!doctype html>–\n".encode()


def test_an_empty_release_is_an_empty_map(release: Release) -> None:
    frames = ("members", "ties", "node_measures", "network_measures", "headlines", "gaps", "recommendations")
    empty = replace(release, **{name: getattr(release, name).iloc[:0] for name in frames})
    assert data_of(draw_map(empty).html)["nodes"] == []


def test_groups_differ_in_colour_or_shape_and_the_rest_are_others() -> None:
    pairs = {(light, shape) for light, _, shape in GROUP_STYLES}
    assert len(pairs) == len({light for light, *_ in GROUP_STYLES}) == len(GROUP_STYLES)
    many = grouping("k", "K", pd.Series([f"s{number:02}" for number in range(30)] + [""]))
    assert [group["label"] for group in many.groups][-2:] == ["Not stated", "Others"]
    assert sum(group["count"] for group in many.groups) == 31


def test_only_what_sorts_members_can_colour_them(release: Release) -> None:
    assert [one.label for one in groupings(release.members)] == ["Sector", "Role", "Answered", "Gaps", "Place"]


def test_directed_ties_have_an_arrow(release: Release) -> None:
    data = data_of(draw_map(replace(release, ties=release.ties.assign(directed=True))).html)
    assert {tie["arrows"] for tie in data["edges"]} == {"to"}


def test_each_room_of_the_page_is_small_and_used() -> None:
    folder = files("ci_network.output.map") / "page"
    programs = {one.name: one.read_text(encoding="utf-8") for one in folder.iterdir() if one.name.endswith(".js")}
    assert set(programs) == set(PROGRAMS)
    for name, text in programs.items():
        assert text.count("\n") < 300, name
        assert text.startswith("// "), name
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\(|new Function|fetch\(", text
        ), name


def test_introductions_are_pairs_of_members_that_are_shown(release: Release) -> None:
    told = [
        "food-bank + homes-first|homes-first + food-bank",
        "tech-yard + gone|tech-yard + tech-yard| + ",
        float("nan"),
    ]
    advised = replace(release, recommendations=release.recommendations.assign(introductions=told))
    assert data_of(draw_map(advised).html)["introductions"] == [{"from": "food-bank", "to": "homes-first", "action": 0}]
    assert "gone" not in json.dumps(data_of(draw_map(advised).html)["introductions"])
    assert data_of(draw_map(release).html)["introductions"] == []


def test_numbers_of_the_study_can_be_drawn_and_counts_are_no_shares(release: Release) -> None:
    data = data_of(draw_map(release).html)
    assert [number["key"] for number in data["numbers"]] == ["own:capacity_hours"]
    hours = list(release.members["capacity_hours"])
    assert [node["numbers"] for node in data["nodes"]] == [[value] for value in hours]
    assert measure_value("reach_1", 9.0) == "9"


def test_many_levels_become_a_dozen_steps(release: Release) -> None:
    ties = release.ties.assign(value=range(1, len(release.ties) + 1), level=[str(n) for n in range(len(release.ties))])
    for layer in data_of(draw_map(replace(release, ties=ties)).html)["layers"]:
        values = [level["value"] for level in layer["levels"]]
        assert values == sorted(set(values))
        assert 8 <= len(values) <= 12


def test_findings_are_whole_sentences(release: Release) -> None:
    long = "A member carries more than most, " * 12 + "and that is all."
    gaps = release.gaps.assign(finding=long)
    assert data_of(draw_map(replace(release, gaps=gaps)).html)["gaps"][0]["text"] == long


def test_a_shareable_map_holds_no_withheld_name_in_its_bytes() -> None:
    analysis = ci.analyse(ci.read_study("data/riverbend"), rng=1)
    people = analysis.network.members
    hidden = people[~may_be_named(people, "shareable")]
    assert len(hidden) > 2
    shareable = ci.release(analysis, audience="shareable", salt="test")
    # Even where pairs came with ids that are not shown, they do not reach the page.
    pairs = "|".join(f"{member} + {other}" for member in hidden.index for other in people.index[:3])
    advised = replace(shareable, recommendations=shareable.recommendations.assign(introductions=pairs))
    own = unescape(draw_map(advised).html.replace(vis_script(), "")).casefold()
    data = json.dumps(data_of(draw_map(advised).html), ensure_ascii=False).casefold()
    for member, row in hidden.iterrows():
        for name in (row["name"], *row["aliases"]):
            assert not re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", own), name
        assert not re.search(rf"(?<![\w-]){re.escape(str(member).casefold())}(?![\w-])", data), member
