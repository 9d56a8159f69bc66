"""A released plan in, pages and tables out: nothing to fetch, nothing to run."""

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from ci_network.output.map.label import shown
from ci_network.output.map.wording import kept_until
from ci_network.output.plan.curve import draw_curve
from ci_network.output.plan.sheets import Sheet, sheets_of
from ci_network.output.plan.words import aim_rows, guarantee_rows, lead, measure_rows, months
from ci_network.output.still_page import content_policy, still_environment
from ci_network.output.words import counted, hours, share
from ci_network.output.write import csv_text, write_all
from ci_network.wording import sentence

if TYPE_CHECKING:
    from ci_network.disclosure.plan import PlanRelease

SHEETS = "sheets"


def write_plan(release: "PlanRelease", out: str | Path) -> list[Path]:
    """Write a released plan into a folder: the page, its tables, and a sheet for each member; return their paths.

    Parameters
    ----------
    out
        The folder; made where it is missing. Files of the same names in it are replaced.

    Examples
    --------
    >>> import tempfile, ci_network as ci
    >>> plan = ci.plan_engagement(ci.Situation.of(ci.read_study("data/riverbend")), hours=12)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     sorted(path.name for path in ci.write_plan(ci.release_plan(plan, audience="shareable"), folder))
    ['curve.csv', 'introductions.csv', 'plan.html']
    """
    return write_all(out, plan_files(release))


def plan_files(release: "PlanRelease") -> dict[str, str]:
    """Return the files of a released plan by name: ``plan.html``, two tables, and the sheets of an internal one.

    Examples
    --------
    >>> import ci_network as ci
    >>> plan = ci.plan_engagement(ci.Situation.of(ci.read_study("data/riverbend")), hours=12)
    >>> files = plan_files(ci.release_plan(plan, audience="internal"))
    >>> [name for name in files if not name.startswith("sheets/")]
    ['plan.html', 'introductions.csv', 'curve.csv']
    """
    sheets = sheets_of(release)
    found = {
        "plan.html": _page("plan.html.j2", release, **_plan(release), sheets=sheets),
        "introductions.csv": csv_text(release.introductions),
        "curve.csv": csv_text(release.curve),
    }
    if sheets:
        found[f"{SHEETS}/index.html"] = _page(
            "index.html.j2", release, sheets=sheets, per_member=release.about["per_member"]
        )
    return found | {f"{SHEETS}/{one.file}": _sheet(release, one) for one in sheets}


def _plan(release: "PlanRelease") -> dict[str, object]:
    return {
        "lead": lead(release),
        "aims": aim_rows(release),
        "months": months(release),
        "curve": draw_curve(release.curve, aims=release.about["parts"]),
        "measures": measure_rows(release),
        "guarantee": guarantee_rows(release),
        "each": hours(float(release.introductions["hours"].max())) if len(release.introductions) else "",
    }


def _sheet(release: "PlanRelease", sheet: Sheet) -> str:
    return _page("sheet.html.j2", release, sheet=sheet)


def _page(template: str, release: "PlanRelease", **parts: object) -> str:
    about = release.about
    facts = {
        "title": shown(about["title"]) or "Untitled study",
        "purpose": shown(about["purpose"]),
        "keep_until": kept_until(about["keep_until"]) or "not stated",
        "wave": shown(about["wave"]),
        "rule": f"{shown(about['layer'])}, {shown(about['rule'])}",
        "level": shown(about["level"]),
        "backbone": shown(about["backbone"]),
        "synthetic": bool(about["synthetic"]),
        "internal": release.audience == "internal",
        "audience": "Internal: for the coalition only" if release.audience == "internal" else "Shareable",
        "notice": shown(about["notice"]),
        "caveat": sentence(shown(about["caveat"])),
        "answered": f"{about['answered']} of {counted(int(about['members']), 'member')} answered",
        "takes_hold": share(float(about["takes_hold"])),
        "assumption": sentence(release.assumption),
    }
    styles = _style("report", "report.css") + _style("plan", "plan.css")
    page = still_environment("ci_network.output.plan").get_template(template)
    return page.render(styles=Markup(styles), policy_text=content_policy(styles), facts=facts, **parts)


def _style(room: str, name: str) -> str:
    return (files("ci_network.output") / room / name).read_text(encoding="utf-8")
