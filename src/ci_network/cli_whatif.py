"""The verbs about what to do next: advise and whatif. They parse, call and print."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperCommand

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
    released,
    situation_of,
)
from ci_network.errors import UsageError
from ci_network.wording import capital

if TYPE_CHECKING:
    from ci_network.advice.operations import Operation
    from ci_network.disclosure.whatif import ShownWhatIf

_GIVEN: Final = "operations given"


@dataclass(frozen=True)
class How:
    """How the contacts that are added are kept: how often, by which channel."""

    level: str | None
    channel: str


@dataclass(frozen=True)
class Flag:
    """An operation on the command line: the values it takes, what it does, and how it is made of them."""

    values: tuple[str, ...]
    meaning: str
    make: Callable[[Any, list[str], How], "Operation"]


_PAIR: Final = ("A", "B")
# The first argument of ``make`` is the module of operations, which is loaded only where there is something to work out.
FLAGS: Final = {
    "--add-tie": Flag(_PAIR, "put A and B in contact", lambda ops, v, how: ops.AddTie(*v, how.level, how.channel)),
    "--set-frequency": Flag((*_PAIR, "LEVEL"), "set how often A and B are in contact",
                            lambda ops, v, _how: ops.SetFrequency(*v)),
    "--confirm-tie": Flag(_PAIR, "both A and B report their contact", lambda ops, v, _how: ops.ConfirmTie(*v)),
    "--add-member": Flag(("NAME:SECTOR:TIES",), "a new member, in contact with TIES",
                         lambda ops, v, how: _new_member(ops, v[0], how)),
    "--remove-member": Flag(("A",), "A leaves", lambda ops, v, _how: ops.RemoveMember(*v)),
    "--join-activity": Flag(("A", "ACTIVITY"), "A takes part in ACTIVITY", lambda ops, v, _how: ops.JoinActivity(*v)),
    "--set-lead": Flag(("ACTIVITY", "A"), "A leads ACTIVITY", lambda ops, v, _how: ops.SetLead(*v)),
    "--add-co-lead": Flag(("ACTIVITY", "A"), "A leads ACTIVITY beside its lead",
                          lambda ops, v, _how: ops.AddCoLead(*v)),
    "--link-activities": Flag(("ACTIVITY", "OTHER"), "ACTIVITY depends on OTHER",
                              lambda ops, v, _how: ops.LinkActivities(*v)),
    "--merge-activities": Flag(("ACTIVITY", "OTHER"), "ACTIVITY takes in OTHER",
                               lambda ops, v, _how: ops.MergeActivities(*v)),
    "--adopt-outcome": Flag(("A", "OUTCOME"), "A commits itself to OUTCOME",
                            lambda ops, v, _how: ops.AdoptOutcome(*v)),
    "--add-activity": Flag(("OUTCOME", "MEMBERS"), "a new activity for OUTCOME with MEMBERS",
                           lambda ops, v, _how: ops.AddActivity(v[0], _listed(v[1]))),
    "--share-measure": Flag(("A", "MEASURE"), "A reports MEASURE", lambda ops, v, _how: ops.ShareMeasure(*v)),
    "--delegate": Flag((*_PAIR, "COUNT"), "A hands COUNT contacts over to B",
                       lambda ops, v, _how: ops.Delegate(v[0], v[1], _count(v[2]))),
    "--delegate-activities": Flag((*_PAIR, "COUNT"), "A hands COUNT activities over to B",
                                  lambda ops, v, _how: ops.Delegate(v[0], v[1], _count(v[2]), "activities")),
    "--convene": Flag(("MEMBERS",), "bring MEMBERS together",
                      lambda ops, v, how: ops.Convene(_listed(v[0]), how.level)),
    "--seed-from": Flag(("MEMBERS",), "a message starts with MEMBERS, not the backbone",
                        lambda ops, v, _how: ops.Seed(_listed(v[0]))),
    "--enlarge-backbone": Flag(("MEMBERS",), "MEMBERS share the backbone function",
                               lambda ops, v, _how: ops.EnlargeBackbone(_listed(v[0]))),
}  # fmt: skip


class OperationsCommand(TyperCommand):
    """A command that takes operations in any number and order; they are applied in the order given."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Set the operations aside, and leave the other options to be read as ever."""
        given, others = _operations_in(args)
        ctx.meta[_GIVEN] = given
        return super().parse_args(ctx, others)


_HELP: Final = "\n\n".join(
    [
        "Try changes out: every headline before and after, simulated, not a forecast of outcomes.",
        "Changes, in the order in which they are to happen; members by id or name, MEMBERS and TIES joined by commas:",
        "\b\n" + "\n".join(f"{' '.join((flag, *spec.values))}: {spec.meaning}" for flag, spec in FLAGS.items()),
    ]
)


