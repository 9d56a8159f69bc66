"""What every verb that looks at a study shares: its options, how it reads, and how it prints."""

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:  # loaded where they are used: asking for help need not load the analysis
    import pandas as pd

    from ci_network.analysis import Step
    from ci_network.gaps.situation import Situation
    from ci_network.network.tierule import TieRule
    from ci_network.release import Release
    from ci_network.study.study import Study


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


def released(options: Options, *, step: "Step" = lambda _: None) -> "Release":
    """Return the analysis of a study as its audience may see it."""
    step("Reading the study")
    study = read(options.study, options.mapping)
    from ci_network.analysis import analyse
    from ci_network.release import release

    known = analyse(
        study,
        layer=options.layer,
        wave=options.wave,
        rule=rule_of(study, options.at_least),
        rng=options.seed,
        on_step=step,
    )
    return release(known, audience=options.audience)


def situation_of(options: Options) -> "Situation":
    """Return a study and its network, for verbs that work something out beside the analysis."""
    study = read(options.study, options.mapping)
    from ci_network.analysis import main_layer
    from ci_network.gaps.situation import Situation

    layer, rule = options.layer or main_layer(study), rule_of(study, options.at_least)
    return Situation.of(study, layer=layer, wave=options.wave, rule=rule, rng=options.seed)


def rule_of(study: "Study", at_least: str | None) -> "TieRule":
    """Return the tie rule of a study, at another level where one is given."""
    from ci_network.network.tierule import TieRule

    declared = TieRule.declared(study.tie_rule)
    return declared if at_least is None else replace(declared, at_least=at_least)


def read(study: Path, mapping: Path | None) -> "Study":
    """Return the study of a folder, or of an export and its mapping."""
    from ci_network.study.study import read_study, study_from_export

    return read_study(study) if mapping is None else study_from_export(study, mapping)


def print_table(table: "pd.DataFrame", form: Form) -> None:
    """Print a table."""
    if form is Form.csv:
        from ci_network.output.write import csv_text

        typer.echo(csv_text(table), nl=False)
    elif form is Form.json:
        typer.echo(json.dumps(json.loads(table.to_json(orient="records")), indent=2, ensure_ascii=False))
    elif table.empty:
        typer.echo("Nothing was found.")
    else:
        typer.echo(table.to_string(index=False, na_rep="", max_colwidth=60))
