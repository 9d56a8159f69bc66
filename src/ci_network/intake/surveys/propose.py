"""A look at an unseen export: its tool, a mapping with a reason for each line, and the network that it would give."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from ci_network.errors import InputError, StudyError
from ci_network.intake.names import NamesFound, near_twins, propose_aliases
from ci_network.intake.surveys.detect import read_export, recognise
from ci_network.intake.surveys.export import Export
from ci_network.intake.surveys.mapping import Split
from ci_network.intake.surveys.preview import preview_mapping
from ci_network.intake.surveys.propose_edges import add_adjacency, add_edge_list, find_ends, node_members
from ci_network.intake.surveys.propose_graph import add_graph, open_graph
from ci_network.intake.surveys.propose_lists import add_generators, add_list_cells, add_repeats
from ci_network.intake.surveys.propose_people import EgoGuess, KnownNames, are_codes, as_members, guess_ego
from ci_network.intake.surveys.propose_questions import Questionnaire, header_blocks, lay_out, selector_for
from ci_network.intake.surveys.propose_ratings import add_own_lists, add_ratings
from ci_network.intake.surveys.propose_result import Draft, Proposal
from ci_network.intake.surveys.propose_rows import add_attributes, add_ignored, add_rows
from ci_network.intake.surveys.propose_ties import add_blocks, read_blocks
from ci_network.intake.surveys.propose_toml import settings_text
from ci_network.intake.surveys.roster import Member, plain_name
from ci_network.intake.surveys.source import Source
from ci_network.intake.surveys.values import split_cell

_ENCODING: Final = re.compile(r'encoding = "([\w-]+)"')
# A name in the ego column that resembles a member of the list this much is left to a person; else it is a member.
_LIKE: Final = 70.0
_HEAD: Final = (
    "Proposed by ci-network init. Lines marked CONFIRM are guesses that change the network: look at each of them.",
)


@dataclass(frozen=True)
class _Opened:
    """An export that could be read, the tool's signs, and how it had to be read."""

    export: Export
    reasons: tuple[str, ...]
    source: Source
    others: tuple[str, ...] = ()


def propose_mapping(
    files: Mapping[str, bytes], *, roster: Sequence[Member] | None = None, title: str = "", name: str = ""
) -> Proposal:
    """Look at an export that nobody has mapped yet, and propose what its columns and answers mean.

    Nothing is decided here: each proposed line comes with a confidence, a reason, and whether a person must confirm
    it. The text of the proposal, once confirmed, is a mapping that runs without questions.

    Parameters
    ----------
    files
        The export's files by name, companions among them.
    roster
        The stakeholders, where the study has them already; otherwise they are drafted from the export.
    title
        The study's title; the file's name where none is given.
    name
        What the mapping is to call the export: its file, folder or zip archive; read off ``files`` where they are one.

    Returns
    -------
    Proposal
        The ``study.toml`` as text, a reason for each line, a preview of the network, names to decide.

    Raises
    ------
    InputError
        When the files hold no table that can be read.

    Examples
    --------
    >>> csv = b"Timestamp,Your organisation,How often? [Food Bank],How often? [Hub]\\n"
    >>> csv += b"1,Hub,Weekly,\\n2,Food Bank,,Never\\n"
    >>> proposal = propose_mapping({"answers.csv": csv})
    >>> proposal.tool, proposal.preview.layers.to_dict("records")
    ('google_forms', [{'layer': 'communication', 'ties': 1}])
    """
    opened = _open(files)
    guesses = recognise(files) if not opened.reasons else []
    reasons = next((guess.reasons for guess in guesses if guess.tool == opened.export.tool), opened.reasons)
    main = next((name for name in files if name in opened.export.main.file), next(iter(files)))
    draft = Draft()
    draft.survey["_main"] = opened.export.main.name
    _add_source(draft, opened, name or main, list(files))
    known = KnownNames(roster or ())
    paper, ego, members = _propose_blocks(draft, opened.export, known)
    if opened.export.tool != "graph":
        add_rows(draft, paper, ego)
        _add_ego(draft, paper, ego)
    add_ignored(draft, paper)
    found = _names(draft, paper, members)
    settings = _settings(draft, title or main)
    text = settings_text(settings, draft.lines, _HEAD)
    return Proposal(
        tool=opened.export.tool,
        tool_reasons=reasons,
        toml=text,
        lines=tuple(draft.lines.values()),
        preview=preview_mapping(opened.export, tomllib.loads(text), members),
        stakeholders=_stakeholders(members if roster is None else ()),
        aliases=found.aliases,
        twins=near_twins(members),
        unresolved=found.unresolved,
        notes=(*opened.export.notes, *draft.notes),
    )


