"""The widget's Python half; what the page sends is played by setting the synced traits."""

import sys

import pytest
from output.fake_release import fake_release

import ci_network as ci
from ci_network.errors import UnknownNameError, UsageError
from ci_network.output.map import widget as module
from ci_network.output.map.draw import draw_map
from ci_network.output.map.widget import map_widget


def test_before_the_map_is_opened_nobody_is_picked_and_all_are_seen() -> None:
    pytest.importorskip("anywidget")
    widget = map_widget(fake_release())
    assert widget.picked.empty
    assert len(widget.seen) == 64
    assert widget.filters == {}


def test_what_is_picked_and_seen_comes_back_as_members() -> None:
    pytest.importorskip("anywidget")
    widget = map_widget(fake_release())
    widget.set_state(
        {"picked_ids": ["food-bank"], "seen_ids": ["ymca-riverbend", "food-bank"], "filters": {"wave": "2025"}}
    )
    assert widget.picked.iloc[0][["member", "label", "sector"]].to_list() == [
        "food-bank",
        "Food Bank",
        "Community groups",
    ]
    assert widget.seen["member"].to_list() == ["ymca-riverbend", "food-bank"]
    assert widget.filters == {"wave": "2025"}


def test_ids_that_no_member_has_are_not_believed() -> None:
    pytest.importorskip("anywidget")
    widget = map_widget(fake_release())
    widget.set_state({"picked_ids": ["<script>", "food-bank", "food-bank"]})
    assert widget.picked["member"].to_list() == ["food-bank"]


def test_a_member_can_be_picked_twice_in_a_row() -> None:
    pytest.importorskip("anywidget")
    widget = map_widget(fake_release())
    heard = []
    widget.observe(lambda change: heard.append(change["new"]["pick"]), "wish")
    widget.pick("food-bank")
    widget.pick("food-bank")
    widget.pick(None)
    assert heard == ["food-bank", "food-bank", None]
    with pytest.raises(UnknownNameError, match="no member 'nobody'"):
        widget.pick("nobody")


def test_changes_can_be_observed() -> None:
    pytest.importorskip("anywidget")
    widget = map_widget(fake_release())
    heard = []
    widget.observe(lambda _: heard.append(len(widget.picked)), "picked_ids")
    widget.set_state({"picked_ids": ["food-bank"]})
    assert heard == [1]


def test_the_widget_holds_the_same_page_as_the_map() -> None:
    pytest.importorskip("anywidget")
    assert map_widget(fake_release()).html == draw_map(fake_release()).html


def test_a_shareable_widget_holds_no_withheld_name() -> None:
    pytest.importorskip("anywidget")
    analysis = ci.analyse(ci.read_study("data/riverbend"))
    shareable = ci.release(analysis, audience="shareable", salt="test")
    widget = map_widget(shareable)
    held = str(widget.get_state()) + widget.seen.to_csv()
    members = analysis.network.members
    withheld = members.loc[members["consent_named_public"] != "yes", "name"]
    assert len(withheld) > 0
    assert not [name for name in withheld if name in held]


def test_without_anywidget_the_mend_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "anywidget", None)
    module._widget_class.cache_clear()
    with pytest.raises(UsageError, match=r'pip install "ci-network\[widget\]"'):
        map_widget(fake_release())
    module._widget_class.cache_clear()
