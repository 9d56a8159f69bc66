"""The page itself: template, style and programs in one document that may load and call nothing."""

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ci_network.output.map.network import vis_script

# The page's own program, in reading order; they share one scope.
PROGRAMS: Final = (
    *("model.js", "state.js", "colouring.js", "focus.js", "waves.js", "layouts.js", "parts.js", "drawing.js"),
    *("labels.js", "canvas.js", "pointer.js", "keys.js", "finder.js", "filters.js", "legend.js", "panel.js"),
    *("table.js", "svg.js", "exports.js", "link.js", "embedded.js", "start.js"),
)
# What JSON inside a page must not hold as it stands, since it could end the element or the line.
_ESCAPES: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def map_page(data: Mapping[str, Any], *, about: Mapping[str, Any]) -> str:
    """Return the map as one HTML document; ``about`` fills the parts that stand without any program."""
    style, vis, own = _file("map.css"), vis_script(), _program()
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(vis)} {_hash(own)}",
            f"style-src {_hash(style)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return (
        _environment()
        .get_template("map.html.j2")
        .render(
            about=about,
            policy=policy,
            style=Markup(style),
            vis=Markup(vis),
            own=Markup(own),
            data=Markup(json_text(data)),
        )
    )


def json_text(data: Mapping[str, Any]) -> str:
    """Return data as JSON that can stand inside a script element of a page.

    >>> json_text({"label": "</script>"})
    '{"label":"\\\\u003c/script\\\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for mark, escape in _ESCAPES.items():
        text = text.replace(mark, escape)
    return text


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("ci_network.output.map", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _program() -> str:
    parts = "\n".join(_file(name) for name in PROGRAMS)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


def _file(name: str) -> str:
    return (files("ci_network.output.map") / "page" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
