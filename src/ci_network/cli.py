"""The command line: parse, call, print. No logic lives here."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ci_network.cli_figures import add_figure_verb
from ci_network.cli_files import add_file_verbs
from ci_network.cli_plan import add_plan_verb
from ci_network.cli_study import (
    AtLeast,
    For,
    Form,
    Format,
    Layer,
    Mapping,
    Options,
    Seed,
    StudyPath,
    Wave,
    print_table,
    read,
    released,
    rule_of,
)
from ci_network.cli_whatif import add_advice_verbs
from ci_network.errors import CiNetworkError, StudyError, UsageError

if TYPE_CHECKING:  # loaded where they are used: asking for help need not load the analysis
    from ci_network.analysis import Step

app = typer.Typer(
    name="ci-network",
    help="Stakeholder network analysis for collective impact.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


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
        shown = released(Options(study, layer, wave, at_least, audience, seed, mapping), step=step)
        from ci_network.output.bundle import write_report

        paths = write_report(shown, out, on_step=step)
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
        shown = released(Options(study, layer, wave, at_least, audience, seed, mapping), step=step)
        from ci_network.output.map import draw_map

        step("Drawing the map")
        path = draw_map(shown).save(out)
    typer.echo(path)


@app.command()
def check(study: StudyPath, mapping: Mapping = None) -> None:
    """Look for every problem of a study at once, and say how to mend each."""
    found = read(study, mapping)
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
    shown = released(Options(study, layer, wave, at_least, audience, seed, mapping))
    print_table(shown.network_measures if network else shown.node_measures, form)


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
    print_table(released(Options(study, layer, wave, at_least, audience, seed, mapping)).gaps, form)


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
    print_table(released(Options(study, layer, wave, at_least, audience, seed, mapping)).reach, form)


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

    found = read(study, mapping)
    if found.layer(layer).kind == "rating":
        raise UsageError(NEVER_BY_MEMBER)
    change = compare_waves(found, first, second, layer=layer, rule=rule_of(found, at_least), rng=seed)
    if form is Form.table:
        for sentence in change.headlines["sentence"]:
            typer.echo(f"- {sentence}")
    print_table(release_comparison(compare_table(change), found, audience=audience or found.audience), form)


add_file_verbs(app)
add_plan_verb(app)
add_figure_verb(app)
add_advice_verbs(app)


def main() -> None:
    """Run the command line; exit 1 where the input is at fault, 2 for misuse, 3 for a fault of ours; no traceback."""
    gc.freeze()  # the libraries stay to the end: looking for garbage among them takes a tenth of the time
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


@contextmanager
def _progress() -> "Iterator[Step]":
    """Show the step under way on a terminal; say nothing where the output goes elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("Starting") as status:
        yield lambda words: status.update(f"{words} ...")
