"""The verb that plans introductions. It parses, calls and prints."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

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
    situation_of,
)

# What fits a terminal; the other forms have every column.
_PRINTED = ["month", "one", "other", "introducer", "gain", "expected", "why"]


class Aim(StrEnum):
    """What a plan aims at."""

    reach = "reach"
    even_reach = "even-reach"
    congruence = "congruence"
    resilience = "resilience"
    mix = "mix"


class Who(StrEnum):
    """Who is introduced to whom."""

    both = "both"
    partners = "partners"
    backbone = "backbone"


def add_plan_verb(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command("plan")(plan)


def plan(
    study: StudyPath,
    hours: Annotated[float, typer.Option(help="All hours that the plan may take, of everybody together.")],
    objective: Annotated[Aim, typer.Option(help="What the introductions are to do.")] = Aim.reach,
    per_member: Annotated[int, typer.Option(help="The most new ties asked of one partner.")] = 2,
    per_backbone: Annotated[int, typer.Option(help="The most new ties asked of one member of the backbone.")] = 4,
    months: Annotated[int, typer.Option(help="Over how many months the hours are spread.")] = 6,
    between: Annotated[Who, typer.Option(help="Introductions between partners, to the backbone, or both.")] = Who.both,
    out: Annotated[
        Path | None, typer.Option(help="Write plan.html, its tables and the members' sheets into this folder.")
    ] = None,
    layer: Layer = None,
    wave: Wave = None,
    at_least: AtLeast = None,
    audience: For = None,
    seed: Seed = 1,
    mapping: Mapping = None,
    form: Format = Form.table,
) -> None:
    """Plan whom to introduce to whom, month by month: the best set for the hours there are."""
    from ci_network.advice.plan import plan_engagement
    from ci_network.advice.plan_limits import PlanLimits
    from ci_network.disclosure.plan import release_plan

    limits = PlanLimits(per_member, per_backbone, months=months, who=between.value)
    situation = situation_of(Options(study, layer, wave, at_least, audience, seed, mapping))
    made = plan_engagement(situation, hours=hours, objective=objective.value, limits=limits, rng=seed)
    shown = release_plan(made, audience=audience)
    print_table(shown.introductions[_PRINTED] if form is Form.table else shown.introductions, form)
    typer.echo(f"{shown.assumption.capitalize()}. {shown.guarantee['plan'].capitalize()}.", err=True)
    if out is not None:
        from ci_network.output.plan import write_plan

        paths = write_plan(shown, out)
        for path in sorted(paths, key=lambda path: path.name == "plan.html"):
            if path.parent == out:
                typer.echo(path, err=True)
