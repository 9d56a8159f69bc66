"""Release in, one HTML document out: nothing to fetch, nothing to run."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from jinja2 import Environment
from markupsafe import Markup

from ci_network.output.figure import bar
from ci_network.output.map.layout import positions
from ci_network.output.policy import response_policy
from ci_network.output.report import appendix, doing, evidence, findings, forming, methods, opening, reaching
from ci_network.output.report.facts import facts_of
from ci_network.output.report.picture import colour_rules, draw_picture
from ci_network.output.still_page import content_policy, still_environment
from ci_network.output.vocabulary import GLOSSARY
from ci_network.release import Release

MAP_PAGE = "map.html"
_LINE = 110


@dataclass(frozen=True)
class Section:
    """One section of the report: its anchor and its heading."""

    anchor: str
    heading: str


def build_report(release: Release, *, places: pd.DataFrame | None = None, map_page: str = MAP_PAGE) -> str:
    """Return the report as one HTML document: offline, without script, fit for screen and paper.

    Parameters
    ----------
    release
        What may be shown, to the audience it names.
    places
        Where members stand on the map: ``member x y beside``, as ``positions`` gives it; worked out
        from the release where not given. Give the map's own so that both pages show the same picture.
    map_page
        Where the interactive map lies, as seen from the report; "" leaves the link out.

    Returns
    -------
    str
        HTML text; the same release gives the same text, byte for byte.
    """
    where = positions(release) if places is None else places
    environment = still_environment("ci_network.output.report")
    shown = _shown(release, where) | {"map_page": map_page}
    styles = _source(environment, "report.css") + colour_rules(release) + _page_foot(shown["facts"].footer)
    page = environment.get_template("report.html.j2")
    return page.render(styles=Markup(styles), policy_text=content_policy(styles), **shown)


def _shown(release: Release, places: pd.DataFrame) -> dict[str, Any]:
    """Return everything that the template prints."""
    facts, policy = facts_of(release), response_policy(release)
    actions = doing.all_actions(release)
    shown = {
        "facts": facts,
        "policy": policy,
        "rate_bar": bar(facts.rate, "wide"),
        **_numbers(release, policy.shows),
        "picture": draw_picture(release, places),
        "reach": reaching.backbone_reach(release),
        "actions": actions,
        "first_actions": opening.first_actions(actions),
        "effect_note": doing.EFFECT_NOTE,
        "references": doing.references(actions),
        **_framework(release),
        **_record(release),
    }
    return shown | {"sections": _sections(shown)}


def _numbers(release: Release, shows: str) -> dict[str, Any]:
    found = findings.all_findings(release)
    return {
        "tiles": opening.first_tiles(release),
        "all_tiles": opening.all_tiles(release),
        "first_findings": opening.first_findings(found),
        "themes": findings.by_theme(found),
        "members": appendix.member_table(release, shows),
        "measures": appendix.network_table(release),
    }


def _framework(release: Release) -> dict[str, Any]:
    rows, names, present = evidence.phases(release)
    conditions = evidence.five_conditions(release)
    return {
        "conditions": conditions,
        "apart_in_brief": evidence.apart_in_brief(conditions),
        "answers_behind": evidence.answers_behind(release),
        "phase_rows": rows,
        "phase_names": names,
        "present_phase": present,
        "phase_suggestions": forming.phase_suggestions(release),
        "readiness": forming.readiness(release),
        "readiness_in_brief": forming.readiness_in_brief(release),
        "readings": forming.readings(release),
        "roles": forming.roles(release),
        "network_kinds": forming.network_kinds(release),
    }


def _record(release: Release) -> dict[str, Any]:
    inputs, made = methods.provenance(release)
    return {
        "thresholds": methods.thresholds(release),
        "withheld": methods.withheld(release),
        "answered": methods.answered_by_group(release),
        "set_aside": methods.set_aside(release),
        "inputs": inputs,
        "made": made,
        "glossary": GLOSSARY,
    }


def _sections(shown: dict[str, Any]) -> list[Section]:
    """Return the sections that have something to say, in order."""
    framework = shown["conditions"] or shown["phase_rows"] or shown["readiness"]
    every = (
        ("summary", "In brief", True),
        ("map", "The map", True),
        ("findings", "What we found", True),
        ("reach", "How far the backbone reaches", True),
        ("next", "What to do next", True),
        ("framework", "Conditions, phases, readiness", bool(framework)),
        ("methods", "How to read this report", True),
        ("numbers", "The numbers in full", bool(shown["all_tiles"] or shown["measures"])),
        ("members", "Members' measures", True),
        ("provenance", "Where the numbers come from", True),
        ("glossary", "Words used", True),
    )
    return [Section(anchor, heading) for anchor, heading, present in every if present]


def _source(environment: Environment, name: str) -> str:
    if environment.loader is None:  # pragma: no cover - the environment above always has one
        return ""
    return environment.loader.get_source(environment, name)[0]


def _page_foot(text: str) -> str:
    """Return the rule that prints a text and the page number at the foot of every printed page."""
    cut = text if len(text) <= _LINE else text[: _LINE - 1] + "…"
    safe = "".join(mark if mark.isascii() and mark.isalnum() else f"\\{ord(mark):x} " for mark in cut)
    return f'@page {{ @bottom-left {{ content: "{safe}"; }} }}\n'