def _open(files: Mapping[str, bytes]) -> _Opened:
    """Read an export; where its encoding must be declared, by the first that reads it, to be confirmed."""
    try:
        return _Opened(read_export(files), (), Source())
    except InputError as error:
        graph = None if isinstance(error, StudyError) else open_graph(files)
        if graph is not None:
            return _Opened(graph, ("it is a network that another tool drew",), Source())
        named = list(dict.fromkeys(_ENCODING.findall(str(error))))
        for encoding in named:
            source = Source(encoding=encoding)
            try:
                return _Opened(read_export(files, source=source), (), source, tuple(named[1:]))
            except StudyError:
                continue
        raise


def _add_source(draft: Draft, opened: _Opened, name: str, files: Sequence[str]) -> None:
    read = {file for file in files if any(file in sheet.file for sheet in opened.export.sheets)}
    beside = [file for file in files if file not in read and len(files) > 1]
    several = len(read) > 1 and name in files
    why = f"tool: {opened.export.tool}" + ("; write the folder or archive that holds all the files" if several else "")
    if not beside and not opened.source.encoding:
        draft.put("source", name, 0.6 if several else 1.0, why, confirm=several)
        return
    draft.put("source.file", name, 0.6 if several else 1.0, why, confirm=several)
    if beside and name in files:
        draft.put("source.companions", beside, 0.7, "read beside the export, for the names of codes", confirm=True)
    if opened.source.encoding:
        others = f"; so would {', '.join(opened.others)}" if opened.others else ""
        reason = f"it is not UTF-8, and this reads it{others}: look at names with accents"
        draft.put("source.encoding", opened.source.encoding, 0.3, reason, confirm=True)


def _propose_blocks(
    draft: Draft, export: Export, known: KnownNames
) -> tuple[Questionnaire, EgoGuess | None, tuple[Member, ...]]:
    """Add every question about others; return the questionnaire, whose answer a row is, and the members."""
    paper = lay_out(export)
    listed = bool(known.members)
    if export.tool == "graph":
        nodes = add_graph(draft, paper)
        return paper, None, known.members or nodes
    ends = find_ends(paper.lone(export.main.name)) if len(paper.blocks) == 0 else None
    if ends is not None:
        add_edge_list(draft, paper, ends)
        ego = EgoGuess(ends.source, 0.85, f"'{ends.source.shown}' is where each tie begins")
        names = [*ends.source.said, *ends.target.said]
        return paper, ego, known.members or node_members(paper, ends) or as_members(names)
    if not paper.blocks and add_adjacency(draft, paper):
        first = paper.of(export.main.name)[0]
        ego = EgoGuess(first, 0.95, "the first column names the rows of the matrix")
        return paper, ego, known.members if listed else as_members(first.said)
    guess = guess_ego(paper, known)
    egos = guess.names if guess else ()
    around = KnownNames((*known.members, *as_members(egos)))
    paper = header_blocks(paper, around.plain)
    reads = read_blocks(paper, around, egos, listed=listed)
    about = add_blocks(draft, reads)
    items = [name for read in about if not are_codes(read.block.names) for name in read.block.names]
    members = known.members if listed else _members(items, guess)
    all_names = KnownNames((*members, *as_members(egos)))
    if guess is not None:
        draft.claim(guess.asked.sheet, [guess.asked.place])
    add_repeats(draft, paper, all_names)
    add_generators(draft, paper, all_names)
    add_list_cells(draft, paper, all_names)
    add_own_lists(draft, reads)
    add_ratings(draft, paper, reads)
    if not draft.survey.get("ties"):
        draft.notes.append("No question about other organisations was found: name its columns under [[survey.ties]].")
    return paper, guess, members


def _members(items: Iterable[str], ego: EgoGuess | None) -> tuple[Member, ...]:
    """Draft the members: those asked about, and those who answered and resemble nobody of them."""
    asked_about = as_members(items)
    if ego is None:
        return asked_about
    choices = {label: code for code, label in ego.asked.choices.items()}
    found = propose_aliases(ego.names, asked_about, at_least=_LIKE)
    like = set(found.aliases["written"])
    fresh = [" ".join(name.split()) for name in found.unresolved if name not in like]
    members = as_members([*(member.name for member in asked_about), *fresh])
    return tuple(
        replace(member, aliases=(choices[member.name],)) if member.name in choices else member for member in members
    )


