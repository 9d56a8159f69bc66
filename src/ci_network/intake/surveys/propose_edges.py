"""Ties as rows and columns: edge lists, lists of pairs, adjacency matrices."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from ci_network.intake.surveys.export import Sheet
from ci_network.intake.surveys.propose_layers import guess_layer, mean
from ci_network.intake.surveys.propose_questions import Asked, Questionnaire, runs
from ci_network.intake.surveys.propose_result import Draft
from ci_network.intake.surveys.propose_scales import MANY, Scale, read_scale
from ci_network.intake.surveys.roster import Member, plain_name, slug
from ci_network.intake.surveys.values import plain_answer

Said = dict[str, tuple[float, str, bool]]
_ENDS: Final = (
    ("edge", r"source|from|sender|from[ _](org\w*|id|name|node)|vertex[ _]?1|tail",
     r"target|to|receiver|recipient|to[ _](org\w*|id|name|node)|vertex[ _]?2|head"),
    ("dyad", r"ego(id)?|respondent|reporter|respond\w* org\w*|rater|org(ani[sz]ation)?|organi[sz]ation[ _]?(1|a)",
     r"alter(id)?|partner( org\w*| name)?|other org\w*|named org\w*|organi[sz]ation[ _]?(2|b)|ratee"),
)  # fmt: skip
_RELATION: Final = re.compile(
    r"(relation|layer|net_?type|network|tie_?type|edge_?type|type|kind|code|question|label)\b", re.I
)
_DIRECTED: Final = frozenset({"directed", "undirected", "mixed", "mutual"})
# A layer surer than this is named by words that are known.
_NAMED: Final = 0.5
_TRUE: Final = frozenset({"true", "yes", "1"})
_INTERVIEW: Final = re.compile(r"(id_?)?(interview|session|case|egoid|ego_id|network_?id|survey)(_?id)?", re.I)


@dataclass(frozen=True)
class Ends:
    """The two columns of a list of ties, and what a row of it is."""

    unit: str
    source: Asked
    target: Asked


def find_ends(asked: Sequence[Asked]) -> Ends | None:
    """Return the two ends of a list of ties, by their headers; ``None`` where it is none."""
    for unit, first, second in _ENDS:
        one = [a for a in asked if re.fullmatch(first, a.column.name.strip().casefold().replace("_", " "), re.I)]
        two = [a for a in asked if re.fullmatch(second, a.column.name.strip().casefold().replace("_", " "), re.I)]
        if one and two and one[0].filled and two[0].filled:
            return Ends(unit, one[0], two[0])
    return None


def add_edge_list(draft: Draft, paper: Questionnaire, ends: Ends) -> None:
    """Add a list of ties: each row one tie, or one pair of which somebody reports."""
    sheet = next(sheet for sheet in paper.export.sheets if sheet.name == ends.source.sheet)
    rest = [a for a in paper.of(sheet.name) if a not in (ends.source, ends.target) and a.filled and not a.column.meta]
    value, relation = _value_column(rest), _relation_column(rest)
    single = _only_relation(rest)
    draft.put("rows.unit", ends.unit, 0.85, _unit_reason(ends))
    settings: dict[str, Any] = {"shape": "long_edge_list", "alter": ends.target.shown}
    said: Said = {
        "shape": (0.9, f"the headers '{ends.source.shown}' and '{ends.target.shown}' are the ends of ties", False),
        "alter": (0.9, "the other end of each tie", False),
        "direction": (0.7, f"from '{ends.source.shown}' to '{ends.target.shown}'", True),
    }
    claimed = [ends.source.place, ends.target.place]
    if relation is not None:
        names = {text: slug(text).replace("-", "_") or "tie" for text in relation.said}
        settings |= {"relation": relation.shown, "relations": names}
        said["relation"] = (0.7, f"'{relation.shown}' tells {len(names)} kinds of ties apart", True)
        draft.layers |= {name: {"kind": "count"} for name in names.values()}
        claimed.append(relation.place)
    else:
        topic = f"{single or sheet.name} {value.shown if value is not None else ''}"
        add_layer(draft, settings, said, text=topic, value=value)
        if single:
            _rename(draft, settings, said, single)
    settings["direction"] = "out"
    if value is not None:
        settings["value"] = value.shown
        said["value"] = (0.75, f"'{value.shown}' holds how strong each tie is", relation is not None)
        claimed.append(value.place)
        if relation is not None:
            settings["values"] = "numbers"
    twice = _parallel(sheet, [ends.source, ends.target, *([relation] if relation else [])])
    if twice:
        settings["parallel"] = "max"
        said["parallel"] = (0.5, f"{twice} ties stand more than once; the highest value would count", True)
    draft.add_block("ties", settings, said)
    draft.claim(sheet.name, claimed)
    _add_undirected(draft, rest)
    _warn_of_interviews(draft, sheet, rest, ends)


def _unit_reason(ends: Ends) -> str:
    if ends.unit == "edge":
        return "each row is a tie; who reported it is not known"
    return "each row is what one organisation says of another"


def add_layer(draft: Draft, settings: dict[str, Any], said: Said, *, text: str, value: Asked | None) -> None:
    """Add the layer of a block, by the words of its question and the answers of its value column."""
    scale = read_scale(value.said, given_order=value.order) if value else Scale()
    guess = guess_layer(text, scale)
    if guess.confidence < _NAMED:
        guess = replace(guess, name="contact", reason="nothing says what kind of tie it is: name it")
    settings["layer"] = _free(draft, guess.name)
    said["layer"] = (guess.confidence, guess.reason, guess.confidence < 0.8)
    if value is not None and scale.kind:
        meaning = mean(scale, guess.name)
        settings |= meaning.block
        said |= meaning.said
        layer = meaning.layer
    elif value is not None:
        settings["values"], layer = "numbers", {"kind": "count"}
        said["values"] = (0.6, "its values are taken as numbers", True)
    else:
        layer = {"kind": "yes_no"}
    draft.layers[settings["layer"]] = dict(layer)


def node_members(paper: Questionnaire, ends: Ends) -> tuple[Member, ...]:
    """Return the members that a sheet of nodes beside a list of ties names; empty where there is none."""
    needed = {plain_name(text) for one in (ends.source, ends.target) for text in one.said}
    for sheet in paper.export.sheets[1:]:
        columns = {column.name.strip().casefold(): column.place for column in sheet.columns}
        key = next((columns[name] for name in ("id", "label", "name", "vertex") if name in columns), None)
        shown = next((columns[name] for name in ("name", "label", "title") if name in columns), key)
        if key is None or shown is None:
            continue
        ids = [cells[key].strip() for _, cells in sheet.rows]
        if len(set(ids)) == len(ids) and needed <= {plain_name(text) for text in ids}:
            return tuple(Member(cells[key].strip(), cells[shown].strip()) for _, cells in sheet.rows)
    return ()


def _free(draft: Draft, name: str) -> str:
    free, count = name, 1
    while free in draft.layers:
        count += 1
        free = f"{name}_{count}"
    return free


def _value_column(rest: Sequence[Asked]) -> Asked | None:
    named = [a for a in rest if re.search(r"weight|value|strength|freq|level|count|score|rating", a.column.name, re.I)]
    for one in named:
        scale = read_scale(one.said)
        if scale.kind or _is_numbers(one):
            return one
    return next((a for a in rest if read_scale(a.said).kind in ("frequency", "continuum", "rating")), None)


def _is_numbers(one: Asked) -> bool:
    return bool(one.said) and all(re.fullmatch(r"-?\d+([.,]\d+)?", text) for text in one.said)


def _relation_column(rest: Sequence[Asked]) -> Asked | None:
    for one in rest:
        words = {plain_answer(text) for text in one.said}
        named = _RELATION.match(one.column.name.strip())
        if named and 1 < len(words) <= MANY and not words <= _DIRECTED and not _is_numbers(one):
            return one
    return None


def _only_relation(rest: Sequence[Asked]) -> str:
    """Return the one kind of tie that a column names in every row; "" where there is none such."""
    for one in rest:
        words = list(one.said)
        if _RELATION.match(one.column.name.strip()) and len(words) == 1 and plain_answer(words[0]) not in _DIRECTED:
            return words[0]
    return ""


def _rename(draft: Draft, settings: dict[str, Any], said: Said, single: str) -> None:
    name = slug(single).replace("-", "_")
    if name and settings["layer"] not in (name,):
        draft.layers[name] = draft.layers.pop(settings["layer"])
        settings["layer"] = name
        said["layer"] = (0.8, f"every row is called '{single}'", False)


def _add_undirected(draft: Draft, rest: Sequence[Asked]) -> None:
    """Declare layers undirected where every row of the list says so."""
    for one in rest:
        words = {plain_answer(text) for text in one.said}
        both = re.fullmatch(r"bi-?directional|mutual|undirected", one.column.name.strip(), re.I) and words <= _TRUE
        if both or (words and words <= {"undirected", "mutual"}):
            for name, layer in draft.layers.items():
                layer["directed"] = False
                draft.say(f"layers.{name}.directed", "false", 0.8, f"'{one.shown}' says so of every tie", confirm=True)


def _parallel(sheet: Sheet, key: Sequence[Asked]) -> int:
    places = [one.place for one in key]
    count = Counter(tuple(plain_name(cells[place]) for place in places) for _, cells in sheet.rows)
    return sum(number > 1 for number in count.values())


def _warn_of_interviews(draft: Draft, sheet: Sheet, rest: Sequence[Asked], ends: Ends) -> None:
    """Warn where ids start anew in each interview: one id is then many people, and no single network can be made."""
    for one in rest:
        if not _INTERVIEW.fullmatch(one.column.name.strip()) or len(one.said) < 2:
            continue
        within: defaultdict[str, set[str]] = defaultdict(set)
        for _, cells in sheet.rows:
            within[cells[ends.source.place]].add(cells[one.place])
        share = sum(len(found) > 1 for found in within.values()) / len(within)
        if share > 0.3:
            draft.notes.append(
                f"'{one.shown}' looks like the number of an interview, and {share:.0%} of the ids in"
                f" '{ends.source.shown}' occur in several: ids that start anew in each interview are not the same"
                " people. Give everybody one id first, or map one interview at a time with rows.keep."
            )
            draft.say("survey.ego", ends.source.shown, 0.2, "ids seem to start anew in each interview", confirm=True)


def add_adjacency(draft: Draft, paper: Questionnaire) -> bool:
    """Add a matrix whose rows and columns are the same organisations; return whether the main sheet is one."""
    asked = paper.of(paper.main.name)
    if len(asked) < 3 or not paper.main.rows:
        return False
    rows = [plain_name(cells[0]) for _, cells in paper.main.rows]
    columns = [plain_name(one.column.name) for one in asked[1:]]
    shared = len(set(rows) & set(columns))
    headers = [plain_name(one.column.name) for one in asked]
    if len(headers) == len(paper.main.rows) > 2 and all(_is_numbers(one) for one in asked if one.filled):
        draft.notes.append(
            "It may be a matrix without names for its rows: add a first column with them, in the order of the columns."
        )
    if shared < 0.8 * max(len(set(rows)), len(set(columns))) or shared < 2 or len(set(rows)) < len(rows):
        return False
    answers: Counter[str] = Counter()
    for one in asked[1:]:
        answers.update(one.said)
    whole = Asked(paper.main.name, asked[1].column, asked[1].shown, answers, asked[1].rows)
    settings: dict[str, Any] = {
        "shape": "adjacency_matrix",
        "columns": {"places": [list(run) for run in runs([one.place for one in asked[1:]])]},
        "direction": "out",
    }
    said: Said = {
        "shape": (0.95, "its rows and its columns are the same organisations", False),
        "direction": (0.7, "the row is taken to be the one who reports, as is usual", True),
    }
    add_layer(draft, settings, said, text=paper.main.name, value=whole)
    draft.add_block("ties", settings, said)
    draft.claim(paper.main.name, [one.place for one in asked])
    return True
