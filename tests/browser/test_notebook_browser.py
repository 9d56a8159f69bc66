"""The map inside another page: as a notebook shows it, and as a widget with its model played by the page."""

import base64
import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from output.fake_release import fake_release

from ci_network.output.map import draw_map

pytestmark = pytest.mark.browser
Opener = Callable[..., Any]

HOST = """<!doctype html><meta charset="utf-8"><title>Host</title>
<style>h1 {{ color: rgb(1, 2, 3); font: 20px serif }}</style><h1>A notebook</h1><main>{inside}</main>"""

# What anywidget gives a widget: a model with values, changes and listeners.
MODEL = """
const values = {values}, listeners = {{}};
window.saved = [];
window.model = {{
  get: (key) => values[key],
  set: (key, value) => {{ values[key] = value; }},
  save_changes: () => window.saved.push(JSON.parse(JSON.stringify({{ ...values, html: "" }}))),
  on: (name, call) => {{ (listeners[name] ??= []).push(call); }},
  off: (name, call) => {{ listeners[name] = (listeners[name] ?? []).filter((one) => one !== call); }},
  change: (key, value) => {{ values[key] = value; (listeners[`change:${{key}}`] ?? []).forEach((call) => call()); }},
}};
import("data:text/javascript;base64,{program}").then((module) => {{
  window.stop = module.default.render({{ model: window.model, el: document.querySelector("main") }});
}});
"""


def framed(page: Any) -> Any:
    page.wait_for_selector("iframe")
    frame = page.query_selector("iframe").content_frame()
    frame.wait_for_selector("#search")
    until(lambda: frame.evaluate("typeof ciMap === 'object' && ciMap.seen().members.length > 0"))
    return frame


def until(true: Callable[[], Any]) -> None:
    """Ask again until it is so: the page's policy allows no text to be run as code, so the wait is here."""
    import time

    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def pick(frame: Any, name: str) -> None:
    frame.fill("#search", name)
    frame.press("#search", "Enter")


def test_a_map_in_a_notebook_shows_itself_and_keeps_its_style_to_itself(open_page: Opener) -> None:
    shown = HOST.format(inside=draw_map(fake_release())._repr_html_())
    page = open_page(shown)
    frame = framed(page)
    assert len(frame.evaluate("ciMap.seen().members")) == 64
    style = "(() => { const s = getComputedStyle(document.querySelector('h1')); return [s.color, s.fontSize] })()"
    assert page.evaluate(style) == ["rgb(1, 2, 3)", "20px"]
    assert page.evaluate("document.querySelectorAll('style').length") == 1
    # A sandbox without allow-same-origin: the frame cannot reach the notebook.
    assert page.query_selector("iframe").get_attribute("sandbox") == "allow-scripts allow-downloads"
    assert frame.evaluate("(() => { try { return parent.document.title } catch { return 'closed' } })()") == "closed"


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_an_executed_notebook_opens_without_a_server(open_page: Opener) -> None:
    code = """import ci_network as ci
ci.draw_map(ci.release(ci.analyse(ci.read_study("data/knoke"))))"""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    NotebookClient(book, timeout=120, kernel_name="python3").execute()
    html = "".join(output["data"]["text/html"] for output in book.cells[0]["outputs"] if "data" in output)
    frame = framed(open_page(HOST.format(inside=html)))
    assert len(frame.evaluate("ciMap.seen().members")) == 10


@pytest.fixture
def host(open_page: Opener) -> Any:
    program = (files("ci_network.output.map") / "widget.js").read_text(encoding="utf-8")
    values = {"html": draw_map(fake_release()).html, "height": 700, "wish": {}, "picked_ids": [], "seen_ids": None}
    model = MODEL.format(
        values=json.dumps(values).replace("<", "\\u003c"), program=base64.b64encode(program.encode()).decode()
    )
    return open_page(HOST.format(inside="") + f"<script type='module'>{model}</script>")


def test_what_is_picked_in_the_frame_comes_to_the_model(host: Any) -> None:
    frame = framed(host)
    pick(frame, "Food Bank")
    until(lambda: host.evaluate("model.get('picked_ids').join()") == "food-bank")
    assert len(host.evaluate("model.get('seen_ids')")) == 64
    assert isinstance(host.evaluate("model.get('filters')"), dict)


def test_a_wish_of_python_is_picked_in_the_frame(host: Any) -> None:
    frame = framed(host)
    host.evaluate("model.change('wish', { pick: 'homes-first', count: 1 })")
    until(lambda: "Homes First" in frame.inner_text("#panel"))
    until(lambda: host.evaluate("model.get('picked_ids').join()") == "homes-first")


def test_other_pages_are_not_believed(host: Any) -> None:
    framed(host)
    host.evaluate("window.postMessage({ ciNetworkMap: 1, picked: ['food-bank'], seen: [], filters: {} }, '*')")
    host.evaluate("new Promise((done) => setTimeout(done, 100))")
    assert "food-bank" not in host.evaluate("model.get('picked_ids')")


def test_the_widget_lets_go_of_its_listeners(host: Any) -> None:
    frame = framed(host)
    host.evaluate("stop()")
    count = host.evaluate("saved.length")
    pick(frame, "Food Bank")
    host.evaluate("new Promise((done) => setTimeout(done, 100))")
    assert host.evaluate("saved.length") == count