def _add_ego(draft: Draft, paper: Questionnaire, ego: EgoGuess | None) -> None:
    if ego is None:
        draft.notes.append("No column says whose answer a row is: name it as ego in the mapping.")
        draft.say("survey.ego", "", 0.0, "no column asks for the respondent's organisation", confirm=True)
        return
    reason = ego.reason + (f"; it may also be {', '.join(ego.rivals[:3])}" if ego.rivals else "")
    attributes = add_attributes(draft, paper)
    earlier = draft.lines.get("survey.ego")
    confidence = min(ego.confidence, earlier.confidence) if earlier else ego.confidence
    reason = f"{reason}; {earlier.reason}" if earlier else reason
    draft.claim(ego.asked.sheet, [ego.asked.place])
    if not attributes:
        draft.put("ego", ego.asked.shown, confidence, reason, confirm=True)
        return
    draft.put("ego.column", ego.asked.shown, confidence, reason, confirm=True)
    draft.put("ego.attributes", attributes, 0.7, "they fill these columns of the stakeholders table", confirm=True)


def _names(draft: Draft, paper: Questionnaire, members: Sequence[Member]) -> NamesFound:
    """Return whom every name that the proposed mapping meets means, and set the boundary."""
    found = propose_aliases(_written(draft, paper, members), members)
    if found.unresolved:
        count = len(found.unresolved)
        draft.put("roster.boundary", "open", 0.5, f"{count} names are nobody's yet; they stay outsiders", confirm=True)
    else:
        draft.put("roster.boundary", "closed", 0.9, "every name met is a member's")
    return found


def _written(draft: Draft, paper: Questionnaire, members: Sequence[Member]) -> list[str]:
    ego = draft.survey.get("ego", "")
    own = ego if isinstance(ego, str) else ego.get("column", "")
    names = [text for one in paper.of(paper.main.name) if one.shown == own for text in one.answers]
    known = [name for member in members for name in (member.name, *member.aliases) if name]
    for block in draft.survey.get("ties", []):
        sheet = block.get("sheet", paper.main.name)
        asked = [one for one in paper.of(sheet) if one.shown == block.get("alter")]
        pattern = block["columns"].get("pattern") if isinstance(block.get("columns"), dict) else None
        if block["shape"] == "name_generator_columns" and pattern:
            asked += [one for one in paper.of(sheet) if re.fullmatch(pattern, one.column.name.strip())]
        names += [text for one in asked for text in one.answers]
        if block["shape"] == "multiselect_cell":
            cells = [text for one in paper.of(sheet) if one.shown in block["columns"] for text in one.answers]
            skip = {plain_name(text) for text in block.get("exclusive", ())}
            split = Split(block["split"])
            names += [part for text in cells for part in split_cell(text, split, known) if plain_name(part) not in skip]
        if block["shape"] in ("roster_matrix", "checkbox_columns") and "alters" not in block:
            names += _items_of(paper, block, sheet)
        if block.get("other"):
            cells = [text for one in paper.of(sheet) if one.shown == block["other"] for text in one.answers]
            names += [part for text in cells for part in re.split(r"[;\n|]", text)]
    return names


def _items_of(paper: Questionnaire, block: Mapping[str, Any], sheet: str) -> list[str]:
    blocks = [one for one in paper.blocks if one.sheet.name == sheet]
    return [name for one in blocks if selector_for(one.sheet, one) == block["columns"] for name in one.names]


def _settings(draft: Draft, name: str) -> dict[str, Any]:
    survey = {key: part for key, part in draft.survey.items() if not key.startswith("_")}
    first = ("source", "ego", "wave", "ignore", "rows", "roster")
    ordered = {key: survey[key] for key in (*first, *survey) if key in survey}
    settings: dict[str, Any] = {"study": {"title": name}}
    level = draft.survey.get("_at_least")
    if level:
        settings["tie_rule"] = {"at_least": level}
        draft.say("tie_rule.at_least", level, 0.6, "the first answer that means once a month or more", confirm=True)
    return {**settings, "layers": draft.layers, "survey": [ordered]}


def _stakeholders(members: Iterable[Member]) -> pd.DataFrame:
    rows = [(member.id, member.name, "|".join(member.aliases)) for member in members]
    return pd.DataFrame(rows, columns=["id", "name", "aliases"])
