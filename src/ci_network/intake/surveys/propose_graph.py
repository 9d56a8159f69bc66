"""Networks that another tool drew: what of them a mapping can use."""

from collections.abc import Mapping
from dataclasses import replace

from ci_network.errors import InputError
from ci_network.formats.convert import read_graph
from ci_network.intake.surveys.export import Export
from ci_network.intake.surveys.propose_questions import Questionnaire
from ci_network.intake.surveys.propose_result import Draft
from ci_network.intake.surveys.roster import Member, slug
from ci_network.intake.surveys.shapes.graph import graph_export


def open_graph(files: Mapping[str, bytes]) -> Export | None:
    """Return the network that files hold as an export; ``None`` where they hold none."""
    try:
        export = graph_export(read_graph(dict(files)), next(iter(files)))
    except InputError:
        return None
    sheets = tuple(
        replace(sheet, rows=tuple((number, tuple(map(str, cells))) for number, cells in sheet.rows))
        for sheet in export.sheets
    )
    return replace(export, sheets=sheets)


def add_graph(draft: Draft, paper: Questionnaire) -> tuple[Member, ...]:
    """Add the ties of a network file; return its nodes as members."""
    ties = {one.column.name: one for one in paper.of("ties")}
    nodes = next(sheet for sheet in paper.export.sheets if sheet.name == "nodes")
    places = {column.name: column.place for column in nodes.columns}
    relations = {text: slug(text).replace("-", "_") or "contact" for text in ties["layer"].said}
    settings: dict[str, object] = {"shape": "graph_file"}
    said = {"shape": (0.95, "the file is a network that another tool drew", False)}
    if relations:
        settings["relations"] = relations
        said["relations"] = (0.9, "the relations that the file tells apart", True)
    else:
        settings["layer"] = "contact"
        said["layer"] = (0.4, "it names no relation", True)
    draft.add_block("ties", settings, said)
    directed = ties["directed"].said
    for name in relations.values() or ("contact",):
        draft.layers[name] = {"kind": "count"}
        if directed and all(text.casefold() in ("false", "no", "0") for text in directed):
            draft.layers[name]["directed"] = False
            draft.say(f"layers.{name}.directed", "false", 0.9, "the file says that its ties have no direction")
    draft.claim(
        "ties", [ties[name].place for name in ("source", "target", "layer", "value", "directed") if name in ties]
    )
    draft.claim("nodes", [places["label"]])
    if "mode" in places:
        draft.notes.append("The network is of two kinds of nodes: only where both are members is a tie one of members.")
    return tuple(Member(cells[places["id"]], cells[places["label"]]) for _, cells in nodes.rows)
