"""The verb that draws still figures. It parses, calls and prints."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Kind(StrEnum):
    """A kind of figure; a gain curve needs a plan, which the command line does not make."""

    map = "map"
    reach_rings = "reach_rings"
    mixing_matrix = "mixing_matrix"
    centrality_bands = "centrality_bands"
    wave_change = "wave_change"


class Audience(StrEnum):
    """For whom an output is made."""

    internal = "internal"
    shareable = "shareable"


def add_figure_verb(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command("figure")(figure)


def figure(
    study: Annotated[Path, typer.Argument(help="The study: a folder with study.toml and its tables.")],
    kind: Annotated[Kind, typer.Argument(help="What to draw.")],
    out: Annotated[Path, typer.Option(help="The file to write: .svg, .pdf or .png.")],
    layer: Annotated[str | None, typer.Option(help="The layer whose ties count (default: communication).")] = None,
    wave: Annotated[str | None, typer.Option(help="The wave (default: the latest).")] = None,
    at_least: Annotated[str | None, typer.Option(help="The lowest level that is a tie.")] = None,
    audience: Annotated[
        Audience | None, typer.Option(help="internal or shareable (default: as the study says).")
    ] = None,
    seed: Annotated[int, typer.Option(help="The seed of every random step: same seed, same result.")] = 1,
) -> None:
    """Draw a still figure for print: a map, rings of reach, a matrix of sectors, standing in thirds, change."""
    from dataclasses import replace

    from ci_network.analysis import analyse
    from ci_network.network.tierule import TieRule
    from ci_network.output.figures.draw import figure as drawn
    from ci_network.output.figures.save import save_figure
    from ci_network.release import release
    from ci_network.study.study import read_study

    found = read_study(study)
    declared = TieRule.declared(found.tie_rule)
    rule = declared if at_least is None else replace(declared, at_least=at_least)
    shown = release(analyse(found, layer=layer, wave=wave, rule=rule, rng=seed), audience=audience)
    typer.echo(save_figure(drawn(shown, str(kind), rng=seed), out))
