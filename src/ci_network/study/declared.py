"""What ``study.toml`` declares, with the defaults that hold where it is silent."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ci_network.errors import Problem
from ci_network.intake.read import STUDY_FILE
from ci_network.study.layer import DEFAULT_LAYERS, Layer
from ci_network.terms import AUDIENCES, LABELS, LAYER_KINDS, ONE_WAY_CHANNELS, PHASES, SYMMETRISE

# Every key that may stand in each section, and the type that it must have.
_KEYS: Final[Mapping[str, Mapping[str, type | tuple[type, ...]]]] = {
    "study": {
        "title": str,
        "purpose": str,
        "keep_until": dt.date,
        "backbone": list,
        "phase": int,
        "required_sectors": list,
        "one_way_channels": list,
        "audience": str,
        "synthetic": bool,
        "source": str,
        "labels": str,
        "ignore": list,
    },
    "tie_rule": {
        "at_least": (str, int, float),
        "symmetrise": str,
        "channels": list,
        "purposes": list,
        "min_reports": int,
    },
    "layer": {
        "kind": str,
        "scale": list,
        "low": (int, float),
        "high": (int, float),
        "directed": bool,
        "items": list,
    },
}
_CHOICES: Final[Mapping[tuple[str, str], tuple[Any, ...]]] = {
    ("study", "phase"): tuple(PHASES),
    ("study", "audience"): AUDIENCES,
    ("study", "labels"): tuple(LABELS),
    ("tie_rule", "symmetrise"): SYMMETRISE,
    ("tie_rule", "min_reports"): (1, 2),
    ("layer", "kind"): LAYER_KINDS,
}
_TYPE_WORDS: Final = {str: "text", list: "a list", int: "a whole number", bool: "true or false", dt.date: "a date"}
_SECTIONS: Final = ("study", "tie_rule", "layers", "survey")


@dataclass(frozen=True)
class Declared:
    """What a study says of itself. ``layers`` holds the declared layers and, where silent, the field's own."""

    title: str = "Untitled study"
    purpose: str = ""
    keep_until: dt.date | None = None
    backbone: tuple[str, ...] = ()
    phase: int | None = None
    required_sectors: tuple[str, ...] = ()
    one_way_channels: tuple[str, ...] = ONE_WAY_CHANNELS
    audience: str = "internal"
    synthetic: bool = False
    source: str = ""
    labels: str = "classic"
    tie_rule: Mapping[str, Any] = field(default_factory=dict)
    layers: Mapping[str, Layer] = field(default_factory=dict)
    # Whether the study names its layers itself: then a layer it does not name is a slip, not a count.
    layers_are_named: bool = False

    def layer_of(self, table_name: str) -> Layer | None:
        """Return the layer to which rows of this name in the ties table belong; ``None`` where none is known."""
        found = next((layer for layer in self.layers.values() if table_name in layer.table_names()), None)
        if found is None and not self.layers_are_named:
            return Layer(table_name)
        return found


def read_declared(settings: Mapping[str, Any]) -> tuple[Declared, list[Problem]]:
    """Return what the settings declare, and every fault in them (faulty keys are left at their default)."""
    problems = [
        _problem(section, str(section), "the section is not known", f"Sections are: {', '.join(_SECTIONS)}")
        for section in settings
        if section not in _SECTIONS
    ]
    study, found = _section("study", settings.get("study", {}))
    rule, more = _section("tie_rule", settings.get("tie_rule", {}))
    problems += found + more
    layers = {name: Layer.declared(name, given) for name, given in DEFAULT_LAYERS.items()}
    for name, given in settings.get("layers", {}).items():
        known, found = _section("layer", given, shown=f"layers.{name}")
        layers[name] = Layer.declared(name, known)
        problems += found
    study.pop("ignore", None)
    for key in ("backbone", "required_sectors", "one_way_channels"):
        if key in study:
            study[key] = tuple(str(part) for part in study[key])
    declared = Declared(**study, tie_rule=rule, layers=layers, layers_are_named="layers" in settings)
    return declared, problems


def _section(name: str, given: Any, *, shown: str = "") -> tuple[dict[str, Any], list[Problem]]:
    if not isinstance(given, dict):
        return {}, [
            _problem(shown or name, str(given), "it is not a section", f"Write [{shown or name}] on its own line")
        ]
    good: dict[str, Any] = {}
    problems = []
    for key, value in given.items():
        fault = _fault(name, key, value)
        if fault:
            problems.append(_problem(f"{shown or name}.{key}", str(value), *fault))
        else:
            good[key] = value
    return good, problems


def _fault(section: str, key: str, value: Any) -> tuple[str, str] | None:
    keys = _KEYS[section]
    if key not in keys:
        return "the key is not known", f"Keys are: {', '.join(keys)}"
    wanted = keys[key]
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        words = _TYPE_WORDS[wanted] if isinstance(wanted, type) else "a number or a label"
        return f"it is not {words}", f"Write {key} as {words}"
    choices = _CHOICES.get((section, key))
    if choices and value not in choices:
        return "it is none of the choices", f"Write one of: {', '.join(str(choice) for choice in choices)}"
    return None


def _problem(column: str, value: str, what: str, mend: str) -> Problem:
    return Problem(STUDY_FILE, None, column, value, what, mend)