def add_advice_verbs(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command("advise")(advise)
    app.command("whatif", cls=OperationsCommand, help=_HELP)(whatif)


def advise(
    study: StudyPath,
    layer: Layer = None,
    wave: Wave = None,
    at_least: AtLeast = None,
    audience: For = None,
    seed: Seed = 1,
    mapping: Mapping = None,
    form: Format = Form.table,
) -> None:
    """Print what to do next: a short ranked list, each action with its reason."""
    advice = released(Options(study, layer, wave, at_least, audience, seed, mapping)).recommendations
    if form is not Form.table:
        print_table(advice, form)
        return
    if advice.empty:
        typer.echo("No rule calls for an action.")
    for row in advice.to_dict("records"):
        typer.echo(f"{row['rank']}. {row['action']}")
        for head, text in (("Why", row["why"]), ("Should change", row["change"]), ("Watch", row["watch"])):
            if text:
                typer.echo(f"   {head}: {text}")
        typer.echo(f"   Hours: {row['hours']:g}")


def whatif(
    ctx: typer.Context,
    study: StudyPath,
    level: Annotated[str | None, typer.Option(help="How often those put in contact are (default: the rule's).")] = None,
    channel: Annotated[str, typer.Option(help="By which channel --add-tie puts in contact.")] = "",
    layer: Layer = None,
    wave: Wave = None,
    at_least: AtLeast = None,
    audience: For = None,
    seed: Seed = 1,
    mapping: Mapping = None,
    form: Format = Form.table,
) -> None:
    """Try changes out; the help is made of the table of flags."""
    given: list[tuple[str, list[str]]] = ctx.meta[_GIVEN]
    if not given:
        raise UsageError("Say what to change, such as --add-tie A B. See --help for all that can be.")
    from ci_network.advice import operations as ops
    from ci_network.advice.whatif import what_if
    from ci_network.disclosure.whatif import release_what_if

    how = How(level, channel)
    operations = [FLAGS[flag].make(ops, values, how) for flag, values in given]
    situation = situation_of(Options(study, layer, wave, at_least, audience, seed, mapping))
    found = what_if(situation, operations, rng=seed)
    _print(release_what_if(found, audience=audience or situation.study.audience), form)


def _print(shown: "ShownWhatIf", form: Form) -> None:
    if form is Form.json:
        told = {
            "changes": shown.words,
            "assumption": shown.assumption,
            "hours": {name: None if hours != hours else hours for name, hours in shown.hours.items()},
            "sentences": shown.sentences,
            "measures": json.loads(shown.table.to_json(orient="records")),
        }
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    if form is Form.csv:
        print_table(shown.table, form)
        typer.echo(capital(shown.assumption), err=True)
        return
    for words in shown.words:
        typer.echo(f"{words}.")
    typer.echo(f"\n{capital(shown.assumption)}.")
    for sentence in shown.sentences:
        typer.echo(f"- {sentence}")
    for name, meaning in (("once", "once"), ("monthly", "a month")):
        if name in shown.hours:
            hours = shown.hours[name]
            typer.echo(f"Hours {meaning}, all sides together: {'not known' if hours != hours else format(hours, 'g')}.")
    typer.echo("")
    print_table(shown.table, form)


def _operations_in(args: list[str]) -> tuple[list[tuple[str, list[str]]], list[str]]:
    """Return the operations among the arguments, each with its values, and the arguments that are left."""
    given: list[tuple[str, list[str]]] = []
    others: list[str] = []
    left = list(args)
    while left:
        flag, equals, value = left.pop(0).partition("=")
        if flag not in FLAGS:
            others.append(flag + equals + value)
            continue
        count = len(FLAGS[flag].values) - bool(equals)
        values, left = ([value] if equals else []) + left[:count], left[count:]
        if len(values) < len(FLAGS[flag].values) or any(one.startswith("--") for one in values):
            raise UsageError(f"{flag} takes {len(FLAGS[flag].values)}: {flag} {' '.join(FLAGS[flag].values)}.")
        given.append((flag, values))
    return given, others


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _new_member(ops: Any, text: str, how: How) -> "Operation":
    name, sector, ties, *_ = (*text.split(":"), "", "")
    if not name.strip() or len(text.split(":")) > 3:
        raise UsageError(f"--add-member takes NAME:SECTOR:TIES, such as 'Homes First:housing:a,b'; not '{text}'.")
    member: Operation = ops.AddMember(name.strip(), sector.strip(), _listed(ties), how.level)
    return member


def _count(text: str) -> int:
    if not text.isdigit():
        raise UsageError(f"A count is a whole number of 0 or more, not '{text}'.")
    return int(text)
