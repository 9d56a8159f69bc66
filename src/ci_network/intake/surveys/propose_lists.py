"""Questions in which the other organisation stands in a cell: repeats, name generators, lists in one cell."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, Final

from ci_network.intake.surveys.export import Sheet
from ci_network.intake.surveys.mapping import Split
from ci_network.intake.surveys.propose_edges import Said, add_layer
from ci_network.intake.surveys.propose_people import KnownNames
from ci_network.intake.surveys.propose_questions import Asked, Block, Questionnaire
from ci_network.intake.surveys.propose_result import Draft
from ci_network.intake.surveys.propose_scales import read_scale
from ci_network.intake.surveys.propose_words import UNKNOWN, read_word
from ci_network.intake.surveys.values import split_cell

_PARTNER: Final = re.compile(r"\b(partner|organi[sz]ation|agency|org|name|alter|who|contact|collaborator)", re.I)
_DELIMITERS: Final = (";", "|", ", ", ",", "\n")


def add_repeats(draft: Draft, paper: Questionnaire, known: KnownNames) -> None:
    """Add a block for each sheet of repeats that names organisations."""
    for sheet in paper.export.sheets[1:]:
        lone = [a for a in paper.lone(sheet.name) if a.filled] if sheet.parent else []
        best = max(lone, key=lambda one: _naming_score(one, known), default=None)
        if best is None or _naming_score(best, known) < 1.0:
            continue
        values = [a for a in lone if a is not best and read_scale(a.said, given_order=a.order).kind]
        for value in (*values,) if values else (None,):
            settings: dict[str, Any] = {"shape": "repeat_group", "sheet": sheet.name, "alter": best.shown}
            said: Said = {
                "shape": (0.9, f"sheet '{sheet.name}' holds several rows for each response", False),
                "alter": (0.85, f"'{best.shown}' names the other organisation", False),
                "value": (0.8, "the answer beside the name", False),
            }
            if value is not None:
                settings["value"] = value.shown
            add_layer(draft, settings, said, text=value.text if value is not None else sheet.name, value=value)
            draft.add_block("ties", settings, said)
            draft.claim(sheet.name, [best.place, *([value.place] if value is not None else [])])


def _naming_score(one: Asked, known: KnownNames) -> float:
    unread = sum(read_word(text).family == UNKNOWN for text in one.said) / max(len(one.said), 1)
    return 3 * known.share(one.said) + bool(_PARTNER.search(one.text)) * unread + 0.3 * unread


def add_generators(draft: Draft, paper: Questionnaire, known: KnownNames) -> None:
    """Add a block for each run of numbered columns in which respondents named organisations."""
    for sheet in paper.export.sheets:
        families: defaultdict[tuple[str, str], dict[str, Asked]] = defaultdict(dict)
        for one in [*paper.lone(sheet.name), *_unclaimed(draft, paper.blocks, sheet)]:
            for found in re.finditer(r"\d+", one.column.name):
                before, after = one.column.name[: found.start()], one.column.name[found.end() :]
                families[before, after].setdefault(found[0], one)
        runs_of = {key: group for key, group in families.items() if len(group) > 1 and _is_naming(group, known)}
        for (before, after), group in runs_of.items():
            if not any((sheet.name, one.place) in draft.claimed for one in group.values()):
                _add_generator(draft, sheet, (before, after, group), families)


def _unclaimed(draft: Draft, blocks: Sequence[Block], sheet: Sheet) -> list[Asked]:
    return [
        one
        for block in blocks
        if block.sheet.name == sheet.name
        for one in block.asked
        if (sheet.name, one.place) not in draft.claimed
    ]


def _is_naming(group: dict[str, Asked], known: KnownNames) -> bool:
    said = [text for one in group.values() for text in one.said]
    share = known.share(said)
    named = sum(bool(_PARTNER.search(one.text)) for one in group.values())
    unread = sum(read_word(text).family == UNKNOWN for text in said)
    return bool(said) and (share >= 0.4 or (share > 0.1 and named == len(group) and unread >= 0.8 * len(said)))


def _add_generator(
    draft: Draft,
    sheet: Sheet,
    run: tuple[str, str, dict[str, Asked]],
    families: dict[tuple[str, str], dict[str, Asked]],
) -> None:
    before, after, group = run
    values = [
        (key[1], other)
        for key, other in families.items()
        if key[0] == before and key != (before, after) and set(other) >= set(group)
        if read_scale({text: n for one in other.values() for text, n in one.said.items()}).kind
    ]
    settings: dict[str, Any] = {
        "shape": "name_generator_columns",
        "columns": {"pattern": f"{re.escape(before)}(?P<loop>\\d+){re.escape(after)}"},
    }
    if sheet.name != draft.survey.get("_main"):
        settings["sheet"] = sheet.name
    said: Said = {
        "shape": (0.85, f"{len(group)} numbered columns in which organisations are named", False),
        "columns": (0.85, f"'{before}1{after}' and so on", False),
        "value": (0.8, "the numbered columns beside the names", False),
    }
    value = None
    if values:
        tail, other = values[0]
        settings["value"] = f"{before}{{loop}}{tail}"
        joined = Counter({text: n for one in other.values() for text, n in one.said.items()})
        first = next(iter(other.values()))
        value = Asked(sheet.name, first.column, first.shown, joined, first.rows)
        draft.claim(sheet.name, [one.place for one in other.values()])
    add_layer(draft, settings, said, text=(value or next(iter(group.values()))).text, value=value)
    draft.add_block("ties", settings, said)
    draft.claim(sheet.name, [one.place for one in group.values()])


def add_list_cells(draft: Draft, paper: Questionnaire, known: KnownNames) -> None:
    """Add a block for each column whose cells list several organisations."""
    for one in paper.lone(paper.main.name):
        if (one.sheet, one.place) in draft.claimed or not one.filled:
            continue
        sign, share = _list_sign(one, known)
        if not sign:
            continue
        settings: dict[str, Any] = {"shape": "multiselect_cell", "columns": [one.shown]}
        said: Said = {
            "shape": (0.8, f"{share:.0%} of what its cells list, parted by {sign!r}, are known organisations", False),
            "split": (0.8, "names that hold this sign are found whole, the longest first", True),
        }
        add_layer(draft, settings, said, text=one.column.label, value=None)
        none = [text for text in one.said if read_word(text).family == "none"]
        settings["split"] = sign.strip() or sign
        if none:
            settings["exclusive"] = none
        draft.add_block("ties", settings, said)
        draft.claim(one.sheet, [one.place])


def _list_sign(one: Asked, known: KnownNames) -> tuple[str, float]:
    names = [name for member in known.members for name in (member.name, *member.aliases) if name]
    best = ("", 0.0)
    for sign in _DELIMITERS:
        several = [text for text in one.said if sign in text.strip().rstrip(sign.strip() or sign)]
        if not several:
            continue
        parts = [part for text in one.said for part in split_cell(text, Split(sign.strip() or sign), names)]
        share = known.share(parts)
        if share > max(best[1], 0.4):
            best = (sign, share)
    return best
