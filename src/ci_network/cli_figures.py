"""The verb that draws still figures. It parses, calls and prints."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ci_network.cli_study import AtLeast, For, Layer, Mapping, Options, Seed, StudyPath, Wave, released


class Kind(StrEnum):
    """A kind of figure; a gain curve needs a plan and is drawn in Python alone."""

    map = "map"
    reach_rings = "reach_rings"
    mixing_matrix = "mixing_matrix"
    centrality_bands = "centrality_bands"
    wave_change = "wave_change"


def add_figure_verb(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command("figure")(figure)


def figure(
    study: StudyPath,
    kind: Annotated[Kind, typer.Argument(help="What to draw.")],
    out: Annotated[Path, typer.Option(help="The file to write: .svg, .pdf or .png.")],
    layer: Layer = None,
    wave: Wave = None,
    at_least: AtLeast = None,
    audience: For = None,
    seed: Seed = 1,
    mapping: Mapping = None,
) -> None:
    """Draw a still figure for print: a map, rings of reach, a matrix of sectors, standing in thirds, change."""
    shown = released(Options(study, layer, wave, at_least, audience, seed, mapping))
    from ci_network.output.figures.draw import figure as drawn
    from ci_network.output.figures.save import save_figure

    # The map page's own seed: members stand on paper where they stand on the page.
    typer.echo(save_figure(drawn(shown, str(kind)), out))
