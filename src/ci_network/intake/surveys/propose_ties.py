"""Blocks of columns as questions about members: matrices, ticks, gates, joint work; or about activities."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from ci_network.intake.surveys.propose_layers import LayerGuess, Meaning, guess_direction, guess_layer, mean
from ci_network.intake.surveys.propose_people import KnownNames, are_codes, is_about_members, looks_like_names
from ci_network.intake.surveys.propose_questions import Block, Questionnaire, selector_for
from ci_network.intake.surveys.propose_result import Draft
from ci_network.intake.surveys.propose_scales import MANY, Scale, is_tick, read_scale
from ci_network.intake.surveys.propose_words import NUMBER, UNKNOWN, read_word
from ci_network.intake.surveys.roster import slug
from ci_network.intake.surveys.values import plain_answer

_THINGS: Final = (
    ("membership", r"\b(committees?|working groups?|groups?|steering|task ?force|teams?)\b"),
    ("commitments", r"\b(goals?|outcomes?|priorit\w+|objectives?)\b"),
    ("reporting", r"\b(indicators?|measures?|metrics|data you report)\b"),
    ("participation", r"\b(activit\w+|events?|programmes?|programs?|projects?|meetings?|trainings?|services)\b"),
)  # fmt: skip
# Just enough to be proposed: a block whose parts are codes may be about members.
_CODES: Final = 0.5
_SEVERAL: Final = (";", "|", ",")


@dataclass(frozen=True)
class Read:
    """A block with what its parts and answers are likely to be."""

    block: Block
    scale: Scale
    ticks: bool
    delimiter: str
    members: float
    reason: str


def read_blocks(paper: Questionnaire, known: KnownNames, egos: Sequence[str], *, listed: bool) -> list[Read]:
    """Return the blocks with what they are likely to be.

    ``egos`` are the organisations that answered; ``listed``: the members are known beforehand.
    """
    found = []
    for block in paper.blocks:
        ticks = all(is_tick(one.said, name) for one, name in zip(block.asked, block.names, strict=True))
        delimiter = "" if ticks else _delimiter(block)
        scale = read_scale(block.answers, given_order=block.asked[0].order if not ticks else ())
        members, reason = is_about_members(block, known, egos)
        if not listed and members < 0.5 and scale.kind in ("frequency", "continuum") and looks_like_names(block.names):
            members, reason = 0.6, "its answers say how often or how closely, and its parts read like names"
        if members > 0 and known.share(block.names) == 0 and are_codes(block.names):
            members, reason = _CODES, "its parts are codes of the tool's: say whom each means, under alters"
        found.append(Read(block, scale, ticks, delimiter, members, reason))
    return found


def _delimiter(block: Block) -> str:
    """Return what parts several answers of one cell, where few different parts make up many different cells."""
    texts = list(block.answers)
    for sign in _SEVERAL:
        parts = {plain_answer(part) for text in texts for part in text.split(sign) if part.strip()}
        several = sum(sign in text.strip().rstrip(sign) for text in texts)
        alone = sum(plain_answer(text.strip(f"{sign} ")) in parts and sign not in text for text in texts)
        known = read_scale(dict.fromkeys(texts, 1)).confidence > 0.6
        if several and not known and len(parts) <= MANY and (alone or len(parts) < len(texts)):
            return sign
    return ""


def add_blocks(draft: Draft, reads: Sequence[Read]) -> list[Read]:
    """Add a block for each question about members or activities; return those about members."""
    about = [read for read in reads if read.members >= 0.5 and read.block.filled]
    gates = _gates(about)
    items = _rating_items(about)
    for number, read in enumerate(about):
        if number not in gates.values():
            _add_ties(draft, read, items.get(number), gate=about[gates[number]] if number in gates else None)
    for read in reads:
        if read not in about:
            _add_things(draft, read)
    return about


def _topic(read: Read) -> str:
    return f"{read.block.stem} {read.block.asked[0].column.name if not read.block.stem else ''}"


def _rating_items(about: Sequence[Read]) -> dict[int, LayerGuess]:
    """Return the layers of ratings made of several questions, where there are two or more different ones."""
    guesses = {number: guess_layer(_topic(read), read.scale) for number, read in enumerate(about)}
    made: dict[int, LayerGuess] = {}
    for layer in ("trust", "value"):
        mine = {number: guess for number, guess in guesses.items() if guess.name == layer}
        named = {guess.item for guess in mine.values() if guess.item}
        if len(mine) > 1 and len(named) == len(mine):
            made |= mine
    return made


def _add_ties(draft: Draft, read: Read, rated: LayerGuess | None, *, gate: Read | None) -> None:
    block, text = read.block, _topic(read)
    guess = rated or replace(guess_layer(text, read.scale), item="")
    layer = _free_layer(draft, guess, rated=rated is not None)
    shape = "checkbox_columns" if read.ticks else "roster_matrix"
    direction, sure, why = guess_direction(text, list(block.answers))
    meaning = _meaning(read, layer, direction)
    said = {
        "shape": (0.9 if read.ticks or read.scale.kind else 0.6, _shape_reason(read), False),
        "columns": (read.members, f"{read.reason}; question: {_short(block.stem)}", read.members < 0.75),
        "layer": (guess.confidence, guess.reason, guess.confidence < 0.8),
        "direction": (sure, why, True),
        "blank": (0.6, "an unticked box is exported as a blank: where a row ticks anything, it is a no", True),
        "relations": (0.6, "one cell holds several answers, each a kind of tie of its own", True),
        **meaning.said,
    }
    settings: dict[str, Any] = {"shape": shape, "columns": selector_for(block.sheet, block)}
    if block.sheet.name != draft.survey.get("_main"):
        settings["sheet"] = block.sheet.name
    if "relations" not in meaning.block:
        settings["layer"] = f"{layer}.{guess.item}" if guess.item else layer
    settings |= {"direction": direction} | meaning.block
    if are_codes(block.names) and read.members <= _CODES:
        settings["alters"] = dict.fromkeys(block.names, "")
        said["alters"] = (0.0, "its parts are the tool's codes: write the id of the member that each means", True)
    if block.exclusive:
        settings["exclusive"] = list(block.exclusive)
    if block.other and read.ticks:
        settings["other"] = block.other
    if gate is not None:
        settings["gate"], said["gate"] = _gate_settings(gate)
        draft.claim(gate.block.sheet.name, gate.block.places)
    place = draft.add_block("ties", settings, said)
    _declare(draft, read, layer, guess, meaning, place=place)
    other = [column.place for column in block.sheet.columns if "other" in settings and column.name == block.other]
    extra = [c.place for c in block.sheet.columns if c.block == block.stem and c.item and c.item in block.exclusive]
    draft.claim(block.sheet.name, (*block.places, *other, *extra))


def _shape_reason(read: Read) -> str:
    if read.ticks:
        return "each column is ticked or not"
    return f"each column is a member, each cell an answer ({read.scale.reason})"


def _meaning(read: Read, layer: str, direction: str | dict[str, str]) -> Meaning:
    if read.ticks:
        zeros = any(
            plain_answer(text) in ("0", "false", "unchecked", "no", "not selected") for text in read.block.answers
        )
        return Meaning({} if zeros else {"blank": "zero"}, {"kind": "yes_no"})
    if read.delimiter:
        parts = {part.strip() for text in read.block.answers for part in text.split(read.delimiter) if part.strip()}
        none = [part for part in sorted(parts) if read_word(part).family == "none"]
        kinds = [part for part in sorted(parts) if part not in none]
        relations = {part: slug(part).replace("-", "_") for part in kinds}
        return Meaning({"relations": relations, "split": read.delimiter} | ({"none": none} if none else {}))
    if isinstance(direction, dict):
        rest = [text for text in read.block.answers if text not in direction]
        none = [text for text in rest if read_word(text).family in ("none", "yes_no")]
        missing = [text for text in rest if read_word(text).family == "missing"]
        block = {key: value for key, value in (("none", none), ("missing", missing)) if value}
        return Meaning(block, {"kind": "yes_no"}, {"none": (0.8, "these answers say that there is no tie", True)})
    return mean(read.scale, layer)


def _declare(draft: Draft, read: Read, layer: str, guess: LayerGuess, meaning: Meaning, *, place: int) -> None:
    relations = draft.survey["ties"][place - 1].get("relations")
    if relations:
        draft.layers |= {name: {"kind": "yes_no"} for name in relations.values() if name not in draft.layers}
        return
    settings = draft.layers.setdefault(layer, dict(meaning.layer))
    if guess.item:
        settings["items"] = [*settings.get("items", []), guess.item]
    order = meaning.said.get("scale") or meaning.said.get("values")
    if order and (read.scale.kind or read.scale.family == NUMBER):
        key = f"layers.{layer}.{'scale' if 'scale' in settings else 'kind'}"
        draft.say(key, settings.get("scale", settings["kind"]), order[0], order[1], confirm=order[2])
    if meaning.at_least:
        draft.survey.setdefault("_at_least", meaning.at_least)


def _free_layer(draft: Draft, guess: LayerGuess, *, rated: bool) -> str:
    name, count = guess.name, 1
    while name in draft.layers and not rated:
        count += 1
        name = f"{guess.name}_{count}"
    return name


def _short(text: str) -> str:
    return f"'{text if len(text) <= 60 else text[:57] + '...'}'"


def _gates(about: Sequence[Read]) -> dict[int, int]:
    """Return for each block the block of the same members whose no makes its blanks a known no."""
    found: dict[int, int] = {}
    for later, read in enumerate(about):
        for earlier in range(later):
            gate = about[earlier]
            same = [plain_answer(name) for name in gate.block.names] == [
                plain_answer(name) for name in read.block.names
            ]
            if same and (gate.ticks or gate.scale.is_ticks) and not read.ticks and _opens(gate.block, read.block):
                found[later] = earlier
    return found


def _opens(gate: Block, block: Block) -> bool:
    """Return whether a block is answered where the gate says yes, and hardly anywhere else."""
    opened = shut = answered_open = answered_shut = 0
    for first, second in zip(gate.places, block.places, strict=True):
        for _, cells in gate.sheet.rows:
            yes = first < len(cells) and _is_yes(cells[first])
            filled = second < len(cells) and bool(cells[second].strip())
            opened, shut = opened + yes, shut + (not yes)
            answered_open, answered_shut = answered_open + (yes and filled), answered_shut + (not yes and filled)
    return opened > 0 and shut > 0 and answered_open >= 0.6 * opened and answered_shut <= 0.05 * shut


def _is_yes(text: str) -> bool:
    return bool(text.strip()) and plain_answer(text) not in ("no", "n", "0", "false", "unchecked", "not selected")


def _gate_settings(gate: Read) -> tuple[dict[str, Any], tuple[float, str, bool]]:
    no = [text for text in gate.block.answers if not _is_yes(text)]
    settings = {"columns": selector_for(gate.block.sheet, gate.block), "no": no or [""]}
    return settings, (
        0.75,
        "the question is answered only where the earlier one says yes: its blanks are a known no",
        True,
    )


def _add_things(draft: Draft, read: Read) -> None:
    """Add a block about activities, groups or goals: ticks over parts that are no members."""
    block = read.block
    to = next((name for name, words in _THINGS if re.search(words, block.stem, re.I)), "")
    if not read.ticks or not to or not block.filled or any(read_word(name).family != UNKNOWN for name in block.names):
        return
    settings: dict[str, Any] = {
        "to": to,
        "shape": "checkbox_columns",
        "columns": selector_for(block.sheet, block),
        "unknown": "create",
    }
    if block.sheet.name != draft.survey.get("_main"):
        settings["sheet"] = block.sheet.name
    if not any(plain_answer(text) in ("0", "false", "unchecked", "no") for text in block.answers):
        settings["blank"] = "zero"
    if block.exclusive:
        settings["exclusive"] = list(block.exclusive)
    said = {
        "to": (0.55, f"its parts are no members, and its question speaks of them: {_short(block.stem)}", True),
        "unknown": (0.6, "its options become things of their own", True),
    }
    draft.add_block("activities", settings, said)
    extra = [c.place for c in block.sheet.columns if c.block == block.stem and c.item and c.item in block.exclusive]
    draft.claim(block.sheet.name, (*block.places, *extra))
