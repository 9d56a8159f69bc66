"""Settings as the text of a ``study.toml``, each line with what speaks for it."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from ci_network.intake.surveys.propose_result import Line

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_SECTIONS: Final = ("rows", "roster", "privacy")
_LONGEST: Final = 150


def settings_text(settings: Mapping[str, Any], lines: Mapping[str, Line], head: Sequence[str] = ()) -> str:
    """Return settings as TOML; a line that a person must confirm is marked so, with its reason.

    Parameters
    ----------
    settings
        ``study``, ``tie_rule``, ``layers`` and ``survey`` (a list of tables).
    lines
        What speaks for each key.
    head
        Sentences to stand above everything.
    """
    out = [f"# {sentence}" for sentence in head]
    for name in ("study", "tie_rule"):
        if settings.get(name):
            out += ["", f"[{name}]", *_pairs(settings[name], name, lines)]
    for name, layer in settings.get("layers", {}).items():
        out += ["", f"[layers.{_key(name)}]", *_pairs(layer, f"layers.{name}", lines)]
    for survey in settings.get("survey", []):
        out += ["", "[[survey]]", *_survey(survey, lines)]
    return "\n".join(out).lstrip("\n") + "\n"


def _survey(survey: Mapping[str, Any], lines: Mapping[str, Line]) -> list[str]:
    blocks = {name: part for name, part in survey.items() if name in ("ties", "activities")}
    plain = {name: part for name, part in survey.items() if name not in blocks and name not in _SECTIONS}
    out = _pairs(plain, "survey", lines)
    for name in _SECTIONS:
        if survey.get(name):
            out += ["", f"[survey.{name}]", *_pairs(survey[name], f"survey.{name}", lines)]
    for name, parts in blocks.items():
        for number, block in enumerate(parts, start=1):
            out += ["", f"[[survey.{name}]]", *_pairs(block, f"survey.{name}[{number}]", lines)]
    return out


def _pairs(table: Mapping[str, Any], place: str, lines: Mapping[str, Line]) -> list[str]:
    out = []
    for key, value in table.items():
        line = lines.get(f"{place}.{key}") or _below(f"{place}.{key}", lines)
        if line is not None:
            out += [f"# {_word(line)}{line.reason}" for _ in (0,)]
        out.append(f"{_key(key)} = {_value(value)}")
    return [_one_line(text) if text.startswith("# ") else text for text in out]


def _word(line: Line) -> str:
    return "CONFIRM: " if line.must_confirm else f"{line.confidence:.0%}: "


def _below(place: str, lines: Mapping[str, Line]) -> Line | None:
    """Return what speaks for the first key under a place (``rows.drop.Status``)."""
    return next((line for key, line in lines.items() if key.startswith(place + ".")), None)


def _one_line(text: str) -> str:
    flat = " ".join(part for part in re.sub(r"[\x00-\x1f\x7f]", " ", text).split())
    return flat if len(flat) <= 400 else flat[:397] + "..."


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _text(text: str) -> str:
    """Return text as a basic TOML string: JSON's escapes are TOML's, but for what lies beyond them."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(str(key))} = {_value(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list | tuple):
        return _list(list(value))
    return _text(value) if isinstance(value, str) else str(value)


def _list(parts: list[Any]) -> str:
    flat = "[" + ", ".join(_value(part) for part in parts) + "]"
    if len(flat) <= _LONGEST or not all(isinstance(part, str) for part in parts):
        return flat
    return "[\n" + "".join(f"  {_value(part)},\n" for part in parts) + "]"
