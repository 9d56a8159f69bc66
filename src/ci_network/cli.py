"""The command line: parse, call, print. No logic lives here."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ci_network.cli_figures import add_figure_verb
from ci_network.cli_files import add_file_verbs
from ci_network.errors import CiNetworkError, StudyError, UsageError

if TYPE_CHECKING:  # loaded where they are used: asking for help need not load the analysis
    import pandas as pd

    from ci_network.analysis import Step
    from ci_network.network.tierule import TieRule
    from ci_network.release import Release
    from ci_network.study.study import Study

app = typer.Typer(
    name="ci-network",
    help="Stakeholder network analysis for collective impact.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@dataclass(frozen=True)
class Options:
    """What every verb that analyses a study is told."""

    study: Path
    layer: str | None
    wave: str | None
    at_least: str | None
    audience: str | None
    seed: int
    mapping: Path | None = None


class Audience(StrEnum):
    """For whom an output is made."""

    internal = "internal"
    shareable = "shareable"


class Form(StrEnum):
    """How a table is printed."""

    table = "table"
    csv = "csv"
    json = "json"


StudyPath = Annotated[
    Path, typer.Argument(help="The study: a folder with study.toml and its tables, or a survey export with --mapping.")
]
Layer = Annotated[str | None, typer.Option(help="The layer whose ties count (default: communication).")]
Wave = Annotated[str | None, typer.Option(help="The wave (default: the latest).")]
AtLeast = Annotated[str | None, typer.Option(help="The lowest level that is a tie: a label, a number, or any.")]
Seed = Annotated[int, typer.Option(help="The seed of every random step: same seed, same result.")]
Format = Annotated[Form, typer.Option("--format", help="How to print the table.")]
Mapping = Annotated[
    Path | None,
    typer.Option(help="A study.toml that says how to read STUDY, which is then a survey export."),
]
For = Annotated[Audience | None, typer.Option(help="internal or shareable (default: as the study says).")]


@app.command()
def report(
    study: StudyPath,
    out: Annotated[Path, typer.Option(help="The folder to write into.")],
    layer: Layer = None,
    wave: Wave = None,
    at_least: AtLeast = None,
    audience: For = None,
    seed: Seed = 1,
    mapping: Mapping = None,
) -> None:
    """Write report, map, tables and graph of a study: the main job."""
    with _progress() as step:
        released = _release(Options(study, layer, wave, at_least, audience, seed, mapping), step=step)
        from ci_network.output.bundle import write_report

        paths = write_report(released, out, on_step=step)
    for path in sorted(paths, key=lambda path: (path.suffix == ".html", path.name == "report.html")):
        typer.echo(path)


@app.command("map")
def draw(
    study: StudyPath,
    out: Annotated[Path, typer.Option(help="The HTML file to write.")],
    layer: Layer = None,
    wave: Wave = None,
    at_least: AtLeast = None,
    audience: For = None,
    seed: Seed = 1,
    mapping: Mapping = None,
) -> None:
    """Write the interactive network map alone."""
    with _progress() as step:
        released = _release(Options(study, layer, wave, at_least, audience, seed, mapping), step=step)
        from ci_network.output.map import draw_map

        step("Drawing the map")
        path = draw_map(released).save(out)
    typer.echo(path)


@app.command()
def check(study: StudyPath, mapping: Mapping = None) -> None:
    """Look for every problem of a study at once, and say how to mend each."""
    found = _read(study, mapping)
    people, ties = len(found.table("stakeholders")), len(found.table("ties"))
    waves = ", ".join(wave for wave in found.waves if wave) or "no waves"
    typer.echo(f"{found.title}: no problems. {people} stakeholders, {ties} reports of ties, waves: {waves}.")


@app.command()
def measures(
    study: StudyPath,
    layer: Layer = None,
    wave: Wave = None,
    at_least: AtLeast = None,
    audience: For = None,
    seed: Seed = 1,
    mapping: Mapping = None,
    form: Format = Form.table,
    network: Annotated[bool, typer.Option("--network", help="The measures of the whole network instead.")] = False,
) -> None:
    """Print the measures of every member, or of the whole network."""
    released = _release(Options(study, layer, wave, at_least, audience, seed, mapping))
    _print(released.network_measures if network else released.node_measures, form)


@app.command()
def gaps(
    study: StudyPath,
    layer: Layer = None,
    wave: Wave = None,
    at_least: AtLeast = None,
    audience: For = None,
    seed: Seed = 1,
    mapping: Mapping = None,
    form: Format = Form.table,
) -> None:
    """Print the gaps found, each with its evidence."""
    _print(_release(Options(study, layer, wave, at_least, audience, seed, mapping)).gaps, form)


@app.command()
def reach(
    study: StudyPath,
    layer: Layer = None,
    wave: Wave = None,
    at_least: AtLeast = None,
    audience: For = None,
    seed: Seed = 1,
    mapping: Mapping = None,
    form: Format = Form.table,
) -> None:
    """Print how far the backbone reaches, as a whole and by sector."""
    _print(_release(Options(study, layer, wave, at_least, audience, seed, mapping)).reach, form)


@app.command()
def compare(
    study: StudyPath,
    first: Annotated[str | None, typer.Option("--from", help="The earlier wave (default: the last but one).")] = None,
    second: Annotated[str | None, typer.Option("--to", help="The later wave (default: the latest).")] = None,
    layer: Annotated[str, typer.Option(help="The layer whose ties are compared.")] = "communication",
    at_least: AtLeast = None,
    audience: For = None,
    seed: Seed = 1,
    form: Format = Form.table,
    mapping: Mapping = None,
) -> None:
    """Compare two waves: ties kept, gained, lost; joiners and leavers apart; is it more than chance."""
    from ci_network.disclosure.comparison import release_comparison
    from ci_network.disclosure.team_only import NEVER_BY_MEMBER
    from ci_network.inference.change import compare_table, compare_waves

    found = _read(study, mapping)
    if found.layer(layer).kind == "rating":
        raise UsageError(NEVER_BY_MEMBER)
    change = compare_waves(found, first, second, layer=layer, rule=_rule(found, at_least), rng=seed)
    if form is Form.table:
        for sentence in change.headlines["sentence"]:
            typer.echo(f"- {sentence}")
    _print(release_comparison(compare_table(change), found, audience=audience or found.audience), form)


add_file_verbs(app)
add_figure_verb(app)


def main() -> None:
    """Run the command line; exit 1 where the input is at fault, 2 for misuse, 3 for a fault of ours; no traceback."""
    try:
        app()
    except StudyError as error:
        for problem in error.problems:
            typer.echo(str(problem), err=True)
        count = len(error.problems)
        typer.echo(f"{count} problem{'s' if count > 1 else ''}; nothing was written.", err=True)
        sys.exit(1)
    except UsageError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
    except CiNetworkError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
    except Exception as error:
        if "CI_NETWORK_DEBUG" in os.environ:
            raise
        fault = f"{type(error).__name__}: {error}"
        typer.echo(f"A fault of ours, not of your data ({fault}). Nothing was written; please report it.", err=True)
        sys.exit(3)


def _release(options: Options, *, step: "Step" = lambda _: None) -> "Release":
    step("Reading the study")
    study = _read(options.study, options.mapping)
    from ci_network.analysis import analyse
    from ci_network.release import release

    known = analyse(
        study,
        layer=options.layer,
        wave=options.wave,
        rule=_rule(study, options.at_least),
        rng=options.seed,
        on_step=step,
    )
    return release(known, audience=options.audience)


def _rule(study: "Study", at_least: str | None) -> "TieRule":
    from ci_network.network.tierule import TieRule

    declared = TieRule.declared(study.tie_rule)
    return declared if at_least is None else replace(declared, at_least=at_least)


def _read(study: Path, mapping: Path | None) -> "Study":
    from ci_network.study.study import read_study, study_from_export

    return read_study(study) if mapping is None else study_from_export(study, mapping)


@contextmanager
def _progress() -> "Iterator[Step]":
    """Show the step under way on a terminal; say nothing where the output goes elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("Starting") as status:
        yield lambda words: status.update(f"{words} ...")


def _print(table: "pd.DataFrame", form: Form) -> None:
    if form is Form.csv:
        from ci_network.output.write import csv_text

        typer.echo(csv_text(table), nl=False)
    elif form is Form.json:
        typer.echo(json.dumps(json.loads(table.to_json(orient="records")), indent=2, ensure_ascii=False))
    else:
        typer.echo(table.to_string(index=False, na_rep="", max_colwidth=60))
