"""The verbs that turn files into files: init, convert, questionnaire. They parse, call and print."""

from pathlib import Path
from typing import Annotated

import typer

Out = Annotated[Path, typer.Option(help="The folder to write into.")]


def add_file_verbs(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command("init")(init)
    app.command("convert")(convert)
    app.command("questionnaire")(questionnaire)


def init(
    export: Annotated[Path, typer.Argument(help="The export as the survey tool wrote it: a file, folder or zip.")],
    out: Annotated[
        Path | None, typer.Option(help="Write study.toml and the drafts beside it into this folder.")
    ] = None,
    roster: Annotated[Path | None, typer.Option(help="The stakeholders table, where there is one.")] = None,
) -> None:
    """Look at an unseen survey export: name its tool, propose a mapping, say what is unsure."""
    from ci_network.intake.surveys.propose_text import proposal_text
    from ci_network.intake.surveys.start import drafts, propose_for

    proposal = propose_for(export, roster=roster)
    typer.echo(proposal_text(proposal), nl=False)
    if out is not None:
        from ci_network.output.write import write_new

        for path in write_new(out, drafts(proposal)):
            typer.echo(path)


def convert(
    files: Annotated[list[Path], typer.Argument(help="The network file, or the files that belong together.")],
    to: Annotated[str, typer.Option(help="The format to write, such as graphml, gexf, pajek, dl, kumu-json.")],
    out: Out,
    source: Annotated[str | None, typer.Option("--from", help="The format to read (default: looked up in it).")] = None,
    encoding: Annotated[str | None, typer.Option(help="The encoding of text that is not UTF-8.")] = None,
) -> None:
    """Turn a network file of another program into another format, and say what that one cannot carry."""
    from ci_network.formats.convert import convert as converted
    from ci_network.intake.read import read_bytes
    from ci_network.output.write import write_all

    found = {name: data for file in files for name, data in read_bytes(file).items()}
    made = converted(found, target=to, source=source, encoding=encoding)
    for path in write_all(out, made.files):
        typer.echo(path)
    for note in made.notes:
        typer.echo(f"Note: {note}", err=True)
    for loss in made.lost:
        typer.echo(f"Not carried: {loss}", err=True)


def questionnaire(
    study: Annotated[Path, typer.Argument(help="The study whose members are to be asked.")],
    out: Out,
    blocks: Annotated[
        str | None, typer.Option(help="Only these blocks, joined by commas (default: all that apply, but for phases).")
    ] = None,
    wave: Annotated[str, typer.Option(help="The wave that the answers will be.")] = "",
) -> None:
    """Write the network survey to ask: an XLSForm, a Qualtrics import, a page to print, and how to read it back."""
    from ci_network.output.write import write_all
    from ci_network.questionnaire.build import questionnaire_files
    from ci_network.study.study import read_study

    wanted = [block.strip() for block in blocks.split(",")] if blocks else None
    for path in write_all(out, questionnaire_files(read_study(study), blocks=wanted, wave=wave)):
        typer.echo(path)
