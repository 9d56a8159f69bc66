"""Questions about the whole and about oneself: ratings whose items can be told, offers and needs."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from ci_network.intake.surveys.propose_questions import Asked, Block, Questionnaire, selector_for
from ci_network.intake.surveys.propose_result import Draft
from ci_network.intake.surveys.propose_scales import read_scale
from ci_network.intake.surveys.propose_ties import Read
from ci_network.intake.surveys.propose_words import AGREE, MISSING, read_word
from ci_network.intake.surveys.ratings import AGREEMENT, ends_of
from ci_network.intake.surveys.values import plain_answer

_OWN_LISTS: Final = (
    ("offers", r"\b(offer|contribute|can (you )?(give|provide|bring|share))\b"),
    ("needs", r"\b(needs?|looks?|looking) for\b|\bwhat (do|does|would) .*\bneed\b"),
)


def add_ratings(draft: Draft, paper: Questionnaire, reads: Sequence[Read]) -> None:
    """Add a block of assessments for columns called after items; tell of agreement whose items a person must name."""
    lone = [one for one in _free(draft, paper.lone(paper.main.name)) if _is_item(one.column.name, one)]
    if lone:
        _add(draft, [one.shown for one in lone], lone, sheet="")
    for block in _free_blocks(draft, reads):
        if all(_is_item(name, one) for name, one in zip(block.names, block.asked, strict=True)):
            own = "" if block.sheet.name == paper.main.name else block.sheet.name
            _add(draft, selector_for(block.sheet, block), block.asked, sheet=own)
        elif read_scale(block.answers).family == AGREE:
            draft.notes.append(
                f"'{block.stem}' asks how far {len(block.names)} statements hold, and is not mapped: where they rate"
                " the initiative, say under [[survey.assessments]] which item each is."
            )


def add_own_lists(draft: Draft, reads: Sequence[Read]) -> None:
    """Add a block for ticked options that say what an organisation offers or looks for."""
    for read, block in ((read, read.block) for read in reads):
        field = next((name for name, words in _OWN_LISTS if re.search(words, block.stem, re.I)), "")
        if not field or not read.ticks or block.sheet.name != draft.survey["_main"] or not _free_blocks(draft, [read]):
            continue
        settings: dict[str, Any] = {"field": field, "columns": selector_for(block.sheet, block)}
        settings |= {"shape": "checkbox_columns"} | ({"exclusive": list(block.exclusive)} if block.exclusive else {})
        draft.add_block("lists", settings, {"field": (0.55, f"its question says so: '{block.stem}'", True)})
        extra = [c.place for c in block.sheet.columns if c.block == block.stem and c.item in block.exclusive]
        draft.claim(block.sheet.name, (*block.places, *extra))


def _add(draft: Draft, columns: Any, asked: Sequence[Asked], *, sheet: str) -> None:
    settings: dict[str, Any] = {"columns": columns} | ({"sheet": sheet} if sheet else {})
    missing = list(dict.fromkeys(text for one in asked for text in one.said if _is_missing(text)))
    if missing:
        settings["missing"] = missing
    said = {
        "columns": (0.85, "they are called after items that the framework reads", False),
        "missing": (0.8, "these answers say nothing", True),
    }
    draft.add_block("assessments", settings, said)
    draft.claim(asked[0].sheet, [one.place for one in asked])


def _is_item(name: str, one: Asked) -> bool:
    """Return whether a column is called after an item, and holds nothing but its scores."""
    ends = ends_of(name.strip())
    texts = [plain_answer(text) for text in one.said if not _is_missing(text)]
    if ends is None or not texts:
        return False
    return any(set(texts) <= set(words) for words in AGREEMENT if ends == (1.0, 5.0)) or all(
        text.replace(".", "", 1).isdigit() and ends[0] <= float(text) <= ends[1] for text in texts
    )


def _is_missing(text: str) -> bool:
    return read_word(text).family == MISSING


def _free(draft: Draft, asked: Iterable[Asked]) -> list[Asked]:
    return [one for one in asked if (one.sheet, one.place) not in draft.claimed]


def _free_blocks(draft: Draft, reads: Iterable[Read]) -> list[Block]:
    return [
        read.block
        for read in reads
        if read.block.filled and len(_free(draft, read.block.asked)) == len(read.block.asked)
    ]
