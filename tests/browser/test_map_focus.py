"""Surroundings, the way between two members, the backbone's reach, groups, introductions, waves."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest
from browser.mapping import (
    PAIRS,
    drawn,
    pick,
    place_of,
    release_with_changes,
    release_with_introductions,
    seen,
    slide,
    view,
)
from output.fake_release import BACKBONE, fake_release

from ci_network.output.map import draw_map
from ci_network.release import Release

pytestmark = pytest.mark.browser
Opener = Callable[..., Any]


@pytest.fixture(scope="module")
def html() -> str:
    return draw_map(release_with_introductions()).html


@pytest.fixture(scope="module")
def graph() -> nx.Graph:
    return graph_of("2025")


def graph_of(wave: str, release: Release | None = None) -> nx.Graph:
    release = release or fake_release()
    ties = release.ties
    ties = ties[(ties["wave"] == wave) & (ties["layer"] == "communication") & (ties["value"] >= 3)]
    found = nx.Graph()
    found.add_nodes_from(release.members["member"])
    found.add_edges_from(zip(ties["source"], ties["target"], strict=True))
    return found


def test_surroundings_grow_with_the_steps(open_page: Opener, html: str, graph: nx.Graph) -> None:
    page = open_page(html)
    pick(page, "county hospital")
    for steps in (1, 2, 3):
        page.locator(".steps button").nth(steps - 1).click()
        assert set(seen(page)["lit"]) == set(nx.ego_graph(graph, "county-hospital", steps))
    page.locator(".steps button", has_text="All").click()
    assert seen(page)["lit"] is None


def test_the_way_to_another_member_is_a_shortest_one(open_page: Opener, html: str, graph: nx.Graph) -> None:
    names_of = fake_release().members.set_index("member")["label"]
    far = sorted(nx.single_source_shortest_path_length(graph, "county-hospital").items(), key=lambda pair: pair[1])
    page = open_page(html)
    pick(page, "county hospital")
    for goal in (far[-1][0], far[len(far) // 2][0]):
        name = names_of[goal]
        page.fill("#way", name)
        page.keyboard.press("Enter")
        ways = list(nx.all_shortest_paths(graph, "county-hospital", goal))
        names = page.locator("#panel .way .name-button").all_inner_texts()
        assert len(names) == len(ways[0])
        assert (names[0], names[-1]) == ("County Hospital", name)
        assert len(seen(page)["lit"]) == len(ways[0])
        assert (f"one of {len(ways)} such ways" in page.inner_text("#way-text")) == (len(ways) > 1)
        thick = [link for link in drawn(page)["links"] if link["rank"] == 3]
        assert len(thick) == len(ways[0]) - 1
        assert name in page.inner_text("#status")
        page.click("#way-clear")
        assert page.evaluate("document.activeElement.id") == "way"


def test_where_no_way_leads_it_says_so(open_page: Opener, html: str) -> None:
    page = open_page(html)
    pick(page, "food bank")
    page.fill("#way", "Tech Yard")
    page.keyboard.press("Enter")
    assert "No way leads to Tech Yard" in page.inner_text("#way-text")


def test_the_rings_around_the_backbone_are_those_of_the_network(open_page: Opener, html: str, graph: nx.Graph) -> None:
    page = open_page(html)
    view(page, "reach")
    steps = nx.multi_source_dijkstra_path_length(graph, set(BACKBONE), cutoff=3)
    rows = page.locator("#panel .row")
    for ring in (1, 2, 3):
        inside = {member for member, step in steps.items() if step == ring}
        assert rows.nth(ring - 1).locator("b").inner_text().split(" ")[0] == str(len(inside))
        rows.nth(ring - 1).click()
        assert set(seen(page)["lit"]) == inside | set(BACKBONE)
        names = page.locator("#panel .ring").nth(ring - 1).locator(".name-button").all_text_contents()
        assert len(names) == len(inside)
    outside = page.locator("#panel .ring").nth(3)
    assert outside.locator(".name-button").count() == len(graph) - len(steps)
    assert "Tech Yard" in outside.text_content()
    page.locator("#legend button", has_text="1 step").click()
    assert len(seen(page)["lit"]) == len(BACKBONE) + sum(step == 1 for step in steps.values())
    assert len(seen(page)["members"]) == 64


def test_groups_are_bubbles_with_counts_and_one_opens(open_page: Opener, html: str, graph: nx.Graph) -> None:
    members = fake_release().members.set_index("member")
    page = open_page(html)
    view(page, "groups")
    bubbles = drawn(page)["items"]
    assert len(bubbles) == members["sector"].nunique()
    sector = members["sector"]
    crossing = {frozenset((sector[a], sector[b])) for a, b in graph.edges if sector[a] != sector[b]}
    assert len(drawn(page)["links"]) == len(crossing)
    inside = sum(sector[a] == sector[b] == "Schools" for a, b in graph.edges)
    schools = page.locator("#panel .row", has_text="Schools")
    assert "10 members" in schools.inner_text()
    assert f"{inside} tie" in schools.inner_text()
    schools.click()
    items = [item["id"] for item in drawn(page)["items"]]
    assert set(sector.index[sector == "Schools"]) <= set(items)
    assert len(items) == 10 + members["sector"].nunique() - 1
    assert page.inner_text("#panel h2") == "Schools"
    page.click("#panel .close")
    assert len(drawn(page)["items"]) == len(bubbles)


def test_a_click_on_a_bubble_opens_it(open_page: Opener, html: str) -> None:
    page = open_page(html)
    view(page, "groups")
    spot, frame = page.evaluate("ciMap.place('group 0')"), page.locator("#map").bounding_box()
    page.mouse.click(frame["x"] + spot["x"], frame["y"] + spot["y"])
    page.wait_for_timeout(350)
    assert page.locator("#panel .close").count() == 1


def test_introductions_are_dashed_lines_with_a_reason(open_page: Opener, html: str) -> None:
    page = open_page(html)
    view(page, "introductions")
    lines = [link for link in drawn(page)["links"] if link["id"].startswith("introduction")]
    assert {(line["from"], line["to"]) for line in lines} == set(PAIRS)
    assert all(line["dashed"] for line in lines)
    text = page.inner_text("#panel")
    for words in ("Food Bank and Homes First", "They share an activity", "Tech Yard and Mill Works"):
        assert words in text
    assert "Recommended introduction" in page.inner_text("#marks")


def test_without_introductions_there_is_no_such_view(open_page: Opener) -> None:
    page = open_page(draw_map(fake_release()).html)
    assert not page.locator("#views [data-view='introductions']").is_visible()


def test_changes_between_waves_are_marked_and_listed(open_page: Opener) -> None:
    release = release_with_changes()
    before, now = ({frozenset(edge) for edge in graph_of(wave, release).edges} for wave in ("2024", "2025"))
    assert before - now
    page = open_page(draw_map(release).html)
    view(page, "changes")
    links = drawn(page)["links"]
    gained = [link for link in links if link["rank"] == 3]
    lost = [link for link in links if link["rank"] == 2]
    assert {frozenset((link["from"], link["to"])) for link in gained} == now - before
    assert {frozenset((link["from"], link["to"])) for link in lost} == before - now
    assert all(not link["dashed"] and link["width"] > 2 for link in gained)
    assert all(link["dashed"] for link in lost)
    numbers = page.locator("#panel .changed summary b").all_inner_texts()
    tied = [{end for pair in pairs for end in pair} for pairs in (before, now)]
    wanted = (len(now - before), len(before - now), len(tied[1] - tied[0]), len(tied[0] - tied[1]))
    assert numbers == [str(number) for number in wanted]
    page.click("#drawer")
    page.click("#tabs [data-tab='ties']")
    assert page.locator("#table thead th").all_inner_texts()[-1] == "Change"
    slide(page, "#wave", 0)
    assert "2024 is the first wave" in page.inner_text("#panel")


def test_members_stand_still_from_wave_to_wave(open_page: Opener, html: str) -> None:
    page = open_page(html)
    spots = [(item["id"], item["x"], item["y"]) for item in drawn(page)["items"]]
    scale, place = page.evaluate("ciMap.scale()"), page.evaluate("ciMap.place('food-bank')")
    slide(page, "#wave", 0)
    page.wait_for_timeout(300)
    assert [(item["id"], item["x"], item["y"]) for item in drawn(page)["items"]] == spots
    assert page.evaluate("ciMap.scale()") == scale
    assert page.evaluate("ciMap.place('food-bank')") == place


def test_the_waves_play_and_stop(open_page: Opener, html: str) -> None:
    page = open_page(html)
    page.click("#play")
    assert page.inner_text("#wave-text") == "2024"
    page.wait_for_timeout(1700)
    assert page.inner_text("#wave-text") == "2025"
    assert page.get_attribute("#play", "aria-pressed") == "false"


def test_a_member_keeps_its_place_where_it_was_dragged(open_page: Opener, html: str) -> None:
    page = open_page(html)
    was = place_of(page, "data-trust")
    spot, frame = page.evaluate("ciMap.place('data-trust')"), page.locator("#map").bounding_box()
    page.mouse.move(frame["x"] + spot["x"], frame["y"] + spot["y"])
    page.mouse.down()
    page.mouse.move(frame["x"] + spot["x"] + 60, frame["y"] + spot["y"] + 10, steps=4)
    page.mouse.up()
    slide(page, "#wave", 0)
    assert place_of(page, "data-trust")[0] > was[0] + 20


def test_a_large_map_opens_with_its_groups_and_says_what_is_left_out(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ci_network.output.map.data.LARGE", 50)
    page = open_page(draw_map(fake_release()).html)
    assert page.get_attribute("#views [data-view='groups']", "aria-pressed") == "true"
    assert len(drawn(page)["items"]) == fake_release().members["sector"].nunique()
    assert "64 members are too many to read at once" in page.inner_text("#panel")
    assert "single members are left out" in page.inner_text("#status")
    pick(page, "food bank")
    assert page.inner_text("#panel h2") == "Food Bank"
    assert "food-bank" in {item["id"] for item in drawn(page)["items"]}
    assert "northside-primary" not in {item["id"] for item in drawn(page)["items"]}
    view(page, "members")
    assert len(drawn(page)["items"]) == 64


def test_of_many_members_those_that_matter_keep_their_labels(open_page: Opener) -> None:
    page = open_page(draw_map(many(600)).html)
    page.wait_for_timeout(300)
    labels = {label["id"] for label in page.evaluate("ciMap.labels()")}
    assert 10 < len(labels) <= 45
    assert {"m0", "m1"} <= labels
    pick(page, "partner 77")
    page.wait_for_timeout(300)
    labels = {label["id"] for label in page.evaluate("ciMap.labels()")}
    assert labels == set(seen(page)["lit"])


def many(size: int) -> Release:
    """So many members in a ring, each tied to the next and to one further on; two are the backbone."""
    base = fake_release()
    ids = [f"m{number}" for number in range(size)]
    one = base.members.iloc[[0]].loc[lambda frame: frame.index.repeat(size)].reset_index(drop=True)
    members = one.assign(member=ids, label=[f"Partner {number}" for number in range(size)])
    members["is_backbone"] = members["member"].isin(["m0", "m1"])
    tie = base.ties[base.ties["wave"] == "2025"].iloc[[0]].assign(layer="communication", value=3, level="monthly")
    ties = tie.loc[lambda frame: frame.index.repeat(2 * size)].reset_index(drop=True)
    steps = [1] * size + [37] * size
    ties["source"] = ids * 2
    ties["target"] = [ids[(place % size + step) % size] for place, step in enumerate(steps)]
    bare = {"gaps": base.gaps.iloc[:0], "recommendations": base.recommendations.iloc[:0]}
    return replace(base, members=members, ties=ties, node_measures=base.node_measures.iloc[:0], **bare)
